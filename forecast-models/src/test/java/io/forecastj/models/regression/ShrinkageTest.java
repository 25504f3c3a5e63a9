package io.forecastj.models.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.forecastj.Forecast;
import io.forecastj.Forecaster;
import io.forecastj.ModelLoadException;
import io.forecastj.Ohlcv;
import io.forecastj.Predictor;
import io.forecastj.Sampling;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.features.FeaturePipeline;
import io.forecastj.features.Features;
import io.forecastj.models.Predictors;
import io.forecastj.models.lightgbm.LightGbm;
import io.forecastj.testkit.PredictorContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Forecasts that are drawn towards naive ones, as far as the validation rows suggest. */
class ShrinkageTest {
    private static final int HORIZON = 4;

    private static TimeSeries walk(long seed, int rows) {
        Random random = new Random(seed);
        double[] y = new double[rows];
        y[0] = 100;
        for (int i = 1; i < rows; i++) {
            y[i] = y[i - 1] * Math.exp(0.01 * random.nextGaussian());
        }
        return TimeSeries.of("y", Instant.EPOCH, Sampling.hourly(), y);
    }

    /** A season of 24 hours. */
    private static TimeSeries seasonal(long seed, int rows) {
        Random random = new Random(seed);
        double[] y = new double[rows];
        for (int i = 0; i < rows; i++) {
            y[i] = 100 + 20 * Math.sin(i * Math.PI / 12) + random.nextGaussian();
        }
        return TimeSeries.of("y", Instant.EPOCH, Sampling.hourly(), y);
    }

    private static Regression.Builder forecaster(Strategy strategy) {
        return LightGbm.forecaster(LightGbm.parameters().rounds(60).build())
                .validation(0.2)
                .target(Target.logReturn("y"))
                .features(FeaturePipeline.of(
                        Features.price().logReturns("y", 1),
                        Features.lag(Features.price().logReturns("y", 1), 1),
                        Features.lag(Features.price().logReturns("y", 1), 23)))
                .strategy(strategy)
                .horizon(HORIZON);
    }

    private static double error(Predictor predictor, TimeSeries series, int from) {
        double squares = 0;
        for (int row = from; row < series.length() - HORIZON; row++) {
            Forecast forecast = predictor.predict(series.head(row + 1));
            for (int step = 1; step <= HORIZON; step++) {
                double error = forecast.point(step) - series.value(row + step, 0);
                squares += error * error;
            }
        }
        return squares;
    }

    private static double naiveError(TimeSeries series, int from) {
        double squares = 0;
        for (int row = from; row < series.length() - HORIZON; row++) {
            for (int step = 1; step <= HORIZON; step++) {
                double error = series.value(row, 0) - series.value(row + step, 0);
                squares += error * error;
            }
        }
        return squares;
    }

    @ParameterizedTest
    @EnumSource(Strategy.class)
    void aRandomWalkIsForecastNoWorseThanNaive(Strategy strategy) {
        double shrunk = 0;
        double naive = 0;
        double raw = 0;
        for (long seed = 1; seed <= 4; seed++) {
            TimeSeries series = walk(seed, 700);
            TimeSeries training = series.head(600);
            try (Predictor predictor = forecaster(strategy).build().fit(training);
                    Predictor unshrunk =
                            forecaster(strategy).shrinkage(false).build().fit(training)) {
                shrunk += error(predictor, series, 600);
                raw += error(unshrunk, series, 600);
                naive += naiveError(series, 600);
            }
        }
        assertThat(Math.sqrt(shrunk / naive)).as(strategy.name()).isLessThan(1.005);
        assertThat(shrunk).as(strategy.name()).isLessThan(raw);
    }

    @ParameterizedTest
    @EnumSource(Strategy.class)
    void aModelWithSignalLosesNothing(Strategy strategy) {
        // seven minutes have no usual season, so only the model knows the one that is there
        TimeSeries series = TimeSeries.of(
                "y",
                Instant.EPOCH,
                Sampling.fixed(Duration.ofMinutes(7)),
                seasonal(3, 900).values("y"));
        TimeSeries training = series.head(800);
        try (Predictor predictor = forecaster(strategy).build().fit(training);
                Predictor unshrunk =
                        forecaster(strategy).shrinkage(false).build().fit(training)) {
            assertThat(error(predictor, series, 800)).isLessThanOrEqualTo(1.005 * error(unshrunk, series, 800));
        }
    }

    @Test
    void theDescriptionHasTheWeights() {
        try (Predictor predictor = forecaster(Strategy.RECURSIVE).build().fit(walk(1, 600))) {
            assertThat(predictor.info().parameters().get("shrinkage"))
                    .matches("keeps \\d %( to \\d %)? of the change from the naive forecast.*");
        }
    }

    @ParameterizedTest
    @EnumSource(Strategy.class)
    void knownFutureColumnsAreKnownToTheValidationForecastsToo(Strategy strategy) {
        Random random = new Random(9);
        TimeSeries.Builder rows = TimeSeries.builder("y", "cause").sampling(Sampling.fixed(Duration.ofMinutes(7)));
        for (int i = 0; i < 700; i++) {
            double cause = random.nextInt(10);
            rows.add(i * 420_000L, 100 + cause + 0.1 * random.nextGaussian(), cause);
        }
        TimeSeries series = rows.build();
        Forecaster forecaster = LightGbm.forecaster()
                .target(Target.level("y"))
                .features(FeaturePipeline.of(Features.lag("y", 1)))
                .knownFuture("cause")
                .strategy(strategy)
                .horizon(HORIZON)
                .build();
        try (Predictor predictor = forecaster.fit(series.head(650))) {
            Forecast forecast = predictor.predict(series.head(650), series.slice(650, 700));
            for (int step = 1; step <= HORIZON; step++) {
                assertThat(forecast.point(step)).isCloseTo(series.value(649 + step, "y"), within(0.8));
            }
        }
    }

    @Test
    void withoutAValidationPartNothingIsDrawn() {
        Forecaster forecaster = LightGbm.forecaster(
                        LightGbm.parameters().rounds(20).build())
                .target(Target.difference("y", 1))
                .features(FeaturePipeline.of(Features.difference("y", 1)))
                .horizon(2)
                .build();
        try (Predictor predictor = forecaster.fit(walk(1, 300))) {
            assertThat(predictor.info().parameters()).doesNotContainKey("shrinkage");
        }
    }

    /** The lag of the seasonal differences is a season, whatever the sampling is. */
    private static Forecaster ofSeasonalDifferences() {
        return LightGbm.forecaster(LightGbm.parameters().rounds(3).leaves(2).build())
                .validation(0.2)
                .target(Target.difference("y", 24))
                .features(FeaturePipeline.of(Features.lag("y", 1)))
                .horizon(HORIZON)
                .build();
    }

    @Test
    void theSeasonOfTheTargetIsRepeatedWhereTheModelFails() {
        try (Predictor predictor = ofSeasonalDifferences().fit(seasonal(5, 500))) {
            assertThat(predictor.info().parameters().get("shrinkage")).contains("seasonal naive forecast (24 rows)");
        }
    }

    @Nested
    class KeepsThePromisesOfAPredictor extends PredictorContract {
        @Override
        protected Predictor fit() {
            return ofSeasonalDifferences().fit(series().head(450));
        }

        @Override
        protected TimeSeries series() {
            return seasonal(5, 500);
        }

        @Override
        protected Predictor saveAndLoad(Predictor original, Path directory) {
            Predictors.save(original, directory);
            return Predictors.load(directory);
        }
    }

    @Test
    void savedWeightsThatAddUpToMoreThanOneAreRefused(@TempDir Path folder) throws IOException {
        try (Predictor predictor = forecaster(Strategy.RECURSIVE).build().fit(walk(1, 600))) {
            Predictors.save(predictor, folder.resolve("model"));
        }
        Path file = folder.resolve("model/regression.json");
        String json = Files.readString(file);
        assertThat(json).contains("\"shrinkage\"");
        Files.writeString(file, json.replaceFirst("\"model\" : \\[ [0-9.]+", "\"model\" : [ 1.5"));
        assertThatThrownBy(() -> Predictors.load(folder.resolve("model"))).isInstanceOf(ModelLoadException.class);
    }

    @Test
    void quantilesMoveWithTheMedianAndStayInOrder() {
        TimeSeries series = walk(2, 600);
        Regression.Builder builder = forecaster(Strategy.DIRECT).quantiles(0.1, 0.5, 0.9);
        try (Predictor predictor = builder.build().fit(series);
                Predictor raw = builder.shrinkage(false).build().fit(series)) {
            Forecast drawn = predictor.predict(series);
            Forecast before = raw.predict(series);
            double last = series.value(series.length() - 1, 0);
            for (int step = 1; step <= HORIZON; step++) {
                assertThat(drawn.point(step)).isEqualTo(drawn.quantile(step, 0.5));
                assertThat(Math.abs(drawn.point(step) - last)).isLessThan(0.5 * Math.abs(before.point(step) - last));
                assertThat(drawn.quantile(step, 0.9) / drawn.quantile(step, 0.1))
                        .isCloseTo(before.quantile(step, 0.9) / before.quantile(step, 0.1), within(1e-12));
            }
        }
    }

    @Test
    void barsMoveWithTheirCloseAndStayConsistent() {
        TimeSeries close = walk(8, 600);
        Random random = new Random(8);
        TimeSeries.Builder bars = TimeSeries.builder(Ohlcv.OPEN, Ohlcv.HIGH, Ohlcv.LOW, Ohlcv.CLOSE);
        for (int row = 1; row < close.length(); row++) {
            double open = close.value(row - 1, 0);
            double end = close.value(row, 0);
            bars.add(
                    close.time(row),
                    open,
                    Math.max(open, end) * (1 + 0.002 * random.nextDouble()),
                    Math.min(open, end) * (1 - 0.002 * random.nextDouble()),
                    end);
        }
        TimeSeries series = bars.build();
        Forecaster forecaster = LightGbm.forecaster(
                        LightGbm.parameters().rounds(40).build())
                .validation(0.2)
                .bars()
                .features(FeaturePipeline.of(Features.price().logReturns(Ohlcv.CLOSE, 1)))
                .horizon(HORIZON)
                .build();
        try (Predictor predictor = forecaster.fit(series)) {
            assertThat(predictor.info().parameters()).containsKey("shrinkage");
            Forecast forecast = predictor.predict(series);
            double last = series.value(series.length() - 1, 3);
            for (int step = 1; step <= HORIZON; step++) {
                double high = forecast.point(Ohlcv.HIGH, step);
                double low = forecast.point(Ohlcv.LOW, step);
                double end = forecast.point(Ohlcv.CLOSE, step);
                assertThat(end).as("close of step %d", step).isCloseTo(last, within(0.002 * last));
                assertThat(low).isLessThanOrEqualTo(Math.min(end, forecast.point(Ohlcv.OPEN, step)));
                assertThat(high).isGreaterThanOrEqualTo(Math.max(end, forecast.point(Ohlcv.OPEN, step)));
                assertThat(high).isGreaterThan(low);
            }
        }
    }
}
