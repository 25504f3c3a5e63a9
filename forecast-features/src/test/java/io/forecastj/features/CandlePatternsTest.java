package io.forecastj.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.forecastj.Ohlcv;
import io.forecastj.TimeSeries;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Candlestick patterns on bars made by hand. Twelve bars fall by 1 each to a close of 108, so their mean body is 1; the
 * bars of the pattern follow. The patterns that promise falling prices get the same bars mirrored at 108.
 */
class CandlePatternsTest {
    private static final double LAST = 108;

    private static final Map<String, String> MIRROR = Map.of(
            "hammer", "shootingStar",
            "bullishEngulfing", "bearishEngulfing",
            "morningStar", "eveningStar",
            "threeWhiteSoldiers", "threeBlackCrows",
            "harami", "harami",
            "piercingLine", "darkCloudCover",
            "tweezerBottom", "tweezerTop",
            "marubozu", "marubozu");

    /** Open, high, low, close. */
    private record Bar(double open, double high, double low, double close) {
        Bar mirrored() {
            return new Bar(2 * LAST - open, 2 * LAST - low, 2 * LAST - high, 2 * LAST - close);
        }
    }

    private record Example(String pattern, String what, double strength, List<Bar> bars) {
        @Override
        public String toString() {
            return pattern + ": " + what;
        }
    }

    private static Example hit(String pattern, double strength, Bar... bars) {
        return new Example(pattern, "strength " + strength, strength, List.of(bars));
    }

    private static Example miss(String pattern, String why, Bar... bars) {
        return new Example(pattern, why, 0, List.of(bars));
    }

    private static Bar bar(double open, double high, double low, double close) {
        return new Bar(open, high, low, close);
    }

    static Stream<Example> examples() {
        Bar fall = bar(108, 108.1, 104.9, 105);
        Bar star = bar(104.8, 105, 104.2, 104.5);
        Bar soldier = bar(107.5, 108.6, 107.3, 108.5);
        Bar second = bar(108, 109.4, 107.9, 109.3);
        return Stream.of(
                hit("hammer", 3 / 3.6, bar(108, 108.6, 105, 108.5)),
                hit("hammer", 3 / 3.6, bar(108.5, 108.6, 105, 108)),
                miss("hammer", "the lower shadow is too short", bar(108, 108.6, 107.2, 108.5)),
                miss("hammer", "there is an upper shadow", bar(108, 109, 105, 108.5)),
                hit("bullishEngulfing", 1 / 3.0, bar(108, 108.2, 106.8, 107), bar(106.9, 108.8, 106.7, 108.4)),
                miss("bullishEngulfing", "opens inside", bar(108, 108.2, 106.8, 107), bar(107.1, 108.8, 106.7, 108.4)),
                miss("bullishEngulfing", "both fall", bar(108, 108.2, 106.8, 107), bar(108.4, 108.8, 106.7, 106.9)),
                miss("bullishEngulfing", "only as large", bar(108, 108.2, 106.8, 107), bar(107, 108.8, 106.7, 108)),
                hit("morningStar", 0.8, fall, star, bar(104.9, 107.6, 104.8, 107.4)),
                hit("morningStar", 1, fall, star, bar(104.9, 109.6, 104.8, 109)),
                miss("morningStar", "too little recovered", fall, star, bar(104.9, 107.6, 104.8, 106.4)),
                miss(
                        "morningStar",
                        "the star is inside",
                        fall,
                        bar(105.1, 105.2, 104.2, 104.5),
                        bar(104.9, 107.6, 104, 107.4)),
                miss(
                        "morningStar",
                        "the star is large",
                        fall,
                        bar(104.8, 105, 103, 103.8),
                        bar(104.9, 107.6, 104, 107.4)),
                miss(
                        "morningStar",
                        "the first body is short",
                        bar(108, 108.1, 107, 107.1),
                        bar(107, 107.1, 106.8, 106.9),
                        bar(107, 108.2, 107, 108)),
                hit(
                        "threeWhiteSoldiers",
                        (1 / 1.3 + 1.3 / 1.5 + 1.3 / 1.6) / 3,
                        soldier,
                        second,
                        bar(109, 110.4, 108.8, 110.3)),
                miss("threeWhiteSoldiers", "a long upper shadow", soldier, second, bar(109, 111.3, 108.8, 110.3)),
                miss("threeWhiteSoldiers", "opens above the last body", soldier, second, bar(109.4, 110.4, 109, 110.3)),
                miss(
                        "threeWhiteSoldiers",
                        "closes below the last one",
                        soldier,
                        second,
                        bar(108.5, 109.3, 108.4, 109.2)),
                hit("harami", 0.7, fall, bar(105.5, 106.6, 105.3, 106.4)),
                hit("harami", 0.7, fall, bar(106.4, 106.6, 105.3, 105.5)),
                miss("harami", "not inside", fall, bar(105.5, 108.3, 105.3, 108.2)),
                miss("harami", "the first body is short", bar(108, 108.1, 107, 107.1), bar(107.5, 107.9, 107.4, 107.8)),
                hit("piercingLine", 0.7, fall, bar(104.7, 107.2, 104.5, 107.1)),
                miss("piercingLine", "opens inside the last body", fall, bar(105.2, 107.2, 104.5, 107.1)),
                miss("piercingLine", "too little recovered", fall, bar(104.7, 107.2, 104.5, 106.4)),
                miss("piercingLine", "all recovered", fall, bar(104.7, 108.5, 104.5, 108.2)),
                hit("tweezerBottom", 1 - 0.04 / 0.115, bar(108, 108.3, 106, 106.5), bar(106.6, 108.2, 106.04, 108)),
                hit("tweezerBottom", 1, bar(108, 108.3, 106, 106.5), bar(106.6, 108.2, 106, 108)),
                miss("tweezerBottom", "lows apart", bar(108, 108.3, 106, 106.5), bar(106.6, 108.2, 106.2, 108)),
                miss("tweezerBottom", "both fall", bar(108, 108.3, 106, 106.5), bar(108, 108.2, 106, 106.6)),
                hit("marubozu", 1 - 0.1 / 0.21, bar(108, 110.05, 107.95, 110)),
                hit("marubozu", 1, bar(108, 110, 108, 110)),
                miss("marubozu", "shadows", bar(108, 110.3, 107.8, 110)),
                miss("marubozu", "a short body", bar(108, 108.8, 108, 108.8)));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void hasTheStrengthOfItsDefinition(Example example) {
        assertThat(strength(example.pattern, after(falling(), example.bars))).isCloseTo(example.strength, offset(1e-9));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void hasTheOppositeStrengthOnMirroredBars(Example example) {
        List<Bar> mirrored = mirrored(after(falling(), example.bars));
        assertThat(strength(MIRROR.get(example.pattern), mirrored)).isCloseTo(-example.strength, offset(1e-9));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void isNoReversalWherePricesWentTheOtherWay(Example example) {
        if (!example.pattern.equals("marubozu")) {
            assertThat(strength(example.pattern, after(mirrored(falling()), example.bars)))
                    .isZero();
        }
    }

    @Test
    void aDojiClosesWhereItOpened() {
        assertThat(strength("doji", after(falling(), List.of(bar(108, 109, 107, 108)))))
                .isOne();
        assertThat(strength("doji", after(falling(), List.of(bar(108, 109, 107, 107.9)))))
                .isCloseTo(0.5, offset(1e-9));
        assertThat(strength("doji", after(falling(), List.of(bar(108, 109, 107, 108.21)))))
                .isZero();
    }

    @Test
    void aBarWithoutRangeIsNoPattern() {
        List<Bar> flat = List.of(bar(108, 108, 108, 108), bar(108, 108, 108, 108), bar(108, 108, 108, 108));
        for (String pattern : CandlePatterns.NAMES) {
            assertThat(strength(pattern, after(falling(), flat))).as(pattern).isZero();
        }
    }

    @Test
    void everyStrengthIsBetweenMinusOneAndOneOnRealAndRoughBars() {
        FeaturePipeline all = FeaturePipeline.of(Features.patterns().candles(10));
        for (TimeSeries series : List.of(TestSeries.sp500(), TestSeries.rough(4, 5_000))) {
            for (double[] row : all.rows(series)) {
                for (double strength : row) {
                    assertThat(Double.isNaN(strength) || Math.abs(strength) <= 1)
                            .as("%s: %s", series.id(), strength)
                            .isTrue();
                }
            }
        }
    }

    @Test
    void everyPatternOccursInTwentyYearsOfDailyBars() {
        FeaturePipeline all = FeaturePipeline.of(Features.patterns().candles(10));
        double[][] rows = all.rows(TestSeries.sp500());
        for (int i = 0; i < CandlePatterns.NAMES.length; i++) {
            int at = i;
            assertThat(Stream.of(rows).filter(row -> Math.abs(row[at]) > 0).count())
                    .as(CandlePatterns.NAMES[i])
                    .isBetween(1L, rows.length / 4L);
        }
    }

    @Test
    void mirroredPricesGiveMirroredPatterns() {
        TimeSeries bars = TestSeries.bars(9, 3_000);
        TimeSeries.Builder mirror = TimeSeries.builder(bars.columns()).id("mirrored bars of seed 9");
        for (int i = 0; i < bars.length(); i++) {
            mirror.add(
                    bars.timestamp(i), -bars.value(i, 0), -bars.value(i, 2), -bars.value(i, 1), -bars.value(i, 3), 1);
        }
        TimeSeries mirrored = mirror.build();
        MIRROR.forEach((up, down) -> {
            double[] here = TestSeries.values(bars, pattern(up));
            double[] there = TestSeries.values(mirrored, pattern(down));
            for (int i = 13; i < here.length; i++) {
                assertThat(there[i]).as("%s, row %d, seed 9", up, i).isCloseTo(-here[i], offset(1e-12));
            }
        });
    }

    @Test
    void theMethodsAreTheOutputsOfOneKernel() {
        PatternFeatures patterns = Features.patterns();
        FeaturePipeline all = FeaturePipeline.of(
                patterns.doji(),
                patterns.hammer(),
                patterns.shootingStar(),
                patterns.bullishEngulfing(),
                patterns.bearishEngulfing(),
                patterns.morningStar(),
                patterns.eveningStar(),
                patterns.threeWhiteSoldiers(),
                patterns.threeBlackCrows(),
                patterns.harami(),
                patterns.piercingLine(),
                patterns.darkCloudCover(),
                patterns.tweezerTop(),
                patterns.tweezerBottom(),
                patterns.marubozu());
        FeaturePipeline one = FeaturePipeline.of(patterns.candles(10));
        assertThat(all.columns()).allMatch(column -> column.endsWith("(open,high,low,close,10)"));
        assertThat(all.kernels()).isEqualTo(one.kernels());
        TimeSeries bars = TestSeries.sp500();
        double[][] expected = one.rows(bars);
        double[][] rows = all.rows(bars);
        for (int i = 0; i < rows.length; i++) {
            assertThat(rows[i]).as("row %d", i).isEqualTo(expected[i]);
        }
    }

    private static List<Bar> falling() {
        return Stream.iterate(LAST + 12, price -> price - 1)
                .limit(12)
                .map(price -> bar(price, price + 0.5, price - 1.5, price - 1))
                .toList();
    }

    private static List<Bar> mirrored(List<Bar> bars) {
        return bars.stream().map(Bar::mirrored).toList();
    }

    private static List<Bar> after(List<Bar> before, List<Bar> bars) {
        List<Bar> all = new ArrayList<>(before);
        all.addAll(bars);
        return all;
    }

    private static Feature pattern(String name) {
        return Features.parse(name + "(open,high,low,close,10)");
    }

    /** Of the last bar; some bars more come first, so that the averages are those of the bars given. */
    private static double strength(String pattern, List<Bar> bars) {
        TimeSeries.Builder series = Ohlcv.builder().id(pattern);
        long time = 0;
        Random random = new Random(1);
        for (int i = 0; i < 5; i++) {
            double price = 50 * random.nextDouble();
            series.add(time++, price, price + 1, price - 1, price + 0.5, 1);
        }
        for (Bar bar : bars) {
            series.add(time++, bar.open, bar.high, bar.low, bar.close, 1);
        }
        double[] strengths = TestSeries.values(series.build(), pattern(pattern));
        return strengths[strengths.length - 1];
    }
}
