package io.forecastj.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LearningRateTest {
    @Test
    void oneCycleRisesToTheGreatestRateAndFallsToNearlyNothing() {
        RateSchedule cycle = LearningRate.oneCycle(0.01).start(101);
        assertThat(cycle.rate(0)).isCloseTo(0.01 / 25, within(1e-15));
        assertThat(cycle.rate(15)).isCloseTo(0.01 * (1 + 1 / 25.0) / 2, within(1e-12));
        assertThat(cycle.rate(30)).isCloseTo(0.01, within(1e-15));
        assertThat(cycle.rate(65)).isCloseTo(0.01 * (1 + 1 / 250_000.0) / 2, within(1e-12));
        assertThat(cycle.rate(100)).isCloseTo(0.01 / 250_000, within(1e-15));
        for (int step = 1; step <= 100; step++) {
            assertThat(cycle.rate(step) > cycle.rate(step - 1))
                    .as("step " + step)
                    .isEqualTo(step <= 30);
        }
    }

    @Test
    void oneCycleOfOneStepHasARate() {
        assertThat(LearningRate.oneCycle(0.01).start(1).rate(0)).isPositive().isFinite();
    }

    @Test
    void aPlateauCountsAnewAfterALowerLossAndAfterAFall() {
        RateSchedule plateau = LearningRate.plateau(1, 2, 0.1).start(100);
        double[] losses = {5, 6, 4, 4, 4, 4, 3, 3};
        double[] rates = {1, 1, 1, 1, 0.1, 0.1, 0.1, 0.1};
        for (int i = 0; i < losses.length; i++) {
            plateau.epochEnded(losses[i]);
            assertThat(plateau.rate(0)).as("after the loss " + i).isCloseTo(rates[i], within(1e-12));
        }
    }

    @Test
    void trainingsDoNotShareAPlateau() {
        LearningRate plan = LearningRate.plateau(1, 1, 0.5);
        RateSchedule one = plan.start(10);
        one.epochEnded(1);
        one.epochEnded(1);
        assertThat(one.rate(0)).isEqualTo(0.5);
        assertThat(plan.start(10).rate(0)).isEqualTo(1);
    }

    @Test
    void numbersOutOfRangeAreNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LearningRate.constant(0))
                .withMessage("learning rate must be above 0 and finite, found 0.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LearningRate.plateau(1, 0, 0.5))
                .withMessageContaining("patience of the learning rate must be at least 1, found 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LearningRate.plateau(1, 1, 1))
                .withMessageContaining("factor of the learning rate must be above 0 and below 1, found 1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LearningRate.oneCycle(Double.NaN))
                .withMessageContaining("found NaN");
    }

    @Test
    void plansAreComparedByValue() {
        assertThat(LearningRate.plateau(1, 2, 0.5))
                .isEqualTo(LearningRate.plateau(1, 2, 0.5))
                .hasSameHashCodeAs(LearningRate.plateau(1, 2, 0.5))
                .isNotEqualTo(LearningRate.constant(1))
                .hasToString("plateau(1.0,2,0.5)");
    }
}
