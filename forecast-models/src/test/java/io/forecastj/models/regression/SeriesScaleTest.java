package io.forecastj.models.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.forecastj.Forecast;
import io.forecastj.ForecastStatus;
import io.forecastj.InsufficientHistoryException;
import io.forecastj.ModelLoadException;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.Sampling;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.features.Feature;
import io.forecastj.features.FeaturePipeline;
import io.forecastj.features.Features;
import io.forecastj.models.Allocation;
import io.forecastj.models.Predictors;
import io.forecastj.models.explain.Explain;
import io.forecastj.models.lightgbm.LightGbm;
import io.forecastj.models.linear.Linear;
import io.forecastj.models.saving.SavedFiles;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** One model of series of different level: features and labels are divided by the series' own scale. */
class SeriesScaleTest {
    private static final FeaturePipeline FEATURES = FeaturePipeline.of(
            Features.lag("y", 1),
            Features.difference("y", 7),
            Features.rolling().std("y", 5),
            Features.rolling().rank("y", 6),
            Features.calendar().dayOfWeek());

    /** A weekly pattern and noise, times a factor. */
    private static TimeSeries series(long seed, int rows, double factor) {
        Random random = new Random(seed);
        double[] y = new double[rows];
        for (int i = 0; i < rows; i++) {
            y[i] = factor * (10 + 3 * Math.sin(2 * Math.PI * i / 7) + random.nextGaussian());
        }
        return TimeSeries.of("y", Instant.EPOCH, Sampling.daily(), y);
    }

    private static Regression.Builder builder(Regressor regressor, Strategy strategy) {
        return builder(regressor, strategy, Target.difference("y", 7), SeriesScale.meanAbsolute(14));
    }

    private static Regression.Builder builder(
            Regressor regressor, Strategy strategy, Target target, SeriesScale scale) {
        return Regression.forecaster()
                .regressor(regressor)
                .target(target)
                .features(FEATURES)
                .scale(scale)
                .strategy(strategy)
                .horizon(3);
    }

    @ParameterizedTest
    @EnumSource
    void aSeriesOfTwiceTheSizeTeachesTheSameAndIsForecastTwiceAsLarge(Strategy strategy) {
        TimeSeries one = series(1, 120, 1);
        TimeSeries large = series(1, 120, 1024);
        RecordingRegressor recording = new RecordingRegressor();
        builder(recording, strategy).build().fit(List.of(one, large));
        double[][] rows = recording.training.get(0).rows();
        double[] labels = recording.training.get(0).labels();
        int half = rows.length / 2;
        for (int i = 0; i < half; i++) {
            assertThat(rows[half + i]).as("example %d", i).containsExactly(rows[i]);
            assertThat(labels[half + i]).isEqualTo(labels[i]);
        }
        Predictor predictor = builder(Linear.regressor(0.1), strategy).build().fit(one);
        double[] points = predictor.predict(one).points();
        assertThat(predictor.predict(large).points())
                .containsExactly(
                        Arrays.stream(points).map(point -> 1024 * point).toArray());
    }

    @Test
    void featuresAndLabelsAreDividedByTheScaleAtTheOrigin() {
        TimeSeries one = series(2, 60, 5);
        RecordingRegressor recording = new RecordingRegressor();
        Predictor predictor =
                builder(recording, Strategy.DIRECT).build().fit(List.of(one), RecordingRegressor.IN_ORDER);
        assertThat(predictor.info().featureNames())
                .containsExactly(
                        "scaled(lag(y,1))", "scaled(difference(y,7))", "scaled(std(y,5))", "rank(y,6)", "dayOfWeek()");
        assertThat(predictor.info().parameters()).containsEntry("series scale", "meanAbsolute(14)");
        double[][] features = FEATURES.rows(one);
        double[] y = one.values("y");
        for (int step = 1; step <= 3; step++) {
            Examples examples = recording.training.get(step - 1);
            for (int i = 0; i < examples.rows().length; i++) {
                int origin = 7 + i;
                double scale = Arrays.stream(y, Math.max(0, origin - 13), origin + 1)
                        .map(Math::abs)
                        .average()
                        .orElseThrow();
                assertThat(examples.labels()[i])
                        .isCloseTo((y[origin + step] - y[origin + step - 7]) / scale, within(1e-12));
                double[] row = examples.rows()[i];
                for (int c = 0; c < 5; c++) {
                    double expected = c < 3 ? features[origin][c] / scale : features[origin][c];
                    assertThat(row[c]).as("feature %d of origin %d", c, origin).isCloseTo(expected, within(1e-12));
                }
            }
        }
    }

    @Test
    void aRecursiveForecastComputesTheScaleAnewFromItsOwnRows() {
        TimeSeries one = series(2, 60, 5);
        Predictor predictor =
                builder(new RecordingRegressor(), Strategy.RECURSIVE).build().fit(one);
        double[] points = predictor.predict(one).points();
        double[] y = Arrays.copyOf(one.values("y"), 63);
        for (int step = 1; step <= 3; step++) {
            int origin = 59 + step - 1;
            double[] grown = Arrays.copyOf(y, origin + 1);
            double scale = Arrays.stream(y, origin - 13, origin + 1)
                    .map(Math::abs)
                    .average()
                    .orElseThrow();
            double[] inputs = FEATURES.rows(TimeSeries.of("y", Instant.EPOCH, Sampling.daily(), grown))[origin];
            for (int c = 0; c < 3; c++) {
                inputs[c] /= scale;
            }
            double answer = new RecordingRegressor.Sum(predictor.info().featureNames(), 1).predict(inputs);
            y[origin + 1] = y[origin - 6] + scale * answer;
            assertThat(points[step - 1]).as("step %d", step).isCloseTo(y[origin + 1], within(1e-9));
        }
    }

    @ParameterizedTest
    @EnumSource
    void sessionsManySeriesAndLoadedPredictorsAgree(Strategy strategy, @TempDir Path folder) {
        List<TimeSeries> all = List.of(series(3, 90, 1), series(4, 90, 300), series(5, 90, -0.01));
        Predictor predictor = builder(Linear.regressor(0.1), strategy).build().fit(all);
        Predictors.save(predictor, folder.resolve("model"));
        Predictor loaded = Predictors.load(folder.resolve("model"));
        assertThat(loaded.info()).isEqualTo(predictor.info());
        TimeSeries one = all.get(1);
        try (PredictionSession session = predictor.openSession(one.head(20))) {
            for (int row = 20; row < 60; row++) {
                Forecast forecast = predictor.predict(one.head(row));
                assertThat(session.forecast()).isEqualTo(forecast);
                assertThat(loaded.predict(one.head(row))).isEqualTo(forecast);
                assertThat(loaded.restore(session.snapshot()).forecast()).isEqualTo(forecast);
                session.append(one.timestamp(row), new double[] {one.value(row, "y")});
            }
        }
        assertThat(predictor.predictAll(all))
                .isEqualTo(all.stream().map(predictor::predict).toList());
    }

    @Test
    void quantilesAreMultipliedByTheScale() {
        Regression.Builder builder = LightGbm.forecaster(
                        LightGbm.parameters().rounds(10).leaves(4).build())
                .target(Target.level("y"))
                .features(FEATURES)
                .quantiles(0.1, 0.5, 0.9)
                .strategy(Strategy.DIRECT)
                .horizon(1)
                .scale(SeriesScale.medianAbsolute(14));
        Predictor predictor = builder.build().fit(series(6, 200, 1));
        Forecast small = predictor.predict(series(7, 100, 1));
        Forecast large = predictor.predict(series(7, 100, 64));
        for (double level : small.levels()) {
            assertThat(large.quantile(1, level)).isEqualTo(64 * small.quantile(1, level));
        }
    }

    @ParameterizedTest
    @CsvSource({"MEAN_ABSOLUTE, 3", "MEDIAN_ABSOLUTE, 2.5"})
    void theScaleSkipsMissingValuesAndKeepsTheLastSizeOfZeros(SeriesScale.Measure measure, double expected) {
        ScaleState state = new ScaleState(new SeriesScale(measure, 4));
        assertThat(state.known()).isFalse();
        assertThat(state.value()).isEqualTo(1);
        state.add(0);
        state.add(Double.NaN);
        assertThat(state.known()).isFalse();
        for (double value : new double[] {99, -1, 2, -3, 6}) {
            state.add(value);
        }
        assertThat(state.value()).isEqualTo(expected);
        state.add(Double.NaN);
        state.add(Double.NaN);
        assertThat(state.value()).isEqualTo((3 + 6) / 2.0);
        for (int i = 0; i < 10; i++) {
            state.add(0);
        }
        assertThat(state.known()).isTrue();
        assertThat(state.value()).isPositive();
    }

    @Test
    void aSeriesWithoutAValueOtherThanZeroHasNoScale() {
        double[] zeros = new double[40];
        TimeSeries silent = TimeSeries.of("y", Instant.EPOCH, Sampling.daily(), zeros);
        RecordingRegressor recording = new RecordingRegressor();
        Predictor predictor = builder(recording, Strategy.DIRECT)
                .build()
                .fit(List.of(silent, series(8, 60, 1)), RecordingRegressor.IN_ORDER);
        assertThat(recording.training.get(0).labels()).hasSize(60 - 7 - 1);
        assertThat(predictor.info().parameters()).containsEntry("series without examples", "1 of 2: ''");
    }

    @ParameterizedTest
    @EnumSource
    void aSeriesOfZerosIsForecastToStayZero(Strategy strategy) {
        TimeSeries silent = TimeSeries.of("y", Instant.EPOCH, Sampling.daily(), new double[40]);
        for (Target target : List.of(Target.difference("y", 1), Target.level("y"))) {
            try (Predictor predictor = builder(Linear.regressor(1), strategy, target, SeriesScale.meanAbsolute(14))
                    .build()
                    .fit(series(8, 60, 1))) {
                Forecast forecast = predictor.predict(silent);
                assertThat(forecast.points()).containsExactly(0, 0, 0);
                assertThat(forecast.reasons()).isEmpty();
                assertThat(forecast.status()).isEqualTo(ForecastStatus.OK);
                assertThat(Explain.of(predictor).shapley(silent, 2).point()).isZero();
            }
        }
    }

    @Test
    void aSeriesWhoseMedianIsZeroHasNoScale() {
        double[] rare = new double[40];
        rare[38] = 9;
        TimeSeries intermittent = TimeSeries.of("y", Instant.EPOCH, Sampling.daily(), rare);
        try (Predictor predictor = builder(
                        Linear.regressor(1), Strategy.DIRECT, Target.difference("y", 1), SeriesScale.medianAbsolute(14))
                .build()
                .fit(series(8, 60, 1))) {
            Forecast forecast = predictor.predict(intermittent);
            assertThat(forecast.status()).isEqualTo(ForecastStatus.DEGRADED);
            assertThat(forecast.reasons())
                    .containsExactly("'y' has no scale by medianAbsolute(14) at the origin 1970-02-09T00:00:00Z: it has"
                            + " been 0 or missing at all rows up to there");
            assertThat(forecast.points()).doesNotContain(Double.NaN);
        }
    }

    @Test
    void aFitOnZerosAloneNamesTheScale() {
        TimeSeries silent = TimeSeries.of("y", Instant.EPOCH, Sampling.daily(), new double[40]);
        assertThatThrownBy(() ->
                        builder(Linear.regressor(1), Strategy.DIRECT).build().fit(silent))
                .isInstanceOf(InsufficientHistoryException.class)
                .hasMessageContaining("the scale of [y] by meanAbsolute(14) is 0 at each of its rows")
                .hasMessageNotContaining("is missing at an end");
    }

    @Test
    void oneModelOfSeriesOfAnyLevelGainsByTheScale() {
        List<TimeSeries> training = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            training.add(series(100 + i, 60, Math.pow(10, i % 4)));
        }
        Regression.Builder plain = LightGbm.forecaster(
                        LightGbm.parameters().rounds(60).leaves(7).build())
                .target(Target.level("y"))
                .features(FEATURES)
                .strategy(Strategy.DIRECT_SHARED)
                .horizon(3);
        double without = error(plain.build().fit(training));
        double with = error(plain.scale(SeriesScale.meanAbsolute(14)).build().fit(training));
        assertThat(with).isLessThan(0.5 * without);
    }

    /** The mean absolute error of series of many levels, in units of their level. */
    private static double error(Predictor predictor) {
        double sum = 0;
        for (int i = 0; i < 40; i++) {
            double factor = Math.pow(10, i % 4) * 0.7;
            TimeSeries one = series(500 + i, 60, factor);
            double[] points = predictor.predict(one.head(57)).points();
            for (int step = 1; step <= 3; step++) {
                sum += Math.abs(points[step - 1] - one.value(56 + step, "y")) / factor;
            }
        }
        return sum;
    }

    /** Every feature of the ready pipeline of plain values has a unit or none. */
    @Test
    void theUnitsOfReadyFeaturesAreFound() {
        FeaturePipeline ready = Features.univariate("y", 7)
                .plus(
                        Features.rolling().covariance("y", "y", 9),
                        Features.price().ratio(Features.lag("y", 1), Features.lag("y", 2)),
                        Features.price().logReturns("y", 2),
                        Features.custom("twice", Features.columns("y", "other"), row -> 2 * row[0]),
                        Features.column("other"));
        Predictor predictor = Regression.forecaster()
                .regressor(new RecordingRegressor())
                .target(Target.level("y"))
                .features(ready)
                .scale(SeriesScale.meanAbsolute(7))
                .strategy(Strategy.DIRECT)
                .horizon(1)
                .build()
                .fit(withOther(80));
        List<String> names = predictor.info().featureNames();
        assertThat(names)
                .contains(
                        "scaled(difference(y,1))",
                        "scaled(std(y,7))",
                        "scaled(covariance(y,y,9))",
                        "zscore(y,14)",
                        "rank(y,14)",
                        "hourOfDay()",
                        "fourier(365.25,1).sin",
                        "scaled(twice(y,other))",
                        "other",
                        "logReturns(y,2)",
                        "ratio(lag(y,1),lag(y,2))")
                .doesNotContain("scaled(other)");
    }

    private static TimeSeries withOther(int rows) {
        TimeSeries.Builder two = TimeSeries.builder("y", "other").sampling(Sampling.daily());
        for (int i = 0; i < rows; i++) {
            two.add(i * 86_400_000L, 5 + i % 3, i % 5);
        }
        return two.build();
    }

    @Test
    void refusesWhatHasNoUnit() {
        for (Target target : List.of(Target.logReturn("y"), Target.direction("y", 0.1))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> plain(target, Features.lag("y", 1)).build())
                    .withMessageContaining("is the same at every level");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        plain(Target.level("y"), Features.price().log("y")).build())
                .withMessageContaining("the feature log(y) does not change in proportion");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plain(Target.level("y"), Features.standardScale(Features.column("y")))
                        .build())
                .withMessageContaining("standardScale");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SeriesScale.meanAbsolute(0))
                .withMessageContaining("from 1 to 4096");
    }

    private static Regression.Builder plain(Target target, Feature feature) {
        return Regression.forecaster()
                .regressor(Linear.regressor(1))
                .target(target)
                .features(FeaturePipeline.of(feature))
                .scale(SeriesScale.meanAbsolute(7))
                .strategy(Strategy.DIRECT)
                .horizon(1);
    }

    @ParameterizedTest
    @CsvSource({"meanAbsolute\\(14\\), meanAbsolute(15), description", "meanAbsolute, mean, 'found ''mean(14)'''"})
    void aDamagedScaleIsRefused(String from, String to, String message, @TempDir Path folder) throws Exception {
        Predictor predictor =
                builder(Linear.regressor(1), Strategy.DIRECT).build().fit(series(9, 80, 1));
        Path model = folder.resolve("model");
        Predictors.save(predictor, model);
        SavedFiles.forge(model, "regression.json", from, to);
        assertThatThrownBy(() -> Predictors.load(model))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @EnumSource
    void appendingAndForecastingAllocateNothing(Strategy strategy) {
        TimeSeries one = series(10, 100, 1);
        for (SeriesScale scale : List.of(SeriesScale.meanAbsolute(28), SeriesScale.medianAbsolute(28))) {
            Predictor predictor =
                    builder(Linear.regressor(1), strategy).scale(scale).build().fit(one);
            long[] time = {one.timestamp(99)};
            double[] out = new double[3];
            double[] row = {7};
            try (PredictionSession session = predictor.openSession(one)) {
                assertThat(Allocation.leastOfWindows(10_000, 500, () -> {
                            time[0] += 86_400_000;
                            row[0] = 5 + time[0] % 7;
                            session.append(time[0], row);
                            session.forecastInto(out);
                        }))
                        .isZero();
            }
        }
    }
}
