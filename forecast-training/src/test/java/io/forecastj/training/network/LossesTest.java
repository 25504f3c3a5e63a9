package io.forecastj.training.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Losses against numbers worked out by hand. */
class LossesTest {
    private static double[] of(Loss loss, PlainTensor output, PlainTensor labels) {
        PlainTensor rows = loss.of(new PlainOps(output.shape()[0], Map.of(), Map.of()), output, labels);
        assertThat(rows.shape()).containsExactly(output.shape()[0], 1);
        return rows.values();
    }

    private static PlainTensor tensor(double[] values, int... shape) {
        return new PlainTensor(values, shape);
    }

    private static double[] numbers(double... numbers) {
        return numbers;
    }

    @Test
    void errorsOfPointsAreMeansOfEachRow() {
        PlainTensor output = tensor(numbers(1, 2, 10, 10), 2, 2);
        PlainTensor labels = tensor(numbers(1.5, 5, 10, 9), 2, 2);

        assertThat(of(Losses.squared(), output, labels)).containsExactly(numbers(9.25 / 2, 0.5), within(1e-12));
        assertThat(of(Losses.absolute(), output, labels)).containsExactly(numbers(3.5 / 2, 0.5), within(1e-12));
    }

    /** At 0.5: 0.125. At 3 with a delta of 2: 2 (3 - 1) = 4, and of -3 the same. */
    @Test
    void hubersLossIsSquaredWithinDeltaAndLinearBeyond() {
        PlainTensor output = tensor(numbers(0, 0, 0), 3, 1);
        PlainTensor labels = tensor(numbers(0.5, 3, -3), 3, 1);

        assertThat(of(Losses.huber(2), output, labels)).containsExactly(numbers(0.125, 4, 4), within(1e-12));
    }

    /** One step with levels 0.1 and 0.75 around the label: 0.1 x 2 above the lower, 0.25 x 4 below the upper. */
    @Test
    void thePinballLossWeighsTheSidesByTheLevel() {
        PlainTensor output = tensor(numbers(1, 7), 1, 1, 2);
        PlainTensor labels = tensor(numbers(3), 1, 1, 1);

        assertThat(of(Losses.pinball(0.1, 0.75), output, labels)).containsExactly(numbers((0.2 + 1) / 2), within(1e-7));
        assertThat(of(Losses.pinball(0.1, 0.75), output, tensor(numbers(9), 1, 1, 1)))
                .containsExactly(numbers((0.8 + 1.5) / 2), within(1e-7));
    }

    @Test
    void theCrossEntropyIsThatOfTheLabelsClassTimesItsWeight() {
        PlainTensor output = tensor(numbers(0, Math.log(3), Math.log(3), 0), 1, 2, 2);
        PlainTensor labels = tensor(numbers(1, 0, 1, 0), 1, 2, 2);

        assertThat(of(Losses.crossEntropy(2, 5), output, labels))
                .containsExactly(numbers(2 * (Math.log(4) + Math.log(4.0 / 3)) / 2), within(1e-12));
    }

    @Test
    void theBinaryCrossEntropyWeighsLabelsThatHold() {
        PlainTensor output = tensor(numbers(Math.log(3), Math.log(3)), 1, 2);
        PlainTensor labels = tensor(numbers(1, 0), 1, 2);

        assertThat(of(Losses.binaryCrossEntropy(10, 1), output, labels))
                .containsExactly(numbers((10 * Math.log(4.0 / 3) + Math.log(4)) / 2), within(1e-12));
    }

    @Test
    void extremeLogitsHaveFiniteLosses() {
        PlainTensor output = tensor(numbers(1e4, -1e4), 1, 2);
        PlainTensor labels = tensor(numbers(0, 1), 1, 2);

        assertThat(of(Losses.binaryCrossEntropy(1, 1), output, labels)).containsExactly(1e4);
        assertThat(of(Losses.crossEntropy(1, 1), tensor(output.values(), 1, 1, 2), tensor(labels.values(), 1, 1, 2)))
                .containsExactly(2e4);
    }

    @Test
    void settingsOutOfRangeAreRefused() {
        assertThatThrownBy(() -> Losses.huber(0)).hasMessageContaining("delta must be above 0 and finite, found 0.0");
        assertThatThrownBy(() -> Losses.pinball(0.5, 1)).hasMessageContaining("between 0 and 1, found 1.0");
        assertThatThrownBy(() -> Losses.crossEntropy(1, Double.NaN)).hasMessageContaining("found NaN");
        assertThatThrownBy(() -> Losses.binaryCrossEntropy(-1)).hasMessageContaining("found -1.0");
    }
}
