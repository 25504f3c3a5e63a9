package io.forecastj.models.ensemble;

import io.forecastj.Forecaster;
import io.forecastj.Predictor;
import io.forecastj.TimeSeries;
import io.forecastj.features.Features;
import io.forecastj.models.Predictors;
import io.forecastj.models.lightgbm.LightGbm;
import io.forecastj.testkit.PredictorContract;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;

/** Every ensemble keeps the promises of a predictor, with rows after the end of its training. */
class EnsembleContractTest {
    private abstract static class Saved extends PredictorContract {
        @Override
        protected Predictor fit() {
            return forecaster().fit(series().head(260));
        }

        abstract Forecaster forecaster();

        @Override
        protected Optional<Predictor> otherModel() {
            return Optional.of(forecaster().fit(Walks.hours(4, 260)));
        }

        @Override
        protected TimeSeries series() {
            return Walks.hours(3, 300);
        }

        @Override
        protected Predictor saveAndLoad(Predictor original, Path directory) {
            Predictors.save(original, directory);
            return Predictors.load(directory);
        }
    }

    private abstract static class Online extends Saved {
        abstract Combination combination();

        @Override
        Forecaster forecaster() {
            return Ensembles.online(Walks.linear(), Walks.naive(), Walks.seasonal())
                    .combination(combination());
        }
    }

    @Nested
    class MlPoly extends Online {
        @Override
        Combination combination() {
            return Combination.ML_POLY;
        }
    }

    @Nested
    class Boa extends Online {
        @Override
        Combination combination() {
            return Combination.BOA;
        }
    }

    @Nested
    class FixedShare extends Online {
        @Override
        Combination combination() {
            return Combination.FIXED_SHARE;
        }
    }

    @Nested
    class Exponential extends Online {
        @Override
        Combination combination() {
            return Combination.EXPONENTIAL;
        }
    }

    @Nested
    class OnlineRidge extends Online {
        @Override
        Combination combination() {
            return Combination.RIDGE;
        }
    }

    @Nested
    class OnlineWithKnownFuture extends Saved {
        @Override
        Forecaster forecaster() {
            return Ensembles.online(Walks.naive(), Walks.withKnownFuture(), Walks.linear());
        }
    }

    @Nested
    class OnlineInsideOnline extends Saved {
        @Override
        Forecaster forecaster() {
            return Ensembles.online(
                    Ensembles.online(Walks.withKnownFuture(), Walks.naive()).name("inner"), Walks.linear());
        }
    }

    @Nested
    class OnlineWithRegimes extends Saved {
        @Override
        Forecaster forecaster() {
            return Ensembles.online(Walks.linear(), Walks.naive())
                    .regime(Features.market().regime(Features.difference("temperature", 1)));
        }
    }

    @Nested
    class StackOnSimplex extends Saved {
        @Override
        Forecaster forecaster() {
            return Ensembles.stack(Walks.linear(), Walks.naive(), Walks.seasonal());
        }
    }

    @Nested
    class StackByScaledError extends Saved {
        @Override
        Forecaster forecaster() {
            return Ensembles.stack(Walks.linear(), Walks.naive(), Walks.seasonal())
                    .stacking(Stacking.SCALED_ERROR)
                    .sharedOverSteps();
        }
    }

    @Nested
    class StackBoosted extends Saved {
        @Override
        Forecaster forecaster() {
            return Ensembles.stack(Walks.linear(), Walks.naive())
                    .stacking(new Stacking.Boosted(
                            LightGbm.parameters().rounds(5).leaves(4).build()));
        }
    }

    @Nested
    class Weighted extends Saved {
        @Override
        Forecaster forecaster() {
            return Ensembles.weighted(List.of(Walks.linear(), Walks.withKnownFuture(), Walks.naive()), 40, 40, 20);
        }
    }

    @Nested
    class SoftVote extends Saved {
        @Override
        Forecaster forecaster() {
            return Ensembles.vote(Walks.classes(1), Walks.classes(2)).weights(3, 1);
        }
    }

    @Nested
    class HardVote extends Saved {
        @Override
        Forecaster forecaster() {
            return Ensembles.vote(Walks.classes(1), Walks.classes(2), Walks.classes(3))
                    .hard();
        }
    }

    @Nested
    class LearntVote extends Saved {
        @Override
        Forecaster forecaster() {
            return Ensembles.vote(Walks.classes(1), Walks.classes(2)).learnWeights();
        }
    }
}
