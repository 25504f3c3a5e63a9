package io.forecastj.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.Forecast;
import io.forecastj.Forecaster;
import io.forecastj.Predictor;
import io.forecastj.Sampling;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.features.Features;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Networks learn relations that only rows, steps, classes and levels in their right places show. */
@NeedsEngine
class LearntRelationsTest {
    private static final int ROWS = 600;
    private static final int HORIZON = 3;

    private static TrainingSettings training() {
        return TrainingSettings.builder()
                .epochs(12)
                .batchSize(32)
                .learningRate(LearningRate.constant(0.01))
                .build();
    }

    /** Noise that is known ahead, and a target that repeats it. */
    private static TimeSeries repeated(long seed) {
        Random random = new Random(seed);
        TimeSeries.Builder series = TimeSeries.builder("y", "known").sampling(Sampling.hourly());
        for (int row = 0; row < ROWS; row++) {
            double known = random.nextGaussian();
            series.add(Instant.EPOCH.plusSeconds(3_600L * row), 3 * known, known);
        }
        return series.build();
    }

    @Test
    void aSeriesWithAValueThatTheTargetRefusesIsLeftOutOfManyAndNamed() {
        TimeSeries positive = repeated(1).map("y", value -> 100 + value);
        Forecaster forecaster = Neural.gru()
                .units(4)
                .target(Target.logReturn("y"))
                .lookback(4)
                .horizon(HORIZON)
                .training(training())
                .build();
        TimeSeries.Builder bad = TimeSeries.builder("y", "known").id("shop 7").sampling(Sampling.hourly());
        for (int row = 0; row < ROWS; row++) {
            bad.add(Instant.EPOCH.plusSeconds(3_600L * row), row % 10, 0);
        }
        try (Predictor alone = forecaster.fit(positive);
                Predictor both = forecaster.fit(List.of(bad.build(), positive))) {
            assertThat(both.info().parameters().get("training.leftOut"))
                    .isEqualTo("1 series with values that logReturn(y) refuses, the first one 'shop 7'");
            assertThat(both.predict(positive).point(1))
                    .isEqualTo(alone.predict(positive).point(1));
        }
    }

    @Test
    void theForecastOfAStepFollowsFromTheKnownFutureOfThatStep() {
        TimeSeries series = repeated(1);
        Forecaster forecaster = Neural.gru()
                .units(4)
                .dropout(0)
                .column("y")
                .scaling(NetworkScaling.STANDARD)
                .knownFuture("known")
                .lookback(4)
                .horizon(HORIZON)
                .training(training())
                .build();
        try (Predictor predictor = forecaster.fit(series.head(500))) {
            for (int origin = 520; origin < 580; origin += 10) {
                TimeSeries ahead = series.slice(origin, origin + HORIZON);
                Forecast forecast = predictor.predict(series.head(origin), ahead);
                for (int step = 1; step <= HORIZON; step++) {
                    double expected = ahead.value(step - 1, "y");
                    assertThat(forecast.point(step))
                            .as("origin %d, step %d", origin, step)
                            .isBetween(expected - 1, expected + 1);
                }
            }
        }
    }

    @Test
    void theClassThatComesIsTheProbableOne() {
        double[] levels = new double[ROWS];
        double[] cycle = {100, 110, 110, 100};
        for (int row = 0; row < ROWS; row++) {
            levels[row] = cycle[row % 4];
        }
        TimeSeries series = TimeSeries.of("y", Instant.EPOCH, Sampling.hourly(), levels);
        Forecaster forecaster = Neural.gru()
                .units(8)
                .target(Target.direction("y", 0.01))
                .features(Features.column("y"))
                .lookback(4)
                .horizon(1)
                .training(training())
                .build();
        try (Predictor predictor = forecaster.fit(series)) {
            List<String> coming = List.of("UP", "FLAT", "DOWN", "FLAT");
            for (int row = 0; row < 4; row++) {
                assertThat(predictor
                                .predict(series.head(501 + row))
                                .probabilities(1)
                                .get(coming.get(row)))
                        .as("after the row %d of the cycle", row)
                        .isGreaterThan(0.8);
            }
        }
    }

    @Test
    void quantilesCoverTheirSharesOfNoise() {
        Random random = new Random(3);
        double[] noise = random.doubles(1_200).map(part -> 10 * part * part).toArray();
        TimeSeries series = TimeSeries.of("y", Instant.EPOCH, Sampling.hourly(), noise);
        Forecaster forecaster = Neural.nhits()
                .units(8)
                .column("y")
                .scaling(NetworkScaling.STANDARD)
                .quantiles(0.1, 0.8)
                .lookback(4)
                .horizon(1)
                .training(training())
                .build();
        try (Predictor predictor = forecaster.fit(series.head(900))) {
            int low = 0;
            int high = 0;
            for (int row = 900; row < 1_200; row++) {
                Forecast forecast = predictor.predict(series.head(row));
                low += noise[row] <= forecast.quantile(1, 0.1) ? 1 : 0;
                high += noise[row] <= forecast.quantile(1, 0.8) ? 1 : 0;
            }
            // three standard deviations of a share of 300, and what a network of 900 rows misses
            assertThat(low / 300.0).as("share below 0.1").isBetween(0.02, 0.20);
            assertThat(high / 300.0).as("share below 0.8").isBetween(0.70, 0.90);
        }
    }

    @Test
    void eachSeriesIsForecastByItsOwnAttribute() {
        Forecaster forecaster = Neural.gru()
                .units(8)
                .target(Target.difference("y", 1))
                .staticAttributes("slope")
                .lookback(2)
                .horizon(1)
                .training(training())
                .build();
        List<TimeSeries> series = List.of(slope(-5), slope(0), slope(5));
        try (Predictor predictor = forecaster.fit(series)) {
            for (TimeSeries one : series) {
                double slope = one.attributes().get("slope");
                double change = predictor.predict(one).point(1) - one.value(ROWS - 1, "y");
                assertThat(change).as("slope %s", slope).isBetween(slope - 2, slope + 2);
            }
        }
    }

    /** A line with much noise in each row, so that the last change says little. */
    private static TimeSeries slope(double slope) {
        Random random = new Random(4);
        TimeSeries.Builder series = TimeSeries.builder("y")
                .id("slope " + slope)
                .attribute("slope", slope)
                .sampling(Sampling.hourly());
        double level = 0;
        for (int row = 0; row < ROWS; row++) {
            level += slope + 5 * random.nextGaussian();
            series.add(Instant.EPOCH.plusSeconds(3_600L * row), level);
        }
        return series.build();
    }
}
