package io.forecastj.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.Baselines;
import io.forecastj.Forecaster;
import io.forecastj.Predictor;
import io.forecastj.Sampling;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.backtest.leakage.Finding;
import io.forecastj.backtest.leakage.LeakKind;
import io.forecastj.backtest.leakage.LeakageAudit;
import io.forecastj.backtest.leakage.LeakageReport;
import io.forecastj.features.Feature;
import io.forecastj.features.FeaturePipeline;
import io.forecastj.features.FeatureRegistry;
import io.forecastj.features.Features;
import io.forecastj.models.Predictors;
import io.forecastj.models.bounds.Bounds;
import io.forecastj.models.conformal.Conformal;
import io.forecastj.models.ensemble.Combination;
import io.forecastj.models.ensemble.Ensembles;
import io.forecastj.models.ensemble.Stacking;
import io.forecastj.models.lightgbm.LightGbm;
import io.forecastj.models.lightgbm.LightGbmParameters;
import io.forecastj.models.lightgbm.Objective;
import io.forecastj.models.linear.Linear;
import io.forecastj.models.onnx.Onnx;
import io.forecastj.models.onnx.OnnxOptions;
import io.forecastj.models.regression.Regression;
import io.forecastj.models.regression.SeriesScale;
import io.forecastj.models.regression.Strategy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The leakage audit finds nothing in the features, forecasters, ensembles and networks of this library. */
class NoFalseAlarmTest {
    private static final Pattern EXAMPLE = Pattern.compile("(?m)^(?:`[^`]+`, such as )?`(\\w+\\([^`]*\\))` *$");
    private static final FeaturePipeline FEATURES = FeaturePipeline.of(
            Features.price().logReturns("close", 1), Features.rolling().zscore("close", 10));
    private static final LightGbmParameters SMALL =
            LightGbm.parameters().rounds(20).leaves(7).build();

    private static TimeSeries bars(int rows) throws IOException {
        return Sp500Daily.bundled().tail(rows);
    }

    /** Bars in which every 17th row has no values, and 12 rows are equal. */
    private static TimeSeries rough(TimeSeries bars) {
        TimeSeries rough = bars;
        for (String column : bars.columns()) {
            double[] values = bars.values(column);
            for (int r = 0; r < values.length; r++) {
                values[r] = r % 17 == 16 ? Double.NaN : r > 900 && r < 912 ? values[900] : values[r];
            }
            rough = rough.with(column, values);
        }
        return rough;
    }

    private static List<Feature> examples() throws IOException {
        List<Feature> examples = EXAMPLE.matcher(Files.readString(Path.of("..", "docs", "features.md")))
                .results()
                .map(found -> Features.parse(found.group(1)))
                .toList();
        assertThat(examples.stream().map(Feature::kind).collect(Collectors.toSet()))
                .isEqualTo(FeatureRegistry.standard().kinds());
        return examples;
    }

    @Test
    void theWholeCatalogueOfFeaturesIsCausal() throws IOException {
        TimeSeries bars = bars(1_600);
        for (TimeSeries series : List.of(bars, rough(bars))) {
            for (Feature feature : examples()) {
                FeaturePipeline one = FeaturePipeline.of(feature).fit(List.of(bars.head(800)));
                LeakageReport report = LeakageAudit.on(series)
                        .label(Target.logReturn("close"), 5)
                        .features(one)
                        .run();
                assertThat(report.findings()).as(feature.text()).isEmpty();
            }
        }
    }

    @Test
    void theReadyPipelinesAreCausalTogether() throws IOException {
        for (FeaturePipeline pipeline :
                List.of(Features.standardOhlcv(), Features.alpha158(), Features.standardOhlc())) {
            LeakageReport report = LeakageAudit.on(bars(2_000))
                    .label(Target.direction("close", 0.002), 10)
                    .features(pipeline)
                    .run()
                    .requireNone();
            assertThat(report.examined()).hasSize(2);
        }
    }

    @Test
    void aScaledPipelineIsCausalIfItIsFittedOnTheTrainingRowsOnly() throws IOException {
        TimeSeries bars = bars(900);
        FeaturePipeline scaled = FeaturePipeline.of(Features.parse("standardScale(logReturns(close,1))"));
        LeakageAudit.on(bars)
                .trainedTo(bars.time(599))
                .features("scaled", series -> scaled.fit(List.of(series.head(600))))
                .run()
                .requireNone();
        List<Finding> findings = LeakageAudit.on(bars)
                .trainedTo(bars.time(599))
                .features("scaled", series -> scaled.fit(List.of(series)))
                .run()
                .findings();
        assertThat(findings).extracting(Finding::kind).containsExactly(LeakKind.WHOLE_SERIES);
        assertThat(findings)
                .extracting(Finding::part)
                .containsExactly(scaled.columns().get(0));
    }

    private static Forecaster linear() {
        return Linear.forecaster().column("close").lookback(20).horizon(3).build();
    }

    private static Forecaster regression(Regression.Builder builder, Strategy strategy) {
        return builder.target(Target.logReturn("close"))
                .features(FEATURES)
                .strategy(strategy)
                .horizon(3)
                .build();
    }

    private static Regression.Builder ridge() {
        return Regression.forecaster().regressor(Linear.regressor(1.0));
    }

    private static Forecaster boosted(Strategy strategy) {
        return regression(LightGbm.forecaster(SMALL).validation(0.2), strategy);
    }

    static Stream<Arguments> forecasters() {
        return Stream.of(
                        Baselines.naive("close", 5),
                        Baselines.seasonalNaive("close", 7, 5),
                        Baselines.drift("close", 3),
                        Baselines.mean("close", 3),
                        linear(),
                        regression(ridge(), Strategy.RECURSIVE),
                        ridge().scale(SeriesScale.meanAbsolute(20))
                                .target(Target.difference("close", 5))
                                .features(FeaturePipeline.of(Features.difference("close", 1)))
                                .strategy(Strategy.DIRECT_SHARED)
                                .horizon(3)
                                .build(),
                        regression(ridge().stepCalendar(Features.calendar().dayOfWeek()), Strategy.DIRECT),
                        ridge().target(Target.logReturn("close"))
                                .features(FeaturePipeline.of(Features.parse("standardScale(logReturns(close,1))")))
                                .strategy(Strategy.RECURSIVE)
                                .horizon(3)
                                .build(),
                        boosted(Strategy.RECURSIVE),
                        boosted(Strategy.DIRECT),
                        boosted(Strategy.DIRECT_SHARED),
                        LightGbm.forecaster(SMALL)
                                .features(FEATURES)
                                .bars()
                                .horizon(3)
                                .build(),
                        LightGbm.forecaster(SMALL)
                                .features(FEATURES)
                                .target(Target.logReturn("close"))
                                .quantiles(0.1, 0.5, 0.9)
                                .horizon(2)
                                .strategy(Strategy.DIRECT)
                                .build(),
                        LightGbm.forecaster(LightGbm.parameters()
                                        .rounds(10)
                                        .leaves(7)
                                        .objective(new Objective.Multiclass(3))
                                        .build())
                                .features(FEATURES)
                                .target(Target.direction("close", 0.002))
                                .horizon(2)
                                .strategy(Strategy.DIRECT)
                                .build(),
                        Conformal.split(linear(), 0.8),
                        Conformal.adaptive(boosted(Strategy.DIRECT), 0.8, 0.95),
                        Conformal.cqr(
                                LightGbm.forecaster(SMALL)
                                        .features(FEATURES)
                                        .target(Target.logReturn("close"))
                                        .quantiles(0.1, 0.5, 0.9)
                                        .horizon(2)
                                        .strategy(Strategy.DIRECT)
                                        .build(),
                                0.8),
                        Ensembles.online(linear(), boosted(Strategy.DIRECT)),
                        Ensembles.online(linear(), Baselines.mean("close", 3)).combination(Combination.ML_POLY),
                        Ensembles.stack(linear(), Baselines.mean("close", 3)),
                        Ensembles.stack(linear(), boosted(Strategy.RECURSIVE)).stacking(Stacking.NON_NEGATIVE),
                        Conformal.adaptive(Ensembles.online(linear(), Baselines.drift("close", 3)), 0.9),
                        Bounds.atLeast(0).applyTo(Conformal.adaptive(linear(), 0.8)))
                .map(one -> Arguments.argumentSet(one.name(), one));
    }

    @ParameterizedTest
    @MethodSource("forecasters")
    void aForecasterOfTheLibraryIsClean(Forecaster forecaster) throws IOException {
        LeakageReport report =
                LeakageAudit.on(bars(700)).forecaster(forecaster).run().requireNone();
        assertThat(report.examined()).hasSize(2);
        assertThat(report.notExamined()).as(report.toString()).isEmpty();
    }

    @Test
    void aFallbackIsClean() throws IOException {
        TimeSeries bars = bars(700);
        try (Predictor first = boosted(Strategy.DIRECT).fit(bars.head(400));
                Predictor safe = Predictors.withFallback(first, linear().fit(bars.head(400)))) {
            LeakageAudit.on(bars).predictor(safe).run().requireNone();
        }
    }

    @Test
    void aForecasterWithKnownFutureColumnsIsClean() {
        Random random = new Random(11);
        TimeSeries.Builder series =
                TimeSeries.builder("load", "temperature").id("region").attribute("size", 7);
        for (int i = 0; i < 600; i++) {
            double temperature = 10 + 5 * Math.sin(i / 24.0 * 2 * Math.PI) + random.nextGaussian();
            series.add(
                    Instant.EPOCH.plusSeconds(3600L * i), 100 - 2 * temperature + random.nextGaussian(), temperature);
        }
        Forecaster forecaster = LightGbm.forecaster(SMALL)
                .target(Target.difference("load", 1))
                .features(FeaturePipeline.of(Features.difference("load", 1), Features.lag("load", 24)))
                .knownFuture("temperature")
                .staticAttributes("size")
                .strategy(Strategy.RECURSIVE)
                .horizon(5)
                .build();
        LeakageReport report = LeakageAudit.on(
                        series.sampling(Sampling.hourly()).build())
                .forecaster(forecaster)
                .run()
                .requireNone();
        assertThat(report.notExamined()).hasSize(1);
    }

    static Stream<Arguments> ensembles() {
        return Stream.<Function<Forecaster[], Forecaster>>of(
                        Ensembles::online,
                        members -> Ensembles.online(members).naiveMembers(false),
                        members -> Ensembles.online(members).combination(Combination.ML_POLY),
                        Ensembles::stack,
                        members -> Ensembles.stack(members).naiveMembers(false),
                        members -> Ensembles.stack(members).stacking(Stacking.NON_NEGATIVE),
                        members -> Conformal.adaptive(Ensembles.stack(members), 0.9))
                .map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource("ensembles")
    void anEnsembleOfTheLibraryDoesNotTrustTheMemberThatLearnsByHeart(Function<Forecaster[], Forecaster> recipe)
            throws IOException {
        LeakageAudit.on(bars(700))
                .stack("close", members -> recipe.apply(members.toArray(Forecaster[]::new)))
                .run()
                .requireNone();
    }

    @ParameterizedTest
    @ValueSource(strings = {"lstm", "gru", "transformer", "transformer-classes", "quantile-seq2seq", "trees"})
    void aNetworkIsClean(String name) throws IOException {
        TimeSeries bars = ExportMatrix.withCalendar(Sp500Daily.bundled()).tail(600);
        try (Predictor network = Onnx.load(NeuralSp500.model(name + ".onnx"), OnnxOptions.defaults())) {
            LeakageAudit.on(bars).predictor(network).run().requireNone();
            LeakageAudit.on(bars)
                    .forecaster(Predictors.asForecaster(network))
                    .run()
                    .requireNone();
        }
    }
}
