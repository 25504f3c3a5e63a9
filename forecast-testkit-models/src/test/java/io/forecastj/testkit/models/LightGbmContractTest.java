package io.forecastj.testkit.models;

import io.forecastj.FitListener;
import io.forecastj.models.lightgbm.Engine;
import io.forecastj.models.lightgbm.LightGbm;
import io.forecastj.models.lightgbm.LightGbmModel;
import io.forecastj.models.lightgbm.RandomForest;
import io.forecastj.models.regression.Examples;
import io.forecastj.models.regression.RegressionModel;
import io.forecastj.models.regression.Regressor;
import java.util.Arrays;
import org.junit.jupiter.api.Nested;

/** Trainers and models of LightGBM keep the promises of regressors and regression models. */
class LightGbmContractTest {
    @Nested
    class OneNumber extends RegressorContract {
        @Override
        protected Regressor regressor() {
            return LightGbm.regressor(Boosters.small().build());
        }
    }

    @Nested
    class Classes extends RegressorContract {
        @Override
        protected Regressor regressor() {
            return LightGbm.regressor(Boosters.classes());
        }

        @Override
        protected Examples examples() {
            Examples given = super.examples();
            double[] labels = Arrays.stream(given.labels())
                    .map(label -> label < -0.5 ? 0 : label < 0.5 ? 1 : 2)
                    .toArray();
            return new Examples(given.features(), given.rows(), labels, null);
        }
    }

    @Nested
    class OfForest extends RegressorContract {
        @Override
        protected Regressor regressor() {
            return RandomForest.regressor(RandomForest.parameters().trees(10).build());
        }
    }

    @Nested
    class OfExtraTrees extends RegressorContract {
        @Override
        protected Regressor regressor() {
            return RandomForest.regressor(
                    RandomForest.parameters().trees(10).extraTrees().build());
        }
    }

    @Nested
    class ClassesOfForest extends Classes {
        @Override
        protected Regressor regressor() {
            return new OfForest().regressor().classes(3);
        }
    }

    @Nested
    class NativeEngine extends RegressionModelContract {
        @Override
        protected RegressionModel model() {
            Examples examples = new OneNumber().examples();
            return ((LightGbmModel) LightGbm.regressor(Boosters.small().build()).fit(examples, null, FitListener.NONE))
                    .withEngine(Engine.NATIVE);
        }
    }
}
