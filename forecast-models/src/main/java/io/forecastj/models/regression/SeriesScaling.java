package io.forecastj.models.regression;

import io.forecastj.Sampling;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.features.FeaturePipeline;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Division of a plan's features and labels by the scale of their series. Immutable and thread-safe.
 *
 * <p>A feature is divided as often as its unit holds that of the target: a lag once, a ratio not at all, a variance
 * twice. The unit is found by an experiment, which works for all features, also those of users: the pipeline computes
 * the features of some rows, and again with the target's column doubled. A feature that is twice as large everywhere
 * has the target's unit, one that is equal has none. A feature that does neither, such as a logarithm, is refused.
 */
final class SeriesScaling {
    static final SeriesScaling NONE = new SeriesScaling(null, new int[0]);

    private static final int ROWS = 96;
    private static final int LONGEST_WARMUP = 20_000;
    private static final int[] POWERS = {0, 1, 2, -1, -2};
    /** Relative to the largest value of the feature; rounding errors of sums and logarithms are far smaller. */
    private static final double TOLERANCE = 1e-9;

    private final @Nullable SeriesScale scale;
    /** For each feature of the pipeline, how often it is divided. */
    private final int[] powers;

    private SeriesScaling(@Nullable SeriesScale scale, int[] powers) {
        this.scale = scale;
        this.powers = powers;
    }

    /**
     * Finds the units of a pipeline's features.
     *
     * @param scale the scale, or null for none
     * @throws IllegalArgumentException if the response has no unit, the pipeline needs fitting, or a feature has
     *     neither the target's unit, a power of it, nor no unit
     */
    static SeriesScaling of(@Nullable SeriesScale scale, FeaturePipeline pipeline, Response response) {
        if (scale == null) {
            return NONE;
        }
        if (!(response instanceof ColumnResponse column)
                || !(column.target() instanceof Target.Difference || column.target() instanceof Target.Level)) {
            throw new IllegalArgumentException(
                    response + " is the same at every level, so it needs no scale; leave out scale(" + scale + ")");
        }
        if (!pipeline.fitted()) {
            throw new IllegalArgumentException("a scale replaces features that are fitted to training series, such as"
                    + " standardScale; leave them out, or leave out scale(" + scale + ")");
        }
        return new SeriesScaling(scale, powers(pipeline, column.target().column()));
    }

    private static int[] powers(FeaturePipeline pipeline, String target) {
        if (pipeline.warmup() > LONGEST_WARMUP) {
            throw new IllegalArgumentException("a scale needs features with a warm-up of at most " + LONGEST_WARMUP
                    + " rows, found " + pipeline.warmup());
        }
        double[][] once = pipeline.rows(series(pipeline, target, 1));
        double[][] doubled = pipeline.rows(series(pipeline, target, 2));
        return IntStream.range(0, pipeline.columns().size())
                .map(feature -> power(pipeline, feature, once, doubled))
                .toArray();
    }

    private static int power(FeaturePipeline pipeline, int feature, double[][] once, double[][] doubled) {
        double largest = Arrays.stream(once)
                .mapToDouble(row -> Double.isNaN(row[feature]) ? 0 : Math.abs(row[feature]))
                .max()
                .orElse(0);
        for (int power : POWERS) {
            double factor = Math.scalb(1.0, power);
            boolean fits = true;
            for (int row = 0; row < once.length && fits; row++) {
                double expected = once[row][feature] * factor;
                double found = doubled[row][feature];
                fits = Double.isNaN(expected)
                        ? Double.isNaN(found)
                        : Math.abs(found - expected) <= TOLERANCE * largest * Math.max(1, factor);
            }
            if (fits) {
                return power;
            }
        }
        throw new IllegalArgumentException("the feature " + pipeline.columns().get(feature)
                + " does not change in proportion to the target, so dividing by a scale of the series has no meaning"
                + " for it; take differences, ratios, means or deviations");
    }

    /** A random walk of the target with all columns that the features need; positive, as prices and quantities are. */
    private static TimeSeries series(FeaturePipeline pipeline, String target, double factor) {
        List<String> columns = pipeline.inputs().isEmpty() ? List.of(target) : pipeline.inputs();
        Random random = new Random(20);
        TimeSeries.Builder series = TimeSeries.builder(columns).sampling(Sampling.hourly());
        double[] level = new double[columns.size()];
        Arrays.fill(level, 100);
        double[] row = new double[level.length];
        for (int i = 0; i < pipeline.warmup() + ROWS; i++) {
            for (int c = 0; c < row.length; c++) {
                level[c] += 0.1 * (100 - level[c]) + 5 * random.nextGaussian();
                row[c] = Math.max(1, level[c]) * (columns.get(c).equals(target) ? factor : 1);
            }
            series.add(Instant.EPOCH.plusSeconds(3_600L * i), row);
        }
        return series.build();
    }

    @Nullable
    SeriesScale scale() {
        return scale;
    }

    boolean active() {
        return scale != null;
    }

    /** Returns the name of an input: that of the feature, or {@code scaled(feature)} if it is divided. */
    String name(String feature, int index) {
        return active() && powers[index] != 0 ? "scaled(" + feature + ")" : feature;
    }

    /** Divides the features at the beginning of a row. */
    void divide(double[] row, double by) {
        for (int i = 0; i < powers.length; i++) {
            for (int times = powers[i]; times > 0; times--) {
                row[i] /= by;
            }
            for (int times = powers[i]; times < 0; times++) {
                row[i] *= by;
            }
        }
    }

    ScaleState open() {
        return new ScaleState(scale);
    }

    @Override
    public String toString() {
        return scale == null ? "none" : scale.toString();
    }
}
