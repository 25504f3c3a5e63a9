package io.forecastj.lifecycle.retraining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.forecastj.backtest.Backtest;
import io.forecastj.backtest.ForecastRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** Decisions on made-up forecasts, whose errors are known. */
class PromotionRuleTest {
    private static final int ORIGINS = 400;
    private static final double LEVEL = 0.05;

    /** Compares forecasts of noise whose errors the challenger changes. */
    private static ModelComparison comparison(int origins, long seed, DoubleUnaryOperator challenger) {
        Random random = new Random(seed);
        List<ForecastRow> rows = new ArrayList<>();
        for (int i = 0; i < origins; i++) {
            Instant origin = Days.FIRST.plus(Duration.ofDays(i));
            Instant time = origin.plus(Duration.ofDays(1));
            double actual = 10 * random.nextGaussian();
            double error = random.nextGaussian();
            rows.add(ForecastRow.of("a", "champion", "y", origin, 1, time, actual, actual + error));
            rows.add(ForecastRow.of(
                    "a", "challenger", "y", origin, 1, time, actual, actual + challenger.applyAsDouble(error)));
        }
        return ModelComparison.of(Backtest.score(rows), "y", 1);
    }

    @Test
    void theComparisonHasBothErrorsAndTheirDifference() {
        ModelComparison half = comparison(ORIGINS, 1, error -> error / 2);
        assertThat(half.relativeDifference()).isCloseTo(-0.5, within(1e-9));
        assertThat(half.metric()).isEqualTo("root_mean_squared_error");
        assertThat(half.origins()).isEqualTo(ORIGINS - 1); // the naive forecast lacks a value at the first origin
        assertThat(half.test().orElseThrow().statistic()).isNegative();
        assertThat(half.test().orElseThrow())
                .as("the test of the backtest itself")
                .isEqualTo(
                        half.result().scores("challenger").against("champion").orElseThrow());
        assertThat(half.toString()).contains("-50%").contains("p = ");
    }

    @Test
    void aClearlyBetterChallengerIsPromotedAndAWorseOneIsNot() {
        PromotionRule better = PromotionRule.better(LEVEL);
        assertThat(better.decide(comparison(ORIGINS, 2, error -> 0.7 * error)).promotes())
                .isTrue();
        PromotionDecision worse = better.decide(comparison(ORIGINS, 2, error -> 1.3 * error));
        assertThat(worse.promotes()).isFalse();
        assertThat(worse.reasons().get(0)).startsWith("the challenger is not better beyond chance, one-sided p = ");
    }

    @Test
    void anEquallyGoodChallengerIsRarelyBetter() {
        int promoted = 0;
        for (int seed = 0; seed < 200; seed++) {
            Random other = new Random(1_000 + seed);
            ModelComparison equal = comparison(100, seed, error -> other.nextGaussian());
            promoted += PromotionRule.better(LEVEL).decide(equal).promotes() ? 1 : 0;
        }
        // 10 are expected; 20 or more have a probability of 0.003
        assertThat(promoted).isBetween(1, 19);
    }

    @Test
    void theSameForecastsAreNotWorseButNotBetterEither() {
        ModelComparison same = comparison(ORIGINS, 3, error -> error);
        assertThat(PromotionRule.better(LEVEL).decide(same).promotes()).isFalse();
        assertThat(PromotionRule.notWorse(0.02, LEVEL).decide(same).promotes()).isTrue();
        assertThat(PromotionRule.notWorse(0, LEVEL).decide(same).promotes()).isFalse();
    }

    @Test
    void theToleranceIsOneOfTheErrorAndNotOfItsSquare() {
        PromotionRule rule = PromotionRule.notWorse(0.06, LEVEL);
        assertThat(rule.decide(comparison(ORIGINS, 7, error -> 1.05 * error)).promotes())
                .isTrue();
        assertThat(rule.decide(comparison(ORIGINS, 7, error -> 1.07 * error)).promotes())
                .isFalse();
    }

    @Test
    void aChallengerThatIsWorseByTheToleranceIsRarelyAccepted() {
        int promoted = 0;
        for (int seed = 0; seed < 200; seed++) {
            Random other = new Random(2_000 + seed);
            ModelComparison worse = comparison(100, seed, error -> 1.1 * other.nextGaussian());
            promoted += PromotionRule.notWorse(0.1, LEVEL).decide(worse).promotes() ? 1 : 0;
        }
        assertThat(promoted).isBetween(1, 19);
        assertThat(PromotionRule.notWorse(0.1, LEVEL)
                        .decide(comparison(ORIGINS, 4, error -> 1.2 * error))
                        .reasons()
                        .get(0))
                .startsWith("the challenger is perhaps worse by more than 10%");
    }

    @Test
    void tooFewOriginsKeepTheChampionUnlessTheRuleIsAlways() {
        ModelComparison few = comparison(4, 5, error -> 0.1 * error);
        assertThat(few.origins()).isEqualTo(3);
        assertThat(few.test()).isEmpty();
        assertThat(PromotionRule.better(LEVEL).decide(few).promotes()).isFalse();
        assertThat(PromotionRule.notWorse(0.5, LEVEL).decide(few).promotes()).isFalse();
        assertThat(PromotionRule.always().decide(few).promotes()).isTrue();
    }

    @Test
    void settingsOutOfRangeAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> PromotionRule.better(0));
        assertThatIllegalArgumentException().isThrownBy(() -> PromotionRule.notWorse(-0.1, LEVEL));
        assertThatIllegalArgumentException().isThrownBy(() -> PromotionRule.notWorse(0.1, 1));
        ModelComparison any = comparison(20, 6, error -> error);
        assertThatIllegalArgumentException().isThrownBy(() -> any.test(0));
    }
}
