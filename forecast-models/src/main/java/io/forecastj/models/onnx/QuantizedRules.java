package io.forecastj.models.onnx;

import java.util.Arrays;
import java.util.List;

/** Quantized tensors and products of quantized matrices: scales, zero points and weights must fit each other. */
final class QuantizedRules {
    private static final List<Long> BLOCKS = List.of(16L, 32L, 64L, 128L, 256L);

    private QuantizedRules() {}

    private static boolean isByte(Fact fact) {
        return fact.type() == ElementType.UINT8 || fact.type() == ElementType.INT8;
    }

    static void requireType(Step step, int input, ElementType type) {
        if (step.has(input) && step.in(input).type() != type) {
            throw step.fail(
                    "input " + input + " of the type " + type, step.in(input).toString());
        }
    }

    private static void requireBytes(Step step, int input) {
        if (!isByte(step.in(input))) {
            throw step.fail(
                    "input " + input + " of integers of 8 bits", step.in(input).toString());
        }
    }

    /** Refuses another shape than one of these. */
    static void requireShape(Step step, int input, long[]... shapes) {
        if (step.has(input)
                && Arrays.stream(shapes)
                        .noneMatch(shape -> Arrays.equals(shape, step.in(input).dims()))) {
            throw step.fail(
                    "input " + input + " of the shape "
                            + String.join(
                                    " or ",
                                    Arrays.stream(shapes).map(Arrays::toString).toList()),
                    step.in(input).toString());
        }
    }

    static void dynamicQuantize(Step step) {
        requireType(step, 0, ElementType.FLOAT);
        Fact in = step.in(0);
        step.out(0, Fact.of(ElementType.UINT8, in.dims(), in.most()));
        step.out(1, Fact.of(ElementType.FLOAT));
        step.out(2, Fact.of(ElementType.UINT8));
    }

    static void quantize(Step step) {
        requireType(step, 0, ElementType.FLOAT);
        requireType(step, 1, ElementType.FLOAT);
        requireScale(step, step.has(2) && step.in(2).type() == ElementType.INT8 ? ElementType.INT8 : ElementType.UINT8);
        Fact in = step.in(0);
        step.out(Fact.of(step.has(2) ? step.in(2).type() : ElementType.UINT8, in.dims(), in.most()));
    }

    static void dequantize(Step step) {
        Fact in = step.in(0);
        ElementType type = in.type();
        if (type == null || !isByte(in) && type != ElementType.INT32) {
            throw step.fail("integers of 8 or 32 bits", in.toString());
        }
        requireType(step, 1, ElementType.FLOAT);
        requireScale(step, type);
        step.out(Fact.of(ElementType.FLOAT, in.dims(), in.most()));
    }

    /** Requires a scale, and a zero point of a type, for the whole tensor or for each index of an axis. */
    private static void requireScale(Step step, ElementType ofZero) {
        Fact in = step.in(0);
        long[] scalar = {};
        long[] one = {1};
        boolean whole = step.in(1).rank() == 0 || Arrays.equals(step.in(1).dims(), one);
        if (whole) {
            requireShape(step, 1, scalar, one);
            requireShape(step, 2, scalar, one);
        } else {
            long[] ofAxis = {in.dim(step.axis(step.node().integer("axis", 1), Math.max(0, in.rank())))};
            requireShape(step, 1, ofAxis);
            requireShape(step, 2, ofAxis);
        }
        requireType(step, 2, ofZero);
    }

    static void matMulInteger(Step step) {
        requireBytes(step, 0);
        requireBytes(step, 1);
        product(step, ElementType.INT32);
        requireZero(step, 2, step.in(0), true);
        requireZero(step, 3, step.in(1), false);
    }

    /** Requires the zero point of a matrix: a number, or for the second matrix one for each column. */
    private static void requireZero(Step step, int input, Fact matrix, boolean whole) {
        if (step.has(input)) {
            requireType(step, input, matrix.type() == null ? ElementType.UINT8 : matrix.type());
            requireParts(step, input, matrix, whole);
        }
    }

    private static void requireParts(Step step, int input, Fact matrix, boolean whole) {
        long[] scalar = {};
        long[] one = {1};
        if (whole) {
            requireShape(step, input, scalar, one);
        } else {
            requireShape(step, input, scalar, one, new long[] {matrix.dim(-1)});
        }
    }

    /** Requires two matrices, the second of which has 2 axes, and sets the product's shape. */
    private static void product(Step step, ElementType type) {
        Fact a = step.in(0);
        Fact b = step.in(1);
        if (a.rank() < 2 || b.rank() != 2 || a.dim(-1) != b.dim(0)) {
            throw step.fail("matrices that can be multiplied, the second of 2 axes", a + " and " + b);
        }
        long[] dims = a.shape().clone();
        dims[dims.length - 1] = b.dim(1);
        Fact out = Fact.of(type, dims);
        step.addWork(4 * out.most() * Math.max(1, b.dim(0)));
        step.addScratch(a.most() + b.most() + out.most());
        step.out(out);
    }

    static void dynamicMatMul(Step step) {
        requireType(step, 0, ElementType.FLOAT);
        requireBytes(step, 1);
        requireType(step, 2, ElementType.FLOAT);
        product(step, ElementType.FLOAT);
        Fact b = step.in(1);
        requireParts(step, 2, b, false);
        requireZero(step, 3, b, false);
        requireType(step, 4, ElementType.FLOAT);
        requireShape(step, 4, new long[] {b.dim(1)});
    }

    static void matMulToFloat(Step step) {
        requireBytes(step, 0);
        requireBytes(step, 1);
        requireType(step, 2, ElementType.FLOAT);
        requireType(step, 3, ElementType.FLOAT);
        product(step, ElementType.FLOAT);
        Fact b = step.in(1);
        requireParts(step, 2, step.in(0), true);
        requireParts(step, 3, b, false);
        requireZero(step, 4, step.in(0), true);
        requireZero(step, 5, b, false);
        requireType(step, 6, ElementType.FLOAT);
        requireShape(step, 6, new long[] {b.dim(1)});
    }

    static void matMulNBits(Step step) {
        GraphNode node = step.node();
        long inner = node.integer("K", 0);
        long columns = node.integer("N", 0);
        long bits = node.integer("bits", 4);
        long block = node.integer("block_size", 0);
        Fact a = step.in(0);
        if (inner < 1 || columns < 1 || bits != 4 && bits != 8 || !BLOCKS.contains(block)) {
            throw step.fail(
                    "K and N of at least 1, 4 or 8 bits and a block_size among " + BLOCKS,
                    "K " + inner + ", N " + columns + ", " + bits + " bits and " + block);
        }
        requireType(step, 0, ElementType.FLOAT);
        if (a.rank() < 2 || a.dim(-1) != inner) {
            throw step.fail("a matrix of " + inner + " columns", a.toString());
        }
        if (step.has(4)) {
            throw step.fail("no order of groups, input 4", step.in(4).toString());
        }
        long blocks = (inner + block - 1) / block;
        requireType(step, 1, ElementType.UINT8);
        requireShape(step, 1, new long[] {columns, blocks, block * bits / 8});
        requireType(step, 2, ElementType.FLOAT);
        requireShape(step, 2, new long[] {columns * blocks}, new long[] {columns, blocks});
        long zeros = (blocks * bits + 7) / 8;
        requireType(step, 3, ElementType.UINT8);
        requireShape(step, 3, new long[] {columns * zeros}, new long[] {columns, zeros});
        requireType(step, 5, ElementType.FLOAT);
        requireShape(step, 5, new long[] {columns});
        for (int i = 1; i < step.inputs(); i++) {
            if (step.has(i) && !step.in(i).isStored()) {
                throw step.fail("stored weights, scales and zero points", "input " + i + " that a node computes");
            }
        }
        long[] dims = a.shape().clone();
        dims[dims.length - 1] = columns;
        Fact out = Fact.of(ElementType.FLOAT, dims);
        step.addWork(2 * out.most() * inner + (double) columns * inner * 4);
        step.addScratch(2.0 * columns * inner + a.most() * 2);
        step.out(out);
    }

    static void dynamicLstm(Step step) {
        Fact in = step.in(0);
        requireType(step, 0, ElementType.FLOAT);
        if (in.rank() != 3) {
            throw step.fail("sequences of 3 axes that are known before a run", in.toString());
        }
        long directions = step.node().text("direction", "forward").equals("bidirectional") ? 2 : 1;
        long hidden = step.in(2).dim(1);
        if (step.node().integer("hidden_size", 0) != hidden) {
            throw step.fail(
                    "hidden_size " + hidden + ", as the weights have",
                    Long.toString(step.node().integer("hidden_size", 0)));
        }
        long time = in.dim(0);
        long batch = in.dim(1);
        for (int weights = 1; weights <= 2; weights++) {
            requireBytes(step, weights);
            long rows = weights == 1 ? in.dim(2) : hidden;
            requireShape(step, weights, new long[] {directions, rows, 4 * hidden});
            int scale = 6 + 2 * weights;
            requireType(step, scale, ElementType.FLOAT);
            requireShape(step, scale, new long[] {directions}, new long[] {directions, 4 * hidden});
            if (step.in(weights).type() != step.in(scale + 1).type()) {
                throw step.fail(
                        "zero points of the type of their weights",
                        step.in(scale + 1).toString());
            }
            requireShape(step, scale + 1, step.in(scale).shape());
            for (int i : new int[] {weights, scale, scale + 1}) {
                if (!step.in(i).isStored()) {
                    throw step.fail("stored weights, scales and zero points", "input " + i + " that a node computes");
                }
            }
        }
        requireType(step, 3, ElementType.FLOAT);
        requireShape(step, 3, new long[] {directions, 8 * hidden});
        if (step.has(4) || step.has(7)) {
            throw step.fail("no lengths and no peepholes, inputs 4 and 7", "one of them");
        }
        requireType(step, 5, ElementType.FLOAT);
        requireShape(step, 5, new long[] {directions, batch, hidden});
        requireType(step, 6, ElementType.FLOAT);
        requireShape(step, 6, new long[] {directions, batch, hidden});
        RecurrentRules.activations(step, 3, directions);
        step.addWork(4.0 * time * batch * directions * 4 * hidden * (in.dim(2) + hidden + 16.0));
        step.addScratch((double) time * batch * 4 * hidden * directions
                + step.in(1).most()
                + step.in(2).most());
        step.out(0, Fact.of(ElementType.FLOAT, time, directions, batch, hidden));
        step.out(1, Fact.of(ElementType.FLOAT, directions, batch, hidden));
        step.out(2, Fact.of(ElementType.FLOAT, directions, batch, hidden));
    }
}
