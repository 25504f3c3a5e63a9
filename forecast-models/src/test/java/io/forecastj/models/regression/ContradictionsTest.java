package io.forecastj.models.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.forecastj.Target;
import io.forecastj.models.Bars;
import io.forecastj.models.lightgbm.LightGbm;
import io.forecastj.models.linear.Linear;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** A call that would undo an earlier one is refused, and the builder stays as it was. */
class ContradictionsTest {
    private final Regression.Builder builder = Regression.forecaster();

    private static void refused(ThrowingCallable call, String... named) {
        assertThatIllegalStateException().isThrownBy(call).satisfies(thrown -> assertThat(thrown)
                .hasMessageContainingAll(named));
    }

    @Test
    void aSecondTarget() {
        builder.target(Target.level("y"));
        refused(() -> builder.target(Target.logReturn("close")), "target(logReturn(close))", "target(level(y))");
        refused(() -> builder.target(Target.level("y")), "contradicts target(level(y))");
        refused(builder::bars, "bars()", "target(level(y))");
        assertThat(builder.regressor(Linear.regressor(1))
                        .features(Bars.FEATURES)
                        .horizon(1)
                        .build()
                        .targets())
                .containsExactly("y");
    }

    @Test
    void aTargetBesideBars() {
        builder.bars();
        refused(() -> builder.target(Target.level("y")), "target(level(y))", "bars()");
        refused(builder::bars, "bars() contradicts bars()");
    }

    @Test
    void quantilesOfBarsInEitherOrder() {
        builder.quantiles(0.1, 0.5, 0.9);
        refused(builder::bars, "bars()", "quantiles(...)", "do not add up");
        Regression.Builder bars = Regression.forecaster().bars();
        refused(() -> bars.quantiles(0.1, 0.5, 0.9), "bars()", "quantiles(...)");
    }

    @Test
    void anotherRegressorThanTheDoors() {
        refused(() -> LightGbm.forecaster().regressor(Linear.regressor(1)), "regressor(ridge)", "'lightgbm'");
    }

    @Test
    void chosenHorizonsBesideAHorizon() {
        builder.horizon(3);
        refused(() -> builder.horizons(1, 5), "horizons([1, 5])", "horizon(3)");
        Regression.Builder chosen = Regression.forecaster().horizons(1, 5);
        refused(() -> chosen.horizon(5), "horizon(5)", "horizons([1, 5])");
    }

    @Test
    void otherSettingsAreMadeAgainAndTheLastOneCounts() {
        assertThat(builder.target(Target.level("y"))
                        .regressor(Linear.regressor(1))
                        .features(Bars.FEATURES)
                        .horizon(3)
                        .horizon(4)
                        .validation(0.2)
                        .validationRows(5)
                        .build()
                        .horizon())
                .isEqualTo(4);
    }
}
