package io.forecastj.testkit.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.forecastj.StateReader;
import io.forecastj.StateWriter;
import io.forecastj.TimeSeries;
import io.forecastj.features.Feature;
import io.forecastj.features.FeaturePipeline;
import io.forecastj.features.FeatureRegistry;
import io.forecastj.features.FeatureStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * Promises of {@link Feature} and its {@link io.forecastj.features.Kernel} as tests; extend it for every kind:
 *
 * <pre>{@code
 * class StreakTest extends FeatureContract {
 *     @Override protected Feature feature() { return Streak.of(Features.column("close")); }
 *     @Override protected TimeSeries series() {
 *         return TimeSeries.of("close", Instant.EPOCH, Sampling.daily(), new Random(7).doubles(400).toArray());
 *     }
 *     @Override protected FeatureRegistry registry() { return Streak.REGISTRY; }
 * }
 * }</pre>
 *
 * <p>{@code Streak} stands for your own feature. Override {@link #registry} if the library does not have its kind.
 *
 * <p>Not thread-safe: JUnit makes an instance for each test. A feature with parameters is fitted on {@link #series()}.
 */
public abstract class FeatureContract {
    private static final int MARGIN = 50;

    private Feature feature;
    private TimeSeries series;
    private FeaturePipeline pipeline;
    private double[][] rows;

    /** Constructor for subclasses. */
    protected FeatureContract() {}

    /**
     * Returns the feature under test.
     *
     * @return the feature, always an equal one
     */
    protected abstract Feature feature();

    /**
     * Returns a series without missing values, with the columns that the feature needs: at least 50 rows more than
     * twice its warm-up.
     *
     * @return the series
     */
    protected abstract TimeSeries series();

    /**
     * Returns the registry with the kinds that the feature's text may name.
     *
     * @return the kinds of this library unless overridden
     */
    protected FeatureRegistry registry() {
        return FeatureRegistry.standard();
    }

    /**
     * Returns whether the feature has a value in every row of {@link #series()} after the warm-up. A feature lacks some
     * values if it divides by a number that can be zero, or searches for an event that may not occur.
     *
     * @return true unless overridden
     */
    protected boolean definedAfterWarmup() {
        return true;
    }

    /**
     * Returns whether the purpose of the feature is to replace missing values by numbers known from earlier rows.
     *
     * @return false unless overridden: a value that depends on a missing value is missing
     */
    protected boolean fillsMissingValues() {
        return false;
    }

    /** Computes the feature over the series. */
    @BeforeEach
    final void begin() {
        feature = feature();
        series = series();
        assertThat(series.length())
                .as("rows of series(); the contract needs " + MARGIN + " more than twice the warm-up")
                .isGreaterThanOrEqualTo(2 * feature.warmup() + MARGIN);
        pipeline = FeaturePipeline.of(feature).fit(List.of(series));
        rows = pipeline.rows(series);
    }

    private FeatureStream open() {
        return pipeline.open(series.columns());
    }

    private double[] next(FeatureStream stream, TimeSeries from, int row) {
        return next(stream, from.timestamp(row), AlteredSeries.of(from, row));
    }

    private double[] next(FeatureStream stream, long time, double[] row) {
        double[] out = new double[feature.outputs().size()];
        stream.update(time, row);
        stream.write(out, 0);
        return out;
    }

    /** Appends rows that the series does not have. */
    private void leadAstray(FeatureStream stream, int from) {
        for (int r = from; r < Math.min(from + 12, series.length()); r++) {
            next(stream, series.timestamp(r), AlteredSeries.of(series, (r * 7 + 3) % series.length()));
        }
    }

    private void requireSame(double[][] actual, double[][] expected, int from, int to, String what) {
        for (int r = from; r < to; r++) {
            assertThat(actual[r]).as("row %d %s", r, what).isEqualTo(expected[r]);
        }
    }

    /** Tests of the feature as a description. */
    @Nested
    @DisplayName("a feature")
    class Description {
        /** Constructor for JUnit. */
        Description() {}

        @Test
        @DisplayName("is read back from its text as an equal feature, and each of its outputs too")
        void parsesBack() {
            assertThat(registry().parse(feature.text())).isEqualTo(feature).hasSameHashCodeAs(feature);
            assertThat(registry().parse(feature.text()).text()).isEqualTo(feature.text());
            for (String name : feature.outputs()) {
                Feature output = feature.output(name);
                assertThat(registry().parse(output.text())).isEqualTo(output);
            }
        }

        @Test
        @DisplayName("equals another one made alike, names its outputs differently and keeps its arguments")
        void isAValue() {
            assertThat(feature()).isEqualTo(feature).hasSameHashCodeAs(feature);
            assertThat(feature.outputs()).isNotEmpty().doesNotHaveDuplicates();
            assertThat(feature.warmup()).isNotNegative();
            double[] arguments = feature.arguments();
            String text = feature.text();
            Arrays.fill(arguments, 99);
            assertThat(feature.text())
                    .as("text after a change of what arguments() returned")
                    .isEqualTo(text);
        }

        @Test
        @DisplayName("comes back from the JSON of its pipeline with equal values, its parameters included")
        void comesBackFromJson() {
            FeaturePipeline read = FeaturePipeline.fromJson(pipeline.toJson(), registry());
            assertThat(read).isEqualTo(pipeline);
            requireSame(read.rows(series), rows, 0, rows.length, "of the pipeline that was read back");
        }
    }

    /** Tests of the values over a whole series. */
    @Nested
    @DisplayName("its values")
    class Values {
        /** Constructor for JUnit. */
        Values() {}

        @Test
        @DisplayName("are the same row by row as over the whole series, bit for bit, with missing rows too")
        void streamEqualsBatch() {
            for (TimeSeries one : List.of(series, AlteredSeries.rough(series))) {
                double[][] batch = pipeline.rows(one);
                FeatureStream stream = open();
                for (int r = 0; r < one.length(); r++) {
                    assertThat(next(stream, one, r)).as("row %d", r).isEqualTo(batch[r]);
                }
            }
        }

        @Test
        @DisplayName("are missing in the first warmup() rows of a series without gaps, and there in the others")
        void warmup() {
            for (int r = 0; r < rows.length; r++) {
                for (double value : rows[r]) {
                    if (r < feature.warmup() || definedAfterWarmup()) {
                        assertThat(Double.isNaN(value))
                                .as("row %d is missing, with a warm-up of %d rows", r, feature.warmup())
                                .isEqualTo(r < feature.warmup());
                    }
                }
            }
        }

        @Test
        @DisplayName("do not depend on later rows")
        void seeNothingLater() {
            for (int cut : new int[] {1, feature.warmup() + 1, series.length() / 2, series.length() - 5}) {
                TimeSeries missing = AlteredSeries.with(
                        series, r -> r < cut ? AlteredSeries.of(series, r) : AlteredSeries.missing(series));
                TimeSeries still = AlteredSeries.with(series, r -> AlteredSeries.of(series, r < cut ? r : 0));
                requireSame(pipeline.rows(missing), rows, 0, cut, "where the rows from " + cut + " on are missing");
                requireSame(pipeline.rows(still), rows, 0, cut, "where the rows from " + cut + " on are the first");
            }
        }

        @Test
        @DisplayName("that depend on their row are missing where the row is, unless the feature fills missing values")
        void missingStaysMissing() {
            assumeTrue(!fillsMissingValues(), "the feature fills missing values");
            for (int gap : new int[] {feature.warmup(), feature.warmup() + 9, feature.warmup() + 31}) {
                TimeSeries head = series.head(gap + 1);
                double[] missing = pipeline.rows(AlteredSeries.with(head, gap, AlteredSeries.missing(head)))[gap];
                for (int donor = 1; donor < 8; donor++) {
                    double[] other = AlteredSeries.of(series, (gap + donor) % series.length());
                    double[] changed = pipeline.rows(AlteredSeries.with(head, gap, other))[gap];
                    for (int c = 0; c < missing.length; c++) {
                        if (Double.compare(changed[c], rows[gap][c]) != 0) {
                            assertThat(missing[c])
                                    .as(
                                            "%s in row %d without values",
                                            pipeline.columns().get(c), gap)
                                    .isNaN();
                        }
                    }
                }
            }
        }

        @Test
        @DisplayName("are there again once the rows of a warm-up have passed after a missing row")
        void recover() {
            assumeTrue(definedAfterWarmup(), "the feature has no value in some rows");
            int gap = feature.warmup() + 11;
            double[][] found = pipeline.rows(AlteredSeries.with(series, gap, AlteredSeries.missing(series)));
            for (int r = gap + 1 + Math.max(feature.warmup(), 1); r < found.length; r++) {
                for (double value : found[r]) {
                    assertThat(value)
                            .as("row %d after the missing row %d", r, gap)
                            .isNotNaN();
                }
            }
        }

        @Test
        @DisplayName("are finite or missing, also after zeros, equal rows and missing rows")
        void areNeverInfinite() {
            for (TimeSeries one : List.of(series, AlteredSeries.rough(series))) {
                double[][] values = pipeline.rows(one);
                for (int r = 0; r < values.length; r++) {
                    for (double value : values[r]) {
                        assertThat(Double.isInfinite(value))
                                .as("row %d is %s", r, value)
                                .isFalse();
                    }
                }
            }
        }
    }

    /** Tests of the state of a run. */
    @Nested
    @DisplayName("its kernel")
    class State {
        /** Constructor for JUnit. */
        State() {}

        @Test
        @DisplayName("is a new one for each call of bind")
        void isNew() {
            KernelRun run = kernelOf(series);
            assertThat(run.kernel()).isNotSameAs(run.kernel());
        }

        @Test
        @DisplayName("writes its values at the given place of any array, the one of its inputs too, and nothing else")
        void writesAnywhere() {
            for (TimeSeries one : List.of(series, AlteredSeries.rough(series))) {
                double[][] expected = pipeline.rows(one);
                KernelRun run = kernelOf(one);
                for (int at : new int[] {0, 3}) {
                    requireSame(run.separately(at), expected, 0, expected.length, "written at " + at);
                }
                requireSame(run.inPlace(), expected, 0, expected.length, "written beside the inputs");
            }
        }

        private KernelRun kernelOf(TimeSeries over) {
            Optional<KernelRun> run = KernelRun.of(feature, series, over);
            assumeTrue(run.isPresent(), "the feature has no kernel of its own");
            return run.orElseThrow();
        }

        @Test
        @DisplayName("has copies that go their own way and leave it as it is")
        void copiesGoTheirOwnWay() {
            FeatureStream stream = open();
            for (int r = 0; r < rows.length; r++) {
                if (r % 20 == 0) {
                    leadAstray(stream.copy(), r);
                }
                assertThat(next(stream, series, r)).as("row %d", r).isEqualTo(rows[r]);
            }
        }

        @Test
        @DisplayName("has copies that go on as it would, bit for bit")
        void copiesGoOn() {
            FeatureStream stream = open();
            for (int r = 0; r < rows.length; r++) {
                if (r % 20 == 0) {
                    FeatureStream copy = stream.copy();
                    leadAstray(stream, r);
                    stream = copy;
                }
                assertThat(next(stream, series, r)).as("row %d", r).isEqualTo(rows[r]);
            }
        }

        @Test
        @DisplayName("is put back by copyFrom, whatever it was fed in between")
        void copyFromRestores() {
            FeatureStream stream = open();
            FeatureStream kept = open();
            for (int r = 0; r < rows.length; r++) {
                if (r % 20 == 0) {
                    kept.copyFrom(stream);
                    leadAstray(stream, r);
                    stream.copyFrom(kept);
                }
                assertThat(next(stream, series, r)).as("row %d", r).isEqualTo(rows[r]);
            }
        }

        @Test
        @DisplayName("continues from its saved state as it would, bit for bit")
        void restores() {
            FeatureStream stream = open();
            for (int r = 0; r < rows.length; r++) {
                if (r % 20 == 0) {
                    StateWriter saved = new StateWriter();
                    stream.save(saved);
                    leadAstray(stream, r);
                    StateReader in = new StateReader(saved.toBytes());
                    stream = open();
                    stream.restore(in);
                    in.requireEnd();
                }
                assertThat(next(stream, series, r)).as("row %d", r).isEqualTo(rows[r]);
            }
        }
    }
}
