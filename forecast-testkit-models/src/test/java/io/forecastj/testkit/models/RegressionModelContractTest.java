package io.forecastj.testkit.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.StateWriter;
import io.forecastj.models.regression.RegressionModel;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The contract passes the model of its example, and fails where one breaks a promise. */
class RegressionModelContractTest {
    private static final SumModel SUM = new SumModel(List.of("a", "b"));

    /** Passes everything on to a sum. */
    private static class Delegate implements RegressionModel {
        @Override
        public String kind() {
            return SUM.kind();
        }

        @Override
        public List<String> features() {
            return SUM.features();
        }

        @Override
        public int outputs() {
            return SUM.outputs();
        }

        @Override
        public void identify(StateWriter out) {
            SUM.identify(out);
        }

        @Override
        public double predict(double[] row) {
            return SUM.predict(row);
        }

        @Override
        public void predict(double[] row, double[] out, int at) {
            SUM.predict(row, out, at);
        }
    }

    /** Adds many rows in another way, which gives other last bits. */
    static class OfOtherBits extends SumModelTest {
        @Override
        protected RegressionModel model() {
            return new Delegate() {
                @Override
                public void predictAll(double[][] rows, double[] out) {
                    super.predictAll(rows, out);
                    for (int i = 0; i < rows.length; i++) {
                        out[i] = Math.nextUp(out[i]);
                    }
                }
            };
        }
    }

    /** Checks nothing and takes a missing value for 0. */
    static class OfUnchecked extends SumModelTest {
        @Override
        protected RegressionModel model() {
            return new Delegate() {
                @Override
                public double predict(double[] row) {
                    double sum = 0;
                    for (double value : row) {
                        sum += Double.isNaN(value) ? 0 : value;
                    }
                    return sum;
                }

                @Override
                public void predict(double[] row, double[] out, int at) {
                    out[at] = predict(row);
                }
            };
        }
    }

    /** Answers something else after closing. */
    static class OfClosed extends SumModelTest {
        @Override
        protected RegressionModel model() {
            return new Delegate() {
                private volatile boolean closed;

                @Override
                public void predict(double[] row, double[] out, int at) {
                    super.predict(row, out, at);
                    out[at] = closed ? -1 : out[at];
                }

                @Override
                public void close() {
                    closed = true;
                }
            };
        }
    }

    /** Identifies itself by the object, which no other one is. */
    static class OfOwnIdentity extends SumModelTest {
        @Override
        protected RegressionModel model() {
            return new Delegate() {
                @Override
                public void identify(StateWriter out) {
                    out.putInt(System.identityHashCode(this));
                }
            };
        }
    }

    @Test
    void passesAModelThatKeepsItsPromises() {
        Outcome outcome = Outcome.of(SumModelTest.class);
        assertThat(outcome.failed()).isEmpty();
        assertThat(outcome.skipped()).isEmpty();
        assertThat(outcome.passed()).isPositive();
    }

    @Test
    void findsOtherBitsOfManyRows() {
        assertThat(Outcome.of(OfOtherBits.class).failed())
                .containsExactly(
                        "many rows together give what each row gives, bit for bit, and nothing else is written");
    }

    @Test
    void findsMissingChecksAndAMissingValueTakenForZero() {
        assertThat(Outcome.of(OfUnchecked.class).failed())
                .containsExactlyInAnyOrder(
                        "a row of another length is refused with IllegalArgumentException by every method",
                        "outputs that do not fit are refused with IllegalArgumentException",
                        "missing inputs give finite answers, or NaN if the model does not accept them, alone and"
                                + " together");
    }

    @Test
    void findsAModelThatIdentifiesItselfOtherwiseThanAnEqualOne() {
        assertThat(Outcome.of(OfOwnIdentity.class).failed())
                .containsExactly("a model identifies itself as an equal one does, also when it is closed");
    }

    @Test
    void findsAClosedModelThatAnswersSomethingElse() {
        assertThat(Outcome.of(OfClosed.class).failed())
                .containsExactlyInAnyOrder(
                        "closing twice is closing once; later calls answer as before or throw"
                                + " PredictorClosedException",
                        "closing while 8 threads ask gives right answers or PredictorClosedException, nothing else");
    }
}
