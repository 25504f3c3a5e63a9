package io.forecastj.models.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.forecastj.Baselines;
import io.forecastj.FitListener;
import io.forecastj.Forecast;
import io.forecastj.Forecaster;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.Sampling;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.features.FeaturePipeline;
import io.forecastj.features.Features;
import io.forecastj.models.Bars;
import io.forecastj.models.Predictors;
import io.forecastj.models.bounds.Bounds;
import io.forecastj.models.conformal.Conformal;
import io.forecastj.models.ensemble.Combination;
import io.forecastj.models.ensemble.Ensembles;
import io.forecastj.models.ensemble.Stacking;
import io.forecastj.models.lightgbm.LightGbm;
import io.forecastj.models.lightgbm.LightGbmModel;
import io.forecastj.models.lightgbm.Objective;
import io.forecastj.models.linear.Linear;
import io.forecastj.models.regression.Examples;
import io.forecastj.models.regression.Regression;
import io.forecastj.models.regression.SeriesScale;
import io.forecastj.models.regression.Strategy;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Explanations of every kind of forecaster: they add up to the point, and say what they should in simple cases. */
class ExplainTest {
    private static final int HORIZON = 4;
    private static final TimeSeries BARS = Bars.random(5, 420);
    private static final FeaturePipeline CHANGES =
            FeaturePipeline.of(Features.difference("close", 1), Features.difference("close", 3));

    private static Regression.Builder boosted() {
        return withoutHorizon().horizon(HORIZON);
    }

    private static Regression.Builder withoutHorizon() {
        return LightGbm.forecaster(LightGbm.parameters()
                        .rounds(15)
                        .leaves(7)
                        .minLeafRows(5)
                        .threads(1)
                        .build())
                .features(Bars.FEATURES);
    }

    private static Regression.Builder ridge() {
        return Regression.forecaster()
                .regressor(Linear.regressor(1))
                .features(Bars.FEATURES)
                .horizon(HORIZON);
    }

    private static Forecaster linear() {
        return Linear.forecaster().column("close").lookback(12).horizon(HORIZON).build();
    }

    private static Stream<Arguments> forecasters() {
        Forecaster returns = boosted().target(Target.logReturn("close")).build();
        Map<String, Forecaster> all = new LinkedHashMap<>();
        all.put("log returns, recursive", returns);
        all.put(
                "log returns, direct",
                boosted()
                        .target(Target.logReturn("close"))
                        .strategy(Strategy.DIRECT)
                        .build());
        all.put(
                "differences, shared",
                boosted()
                        .target(Target.difference("close", 1))
                        .strategy(Strategy.DIRECT_SHARED)
                        .build());
        all.put("levels, recursive", boosted().target(Target.level("close")).build());
        all.put(
                "seasonal differences",
                boosted().target(Target.difference("close", 2)).build());
        all.put(
                "seasonal differences, ridge",
                ridge().target(Target.difference("close", 3)).build());
        all.put("log returns, ridge", ridge().target(Target.logReturn("close")).build());
        all.put(
                "chosen horizons",
                withoutHorizon()
                        .target(Target.logReturn("close"))
                        .strategy(Strategy.DIRECT)
                        .horizons(1, 4)
                        .build());
        all.put("bars, recursive", boosted().bars().build());
        all.put("bars, direct", ridge().bars().strategy(Strategy.DIRECT).build());
        all.put(
                "quantiles",
                boosted()
                        .target(Target.logReturn("close"))
                        .quantiles(0.1, 0.5, 0.9)
                        .strategy(Strategy.DIRECT)
                        .build());
        all.put(
                "a log link",
                LightGbm.forecaster(LightGbm.parameters()
                                .objective(new Objective.Poisson())
                                .rounds(10)
                                .threads(1)
                                .build())
                        .target(Target.level("close"))
                        .features(Bars.FEATURES)
                        .strategy(Strategy.DIRECT)
                        .horizon(HORIZON)
                        .build());
        all.put("linear", linear());
        all.put(
                "scaled by the series",
                ridge().target(Target.difference("close", 1))
                        .features(CHANGES)
                        .scale(SeriesScale.meanAbsolute(20))
                        .build());
        all.put(
                "scaled by the series, trees",
                boosted()
                        .target(Target.level("close"))
                        .strategy(Strategy.DIRECT)
                        .features(CHANGES)
                        .scale(SeriesScale.meanAbsolute(20))
                        .build());
        all.put(
                "shrunk, recursive",
                boosted().target(Target.logReturn("close")).validation(0.2).build());
        all.put(
                "shrunk bars",
                boosted().bars().strategy(Strategy.DIRECT).validation(0.2).build());
        all.put("within bounds", Bounds.between(90, 105).applyTo(returns));
        all.put(
                "online ensemble",
                Ensembles.online(returns, linear(), Baselines.naive("close", HORIZON))
                        .combination(Combination.FIXED_SHARE));
        all.put(
                "online ensemble of weights below 0",
                Ensembles.online(returns, linear(), Baselines.naive("close", HORIZON))
                        .combination(Combination.RIDGE));
        all.put(
                "stack",
                Ensembles.stack(linear(), Baselines.naive("close", HORIZON), Baselines.drift("close", HORIZON)));
        all.put(
                "stack with the median",
                Ensembles.stack(
                                linear(),
                                ridge().target(Target.logReturn("close")).build(),
                                Baselines.naive("close", HORIZON))
                        .stacking(Stacking.SCALED_ERROR));
        all.put("intervals", Conformal.adaptive(returns, 0.8));
        all.put("intervals around an ensemble", Conformal.adaptive(Ensembles.online(linear(), returns), 0.8));
        return all.entrySet().stream().map(one -> Arguments.of(one.getKey(), one.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forecasters")
    void theBaseAndTheShapleyValuesAddUpToThePointOfEveryStep(String name, Forecaster forecaster) {
        TimeSeries past = BARS.head(380);
        try (Predictor predictor = forecaster.fit(past);
                PredictionSession session = predictor.openSession(past)) {
            Explain explain = Explain.of(predictor);
            for (int row = past.length(); row < past.length() + 5; row++) {
                session.append(BARS.timestamp(row), BARS.rows().get(row).values());
                Forecast forecast = session.forecast();
                for (String target : forecast.targets()) {
                    for (int step : forecast.steps()) {
                        ShapleyValues values = explain.shapley(session, target, step);
                        assertThat(values.point()).isEqualTo(forecast.point(target, step));
                        assertThat(values.time()).isEqualTo(forecast.time(step));
                        double sum = values.base();
                        for (double one : values.byFeature().values()) {
                            sum += one;
                        }
                        assertThat(sum).as("step %d of %s", step, target).isCloseTo(values.point(), within(1e-9));
                        assertThat(values.base()).isBetween(50.0, 200.0);
                    }
                }
                assertThat(session.forecast())
                        .as("the forecast after explanations")
                        .isEqualTo(forecast);
            }
            Map<String, Double> gains = explain.gainImportance();
            if (!gains.isEmpty()) {
                assertThat(gains.values().stream()
                                .mapToDouble(Double::doubleValue)
                                .sum())
                        .isCloseTo(1, within(1e-12));
                assertThat(gains.values()).allMatch(share -> share >= 0);
            }
            assertThat(explain.gainImportance(session).keySet()).isEqualTo(gains.keySet());
        }
    }

    @Test
    void treesAreExplainedAsTheirModelExplainsThem() {
        FeaturePipeline features = FeaturePipeline.of(Features.difference("y", 1), Features.lag("y", 3));
        Random random = new Random(4);
        double[][] rows = new double[300][];
        double[] labels = new double[300];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = new double[] {random.nextGaussian(), random.nextGaussian()};
            labels[i] = rows[i][0] > 0 ? 2 : rows[i][1];
        }
        double[] y = random.doubles(40).map(value -> 5 + value).toArray();
        TimeSeries series = Bars.of("y", y);
        LightGbmModel model = (LightGbmModel) LightGbm.regressor(LightGbm.parameters()
                        .rounds(10)
                        .minLeafRows(5)
                        .threads(1)
                        .build())
                .fit(new Examples(features.columns(), rows, labels, null), null, FitListener.NONE);
        double[] inputs = {y[39] - y[38], y[36]};
        double[] parts = new double[3];
        model.contributions(inputs, parts);
        try (Predictor predictor =
                LightGbm.predictor(model, features, Target.difference("y", 1), Strategy.RECURSIVE, 2)) {
            ShapleyValues values = Explain.of(predictor).shapley(series, 1);
            assertThat(values.byFeature().get("difference(y,1)")).isCloseTo(parts[0], within(1e-12));
            assertThat(values.byFeature().get("lag(y,3)")).isCloseTo(parts[1], within(1e-12));
            assertThat(values.base()).isCloseTo(y[39] + parts[2], within(1e-12));
            Map<String, Double> gains = model.gainImportance();
            double total =
                    gains.values().stream().mapToDouble(Double::doubleValue).sum();
            assertThat(Explain.of(predictor).gainImportance().get("lag(y,3)"))
                    .isCloseTo(gains.get("lag(y,3)") / total, within(1e-12));

            try (Predictor returns =
                    LightGbm.predictor(model, features, Target.logReturn("y"), Strategy.RECURSIVE, 1)) {
                ShapleyValues ofReturn = Explain.of(returns).shapley(series, 1);
                assertThat(ofReturn.base()).isCloseTo(y[39] * Math.exp(parts[2]), within(1e-9));
                assertThat(ofReturn.byFeature().get("lag(y,3)")
                                / ofReturn.byFeature().get("difference(y,1)"))
                        .as("in proportion to the model's")
                        .isCloseTo(parts[1] / parts[0], within(1e-9));
            }

            double second = predictor.predict(series).point(2);
            double change = predictor.predict(series).point(1) - y[39];
            model.contributions(new double[] {change, y[37]}, parts);
            ShapleyValues later = Explain.of(predictor).shapley(series, 2);
            assertThat(later.byFeature().get("difference(y,1)"))
                    .as("the parts of both steps")
                    .isCloseTo(values.byFeature().get("difference(y,1)") + parts[0], within(1e-9));
            assertThat(later.point()).isEqualTo(second);
        }
    }

    @Test
    void aLagOfALinearForecastContributesWhatItChanges() {
        double[] y = new Random(3).doubles(80).toArray();
        TimeSeries series = Bars.of("y", y);
        try (Predictor predictor =
                Linear.forecaster().column("y").lookback(5).horizon(2).build().fit(series)) {
            ShapleyValues values = Explain.of(predictor).shapley(series, 2);
            assertThat(values.base()).as("the naive forecast").isEqualTo(y[79]);
            for (int lag = 1; lag <= 4; lag++) {
                double[] changed = y.clone();
                changed[79 - lag] = y[79];
                double without = predictor.predict(Bars.of("y", changed)).point(2);
                assertThat(values.byFeature().get("lag(y," + lag + ")"))
                        .as("lag %d", lag)
                        .isCloseTo(values.point() - without, within(1e-12));
            }
            assertThat(values.largest(2)).hasSize(2);
            assertThat(Math.abs(values.largest(2).get(0).getValue()))
                    .isGreaterThanOrEqualTo(Math.abs(values.largest(2).get(1).getValue()));
            assertThat(Explain.of(predictor).gainImportance()).as("no trees").isEmpty();
        }
    }

    @Test
    void membersCountByTheirWeightsAndThoseWithoutAnExplanationInTheBase() {
        Random random = new Random(6);
        double[] y = new double[400];
        for (int i = 1; i < y.length; i++) {
            y[i] = 0.9 * y[i - 1] + random.nextGaussian();
        }
        TimeSeries series =
                Bars.of("close", Arrays.stream(y).map(value -> 100 + value).toArray());
        Forecaster ensemble = Conformal.adaptive(
                Ensembles.online(linear(), Baselines.naive("close", HORIZON)).combination(Combination.EXPONENTIAL),
                0.8);
        try (Predictor predictor = ensemble.fit(series);
                PredictionSession session = predictor.openSession(series);
                Predictor alone = linear().fit(series)) {
            ShapleyValues values = Explain.of(predictor).shapley(session, 3);
            double weight = Ensembles.weights(session).at(3)[0];
            assertThat(weight).isBetween(0.01, 0.99);
            Explain.of(alone).shapley(series, 3).byFeature().forEach((feature, value) -> assertThat(
                            values.byFeature().get(feature))
                    .isCloseTo(weight * value, within(1e-9)));
            assertThat(values.unexplained()).containsExactly("naive", "seasonal-naive");
        }
    }

    @Test
    void theWeightsOfAnEnsembleAreSeenThroughIntervalsAroundIt() {
        TimeSeries past = BARS.head(380);
        Forecaster inner = Ensembles.online(linear(), Baselines.naive("close", HORIZON));
        try (Predictor outer = Conformal.adaptive(inner, 0.8).fit(past);
                PredictionSession session = outer.openSession(past);
                Predictor other = linear().fit(past);
                PredictionSession none = other.openSession(past)) {
            session.append(BARS.timestamp(380), BARS.rows().get(380).values());
            assertThat(Ensembles.weights(session).members()).containsExactly("linear", "naive", "seasonal-naive");
            assertThat(Arrays.stream(Ensembles.weights(session).at(2)).sum()).isCloseTo(1, within(1e-12));
            assertThatThrownBy(() -> Ensembles.weights(none))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("expected a session of an ensemble's predictor");
        }
    }

    @Test
    void knownFutureColumnsAreExplainedToo() {
        Random random = new Random(8);
        TimeSeries.Builder load = TimeSeries.builder("y", "x").sampling(Sampling.hourly());
        double y = 10;
        for (int i = 0; i < 300; i++) {
            double x = random.nextGaussian();
            y = 10 + 3 * x + 0.1 * random.nextGaussian();
            load.add(Instant.EPOCH.plusSeconds(3600L * i), y, x);
        }
        TimeSeries all = load.build();
        Forecaster forecaster = Regression.forecaster()
                .regressor(Linear.regressor(0.1))
                .target(Target.level("y"))
                .features(FeaturePipeline.of(Features.lag("y", 1)))
                .knownFuture("x")
                .strategy(Strategy.DIRECT)
                .horizon(2)
                .build();
        try (Predictor predictor = forecaster.fit(all.head(290));
                PredictionSession session =
                        predictor.openSession(all.head(290), all.slice(290, 300).select("x"))) {
            ShapleyValues values = Explain.of(predictor).shapley(session, 2);
            assertThat(values.largest(1).get(0).getKey()).isEqualTo("future(x)");
            assertThat(values.largest(1).get(0).getValue()).isCloseTo(3 * all.value(291, "x"), within(0.5));
            assertThatThrownBy(() -> Explain.of(predictor).shapley(all.head(290), 1))
                    .hasMessageContaining("known-future");
        }
    }

    @Test
    void aLoadedPredictorHasTheSameExplanation(@TempDir Path directory) {
        TimeSeries past = BARS.head(380);
        try (Predictor predictor =
                boosted().target(Target.logReturn("close")).build().fit(past)) {
            Predictors.save(predictor, directory.resolve("model"));
            try (Predictor loaded = Predictors.load(directory.resolve("model"))) {
                assertThat(Explain.of(loaded).shapley(past, 3))
                        .usingRecursiveComparison()
                        .isEqualTo(Explain.of(predictor).shapley(past, 3));
                assertThat(Explain.of(loaded).gainImportance())
                        .isEqualTo(Explain.of(predictor).gainImportance());
            }
        }
    }

    @Test
    void whatHasNoExplanationIsRefused() {
        TimeSeries past = BARS.head(380);
        try (Predictor naive = Baselines.naive("close", 2).fit(past);
                Predictor classes = LightGbm.forecaster(LightGbm.parameters()
                                .objective(new Objective.Multiclass(3))
                                .rounds(5)
                                .threads(1)
                                .build())
                        .features(Bars.FEATURES)
                        .horizon(1)
                        .target(Target.direction("close", 0.001))
                        .strategy(Strategy.DIRECT)
                        .build()
                        .fit(past);
                Predictor intervals =
                        Conformal.split(Baselines.drift("close", 2), 0.8).fit(past);
                Predictor line = linear().fit(past)) {
            assertThatThrownBy(() -> Explain.of(naive))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("'naive' of the kind")
                    .hasMessageContaining("has no explanation");
            assertThatThrownBy(() -> Explain.of(classes).shapley(past, 1))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("has the classes");
            assertThat(Explain.of(classes).gainImportance()).isNotEmpty();
            assertThatThrownBy(() -> Explain.of(intervals).shapley(past, 1))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("has no explanation");
            assertThatThrownBy(() -> Explain.of(line).shapley(past, HORIZON + 1))
                    .isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> Explain.of(line).shapley(past.head(3), 1)).hasMessageContaining("rows");
        }
    }
}
