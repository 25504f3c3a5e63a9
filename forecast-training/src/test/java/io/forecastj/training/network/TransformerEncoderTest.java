package io.forecastj.training.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.commons.math3.special.Erf;
import org.junit.jupiter.api.Test;

/** The Transformer against the formulas of its papers, row by row and head by head. */
class TransformerEncoderTest {
    private static final int UNITS = 8; // 4 to a head: the scale 1 / 2 is exact in floats
    private static final int HEADS = 2;
    private static final int ROWS = 3;

    private final Map<String, float[]> numbers = new HashMap<>();
    private final PlainOps ops = new PlainOps(1, numbers, Map.of());
    private final SplittableRandom random = new SplittableRandom(1);

    private void draw(List<Weight> weights) {
        weights.forEach(weight -> numbers.put(weight.name(), SmallNetworks.normal(weight.size(), random)));
    }

    private TransformerBlock block() {
        TransformerBlock block = new TransformerBlock("block", UNITS, HEADS, 5, 0);
        draw(block.weights());
        return block;
    }

    private PlainTensor rows() {
        return PlainTensor.of(SmallNetworks.normal(ROWS * UNITS, random), 1, ROWS, UNITS);
    }

    @Test
    void aBlockIsAttentionAndAFeedForwardLayerAroundWhichTheRowPasses() {
        TransformerBlock block = block();
        PlainTensor x = rows();

        double[][] normed = new double[ROWS][];
        for (int row = 0; row < ROWS; row++) {
            normed[row] = norm(row(x, row), "norm1");
        }
        double[] expected = new double[ROWS * UNITS];
        for (int row = 0; row < ROWS; row++) {
            double[] sum = added(row(x, row), linear(attended(normed, row), "attended"));
            double[] wide = Arrays.stream(linear(norm(sum, "norm2"), "wide"))
                    .map(v -> v / 2 * (1 + Erf.erf(v / Math.sqrt(2))))
                    .toArray();
            System.arraycopy(added(sum, linear(wide, "narrow")), 0, expected, row * UNITS, UNITS);
        }

        assertThat(block.on(ops, x, x).values()).containsExactly(expected, within(1e-9));
    }

    /** Mixes the values of all rows, each head in its half of the units. */
    private double[] attended(double[][] normed, int row) {
        int size = UNITS / HEADS;
        double[] mixed = new double[UNITS];
        for (int head = 0; head < HEADS; head++) {
            double[] powers = new double[ROWS];
            for (int other = 0; other < ROWS; other++) {
                double[] query = linear(normed[row], "query");
                double[] key = linear(normed[other], "key");
                double product = 0;
                for (int u = head * size; u < (head + 1) * size; u++) {
                    product += query[u] * key[u];
                }
                powers[other] = Math.exp(product / Math.sqrt(size));
            }
            for (int other = 0; other < ROWS; other++) {
                double share = powers[other] / Arrays.stream(powers).sum();
                double[] value = linear(normed[other], "value");
                for (int u = head * size; u < (head + 1) * size; u++) {
                    mixed[u] += share * value[u];
                }
            }
        }
        return mixed;
    }

    private double[] linear(double[] x, String name) {
        float[] weight = numbers.get("block." + name + ".weight");
        float[] bias = numbers.get("block." + name + ".bias");
        double[] y = new double[bias.length];
        for (int i = 0; i < y.length; i++) {
            y[i] = bias[i];
            for (int j = 0; j < x.length; j++) {
                y[i] += weight[i * x.length + j] * x[j];
            }
        }
        return y;
    }

    private double[] norm(double[] x, String name) {
        double mean = Arrays.stream(x).average().orElseThrow();
        double variance =
                Arrays.stream(x).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
        double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            y[i] = (x[i] - mean) / Math.sqrt(variance + 1e-5) * numbers.get("block." + name + ".gain")[i]
                    + numbers.get("block." + name + ".shift")[i];
        }
        return y;
    }

    private static double[] added(double[] a, double[] b) {
        double[] sum = a.clone();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += b[i];
        }
        return sum;
    }

    private static double[] row(PlainTensor x, int row) {
        return Arrays.copyOfRange(x.values(), row * UNITS, (row + 1) * UNITS);
    }

    @Test
    void attentionOfEachHeadAddsUpToOneOverTime() {
        TransformerBlock block = block();
        PlainTensor x = rows();

        PlainTensor weights = block.attention(ops, x, x);

        assertThat(weights.shape()).containsExactly(1, HEADS, ROWS, ROWS);
        double[] ones = new double[HEADS * ROWS];
        Arrays.fill(ones, 1);
        assertThat(ops.sum(weights, 3).values()).containsExactly(ones, within(1e-12));
    }

    @Test
    void theLastRowOfABlockIsTheSameWithoutTheOthers() {
        TransformerBlock block = block();
        PlainTensor x = rows();

        PlainTensor last = block.on(ops, ops.slice(x, 1, ROWS - 1, ROWS), x);

        assertThat(last.values())
                .containsExactly(
                        ops.slice(block.on(ops, x, x), 1, ROWS - 1, ROWS).values(), within(1e-12));
    }

    @Test
    void theOrderOfTheRowsMatters() {
        TransformerEncoder encoder = new TransformerEncoder(3, 1, UNITS, HEADS, 2, 5, 0);
        draw(encoder.weights());

        double[] one = encoder.encode(ops, new PlainTensor(new double[] {1, 2, 3}, 1, 3, 1))
                .values();
        double[] other = encoder.encode(ops, new PlainTensor(new double[] {2, 1, 3}, 1, 3, 1))
                .values();

        assertThat(Math.abs(one[0] - other[0])).isGreaterThan(1e-6);
    }
}
