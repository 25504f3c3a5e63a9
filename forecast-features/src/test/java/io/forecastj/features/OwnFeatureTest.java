package io.forecastj.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.InvalidSeriesException;
import io.forecastj.TimeSeries;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Features that a user writes. */
class OwnFeatureTest {
    /** Number of rows since the value last fell. */
    static Feature streak(Feature x) {
        return Features.custom("streak", List.of(x), new double[0], 0, in -> new Kernel(2) {
            @Override
            public void update(double[] row, double[] out, int at) {
                double value = row[in[0]];
                state[0] = value >= state[1] ? state[0] + 1 : 0;
                state[1] = value;
                out[at] = state[0];
            }
        });
    }

    private static final FeatureRegistry REGISTRY =
            FeatureRegistry.standard().with("streak", (inputs, arguments) -> streak(inputs.get(0)));

    @Test
    void runsAmongTheOthers() {
        TimeSeries series = TestSeries.column("x", 1, 2, 3, 2, 2, 5);
        FeaturePipeline pipeline =
                FeaturePipeline.of(streak(Features.column("x")), Features.lag(streak(Features.column("x")), 1));
        assertThat(pipeline.columns()).containsExactly("streak(x)", "lag(streak(x),1)");
        double[][] rows = pipeline.rows(series);
        assertThat(Arrays.stream(rows).mapToDouble(row -> row[0])).containsExactly(1.0, 2.0, 3.0, 0.0, 1.0, 2.0);
        assertThat(Arrays.stream(rows).mapToDouble(row -> row[1])).containsExactly(Double.NaN, 1.0, 2.0, 3.0, 0.0, 1.0);
    }

    @Test
    void isReadByARegistryThatKnowsIt() {
        FeaturePipeline pipeline = FeaturePipeline.of(streak(Features.column("x")));
        assertThat(FeaturePipeline.fromJson(pipeline.toJson(), REGISTRY)).isEqualTo(pipeline);
        assertThat(FeatureRegistry.standard().kinds()).doesNotContain("streak");
        assertThatThrownBy(() -> FeaturePipeline.fromJson(pipeline.toJson()))
                .hasMessageContaining("there is no kind 'streak'")
                .hasMessageContaining("FeatureRegistry");
    }

    private static TimeSeries series(List<String> columns, double[][] rows) {
        TimeSeries.Builder series = TimeSeries.builder(columns);
        for (int i = 0; i < rows.length; i++) {
            series.add(i, rows[i]);
        }
        return series.build();
    }

    private static double[] flat(double[][] rows) {
        return Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
    }

    /** A feature that is a function of one row. */
    static Feature barRange(List<Feature> inputs) {
        return Features.custom("barRange", inputs, row -> row[0] - row[1]);
    }

    @Test
    void mayBeAFunctionOfOneRow() {
        TimeSeries series = series(List.of("high", "low"), new double[][] {{3, 1}, {7, 4}, {5, 5}});
        Feature range = barRange(Features.columns("high", "low"));
        FeaturePipeline pipeline =
                FeaturePipeline.of(range, barRange(List.of(Features.lag("high", 1), Features.column("low"))));
        assertThat(pipeline.columns()).containsExactly("barRange(high,low)", "barRange(lag(high,1),low)");
        assertThat(pipeline.warmup()).isEqualTo(1);
        assertThat(flat(pipeline.rows(series))).containsExactly(2, Double.NaN, 3, -1, 0, 2);
        assertThatThrownBy(() -> barRange(List.of()))
                .hasMessage("barRange: a function of a row needs at least one" + " input, found none");
    }

    @Test
    void aFunctionOfOneRowIsReadByARegistryThatKnowsIt() {
        FeaturePipeline pipeline = FeaturePipeline.of(Features.lag(barRange(Features.columns("high", "low")), 1));
        FeatureRegistry registry = FeatureRegistry.standard().with("barRange", (inputs, arguments) -> barRange(inputs));
        FeaturePipeline loaded = FeaturePipeline.fromJson(pipeline.toJson(), registry);
        assertThat(loaded).isEqualTo(pipeline);
        TimeSeries series = series(List.of("high", "low"), new double[][] {{3, 1}, {7, 4}, {5, 5}});
        assertThat(flat(loaded.rows(series))).containsExactly(flat(pipeline.rows(series)));
    }

    @Test
    void aFunctionOfOneRowNeverSeesAMissingValueAndIsNeverInfinite() {
        TimeSeries series =
                series(List.of("x", "y"), new double[][] {{1, 2}, {Double.NaN, 2}, {1, Double.NaN}, {1, 0}});
        Feature below = Features.custom("below", Features.columns("x", "y"), row -> row[0] < row[1] ? 1 : 0);
        Feature quotient = Features.custom("quotient", Features.columns("x", "y"), row -> row[0] / row[1]);
        double[][] rows = FeaturePipeline.of(below, quotient).rows(series);
        assertThat(Arrays.stream(rows).mapToDouble(row -> row[0])).containsExactly(1.0, Double.NaN, Double.NaN, 0.0);
        assertThat(Arrays.stream(rows).mapToDouble(row -> row[1]))
                .containsExactly(0.5, Double.NaN, Double.NaN, Double.NaN);
    }

    @Test
    void aStreamOfAFunctionOfOneRowCanBeCopied() {
        FeatureStream stream =
                FeaturePipeline.of(barRange(Features.columns("high", "low"))).open(List.of("high", "low"));
        stream.update(1, new double[] {3, 1});
        FeatureStream copy = stream.copy();
        stream.update(2, new double[] {9, 1});
        copy.update(2, new double[] {4, 1});
        double[] values = new double[2];
        stream.write(values, 0);
        copy.write(values, 1);
        assertThat(values).containsExactly(8, 3);
    }

    @Test
    void isComparedByKindInputsAndArguments() {
        assertThat(streak(Features.column("x")))
                .isEqualTo(streak(Features.column("x")))
                .hasSameHashCodeAs(streak(Features.column("x")))
                .isNotEqualTo(streak(Features.column("y")))
                .hasToString("streak(x)");
        assertThatThrownBy(() -> Features.custom("my kind", List.of(), new double[0], 0, in -> new Pass(0)))
                .hasMessageContaining("found 'my kind'");
        assertThatThrownBy(() -> Features.custom("mine", List.of(), new double[] {Double.NaN}, 0, in -> new Pass(0)))
                .hasMessage("an argument of a feature must be finite, found NaN");
        assertThatThrownBy(() -> Features.custom("mine", List.of(), new double[0], -1, in -> new Pass(0)))
                .hasMessage("mine: warmup must be at least 0, found -1");
    }

    @Test
    void cannotTakeTheNameOfAKindThereIs() {
        assertThatThrownBy(() -> REGISTRY.with("streak", (inputs, arguments) -> inputs.get(0)))
                .hasMessageContaining("there is a kind 'streak' already");
        assertThatThrownBy(() -> REGISTRY.with("my kind", (inputs, arguments) -> inputs.get(0)))
                .hasMessageContaining("found 'my kind'");
        Feature impostor = new Simple("rsi", new Pass(0));
        assertThatThrownBy(() -> FeaturePipeline.of(impostor)).hasMessageContaining("has the kind 'rsi'");
        Feature twin = new Simple("streak", new Pass(0)) {
            @Override
            public String text() {
                return "streak(x)";
            }
        };
        assertThatThrownBy(() -> FeaturePipeline.of(streak(Features.column("x")), Features.lag(twin, 1)))
                .hasMessageContaining("have the same text streak(x)");
    }

    @Test
    void isRefusedIfItsFactoryMakesSomethingElse() {
        FeatureRegistry wrong = FeatureRegistry.standard().with("streak", (inputs, arguments) -> inputs.get(0));
        assertThatThrownBy(() -> wrong.parse("streak(x)"))
                .hasMessageContaining("the registered factory of 'streak' made x");
    }

    @Test
    void isRefusedIfACopyWouldForgetItsState() {
        Kernel forgetful = new Kernel(0) {
            private final double[] ring = new double[3];

            @Override
            public void update(double[] row, double[] out, int at) {
                out[at] = ring[0]++;
            }
        };
        assertThatThrownBy(() ->
                        FeaturePipeline.of(new Simple("forgetful", forgetful)).open(List.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("remembers 'ring' but does not override copyFrom");
    }

    @Test
    void isRefusedIfASnapshotWouldForgetItsState() {
        Kernel forgetful = new Kernel(0) {
            private final double[] ring = new double[3];

            @Override
            public void update(double[] row, double[] out, int at) {
                out[at] = ring[0]++;
            }

            @Override
            public void copyFrom(Kernel other) {
                ring[0] = 1;
            }
        };
        assertThatThrownBy(() ->
                        FeaturePipeline.of(new Simple("forgetful", forgetful)).open(List.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("overrides copyFrom but not save and restore; override all three");
    }

    @Test
    void isRefusedIfTwoStreamsWouldShareAKernel() {
        FeatureStream stream =
                FeaturePipeline.of(new Simple("shared", new Pass(0))).open(List.of());
        assertThatThrownBy(stream::copy)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("shared().bind returned the same kernel twice");
    }

    @Test
    void namesTheColumnThatIsMissing() {
        FeaturePipeline pipeline = FeaturePipeline.of(streak(Features.column("x")));
        assertThatThrownBy(() -> pipeline.open(List.of("open", "close")))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessage("the features need the column 'x'; found [open, close]");
        assertThatThrownBy(() -> pipeline.rows(TestSeries.column("y", 1)))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageContaining("has no column 'x'");
    }

    /** A feature without inputs that gives the kernel it was given. */
    private static class Simple implements Feature {
        private final String kind;
        private final Kernel kernel;

        Simple(String kind, Kernel kernel) {
            this.kind = kind;
            this.kernel = kernel;
        }

        @Override
        public String kind() {
            return kind;
        }

        @Override
        public List<Feature> inputs() {
            return List.of();
        }

        @Override
        public int warmup() {
            return 0;
        }

        @Override
        public Kernel bind(int[] inputs) {
            return kernel;
        }
    }
}
