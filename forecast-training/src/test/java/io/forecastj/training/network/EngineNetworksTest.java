package io.forecastj.training.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.forecastj.training.NeedsEngine;
import io.forecastj.training.torch.EngineRun;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All architectures and losses in the engine, against plain loops: outputs, losses, and gradients as differences. */
@NeedsEngine
class EngineNetworksTest {
    private static final long SEED = 11;
    private static final int ROWS = 3;
    private static final float SMALL = 1e-5f;
    /** Weights of which each one is moved; of the others every fifth. */
    private static final int ALL_OF = 12;

    private record Task(OutputForm form, Loss loss) {}

    private static Stream<Case> cases() {
        Task[] tasks = {
            new Task(new OutputForm.Points(4), Losses.squared()),
            new Task(new OutputForm.Quantiles(4, new double[] {0.1, 0.5, 0.8}), Losses.pinball(0.1, 0.5, 0.8)),
            new Task(new OutputForm.Classes(4, 3), Losses.crossEntropy(1, 2, 0.5)),
            new Task(new OutputForm.Labels(4), Losses.binaryCrossEntropy(1, 2, 3, 0.5)),
            new Task(new OutputForm.Points(4), Losses.huber(0.4)),
            new Task(new OutputForm.Points(4), Losses.absolute())
        };
        return Stream.iterate(0, i -> i < SmallNetworks.KINDS.size() * 2, i -> i + 1)
                .map(i -> new Case(SmallNetworks.KINDS.get(i / 2), tasks[(i + i / 6) % tasks.length], i % 2 == 1));
    }

    /** A network with or without known future and attributes, and weights and rows that are drawn. */
    private static final class Case {
        private final String name;
        private final Network network;
        private final Loss loss;
        private final Map<String, float[]> weights;
        private final Batch batch;

        private Case(String kind, Task task, boolean inputs) {
            this.name = kind + " to " + task.form() + (inputs ? " of three inputs" : "");
            boolean levelled = task.form() instanceof OutputForm.Points;
            NetworkShape shape = new NetworkShape(7, 2, 4, inputs ? 3 : 0, inputs ? 2 : 0, task.form());
            this.network = SmallNetworks.of(kind, shape, 0, levelled ? OptionalInt.of(1) : OptionalInt.empty());
            this.loss = task.loss();
            SplittableRandom random = new SplittableRandom(SEED);
            this.weights = SmallNetworks.random(network, random);
            weights.values().forEach(EngineNetworksTest::halve);
            this.batch = new Batch(shape, ROWS);
            batch.size = ROWS;
            for (float[] numbers : new float[][] {batch.past, batch.future, batch.attributes, batch.labels}) {
                System.arraycopy(SmallNetworks.normal(numbers.length, random), 0, numbers, 0, numbers.length);
            }
            if (!(task.form() instanceof OutputForm.Points) && !(task.form() instanceof OutputForm.Quantiles)) {
                for (int i = 0; i < batch.labels.length; i++) {
                    batch.labels[i] = task.form() instanceof OutputForm.Classes ? (i % 3 == i / 3 % 3 ? 1 : 0) : i % 2;
                }
            }
            for (int row = 0; row < ROWS; row++) {
                batch.weights[row] = row + 1;
            }
        }

        /** Returns the loss in plain loops. */
        private double plainLoss() {
            NetworkShape shape = network.shape();
            PlainOps ops = new PlainOps(ROWS, weights, Map.of());
            PlainTensor output = network.output(
                    ops,
                    new NetworkInputs<>(
                            PlainTensor.of(batch.past, ROWS, shape.lookback(), shape.features()),
                            shape.futureColumns() == 0
                                    ? null
                                    : PlainTensor.of(batch.future, ROWS, shape.horizon(), shape.futureColumns()),
                            shape.attributes() == 0
                                    ? null
                                    : PlainTensor.of(batch.attributes, ROWS, shape.attributes())));
            int[] labels = output.shape().clone();
            if (shape.outputs() instanceof OutputForm.Quantiles) {
                labels[2] = 1;
            }
            double[] losses =
                    loss.of(ops, output, PlainTensor.of(batch.labels, labels)).values();
            return (losses[0] + 2 * losses[1] + 3 * losses[2]) / 6;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static void halve(float[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] /= 2;
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aNetworkHasTheOutputsLossesAndGradientsOfPlainLoops(Case tried) {
        EngineRun run = EngineRun.of(tried.network, tried.loss, tried.batch, tried.weights);
        double[] outputs = PlainRun.output(
                tried.network,
                ROWS,
                tried.weights,
                Map.of("past", tried.batch.past, "future", tried.batch.future, "attributes", tried.batch.attributes));

        assertThat(run.outputs()).hasSize(outputs.length);
        for (int i = 0; i < outputs.length; i++) {
            assertThat((double) run.outputs()[i]).as("output %d", i).isCloseTo(outputs[i], within(1e-5));
        }
        assertThat(run.loss()).isCloseTo(tried.plainLoss(), within(1e-5));
        for (Weight weight : tried.network.weights()) {
            float[] values = tried.weights.get(weight.name());
            float[] found = run.gradients().getOrDefault(weight.name(), new float[0]);
            for (int i = 0; i < values.length; i += values.length > ALL_OF ? 5 : 1) {
                double expected = slope(tried, values, i);
                assertThat((double) found[i])
                        .as("%s, element %d, seed %d", weight, i, SEED)
                        .isCloseTo(expected, within(1e-5 * (1 + Math.abs(expected))));
            }
        }
    }

    private static double slope(Case tried, float[] values, int index) {
        float middle = values[index];
        float above = middle + SMALL;
        float below = middle - SMALL;
        values[index] = above;
        double high = tried.plainLoss();
        values[index] = below;
        double low = tried.plainLoss();
        values[index] = middle;
        return (high - low) / ((double) above - below);
    }
}
