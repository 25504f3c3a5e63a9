package io.forecastj.testkit.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.PredictorClosedException;
import io.forecastj.StateWriter;
import io.forecastj.models.regression.RegressionModel;
import io.forecastj.testkit.ManyThreads;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Promises of {@link RegressionModel} as tests; extend it for every implementation:
 *
 * <pre>{@code
 * class SumModelTest extends RegressionModelContract {
 *     @Override protected RegressionModel model() { return new SumModel(List.of("a", "b")); }
 *     @Override protected boolean acceptsMissingInputs() { return false; }
 * }
 * }</pre>
 *
 * <p>Not thread-safe: JUnit makes an instance for each test. {@link #model()} is called once or twice per test, so it
 * should be quick. {@link RegressorContract} runs these tests on the models that a regressor trains.
 */
public abstract class RegressionModelContract {
    private static final double UNTOUCHED = -7_654_321.125;

    private RegressionModel model;
    private double[][] rows;
    private int outputs;

    /** Constructor for subclasses. */
    protected RegressionModelContract() {}

    /**
     * Makes the model under test.
     *
     * @return a new model, always an equal one; this class closes it
     */
    protected abstract RegressionModel model();

    /**
     * Returns rows that the model can evaluate, without missing values.
     *
     * @param features the number of inputs
     * @return the rows; unless overridden 40 rows of normally distributed numbers, from a fixed seed
     */
    protected double[][] rows(int features) {
        Random random = new Random(5);
        double[][] made = new double[40][features];
        for (double[] row : made) {
            Arrays.setAll(row, i -> random.nextGaussian());
        }
        return made;
    }

    /**
     * Returns whether the model gives finite outputs when inputs are missing. If not, its outputs are NaN.
     *
     * @return true unless overridden
     */
    protected boolean acceptsMissingInputs() {
        return true;
    }

    /** Makes the model and the rows. */
    @BeforeEach
    final void begin() {
        model = model();
        rows = rows(model.features().size());
        outputs = model.outputs();
        assertThat(rows.length).as("number of rows(), at least 2").isGreaterThan(1);
    }

    /** Closes the model. */
    @AfterEach
    final void cleanUp() {
        if (model != null) {
            model.close();
        }
    }

    private double[] answer(double[] row) {
        double[] out = new double[outputs];
        model.predict(row, out, 0);
        return out;
    }

    private double[] answers() {
        double[] out = new double[rows.length * outputs];
        model.predictAll(rows, out);
        return out;
    }

    @Test
    @DisplayName("a model has a kind, at least one output, and different names of its inputs, which nobody can change")
    void describesItself() {
        assertThat(model.kind()).isNotBlank();
        assertThat(outputs).isPositive();
        assertThat(model.features()).doesNotHaveDuplicates();
        assertThatThrownBy(() -> model.features().add("another")).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    @DisplayName("a model identifies itself as an equal one does, also when it is closed")
    void identifiesItself() {
        byte[] own = identity(model);
        try (RegressionModel equal = model()) {
            assertThat(identity(equal)).isEqualTo(own);
        }
        model.close();
        assertThat(identity(model)).isEqualTo(own);
    }

    private static byte[] identity(RegressionModel of) {
        StateWriter out = new StateWriter();
        of.identify(out);
        return out.toBytes();
    }

    @Test
    @DisplayName("many rows together give what each row gives, bit for bit, and nothing else is written")
    void predictAllEqualsPredict() {
        double[] out = new double[rows.length * outputs + 2];
        Arrays.fill(out, UNTOUCHED);
        model.predictAll(rows, out);
        for (int r = 0; r < rows.length; r++) {
            assertThat(Arrays.copyOfRange(out, r * outputs, (r + 1) * outputs))
                    .as("row %d", r)
                    .isEqualTo(answer(rows[r]));
        }
        assertThat(Arrays.copyOfRange(out, rows.length * outputs, out.length)).containsOnly(UNTOUCHED);
        model.predictAll(new double[0][], new double[0]);
    }

    @Test
    @DisplayName("the outputs are written at the given place and nothing else is")
    void writesAtThePlace() {
        double[] out = new double[outputs + 5];
        Arrays.fill(out, UNTOUCHED);
        model.predict(rows[0], out, 3);
        assertThat(Arrays.copyOfRange(out, 3, 3 + outputs)).isEqualTo(answer(rows[0]));
        Arrays.fill(out, 3, 3 + outputs, UNTOUCHED);
        assertThat(out).containsOnly(UNTOUCHED);
    }

    @Test
    @DisplayName("the short form gives the one output, and is refused by a model of several")
    void shortForm() {
        if (outputs == 1) {
            for (double[] row : rows) {
                assertThat(model.predict(row)).isEqualTo(answer(row)[0]);
            }
        } else {
            assertThatIllegalArgumentException().isThrownBy(() -> model.predict(rows[0]));
        }
    }

    @Test
    @DisplayName("answers are finite, and the rows stay as they were")
    void answersAreFinite() {
        double[][] before = Arrays.stream(rows).map(double[]::clone).toArray(double[][]::new);
        assertThat(Arrays.stream(answers())).allMatch(Double::isFinite);
        assertThat(rows).isDeepEqualTo(before);
    }

    @Test
    @DisplayName("a row of another length is refused with IllegalArgumentException by every method")
    void refusesWrongRows() {
        int features = model.features().size();
        double[] out = new double[2 * outputs];
        for (double[] wrong : new double[][] {new double[features + 1], new double[Math.max(0, features - 1)]}) {
            if (wrong.length != features) {
                assertThatIllegalArgumentException().isThrownBy(() -> model.predict(wrong));
                assertThatIllegalArgumentException().isThrownBy(() -> model.predict(wrong, out, 0));
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> model.predictAll(new double[][] {rows[0], wrong}, out));
            }
        }
    }

    @Test
    @DisplayName("outputs that do not fit are refused with IllegalArgumentException")
    void refusesWrongOutputs() {
        assertThatIllegalArgumentException().isThrownBy(() -> model.predict(rows[0], new double[outputs], 1));
        assertThatIllegalArgumentException().isThrownBy(() -> model.predict(rows[0], new double[outputs], -1));
        assertThatIllegalArgumentException().isThrownBy(() -> model.predict(rows[0], new double[outputs - 1], 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.predictAll(rows, new double[rows.length * outputs - 1]));
    }

    @Test
    @DisplayName("missing inputs give finite answers, or NaN if the model does not accept them, alone and together")
    void missingInputs() {
        int features = model.features().size();
        double[][] missing = new double[features + 1][];
        for (int i = 0; i < features; i++) {
            missing[i] = rows[0].clone();
            missing[i][i] = Double.NaN;
        }
        missing[features] = new double[features];
        Arrays.fill(missing[features], Double.NaN);
        double[] together = new double[missing.length * outputs];
        model.predictAll(missing, together);
        for (int r = 0; r < missing.length; r++) {
            double[] alone = answer(missing[r]);
            assertThat(Arrays.copyOfRange(together, r * outputs, (r + 1) * outputs))
                    .isEqualTo(alone);
            for (double value : alone) {
                boolean asDocumented =
                        acceptsMissingInputs() || features == 0 ? Double.isFinite(value) : Double.isNaN(value);
                assertThat(asDocumented)
                        .as("%s for %s", value, Arrays.toString(missing[r]))
                        .isTrue();
            }
        }
    }

    @Test
    @DisplayName("8 threads get the same answers at once")
    void sameFromManyThreads() throws Exception {
        double[] expected = answers();
        for (double[] found : ManyThreads.answers(this::answers)) {
            assertThat(found).isEqualTo(expected);
        }
    }

    @Test
    @DisplayName("closing twice is closing once; later calls answer as before or throw PredictorClosedException")
    void closes() {
        double[] expected = answers();
        model.close();
        model.close();
        assertThat(model.outputs()).isEqualTo(outputs);
        try {
            assertThat(answers()).isEqualTo(expected);
        } catch (PredictorClosedException closed) {
            assertThatThrownBy(() -> answer(rows[0])).isInstanceOf(PredictorClosedException.class);
        }
    }

    @Test
    @DisplayName("closing while 8 threads ask gives right answers or PredictorClosedException, nothing else")
    void closesWhileAnswering() throws Exception {
        double[] expected = answers();
        ManyThreads.whileClosing(() -> assertThat(answers()).isEqualTo(expected), model::close);
    }
}
