package io.forecastj.training.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.forecastj.training.network.Weight;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The optimiser, against PyTorch's and against the formulas in double precision. */
class AdamWTest {
    private static final FlatWeights LAYOUT = new FlatWeights(
            List.of(Weight.of("w", new float[] {0.5f, -1, 2}, true, 3), Weight.of("b", new float[] {0.25f}, false, 1)));

    private static final int BIAS = LAYOUT.offset(1);

    private static float[] flat(float w0, float w1, float w2, float b) {
        float[] flat = new float[LAYOUT.length()];
        flat[0] = w0;
        flat[1] = w1;
        flat[2] = w2;
        flat[BIAS] = b;
        return flat;
    }

    /** The numbers are those of torch.optim.AdamW after clip_grad_norm_, version 1.13. */
    @Test
    void fiveStepsAreThoseOfPyTorch() {
        AdamW optimiser = new AdamW(LAYOUT, 0.1, 1.5);
        float[] numbers = flat(0.5f, -1, 2, 0.25f);

        for (int t = 1; t <= 5; t++) {
            assertThat(optimiser.step(numbers, flat(0.3f * t, -1f / t, 0.001f, 2 - t), 0.05))
                    .isTrue();
        }

        assertThat(numbers)
                .containsExactly(flat(0.24606169760f, -0.76266765594f, 1.70823836327f, 0.22387067974f), within(1e-6f));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 3, Double.POSITIVE_INFINITY})
    void manyStepsFollowTheFormulas(double clipNorm) {
        AdamW optimiser = new AdamW(LAYOUT, 0.02, clipNorm);
        float[] numbers = flat(0.5f, -1, 2, 0.25f);
        double[] expected = {0.5, -1, 2, 0.25};
        double[] mean = new double[4];
        double[] square = new double[4];
        SplittableRandom random = new SplittableRandom(3);
        for (int t = 1; t <= 300; t++) {
            float[] g = new float[4];
            double norm = 0;
            for (int i = 0; i < 4; i++) {
                g[i] = (float) (4 * random.nextDouble() - 2 + i);
                norm += (double) g[i] * g[i];
            }
            double rate = 0.01 / t;
            double scale = Math.min(1, clipNorm / (Math.sqrt(norm) + 1e-6));
            for (int i = 0; i < 4; i++) {
                double clipped = g[i] * scale;
                mean[i] = 0.9 * mean[i] + 0.1 * clipped;
                square[i] = 0.999 * square[i] + 0.001 * clipped * clipped;
                double decayed = i < 3 ? expected[i] * (1 - rate * 0.02) : expected[i];
                double root = Math.sqrt(square[i] / (1 - Math.pow(0.999, t)));
                expected[i] = decayed - rate * mean[i] / (1 - Math.pow(0.9, t)) / (root + 1e-8);
            }
            optimiser.step(numbers, flat(g[0], g[1], g[2], g[3]), rate);
        }

        assertThat(new double[] {numbers[0], numbers[1], numbers[2], numbers[BIAS]})
                .containsExactly(expected, within(2e-6));
    }

    @Test
    void aGradientThatIsNotFiniteChangesNothing() {
        AdamW optimiser = new AdamW(LAYOUT, 0.1, 1);
        AdamW undisturbed = new AdamW(LAYOUT, 0.1, 1);
        float[] numbers = flat(1, 2, 3, 4);
        float[] expected = numbers.clone();

        assertThat(optimiser.step(numbers, flat(1, Float.NaN, 0, 0), 0.1)).isFalse();
        assertThat(optimiser.step(numbers, flat(1, 0, 0, Float.NEGATIVE_INFINITY), 0.1))
                .isFalse();
        assertThat(numbers).containsExactly(expected);

        optimiser.step(numbers, flat(1, 2, 3, 4), 0.1);
        undisturbed.step(expected, flat(1, 2, 3, 4), 0.1);
        assertThat(numbers).containsExactly(expected);
    }

    @Test
    void gradientsOfZeroOnlyDecayWhatIsDecayed() {
        AdamW optimiser = new AdamW(LAYOUT, 0.5, 1);
        float[] numbers = flat(1, 2, 4, 8);

        optimiser.step(numbers, flat(0, 0, 0, 0), 0.1);

        assertThat(numbers).containsExactly(flat(0.95f, 1.9f, 3.8f, 8), within(1e-6f));
    }
}
