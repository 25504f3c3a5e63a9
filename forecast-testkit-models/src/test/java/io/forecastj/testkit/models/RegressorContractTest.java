package io.forecastj.testkit.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.FitListener;
import io.forecastj.models.linear.Linear;
import io.forecastj.models.regression.Examples;
import io.forecastj.models.regression.RegressionModel;
import io.forecastj.models.regression.Regressor;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The contract fails where a regressor breaks a promise, and there only. */
class RegressorContractTest {
    private static final Regressor RIDGE = Linear.regressor(1.0);

    /** Drops the weights and the listener, and gives each model its own ridge. */
    private static final class Careless implements Regressor {
        private static final AtomicInteger FITS = new AtomicInteger();

        @Override
        public String kind() {
            return RIDGE.kind();
        }

        @Override
        public RegressionModel fit(Examples training, @Nullable Examples validation, FitListener listener) {
            Examples unweighted = new Examples(training.features(), training.rows(), training.labels(), null);
            return Linear.regressor(FITS.incrementAndGet()).fit(unweighted, null, FitListener.NONE);
        }
    }

    static class OfCareless extends RegressorContract {
        @Override
        protected Regressor regressor() {
            return new Careless();
        }
    }

    /** Trains models of another kind, on labels that it first makes smaller in place. */
    private static final class Meddling implements Regressor {
        @Override
        public String kind() {
            return "meddling";
        }

        @Override
        public RegressionModel fit(Examples training, @Nullable Examples validation, FitListener listener) {
            for (int i = 0; i < training.labels().length; i++) {
                training.labels()[i] *= 0.5;
            }
            return RIDGE.fit(training, validation, listener);
        }

        @Override
        public Regressor quantile(double level) {
            return this;
        }
    }

    static class OfMeddling extends RegressorContract {
        @Override
        protected Regressor regressor() {
            return new Meddling();
        }
    }

    @Test
    void findsWeightsAndAListenerThatDoNotCountAndModelsThatDiffer() {
        assertThat(Outcome.of(OfCareless.class).failed())
                .containsExactlyInAnyOrder(
                        "weights count: the answers follow the heavier labels",
                        "a listener that cancels ends the training by CancellationException",
                        "an equal recipe of an equal seed trains an equal model, bit for bit, also on 8 threads at"
                                + " once",
                        "a model identifies itself as an equal one does, also when it is closed");
    }

    @Test
    void findsChangedExamplesAndQuantilesThatAreNone() {
        assertThat(Outcome.of(OfMeddling.class).failed())
                .contains(
                        "its models have its kind and the features of the examples",
                        "training leaves the examples as they are",
                        "quantile levels that are not above 0 and below 1 are refused with IllegalArgumentException")
                .doesNotContain("takes examples with missing inputs");
    }
}
