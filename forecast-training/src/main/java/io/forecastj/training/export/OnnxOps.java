package io.forecastj.training.export;

import io.forecastj.training.network.DropoutMask;
import io.forecastj.training.network.Ops;
import io.forecastj.training.network.RecurrentWeights;
import io.forecastj.training.network.Weight;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Operators that add nodes to a graph. For one thread.
 *
 * <p>They are those of operator set 17 that {@code docs/onnx.md} allows. Axes are written as positive numbers: behind a
 * negative one, the check of a loaded model has to suspect the batch.
 */
final class OnnxOps implements Ops<OnnxValue> {
    private static final float EPSILON = 1e-5f;

    private final ExportGraph graph;
    private final ExportWeights weights;
    private final List<DropoutMask> masks;

    /**
     * Creates the operators.
     *
     * @param graph the graph to add to; it has the masks as inputs
     * @param weights the weights that may be used
     * @param masks the masks that may be used
     */
    OnnxOps(ExportGraph graph, ExportWeights weights, List<DropoutMask> masks) {
        this.graph = graph;
        this.weights = weights;
        this.masks = masks;
    }

    @Override
    public int[] shape(OnnxValue x) {
        return x.shape();
    }

    @Override
    public OnnxValue weight(Weight weight) {
        return weights.store(WeightForm.SAME, weight);
    }

    @Override
    public OnnxValue constant(float[] values, int... shape) {
        if (Arrays.stream(shape).asLongStream().reduce(1, Math::multiplyExact) != values.length) {
            throw ExportShapes.fail(
                    "constant", "as many numbers as " + ExportShapes.text(shape), Integer.toString(values.length));
        }
        return OnnxValue.of(graph.constant(ExportTensor.floats(values, shape)), shape);
    }

    @Override
    public OnnxValue mask(DropoutMask mask) {
        if (!masks.contains(mask)) {
            throw ExportShapes.fail("mask", "one of " + masks, mask.toString());
        }
        return OnnxValue.of(mask.name(), OnnxValue.BATCH, mask.units());
    }

    @Override
    public OnnxValue add(OnnxValue a, OnnxValue b) {
        return pair("Add", a, b);
    }

    @Override
    public OnnxValue subtract(OnnxValue a, OnnxValue b) {
        return pair("Sub", a, b);
    }

    @Override
    public OnnxValue multiply(OnnxValue a, OnnxValue b) {
        return pair("Mul", a, b);
    }

    @Override
    public OnnxValue divide(OnnxValue a, OnnxValue b) {
        return pair("Div", a, b);
    }

    @Override
    public OnnxValue max(OnnxValue a, OnnxValue b) {
        return pair("Max", a, b);
    }

    @Override
    public OnnxValue matMul(OnnxValue a, OnnxValue b) {
        int[] shape = ExportShapes.product(a, b);
        return OnnxValue.of(graph.node("MatMul", List.of(a.name(), b.name())), shape);
    }

    @Override
    public OnnxValue linear(OnnxValue x, Weight weight, Weight bias) {
        ExportShapes.requireAxis("linear", x, x.rank() - 1);
        ExportWeights.require("linear", x, bias, bias.size());
        ExportWeights.require("linear", x, weight, bias.size(), x.size(x.rank() - 1));
        return add(matMul(x, weights.store(WeightForm.TRANSPOSED, weight)), weight(bias));
    }

    @Override
    public OnnxValue relu(OnnxValue x) {
        return each("Relu", x);
    }

    @Override
    public OnnxValue gelu(OnnxValue x) {
        // in this order, in which ONNX Runtime recognises it and computes it in one pass
        OnnxValue erf = each("Erf", divide(x, scalar((float) Math.sqrt(2))));
        return multiply(multiply(x, add(erf, scalar(1))), scalar(0.5f));
    }

    @Override
    public OnnxValue tanh(OnnxValue x) {
        return each("Tanh", x);
    }

    @Override
    public OnnxValue sigmoid(OnnxValue x) {
        return each("Sigmoid", x);
    }

    @Override
    public OnnxValue softplus(OnnxValue x) {
        return each("Softplus", x);
    }

    @Override
    public OnnxValue abs(OnnxValue x) {
        return each("Abs", x);
    }

    @Override
    public OnnxValue softmax(OnnxValue x, int axis) {
        ExportShapes.requireAxis("softmax", x, axis);
        return each("Softmax", x, ExportAttribute.integer("axis", axis));
    }

    @Override
    public OnnxValue logSoftmax(OnnxValue x, int axis) {
        ExportShapes.requireAxis("logSoftmax", x, axis);
        return each("LogSoftmax", x, ExportAttribute.integer("axis", axis));
    }

    @Override
    public OnnxValue sum(OnnxValue x, int axis) {
        int[] shape = ExportShapes.withSize("sum", x, axis, 1);
        String axes = integers(axis);
        return OnnxValue.of(
                graph.node("ReduceSum", List.of(x.name(), axes), ExportAttribute.integer("keepdims", 1)), shape);
    }

    @Override
    public OnnxValue mean(OnnxValue x, int axis) {
        return reduce("ReduceMean", x, axis);
    }

    @Override
    public OnnxValue max(OnnxValue x, int axis) {
        return reduce("ReduceMax", x, axis);
    }

    /** Reduces along an axis that is an attribute: in this operator set, only that of ReduceSum is an input. */
    private OnnxValue reduce(String operator, OnnxValue x, int axis) {
        int[] shape = ExportShapes.withSize(operator, x, axis, 1);
        String output = graph.node(
                operator,
                List.of(x.name()),
                ExportAttribute.integers("axes", axis),
                ExportAttribute.integer("keepdims", 1));
        return OnnxValue.of(output, shape);
    }

    @Override
    public OnnxValue layerNorm(OnnxValue x, Weight gain, Weight shift) {
        int last = x.rank() - 1;
        ExportShapes.requireAxis("layerNorm", x, last);
        ExportWeights.require("layerNorm", x, gain, x.size(last));
        ExportWeights.require("layerNorm", x, shift, x.size(last));
        String output = graph.node(
                "LayerNormalization",
                List.of(x.name(), weight(gain).name(), weight(shift).name()),
                ExportAttribute.integer("axis", last),
                ExportAttribute.number("epsilon", EPSILON));
        return OnnxValue.of(output, x.shape());
    }

    @Override
    public OnnxValue transpose(OnnxValue x, int... axes) {
        int[] sorted = axes.clone();
        Arrays.sort(sorted);
        int[] all = IntStream.range(0, x.rank()).toArray();
        if (!Arrays.equals(sorted, all) || axes[0] != 0) {
            throw ExportShapes.fail("transpose", "all axes of " + x + ", 0 first", Arrays.toString(axes));
        }
        return graph.transpose(x, axes);
    }

    @Override
    public OnnxValue reshape(OnnxValue x, int... shapeAfterBatch) {
        int[] shape = new int[shapeAfterBatch.length + 1];
        shape[0] = x.size(0);
        System.arraycopy(shapeAfterBatch, 0, shape, 1, shapeAfterBatch.length);
        boolean empty = Arrays.stream(shapeAfterBatch).anyMatch(size -> size < 1);
        if (empty || ExportShapes.sizeAfterBatch(shape) != ExportShapes.sizeAfterBatch(x.shape())) {
            throw ExportShapes.fail("reshape", "as many elements as " + x, ExportShapes.text(shape));
        }
        long[] sizes = Arrays.stream(shape).asLongStream().toArray();
        // 0 copies the size, so the batch stays open
        sizes[0] = 0;
        return OnnxValue.of(graph.node("Reshape", List.of(x.name(), integers(sizes))), shape);
    }

    @Override
    public OnnxValue slice(OnnxValue x, int axis, int from, int to) {
        int[] shape = ExportShapes.withSize("slice", x, axis, to - from);
        if (from < 0 || to > x.size(axis) || from >= to) {
            throw ExportShapes.fail("slice", "a range of axis " + axis + " of " + x, from + " to " + to);
        }
        return OnnxValue.of(
                graph.node("Slice", List.of(x.name(), integers(from), integers(to), integers(axis))), shape);
    }

    @Override
    public OnnxValue concat(List<OnnxValue> parts, int axis) {
        if (parts.isEmpty()) {
            throw ExportShapes.fail("concat", "parts", "none");
        }
        OnnxValue first = parts.get(0);
        int[] shape = ExportShapes.withSize("concat", first, axis, 0);
        for (OnnxValue part : parts) {
            int[] same = ExportShapes.withSize("concat", part, axis, shape[axis]);
            if (!Arrays.equals(same, shape)) {
                throw ExportShapes.fail("concat", "sizes as " + first + " but along axis " + axis, part.toString());
            }
            shape[axis] += part.size(axis);
        }
        List<String> names = parts.stream().map(OnnxValue::name).toList();
        return OnnxValue.of(graph.node("Concat", names, ExportAttribute.integer("axis", axis)), shape);
    }

    @Override
    public OnnxValue reverse(OnnxValue x, int axis) {
        ExportShapes.requireAxis("reverse", x, axis);
        List<String> inputs = List.of(x.name(), integers(-1), integers(Long.MIN_VALUE), integers(axis), integers(-1));
        return OnnxValue.of(graph.node("Slice", inputs), x.shape());
    }

    @Override
    public OnnxValue lstm(OnnxValue x, RecurrentWeights layer) {
        return RecurrentNodes.states(graph, weights, "LSTM", WeightForm.LSTM, x, layer);
    }

    @Override
    public OnnxValue gru(OnnxValue x, RecurrentWeights layer) {
        ExportAttribute resetAfter = ExportAttribute.integer("linear_before_reset", 1);
        return RecurrentNodes.states(graph, weights, "GRU", WeightForm.GRU, x, layer, resetAfter);
    }

    @Override
    public OnnxValue convolution(OnnxValue x, Weight weight, Weight bias, int padLeft, int padRight, int dilation) {
        int channels = bias.size();
        int kernel = weight.shape()[weight.shape().length - 1];
        ExportShapes.requireRank("convolution", x, 3);
        ExportWeights.require("convolution", x, bias, channels);
        ExportWeights.require("convolution", x, weight, channels, x.size(1), kernel);
        int time = ExportShapes.convolved(x, kernel, padLeft, padRight, dilation);
        String output = graph.node(
                "Conv",
                List.of(x.name(), weight(weight).name(), weight(bias).name()),
                ExportAttribute.integers("dilations", dilation),
                ExportAttribute.integers("kernel_shape", kernel),
                ExportAttribute.integers("pads", padLeft, padRight));
        return OnnxValue.of(output, x.size(0), channels, time);
    }

    private OnnxValue pair(String operator, OnnxValue a, OnnxValue b) {
        int[] shape = ExportShapes.broadcast(operator, a, b);
        return OnnxValue.of(graph.node(operator, List.of(a.name(), b.name())), shape);
    }

    private OnnxValue each(String operator, OnnxValue x, ExportAttribute... attributes) {
        return OnnxValue.of(graph.node(operator, List.of(x.name()), attributes), x.shape());
    }

    private OnnxValue scalar(float value) {
        return constant(new float[] {value});
    }

    private String integers(long... values) {
        return graph.constant(ExportTensor.integers(values));
    }
}
