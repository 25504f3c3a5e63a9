package io.forecastj.models.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.Forecast;
import io.forecastj.ForecastStatus;
import io.forecastj.Predictor;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.models.Bars;
import io.forecastj.models.Predictors;
import io.forecastj.models.linear.Linear;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HorizonsTest {
    private final TimeSeries bars = Bars.random(21, 260);

    private static Regression.Builder builder(Strategy strategy) {
        return of(Linear.regressor(1)).target(Target.logReturn("close")).strategy(strategy);
    }

    private static Regression.Builder chosen(Strategy strategy) {
        return builder(strategy).horizons(1, 5, 15, 60);
    }

    private static Regression.Builder of(Regressor regressor) {
        return Regression.forecaster()
                .regressor(regressor)
                .features(Bars.FEATURES)
                .strategy(Strategy.DIRECT);
    }

    @Test
    void chosenStepsAreForecastAsIfAllWere() {
        Forecast chosen = chosen(Strategy.DIRECT).build().fit(bars).predict(bars);
        Forecast all = builder(Strategy.DIRECT).horizon(60).build().fit(bars).predict(bars);
        assertThat(chosen.steps()).containsExactly(1, 5, 15, 60);
        assertThat(chosen.horizon()).isEqualTo(60);
        for (int step : chosen.steps()) {
            assertThat(chosen.point(step)).isEqualTo(all.point(step));
            assertThat(chosen.time(step)).isEqualTo(all.time(step));
        }
        assertThat(chosen.status()).isEqualTo(ForecastStatus.OK);
        assertThat(all.steps()).hasSize(60).startsWith(1, 2, 3).endsWith(60);
    }

    @ParameterizedTest
    @EnumSource(names = {"DIRECT", "DIRECT_SHARED"})
    void stepsBetweenHaveNoValue(Strategy strategy) {
        Forecast forecast = chosen(strategy).build().fit(bars).predict(bars);
        assertThatThrownBy(() -> forecast.point(7))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("'ridge' forecasts the steps [1, 5, 15, 60], found 7");
        double[] points = forecast.points();
        for (int step = 1; step <= 60; step++) {
            assertThat(Double.isNaN(points[step - 1]))
                    .isEqualTo(!forecast.steps().contains(step));
        }
    }

    @Test
    void theSharedModelLearnsTheChosenStepsOnly() {
        RecordingRegressor recording = new RecordingRegressor();
        of(recording)
                .target(Target.logReturn("close"))
                .strategy(Strategy.DIRECT_SHARED)
                .horizons(1, 5, 15, 60)
                .build()
                .fit(bars);
        Examples examples = recording.training.get(0);
        int step = examples.features().indexOf("step");
        assertThat(Arrays.stream(examples.rows()).mapToDouble(row -> row[step]).distinct())
                .containsExactlyInAnyOrder(1.0, 5.0, 15.0, 60.0);
    }

    @ParameterizedTest
    @EnumSource(names = {"DIRECT", "DIRECT_SHARED"})
    void chosenStepsAreSavedAndLoaded(Strategy strategy, @TempDir Path folder) {
        Predictor predictor = chosen(strategy).build().fit(bars);
        Predictors.save(predictor, folder.resolve("model"));
        Predictor loaded = Predictors.load(folder.resolve("model"));
        assertThat(loaded.info()).isEqualTo(predictor.info());
        assertThat(loaded.info().steps()).containsExactly(1, 5, 15, 60);
        assertThat(loaded.predict(bars)).isEqualTo(predictor.predict(bars));
    }

    @Test
    void classesHaveProbabilitiesAtTheChosenSteps() {
        Forecast forecast = of(new RecordingRegressor(3, 0))
                .target(Target.direction("close", 0.001))
                .horizons(1, 5, 15, 60)
                .build()
                .fit(bars)
                .predict(bars);
        assertThat(forecast.probabilities(15)).containsOnlyKeys("DOWN", "FLAT", "UP");
        assertThatThrownBy(() -> forecast.probabilities(16)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void barsAndQuantilesExistAtTheChosenSteps() {
        Forecast forecast = of(Linear.regressor(1))
                .bars()
                .horizons(1, 5, 15, 60)
                .build()
                .fit(bars)
                .predict(bars);
        assertThat(forecast.point("low", 15)).isLessThanOrEqualTo(forecast.point("open", 15));
        assertThat(forecast.points("high")[15]).isNaN();
        Forecast spread = of(new Crossing())
                .target(Target.level("close"))
                .horizons(1, 5, 15, 60)
                .quantiles(0.1, 0.5, 0.9)
                .build()
                .fit(bars)
                .predict(bars);
        assertThat(spread.interval(60, 0.8).width()).isPositive();
        assertThatThrownBy(() -> spread.interval(59, 0.8)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void stepsThatAreNoneAreRefused() {
        assertRefused(List.of(), "at least one step, found none");
        assertRefused(List.of(0, 5), "[0, 5]");
        assertRefused(List.of(5, 5), "[5, 5]");
        assertRefused(List.of(15, 5), "[15, 5]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> chosen(Strategy.RECURSIVE).build())
                .withMessageContaining("every step up to 60")
                .withMessageContaining("horizon(60)");
        assertThat(builder(Strategy.RECURSIVE).horizons(1, 2, 3).build().horizon())
                .isEqualTo(3);
    }

    private static void assertRefused(List<Integer> steps, String message) {
        Regression.Builder builder = builder(Strategy.DIRECT)
                .horizons(steps.stream().mapToInt(i -> i).toArray());
        assertThatIllegalArgumentException().isThrownBy(builder::build).withMessageContaining(message);
    }
}
