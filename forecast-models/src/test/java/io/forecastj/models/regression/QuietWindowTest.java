package io.forecastj.models.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.FitListener;
import io.forecastj.Forecast;
import io.forecastj.ForecastStatus;
import io.forecastj.Forecaster;
import io.forecastj.InsufficientHistoryException;
import io.forecastj.Predictor;
import io.forecastj.Sampling;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.features.FeaturePipeline;
import io.forecastj.features.Features;
import io.forecastj.models.Predictors;
import io.forecastj.models.lightgbm.LightGbm;
import io.forecastj.models.lightgbm.Objective;
import io.forecastj.models.linear.Linear;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Training windows of an intermittent demand that have no demand at all. */
class QuietWindowTest {
    private static final int WINDOW = 60;

    private static TimeSeries demand() {
        Random random = new Random(1);
        double[] y = IntStream.range(0, 400)
                .mapToDouble(i -> i > 150 && i < 260 ? 0 : random.nextInt(4))
                .toArray();
        return TimeSeries.of("y", Instant.EPOCH, Sampling.daily(), y);
    }

    private static Regression.Builder counts(Objective objective, Strategy strategy) {
        return LightGbm.forecaster(
                        LightGbm.parameters().objective(objective).rounds(10).build())
                .target(Target.level("y"))
                .features(FeaturePipeline.of(Features.lag("y", 1)))
                .strategy(strategy)
                .horizon(2);
    }

    @ParameterizedTest
    @EnumSource(Strategy.class)
    void everyWindowIsFittedAndAQuietOneForecastsZero(Strategy strategy) {
        TimeSeries demand = demand();
        for (Objective objective : List.of(new Objective.Poisson(), new Objective.Tweedie(1.5))) {
            for (double validation : new double[] {0, 0.2}) {
                Regression.Builder builder = counts(objective, strategy);
                Forecaster forecaster = validation == 0
                        ? builder.build()
                        : builder.validation(validation).build();
                Forecaster.Trainer trainer = forecaster.prepare(List.of(demand));
                int quiet = 0;
                for (int to = WINDOW; to <= demand.length(); to += 10) {
                    try (Predictor predictor =
                            trainer.fit(demand.time(to - WINDOW), demand.time(to - 1), FitListener.NONE)) {
                        Forecast forecast = predictor.predict(demand.head(to));
                        assertThat(forecast.status()).isEqualTo(ForecastStatus.OK);
                        assertThat(Arrays.stream(forecast.points()).boxed())
                                .as("rows up to %d", to)
                                .allMatch(point -> point >= 0 && point < 4);
                        if (to - WINDOW > 150 && to <= 260) {
                            quiet++;
                            assertThat(forecast.points())
                                    .as("rows up to %d", to)
                                    .containsOnly(0);
                        }
                    }
                }
                assertThat(quiet).isEqualTo(5);
            }
        }
    }

    @Test
    void aForecastOfZeroIsSavedAndLoaded(@TempDir Path folder) {
        TimeSeries quiet = demand().slice(160, 250);
        try (Predictor predictor =
                counts(new Objective.Poisson(), Strategy.DIRECT).build().fit(quiet)) {
            Predictors.save(predictor, folder);
            try (Predictor loaded = Predictors.load(folder)) {
                assertThat(loaded.predict(demand())).isEqualTo(predictor.predict(demand()));
                assertThat(loaded.predict(demand()).points()).containsOnly(0);
            }
        }
    }

    @Test
    void weightsThatAreAllZeroLeaveNoExample() {
        TimeSeries.Builder rows = TimeSeries.builder("y", "weight");
        for (int i = 0; i < 100; i++) {
            rows.add(Instant.EPOCH.plusSeconds(86_400L * i), i % 5, i < 60 ? 0 : 1);
        }
        TimeSeries series = rows.build();
        for (Regressor regressor : List.of(
                Linear.regressor(1), LightGbm.regressor(LightGbm.parameters().build()))) {
            Forecaster forecaster = Regression.forecaster()
                    .regressor(regressor)
                    .target(Target.level("y"))
                    .features(FeaturePipeline.of(Features.lag("y", 1)))
                    .horizon(2)
                    .weights("weight")
                    .build();
            assertThatThrownBy(() -> forecaster.fit(series.head(50)))
                    .isInstanceOf(InsufficientHistoryException.class)
                    .hasMessageContaining("no training example with a weight above 0: the column 'weight' is 0 at all");
            forecaster.fit(series).close();
        }
    }
}
