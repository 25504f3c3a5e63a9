package io.forecastj.testkit.models;

import io.forecastj.Baselines;
import io.forecastj.Forecaster;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.features.FeaturePipeline;
import io.forecastj.features.Features;
import io.forecastj.models.conformal.Conformal;
import io.forecastj.models.ensemble.Ensembles;
import io.forecastj.models.lightgbm.LightGbm;
import io.forecastj.models.linear.Linear;
import io.forecastj.models.neighbours.NearestWindows;
import io.forecastj.models.regression.Regression;
import io.forecastj.models.regression.Strategy;
import io.forecastj.testkit.ForecasterContract;
import org.junit.jupiter.api.Nested;

/** The forecasters of forecast-models keep the promises of a forecaster. */
class ForecastersContractTest {
    private static final FeaturePipeline FEATURES = FeaturePipeline.of(
            Features.price().logReturns("close", 1), Features.rolling().zscore("close", 10));

    private abstract static class OfBars extends ForecasterContract {
        @Override
        protected TimeSeries series() {
            return Bars.random(4, 320);
        }
    }

    /** Features are computed once for the whole series, so a fit from a later row on knows the rows before it. */
    private abstract static class OfFeatures extends OfBars {
        @Override
        protected boolean preparedFitsKnowEarlierRows() {
            return true;
        }
    }

    private static Forecaster linear() {
        return Linear.forecaster().column("close").lookback(10).horizon(3).build();
    }

    private static Forecaster naive() {
        return Baselines.naive("close", 3);
    }

    private static Forecaster regression(Regression.Builder builder, Strategy strategy) {
        return builder.target(Target.logReturn("close"))
                .features(FEATURES)
                .strategy(strategy)
                .horizon(3)
                .build();
    }

    @Nested
    class LinearOnWindows extends OfBars {
        @Override
        protected Forecaster forecaster() {
            return linear();
        }
    }

    @Nested
    class OfNearestWindows extends OfBars {
        @Override
        protected Forecaster forecaster() {
            return NearestWindows.forecaster()
                    .column("close")
                    .lookback(10)
                    .horizon(3)
                    .build();
        }
    }

    @Nested
    class RidgeRecursive extends OfFeatures {
        @Override
        protected Forecaster forecaster() {
            return regression(Regression.forecaster().regressor(Linear.regressor(1.0)), Strategy.RECURSIVE);
        }
    }

    @Nested
    class RidgeOnScaledFeatures extends OfBars {
        @Override
        protected Forecaster forecaster() {
            return Regression.forecaster()
                    .regressor(Linear.regressor(1.0))
                    .target(Target.logReturn("close"))
                    .features(FeaturePipeline.of(Features.parse("standardScale(logReturns(close,1))")))
                    .strategy(Strategy.RECURSIVE)
                    .horizon(3)
                    .build();
        }
    }

    @Nested
    class LightGbmDirect extends OfFeatures {
        @Override
        protected Forecaster forecaster() {
            return regression(LightGbm.forecaster(Boosters.small().build()).validation(0.2), Strategy.DIRECT);
        }
    }

    @Nested
    class ConformalIntervals extends OfBars {
        @Override
        protected Forecaster forecaster() {
            return Conformal.adaptive(linear(), 0.8);
        }
    }

    @Nested
    class OnlineEnsemble extends OfBars {
        @Override
        protected Forecaster forecaster() {
            return Ensembles.online(linear(), naive());
        }
    }

    @Nested
    class StackedEnsemble extends OfBars {
        @Override
        protected Forecaster forecaster() {
            return Ensembles.stack(linear(), naive());
        }
    }
}
