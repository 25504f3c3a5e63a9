package io.forecastj.testkit.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.forecastj.FitListener;
import io.forecastj.FitProgress;
import io.forecastj.models.regression.Examples;
import io.forecastj.models.regression.RegressionModel;
import io.forecastj.models.regression.Regressor;
import io.forecastj.testkit.ManyThreads;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * Promises of {@link Regressor} as tests, with those of {@link RegressionModelContract} for its models; extend it for
 * every implementation:
 *
 * <pre>{@code
 * class RidgeTest extends RegressorContract {
 *     @Override protected Regressor regressor() { return Linear.regressor(1.0); }
 * }
 * }</pre>
 *
 * <p>Not thread-safe: JUnit makes an instance for each test. Each test trains a few models on {@link #examples()}, so
 * training should be quick.
 */
public abstract class RegressorContract {
    private Regressor regressor;
    private Examples examples;

    /** Constructor for subclasses. */
    protected RegressorContract() {}

    /**
     * Returns the regressor under test.
     *
     * @return the regressor, always an equal one
     */
    protected abstract Regressor regressor();

    /**
     * Returns examples to train on, without weights.
     *
     * @return the examples; unless overridden 240 rows of three features with a linear label and noise, from a fixed
     *     seed
     */
    protected Examples examples() {
        Random random = new Random(11);
        double[][] rows = new double[240][3];
        double[] labels = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            Arrays.setAll(rows[i], j -> random.nextGaussian());
            labels[i] = rows[i][0] - 0.5 * rows[i][1] + 0.1 * random.nextGaussian();
        }
        return unweighted(List.of("a", "b", "c"), rows, labels);
    }

    /**
     * Returns whether equal examples give equal models. If not, as when several threads add numbers in any order, the
     * tests of equality are skipped.
     *
     * @return true unless overridden
     */
    protected boolean deterministic() {
        return true;
    }

    /**
     * Returns whether the weights of examples have an effect. The test gives each row of {@link #examples()} the labels
     * 0 and 1, and checks that the predictions follow the heavier ones.
     *
     * @return true unless overridden
     */
    protected boolean respectsWeights() {
        return true;
    }

    /**
     * Returns whether predictions are finite when inputs are missing, as {@link
     * RegressionModelContract#acceptsMissingInputs}.
     *
     * @return true unless overridden
     */
    protected boolean acceptsMissingInputs() {
        return true;
    }

    /** Takes the regressor and the examples. */
    @BeforeEach
    final void begin() {
        regressor = regressor();
        examples = examples();
    }

    private RegressionModel fit(Examples training) {
        return regressor.fit(training, null, FitListener.NONE);
    }

    /** Returns the predictions of a model for all examples, and closes it. */
    private double[] answers(RegressionModel trained) {
        try (trained) {
            double[] out = new double[examples.rows().length * trained.outputs()];
            trained.predictAll(examples.rows(), out);
            return out;
        }
    }

    /** Tests of a model that the regressor trained. */
    private Examples part(int from, int to) {
        return unweighted(
                examples.features(),
                Arrays.copyOfRange(examples.rows(), from, to),
                Arrays.copyOfRange(examples.labels(), from, to));
    }

    @SuppressWarnings("NullAway") // Constructor for JUnit.
    private static Examples unweighted(List<String> features, double[][] rows, double[] labels) {
        return new Examples(features, rows, labels, null);
    }

    @Test
    @DisplayName("its models have its kind and the features of the examples")
    void modelsAreOfTheRecipe() {
        assertThat(regressor.kind()).isNotBlank();
        try (RegressionModel model = fit(examples)) {
            assertThat(model.kind()).isEqualTo(regressor.kind());
            assertThat(model.features()).isEqualTo(examples.features());
        }
    }

    @Test
    @DisplayName("an equal recipe of an equal seed trains an equal model, bit for bit, also on 8 threads at once")
    void equalTrainingGivesEqualModels() throws Exception {
        assumeTrue(deterministic(), "the recipe is not deterministic");
        double[] expected = answers(fit(examples));
        assertThat(regressor().seed()).isEqualTo(regressor.seed());
        assertThat(answers(regressor().fit(examples(), null, FitListener.NONE))).isEqualTo(expected);
        for (double[] found : ManyThreads.answers(() -> answers(fit(examples)))) {
            assertThat(found).isEqualTo(expected);
        }
    }

    @Test
    @DisplayName("training leaves the examples as they are")
    void changesNoExample() {
        double[][] rows = Arrays.stream(examples.rows()).map(double[]::clone).toArray(double[][]::new);
        double[] labels = examples.labels().clone();
        fit(examples).close();
        assertThat(examples.rows()).isDeepEqualTo(rows);
        assertThat(examples.labels()).isEqualTo(labels);
    }

    @Test
    @DisplayName("takes validation examples, which come later")
    void takesValidation() {
        int count = examples.rows().length;
        Examples training = part(0, count * 3 / 4);
        Examples validation = part(count * 3 / 4, count);
        assertThat(Arrays.stream(answers(regressor.fit(training, validation, FitListener.NONE))))
                .allMatch(Double::isFinite);
    }

    @Test
    @DisplayName("takes examples with missing inputs")
    void takesMissingInputs() {
        double[][] rows = Arrays.stream(examples.rows()).map(double[]::clone).toArray(double[][]::new);
        for (int i = 0; i < rows.length; i += 7) {
            rows[i][i % rows[i].length] = Double.NaN;
        }
        assertThat(Arrays.stream(answers(fit(unweighted(examples.features(), rows, examples.labels())))))
                .allMatch(Double::isFinite);
    }

    @Test
    @DisplayName("no example is refused with IllegalArgumentException")
    void refusesNoExample() {
        assertThatIllegalArgumentException().isThrownBy(() -> fit(part(0, 0)));
    }

    @Test
    @DisplayName("weights count: the answers follow the heavier labels")
    void weightsCount() {
        assumeTrue(respectsWeights(), "the recipe ignores weights");
        assertThat(meanWithWeights(9, 1))
                .as("mean answer where the labels 0 weigh more")
                .isLessThan(0.5);
        assertThat(meanWithWeights(1, 9))
                .as("mean answer where the labels 1 weigh more")
                .isGreaterThan(0.5);
    }

    private double meanWithWeights(double ofZero, double ofOne) {
        int count = examples.rows().length;
        double[][] rows = new double[2 * count][];
        double[] labels = new double[2 * count];
        double[] weights = new double[2 * count];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = examples.rows()[i / 2];
            labels[i] = i % 2;
            weights[i] = i % 2 == 0 ? ofZero : ofOne;
        }
        RegressionModel model = fit(new Examples(examples.features(), rows, labels, weights));
        if (model.outputs() != 1) {
            model.close();
            return abort("the model has several outputs");
        }
        return Arrays.stream(answers(model)).average().orElseThrow();
    }

    @Test
    @DisplayName("the recipe of a low quantile answers less than that of a high one, unless there is none")
    void quantilesAreInOrder() {
        Regressor low = quantile(0.1);
        Regressor high = quantile(0.9);
        assumeTrue(low != null && high != null, "the recipe estimates no quantiles");
        assertThat(low.kind()).isEqualTo(regressor.kind());
        assertThat(mean(low)).isLessThan(mean(high));
    }

    private @Nullable Regressor quantile(double level) {
        try {
            return regressor.quantile(level);
        } catch (IllegalArgumentException none) {
            return null;
        }
    }

    private double mean(Regressor recipe) {
        return Arrays.stream(answers(recipe.fit(examples, null, FitListener.NONE)))
                .average()
                .orElseThrow();
    }

    @Test
    @DisplayName("quantile levels that are not above 0 and below 1 are refused with IllegalArgumentException")
    void refusesWrongLevels() {
        for (double level : new double[] {0, 1, -0.5, Double.NaN}) {
            assertThatIllegalArgumentException().isThrownBy(() -> regressor.quantile(level));
        }
    }

    @Test
    @DisplayName("a listener that cancels ends the training by CancellationException")
    void cancels() {
        FitListener cancelling = new FitListener() {
            @Override
            public void onProgress(FitProgress progress) {}

            @Override
            public boolean cancelled() {
                return true;
            }
        };
        assertThatThrownBy(() -> regressor.fit(examples, null, cancelling)).isInstanceOf(CancellationException.class);
    }

    @Test
    @DisplayName("an exception of the listener ends the training and reaches the caller")
    void listenerThrows() {
        IllegalStateException thrown = new IllegalStateException("thrown by the listener");
        FitListener throwing = progress -> {
            throw thrown;
        };
        Throwable caught =
                catchThrowable(() -> regressor.fit(examples, null, throwing).close());
        assumeTrue(caught != null, "the training reports no progress");
        assertThat(caught).isSameAs(thrown);
    }

    /** A model that the recipe trained. */
    @Nested
    @DisplayName("a trained model")
    class Model extends RegressionModelContract {
        /** For JUnit. */
        Model() {}

        @Override
        protected RegressionModel model() {
            return fit(examples);
        }

        @Override
        protected double[][] rows(int features) {
            return Arrays.copyOf(examples.rows(), Math.min(40, examples.rows().length));
        }

        @Override
        protected boolean acceptsMissingInputs() {
            return RegressorContract.this.acceptsMissingInputs();
        }
    }
}
