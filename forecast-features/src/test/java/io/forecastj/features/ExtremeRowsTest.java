package io.forecastj.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.forecastj.TimeSeries;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows of the largest and the smallest numbers do no harm once the warm-up has passed. */
class ExtremeRowsTest {
    private static final TimeSeries BARS = TestSeries.bars(1, 900);
    private static final double[] EXTREMES = {1e308, -1e308, 1e-308, -1e-308};

    private static final List<Feature> FEATURES = Kinds.examples().distinct().toList();
    private static final FeaturePipeline PIPELINE = FeaturePipeline.of(FEATURES).fit(List.of(BARS));
    private static final double[][] UNDISTURBED = PIPELINE.rows(BARS);

    /** At rows that are first, in the middle and last in the blocks of windows. */
    static Stream<TimeSeries> series() {
        List<TimeSeries> all = new ArrayList<>();
        Random random = new Random(7);
        for (int row = 300; row < 321; row++) {
            if (row % 2 == 0) {
                all.add(with(row, filled(1e308)));
                all.add(with(row, any(random), any(random), any(random), any(random)));
            } else {
                all.add(with(row, filled(1e-308)));
                all.add(with(row, filled(1e308), filled(-1e308)));
            }
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("series")
    void leaveAllFeaturesAsTheyWereOnceTheWarmupHasPassed(TimeSeries series) {
        double[][] rows = PIPELINE.rows(series);
        int after = Integer.parseInt(series.id().substring(series.id().lastIndexOf(' ') + 1)) + 1;
        int c = 0;
        for (Feature feature : FEATURES) {
            for (int end = c + feature.outputs().size(); c < end; c++) {
                for (int r = after + feature.warmup(); r < rows.length; r++) {
                    double value = rows[r][c];
                    double expected = UNDISTURBED[r][c];
                    if (!(Math.abs(value - expected) <= tolerance(feature) * (1 + Math.abs(expected)))) {
                        assertThat(value)
                                .as("%s, %s, row %d, seed 7", PIPELINE.columns().get(c), series.id(), r)
                                .isCloseTo(expected, within(tolerance(feature) * (1 + Math.abs(expected))));
                    }
                }
            }
        }
    }

    /**
     * A smoothed value still has 1e-7 of a price that fell to nothing, and a deviation or a ratio of it more; what
     * learns from the rows, and what is documented to remember all of them, has to be a number.
     */
    private static double tolerance(Feature feature) {
        String text = feature.text();
        if (Stream.of("expandingMean", "runLength", "garch").anyMatch(text::contains)) {
            return Double.MAX_VALUE;
        }
        return Stream.of("ema", "wilder", "rsi", "macd", "atr", "adx", "trix", "keltner", "ewStd")
                        .anyMatch(text::contains)
                ? 1e-3
                : 1e-9;
    }

    private static double[] filled(double value) {
        double[] row = new double[5];
        Arrays.fill(row, value);
        return row;
    }

    private static double[] any(Random random) {
        return random.ints(5, 0, EXTREMES.length).mapToDouble(i -> EXTREMES[i]).toArray();
    }

    private static TimeSeries with(int row, double[]... extremes) {
        TimeSeries.Builder copy = TimeSeries.builder(BARS.columns())
                .id(Arrays.deepToString(extremes) + " up to row " + (row + extremes.length - 1));
        for (int i = 0; i < BARS.length(); i++) {
            double[] values = new double[5];
            for (int c = 0; c < 5; c++) {
                values[c] = i >= row && i < row + extremes.length ? extremes[i - row][c] : BARS.value(i, c);
            }
            copy.add(BARS.timestamp(i), values);
        }
        return copy.build();
    }
}
