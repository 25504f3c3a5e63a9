package io.forecastj.training.torch;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.JniUtils;
import io.forecastj.training.network.DropoutMask;
import io.forecastj.training.network.Ops;
import io.forecastj.training.network.RecurrentWeights;
import io.forecastj.training.network.Weight;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Operators on tensors of the engine, for one step: every tensor belongs to the step's manager and is freed with it.
 *
 * <p>Weights are tensors over the memory of their numbers, made anew for each step; so their gradients begin with
 * nothing, and there is nothing to be set to zero.
 */
final class TorchOps implements Ops<PtNDArray> {
    private static final double LAYER_NORM_EPSILON = 1e-5;

    private final PtNDManager manager;
    private final StepMemory memory;
    private final FlatWeights layout;
    private final ByteBuffer numbers;
    private final boolean training;
    private final int batch;
    private final @Nullable PtNDArray[] weights;
    private final Map<String, PtNDArray> masks = new HashMap<>();

    /**
     * Creates the operators of a step.
     *
     * @param numbers the numbers of all weights
     * @param training true to compute gradients of the weights
     * @param batch the number of rows
     */
    TorchOps(
            PtNDManager manager,
            StepMemory memory,
            FlatWeights layout,
            ByteBuffer numbers,
            boolean training,
            int batch) {
        this.manager = manager;
        this.memory = memory;
        this.layout = layout;
        this.numbers = numbers;
        this.training = training;
        this.batch = batch;
        this.weights = new PtNDArray[layout.count()];
    }

    /** Returns a tensor with a copy of the first numbers of an array. */
    PtNDArray input(float[] values, int... shape) {
        int size = Arrays.stream(shape).reduce(1, Math::multiplyExact);
        ByteBuffer taken = memory.take(size);
        taken.asFloatBuffer().put(values, 0, size);
        return manager.create(taken, shape(shape), DataType.FLOAT32);
    }

    /** Sets the factors of a place of dropout; without them it is a place of ones. */
    void setMask(DropoutMask mask, float[] factors) {
        masks.put(mask.name(), input(factors, batch, mask.units()));
    }

    /**
     * Copies the gradients of all weights.
     *
     * @param gradient receives them in the places of the weights; zeros for a weight that was not used
     */
    void gradients(float[] gradient) {
        for (int i = 0; i < weights.length; i++) {
            PtNDArray weight = weights[i];
            PtNDArray found = weight == null ? null : JniUtils.getGradient(weight);
            int from = layout.offset(i);
            if (found == null) {
                Arrays.fill(gradient, from, from + layout.size(i), 0);
            } else {
                floats(found).get(gradient, from, layout.size(i));
            }
        }
    }

    /** Returns a view of the numbers of a tensor, copied from the device if it is not the CPU. */
    static FloatBuffer floats(PtNDArray x) {
        return x.toByteBuffer(true).asFloatBuffer();
    }

    private static Shape shape(int... sizes) {
        return new Shape(Arrays.stream(sizes).asLongStream().toArray());
    }

    @Override
    public int[] shape(PtNDArray x) {
        return Arrays.stream(x.getShape().getShape()).mapToInt(Math::toIntExact).toArray();
    }

    @Override
    public PtNDArray weight(Weight weight) {
        int index = layout.index(weight);
        PtNDArray made = weights[index];
        if (made == null) {
            ByteBuffer part = StepMemory.slice(numbers, layout.offset(index), layout.size(index));
            made = manager.create(part, shape(weight.shape()), DataType.FLOAT32);
            if (training) {
                made.setRequiresGradient(true);
            }
            weights[index] = made;
        }
        return made;
    }

    @Override
    public PtNDArray constant(float[] values, int... shape) {
        return input(values, shape);
    }

    @Override
    public PtNDArray mask(DropoutMask mask) {
        return masks.computeIfAbsent(
                mask.name(), name -> (PtNDArray) manager.ones(shape(batch, mask.units()), DataType.FLOAT32));
    }

    @Override
    public PtNDArray add(PtNDArray a, PtNDArray b) {
        return JniUtils.add(a, b);
    }

    @Override
    public PtNDArray subtract(PtNDArray a, PtNDArray b) {
        return JniUtils.sub(a, b);
    }

    @Override
    public PtNDArray multiply(PtNDArray a, PtNDArray b) {
        return JniUtils.mul(a, b);
    }

    @Override
    public PtNDArray divide(PtNDArray a, PtNDArray b) {
        return JniUtils.div(a, b);
    }

    @Override
    public PtNDArray max(PtNDArray a, PtNDArray b) {
        return JniUtils.max(a, b);
    }

    @Override
    public PtNDArray matMul(PtNDArray a, PtNDArray b) {
        return JniUtils.matmul(a, b);
    }

    @Override
    public PtNDArray linear(PtNDArray x, Weight weight, Weight bias) {
        return JniUtils.linear(x, weight(weight), weight(bias));
    }

    @Override
    public PtNDArray relu(PtNDArray x) {
        return JniUtils.relu(x);
    }

    @Override
    public PtNDArray gelu(PtNDArray x) {
        return JniUtils.gelu(x);
    }

    @Override
    public PtNDArray tanh(PtNDArray x) {
        return JniUtils.tanh(x);
    }

    @Override
    public PtNDArray sigmoid(PtNDArray x) {
        return JniUtils.sigmoid(x);
    }

    @Override
    public PtNDArray softplus(PtNDArray x) {
        return JniUtils.softPlus(x);
    }

    @Override
    public PtNDArray abs(PtNDArray x) {
        return JniUtils.abs(x);
    }

    @Override
    public PtNDArray softmax(PtNDArray x, int axis) {
        return JniUtils.softmax(x, axis, DataType.FLOAT32);
    }

    @Override
    public PtNDArray logSoftmax(PtNDArray x, int axis) {
        return JniUtils.logSoftmax(x, axis, DataType.FLOAT32);
    }

    @Override
    public PtNDArray sum(PtNDArray x, int axis) {
        return JniUtils.sum(x, new long[] {axis}, true);
    }

    @Override
    public PtNDArray mean(PtNDArray x, int axis) {
        return JniUtils.mean(x, axis, true);
    }

    @Override
    public PtNDArray max(PtNDArray x, int axis) {
        return JniUtils.max(x, axis, true);
    }

    @Override
    public PtNDArray layerNorm(PtNDArray x, Weight gain, Weight shift) {
        return JniUtils.layerNorm(x, shape(gain.shape()), weight(gain), weight(shift), LAYER_NORM_EPSILON);
    }

    @Override
    public PtNDArray transpose(PtNDArray x, int... axes) {
        return x.transpose(axes);
    }

    @Override
    public PtNDArray reshape(PtNDArray x, int... shapeAfterBatch) {
        long[] sizes = new long[shapeAfterBatch.length + 1];
        sizes[0] = x.getShape().get(0);
        for (int i = 0; i < shapeAfterBatch.length; i++) {
            sizes[i + 1] = shapeAfterBatch[i];
        }
        return JniUtils.reshape(x, sizes);
    }

    @Override
    public PtNDArray slice(PtNDArray x, int axis, int from, int to) {
        return JniUtils.slice(x, axis, from, to, 1);
    }

    @Override
    public PtNDArray concat(List<PtNDArray> parts, int axis) {
        return JniUtils.cat(parts.toArray(new PtNDArray[0]), axis);
    }

    @Override
    public PtNDArray reverse(PtNDArray x, int axis) {
        return JniUtils.flip(x, new long[] {axis});
    }

    @Override
    public PtNDArray lstm(PtNDArray x, RecurrentWeights layer) {
        PtNDArray zeros = state(layer);
        NDList states = JniUtils.lstm(x, new NDList(zeros, zeros), tensors(layer), true, 1, 0, training, false, true);
        return (PtNDArray) states.get(0);
    }

    @Override
    public PtNDArray gru(PtNDArray x, RecurrentWeights layer) {
        NDList states = JniUtils.gru(x, state(layer), tensors(layer), true, 1, 0, training, false, true);
        return (PtNDArray) states.get(0);
    }

    private PtNDArray state(RecurrentWeights layer) {
        return (PtNDArray) manager.zeros(shape(1, batch, layer.units()), DataType.FLOAT32);
    }

    private NDList tensors(RecurrentWeights layer) {
        NDList list = new NDList(4);
        layer.all().forEach(weight -> list.add(weight(weight)));
        return list;
    }

    @Override
    public PtNDArray convolution(PtNDArray x, Weight weight, Weight bias, int padLeft, int padRight, int dilation) {
        boolean even = padLeft == padRight;
        PtNDArray padded = even ? x : JniUtils.pad(x, new long[] {padLeft, padRight}, 0);
        return JniUtils.convolution(
                padded,
                weight(weight),
                weight(bias),
                new Shape(1),
                new Shape(even ? padLeft : 0),
                new Shape(dilation),
                1);
    }
}
