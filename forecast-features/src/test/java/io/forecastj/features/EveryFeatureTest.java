package io.forecastj.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.forecastj.StateReader;
import io.forecastj.StateWriter;
import io.forecastj.TimeSeries;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Properties of every feature in the catalogue. */
class EveryFeatureTest {
    private static final TimeSeries SP500 = TestSeries.sp500().head(800);
    private static final TimeSeries MINUTES = MinuteBars.bitcoin().slice(3_000, 3_800);
    private static final TimeSeries BARS = TestSeries.bars(1, 800);
    private static final Set<String> PATTERNS =
            Stream.concat(Stream.of("candles"), Stream.of(CandlePatterns.NAMES)).collect(Collectors.toSet());
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

    /** Streams check kernels of other authors only, since the check takes 10 ms in a JVM that has just started. */
    @ParameterizedTest
    @MethodSource("features")
    void hasOnlyKernelsWhoseCopiesAreWhole(Feature feature) {
        FeaturePipeline pipeline = Kinds.pipeline(feature, BARS);
        for (Kernel kernel : pipeline.bind()) {
            assertThatCode(() -> KernelCheck.check(kernel)).doesNotThrowAnyException();
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
        boolean smoothed = Stream.of(
                        "ema", "wilder", "rsi", "macd", "atr", "adx", "trix", "keltner", "ewStd", "garch", "regime")
                .anyMatch(feature.text()::contains);
        assumeThat(smoothed && PATTERNS.contains(feature.kind()))
                .as("a pattern comes or goes where smoothed prices are all but equal")
                .isFalse();
        // the start weighs 1e-7 in the variance, and so more in the deviation where that has become small
        double relative = feature.text().contains("ewStd") ? 1e-5 : smoothed ? 1e-6 : 1e-9;
        Random random = new Random(4);
        int warmup = feature.warmup();
        for (TimeSeries series : List.of(BARS, SP500, MINUTES)) {
            FeaturePipeline pipeline = Kinds.pipeline(feature, series);
            double[][] whole = pipeline.rows(series);
            for (int i = 0; i < 6; i++) {
                int row = series.length() - 1 - (i == 0 ? 0 : random.nextInt(series.length() - warmup - 1));
                double[] cut = pipeline.rows(series.slice(row - warmup, row + 1))[warmup];
                for (int c = 0; c < cut.length; c++) {
                    double size = Math.max(Math.abs(whole[row][c]), meanSize(whole, warmup, c));
                    boolean same = Double.compare(cut[c], whole[row][c]) == 0; // NaN too
                    assertThat(same || Math.abs(cut[c] - whole[row][c]) <= relative * size + 1e-15)
                            .as("%s, row %d, output %d, seed 4: %s for %s", series.id(), row, c, cut[c], whole[row][c])
                            .isTrue();
                }
            }
        }
    }

    /** Scale of rounding errors where a value is near zero by chance. */
    private static double meanSize(double[][] rows, int from, int column) {
        return Arrays.stream(rows, from, rows.length)
                .mapToDouble(row -> Math.abs(row[column]))
                .filter(value -> !Double.isNaN(value))
                .average()
                .orElse(0);
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

    @ParameterizedTest
    @MethodSource("features")
    void continuesEqualInEveryBitAfterARestart(Feature feature) {
        Set<Integer> restarts = Set.of(0, 1, 7, 150, 400);
        for (TimeSeries series : List.of(TestSeries.withGap(BARS, 395).head(500), ROUGH.head(500))) {
            FeaturePipeline pipeline = Kinds.pipeline(feature, series);
            double[][] rows = pipeline.rows(series);
            double[] row = new double[series.columns().size()];
            double[] out = new double[rows[0].length];
            FeatureStream stream = pipeline.open(series.columns());
            for (int r = 0; r < series.length(); r++) {
                if (restarts.contains(r)) {
                    stream = restarted(stream, series, r);
                }
                for (int c = 0; c < row.length; c++) {
                    row[c] = series.value(r, c);
                }
                stream.update(series.timestamp(r), row);
                stream.write(out, 0);
                assertThat(out).as("%s, row %d", series.id(), r).isEqualTo(rows[r]);
            }
        }
    }

    /** A new stream with the state of another one, as it is after a restart. */
    private static FeatureStream restarted(FeatureStream stream, TimeSeries series, int row) {
        byte[] saved = saved(stream);
        FeatureStream restored = stream.pipeline().open(series.columns());
        StateReader in = new StateReader(saved);
        restored.restore(in);
        in.requireEnd();
        assertThat(saved(restored))
                .as("%s, saved again at row %d", series.id(), row)
                .isEqualTo(saved);
        return restored;
    }

    private static byte[] saved(FeatureStream stream) {
        StateWriter out = new StateWriter();
        stream.save(out);
        return out.toBytes();
    }

    private static void assertSameRows(double[][] actual, double[][] expected, int rows, String what) {
        for (int r = 0; r < rows; r++) {
            assertThat(actual[r]).as("%s, row %d", what, r).isEqualTo(expected[r]);
        }
    }
}
