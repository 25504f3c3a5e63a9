package io.forecastj.models.ensemble;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.Baselines;
import io.forecastj.Forecast;
import io.forecastj.ForecastStatus;
import io.forecastj.Forecaster;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.features.FeaturePipeline;
import io.forecastj.features.Features;
import io.forecastj.models.Predictors;
import io.forecastj.models.conformal.Conformal;
import io.forecastj.models.linear.Linear;
import io.forecastj.models.regression.Regression;
import io.forecastj.models.regression.Strategy;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Ensembles of members that forecast chosen steps: the naive members that are added forecast no other ones. */
class ChosenStepsTest {
    private static final TimeSeries SERIES = Walks.hours(3, 400);

    private static Forecaster chosen(String name, int lags, int... steps) {
        return Regression.forecaster()
                .name(name)
                .regressor(Linear.regressor(1))
                .target(Target.difference("load", 1))
                .features(FeaturePipeline.of(Features.difference("load", 1), Features.difference("load", lags)))
                .strategy(Strategy.DIRECT)
                .horizons(steps)
                .build();
    }

    static Stream<Forecaster> ensembles() {
        Forecaster a = chosen("a", 2, 1, 5, 12);
        Forecaster b = chosen("b", 3, 1, 5, 12);
        return Stream.of(
                Ensembles.online(a, b),
                Ensembles.stack(a, b),
                Ensembles.stack(a, b).sharedOverSteps(),
                Conformal.split(Ensembles.online(a, b), 0.8),
                Conformal.split(Ensembles.stack(a, b), 0.8),
                Ensembles.online(Ensembles.online(a, b).name("inner"), a));
    }

    @ParameterizedTest
    @MethodSource("ensembles")
    void anEnsembleForecastsTheStepsOfItsMembersOnly(Forecaster ensemble, @TempDir Path folder) {
        try (Predictor predictor = ensemble.fit(SERIES.head(390));
                PredictionSession session = predictor.openSession(SERIES.head(390))) {
            assertThat(predictor.info().steps()).containsExactly(1, 5, 12);
            for (int row = 390; row < SERIES.length(); row++) {
                session.append(SERIES.time(row), SERIES.value(row, 0), SERIES.value(row, 1));
            }
            Forecast forecast = session.forecast();
            assertThat(forecast.steps()).containsExactly(1, 5, 12);
            double[] points = forecast.points();
            for (int step = 1; step <= 12; step++) {
                assertThat(Double.isNaN(points[step - 1]))
                        .as("step %d", step)
                        .isEqualTo(step != 1 && step != 5 && step != 12);
            }
            assertThat(forecast.reasons()).isEmpty();
            assertThat(forecast.status()).isEqualTo(ForecastStatus.OK);
            assertThat(predictor.predict(SERIES)).isEqualTo(forecast);
            Predictors.save(predictor, folder.resolve("model"));
            try (Predictor loaded = Predictors.load(folder.resolve("model"))) {
                assertThat(loaded.predict(SERIES)).isEqualTo(forecast);
            }
        }
    }

    @Test
    void membersOfDifferentStepsGiveThemAllAndANaiveMemberOfTheCallersAll() {
        Forecaster a = chosen("a", 2, 1, 5, 12);
        Forecaster b = chosen("b", 3, 2, 5, 12);
        try (Predictor both = Ensembles.online(a, b).fit(SERIES);
                Predictor withNaive =
                        Ensembles.online(a, Baselines.naive("load", 12)).fit(SERIES)) {
            assertThat(both.predict(SERIES).steps()).containsExactly(1, 2, 5, 12);
            assertThat(withNaive.predict(SERIES).steps()).isEqualTo(List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12));
        }
    }
}
