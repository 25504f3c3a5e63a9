package io.forecastj.testkit.models;

import io.forecastj.Baselines;
import io.forecastj.Forecaster;
import io.forecastj.Predictor;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.features.FeaturePipeline;
import io.forecastj.features.FeatureRegistry;
import io.forecastj.features.Features;
import io.forecastj.models.Predictors;
import io.forecastj.models.conformal.Conformal;
import io.forecastj.models.ensemble.Ensembles;
import io.forecastj.models.lightgbm.LightGbm;
import io.forecastj.models.linear.Autoregression;
import io.forecastj.models.linear.Linear;
import io.forecastj.models.linear.PooledLinear;
import io.forecastj.models.neighbours.NearestWindows;
import io.forecastj.models.regression.Regression;
import io.forecastj.models.regression.Strategy;
import org.junit.jupiter.api.Nested;

/** The formats of this library keep the promises of a format. */
class FormatsContractTest {
    private abstract static class OfBars extends PredictorFormatContract {
        abstract Forecaster forecaster();

        @Override
        protected Predictor predictor() {
            return forecaster().fit(history());
        }

        @Override
        protected TimeSeries history() {
            return Bars.random(2, 240);
        }
    }

    private static Forecaster naive() {
        return Baselines.naive("close", 3);
    }

    private static Forecaster linear() {
        return Linear.forecaster().column("close").lookback(10).horizon(3).build();
    }

    @Nested
    class PooledLinearOnWindows extends OfBars {
        @Override
        Forecaster forecaster() {
            return PooledLinear.forecaster()
                    .column("close")
                    .lookback(10)
                    .horizon(3)
                    .build();
        }
    }

    @Nested
    class AutoregressionOnLags extends OfBars {
        @Override
        Forecaster forecaster() {
            return Autoregression.forecaster()
                    .column("close")
                    .horizon(3)
                    .seasons(7)
                    .build();
        }
    }

    @Nested
    class SeasonalNaive extends OfBars {
        @Override
        Forecaster forecaster() {
            return Baselines.seasonalNaive("close", 3, 24);
        }
    }

    @Nested
    class OfNearestWindows extends OfBars {
        @Override
        Forecaster forecaster() {
            return NearestWindows.forecaster()
                    .column("close")
                    .lookback(10)
                    .horizon(3)
                    .build();
        }
    }

    @Nested
    class RidgeOfAUsersFeature extends OfBars {
        @Override
        Forecaster forecaster() {
            return Regression.forecaster()
                    .regressor(Linear.regressor(1.0))
                    .target(Target.logReturn("close"))
                    .features(FeaturePipeline.of(
                            Streak.of(Features.column("close")),
                            Features.price().logReturns("close", 1)))
                    .strategy(Strategy.RECURSIVE)
                    .horizon(3)
                    .build();
        }

        @Override
        protected FeatureRegistry features() {
            return Streak.REGISTRY;
        }
    }

    @Nested
    class LightGbmDirect extends OfBars {
        @Override
        Forecaster forecaster() {
            return LightGbm.forecaster(Boosters.small().build())
                    .target(Target.logReturn("close"))
                    .features(FeaturePipeline.of(
                            Features.rolling().zscore("close", 20),
                            Features.price().logReturns("close", 1)))
                    .strategy(Strategy.DIRECT)
                    .horizon(3)
                    .build();
        }
    }

    @Nested
    class ConformalIntervals extends OfBars {
        @Override
        Forecaster forecaster() {
            return Conformal.adaptive(linear(), 0.8);
        }
    }

    @Nested
    class OnlineEnsemble extends OfBars {
        @Override
        Forecaster forecaster() {
            return Ensembles.online(linear(), naive());
        }
    }

    @Nested
    class StackedEnsemble extends OfBars {
        @Override
        Forecaster forecaster() {
            return Ensembles.stack(linear(), naive());
        }
    }

    @Nested
    class Fallback extends OfBars {
        @Override
        Forecaster forecaster() {
            throw new UnsupportedOperationException("a fallback is made of predictors");
        }

        @Override
        protected Predictor predictor() {
            return Predictors.withFallback(linear().fit(history()), naive().fit(history()));
        }
    }
}
