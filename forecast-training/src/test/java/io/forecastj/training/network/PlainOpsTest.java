package io.forecastj.training.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The operators of the tests, against numbers worked out by hand. */
class PlainOpsTest {
    private final Map<String, float[]> weights = new HashMap<>();
    private final PlainOps ops = new PlainOps(1, weights, Map.of());

    private static PlainTensor tensor(int[] shape, double... values) {
        return new PlainTensor(values, shape);
    }

    private static int[] shape(int... sizes) {
        return sizes;
    }

    private Weight weight(String name, int[] shape, float... values) {
        weights.put(name, values);
        return Weight.of(name, values, true, shape);
    }

    @Test
    void operandsAreBroadcastAtTheirLastAxes() {
        PlainTensor x = tensor(shape(1, 2, 3), 1, 2, 3, 4, 5, 6);

        assertThat(ops.add(x, tensor(shape(3), 10, 20, 30)).values()).containsExactly(11, 22, 33, 14, 25, 36);
        assertThat(ops.subtract(x, tensor(shape(2, 1), 1, 2)).values()).containsExactly(0, 1, 2, 2, 3, 4);
        assertThat(ops.max(tensor(shape(1, 2, 1), 1, 4), tensor(shape(1, 1, 2), 3, 0))
                        .values())
                .containsExactly(3, 1, 4, 4);
    }

    @Test
    void aProductOfMatricesIsTakenForEachMemberOfTheBatch() {
        PlainTensor a = tensor(shape(2, 1, 2), 1, 2, 3, 4);

        assertThat(ops.matMul(a, tensor(shape(2, 2), 1, 2, 3, 4)).values()).containsExactly(7, 10, 15, 22);
        assertThat(ops.matMul(a, tensor(shape(2, 2, 1), 1, 0, 0, 1)).values()).containsExactly(1, 4);
    }

    @Test
    void aLinearMapHasItsOutputsInTheRowsOfItsWeight() {
        Weight w = weight("w", shape(2, 3), 1, 0, 0, 0, 2, 3);
        Weight b = weight("b", shape(2), 10, 20);

        assertThat(ops.linear(tensor(shape(1, 3), 1, 2, 3), w, b).values()).containsExactly(11, 33);
    }

    @Test
    void functionsOfOneNumberHaveTheirKnownValues() {
        PlainTensor x = tensor(shape(1, 3), -1, 0, 2);

        assertThat(ops.relu(x).values()).containsExactly(0, 0, 2);
        assertThat(ops.gelu(x).values()).containsExactly(new double[] {-0.158655254, 0, 1.954499736}, within(1e-8));
        assertThat(ops.sigmoid(x).values()).containsExactly(new double[] {0.268941421, 0.5, 0.880797078}, within(1e-8));
        assertThat(ops.softplus(x).values())
                .containsExactly(new double[] {0.313261688, 0.693147181, 2.126928011}, within(1e-8));
        assertThat(ops.softplus(tensor(shape(1, 2), -1000, 1000)).values()).containsExactly(0, 1000);
    }

    @Test
    void aSoftmaxAddsUpToOneAlongItsAxis() {
        PlainTensor x = tensor(shape(1, 2, 2), 0, 1000, Math.log(3), 1000);

        assertThat(ops.softmax(x, 1).values()).containsExactly(new double[] {0.25, 0.5, 0.75, 0.5}, within(1e-12));
        assertThat(ops.logSoftmax(x, 1).values())
                .containsExactly(
                        new double[] {Math.log(.25), Math.log(.5), Math.log(.75), Math.log(.5)}, within(1e-12));
    }

    @Test
    void aReducedAxisStaysWithTheSizeOne() {
        PlainTensor x = tensor(shape(1, 2, 2), 1, 2, 3, 6);

        assertThat(ops.sum(x, 1)).usingRecursiveComparison().isEqualTo(tensor(shape(1, 1, 2), 4, 8));
        assertThat(ops.mean(x, 2)).usingRecursiveComparison().isEqualTo(tensor(shape(1, 2, 1), 1.5, 4.5));
        assertThat(ops.max(x, 2)).usingRecursiveComparison().isEqualTo(tensor(shape(1, 2, 1), 2, 6));
    }

    @Test
    void aNormHasThePopulationVariance() {
        Weight gain = weight("gain", shape(2), 1, 2);
        Weight shift = weight("shift", shape(2), 0, 1);

        assertThat(ops.layerNorm(tensor(shape(1, 2), 1, 3), gain, shift).values())
                .containsExactly(new double[] {-1 / Math.sqrt(1 + 1e-5), 1 + 2 / Math.sqrt(1 + 1e-5)}, within(1e-12));
    }

    @Test
    void axesAreMovedCutAndJoined() {
        PlainTensor x = tensor(shape(1, 2, 3), 1, 2, 3, 4, 5, 6);

        assertThat(ops.transpose(x, 0, 2, 1))
                .usingRecursiveComparison()
                .isEqualTo(tensor(shape(1, 3, 2), 1, 4, 2, 5, 3, 6));
        assertThat(ops.slice(x, 2, 1, 3)).usingRecursiveComparison().isEqualTo(tensor(shape(1, 2, 2), 2, 3, 5, 6));
        assertThat(ops.concat(List.of(ops.slice(x, 2, 2, 3), x), 2).values()).containsExactly(3, 1, 2, 3, 6, 4, 5, 6);
        assertThat(ops.reverse(x, 1).values()).containsExactly(4, 5, 6, 1, 2, 3);
        assertThat(ops.reshape(x, 6).shape()).containsExactly(1, 6);
    }

    @Test
    void anOperatorThatWouldChangeTheBatchIsRefused() {
        PlainTensor x = tensor(shape(1, 2), 1, 2);

        assertThatThrownBy(() -> ops.transpose(x, 1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ops.sum(x, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ops.slice(x, 0, 0, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    /** One unit, one input, two steps; the second one has a cell and a state before it. */
    @Test
    void aLongShortTermMemoryHasItsGatesInPyTorchsOrder() {
        RecurrentWeights w = recurrent(new float[] {.1f, .2f, .3f, .4f}, new float[] {.5f, .6f, .7f, .8f});

        double i1 = sigmoid(.1 * 2);
        double cell1 = i1 * Math.tanh(.3 * 2);
        double state1 = sigmoid(.4 * 2) * Math.tanh(cell1);
        double cell2 =
                sigmoid(.2 * 3 + .6 * state1) * cell1 + sigmoid(.1 * 3 + .5 * state1) * Math.tanh(.3 * 3 + .7 * state1);
        double state2 = sigmoid(.4 * 3 + .8 * state1) * Math.tanh(cell2);

        assertThat(ops.lstm(tensor(shape(1, 2, 1), 2, 3), w).values())
                .containsExactly(new double[] {state1, state2}, within(1e-7));
    }

    @Test
    void aGatedUnitIsResetAfterTheRecurrentProduct() {
        RecurrentWeights w = recurrent(new float[] {.1f, .2f, .3f}, new float[] {.5f, .6f, .7f});
        weights.put("r.recurrentBias", new float[] {0, 0, .9f});

        double new1 = Math.tanh(.3 * 2 + sigmoid(.1 * 2) * .9);
        double state1 = (1 - sigmoid(.2 * 2)) * new1;
        double new2 = Math.tanh(.3 * 3 + sigmoid(.1 * 3 + .5 * state1) * (.7 * state1 + .9));
        double update2 = sigmoid(.2 * 3 + .6 * state1);

        assertThat(ops.gru(tensor(shape(1, 2, 1), 2, 3), w).values())
                .containsExactly(new double[] {state1, (1 - update2) * new2 + update2 * state1}, within(1e-7));
    }

    @Test
    void aConvolutionReadsFromThePastToTheFuture() {
        Weight w = weight("w", shape(1, 1, 2), 10, 1);
        Weight b = weight("b", shape(1), 100);
        PlainTensor x = tensor(shape(1, 1, 4), 1, 2, 3, 4);

        assertThat(ops.convolution(x, w, b, 2, 0, 2).values()).containsExactly(101, 102, 113, 124);
        assertThat(ops.convolution(x, w, b, 0, 1, 1).values()).containsExactly(112, 123, 134, 140);
    }

    private RecurrentWeights recurrent(float[] input, float[] recurrent) {
        RecurrentWeights w = RecurrentWeights.of("r", input.length, 1, 1);
        weights.put("r.input", input);
        weights.put("r.recurrent", recurrent);
        weights.put("r.inputBias", new float[input.length]);
        weights.put("r.recurrentBias", new float[input.length]);
        return w;
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }
}
