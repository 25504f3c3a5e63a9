package io.forecastj.xgboost;

import io.forecastj.models.regression.Examples;
import io.forecastj.models.regression.Regressor;
import io.forecastj.models.xgboost.XgBoost;
import io.forecastj.models.xgboost.XgBoostObjective;
import io.forecastj.testkit.models.RegressorContract;
import java.util.Arrays;
import org.junit.jupiter.api.Nested;

/** The regressor keeps the promises of regressors and regression models. */
class Xgboost4jContractTest {
    @Nested
    class OneNumber extends RegressorContract {
        @Override
        protected Regressor regressor() {
            return XgBoost.regressor(
                    ExampleRows.small().rowFraction(0.7).featureFraction(0.7).build());
        }
    }

    @Nested
    class OfDart extends RegressorContract {
        @Override
        protected Regressor regressor() {
            return XgBoost.regressor(ExampleRows.small().dart(0.2).build());
        }
    }

    @Nested
    class OfMedians extends RegressorContract {
        @Override
        protected Regressor regressor() {
            return XgBoost.regressor(ExampleRows.small()
                    .objective(new XgBoostObjective.AbsoluteError())
                    .build());
        }
    }

    @Nested
    class Classes extends RegressorContract {
        @Override
        protected Regressor regressor() {
            return XgBoost.regressor(ExampleRows.small().build()).classes(3);
        }

        @Override
        protected Examples examples() {
            Examples given = super.examples();
            double[] labels = Arrays.stream(given.labels())
                    .map(label -> label < -0.5 ? 0 : label < 0.5 ? 1 : 2)
                    .toArray();
            return new Examples(given.features(), given.rows(), labels, given.weights());
        }
    }
}
