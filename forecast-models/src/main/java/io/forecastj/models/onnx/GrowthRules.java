package io.forecastj.models.onnx;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Operators whose output has as many elements as numbers in their inputs say: these must be known before a run. */
final class GrowthRules {
    /** Largest factor of a scale. */
    private static final double MAX_SCALE = 4_096;

    private GrowthRules() {}

    /** Returns the integers of an input, or refuses it. */
    private static long[] required(Step step, int input, long least) {
        long[] values = step.integers(input);
        if (values == null) {
            throw step.fail(
                    "sizes that follow from the shapes of the inputs", "input " + input + ", which depends on numbers");
        }
        if (values.length > TypeScan.MAX_RANK) {
            throw step.fail("at most " + TypeScan.MAX_RANK + " axes", Integer.toString(values.length));
        }
        for (long value : values) {
            if (value < least || value > GraphProof.MAX_ELEMENTS) {
                throw step.fail("sizes from " + least + " to " + (long) GraphProof.MAX_ELEMENTS, Long.toString(value));
            }
        }
        return values;
    }

    static void expand(Step step) {
        Fact in = step.in(0);
        // a 1 keeps an axis of the input; exporters also write -1 for that
        long[] target = required(step, 1, -1);
        Fact shape = Fact.of(in.type(), target.clone());
        for (int i = 0; i < target.length; i++) {
            if (target[i] == -1) {
                throw step.fail("sizes of at least 0", "-1");
            }
        }
        Fact out = Shapes.broadcast(in.type(), in, shape).withRange(in.low(), in.high());
        double[] values = in.values();
        if (values != null && values.length == 1 && out.hasShape() && out.most() <= 4_096) {
            step.out(out.withValues(filled(values[0], out)));
        } else {
            step.out(out);
        }
    }

    private static double[] filled(double value, Fact out) {
        int count = 1;
        for (long dim : out.shape()) {
            count *= (int) dim;
        }
        double[] values = new double[count];
        Arrays.fill(values, value);
        return values;
    }

    static void tile(Step step) {
        Fact in = step.in(0);
        long[] repeats = required(step, 1, 0);
        double most = in.most();
        for (long repeat : repeats) {
            most *= Math.max(1, repeat);
        }
        if (in.dims() != null && in.rank() != repeats.length) {
            throw step.fail("a count for each of " + in.rank() + " axes", repeats.length + " counts");
        }
        long[] dims = in.dims() == null ? null : in.dims().clone();
        for (int i = 0; dims != null && i < dims.length; i++) {
            dims[i] = dims[i] == Fact.UNKNOWN ? Fact.UNKNOWN : dims[i] * repeats[i];
        }
        step.out(Fact.of(in.type(), dims, most).withRange(in.low(), in.high()));
    }

    static void pad(Step step) {
        Fact in = step.in(0);
        long[] pads = step.node().has("pads") ? step.node().integers("pads") : required(step, 1, -GraphProof.MAX_SIZE);
        long[] axes = step.integers(3);
        if (in.dims() == null || pads == null || step.has(3) && axes == null) {
            throw step.fail("a tensor and axes that are known before a run", in.toString());
        }
        int count = axes == null ? in.rank() : axes.length;
        if (pads.length != 2 * count) {
            throw step.fail("two numbers for each of " + count + " axes", pads.length + " numbers");
        }
        long[] dims = in.dims().clone();
        boolean[] seen = new boolean[dims.length];
        double most = 1;
        boolean mirrored = !step.node().text("mode", "constant").equals("constant");
        for (int i = 0; i < count; i++) {
            int axis = axes == null ? i : step.axis(axes[i], dims.length);
            long size = dims[axis];
            if (seen[axis]) {
                throw step.fail("each axis once", "axis " + axis + " again");
            }
            seen[axis] = true;
            if (size == Fact.UNKNOWN) {
                throw step.fail("axes that are known before a run", in.toString());
            }
            long before = pads[i];
            long after = pads[i + count];
            if (before < -size || after < -size || before + after + size < 0) {
                throw step.fail(
                        "an axis of " + size + " that is not cut to less than nothing", before + " and " + after);
            }
            if (mirrored && (before >= Math.max(1, size) || after >= Math.max(1, size) || before < 0 || after < 0)) {
                throw step.fail("a border from 0 to less than the axis of " + size, before + " and " + after);
            }
            dims[axis] = size + before + after;
        }
        step.out(Fact.of(in.type(), dims, most));
    }

    static void resize(Step step) {
        Fact in = step.in(0);
        boolean sized = step.has(3);
        if (in.dims() == null || !in.hasShape()) {
            throw step.fail("a tensor whose shape is known before a run", in.toString());
        }
        if (in.rank() < 3 || in.rank() > 5) {
            throw step.fail("a tensor of 3 to 5 axes", in.toString());
        }
        // version 10 has the scales in the second place
        int at = step.inputs() == 2 ? 1 : 2;
        long[] sizes = sized ? required(step, 3, 1) : new long[0];
        double[] scales =
                sized ? new double[sizes.length] : step.has(at) ? step.in(at).values() : null;
        if (scales == null) {
            throw step.fail("scales or sizes that are known before a run", "none");
        }
        int count = scales.length;
        if (count != in.rank() || step.has(1) && at == 2 && step.in(1).most() > 2 * in.rank()) {
            throw step.fail("a number for each of " + in.rank() + " axes", count + " numbers");
        }
        long[] dims = new long[count];
        for (int i = 0; i < count; i++) {
            double scale = sized ? (double) sizes[i] / in.dim(i) : scales[i];
            if (!(scale > 0 && scale <= MAX_SCALE) || in.dim(i) < 1) {
                throw step.fail("scales above 0 up to " + (long) MAX_SCALE, Double.toString(scale));
            }
            if (i < 2 && scale != 1) {
                throw step.fail("a scale of 1 for the first two axes", Double.toString(scale));
            }
            dims[i] = sized ? sizes[i] : (long) Math.floor(in.dim(i) * scale);
            if (dims[i] < 1) {
                throw step.fail("an axis with elements", "a scale of " + scale + " for " + in.dim(i));
            }
        }
        // a rounded scale may give one element more or less
        Fact out = Fact.of(in.type(), dims);
        step.addWork(64 * out.most());
        step.out(out);
    }

    static void constantOfShape(Step step) {
        long[] shape = required(step, 0, 0);
        NodeAttribute value = step.node().attributes().get("value");
        Fact fill =
                value == null || value.tensor() == null ? null : value.tensor().fact();
        if (fill != null && fill.most() != 1) {
            throw step.fail("one number", fill.toString());
        }
        Fact out = Fact.of(fill == null ? ElementType.FLOAT : fill.type(), shape);
        double[] number = fill == null ? new double[1] : fill.values();
        step.out(number != null && out.most() <= 4_096 ? out.withValues(filled(number[0], out)) : out);
    }

    static void range(Step step) {
        double start = number(step, 0);
        double limit = number(step, 1);
        double delta = number(step, 2);
        if (!(Math.abs(start) <= 1e12
                && Math.abs(limit) <= 1e12
                && Math.abs(delta) > 1e-9
                && Math.abs(delta) <= 1e12)) {
            throw step.fail("a start, an end and a step other than 0", start + ", " + limit + " and " + delta);
        }
        double count = Math.max(0, Math.ceil((limit - start) / delta));
        ElementType type = step.in(0).type();
        if (count > GraphProof.MAX_SIZE) {
            throw step.fail("at most " + GraphProof.MAX_SIZE + " numbers", Double.toString(count));
        }
        boolean integer = type != null && type.isInteger();
        if (!integer) {
            // a sum of fractions may give one more
            step.out(Fact.of(type, new long[] {Fact.UNKNOWN}, count + 1)
                    .withRange(Math.min(start, limit), Math.max(start, limit)));
            return;
        }
        Fact out = Fact.of(type, (long) count);
        if (count == 0 || count > 4_096) {
            step.out(out.withRange(Math.min(start, limit), Math.max(start, limit)));
            return;
        }
        double[] values = new double[(int) count];
        for (int i = 0; i < values.length; i++) {
            values[i] = start + i * delta;
        }
        step.out(out.withValues(values));
    }

    private static double number(Step step, int input) {
        double @Nullable [] values = step.in(input).values();
        if (values == null || values.length != 1) {
            throw step.fail(
                    "numbers that follow from the shapes of the inputs", "input " + input + ", which depends on data");
        }
        return values[0];
    }

    static void oneHot(Step step) {
        Fact in = step.in(0);
        double depth = number(step, 1);
        if (!(depth >= 1 && depth <= GraphProof.MAX_SIZE)) {
            throw step.fail("a depth from 1 to " + GraphProof.MAX_SIZE, Double.toString(depth));
        }
        ElementType type = step.in(2).type();
        if (in.dims() == null) {
            step.out(Fact.of(type, null, in.most() * depth));
            return;
        }
        int axis = step.axis(step.node().integer("axis", -1), in.rank() + 1);
        long[] dims = new long[in.rank() + 1];
        for (int i = 0; i < dims.length; i++) {
            dims[i] = i == axis ? (long) depth : in.dim(i < axis ? i : i - 1);
        }
        step.out(Fact.of(type, dims, in.most() * depth));
    }
}
