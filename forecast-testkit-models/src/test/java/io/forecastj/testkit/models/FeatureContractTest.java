package io.forecastj.testkit.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.StateReader;
import io.forecastj.StateWriter;
import io.forecastj.TimeSeries;
import io.forecastj.features.Feature;
import io.forecastj.features.FeatureRegistry;
import io.forecastj.features.Features;
import io.forecastj.features.Kernel;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The contract fails where a feature breaks a promise, and there only. */
class FeatureContractTest {
    private static Feature feature(Function<int[], Kernel> kernel, int warmup) {
        return Features.custom("own", List.of(Features.column("close")), new double[0], warmup, kernel);
    }

    private abstract static class OfBars extends FeatureContract {
        @Override
        protected TimeSeries series() {
            return Bars.random(1, 400);
        }

        @Override
        protected FeatureRegistry registry() {
            return FeatureRegistry.standard().with("own", (inputs, arguments) -> feature());
        }
    }

    /** The sum of the last two values; its warm-up is stated as if it needed one. */
    static class OfWrongWarmup extends OfBars {
        @Override
        protected Feature feature() {
            return FeatureContractTest.feature(
                    in -> new Kernel(2) {
                        @Override
                        public void update(double[] row, double[] out, int at) {
                            double before = state[1] == 0 ? Double.NaN : state[0];
                            state[0] = row[in[0]];
                            state[1] = 1;
                            out[at] = before + state[0];
                        }
                    },
                    0);
        }
    }

    /** Counts rows in a field that copies do not take over. */
    static class OfForgottenState extends OfBars {
        @Override
        protected Feature feature() {
            return FeatureContractTest.feature(Counting::new, 0);
        }
    }

    private static final class Counting extends Kernel {
        private final int slot;
        private int count;

        Counting(int[] in) {
            super(0);
            this.slot = in[0];
        }

        @Override
        public void update(double[] row, double[] out, int at) {
            count++;
            out[at] = row[slot] + count;
        }

        @Override
        public void copyFrom(Kernel other) {}

        @Override
        public void save(StateWriter out) {}

        @Override
        public void restore(StateReader in) {}
    }

    /** Takes a missing value for 0. */
    static class OfZeroForMissing extends OfBars {
        @Override
        protected Feature feature() {
            return FeatureContractTest.feature(
                    in -> new Kernel(0) {
                        @Override
                        public void update(double[] row, double[] out, int at) {
                            out[at] = Double.isNaN(row[in[0]]) ? 0 : row[in[0]];
                        }
                    },
                    0);
        }
    }

    /** Divides by the change, and writes to the first place of the array. */
    static class OfWrongPlace extends OfBars {
        @Override
        protected Feature feature() {
            return FeatureContractTest.feature(
                    in -> new Kernel(1) {
                        @Override
                        public void update(double[] row, double[] out, int at) {
                            double value = 1 / (row[in[0]] - state[0]);
                            state[0] = row[in[0]];
                            out[at] = value;
                            out[0] = row[0];
                        }
                    },
                    0);
        }
    }

    /** The same kernel for all, and a text that nobody reads. */
    static class OfSharedKernel extends OfBars {
        private static final Kernel SHARED = new Counting(new int[] {1});

        @Override
        protected Feature feature() {
            return FeatureContractTest.feature(in -> SHARED, 0);
        }

        @Override
        protected FeatureRegistry registry() {
            return FeatureRegistry.standard();
        }
    }

    private static List<String> failed(Class<?> contract) {
        return Outcome.of(contract).failed();
    }

    @Test
    void findsAWrongWarmup() {
        assertThat(failed(OfWrongWarmup.class))
                .contains("are missing in the first warmup() rows of a series without gaps, and there in the others")
                .doesNotContain("has copies that go on as it would, bit for bit");
    }

    @Test
    void findsStateThatACopyForgets() {
        assertThat(failed(OfForgottenState.class))
                .containsExactlyInAnyOrder(
                        "has copies that go on as it would, bit for bit",
                        "is put back by copyFrom, whatever it was fed in between",
                        "continues from its saved state as it would, bit for bit");
    }

    @Test
    void findsANumberInPlaceOfAMissingValue() {
        assertThat(failed(OfZeroForMissing.class))
                .containsExactly("that depend on their row are missing where the row is, unless the feature fills"
                        + " missing values");
    }

    @Test
    void findsInfinitiesAndValuesInAWrongPlace() {
        assertThat(failed(OfWrongPlace.class))
                .containsExactlyInAnyOrder(
                        "writes its values at the given place of any array, the one of its inputs too, and nothing"
                                + " else",
                        "are finite or missing, also after zeros, equal rows and missing rows");
    }

    @Test
    void findsASharedKernelAndATextThatIsNotRead() {
        assertThat(failed(OfSharedKernel.class))
                .contains(
                        "is a new one for each call of bind",
                        "are the same row by row as over the whole series, bit for bit, with missing rows too",
                        "do not depend on later rows",
                        "is read back from its text as an equal feature, and each of its outputs too");
    }
}
