package io.forecastj.training.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.pytorch.jni.JniUtils;
import io.forecastj.ForecastException;
import io.forecastj.training.NeedsEngine;
import io.forecastj.training.network.Batch;
import io.forecastj.training.network.DropoutMask;
import io.forecastj.training.network.Loss;
import io.forecastj.training.network.Network;
import io.forecastj.training.network.Ops;
import io.forecastj.training.network.PlainRun;
import io.forecastj.training.network.TrainerSettings;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Steps of a trainer. */
@NeedsEngine
@Timeout(60)
class TorchTrainerTest {
    private final Network network = TrainerCases.network();
    private final Batch batch = TrainerCases.batch(network, 16, 5);

    private TorchTrainer open(long seed) {
        return TorchTrainer.open(network, TrainerCases.SQUARES, TrainerCases.settings(seed), () -> false);
    }

    private Map<String, float[]> trained(long seed, int steps) {
        try (TorchTrainer trainer = open(seed)) {
            for (int i = 0; i < steps; i++) {
                trainer.step(batch, 0.01);
            }
            return trainer.weights();
        }
    }

    @Test
    void theSameSeedGivesTheSameBits() {
        Map<String, float[]> first = trained(1, 30);

        assertThat(trained(1, 30)).usingRecursiveComparison().isEqualTo(first);
        assertThat(trained(2, 30).get("matrix")).isNotEqualTo(first.get("matrix"));
    }

    @Test
    void trainingFitsTheLabels() {
        try (TorchTrainer trainer = open(1)) {
            double before = trainer.loss(batch);
            for (int i = 0; i < 400; i++) {
                trainer.step(batch, 0.02);
            }

            assertThat(trainer.loss(batch)).isLessThan(before / 4);
        }
    }

    @Test
    void theLossIsTheMeanByTheWeightsOfTheRows() {
        try (TorchTrainer trainer = open(1)) {
            float[] outputs = trainer.outputs(batch);
            double sum = 0;
            double total = 0;
            for (int row = 0; row < batch.size; row++) {
                for (int j = 2 * row; j < 2 * row + 2; j++) {
                    double difference = outputs[j] - batch.labels[j];
                    sum += batch.weights[row] * difference * difference / 2;
                }
                total += batch.weights[row];
            }

            assertThat(trainer.loss(batch)).isCloseTo(sum / total, within(1e-6));
        }
    }

    @Test
    void rowsThatWeighNothingChangeNothing() {
        Arrays.fill(batch.weights, 0);
        try (TorchTrainer trainer = open(1)) {
            Map<String, float[]> before = trainer.weights();

            assertThat(trainer.step(batch, 0.1)).isZero();
            assertThat(trainer.loss(batch)).isZero();
            assertThat(trainer.weights()).usingRecursiveComparison().isEqualTo(before);
        }
    }

    @Test
    void onlyTheRowsInUseCount() {
        try (TorchTrainer trainer = open(1)) {
            float[] all = trainer.outputs(batch);
            batch.size = 3;

            assertThat(trainer.outputs(batch)).containsExactly(Arrays.copyOf(all, 6), within(1e-6f));
        }
    }

    @Test
    void aStepDropsUnitsAndAnEvaluationDoesNot() {
        try (TorchTrainer trainer = open(1)) {
            double plain = trainer.loss(batch);
            double[] expected = PlainRun.output(network, batch.size, trainer.weights(), Map.of("past", batch.past));

            assertThat(trainer.step(batch, 0)).isNotEqualTo(plain);
            assertThat(trainer.step(batch, 0)).isNotEqualTo(plain);
            assertThat(trainer.loss(batch)).isEqualTo(plain);
            float[] outputs = trainer.outputs(batch);
            for (int i = 0; i < outputs.length; i++) {
                assertThat((double) outputs[i]).isCloseTo(expected[i], within(1e-6));
            }
        }
    }

    @Test
    void theFactorsOfDropoutAreZeroOrOneOverTheRest() {
        DropoutMask mask = network.masks().get(0);
        SplittableRandom random = new SplittableRandom(7);
        random.split();
        SplittableRandom dropout = random.split();
        float[] factors = new float[batch.size * mask.units()];
        for (int i = 0; i < factors.length; i++) {
            factors[i] = dropout.nextDouble() < mask.rate() ? 0 : (float) (1 / (1 - mask.rate()));
        }
        try (TorchTrainer trainer = open(7)) {
            Map<String, float[]> numbers = new HashMap<>(Map.of("past", batch.past, mask.name(), factors));
            double[] expected = PlainRun.output(network, batch.size, trainer.weights(), numbers);
            double sum = 0;
            double total = 0;
            for (int i = 0; i < expected.length; i++) {
                double difference = expected[i] - batch.labels[i];
                sum += batch.weights[i / 2] * difference * difference / 2;
                total += batch.weights[i / 2] / 2;
            }

            assertThat(trainer.step(batch, 0)).isCloseTo(sum / total, within(1e-6));
        }
    }

    @Test
    void inputsThatAreNotNumbersLeaveTheWeightsAndTheNextStepsAreAsIfNothingHadBeen() {
        Map<String, float[]> expected;
        Network plain = new OperatorNetwork(Ops::tanh, 20);
        Batch good = TrainerCases.batch(network, 1, 1);
        Batch rows = new Batch(plain.shape(), 1);
        rows.size = 1;
        rows.weights[0] = 1;
        System.arraycopy(good.past, 0, rows.past, 0, good.past.length);
        try (TorchTrainer trainer =
                TorchTrainer.open(plain, TrainerCases.SQUARES, TrainerCases.settings(1), () -> false)) {
            trainer.step(rows, 0.1);
            expected = trainer.weights();
        }
        try (TorchTrainer trainer =
                TorchTrainer.open(plain, TrainerCases.SQUARES, TrainerCases.settings(1), () -> false)) {
            Map<String, float[]> before = trainer.weights();
            float kept = rows.past[3];
            rows.past[3] = Float.NaN;

            assertThat(trainer.step(rows, 0.1)).isNaN();
            assertThat(trainer.weights()).usingRecursiveComparison().isEqualTo(before);

            rows.past[3] = kept;
            assertThat(trainer.step(rows, 0.1)).isFinite();
            assertThat(trainer.weights()).usingRecursiveComparison().isEqualTo(expected);
        }
    }

    /** The outputs are their labels, so the loss is 0, whatever it is multiplied by; its slope is not. */
    @Test
    void aGradientThatOverflowsLeavesTheWeights() {
        Loss steep = new Loss() {
            @Override
            public <T> T of(Ops<T> ops, T output, T labels) {
                T huge = ops.constant(new float[] {1e30f}, 1);
                return ops.sum(ops.multiply(ops.multiply(ops.subtract(output, labels), huge), huge), 1);
            }
        };
        Network plain = new OperatorNetwork(Ops::tanh, 20);
        Batch rows = new Batch(plain.shape(), 1);
        rows.size = 1;
        rows.weights[0] = 1;
        try (TorchTrainer trainer = TorchTrainer.open(plain, steep, TrainerCases.settings(1), () -> false)) {
            Map<String, float[]> before = trainer.weights();
            System.arraycopy(trainer.outputs(rows), 0, rows.labels, 0, 20);

            assertThat(trainer.loss(rows)).isZero();
            assertThat(trainer.step(rows, 0.1)).isNaN();
            assertThat(trainer.weights()).usingRecursiveComparison().isEqualTo(before);
        }
    }

    @Test
    void weightsAreSetByNameAndReadBack() {
        Map<String, float[]> other = trained(3, 5);
        try (TorchTrainer trainer = open(1)) {
            trainer.setWeights(other);
            assertThat(trainer.weights()).usingRecursiveComparison().isEqualTo(other);
            float[] outputs = trainer.outputs(batch);
            double[] expected = PlainRun.output(network, batch.size, other, Map.of("past", batch.past));
            assertThat((double) outputs[0]).isCloseTo(expected[0], within(1e-6));

            Map<String, float[]> wrong = new HashMap<>(withAWrongSize(other));
            assertThatThrownBy(() -> trainer.setWeights(wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("the weight bias[2] has 2 numbers, found 3");
            assertThat(trainer.weights()).usingRecursiveComparison().isEqualTo(other);
        }
    }

    private static Map<String, float[]> withAWrongSize(Map<String, float[]> numbers) {
        Map<String, float[]> wrong = new HashMap<>(numbers);
        wrong.put("matrix", new float[10]);
        wrong.put("bias", new float[3]);
        return wrong;
    }

    @Test
    void aClosedTrainerIsRefused() {
        TorchTrainer trainer = open(1);
        trainer.close();
        trainer.close();

        assertThatThrownBy(() -> trainer.step(batch, 0.1)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> trainer.loss(batch)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> trainer.outputs(batch)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(trainer::weights).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> trainer.setWeights(Map.of())).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aSecondTrainerWaitsForTheFirst() throws Exception {
        Map<String, float[]> expected = trained(4, 3);
        TorchTrainer first = open(1);
        FutureTask<Map<String, float[]>> second = new FutureTask<>(() -> trained(4, 3));
        new Thread(second).start();
        while (TrainingTurn.queued() < 2) {
            Thread.onSpinWait();
        }
        first.step(batch, 0.1);
        assertThat(second.isDone()).isFalse();

        first.close();

        assertThat(second.get(20, TimeUnit.SECONDS)).usingRecursiveComparison().isEqualTo(expected);
    }

    @Test
    void aTrainerThatWaitsCanBeCancelled() throws Exception {
        AtomicBoolean cancelled = new AtomicBoolean();
        try (TorchTrainer first = open(1)) {
            FutureTask<TorchTrainer> second = new FutureTask<>(
                    () -> TorchTrainer.open(network, TrainerCases.SQUARES, TrainerCases.settings(1), cancelled::get));
            new Thread(second).start();
            while (TrainingTurn.queued() < 2) {
                Thread.onSpinWait();
            }

            cancelled.set(true);

            assertThatThrownBy(() -> second.get(20, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(CancellationException.class);
            assertThat(first.step(batch, 0.1)).isFinite();
        }
    }

    @Test
    void aTrainerThatDoesNotOpenLeavesTheTurnToTheNext() {
        TrainerSettings none = new TrainerSettings(0, 1, 1, 0, "cpu");
        TrainerSettings unknown = new TrainerSettings(0, 1, 1, 1, "tpu");

        assertThatThrownBy(() -> TorchTrainer.open(network, TrainerCases.SQUARES, none, () -> false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("threads must be at least 1: 0");
        assertThatThrownBy(() -> TorchTrainer.open(network, TrainerCases.SQUARES, unknown, () -> false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("tpu");
        open(1).close();
    }

    @Test
    void theEnginesNumberOfThreadsIsRestored() {
        open(1).close();
        int threads = TorchEngine.threads();
        TrainerSettings settings = new TrainerSettings(0, 1, 1, threads + 1, "cpu");
        try (TorchTrainer trainer = TorchTrainer.open(network, TrainerCases.SQUARES, settings, () -> false)) {
            trainer.step(batch, 0.1);
            assertThat(TorchEngine.threads()).isEqualTo(threads + 1);
        }

        assertThat(TorchEngine.threads()).isEqualTo(threads);
    }

    @Test
    void theThreadsModeOfGradientsIsRestored() {
        try (TorchTrainer trainer = open(1)) {
            boolean before = JniUtils.isGradMode();
            try {
                JniUtils.setGradMode(false);
                trainer.step(batch, 0.1);
                assertThat(JniUtils.isGradMode()).isFalse();

                JniUtils.setGradMode(true);
                trainer.loss(batch);
                assertThat(JniUtils.isGradMode()).isTrue();
            } finally {
                JniUtils.setGradMode(before);
            }
        }
    }

    @Test
    void aGpuTrainsAsTheProcessorDoes() {
        assumeTrue(TorchEngine.start().gpus() > 0, "the engine found no GPU");
        Map<String, float[]> expected = trained(1, 3);
        TrainerSettings settings = new TrainerSettings(0.01, 1, 1, 1, "gpu");
        try (TorchTrainer trainer = TorchTrainer.open(network, TrainerCases.SQUARES, settings, () -> false)) {
            for (int i = 0; i < 3; i++) {
                trainer.step(batch, 0.01);
            }

            trainer.weights()
                    .forEach((name, found) -> assertThat(found).containsExactly(expected.get(name), within(1e-4f)));
        }
    }

    @Test
    void aNetworkThatTheEngineRefusesIsAnErrorAndTheTrainerCanBeUsedOn() {
        AtomicBoolean wrong = new AtomicBoolean(true);
        Loss loss = new Loss() {
            @Override
            public <T> T of(Ops<T> ops, T output, T labels) {
                T other = wrong.get() ? ops.constant(new float[3], 3) : labels;
                return TrainerCases.SQUARES.of(ops, output, other);
            }
        };
        try (TorchTrainer trainer = TorchTrainer.open(network, loss, TrainerCases.settings(1), () -> false)) {
            assertThatThrownBy(() -> trainer.step(batch, 0.1))
                    .isInstanceOf(ForecastException.class)
                    .hasMessageStartingWith("PyTorch's engine failed: ");

            wrong.set(false);
            assertThat(trainer.step(batch, 0.1)).isFinite();
        }
    }
}
