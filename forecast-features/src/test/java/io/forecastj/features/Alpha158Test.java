package io.forecastj.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.forecastj.TimeSeries;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.math3.stat.regression.SimpleRegression;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Alpha158 against the formulas of qlib/contrib/data/loader.py, written again in the plain way. */
class Alpha158Test {
    private static final int[] WINDOWS = {5, 10, 20, 30, 60};
    private static final double GUARD = 1e-12;

    static Stream<TimeSeries> bars() {
        return Stream.of(TestSeries.sp500().head(600), TestSeries.bars(21, 600));
    }

    @Test
    void hasTheNamesAndTheOrderOfQlib() {
        List<String> names = new ArrayList<>(List.of(
                "KMID", "KLEN", "KMID2", "KUP", "KUP2", "KLOW", "KLOW2", "KSFT", "KSFT2", "OPEN0", "HIGH0", "LOW0",
                "VWAP0"));
        for (String operator : List.of(
                "ROC", "MA", "STD", "BETA", "RSQR", "RESI", "MAX", "MIN", "QTLU", "QTLD", "RANK", "RSV", "IMAX", "IMIN",
                "IMXD", "CORR", "CORD", "CNTP", "CNTN", "CNTD", "SUMP", "SUMN", "SUMD", "VMA", "VSTD", "WVMA", "VSUMP",
                "VSUMN", "VSUMD")) {
            for (int window : WINDOWS) {
                names.add(operator + window);
            }
        }
        FeaturePipeline pipeline = Features.alpha158();
        assertThat(pipeline.columns()).hasSize(158).isEqualTo(names);
        assertThat(pipeline.inputs()).containsExactlyInAnyOrder("open", "high", "low", "close", "volume");
        assertThat(pipeline.warmup()).isEqualTo(60);
        assertThat(FeaturePipeline.fromJson(pipeline.toJson())).isEqualTo(pipeline);
    }

    @ParameterizedTest
    @MethodSource("bars")
    void hasTheFormulasOfQlib(TimeSeries bars) {
        FeaturePipeline pipeline = Features.alpha158();
        double[][] rows = pipeline.rows(bars);
        Plain plain = new Plain(bars);
        for (int r = 60; r < rows.length; r++) {
            double[] expected = plain.row(r);
            for (int c = 0; c < expected.length; c++) {
                assertThat(rows[r][c])
                        .as("%s, row %d of %s", pipeline.columns().get(c), r, bars.id())
                        .isCloseTo(expected[c], within(1e-9 * Math.abs(expected[c]) + 1e-12));
            }
        }
    }

    @Test
    void takesAVolumeWeightedPriceThatIsThere() {
        FeaturePipeline pipeline = Features.alpha158(Features.column("vwap"));
        assertThat(pipeline.inputs()).contains("vwap");
        assertThat(pipeline.features().get(12)).hasToString("VWAP0=ratio(vwap,close)");
    }

    /** All 158 of one row, each window cut out anew. */
    private static final class Plain {
        private final double[] open;
        private final double[] high;
        private final double[] low;
        private final double[] close;
        private final double[] volume;
        private final double[] logVolume;
        private final double[] closeRatio;
        private final double[] logVolumeRatio;
        private final double[] move;

        Plain(TimeSeries bars) {
            open = bars.values("open");
            high = bars.values("high");
            low = bars.values("low");
            close = bars.values("close");
            volume = bars.values("volume");
            logVolume = each(i -> Math.log(volume[i] + 1));
            closeRatio = each(i -> i == 0 ? Double.NaN : close[i] / close[i - 1]);
            logVolumeRatio = each(i -> i == 0 ? Double.NaN : Math.log(volume[i] / volume[i - 1] + 1));
            move = each(i -> Math.abs(closeRatio[i] - 1) * volume[i]);
        }

        private double[] each(IntToDoubleFunction value) {
            return IntStream.range(0, close.length).mapToDouble(value).toArray();
        }

        double[] row(int r) {
            double o = open[r];
            double h = high[r];
            double l = low[r];
            double c = close[r];
            double range = h - l + GUARD;
            List<Double> row = new ArrayList<>(List.of(
                    (c - o) / o,
                    (h - l) / o,
                    (c - o) / range,
                    (h - Math.max(o, c)) / o,
                    (h - Math.max(o, c)) / range,
                    (Math.min(o, c) - l) / o,
                    (Math.min(o, c) - l) / range,
                    (2 * c - h - l) / o,
                    (2 * c - h - l) / range,
                    o / c,
                    h / c,
                    l / c,
                    (h + l + c) / 3 / c));
            double[][] byWindow =
                    Arrays.stream(WINDOWS).mapToObj(n -> rolling(r, n)).toArray(double[][]::new);
            for (int operator = 0; operator < byWindow[0].length; operator++) {
                for (double[] values : byWindow) {
                    row.add(values[operator]);
                }
            }
            return row.stream().mapToDouble(Double::doubleValue).toArray();
        }

        private double[] rolling(int r, int n) {
            double c = close[r];
            double v = volume[r] + GUARD;
            double[] closes = Direct.window(close, r, n);
            double[] volumes = Direct.window(volume, r, n);
            double[] moves = Direct.window(move, r, n);
            double[] changes = Direct.changes(Direct.window(close, r, n + 1));
            double[] volumeChanges = Direct.changes(Direct.window(volume, r, n + 1));
            double[] highs = Direct.window(high, r, n);
            double[] lows = Direct.window(low, r, n);
            double max = Arrays.stream(highs).max().orElseThrow();
            double min = Arrays.stream(lows).min().orElseThrow();
            double size = Direct.gain(changes) + Direct.loss(changes) + GUARD;
            double volumeSize = Direct.gain(volumeChanges) + Direct.loss(volumeChanges) + GUARD;
            SimpleRegression line = new SimpleRegression();
            for (int i = 0; i < n; i++) {
                line.addData(i, closes[i]);
            }
            return new double[] {
                close[r - n] / c,
                Direct.mean(closes) / c,
                Direct.sampleStd(closes) / c,
                line.getSlope() / c,
                line.getRSquare(),
                (c - line.predict(n - 1)) / c,
                max / c,
                min / c,
                Direct.quantile(closes, 0.8) / c,
                Direct.quantile(closes, 0.2) / c,
                Direct.rank(closes),
                (c - min) / (max - min + GUARD),
                Direct.argmax(highs) / n,
                Direct.argmin(lows) / n,
                (Direct.argmax(highs) - Direct.argmin(lows)) / n,
                Direct.correlation(closes, Direct.window(logVolume, r, n)),
                Direct.correlation(Direct.window(closeRatio, r, n), Direct.window(logVolumeRatio, r, n)),
                Direct.rising(changes),
                Direct.falling(changes),
                Direct.rising(changes) - Direct.falling(changes),
                Direct.gain(changes) / size,
                Direct.loss(changes) / size,
                (Direct.gain(changes) - Direct.loss(changes)) / size,
                Direct.mean(volumes) / v,
                Direct.sampleStd(volumes) / v,
                Direct.sampleStd(moves) / (Direct.mean(moves) + GUARD),
                Direct.gain(volumeChanges) / volumeSize,
                Direct.loss(volumeChanges) / volumeSize,
                (Direct.gain(volumeChanges) - Direct.loss(volumeChanges)) / volumeSize
            };
        }
    }
}
