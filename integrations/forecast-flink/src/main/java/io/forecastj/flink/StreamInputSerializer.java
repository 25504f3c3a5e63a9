package io.forecastj.flink;

import io.forecastj.streams.StreamInput;
import io.forecastj.streams.StreamJson;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.jspecify.annotations.Nullable;

/** The serializer of records that wait for the watermark; null is a record that forgets its series. */
final class StreamInputSerializer extends JsonTypeSerializer<StreamInput> {
    static final StreamInputSerializer INSTANCE = new StreamInputSerializer();

    private static final long serialVersionUID = 1;

    @Override
    public @Nullable StreamInput createInstance() {
        return null;
    }

    @Override
    byte[] bytes(StreamInput value) {
        return StreamJson.write(value);
    }

    @Override
    StreamInput value(byte[] bytes) {
        return StreamJson.readInput(bytes);
    }

    @Override
    public TypeSerializerSnapshot<StreamInput> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Class of the serializer, as a savepoint has it. Flink makes it by its name, so it is public. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<StreamInput> {
        /** Creates one. */
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}
