package io.forecastj.features;

import io.forecastj.InvalidSeriesException;
import io.forecastj.MessageText;
import io.forecastj.SnapshotException;
import io.forecastj.StateReader;
import io.forecastj.StateWriter;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * Computation of a feature pipeline over one series, one row at a time.
 *
 * <p>Mutable, for one thread. {@link #update}, {@link #write} and {@link #copyFrom} allocate nothing, and the time of
 * an update does not depend on the number of earlier rows: it is constant for each feature, on average over a window's
 * length. For medians, ranks and mean deviations it grows with the logarithm of the window, or in proportion to a small
 * one; for {@link MarketFeatures#runLength} always in proportion.
 */
public final class FeatureStream {
    private final FeaturePipeline pipeline;
    private final Graph graph;
    private final List<String> schema;
    private final int[] sources;
    private final KernelChain kernels;
    private final int[] outputs;
    private final double[] slots;

    FeatureStream(FeaturePipeline pipeline, Graph graph, List<String> schema) {
        this.pipeline = pipeline;
        this.graph = graph;
        this.schema = List.copyOf(schema);
        this.sources = new int[graph.columns().size()];
        for (int i = 0; i < sources.length; i++) {
            sources[i] = source(graph.columns().get(i));
        }
        this.kernels = new KernelChain(graph.nodes(), pipeline.bind());
        this.outputs = graph.outputs();
        this.slots = new double[graph.size()];
        Arrays.fill(slots, Double.NaN);
    }

    private int source(String column) {
        int index = schema.indexOf(column);
        if (index < 0) {
            throw new InvalidSeriesException("the features need the column '" + column + "'; found " + schema);
        }
        return index;
    }

    /**
     * Returns the pipeline that this stream runs.
     *
     * @return the pipeline
     */
    public FeaturePipeline pipeline() {
        return pipeline;
    }

    /**
     * Takes the next row. A row that is refused does not change the stream.
     *
     * @param time the row's time in milliseconds since 1970-01-01T00:00Z, after the row before
     * @param row one value for each column of the schema given to {@link FeaturePipeline#open}, NaN for a missing one
     * @throws IllegalArgumentException if the row has another length
     * @throws InvalidSeriesException if the time is not after that of the row before, or a value of a column in {@link
     *     FeaturePipeline#inputs()} is infinite
     */
    public void update(long time, double[] row) {
        check(time, row);
        double[] slots = this.slots;
        slots[Kernel.TIME] = time;
        int[] sources = this.sources;
        for (int i = 0; i < sources.length; i++) {
            slots[1 + i] = row[sources[i]];
        }
        kernels.run(slots);
    }

    private void check(long time, double[] row) {
        if (row.length != schema.size()) {
            throw new IllegalArgumentException(
                    "the row has " + row.length + " values; expected " + schema.size() + ", one for each of " + schema);
        }
        if (time <= slots[Kernel.TIME]) {
            throw new InvalidSeriesException("the row at " + Instant.ofEpochMilli(time)
                    + " is not after the row before at " + Instant.ofEpochMilli((long) slots[Kernel.TIME]));
        }
        for (int source : sources) {
            if (Double.isInfinite(row[source])) {
                throw new InvalidSeriesException("the row at " + Instant.ofEpochMilli(time) + " has the infinite value "
                        + row[source] + " in column '" + schema.get(source) + "'; use NaN for a missing value");
            }
        }
    }

    /**
     * Writes the features of the last row, in the order of {@link FeaturePipeline#columns()}; all NaN before the first
     * row.
     *
     * @param out receives the values
     * @param at the index in {@code out} of the first one
     * @throws IndexOutOfBoundsException if they do not fit
     */
    public void write(double[] out, int at) {
        double[] slots = this.slots;
        int[] outputs = this.outputs;
        for (int i = 0; i < outputs.length; i++) {
            out[at + i] = slots[outputs[i]];
        }
    }

    /**
     * Returns a stream in the same state that is independent of this one.
     *
     * @return the copy
     * @throws IllegalStateException if {@link Feature#bind} of a feature returns the same kernel twice
     */
    public FeatureStream copy() {
        FeatureStream copy = new FeatureStream(pipeline, graph, schema);
        for (int i = 0; i < graph.nodes().size(); i++) {
            if (copy.kernels.kernel(i) == kernels.kernel(i)) {
                throw new IllegalStateException(graph.nodes().get(i).feature().text()
                        + ".bind returned the same kernel twice; it must make a new one for each call");
            }
        }
        copy.copyFrom(this);
        return copy;
    }

    /**
     * Copies the state of another stream of an equal pipeline and schema into this one.
     *
     * @param other the other stream, unchanged
     * @throws IllegalArgumentException if its pipeline or schema differs
     */
    public void copyFrom(FeatureStream other) {
        boolean alike = graph == other.graph && pipeline == other.pipeline || pipeline.equals(other.pipeline);
        if (!alike || schema != other.schema && !schema.equals(other.schema)) {
            throw new IllegalArgumentException("expected a stream of " + pipeline + " over " + MessageText.list(schema)
                    + ", found one of " + other.pipeline + " over " + MessageText.list(other.schema));
        }
        System.arraycopy(other.slots, 0, slots, 0, slots.length);
        kernels.copyFrom(other.kernels);
    }

    /**
     * Writes the state of all features and does not change it.
     *
     * @param out receives the state
     */
    public void save(StateWriter out) {
        out.putText(pipeline.schemaHash());
        out.putTexts(schema);
        out.putDoubles(slots);
        kernels.save(out);
    }

    /**
     * Reads the state that {@link #save} of a stream of an equal pipeline and schema has written. Later rows then give
     * results equal in every bit to those of that stream.
     *
     * @param in supplies the state
     * @throws SnapshotException if it is the state of a stream of another pipeline or schema, or no such state; this
     *     stream is not to be used then
     */
    public void restore(StateReader in) {
        String hash = in.getText();
        List<String> columns = in.getTexts();
        if (!hash.equals(pipeline.schemaHash()) || !columns.equals(schema)) {
            throw new SnapshotException("expected the state of features with the schema hash " + pipeline.schemaHash()
                    + " over " + schema + ", found the hash " + hash + " over " + columns
                    + ". Open a stream and feed it the history instead");
        }
        in.getDoubles(slots);
        kernels.restore(in);
    }

    @Override
    public String toString() {
        return "FeatureStream of " + pipeline;
    }
}
