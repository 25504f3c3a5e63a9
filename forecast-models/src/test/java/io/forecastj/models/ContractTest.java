package io.forecastj.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.Baselines;
import io.forecastj.Forecaster;
import io.forecastj.Predictor;
import io.forecastj.Sampling;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.features.CalendarFeatures;
import io.forecastj.features.FeaturePipeline;
import io.forecastj.features.Features;
import io.forecastj.models.bounds.Bounds;
import io.forecastj.models.conformal.Conformal;
import io.forecastj.models.lightgbm.LightGbm;
import io.forecastj.models.lightgbm.Objective;
import io.forecastj.models.lightgbm.RandomForest;
import io.forecastj.models.linear.Linear;
import io.forecastj.models.neighbours.NearestWindows;
import io.forecastj.models.regression.Regression;
import io.forecastj.models.regression.SeriesScale;
import io.forecastj.models.regression.Strategy;
import io.forecastj.testkit.PredictorContract;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Every predictor of this library, and the baselines, keep the promises of a predictor. */
class ContractTest {
    private abstract static class Saved extends PredictorContract {
        @Override
        protected Predictor fit() {
            return forecaster().fit(series().head(series().length() - 20));
        }

        abstract Forecaster forecaster();

        /** True if other training values give another model with an equal description. */
        boolean learns() {
            return true;
        }

        @Override
        protected Optional<Predictor> otherModel() {
            TimeSeries all = series();
            return learns() ? Optional.of(forecaster().fit(scaled(all).head(all.length() - 20))) : Optional.empty();
        }

        @Override
        protected TimeSeries series() {
            return Bars.random(3, 640);
        }

        @Override
        protected Predictor saveAndLoad(Predictor original, Path directory) {
            Predictors.save(original, directory);
            return Predictors.load(directory);
        }
    }

    /** The same rows, each multiplied by a number of its own, so that bars stay bars. */
    private static TimeSeries scaled(TimeSeries series) {
        Random random = new Random(2);
        TimeSeries.Builder scaled = TimeSeries.builder(series.columns()).id(series.id());
        series.attributes().forEach(scaled::attribute);
        for (int i = 0; i < series.length(); i++) {
            double factor = Math.exp(0.01 * random.nextGaussian());
            int row = i;
            scaled.add(
                    series.timestamp(i),
                    IntStream.range(0, series.columns().size())
                            .mapToDouble(c -> factor * series.value(row, c))
                            .toArray());
        }
        return scaled.build();
    }

    @Nested
    class Naive extends Saved {
        @Override
        Forecaster forecaster() {
            return Baselines.naive("close", 5);
        }

        @Override
        boolean learns() {
            return false;
        }
    }

    @Nested
    class SeasonalNaive extends Saved {
        @Override
        Forecaster forecaster() {
            return Baselines.seasonalNaive("close", 7, 5);
        }

        @Override
        boolean learns() {
            return false;
        }
    }

    @Nested
    class Drift extends Saved {
        @Override
        Forecaster forecaster() {
            return Baselines.drift("close", 3);
        }

        @Override
        boolean learns() {
            return false;
        }
    }

    @Nested
    class Mean extends Saved {
        @Override
        Forecaster forecaster() {
            return Baselines.mean("close", 3);
        }

        @Override
        boolean learns() {
            return false;
        }

        @Override
        protected boolean toleratesMissingValues() {
            return true;
        }
    }

    @Nested
    class LinearOnWindows extends Saved {
        @Override
        Forecaster forecaster() {
            return Linear.forecaster().column("close").lookback(20).horizon(4).build();
        }
    }

    @Nested
    class NearestOfAllWindows extends Saved {
        @Override
        Forecaster forecaster() {
            return NearestWindows.forecaster()
                    .column("close")
                    .lookback(21)
                    .horizon(4)
                    .neighbours(30)
                    .build();
        }
    }

    @Nested
    class RidgeRecursive extends Saved {
        @Override
        Forecaster forecaster() {
            return Regression.forecaster()
                    .regressor(Linear.regressor(1.0))
                    .target(Target.logReturn("close"))
                    .features(Bars.FEATURES)
                    .strategy(Strategy.RECURSIVE)
                    .horizon(6)
                    .build();
        }
    }

    @Nested
    class StepCalendarRecursive extends Saved {
        @Override
        Forecaster forecaster() {
            return ofTheStep(Strategy.RECURSIVE);
        }
    }

    @Nested
    class StepCalendarDirect extends Saved {
        @Override
        Forecaster forecaster() {
            return ofTheStep(Strategy.DIRECT);
        }
    }

    @Nested
    class StepCalendarDirectShared extends Saved {
        @Override
        Forecaster forecaster() {
            return ofTheStep(Strategy.DIRECT_SHARED);
        }
    }

    @Nested
    class ScaledRecursive extends Saved {
        @Override
        Forecaster forecaster() {
            return scaled(SeriesScale.meanAbsolute(20), Strategy.RECURSIVE);
        }
    }

    @Nested
    class ScaledDirectShared extends Saved {
        @Override
        Forecaster forecaster() {
            return scaled(SeriesScale.medianAbsolute(20), Strategy.DIRECT_SHARED);
        }
    }

    private static Forecaster scaled(SeriesScale scale, Strategy strategy) {
        return Regression.forecaster()
                .regressor(Linear.regressor(1.0))
                .target(Target.difference("close", 5))
                .features(FeaturePipeline.of(
                        Features.difference("close", 1),
                        Features.lag(Features.difference("close", 5), 5),
                        Features.rolling().zscore("close", 10)))
                .scale(scale)
                .strategy(strategy)
                .horizon(6)
                .build();
    }

    private static Forecaster ofTheStep(Strategy strategy) {
        CalendarFeatures berlin = Features.calendar(ZoneId.of("Europe/Berlin"));
        return Regression.forecaster()
                .regressor(Linear.regressor(1.0))
                .target(Target.logReturn("close"))
                .features(Bars.FEATURES)
                .stepCalendar(berlin.dayOfWeek(), berlin.hourOfDay(), berlin.fourier(365.25, 1))
                .strategy(strategy)
                .horizon(4)
                .build();
    }

    @Nested
    class LightGbmRecursive extends Saved {
        @Override
        Forecaster forecaster() {
            return boosted(Strategy.RECURSIVE);
        }
    }

    @Nested
    class LightGbmDirect extends Saved {
        @Override
        Forecaster forecaster() {
            return boosted(Strategy.DIRECT);
        }
    }

    @Nested
    class LightGbmDirectShared extends Saved {
        @Override
        Forecaster forecaster() {
            return boosted(Strategy.DIRECT_SHARED);
        }
    }

    /** Bounds that change most forecasts. */
    @Nested
    class Bounded extends Saved {
        @Override
        Forecaster forecaster() {
            return Bounds.atLeast(series().value(600, "close"))
                    .wholeNumbers()
                    .applyTo(Conformal.adaptive(boosted(Strategy.DIRECT), 0.8));
        }
    }

    @Nested
    class GivenPredictor extends Saved {
        @Override
        Forecaster forecaster() {
            return Predictors.asForecaster(Baselines.drift("close", 3).fit(series().head(600)));
        }

        @Override
        boolean learns() {
            return false;
        }
    }

    @Test
    void aPredictorOfLightGbmSaysWhatMadeIt() {
        try (Predictor predictor = boosted(Strategy.RECURSIVE).fit(Bars.random(3, 260))) {
            assertThat(predictor.info().seed()).isEqualTo(1);
            assertThat(predictor.info().libraries())
                    .containsEntry("lightgbm4j", "4.3.0-1")
                    .containsKey("forecastj");
            assertThat(predictor.info().parameters()).containsEntry("lightgbm.num_leaves", "7");
        }
    }

    private static Forecaster boosted(Strategy strategy) {
        return LightGbm.forecaster(LightGbm.parameters().rounds(20).leaves(7).build())
                .target(Target.logReturn("close"))
                .features(Bars.FEATURES)
                .strategy(strategy)
                .horizon(3)
                .validation(0.2)
                .build();
    }

    private abstract static class Boosted extends Saved {
        abstract Regression.Builder with(Regression.Builder builder);

        @Override
        Forecaster forecaster() {
            return with(LightGbm.forecaster(
                                    LightGbm.parameters().rounds(10).leaves(7).build())
                            .features(Bars.FEATURES))
                    .build();
        }
    }

    @Nested
    class LightGbmOfBarsRecursive extends Boosted {
        @Override
        Regression.Builder with(Regression.Builder builder) {
            return builder.bars().horizon(6);
        }
    }

    @Nested
    class LightGbmOfBarsDirect extends Boosted {
        @Override
        Regression.Builder with(Regression.Builder builder) {
            return builder.bars().horizon(2).strategy(Strategy.DIRECT);
        }
    }

    @Nested
    class LightGbmOfBarsDirectShared extends Boosted {
        @Override
        Regression.Builder with(Regression.Builder builder) {
            return builder.bars().horizon(2).strategy(Strategy.DIRECT_SHARED);
        }
    }

    @Nested
    class LightGbmOfQuantiles extends Boosted {
        @Override
        Regression.Builder with(Regression.Builder builder) {
            return builder.target(Target.logReturn("close"))
                    .quantiles(0.1, 0.5, 0.9)
                    .horizon(2)
                    .strategy(Strategy.DIRECT);
        }
    }

    @Nested
    class LightGbmOfChosenSteps extends Boosted {
        @Override
        Regression.Builder with(Regression.Builder builder) {
            return builder.target(Target.logReturn("close")).horizons(1, 5, 15).strategy(Strategy.DIRECT);
        }
    }

    @Nested
    class LightGbmOfDirections extends Saved {
        @Override
        Forecaster forecaster() {
            return LightGbm.forecaster(LightGbm.parameters()
                            .rounds(10)
                            .leaves(7)
                            .objective(new Objective.Multiclass(3))
                            .build())
                    .target(Target.direction("close", 0.002))
                    .features(Bars.FEATURES)
                    .strategy(Strategy.DIRECT)
                    .horizon(2)
                    .build();
        }
    }

    @Nested
    class RandomForestOfValues extends Saved {
        @Override
        Forecaster forecaster() {
            return RandomForest.forecaster(RandomForest.parameters().trees(10).build())
                    .target(Target.logReturn("close"))
                    .features(Bars.FEATURES)
                    .horizon(3)
                    .validation(0.15)
                    .build();
        }
    }

    @Nested
    class RandomForestOfQuantiles extends Saved {
        @Override
        Forecaster forecaster() {
            return RandomForest.forecaster(RandomForest.parameters().trees(10).build())
                    .target(Target.logReturn("close"))
                    .features(Bars.FEATURES)
                    .horizon(2)
                    .strategy(Strategy.DIRECT)
                    .quantiles(0.1, 0.5, 0.9)
                    .build();
        }
    }

    @Nested
    class RandomForestOfDirections extends Saved {
        @Override
        Forecaster forecaster() {
            return RandomForest.forecaster(RandomForest.parameters().trees(10).build())
                    .target(Target.direction("close", 0.002))
                    .features(Bars.FEATURES)
                    .horizon(2)
                    .strategy(Strategy.DIRECT)
                    .build();
        }
    }

    @Nested
    class LightGbmWithKnownFutureAndAttribute extends Saved {
        @Override
        Forecaster forecaster() {
            return LightGbm.forecaster(
                            LightGbm.parameters().rounds(20).leaves(7).build())
                    .target(Target.difference("load", 1))
                    .features(FeaturePipeline.of(
                            Features.difference("load", 1), Features.lag("temperature", 1), Features.lag("load", 24)))
                    .knownFuture("temperature")
                    .staticAttributes("size")
                    .strategy(Strategy.RECURSIVE)
                    .horizon(5)
                    .build();
        }

        @Override
        protected TimeSeries series() {
            Random random = new Random(11);
            TimeSeries.Builder series = TimeSeries.builder("load", "temperature")
                    .id("region")
                    .attribute("size", 7)
                    .sampling(Sampling.hourly());
            for (int i = 0; i < 300; i++) {
                double temperature = 10 + 5 * Math.sin(i / 24.0 * 2 * Math.PI) + random.nextGaussian();
                series.add(
                        Instant.EPOCH.plusSeconds(3600L * i),
                        100 - 2 * temperature + random.nextGaussian(),
                        temperature);
            }
            return series.build();
        }
    }

    private abstract static class Wrapped extends Saved {
        abstract Forecaster member();

        Conformal.Builder options(Conformal.Builder builder) {
            return builder;
        }

        @Override
        Forecaster forecaster() {
            return options(Conformal.builder().coverages(0.8, 0.9)).build(member());
        }
    }

    @Nested
    class ConformalAdaptive extends Wrapped {
        @Override
        Forecaster member() {
            return Linear.forecaster().column("close").lookback(20).horizon(4).build();
        }
    }

    @Nested
    class ConformalSplit extends Wrapped {
        @Override
        Forecaster member() {
            return Baselines.naive("close", 3);
        }

        @Override
        Conformal.Builder options(Conformal.Builder builder) {
            return builder.adaptation(Conformal.fixed()).volatility(0);
        }
    }

    @Nested
    class ConformalAsymmetricOfBars extends Wrapped {
        @Override
        Forecaster member() {
            return Regression.forecaster()
                    .regressor(Linear.regressor(1.0))
                    .bars()
                    .features(Bars.FEATURES)
                    .strategy(Strategy.DIRECT)
                    .horizons(1, 3)
                    .build();
        }

        @Override
        Conformal.Builder options(Conformal.Builder builder) {
            return builder.adaptation(Conformal.aci(0.02)).asymmetric();
        }
    }

    @Nested
    class ConformalFromQuantiles extends Saved {
        @Override
        Forecaster forecaster() {
            return Conformal.cqr(Baselines.drift("close", 3), 0.8, 0.95);
        }
    }

    @Nested
    class BoundedWithKnownFuture extends LightGbmWithKnownFutureAndAttribute {
        @Override
        Forecaster forecaster() {
            return Bounds.atLeast(0).applyTo(super.forecaster());
        }
    }

    @Nested
    class ConformalWithKnownFuture extends LightGbmWithKnownFutureAndAttribute {
        @Override
        Forecaster forecaster() {
            return Conformal.adaptive(super.forecaster(), 0.8);
        }
    }
}
