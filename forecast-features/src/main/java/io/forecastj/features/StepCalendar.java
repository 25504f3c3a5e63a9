package io.forecastj.features;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Calendar of the step that is forecast: features of the time only, computed at the time of a future row.
 *
 * <p>Immutable and thread-safe, compared by value. A feature is one of the time only if it needs no column of the
 * series, no earlier row and no fitting: {@link CalendarFeatures}, functions of them, and a kernel of your own that
 * reads only {@link Kernel#TIME} and remembers nothing. Training and serving compute the features by the same code.
 */
public final class StepCalendar {
    private final List<Feature> features;
    private final @Nullable FeaturePipeline pipeline;

    private StepCalendar(List<Feature> features) {
        this.features = List.copyOf(features);
        this.pipeline = features.isEmpty() ? null : FeaturePipeline.of(features);
        if (pipeline != null) {
            requireTimeOnly(pipeline);
        }
    }

    /**
     * Makes the calendar of some features.
     *
     * @param features the features in the order of the columns; may be empty
     * @return the calendar
     * @throws IllegalArgumentException if a feature occurs twice, needs a column, earlier rows or fitting; the message
     *     names it
     */
    public static StepCalendar of(List<Feature> features) {
        return new StepCalendar(features);
    }

    /**
     * Reads the texts of {@link #texts}.
     *
     * @param texts the canonical texts
     * @param registry the kinds of features that they may name
     * @return the calendar
     * @throws IllegalArgumentException if a text is not that of a feature, or {@link #of} refuses the features
     */
    public static StepCalendar parse(List<String> texts, FeatureRegistry registry) {
        return of(registry.parseAll(texts));
    }

    private static void requireTimeOnly(FeaturePipeline pipeline) {
        String rule = "the calendar of a step takes features of the time only, such as dayOfWeek(): ";
        if (!pipeline.inputs().isEmpty()) {
            throw new IllegalArgumentException(rule + "these need " + pipeline.inputs()
                    + ", columns that are not known ahead; columns that are can be declared as known-future ones");
        }
        for (Graph.Node node : pipeline.graph().nodes()) {
            String text = node.feature().text();
            if (node.feature() instanceof FittedFeature) {
                throw new IllegalArgumentException(rule + text + " must be fitted");
            }
            Kernel kernel = node.feature().bind(node.inputs().clone());
            if (kernel.remembers() || node.feature().warmup() > 0) {
                throw new IllegalArgumentException(rule + text + " depends on earlier rows");
            }
        }
    }

    /**
     * Returns the canonical texts of the features.
     *
     * @return the texts in order, unmodifiable
     */
    public List<String> texts() {
        return features.stream().map(Feature::text).toList();
    }

    /**
     * Returns the names of the computed columns, as {@link FeaturePipeline#columns} does.
     *
     * @return the names, unmodifiable; empty if there is no feature
     */
    public List<String> columns() {
        return pipeline == null ? List.of() : pipeline.columns();
    }

    /**
     * Returns the hash of a model's features and this calendar.
     *
     * @param schemaHash the hash of the features of the origin, {@link FeaturePipeline#schemaHash}
     * @return 64 hexadecimal digits; the given hash if this calendar has no feature
     */
    public String schemaHash(String schemaHash) {
        return pipeline == null ? schemaHash : PipelineHash.of(schemaHash + "\nstep calendar " + pipeline.schemaHash());
    }

    /**
     * Starts a computation.
     *
     * @return a new evaluator
     */
    public Evaluator open() {
        return new Evaluator(pipeline);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || other instanceof StepCalendar that && texts().equals(that.texts());
    }

    @Override
    public int hashCode() {
        return texts().hashCode();
    }

    @Override
    public String toString() {
        return String.join(", ", texts());
    }

    /** Computation of the features at any times, in any order. Mutable, for one thread. */
    public static final class Evaluator {
        private final @Nullable KernelChain kernels;
        private final int[] outputs;
        private final double[] slots;

        private Evaluator(@Nullable FeaturePipeline pipeline) {
            this.kernels =
                    pipeline == null ? null : new KernelChain(pipeline.graph().nodes(), pipeline.bind());
            this.outputs = pipeline == null ? new int[0] : pipeline.graph().outputs();
            this.slots = new double[pipeline == null ? 1 : pipeline.graph().size()];
        }

        /**
         * Writes the features of a time, in the order of {@link StepCalendar#columns()}. Allocates nothing.
         *
         * @param epochMillis the time in milliseconds since 1970-01-01T00:00Z
         * @param out receives the values
         * @param at the index in {@code out} of the first one
         * @throws IndexOutOfBoundsException if they do not fit
         */
        public void write(long epochMillis, double[] out, int at) {
            if (kernels == null) {
                return;
            }
            slots[Kernel.TIME] = epochMillis;
            kernels.run(slots);
            for (int i = 0; i < outputs.length; i++) {
                out[at + i] = slots[outputs[i]];
            }
        }
    }
}
