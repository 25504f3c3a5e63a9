package io.forecastj.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.assertj.core.data.Offset.offset;

import io.forecastj.TimeSeries;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every feature of the catalogue, whichever it is. */
class EveryFeatureTest {
    private static final TimeSeries SP500 = TestSeries.sp500().head(800);
    private static final TimeSeries BARS = TestSeries.bars(1, 800);
    private static final TimeSeries ROUGH = TestSeries.rough(7, 1_500);

    static Stream<Feature> features() {
        return Kinds.examples();
    }

    @ParameterizedTest
    @MethodSource("features")
    void givesTheSameBitsLiveAsOverHistory(Feature feature) {
        for (TimeSeries series : List.of(SP500, BARS, ROUGH)) {
            FeaturePipeline pipeline = Kinds.pipeline(feature, series);
            FeatureStream stream = pipeline.open(series.columns());
            double[][] rows = pipeline.rows(series);
            double[] row = new double[series.columns().size()];
            double[] live = new double[rows[0].length];
            for (int r = 0; r < rows.length; r++) {
                for (int c = 0; c < row.length; c++) {
                    row[c] = series.value(r, c);
                }
                stream.update(series.timestamp(r), row);
                stream.write(live, 0);
                assertThat(live).as("%s, row %d", series.id(), r).isEqualTo(rows[r]);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("features")
    void doesNotDependOnLaterRows(Feature feature) {
        Random random = new Random(3);
        for (TimeSeries series : List.of(BARS, ROUGH)) {
            FeaturePipeline pipeline = Kinds.pipeline(feature, series);
            double[][] rows = pipeline.rows(series);
            for (int i = 0; i < 4; i++) {
                int row = random.nextInt(series.length());
                for (double later : new double[] {Double.NaN, 1e6}) {
                    double[][] changed = pipeline.rows(TestSeries.replace(series, row + 1, value -> later));
                    assertSameRows(
                            changed,
                            rows,
                            row + 1,
                            series.id() + ", rows after " + row + " replaced by " + later + " (seed 3)");
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("features")
    void isMissingInTheWarmupAndThereAfterIt(Feature feature) {
        double[][] rows = Kinds.pipeline(feature, BARS).rows(BARS);
        assertThat(feature.warmup()).isLessThan(rows.length);
        for (int r = 0; r < rows.length; r++) {
            for (double value : rows[r]) {
                assertThat(Double.isNaN(value))
                        .as("row %d is missing, with a warm-up of %d", r, feature.warmup())
                        .isEqualTo(r < feature.warmup());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("features")
    void isNeverInfinite(Feature feature) {
        double[][] rows = Kinds.pipeline(feature, ROUGH).rows(ROUGH);
        assertThat(Arrays.stream(rows).flatMapToDouble(Arrays::stream)).noneMatch(x -> Double.isInfinite(x));
    }

    @ParameterizedTest
    @MethodSource("features")
    void recoversFromAMissingRow(Feature feature) {
        TimeSeries gap = TestSeries.withGap(BARS, 300);
        FeaturePipeline pipeline = Kinds.pipeline(feature, BARS);
        double[][] rows = pipeline.rows(gap);
        int recovered = 301 + Math.max(feature.warmup(), 1);
        for (int r = recovered; r < rows.length; r++) {
            assertThat(Arrays.stream(rows[r]))
                    .as("row %d after a gap at 300", r)
                    .noneMatch(x -> Double.isNaN(x));
        }
        assertSameRows(rows, pipeline.rows(BARS), 300, "before the gap");
    }

    @ParameterizedTest
    @MethodSource("features")
    void isHardlyChangedByRowsBeforeTheWarmup(Feature feature) {
        assumeThat(feature.text())
                .as("it says that it remembers older rows")
                .doesNotContain("expandingMean", "runLength");
        boolean smoothed = Stream.of("ema", "wilder", "rsi", "macd", "atr", "adx", "trix", "keltner", "ewStd")
                .anyMatch(feature.text()::contains);
        // what these forget, and how fast, depends on the data; their documentation says so
        boolean learning = Stream.of("garch", "regime").anyMatch(feature.text()::contains);
        double relative = learning ? 0.01 : smoothed ? 1e-6 : 1e-9;
        FeaturePipeline pipeline = Kinds.pipeline(feature, BARS);
        double[] whole = pipeline.rows(BARS)[BARS.length() - 1];
        TimeSeries tail = BARS.tail(feature.warmup() + 1);
        double[] cut = pipeline.rows(tail)[tail.length() - 1];
        for (int i = 0; i < whole.length; i++) {
            assertThat(cut[i]).isCloseTo(whole[i], offset(relative * Math.abs(whole[i]) + 1e-15));
        }
    }

    @ParameterizedTest
    @MethodSource("features")
    void isReadBackFromItsText(Feature feature) {
        Feature parsed = Features.parse(feature.text());
        assertThat(parsed).isEqualTo(feature).hasSameHashCodeAs(feature).hasToString(feature.text());
        for (String output : feature.outputs()) {
            assertThat(Features.parse(feature.output(output).text())).isEqualTo(feature.output(output));
        }
    }

    @ParameterizedTest
    @MethodSource("features")
    void isReadBackFromJsonWithItsParameters(Feature feature) {
        FeaturePipeline pipeline = Kinds.pipeline(feature, SP500);
        FeaturePipeline read = FeaturePipeline.fromJson(pipeline.toJson());
        assertThat(read).isEqualTo(pipeline).hasSameHashCodeAs(pipeline);
        assertThat(read.schemaHash()).isEqualTo(pipeline.schemaHash());
        assertSameRows(read.rows(SP500), pipeline.rows(SP500), SP500.length(), "read back");
    }

    @ParameterizedTest
    @MethodSource("features")
    void goesItsOwnWayAfterACopy(Feature feature) {
        FeaturePipeline pipeline = Kinds.pipeline(feature, ROUGH);
        double[][] rows = pipeline.rows(ROUGH);
        FeatureStream stream = pipeline.open(ROUGH.columns());
        FeatureStream snapshot = pipeline.open(ROUGH.columns());
        double[] row = new double[5];
        double[] out = new double[rows[0].length];
        for (int r = 0; r < 300; r++) {
            snapshot.copyFrom(stream);
            FeatureStream ahead = stream.copy();
            for (int k = 0; k < 30; k++) {
                Arrays.fill(row, k * 1e3);
                ahead.update(ROUGH.timestamp(r) + k, row);
                stream.update(ROUGH.timestamp(r) + k, row);
            }
            stream.copyFrom(snapshot);
            for (int c = 0; c < row.length; c++) {
                row[c] = ROUGH.value(r, c);
            }
            stream.update(ROUGH.timestamp(r), row);
            stream.write(out, 0);
            assertThat(out).as("row %d", r).isEqualTo(rows[r]);
        }
    }

    private static void assertSameRows(double[][] actual, double[][] expected, int rows, String what) {
        for (int r = 0; r < rows; r++) {
            assertThat(actual[r]).as("%s, row %d", what, r).isEqualTo(expected[r]);
        }
    }
}
