package io.forecastj.training.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.special.Erf;

/**
 * Operators in plain loops over doubles: slow, and simple enough to compare the engine and the exporter with.
 *
 * <p>Misuse that another implementation might allow is refused: a changed batch, an axis that is the batch where the
 * operator excludes it, an unknown weight.
 */
final class PlainOps implements Ops<PlainTensor> {
    private final int batch;
    private final Map<String, float[]> weights;
    private final Map<String, float[]> masks;
    private final Map<String, PlainTensor> tensors = new HashMap<>();
    private final Set<String> used = new HashSet<>();

    /**
     * Creates the operators.
     *
     * @param batch the number of rows
     * @param weights the numbers of the weights by name
     * @param masks the factors of the masks by name, {@code [batch, units]}; ones where there are none
     */
    PlainOps(int batch, Map<String, float[]> weights, Map<String, float[]> masks) {
        this.batch = batch;
        this.weights = weights;
        this.masks = masks;
    }

    /** Returns the names of the weights and masks that were used. */
    Set<String> used() {
        return used;
    }

    @Override
    public int[] shape(PlainTensor x) {
        return x.shape().clone();
    }

    @Override
    public PlainTensor weight(Weight weight) {
        used.add(weight.name());
        return tensors.computeIfAbsent(weight.name(), name -> {
            float[] values = weights.get(name);
            if (values == null) {
                throw new IllegalArgumentException("no weight " + name);
            }
            return PlainTensor.of(values, weight.shape());
        });
    }

    @Override
    public PlainTensor constant(float[] values, int... shape) {
        return PlainTensor.of(values, shape);
    }

    @Override
    public PlainTensor mask(DropoutMask mask) {
        used.add(mask.name());
        float[] values = masks.get(mask.name());
        if (values == null) {
            values = new float[batch * mask.units()];
            Arrays.fill(values, 1);
        }
        return PlainTensor.of(values, batch, mask.units());
    }

    @Override
    public PlainTensor add(PlainTensor a, PlainTensor b) {
        return pairs(a, b, Double::sum);
    }

    @Override
    public PlainTensor subtract(PlainTensor a, PlainTensor b) {
        return pairs(a, b, (x, y) -> x - y);
    }

    @Override
    public PlainTensor multiply(PlainTensor a, PlainTensor b) {
        return pairs(a, b, (x, y) -> x * y);
    }

    @Override
    public PlainTensor divide(PlainTensor a, PlainTensor b) {
        return pairs(a, b, (x, y) -> x / y);
    }

    @Override
    public PlainTensor max(PlainTensor a, PlainTensor b) {
        return pairs(a, b, Math::max);
    }

    private static PlainTensor pairs(PlainTensor a, PlainTensor b, DoubleBinaryOperator f) {
        int[] shape = broadcast(a.shape(), b.shape());
        int[] left = strides(a, shape.length);
        int[] right = strides(b, shape.length);
        PlainTensor y = PlainTensor.zeros(shape);
        int[] index = new int[shape.length];
        for (int i = 0; i < y.values().length; i++) {
            y.values()[i] = f.applyAsDouble(a.values()[position(left, index)], b.values()[position(right, index)]);
            next(index, shape);
        }
        return y;
    }

    private static int[] broadcast(int[] a, int[] b) {
        int[] shape = new int[Math.max(a.length, b.length)];
        for (int i = 1; i <= shape.length; i++) {
            int m = i <= a.length ? a[a.length - i] : 1;
            int n = i <= b.length ? b[b.length - i] : 1;
            if (m != n && m != 1 && n != 1) {
                throw new IllegalArgumentException(Arrays.toString(a) + " does not go with " + Arrays.toString(b));
            }
            shape[shape.length - i] = m == 1 ? n : m;
        }
        return shape;
    }

    /** Returns the distances of neighbours along the axes of a broadcast shape: 0 along one that is repeated. */
    private static int[] strides(PlainTensor x, int axes) {
        int[] strides = new int[axes];
        for (int axis = 0; axis < x.axes(); axis++) {
            strides[axes - x.axes() + axis] = x.shape()[axis] == 1 ? 0 : x.stride(axis);
        }
        return strides;
    }

    private static int position(int[] strides, int[] index) {
        int at = 0;
        for (int axis = 0; axis < index.length; axis++) {
            at += strides[axis] * index[axis];
        }
        return at;
    }

    private static void next(int[] index, int[] shape) {
        for (int axis = shape.length - 1; axis >= 0 && ++index[axis] == shape[axis]; axis--) {
            index[axis] = 0;
        }
    }

    @Override
    public PlainTensor matMul(PlainTensor a, PlainTensor b) {
        int rows = a.shape()[a.axes() - 2];
        int inner = a.shape()[a.axes() - 1];
        int columns = b.shape()[b.axes() - 1];
        if (b.shape()[b.axes() - 2] != inner) {
            throw new IllegalArgumentException(
                    Arrays.toString(a.shape()) + " is not multiplied by " + Arrays.toString(b.shape()));
        }
        int[] lead = broadcast(Arrays.copyOf(a.shape(), a.axes() - 2), Arrays.copyOf(b.shape(), b.axes() - 2));
        int[] shape = Arrays.copyOf(lead, lead.length + 2);
        shape[lead.length] = rows;
        shape[lead.length + 1] = columns;
        PlainTensor y = PlainTensor.zeros(shape);
        int[] lefts = strides(PlainTensor.zeros(Arrays.copyOf(a.shape(), a.axes() - 2)), lead.length);
        int[] rights = strides(PlainTensor.zeros(Arrays.copyOf(b.shape(), b.axes() - 2)), lead.length);
        int[] index = new int[lead.length];
        for (int m = 0; m < PlainTensor.size(lead); m++) {
            int left = position(lefts, index) * rows * inner;
            int right = position(rights, index) * inner * columns;
            for (int i = 0; i < rows; i++) {
                for (int j = 0; j < columns; j++) {
                    double sum = 0;
                    for (int k = 0; k < inner; k++) {
                        sum += a.values()[left + i * inner + k] * b.values()[right + k * columns + j];
                    }
                    y.values()[(m * rows + i) * columns + j] = sum;
                }
            }
            next(index, lead);
        }
        return y;
    }

    @Override
    public PlainTensor linear(PlainTensor x, Weight weight, Weight bias) {
        PlainTensor w = weight(weight);
        int out = w.shape()[0];
        int in = w.shape()[1];
        int last = x.axes() - 1;
        if (x.shape()[last] != in) {
            throw new IllegalArgumentException(weight + " does not take " + Arrays.toString(x.shape()));
        }
        int[] shape = x.shape().clone();
        shape[last] = out;
        PlainTensor b = weight(bias);
        PlainTensor y = PlainTensor.zeros(shape);
        for (int i = 0; i < y.values().length; i++) {
            int o = i % out;
            double sum = b.values()[o];
            for (int k = 0; k < in; k++) {
                sum += w.values()[o * in + k] * x.values()[i / out * in + k];
            }
            y.values()[i] = sum;
        }
        return y;
    }

    @Override
    public PlainTensor relu(PlainTensor x) {
        return each(x, v -> Math.max(v, 0));
    }

    @Override
    public PlainTensor gelu(PlainTensor x) {
        return each(x, v -> v * 0.5 * (1 + Erf.erf(v / Math.sqrt(2))));
    }

    @Override
    public PlainTensor tanh(PlainTensor x) {
        return each(x, Math::tanh);
    }

    @Override
    public PlainTensor sigmoid(PlainTensor x) {
        return each(x, PlainOps::logistic);
    }

    @Override
    public PlainTensor softplus(PlainTensor x) {
        return each(x, v -> Math.max(v, 0) + Math.log1p(Math.exp(-Math.abs(v))));
    }

    @Override
    public PlainTensor abs(PlainTensor x) {
        return each(x, Math::abs);
    }

    private static double logistic(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    private static PlainTensor each(PlainTensor x, DoubleUnaryOperator f) {
        return new PlainTensor(Arrays.stream(x.values()).map(f).toArray(), x.shape());
    }

    @Override
    public PlainTensor softmax(PlainTensor x, int axis) {
        PlainTensor powers = each(subtract(x, max(x, axis)), Math::exp);
        return divide(powers, sum(powers, axis));
    }

    @Override
    public PlainTensor logSoftmax(PlainTensor x, int axis) {
        PlainTensor centred = subtract(x, max(x, axis));
        return subtract(centred, each(sum(each(centred, Math::exp), axis), Math::log));
    }

    @Override
    public PlainTensor sum(PlainTensor x, int axis) {
        return along(x, axis, 0, Double::sum);
    }

    @Override
    public PlainTensor mean(PlainTensor x, int axis) {
        int n = x.shape()[axis];
        return each(sum(x, axis), v -> v / n);
    }

    @Override
    public PlainTensor max(PlainTensor x, int axis) {
        return along(x, axis, Double.NEGATIVE_INFINITY, Math::max);
    }

    private static PlainTensor along(PlainTensor x, int axis, double start, DoubleBinaryOperator f) {
        requireNoBatch(axis);
        int[] shape = x.shape().clone();
        shape[axis] = 1;
        PlainTensor y = PlainTensor.zeros(shape);
        Arrays.fill(y.values(), start);
        int[] strides = strides(y, shape.length);
        int[] index = new int[shape.length];
        for (int i = 0; i < x.values().length; i++) {
            int at = position(strides, index);
            y.values()[at] = f.applyAsDouble(y.values()[at], x.values()[i]);
            next(index, x.shape());
        }
        return y;
    }

    @Override
    public PlainTensor layerNorm(PlainTensor x, Weight gain, Weight shift) {
        int last = x.axes() - 1;
        PlainTensor centred = subtract(x, mean(x, last));
        PlainTensor deviation = each(mean(multiply(centred, centred), last), v -> Math.sqrt(v + 1e-5));
        return add(multiply(divide(centred, deviation), weight(gain)), weight(shift));
    }

    @Override
    public PlainTensor transpose(PlainTensor x, int... axes) {
        if (axes.length != x.axes() || axes[0] != 0) {
            throw new IllegalArgumentException(Arrays.toString(axes) + " does not keep the batch first");
        }
        int[] shape = Arrays.stream(axes).map(axis -> x.shape()[axis]).toArray();
        PlainTensor y = PlainTensor.zeros(shape);
        int[] index = new int[shape.length];
        for (int i = 0; i < y.values().length; i++) {
            int at = 0;
            for (int axis = 0; axis < axes.length; axis++) {
                at += index[axis] * x.stride(axes[axis]);
            }
            y.values()[i] = x.values()[at];
            next(index, shape);
        }
        return y;
    }

    @Override
    public PlainTensor reshape(PlainTensor x, int... shapeAfterBatch) {
        int[] shape = new int[shapeAfterBatch.length + 1];
        shape[0] = x.shape()[0];
        System.arraycopy(shapeAfterBatch, 0, shape, 1, shapeAfterBatch.length);
        return new PlainTensor(x.values().clone(), shape);
    }

    @Override
    public PlainTensor slice(PlainTensor x, int axis, int from, int to) {
        requireNoBatch(axis);
        int size = x.shape()[axis];
        if (from < 0 || to > size || from >= to) {
            throw new IllegalArgumentException("no " + from + " to " + to + " of " + Arrays.toString(x.shape()));
        }
        int[] shape = x.shape().clone();
        shape[axis] = to - from;
        int inner = x.stride(axis);
        double[] y = new double[PlainTensor.size(shape)];
        int run = (to - from) * inner;
        for (int block = 0; block < y.length / run; block++) {
            System.arraycopy(x.values(), (block * size + from) * inner, y, block * run, run);
        }
        return new PlainTensor(y, shape);
    }

    @Override
    public PlainTensor concat(List<PlainTensor> parts, int axis) {
        requireNoBatch(axis);
        int[] shape = parts.get(0).shape().clone();
        for (PlainTensor part : parts.subList(1, parts.size())) {
            int[] same = part.shape().clone();
            same[axis] = shape[axis];
            if (!Arrays.equals(same, shape)) {
                throw new IllegalArgumentException(
                        Arrays.toString(part.shape()) + " does not follow " + Arrays.toString(shape));
            }
            shape[axis] += part.shape()[axis];
        }
        PlainTensor y = PlainTensor.zeros(shape);
        int inner = y.stride(axis);
        int from = 0;
        for (PlainTensor part : parts) {
            int run = part.shape()[axis] * inner;
            for (int block = 0; block < part.values().length / run; block++) {
                System.arraycopy(part.values(), block * run, y.values(), (block * shape[axis] + from) * inner, run);
            }
            from += part.shape()[axis];
        }
        return y;
    }

    @Override
    public PlainTensor reverse(PlainTensor x, int axis) {
        List<PlainTensor> parts = new ArrayList<>();
        for (int i = x.shape()[axis] - 1; i >= 0; i--) {
            parts.add(slice(x, axis, i, i + 1));
        }
        return concat(parts, axis);
    }

    @Override
    public PlainTensor lstm(PlainTensor x, RecurrentWeights w) {
        int units = w.units();
        double[] cell = new double[x.shape()[0] * units];
        return recurrent(x, w, 4, (row, state, input, hidden) -> {
            for (int u = 0; u < units; u++) {
                double in = logistic(input[u] + hidden[u]);
                double forget = logistic(input[units + u] + hidden[units + u]);
                double candidate = Math.tanh(input[2 * units + u] + hidden[2 * units + u]);
                double out = logistic(input[3 * units + u] + hidden[3 * units + u]);
                int at = row * units + u;
                cell[at] = forget * cell[at] + in * candidate;
                state[u] = out * Math.tanh(cell[at]);
            }
        });
    }

    @Override
    public PlainTensor gru(PlainTensor x, RecurrentWeights w) {
        int units = w.units();
        return recurrent(x, w, 3, (row, state, input, hidden) -> {
            for (int u = 0; u < units; u++) {
                double reset = logistic(input[u] + hidden[u]);
                double update = logistic(input[units + u] + hidden[units + u]);
                double candidate = Math.tanh(input[2 * units + u] + reset * hidden[2 * units + u]);
                state[u] = (1 - update) * candidate + update * state[u];
            }
        });
    }

    private interface Cell {
        void step(int row, double[] state, double[] input, double[] hidden);
    }

    private PlainTensor recurrent(PlainTensor x, RecurrentWeights w, int gates, Cell cell) {
        int units = w.units();
        int time = x.shape()[1];
        PlainTensor input = linear(x, w.input(), w.inputBias());
        PlainTensor y = PlainTensor.zeros(x.shape()[0], time, units);
        for (int row = 0; row < x.shape()[0]; row++) {
            double[] state = new double[units];
            for (int t = 0; t < time; t++) {
                int from = (row * time + t) * gates * units;
                double[] in = Arrays.copyOfRange(input.values(), from, from + gates * units);
                double[] hidden = linear(new PlainTensor(state, 1, units), w.recurrent(), w.recurrentBias())
                        .values();
                cell.step(row, state, in, hidden);
                System.arraycopy(state, 0, y.values(), (row * time + t) * units, units);
            }
        }
        return y;
    }

    @Override
    public PlainTensor convolution(PlainTensor x, Weight weight, Weight bias, int padLeft, int padRight, int dilation) {
        PlainTensor w = weight(weight);
        PlainTensor b = weight(bias);
        int out = w.shape()[0];
        int in = w.shape()[1];
        int kernel = w.shape()[2];
        int time = x.shape()[2];
        if (x.axes() != 3 || x.shape()[1] != in) {
            throw new IllegalArgumentException(weight + " does not take " + Arrays.toString(x.shape()));
        }
        int length = time + padLeft + padRight - dilation * (kernel - 1);
        PlainTensor y = PlainTensor.zeros(x.shape()[0], out, length);
        for (int at = 0; at < y.values().length; at++) {
            int t = at % length;
            int o = at / length % out;
            int row = at / length / out;
            double sum = b.values()[o];
            for (int c = 0; c < in; c++) {
                for (int k = 0; k < kernel; k++) {
                    int when = t - padLeft + k * dilation;
                    if (when >= 0 && when < time) {
                        sum += w.values()[(o * in + c) * kernel + k] * x.values()[(row * in + c) * time + when];
                    }
                }
            }
            y.values()[at] = sum;
        }
        return y;
    }

    private static void requireNoBatch(int axis) {
        if (axis < 1) {
            throw new IllegalArgumentException("the axis " + axis + " is that of the batch");
        }
    }
}
