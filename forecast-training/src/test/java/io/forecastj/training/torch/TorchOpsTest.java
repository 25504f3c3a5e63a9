package io.forecastj.training.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.forecastj.training.NeedsEngine;
import io.forecastj.training.network.Batch;
import io.forecastj.training.network.Loss;
import io.forecastj.training.network.Network;
import io.forecastj.training.network.Ops;
import io.forecastj.training.network.PlainRun;
import io.forecastj.training.network.Weight;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each operator of the engine, against plain loops over doubles: its values, and its gradients as differences. */
@NeedsEngine
class TorchOpsTest {
    private static final long SEED = 20;
    private static final int ROWS = 3;
    private static final float SMALL = 1e-4f;

    /** A loss that is linear in the outputs, with the labels as factors. */
    private static final Loss PRODUCT = new Loss() {
        @Override
        public <T> T of(Ops<T> ops, T output, T labels) {
            return ops.mean(ops.multiply(output, labels), 1);
        }
    };

    private static Batch batch(Network network) {
        Batch batch = new Batch(network.shape(), ROWS);
        batch.size = ROWS;
        SplittableRandom random = new SplittableRandom(SEED);
        fill(batch.past, random);
        fill(batch.labels, random);
        for (int row = 0; row < ROWS; row++) {
            batch.weights[row] = row + 1;
        }
        return batch;
    }

    private static void fill(float[] values, SplittableRandom random) {
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (2 * random.nextDouble() - 1);
        }
    }

    private static TorchTrainer open(Network network) {
        return TorchTrainer.open(network, PRODUCT, TrainerCases.settings(SEED), () -> false);
    }

    @ParameterizedTest
    @MethodSource("io.forecastj.training.torch.OperatorCases#all")
    void anOperatorHasTheValuesOfPlainLoops(Network network) {
        try (TorchTrainer trainer = open(network)) {
            Batch batch = batch(network);
            float[] found = trainer.outputs(batch);
            double[] expected = PlainRun.output(network, ROWS, trainer.weights(), Map.of("past", batch.past));

            assertThat(found).hasSize(expected.length);
            for (int i = 0; i < found.length; i++) {
                assertThat((double) found[i]).as("element %d", i).isCloseTo(expected[i], within(2e-6));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("io.forecastj.training.torch.OperatorCases#all")
    void anOperatorHasTheGradientsOfCentralDifferences(Network network) {
        try (TorchTrainer trainer = open(network)) {
            Batch batch = batch(network);
            Map<String, float[]> numbers = trainer.weights();
            trainer.step(batch, 0);
            Map<String, float[]> gradients = trainer.gradients();
            for (Weight weight : network.weights()) {
                float[] values = numbers.get(weight.name());
                for (int i = 0; i < values.length; i++) {
                    assertThat((double) gradients.get(weight.name())[i])
                            .as("%s, element %d", weight, i)
                            .isCloseTo(difference(network, batch, numbers, values, i), within(1e-6));
                }
            }
        }
    }

    /** Returns the slope of the loss over two small steps to both sides, with the steps as they are in floats. */
    private static double difference(
            Network network, Batch batch, Map<String, float[]> numbers, float[] values, int index) {
        float middle = values[index];
        float above = middle + SMALL;
        float below = middle - SMALL;
        values[index] = above;
        double high = loss(network, batch, numbers);
        values[index] = below;
        double low = loss(network, batch, numbers);
        values[index] = middle;
        return (high - low) / ((double) above - below);
    }

    private static double loss(Network network, Batch batch, Map<String, float[]> numbers) {
        double[] outputs = PlainRun.output(network, ROWS, numbers, Map.of("past", batch.past));
        int size = outputs.length / ROWS;
        double sum = 0;
        double total = 0;
        for (int i = 0; i < outputs.length; i++) {
            sum += batch.weights[i / size] * outputs[i] * batch.labels[i] / size;
        }
        for (int row = 0; row < ROWS; row++) {
            total += batch.weights[row];
        }
        return sum / total;
    }
}
