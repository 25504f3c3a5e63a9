package io.forecastj.models.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.forecastj.Forecast;
import io.forecastj.ForecastStatus;
import io.forecastj.Forecaster;
import io.forecastj.InsufficientHistoryException;
import io.forecastj.InvalidSeriesException;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.Sampling;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.features.FeaturePipeline;
import io.forecastj.features.Features;
import io.forecastj.models.Allocation;
import io.forecastj.models.Bars;
import io.forecastj.models.lightgbm.LightGbm;
import io.forecastj.models.linear.Linear;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegressionForecastTest {
    private static final FeaturePipeline DAILY = FeaturePipeline.of(
            Features.column("y"),
            Features.lag("y", 1),
            Features.rolling().mean("y", 5),
            Features.difference("price", 1),
            Features.lag("load", 2),
            Features.calendar().hourOfDay());

    /** A series with a target, a price that is known ahead and a load that is not. */
    private static TimeSeries daily(int rows) {
        Random random = new Random(8);
        TimeSeries.Builder series = TimeSeries.builder("load", "y", "price")
                .id("daily")
                .sampling(Sampling.hourly())
                .attribute("size", 2.5);
        double y = 50;
        for (int i = 0; i < rows; i++) {
            double price = 3 + random.nextInt(4);
            y = 0.9 * y + 5 + random.nextGaussian() - price / 10;
            series.add(i * 3_600_000L, 10 * random.nextDouble(), y, price);
        }
        return series.build();
    }

    private static Regression.Builder dailyBuilder(Strategy strategy) {
        return dailyBuilder(strategy, Linear.regressor(1), Target.difference("y", 1));
    }

    private static Regression.Builder dailyBuilder(Strategy strategy, Regressor regressor, Target target) {
        return Regression.forecaster()
                .regressor(regressor)
                .features(DAILY)
                .knownFuture("price")
                .staticAttributes("size")
                .target(target)
                .horizon(6)
                .strategy(strategy);
    }

    private static double[] row(TimeSeries series, int row) {
        double[] values = new double[series.columns().size()];
        Arrays.setAll(values, c -> series.value(row, c));
        return values;
    }

    private static RegressionModel model(Predictor predictor, int index) {
        return ((RegressionPredictor) predictor).models().get(index);
    }

    @ParameterizedTest
    @CsvSource({"difference, 1", "difference, 3", "level, 0", "logReturn, 0", "seasonalLogReturn, 3"})
    void recursiveEqualsALoopThatAppendsItsForecasts(String kind, int lag) {
        Target.Valued target = (Target.Valued) Target.parse(kind + "(y" + (lag > 0 ? "," + lag : "") + ")");
        TimeSeries all = daily(120);
        Predictor predictor = dailyBuilder(Strategy.RECURSIVE, Linear.regressor(1), target)
                .build()
                .fit(all.head(100));
        double[] points = predictor.predict(all.head(100), all.slice(100, 106)).points();

        TimeSeries.Builder grown = TimeSeries.builder(all.columns());
        double[] y = Arrays.copyOf(all.values("y"), 106);
        for (int i = 0; i < 100; i++) {
            grown.add(all.timestamp(i), row(all, i));
        }
        for (int step = 1; step <= 6; step++) {
            int origin = 99 + step - 1;
            double[] features = DAILY.rows(grown.build())[origin];
            double[] inputs = Arrays.copyOf(features, features.length + 2);
            inputs[features.length] = all.value(origin + 1, "price");
            inputs[features.length + 1] = 2.5;
            double change = model(predictor, 0).predict(inputs);
            y[origin + 1] = target.decode(y[origin - target.baseLag(1)], change);
            assertThat(points[step - 1]).as("step %d", step).isEqualTo(y[origin + 1]);
            grown.add(all.timestamp(origin + 1), all.value(99, "load"), y[origin + 1], all.value(origin + 1, "price"));
        }
    }

    @Test
    void recursiveBarsAreFlatAtTheForecastCloseWithMedianVolume() {
        TimeSeries bars = Bars.random(1, 150);
        FeaturePipeline features = Bars.FEATURES;
        Target.Valued target = Target.logReturn("close");
        Predictor predictor = Regression.forecaster()
                .regressor(Linear.regressor(1))
                .features(features)
                .target(target)
                .horizon(7)
                .build()
                .fit(bars);
        Forecast forecast = predictor.predict(bars);
        double[] volumes = Arrays.copyOfRange(bars.values("volume"), 130, 150);
        Arrays.sort(volumes);
        double volume = (volumes[9] + volumes[10]) / 2;
        TimeSeries.Builder grown = TimeSeries.builder(bars.columns());
        for (int i = 0; i < 150; i++) {
            grown.add(bars.timestamp(i), row(bars, i));
        }
        double close = bars.value(149, "close");
        for (int step = 1; step <= 7; step++) {
            double[] inputs = features.rows(grown.build())[149 + step - 1];
            close = target.decode(close, model(predictor, 0).predict(inputs));
            assertThat(forecast.point(step)).as("step %d", step).isEqualTo(close);
            // the times ahead skip the weekends, as those of the forecast do
            grown.add(forecast.time(step), close, close, close, close, volume);
        }
        assertThat(forecast.timesEstimated()).isTrue();
        assertThat(predictor.info().parameters())
                .containsEntry(
                        "run-ahead",
                        "open = forecast close; high = forecast close; low = forecast close;"
                                + " volume = median of the last 20 rows");
    }

    @Test
    void otherColumnsCarryTheirLastObservedValueAhead() {
        TimeSeries all = daily(120);
        Predictor predictor = dailyBuilder(Strategy.RECURSIVE).build().fit(all);
        assertThat(predictor.info().parameters()).containsEntry("run-ahead", "load = last observed value");
        TimeSeries.Builder holed = TimeSeries.builder(all.columns()).attribute("size", 2.5);
        TimeSeries.Builder filled = TimeSeries.builder(all.columns()).attribute("size", 2.5);
        for (int i = 0; i < 110; i++) {
            double[] values = row(all, i);
            filled.add(all.timestamp(i), values);
            values[0] = i == 109 ? Double.NaN : values[0];
            holed.add(all.timestamp(i), values);
        }
        double[] seen = predictor.predict(holed.build(), all.slice(110, 116)).points();
        double[] whole = predictor.predict(filled.build(), all.slice(110, 116)).points();
        // lag(load,2): row 108 at the origin's next step, then the hole, and then what is carried
        assertThat(seen[0]).isEqualTo(whole[0]);
        assertThat(seen[1]).isEqualTo(whole[1]);
        assertThat(seen[2]).isNotEqualTo(whole[2]);
        assertThat(seen).doesNotContain(Double.NaN);
    }

    @Test
    void directForecastsStartFromTheLastKnownSeason() {
        double[] y = new double[100];
        for (int i = 0; i < 100; i++) {
            y[i] = 10 * (i % 4) + i;
        }
        Predictor predictor = Regression.forecaster()
                .regressor(Linear.regressor(1e-6))
                .features(FeaturePipeline.of(Features.difference("y", 4)))
                .target(Target.difference("y", 4))
                .horizon(6)
                .strategy(Strategy.DIRECT)
                .build()
                .fit(Bars.of("y", y).head(90));
        assertThat(predictor.predict(Bars.of("y", y).head(90)).points())
                .containsExactly(Arrays.copyOfRange(y, 90, 96), within(1e-6));
    }

    @ParameterizedTest
    @EnumSource
    void aSeasonThatGrowsWithTheLevelIsFoundBySeasonalLogReturns(Strategy strategy) {
        int horizon = strategy == Strategy.DIRECT_SHARED ? 4 : 9; // its line over the steps cannot have two levels
        double[] y = new double[100];
        for (int i = 0; i < 100; i++) {
            y[i] = (10 + 7 * (i % 4)) * Math.pow(1.02, i);
        }
        Predictor predictor = Regression.forecaster()
                .regressor(Linear.regressor(1e-6))
                .features(FeaturePipeline.of(Features.price().logReturns("y", 4)))
                .target(Target.logReturn("y", 4))
                .horizon(horizon)
                .strategy(strategy)
                .build()
                .fit(Bars.of("y", y).head(90));
        double[] points = predictor.predict(Bars.of("y", y).head(90)).points();
        for (int step = 1; step <= horizon; step++) {
            assertThat(points[step - 1]).as("step %d", step).isCloseTo(y[89 + step], within(1e-3 * y[89 + step]));
        }
        assertThat(predictor.info().parameters()).containsEntry("target", "seasonalLogReturn(y,4)");
    }

    @Test
    void theSharedModelIsAskedForEachStep() {
        RecordingRegressor recording = new RecordingRegressor();
        Predictor predictor = dailyBuilder(Strategy.DIRECT_SHARED, recording, Target.difference("y", 1))
                .build()
                .fit(daily(60));
        TimeSeries all = daily(70);
        double[] features = DAILY.rows(all.head(60))[59];
        double[] points = predictor.predict(all.head(60), all.slice(60, 66)).points();
        for (int step = 1; step <= 6; step++) {
            double[] inputs = Arrays.copyOf(features, features.length + 3);
            inputs[features.length] = all.value(59 + step, "price");
            inputs[features.length + 1] = 2.5;
            inputs[features.length + 2] = step;
            assertThat(points[step - 1])
                    .isEqualTo(all.value(59, "y") + recording.models.get(0).predict(inputs));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSessionForecastsWhatPredictDoesBitForBit(Strategy strategy) {
        TimeSeries bars = Bars.random(2, 400);
        Predictor predictor = Regression.forecaster()
                .regressor(Linear.regressor(1))
                .features(Bars.FEATURES)
                .target(Target.logReturn("close"))
                .horizon(4)
                .strategy(strategy)
                .build()
                .fit(bars.head(200));
        try (PredictionSession session = predictor.openSession(bars.head(180))) {
            for (int i = 180; i < 400; i++) {
                session.append(bars.timestamp(i), row(bars, i));
                if (i % 9 == 0) {
                    assertThat(session.forecast()).isEqualTo(predictor.predict(bars.head(i + 1)));
                }
            }
        }
    }

    @Test
    void knownFutureRowsThatAreMissingAreNamed() {
        TimeSeries all = daily(120);
        Predictor predictor = dailyBuilder(Strategy.DIRECT).build().fit(all);
        assertThatThrownBy(() -> predictor.predict(all.head(110)))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageContaining("[price]")
                .hasMessageContaining("6 steps");
        assertThatThrownBy(() ->
                        predictor.predict(all.head(110), all.slice(110, 116).select("load")))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageContaining("'price'");
        TimeSeries other = TimeSeries.builder("price")
                .add(all.timestamp(110), 1)
                .add(all.timestamp(111), Double.NaN)
                .add(all.timestamp(112), 1)
                .add(all.timestamp(113), 1)
                .add(all.timestamp(114), 1)
                .add(all.timestamp(115), 1)
                .build();
        assertThat(predictor.predict(all.head(110), other).reasons())
                .containsExactly("the known-future column 'price' is missing at " + all.time(111));
    }

    @Test
    void knownFutureValuesChangeTheForecast() {
        TimeSeries all = daily(120);
        Predictor predictor = dailyBuilder(Strategy.DIRECT).build().fit(all);
        double[] points = predictor.predict(all.head(110), all.slice(110, 116)).points();
        TimeSeries.Builder dearer = TimeSeries.builder("price");
        for (int i = 110; i < 116; i++) {
            dearer.add(all.timestamp(i), all.value(i, "price") + (i == 112 ? 100 : 0));
        }
        double[] changed = predictor.predict(all.head(110), dearer.build()).points();
        for (int step = 1; step <= 6; step++) {
            if (step == 3) {
                assertThat(changed[2]).isLessThan(points[2] - 1);
            } else {
                assertThat(changed[step - 1]).isEqualTo(points[step - 1]);
            }
        }
    }

    @Test
    void aMissingTargetAtTheOriginIsReplacedByTheLastObservedOneAndSaid() {
        RecordingRegressor recording = new RecordingRegressor();
        Predictor predictor = Regression.forecaster()
                .regressor(recording)
                .features(FeaturePipeline.of(Features.calendar().hourOfDay()))
                .target(Target.difference("y", 1))
                .horizon(2)
                .strategy(Strategy.DIRECT)
                .build()
                .fit(Bars.of("y", 1, 2, 3, 4, 5, 6));
        Forecast whole = predictor.predict(Bars.of("y", 1, 2, 30, 30));
        Forecast forecast = predictor.predict(Bars.of("y", 1, 2, 30, Double.NaN));
        assertThat(forecast.points()).containsExactly(whole.points());
        assertThat(whole.status()).isEqualTo(ForecastStatus.OK);
        assertThat(forecast.status()).isEqualTo(ForecastStatus.DEGRADED);
        assertThat(forecast.reasons())
                .containsExactly("'y' is missing at the origin 2024-01-01T03:00:00Z; the last value observed before it"
                        + " is used");
        Forecast nothing = predictor.predict(Bars.of("y", Double.NaN, Double.NaN));
        assertThat(nothing.points()).containsOnly(Double.NaN);
        assertThat(nothing.reasons()).contains("the forecast of step 1 is NaN");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -5})
    void aBaseThatHasNoLogarithmIsRefusedAndTheSessionStaysAsItWas(double value) {
        TimeSeries series = daily(60);
        Forecaster forecaster = dailyBuilder(Strategy.DIRECT, Linear.regressor(1), Target.logReturn("y"))
                .build();
        try (Predictor predictor = forecaster.fit(series);
                PredictionSession session = predictor.openSession(series.head(50), series.slice(50, 60))) {
            Forecast before = session.forecast();
            double[] wrong = row(series, 50);
            wrong[1] = value;
            assertThatThrownBy(() -> session.append(series.timestamp(50), wrong))
                    .isInstanceOf(InvalidSeriesException.class)
                    .hasMessageContaining(
                            "logReturn(y) needs positive values, found " + value + " at " + series.time(50));
            assertThat(session.forecast()).isEqualTo(before);
            session.append(series.timestamp(50), row(series, 50));
            assertThat(session.forecast()).isEqualTo(predictor.predict(series.head(51), series.slice(51, 60)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aMissingSeasonalBaseIsSaid(Strategy strategy) {
        double[] y = new double[60];
        Arrays.setAll(y, i -> i % 12);
        Predictor predictor = Regression.forecaster()
                .regressor(Linear.regressor(1))
                .features(FeaturePipeline.of(Features.calendar().hourOfDay()))
                .target(Target.difference("y", 12))
                .horizon(3)
                .strategy(strategy)
                .build()
                .fit(Bars.of("y", y));
        assertThat(predictor.predict(Bars.of("y", y)).status()).isEqualTo(ForecastStatus.OK);
        y[59 - 10] = Double.NaN;
        Forecast forecast = predictor.predict(Bars.of("y", y));
        assertThat(forecast.status()).isEqualTo(ForecastStatus.DEGRADED);
        assertThat(forecast.reasons()).singleElement().asString().contains("10 rows before", "step 2");
        assertThat(forecast.point(2)).isCloseTo(y[59 - 11], within(0.5));
    }

    @Test
    void aMissingFeatureIsNamed() {
        double[] y = {1, 2, 4, 3, 5, 6, 5, 7, 8, 9};
        Predictor predictor = Regression.forecaster()
                .regressor(Linear.regressor(1))
                .features(FeaturePipeline.of(Features.lag("y", 1), Features.lag("y", 2)))
                .target(Target.level("y"))
                .horizon(2)
                .build()
                .fit(Bars.of("y", y));
        y[8] = Double.NaN;
        Forecast forecast = predictor.predict(Bars.of("y", y));
        assertThat(forecast.status()).isEqualTo(ForecastStatus.DEGRADED);
        assertThat(forecast.reasons())
                .containsExactly(
                        "1 of 2 features are missing at the origin 2024-01-01T09:00:00Z: lag(y,1); fill the columns,"
                                + " impute the features (Features.transforms()) or leave them out");
        assertThat(forecast.points()).doesNotContain(Double.NaN);
    }

    @Test
    void aTargetThatIsMissingEverywhereIsSaid() {
        double[] y = new double[100];
        Arrays.fill(y, Double.NaN);
        Forecaster forecaster = Regression.forecaster()
                .regressor(Linear.regressor(1))
                .features(FeaturePipeline.of(Features.lag("y", 1)))
                .target(Target.level("y"))
                .horizon(2)
                .build();
        assertThatThrownBy(() -> forecaster.fit(Bars.of("y", y)))
                .isInstanceOf(InsufficientHistoryException.class)
                .hasMessageContaining("the longest has 100, but [y] is missing at an end of each example");
    }

    @Test
    void aForecastThatDivergesIsSaid() {
        RecordingRegressor recording = new RecordingRegressor();
        Predictor predictor = Regression.forecaster()
                .regressor(recording)
                .features(FeaturePipeline.of(Features.column("y")))
                .target(Target.logReturn("y"))
                .horizon(5)
                .build()
                .fit(Bars.of("y", 1, 2, 3, 4));
        Forecast forecast = predictor.predict(Bars.of("y", 1, 1000));
        assertThat(forecast.point(1)).isFinite();
        assertThat(forecast.status()).isEqualTo(ForecastStatus.DEGRADED);
        assertThat(forecast.reasons()).containsExactly("the forecast of step 2 is Infinity");
    }

    @ParameterizedTest
    @EnumSource(names = {"DIRECT", "DIRECT_SHARED"})
    void directionsHaveProbabilities(Strategy strategy) {
        RecordingRegressor classes = new RecordingRegressor(3, 0);
        Predictor predictor = Regression.forecaster()
                .regressor(classes)
                .features(FeaturePipeline.of(Features.difference("y", 1)))
                .target(Target.direction("y", 0.05))
                .horizon(2)
                .strategy(strategy)
                .build()
                .fit(Bars.of("y", 100, 110, 111, 100, 100, 120));
        double[] labels = classes.training.get(0).labels();
        assertThat(labels).startsWith(1).contains(0, 2);
        Forecast forecast = predictor.predict(Bars.of("y", 100, 101));
        double shift = Math.tanh(1) / 8;
        for (int step = 1; step <= 2; step++) {
            assertThat(forecast.probabilities(step))
                    .isEqualTo(Map.of("DOWN", 1.0 / 3 - shift, "FLAT", 1.0 / 3, "UP", 1.0 / 3 + shift));
        }
        assertThat(forecast.status()).isEqualTo(ForecastStatus.OK);
        double[] points = new double[2];
        try (PredictionSession session = predictor.openSession(Bars.of("y", 100, 101))) {
            session.forecastInto(points);
        }
        assertThat(points).containsOnly(Double.NaN);
    }

    @Test
    void aRegressorWithAnotherNumberOfOutputsIsRefusedAndItsModelClosed() {
        RecordingRegressor three = new RecordingRegressor(3, 0);
        Function<Regressor, Regression.Builder> builder = regressor -> Regression.forecaster()
                .regressor(regressor)
                .features(FeaturePipeline.of(Features.column("y")))
                .horizon(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        builder.apply(three).target(Target.level("y")).build().fit(Bars.of("y", 1, 2, 3, 4)))
                .withMessage("level(y) needs a regressor with 1 outputs, found 3 of the kind 'recording'");
        assertThat(three.models.get(0).closed).isEqualTo(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.apply(new RecordingRegressor())
                        .target(Target.direction("y", 0))
                        .strategy(Strategy.DIRECT)
                        .build()
                        .fit(Bars.of("y", 1, 2, 3, 4)))
                .withMessageContaining("3 outputs, found 1");
    }

    @Test
    void closingAPredictorClosesItsModelsOnce() {
        RecordingRegressor recording = new RecordingRegressor();
        Predictor predictor = dailyBuilder(Strategy.DIRECT, recording, Target.difference("y", 1))
                .build()
                .fit(daily(60));
        predictor.close();
        predictor.close();
        assertThat(recording.models).hasSize(6).allSatisfy(model -> assertThat(model.closed)
                .isEqualTo(1));
    }

    @ParameterizedTest
    @EnumSource
    void appendingAndForecastingAllocateNothing(Strategy strategy) {
        TimeSeries bars = Bars.random(4, 200);
        TimeSeries.Builder declared = TimeSeries.builder(bars.columns()).sampling(Sampling.daily());
        for (int i = 0; i < bars.length(); i++) {
            declared.add(bars.timestamp(i), row(bars, i));
        }
        long bytes = allocated(strategy, declared.build(), Instant.parse("2024-01-01T00:00:00Z"));
        assertThat(bytes).isZero();
    }

    @Test
    void inferringTheSamplingCostsAFewBytesARow() {
        long bytes = allocated(Strategy.RECURSIVE, Bars.random(4, 200), Instant.parse("2024-01-01T00:00:00Z"));
        assertThat(bytes).isLessThan(20 * 500);
    }

    /** The bytes that 500 rows and forecasts take, after a warm-up. */
    private static long allocated(Strategy strategy, TimeSeries bars, Instant start) {
        Predictor predictor = Regression.forecaster()
                .regressor(Linear.regressor(1))
                .features(Bars.FEATURES)
                .target(Target.logReturn("close"))
                .horizon(5)
                .strategy(strategy)
                .build()
                .fit(bars);
        double[][] rows = new double[bars.length()][];
        Arrays.setAll(rows, i -> row(bars, i));
        double[] out = new double[5];
        long[] time = {start.toEpochMilli()};
        int[] next = {0};
        try (PredictionSession session = predictor.openSession(bars)) {
            return Allocation.leastOfWindows(10_000, 500, () -> {
                time[0] += 86_400_000;
                session.append(time[0], rows[next[0]++ % rows.length]);
                session.forecastInto(out);
            });
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aSingleStepEqualsTheFirstOfManyInEveryBit(boolean scaled) {
        TimeSeries bars = Bars.random(4, 200);
        List<Predictor> predictors = new ArrayList<>();
        for (int horizon : new int[] {1, 4}) {
            Regression.Builder builder = Regression.forecaster()
                    .regressor(Linear.regressor(1))
                    .strategy(Strategy.RECURSIVE)
                    .horizon(horizon);
            if (scaled) {
                builder.features(FeaturePipeline.of(
                                Features.lag("close", 1), Features.rolling().std("close", 5)))
                        .target(Target.difference("close", 2))
                        .scale(SeriesScale.meanAbsolute(20));
            } else {
                builder.features(Bars.FEATURES).target(Target.logReturn("close"));
            }
            predictors.add(builder.build().fit(bars));
        }
        PredictionSession one = predictors.get(0).openSession(bars.head(100));
        PredictionSession many = predictors.get(1).openSession(bars.head(100));
        for (int row = 100; row < 200; row++) {
            one.append(bars.time(row), row(bars, row));
            many.append(bars.time(row), row(bars, row));
            double point = many.forecast().point(1);
            assertThat(one.forecast().point(1)).as("row %d", row).isEqualTo(point);
            assertThat(one.forecast().point(1)).as("row %d again", row).isEqualTo(point);
            one = predictors.get(0).restore(one.snapshot());
        }
    }

    @Test
    void severalSeriesShareOneModel() {
        List<TimeSeries> all = List.of(Bars.random(5, 120), Bars.random(6, 300), Bars.random(7, 30));
        Predictor predictor = Regression.forecaster()
                .regressor(Linear.regressor(1))
                .features(Bars.FEATURES)
                .target(Target.logReturn("close"))
                .horizon(3)
                .build()
                .fit(all);
        List<Forecast> forecasts = predictor.predictAll(all.subList(0, 2));
        assertThat(forecasts).extracting(Forecast::seriesId).containsExactly("bars 5", "bars 6");
        assertThat(forecasts.get(1)).isEqualTo(predictor.predict(all.get(1)));
    }

    @ParameterizedTest
    @EnumSource
    void manySeriesTogetherAreForecastAsOneByOne(Strategy strategy) {
        List<TimeSeries> all = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            all.add(Bars.random(i, 60 + i % 40));
        }
        List<Regression.Builder> builders = List.of(
                Regression.forecaster().target(Target.logReturn("close")),
                Regression.forecaster().bars());
        for (Regression.Builder builder : builders) {
            Predictor predictor = builder.regressor(Linear.regressor(1))
                    .features(Bars.FEATURES)
                    .horizon(4)
                    .strategy(strategy)
                    .build()
                    .fit(all.subList(0, 10));
            List<Forecast> together = predictor.predictAll(all);
            assertThat(together).hasSize(600);
            for (int i = 0; i < 600; i += 7) {
                assertThat(together.get(i)).isEqualTo(predictor.predict(all.get(i)));
            }
            assertThat(predictor.predictAll(List.of())).isEmpty();
            List<TimeSeries> withShort = List.of(all.get(0), all.get(1).head(5));
            assertThatThrownBy(() -> predictor.predictAll(withShort)).isInstanceOf(InsufficientHistoryException.class);
        }
    }

    @Test
    void quantilesAndClassesOfManySeriesAreThoseOfEach() {
        List<TimeSeries> all = List.of(Bars.random(1, 90), Bars.random(2, 70), Bars.random(3, 120));
        List<Regression.Builder> builders = List.of(
                Regression.forecaster()
                        .regressor(LightGbm.regressor(
                                LightGbm.parameters().rounds(5).leaves(4).build()))
                        .target(Target.logReturn("close"))
                        .quantiles(0.2, 0.5, 0.8),
                Regression.forecaster()
                        .regressor(new RecordingRegressor(3, 0))
                        .target(Target.direction("close", 0.002)));
        for (Regression.Builder builder : builders) {
            Predictor predictor = builder.features(Bars.FEATURES)
                    .horizons(1, 3)
                    .strategy(Strategy.DIRECT)
                    .build()
                    .fit(all);
            assertThat(predictor.predictAll(all))
                    .containsExactly(
                            predictor.predict(all.get(0)),
                            predictor.predict(all.get(1)),
                            predictor.predict(all.get(2)));
        }
    }
}
