package io.forecastj.models.ensemble;

import io.forecastj.StateReader;
import io.forecastj.StateWriter;
import io.forecastj.features.FeaturePipeline;
import io.forecastj.features.FeatureStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Probability of the second regime at each row of one series: the value of a feature. For one thread. */
final class RegimeGate {
    /** Probability in place of a missing one: both regimes count equally. */
    private static final double UNKNOWN = 0.5;

    private final @Nullable FeatureStream stream;
    private final double[] value;
    private double probability = UNKNOWN;

    /**
     * Creates a gate.
     *
     * @param pipeline a pipeline of one feature, or null without regimes
     * @param schema the columns of a row
     */
    RegimeGate(@Nullable FeaturePipeline pipeline, List<String> schema) {
        this.stream = pipeline == null ? null : pipeline.open(schema);
        this.value = new double[pipeline == null ? 0 : pipeline.columns().size()];
    }

    /** Refuses a pipeline that does not have exactly one column. */
    static FeaturePipeline require(FeaturePipeline pipeline) {
        if (pipeline.columns().size() != 1) {
            throw new IllegalArgumentException(
                    "a regime is one column, the probability of the second regime; found " + pipeline.columns());
        }
        return pipeline;
    }

    void take(long time, double[] row) {
        if (stream != null) {
            stream.update(time, row);
            stream.write(value, 0);
            probability = Double.isNaN(value[0]) ? UNKNOWN : Math.min(1, Math.max(0, value[0]));
        }
    }

    void save(StateWriter out) {
        if (stream != null) {
            stream.save(out);
            out.putDouble(probability);
        }
    }

    void restore(StateReader in) {
        if (stream != null) {
            stream.restore(in);
            probability = in.getDouble();
        }
    }

    double probability() {
        return probability;
    }
}
