package io.forecastj.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.forecastj.ColumnRole;
import io.forecastj.Forecast;
import io.forecastj.ForecastStatus;
import io.forecastj.PredictorInfo;
import io.forecastj.signal.Signal.Action;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignalRuleTest {
    private static final Instant ORIGIN = Instant.parse("2024-03-01T00:00:00Z");
    private static final double[] LEVELS = {0.1, 0.5, 0.9};

    private static Forecast.Builder forecast(double... points) {
        PredictorInfo info = PredictorInfo.builder("test", points.length)
                .column("close", ColumnRole.TARGET)
                .build();
        long[] times = new long[points.length];
        for (int i = 0; i < times.length; i++) {
            times[i] = ORIGIN.toEpochMilli() + 1000 * (i + 1);
        }
        return Forecast.builder(info, "SPX", ORIGIN.toEpochMilli(), times, false, points);
    }

    private static Forecast point(double value) {
        return forecast(value).build();
    }

    private static Forecast quantiles(double low, double middle, double high) {
        return forecast(middle)
                .quantiles(0, LEVELS, new double[][] {{low, middle, high}})
                .build();
    }

    private static Forecast classes(List<String> names, double... probabilities) {
        return forecast(Double.NaN)
                .probabilities(names, new double[][] {probabilities})
                .build();
    }

    private static PatternRecognition patterns(double hammer, double star) {
        PatternInfo info = PatternInfo.builder("candles", List.of("hammer", "star"))
                .columns(List.of("close"))
                .build();
        return PatternRecognition.of(info, "SPX", ORIGIN, new double[] {hammer, star}, ForecastStatus.OK, List.of());
    }

    private static SignalRule.Builder rule() {
        return SignalRule.builder().costPerTrade(0.001).minReturn(0.005);
    }

    private static final SignalRule FREE = SignalRule.builder().costPerTrade(0).build();

    @Test
    void aRiseThatPaysAfterCostsIsBoughtWithTheProbabilityOfItsQuantiles() {
        Signal signal = rule().build().signal(quantiles(100, 104, 108), 100);
        assertThat(signal.action()).isEqualTo(Action.BUY);
        assertThat(signal.expectedReturn()).isCloseTo(0.038, within(1e-12));
        // the price that pays for two trades is 100.2, a twentieth of the way from the 10 % to the 50 % quantile
        assertThat(signal.confidence()).isCloseTo(1 - (0.1 + 0.05 * 0.4), within(1e-12));
        assertThat(signal.seriesId()).isEqualTo("SPX");
        assertThat(signal.time()).isEqualTo(ORIGIN);
        assertThat(signal.reason())
                .isEqualTo("BUY: close is forecast at 104.000 at step 1, last 100.000; a rise of 4.00 % is expected,"
                        + " 3.80 % after costs of 0.20 %, at least the 0.50 % required; it pays with probability 0.88");
    }

    @Test
    void aFallThatPaysAfterCostsIsSold() {
        Signal signal = rule().build().signal(quantiles(92, 96, 100), 100);
        assertThat(signal.action()).isEqualTo(Action.SELL);
        assertThat(signal.expectedReturn()).isCloseTo(0.038, within(1e-12));
        assertThat(signal.confidence()).isCloseTo(0.9 - 0.05 * 0.4, within(1e-12));
        assertThat(signal.reason())
                .isEqualTo("SELL: close is forecast at 96.0000 at step 1, last 100.000; a fall of 4.00 % is expected,"
                        + " 3.80 % after costs of 0.20 %, at least the 0.50 % required; it pays with probability 0.88");
    }

    @Test
    void aReturnBelowTheOneRequiredIsHeldWithTheProbabilityOfStayingWithinCosts() {
        Signal signal = rule().build().signal(quantiles(99.5, 100.1, 100.5), 100);
        assertThat(signal.action()).isEqualTo(Action.HOLD);
        assertThat(signal.expectedReturn()).isCloseTo(-0.001, within(1e-12));
        double belowUpper = 0.5 + 0.25 * 0.4; // 100.2 between 100.1 and 100.5
        double belowLower = 0.1 + 0.5 * 0.4; // 99.8 between 99.5 and 100.1
        assertThat(signal.confidence()).isCloseTo(belowUpper - belowLower, within(1e-12));
        assertThat(signal.reason())
                .isEqualTo("HOLD: close is forecast at 100.100 at step 1, last 100.000; a rise of 0.10 % is expected,"
                        + " -0.10 % after costs of 0.20 %, less than the 0.50 % required; it pays with probability"
                        + " 0.40");
    }

    @Test
    void aReturnOfExactlyTheOneRequiredIsEnough() {
        SignalRule half = SignalRule.builder().costPerTrade(0).minReturn(0.5).build();
        assertThat(half.signal(point(150), 100).action()).isEqualTo(Action.BUY);
        assertThat(half.signal(point(50), 100).action()).isEqualTo(Action.SELL);
        assertThat(half.signal(point(Math.nextDown(150)), 100).action()).isEqualTo(Action.HOLD);
    }

    @Test
    void tooLittleConfidenceHolds() {
        Signal signal = rule().minConfidence(0.9).build().signal(quantiles(100, 104, 108), 100);
        assertThat(signal.action()).isEqualTo(Action.HOLD);
        assertThat(signal.expectedReturn()).isCloseTo(0.038, within(1e-12));
        assertThat(signal.reason()).endsWith("; it pays with probability 0.88, less than the 0.90 required");
    }

    @Test
    void beyondTheOutermostQuantilesNothingIsClaimed() {
        assertThat(FREE.signal(quantiles(101, 104, 108), 100).confidence()).isCloseTo(0.9, within(1e-12));
        assertThat(FREE.signal(quantiles(90, 95, 99), 100).confidence()).isCloseTo(0.9, within(1e-12));
        // the mean may lie above the highest quantile of a skewed forecast: the break-even price too
        Forecast skewed = forecast(104)
                .quantiles(0, LEVELS, new double[][] {{90, 95, 99}})
                .build();
        assertThat(FREE.signal(skewed, 100)).satisfies(signal -> {
            assertThat(signal.action()).isEqualTo(Action.BUY);
            assertThat(signal.confidence()).isZero();
        });
    }

    @Test
    void aValueAtWhichQuantilesMeetBelongsToNeitherSide() {
        // half of the probability lies at 100 itself, between the 25 % and the 75 % quantile
        Forecast atom = forecast(101)
                .quantiles(0, new double[] {0.05, 0.25, 0.75, 0.95}, new double[][] {{98, 100, 100, 102}})
                .build();
        Signal up = FREE.signal(atom, 100);
        assertThat(up.confidence()).isCloseTo(0.25, within(1e-12));
        Forecast down = forecast(99)
                .quantiles(0, new double[] {0.05, 0.25, 0.75, 0.95}, new double[][] {{98, 100, 100, 102}})
                .build();
        assertThat(FREE.signal(down, 100).confidence()).isCloseTo(0.25, within(1e-12));
    }

    @Test
    void aForecastWithoutQuantilesHasNoConfidenceAndSaysSo() {
        Signal signal = rule().build().signal(point(104), 100);
        assertThat(signal.action()).isEqualTo(Action.BUY);
        assertThat(signal.confidence()).isZero();
        assertThat(signal.reason()).endsWith("; the forecast gives no probability that it pays");
        Signal held = rule().minConfidence(0.5).build().signal(point(104), 100);
        assertThat(held.action()).isEqualTo(Action.HOLD);
        assertThat(held.reason())
                .endsWith("; the forecast gives no probability that it pays, less than the 0.50 required");
    }

    @Test
    void noChangeIsHeld() {
        Signal signal = FREE.signal(point(100), 100);
        assertThat(signal.action()).isEqualTo(Action.HOLD);
        assertThat(signal.expectedReturn()).isZero();
        assertThat(signal.reason())
                .isEqualTo("HOLD: close is forecast at 100.000 at step 1, last 100.000; no change is expected");
    }

    @Test
    void theStepAndTheTargetThatWereAskedForCount() {
        Forecast two = forecast(101, 90).build();
        assertThat(FREE.signal(two, 100).action()).isEqualTo(Action.BUY);
        SignalRule second = SignalRule.builder().costPerTrade(0).step(2).build();
        assertThat(second.signal(two, 100).action()).isEqualTo(Action.SELL);
        assertThatThrownBy(() -> second.signal(point(101), 100)).isInstanceOf(IndexOutOfBoundsException.class);
        SignalRule open = SignalRule.builder().costPerTrade(0).target("open").build();
        assertThatThrownBy(() -> open.signal(two, 100))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the forecast has no target 'open', which this rule trades; it has [close]");
    }

    @Test
    void theQuantilesOfAnotherTargetAreNotItsOwn() {
        PredictorInfo info = PredictorInfo.builder("test", 1)
                .column("high", ColumnRole.TARGET)
                .column("close", ColumnRole.TARGET)
                .build();
        Forecast forecast = Forecast.builder(info, "", 0, new long[] {1}, false, new double[] {105, 104})
                .quantiles(0, LEVELS, new double[][] {{101, 105, 109}})
                .build();
        SignalRule close = SignalRule.builder().costPerTrade(0).target("close").build();
        assertThat(close.signal(forecast, 100).confidence()).isZero();
        assertThat(FREE.signal(forecast, 100).confidence()).isCloseTo(0.9, within(1e-12));
    }

    @Test
    void aDoubtfulForecastIsHeldUnlessItsStatusIsAllowed() {
        Forecast fallback = forecast(104)
                .status(ForecastStatus.FALLBACK, "the primary is late")
                .build();
        Signal held = rule().build().signal(fallback, 100);
        assertThat(held.action()).isEqualTo(Action.HOLD);
        assertThat(held.expectedReturn()).isCloseTo(0.038, within(1e-12));
        assertThat(held.reason())
                .isEqualTo("HOLD: the forecast of 'test' is FALLBACK (the primary is late), which this rule does not"
                        + " trade on");
        SignalRule degradedOnly = rule().allow(ForecastStatus.DEGRADED).build();
        assertThat(degradedOnly.signal(fallback, 100).action()).isEqualTo(Action.HOLD);
        SignalRule allowed = rule().allow(ForecastStatus.FALLBACK).build();
        assertThat(allowed.signal(fallback, 100).action()).isEqualTo(Action.BUY);
    }

    @Test
    void aForecastWithoutAValueIsHeld() {
        Signal signal = FREE.signal(point(Double.NaN), 100);
        assertThat(signal.action()).isEqualTo(Action.HOLD);
        assertThat(signal.confidence()).isZero();
        assertThat(signal.expectedReturn()).isNaN();
        assertThat(signal.reason())
                .isEqualTo(
                        "HOLD: the forecast of 'test' is DEGRADED (there is no finite forecast of 'close' at step 1),"
                                + " which this rule does not trade on");
    }

    @Test
    void theMostProbableClassDecidesByItself() {
        List<String> directions = List.of("DOWN", "FLAT", "UP");
        assertThat(FREE.signal(classes(directions, 0.2, 0.2, 0.6), 100)).satisfies(signal -> {
            assertThat(signal.action()).isEqualTo(Action.BUY);
            assertThat(signal.confidence()).isEqualTo(0.6);
            assertThat(signal.expectedReturn()).isNaN();
            assertThat(signal.reason())
                    .isEqualTo("BUY: close is forecast at step 1, DOWN with probability 0.20, FLAT with probability"
                            + " 0.20, UP with probability 0.60; it pays with probability 0.60");
        });
        assertThat(FREE.signal(classes(directions, 0.5, 0.2, 0.3), 100).action())
                .isEqualTo(Action.SELL);
        assertThat(FREE.signal(classes(directions, 0.3, 0.4, 0.3), 100)).satisfies(signal -> {
            assertThat(signal.action()).isEqualTo(Action.HOLD);
            assertThat(signal.confidence()).isEqualTo(0.4);
            assertThat(signal.reason()).endsWith("; neither a rise nor a fall is the most probable");
        });
        assertThat(FREE.signal(classes(directions, 0.4, 0.2, 0.4), 100).action())
                .isEqualTo(Action.HOLD);
        assertThat(FREE.signal(classes(List.of("SELL", "BUY"), 0.7, 0.3), 100).action())
                .isEqualTo(Action.SELL);
        SignalRule sure =
                SignalRule.builder().costPerTrade(0).minConfidence(0.65).build();
        assertThat(sure.signal(classes(directions, 0.2, 0.2, 0.6), 100).action())
                .isEqualTo(Action.HOLD);
    }

    @Test
    void classesAreWeighedAgainstCostsByTheirTypicalMove() {
        Forecast up = classes(List.of("DOWN", "FLAT", "UP"), 0.2, 0.2, 0.6);
        Signal signal = rule().typicalMove(0.02).build().signal(up, 100);
        assertThat(signal.action()).isEqualTo(Action.BUY);
        assertThat(signal.expectedReturn()).isCloseTo(0.4 * 0.02 - 0.002, within(1e-12));
        assertThat(signal.confidence()).isEqualTo(0.6);
        assertThat(rule().typicalMove(0.015).build().signal(up, 100).action()).isEqualTo(Action.HOLD);
    }

    @Test
    void classesThatCannotBeWeighedOrReadAreRefused() {
        Forecast up = classes(List.of("DOWN", "FLAT", "UP"), 0.2, 0.2, 0.6);
        assertThatThrownBy(() -> rule().build().signal(up, 100))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("set typicalMove()");
        assertThatThrownBy(() -> FREE.signal(classes(List.of("CALM", "WILD"), 0.5, 0.5), 100))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found [CALM, WILD]");
    }

    @Test
    void aPatternMovesTheReturnAndItsQuantilesByItsWeight() {
        SignalRule rule = rule().pattern("hammer", 0.01).pattern("star", -0.02).build();
        Signal signal = rule.signal(quantiles(100, 104, 108), 100, List.of(patterns(0.5, 1)));
        // 0.5 * 0.01 - 1 * 0.02 = -0.015
        assertThat(signal.expectedReturn()).isCloseTo(0.04 - 0.015 - 0.002, within(1e-12));
        // so 101.7 has to be passed
        assertThat(signal.confidence()).isCloseTo(1 - (0.1 + 1.7 / 4 * 0.4), within(1e-12));
        assertThat(signal.reason()).contains("last 100.000, patterns add -1.50 %; a rise of 2.50 % is expected");
        Signal sold = rule().pattern("star", -0.06).build().signal(point(104), 100, List.of(patterns(0, 1)));
        assertThat(sold.action()).isEqualTo(Action.SELL);
        assertThat(sold.expectedReturn()).isCloseTo(0.018, within(1e-12));
    }

    @Test
    void aPatternMovesTheQuantilesOfAFallAsWell() {
        Signal sold =
                rule().pattern("star", -0.02).build().signal(quantiles(92, 98, 104), 100, List.of(patterns(0, 1)));
        assertThat(sold.action()).isEqualTo(Action.SELL);
        // it pays below 99.8, which the pattern makes 101.8 of what was forecast
        assertThat(sold.confidence()).isCloseTo(0.5 + 3.8 / 6 * 0.4, within(1e-12));
    }

    @Test
    void patternsMoveClassesTooWhenTheyHaveATypicalMove() {
        Forecast up = classes(List.of("DOWN", "FLAT", "UP"), 0.2, 0.2, 0.6);
        SignalRule rule = rule().typicalMove(0.02).pattern("star", -0.03).build();
        Signal signal = rule.signal(up, 100, List.of(patterns(0, 1)));
        assertThat(signal.action()).isEqualTo(Action.SELL);
        assertThat(signal.expectedReturn()).isCloseTo(0.03 - 0.008 - 0.002, within(1e-12));
        assertThat(signal.confidence()).isEqualTo(0.2);
    }

    @Test
    void weightedPatternsMustBeSeenOnceAndOnTheSameRows() {
        SignalRule rule = rule().pattern("hammer", 0.01).build();
        assertThatThrownBy(() -> rule.signal(point(104), 100))
                .hasMessage("the pattern 'hammer' has a weight in this rule and must be known to exactly one"
                        + " recognition, found 0 among the 0 given");
        assertThatThrownBy(() -> rule.signal(point(104), 100, List.of(patterns(0, 1), patterns(1, 0))))
                .hasMessageContaining("found 2 among the 2 given");
        PatternRecognition later = PatternRecognition.of(
                patterns(0, 1).info(), "SPX", ORIGIN.plusSeconds(1), new double[] {0, 1}, ForecastStatus.OK, List.of());
        assertThatThrownBy(() -> rule.signal(point(104), 100, List.of(later)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at 2024-03-01T00:00:01Z, the forecast is of 'SPX' at 2024-03-01T00:00:00Z");
    }

    @Test
    void aDoubtfulRecognitionIsHeld() {
        PatternRecognition degraded = PatternRecognition.of(
                patterns(0, 1).info(),
                "SPX",
                ORIGIN,
                new double[] {0, 1},
                ForecastStatus.DEGRADED,
                List.of("close was missing"));
        Signal signal = rule().build().signal(point(104), 100, List.of(degraded));
        assertThat(signal.action()).isEqualTo(Action.HOLD);
        assertThat(signal.reason()).startsWith("HOLD: the recognition of 'candles' is DEGRADED (close was missing)");
    }

    @Test
    void aPriceThatIsNoneIsRefused() {
        for (double bad : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> FREE.signal(point(100), bad))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("found " + bad);
        }
    }

    @Test
    void aRuleNamesItsBadSetting() {
        assertRefused(SignalRule.builder(), "costPerTrade must be set, from 0 to below 0.5, found NaN");
        assertRefused(rule().costPerTrade(0.5), "costPerTrade must be set, from 0 to below 0.5, found 0.5");
        assertRefused(rule().minReturn(-0.1), "minReturn must be finite and at least 0, found -0.1");
        assertRefused(rule().minConfidence(1.1), "minConfidence must be from 0 to 1, found 1.1");
        assertRefused(rule().step(0), "step must be at least 1, found 0");
        assertRefused(rule().typicalMove(0), "typicalMove must be finite and above 0, found 0.0");
        assertRefused(rule().typicalMove(Double.NaN), "typicalMove must be finite and above 0, found NaN");
        assertRefused(rule().pattern("x", Double.NaN), "the weight of the pattern 'x' must be finite, found NaN");
    }

    private static void assertRefused(SignalRule.Builder builder, String message) {
        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void aConfidenceOutsideItsRangeIsRefused() {
        assertThatThrownBy(() -> new Signal(Action.HOLD, Double.NaN, "", "", ORIGIN, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
