package io.forecastj.training.torch;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.JniUtils;
import io.forecastj.ForecastException;
import io.forecastj.training.network.Batch;
import io.forecastj.training.network.DropoutMask;
import io.forecastj.training.network.Loss;
import io.forecastj.training.network.Network;
import io.forecastj.training.network.NetworkInputs;
import io.forecastj.training.network.NetworkShape;
import io.forecastj.training.network.NetworkTrainer;
import io.forecastj.training.network.OutputForm;
import io.forecastj.training.network.TrainerSettings;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Training by PyTorch's engine.
 *
 * <p>The engine computes losses and gradients. Weights, moments and dropout are numbers in Java, so the same seed and
 * number of threads give the same bits on the same machine. One trainer is open in a JVM at a time: the next waits for
 * it to close. For one thread.
 */
public final class TorchTrainer implements NetworkTrainer {
    private final TrainingTurn turn;
    private final Network network;
    private final Loss loss;
    private final TrainerSettings settings;
    private final FlatWeights layout;
    private final AdamW optimiser;
    private final float[] numbers;
    private final float[] gradient;
    private final SplittableRandom dropout;
    private final StepMemory memory;
    private final ByteBuffer shared;
    private final PtNDManager manager;
    private final int threadsBefore;
    private float[] factors = new float[0];
    private boolean closed;

    private TorchTrainer(
            TrainingTurn turn,
            StepMemory memory,
            PtNDManager manager,
            Network network,
            Loss loss,
            TrainerSettings settings) {
        this.turn = turn;
        this.memory = memory;
        this.manager = manager;
        this.network = network;
        this.loss = loss;
        this.settings = settings;
        this.layout = new FlatWeights(network.weights());
        this.optimiser = new AdamW(layout, settings.weightDecay(), settings.clipNorm());
        this.numbers = new float[layout.length()];
        this.gradient = new float[layout.length()];
        SplittableRandom random = new SplittableRandom(settings.seed());
        SplittableRandom start = random.split();
        this.dropout = random.split();
        for (int i = 0; i < layout.count(); i++) {
            float[] drawn = layout.weight(i).start(start);
            System.arraycopy(drawn, 0, numbers, layout.offset(i), drawn.length);
        }
        this.threadsBefore = TorchEngine.threads();
        this.shared = memory.keep(layout.length());
        share();
    }

    /**
     * Waits until no other trainer of this JVM is open, and opens one with new weights.
     *
     * @param network the network
     * @param loss the loss of each row
     * @param settings the settings
     * @param cancelled asked about every 50 ms while it waits; true ends it
     * @throws CancellationException if cancelled, or interrupted while it waits
     * @throws IllegalStateException if this thread has a trainer open
     * @throws IllegalArgumentException if there are fewer than 1 thread, or the device is not the name of one
     * @throws ForecastException if the engine does not start, or lacks the device
     */
    public static TorchTrainer open(Network network, Loss loss, TrainerSettings settings, BooleanSupplier cancelled) {
        if (settings.threads() < 1) {
            throw new IllegalArgumentException("threads must be at least 1: " + settings.threads());
        }
        TrainingTurn turn = TrainingTurn.await(cancelled);
        @Nullable StepMemory memory = null;
        @Nullable PtNDManager manager = null;
        @Nullable TorchTrainer opened = null;
        try {
            TorchEngine engine = TorchEngine.start();
            manager = (PtNDManager) engine.engine().newBaseManager(engine.device(settings.device()));
            memory = new StepMemory(engine.engine());
            opened = new TorchTrainer(turn, memory, manager, network, loss, settings);
            return opened;
        } catch (EngineException e) {
            throw failed(e);
        } finally {
            if (opened == null) {
                free(turn, memory, manager);
            }
        }
    }

    private static ForecastException failed(EngineException e) {
        return new ForecastException("PyTorch's engine failed: " + e.getMessage(), e);
    }

    private static void free(TrainingTurn turn, @Nullable StepMemory memory, @Nullable NDManager manager) {
        try {
            if (manager != null) {
                manager.close();
            }
            if (memory != null) {
                memory.close();
            }
        } finally {
            turn.close();
        }
    }

    @Override
    public double step(Batch batch, double learningRate) {
        double total = totalWeight(batch);
        if (total == 0) {
            return 0;
        }
        return compute(batch, true, ops -> {
            for (DropoutMask mask : network.masks()) {
                ops.setMask(mask, draw(batch.size * mask.units(), mask.rate()));
            }
            PtNDArray losses = losses(ops, batch);
            double value = mean(losses, batch, total);
            if (!Double.isFinite(value)) {
                return value;
            }
            JniUtils.backward(losses, ops.input(shares(batch, total), batch.size, 1), false, false);
            ops.gradients(gradient);
            if (!optimiser.step(numbers, gradient, learningRate)) {
                return Double.NaN;
            }
            share();
            return value;
        });
    }

    @Override
    public double loss(Batch batch) {
        double total = totalWeight(batch);
        return total == 0 ? 0 : compute(batch, false, ops -> mean(losses(ops, batch), batch, total));
    }

    @Override
    public float[] outputs(Batch batch) {
        return compute(batch, false, ops -> {
            float[] outputs = new float[batch.size * network.shape().outputs().size()];
            TorchOps.floats(output(ops, batch)).get(outputs);
            return outputs;
        });
    }

    private <R> R compute(Batch batch, boolean training, Function<TorchOps, R> task) {
        requireOpen();
        return TorchEngine.run(() -> inStep(batch, training, task));
    }

    private <R> R inStep(Batch batch, boolean training, Function<TorchOps, R> task) {
        TorchEngine.setThreads(settings.threads());
        boolean before = JniUtils.isGradMode();
        memory.reset();
        try (NDManager step = manager.newSubManager()) {
            JniUtils.setGradMode(training);
            return task.apply(new TorchOps((PtNDManager) step, memory, layout, shared, training, batch.size));
        } catch (EngineException e) {
            throw failed(e);
        } finally {
            JniUtils.setGradMode(before);
        }
    }

    private PtNDArray output(TorchOps ops, Batch batch) {
        NetworkShape shape = network.shape();
        int n = batch.size;
        return network.output(
                ops,
                new NetworkInputs<>(
                        ops.input(batch.past, n, shape.lookback(), shape.features()),
                        shape.futureColumns() == 0
                                ? null
                                : ops.input(batch.future, n, shape.horizon(), shape.futureColumns()),
                        shape.attributes() == 0 ? null : ops.input(batch.attributes, n, shape.attributes())));
    }

    private PtNDArray losses(TorchOps ops, Batch batch) {
        OutputForm form = network.shape().outputs();
        int[] rest = form instanceof OutputForm.Quantiles quantiles ? new int[] {quantiles.steps(), 1} : form.shape();
        int[] shape = new int[rest.length + 1];
        shape[0] = batch.size;
        System.arraycopy(rest, 0, shape, 1, rest.length);
        return loss.of(ops, output(ops, batch), ops.input(batch.labels, shape));
    }

    private static double mean(PtNDArray losses, Batch batch, double total) {
        FloatBuffer values = TorchOps.floats(losses);
        double sum = 0;
        for (int i = 0; i < batch.size; i++) {
            sum += batch.weights[i] * values.get(i);
        }
        return sum / total;
    }

    private static double totalWeight(Batch batch) {
        double total = 0;
        for (int i = 0; i < batch.size; i++) {
            total += batch.weights[i];
        }
        return total;
    }

    private float[] shares(Batch batch, double total) {
        float[] shares = factors(batch.size);
        for (int i = 0; i < batch.size; i++) {
            shares[i] = (float) (batch.weights[i] / total);
        }
        return shares;
    }

    private float[] draw(int size, double rate) {
        float[] drawn = factors(size);
        float kept = (float) (1 / (1 - rate));
        for (int i = 0; i < size; i++) {
            drawn[i] = dropout.nextDouble() < rate ? 0 : kept;
        }
        return drawn;
    }

    private float[] factors(int size) {
        if (factors.length < size) {
            factors = new float[size];
        }
        return factors;
    }

    private void share() {
        shared.asFloatBuffer().put(numbers);
    }

    @Override
    public Map<String, float[]> weights() {
        requireOpen();
        return byName(numbers);
    }

    /** Returns a copy of the gradient of the last step by the names of the weights, before it was clipped. */
    Map<String, float[]> gradients() {
        return byName(gradient);
    }

    private Map<String, float[]> byName(float[] flat) {
        Map<String, float[]> copies = new LinkedHashMap<>();
        for (int i = 0; i < layout.count(); i++) {
            int from = layout.offset(i);
            copies.put(layout.weight(i).name(), Arrays.copyOfRange(flat, from, from + layout.size(i)));
        }
        return copies;
    }

    @Override
    public void setWeights(Map<String, float[]> given) {
        requireOpen();
        float[] set = new float[numbers.length];
        for (int i = 0; i < layout.count(); i++) {
            float[] values = given.get(layout.weight(i).name());
            if (values == null || values.length != layout.size(i)) {
                throw new IllegalArgumentException("the weight " + layout.weight(i) + " has " + layout.size(i)
                        + " numbers, found " + (values == null ? "none" : values.length));
            }
            System.arraycopy(values, 0, set, layout.offset(i), values.length);
        }
        System.arraycopy(set, 0, numbers, 0, set.length);
        share();
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the trainer is closed");
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            TorchEngine.run(() -> {
                TorchEngine.setThreads(threadsBefore);
                manager.close();
                memory.close();
                return true;
            });
        } catch (CancellationException e) {
            // the end of the process frees its memory, too
        } finally {
            turn.close();
        }
    }
}
