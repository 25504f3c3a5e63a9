package io.forecastj.training.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Parts of networks against numbers worked out by hand. */
class LayersTest {
    private final Map<String, float[]> numbers = new HashMap<>();
    private final PlainOps ops = new PlainOps(1, numbers, Map.of());

    private static PlainTensor tensor(int[] shape, double... values) {
        return new PlainTensor(values, shape);
    }

    private static int[] shape(int... sizes) {
        return sizes;
    }

    private void fill(List<Weight> weights, float value) {
        for (Weight weight : weights) {
            float[] all = new float[weight.size()];
            Arrays.fill(all, weight.shape().length > 1 ? value : 0);
            numbers.put(weight.name(), all);
        }
    }

    @Test
    void poolingKeepsTheNewestTimesTogetherAndRepeatsTheOldest() {
        PlainTensor x = tensor(shape(1, 2, 5), 1, 5, 2, 4, 3, -1, -5, -2, -4, -3);

        assertThat(TimePooling.max(ops, x, 2).values()).containsExactly(1, 5, 4, -1, -2, -3);
        assertThat(TimePooling.mean(ops, x, 2).values()).containsExactly(1, 3.5, 3.5, -1, -3.5, -3.5);
        assertThat(TimePooling.max(ops, x, 1)).isSameAs(x);
        assertThat(TimePooling.groups(5, 2)).isEqualTo(3);
    }

    /** The numbers of torch.nn.functional.interpolate(torch.tensor([[[0., 4.]]]), size=4, mode='linear'). */
    @Test
    void knotsAreInterpolatedAsByPyTorch() {
        PlainTensor knots = tensor(shape(1, 1, 2), 0, 4);

        PlainTensor four = ops.matMul(knots, ops.constant(NhitsBlock.interpolation(2, 4), 2, 4));

        assertThat(four.values()).containsExactly(0, 1, 3, 4);
        assertThat(NhitsBlock.interpolation(1, 3)).containsExactly(1, 1, 1);
        assertThat(NhitsBlock.interpolation(2, 2)).containsExactly(1, 0, 0, 1);
    }

    /** Gaps of log 2 each: softplus(0). */
    @Test
    void quantilesAreTheCentreAndTheGapsOnBothSides() {
        OutputLayer layer = new OutputLayer(new OutputForm.Quantiles(1, new double[] {0.1, 0.3, 0.5, 0.9}));
        double gap = Math.log(2);

        assertThat(layer.on(ops, tensor(shape(1, 1, 4), 0, 0, 7, 0)).values())
                .containsExactly(new double[] {7 - 2 * gap, 7 - gap, 7, 7 + gap}, within(1e-12));
        assertThat(layer.on(ops, tensor(shape(1, 1, 4), 0, 0, 7, 0), tensor(shape(1, 1), 100))
                        .values())
                .containsExactly(new double[] {107 - 2 * gap, 107 - gap, 107, 107 + gap}, within(1e-12));
    }

    @Test
    void quantilesStartAsThoseOfTheNormalDistribution() {
        OutputLayer layer = new OutputLayer(new OutputForm.Quantiles(1, new double[] {0.025, 0.5, 0.75, 0.975}));
        double[] start = PlainTensor.of(layer.bias(), 4).values();

        assertThat(layer.on(ops, tensor(shape(1, 1, 4), start)).values())
                .containsExactly(new double[] {-1.959964, 0, 0.674490, 1.959964}, within(1e-5));
    }

    /** The window 5 3 2 less its last value is 3 1 0. */
    @Test
    void theHighwayAddsALinearMapOfTheWindowToItsLastValue() {
        NetworkShape shape = new NetworkShape(3, 2, 1, 0, 0, new OutputForm.Points(2));
        Highway highway = new Highway("highway", shape, 1, 2);
        numbers.put("highway.weight", new float[] {1, 10, 2, 20, 3, 30});
        PlainTensor past = tensor(shape(1, 3, 2), -9, 5, -9, 3, -9, 2);

        assertThat(highway.on(ops, past).values()).containsExactly(1 * 3 + 2 * 1 + 2, 10 * 3 + 20 * 1 + 2);
    }

    @Test
    void aRecurrentEncoderGivesTheLastStateOfItsLastLayer() {
        for (RecurrentCell cell : RecurrentCell.values()) {
            RecurrentEncoder encoder = new RecurrentEncoder(cell, 2, new int[] {3, 2}, new double[2]);
            SplittableRandom random = new SplittableRandom(6);
            numbers.clear();
            encoder.weights()
                    .forEach(weight -> numbers.put(weight.name(), SmallNetworks.normal(weight.size(), random)));
            PlainTensor window = PlainTensor.of(SmallNetworks.normal(10, random), 1, 5, 2);
            RecurrentWeights first = RecurrentWeights.of("recurrent1", cell.gates(), 2, 3);
            RecurrentWeights second = RecurrentWeights.of("recurrent2", cell.gates(), 3, 2);
            PlainOps fresh = new PlainOps(1, numbers, Map.of());
            PlainTensor states = cell == RecurrentCell.LSTM
                    ? fresh.lstm(fresh.lstm(window, first), second)
                    : fresh.gru(fresh.gru(window, first), second);

            assertThat(encoder.encode(fresh, window).values()).containsExactly(states.at(0, 4, 0), states.at(0, 4, 1));
        }
    }

    /** The rows 2 7 and 3 7 under the filter 1 100 make 702 and 703. */
    @Test
    void attributesFollowTheFeaturesInEachRowOfTheWindow() {
        NetworkShape shape = new NetworkShape(2, 1, 1, 0, 1, new OutputForm.Points(1));
        CnnEncoder encoder = new CnnEncoder(2, 2, new int[] {1}, 1, false, new double[1]);
        HeadSettings settings = new HeadSettings(0, 1, 0, OptionalInt.empty());
        EncodedNetwork network = new EncodedNetwork(shape, encoder, settings);
        fill(network.weights(), 0);
        numbers.put("convolution1.weight", new float[] {1, 100});
        numbers.put("head.last.weight", new float[] {1, 0.1f, 0});
        NetworkInputs<PlainTensor> in = new NetworkInputs<>(tensor(shape(1, 2, 1), 2, 3), null, tensor(shape(1, 1), 7));

        assertThat(network.output(ops, in).values()).containsExactly(new double[] {702 + 70.3}, within(1e-4));
    }

    @Test
    void attentionAddsUpToOneOverTime() {
        AttentionEncoder encoder = new AttentionEncoder(2, new int[] {3}, new double[1]);
        SplittableRandom random = new SplittableRandom(1);
        encoder.weights().forEach(weight -> numbers.put(weight.name(), SmallNetworks.normal(weight.size(), random)));
        PlainTensor states = PlainTensor.of(SmallNetworks.normal(30, random), 1, 5, 6);

        PlainTensor weights = encoder.attention(ops, states);

        assertThat(weights.shape()).containsExactly(1, 5, 1);
        assertThat(Arrays.stream(weights.values())).allMatch(weight -> weight > 0 && weight < 1);
        assertThat(Arrays.stream(weights.values()).sum()).isCloseTo(1, within(1e-12));
    }

    @Test
    void theStatesOfBothDirectionsMeetAtTheSameRow() {
        AttentionEncoder encoder = new AttentionEncoder(2, new int[] {3}, new double[1]);
        SplittableRandom random = new SplittableRandom(4);
        encoder.weights().forEach(weight -> numbers.put(weight.name(), SmallNetworks.normal(weight.size(), random)));
        PlainTensor window = PlainTensor.of(SmallNetworks.normal(10, random), 1, 5, 2);
        PlainTensor ahead = ops.lstm(window, RecurrentWeights.of("bidirectional1.forward", 4, 2, 3));
        PlainTensor back = ops.lstm(ops.reverse(window, 1), RecurrentWeights.of("bidirectional1.backward", 4, 2, 3));
        PlainTensor states = PlainTensor.zeros(1, 5, 6);
        for (int row = 0; row < 5; row++) {
            System.arraycopy(ahead.values(), 3 * row, states.values(), 6 * row, 3);
            System.arraycopy(back.values(), 3 * (4 - row), states.values(), 6 * row + 3, 3);
        }
        PlainTensor weights = encoder.attention(ops, states);
        double[] mean = new double[6];
        for (int i = 0; i < 30; i++) {
            mean[i % 6] += states.values()[i] * weights.values()[i / 6];
        }

        assertThat(encoder.encode(ops, window).values()).containsExactly(mean, within(1e-12));
    }

    /** Kernels of ones make 1 2 2 and then 1 3 4 of 1 1 1, and 1 1 2 and then 1 2 3 of 1 0 2. */
    @Test
    void aBlockOfCausalConvolutionsAddsItsInput() {
        TcnEncoder encoder = new TcnEncoder(1, new int[] {1}, 2, new double[1]);
        fill(encoder.weights(), 1);

        assertThat(encoder.encode(ops, tensor(shape(1, 3, 1), 1, 1, 1)).values())
                .containsExactly(4 + 1);
        assertThat(encoder.encode(ops, tensor(shape(1, 3, 1), 1, 0, 2)).values())
                .containsExactly(3 + 2);
    }

    /** Two blocks with kernels of 2 rows read 1 + 2 x 3 = 7 rows. */
    @Test
    void everyBlockReadsTwiceAsFarBack() {
        TcnEncoder encoder = new TcnEncoder(1, new int[] {1, 1}, 2, new double[2]);
        fill(encoder.weights(), 1);
        double zero = encoder.encode(ops, tensor(shape(1, 8, 1), new double[8])).values()[0];

        assertThat(encoder.encode(ops, tensor(shape(1, 8, 1), 1, 0, 0, 0, 0, 0, 0, 0))
                        .values())
                .containsExactly(zero);
        assertThat(encoder.encode(ops, tensor(shape(1, 8, 1), 0, 1, 0, 0, 0, 0, 0, 0))
                        .values())
                .containsExactly(zero + 1);
    }

    @Test
    void blocksAreAddedUntilTheyReadTheWholeWindow() {
        assertThat(TcnEncoder.blocksFor(1, 3)).isEqualTo(1);
        assertThat(TcnEncoder.blocksFor(5, 3)).isEqualTo(1);
        assertThat(TcnEncoder.blocksFor(6, 3)).isEqualTo(2);
        assertThat(TcnEncoder.blocksFor(60, 3)).isEqualTo(4);
        assertThat(TcnEncoder.blocksFor(Integer.MAX_VALUE, 2)).isEqualTo(20);
    }

    /** A kernel of ones over the rows before, at and after makes 3 6 5 of 1 2 3. */
    @Test
    void convolutionsArePooledAndLaidOutByFilter() {
        CnnEncoder encoder = new CnnEncoder(3, 1, new int[] {2}, 3, true, new double[1]);
        fill(encoder.weights(), 1);

        assertThat(encoder.width()).isEqualTo(4);
        assertThat(encoder.encode(ops, tensor(shape(1, 3, 1), 1, 2, 3)).values())
                .containsExactly(3, 6, 3, 6);
    }

    @Test
    void aDroppedUnitIsDroppedAtAllTimes() {
        Dropout dropout = new Dropout("d", 2, 0.5);
        PlainOps masked = new PlainOps(1, numbers, Map.of("d", new float[] {0, 2}));
        PlainTensor x = tensor(shape(1, 2, 2), 1, 2, 3, 4);

        assertThat(dropout.onLastAxis(masked, x).values()).containsExactly(0, 4, 0, 8);
        assertThat(dropout.onMiddleAxis(masked, x).values()).containsExactly(0, 0, 6, 8);
        assertThat(new Dropout("none", 2, 0).masks()).isEmpty();
    }

    @Test
    void nhitsAddsTheSharesOfItsBlocksToTheLastValue() {
        NetworkShape shape = new NetworkShape(2, 1, 2, 0, 0, new OutputForm.Points(2));
        NhitsSettings settings = new NhitsSettings(
                List.of(new NhitsStack(2, 1, 1)), new int[] {1}, 0, NhitsSettings.Pooling.MAX, 0, true);
        NhitsNetwork network = new NhitsNetwork(shape, settings);
        fill(network.weights(), 1);
        numbers.put("stack1.block1.layer1.weight", new float[] {-1, 0});
        numbers.put("stack1.block2.layer1.weight", new float[] {-1, -1});
        PlainTensor past = tensor(shape(1, 2, 1), 5, 8);

        // the first block sees -3 0 and gives 3 3; the second sees -6 -3 and gives 9 9
        assertThat(NetworksTest.output(network, numbers, new NetworkInputs<>(past, null, null), 1)
                        .values())
                .containsExactly(8 + 3 + 9, 8 + 3 + 9);
    }

    @Test
    void theDecoderGivesEachStepItsKnownValues() {
        NetworkShape shape = new NetworkShape(2, 1, 3, 1, 0, new OutputForm.Points(3));
        HeadSettings settings = new HeadSettings(0, 2, 0, OptionalInt.empty());
        Head head = new Head(shape, 1, settings);
        fill(head.weights(), 0);
        numbers.put("head.step.weight", new float[] {0, 0, 1, 0, 0, 2});
        numbers.put("head.last.weight", new float[] {1, 10});
        NetworkInputs<PlainTensor> in =
                new NetworkInputs<>(tensor(shape(1, 2, 1), 1, 1), tensor(shape(1, 3, 1), 4, 5, -6), null);

        assertThat(head.output(ops, tensor(shape(1, 1), 1), in).values()).containsExactly(84, 105, 0);
    }
}
