package io.forecastj.streams;

import org.jspecify.annotations.Nullable;

/**
 * A change of the model at one place of a stream: rows after it are forecast by another version of the stored model.
 *
 * <p>Immutable and thread-safe. In Kafka Streams the place is an offset. Send a switch into every partition of the
 * topic of rows, with any key or none:
 *
 * <pre>{@code
 * for (PartitionInfo partition : producer.partitionsFor("bars")) {
 *     producer.send(new ProducerRecord<>("bars", partition.partition(), null, ModelSwitch.to(7)));
 * }
 * }</pre>
 *
 * <p>In Flink the place is an event time. Send one switch into a stream of switches, beside that of the rows.
 *
 * <p>The version is kept with the state of the stream, so a restored task continues with the version that forecast
 * before. A series moves at its next row: a session of the new version is opened on the rows that were kept of it. One
 * with fewer rows than the version needs stays with its version until it has them.
 */
public final class ModelSwitch implements StreamInput {
    private final int version;

    private ModelSwitch(int version) {
        this.version = version;
    }

    /**
     * Returns the change to a version.
     *
     * @param version the number of the version in the store, at least 1
     * @return the change
     * @throws IllegalArgumentException if {@code version < 1}
     */
    public static ModelSwitch to(int version) {
        if (version < 1) {
            throw new IllegalArgumentException("a version must be at least 1, found " + version);
        }
        return new ModelSwitch(version);
    }

    /** {@return the number of the version in the store, at least 1} */
    public int version() {
        return version;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ModelSwitch that && version == that.version;
    }

    @Override
    public int hashCode() {
        return version;
    }

    @Override
    public String toString() {
        return "switch to version " + version;
    }
}
