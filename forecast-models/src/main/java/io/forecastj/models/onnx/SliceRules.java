package io.forecastj.models.onnx;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Operators that take some of the elements of a tensor. */
final class SliceRules {
    private SliceRules() {}

    static void slice(Step step) {
        Fact in = step.in(0);
        boolean old = step.node().has("starts");
        long[] starts = old ? step.node().integers("starts") : step.integers(1);
        long[] ends = old ? step.node().integers("ends") : step.integers(2);
        long[] axes = old ? step.node().integers("axes") : step.integers(3);
        long[] steps = step.integers(4);
        boolean axesGiven = old ? step.node().has("axes") : step.has(3);
        if (in.dims() == null) {
            step.out(Fact.of(in.type(), null, in.most()).withRange(in.low(), in.high()));
            return;
        }
        if (axes == null && axesGiven || steps == null && step.has(4)) {
            step.out(Fact.of(in.type(), Shapes.unknown(in.rank()), in.most()).withRange(in.low(), in.high()));
            return;
        }
        long[] dims = in.dims().clone();
        long count = starts != null
                ? starts.length
                : axes != null ? axes.length : step.has(1) ? step.in(1).dim(0) : 0;
        if (count > in.rank()) {
            throw step.fail("at most " + in.rank() + " sliced axes", Long.toString(count));
        }
        if (count == Fact.UNKNOWN) {
            dims = Shapes.unknown(dims.length);
        }
        int[] order = new int[dims.length];
        long[] from = new long[dims.length];
        long[] strides = new long[dims.length];
        for (int i = 0; i < dims.length; i++) {
            order[i] = i;
            strides[i] = 1;
        }
        for (int i = 0; i < count; i++) {
            int axis = axes == null ? i : i < axes.length ? step.axis(axes[i], in.rank()) : i;
            long stride = steps == null || i >= steps.length ? 1 : steps[i];
            if (stride == 0) {
                throw step.fail("a stride other than 0", "0");
            }
            strides[axis] = stride;
            if (starts != null && ends != null && i < ends.length && dims[axis] != Fact.UNKNOWN) {
                from[axis] = first(dims[axis], starts[i], stride);
                dims[axis] = length(dims[axis], starts[i], ends[i], stride);
            } else {
                dims[axis] = Fact.UNKNOWN;
            }
        }
        Fact out = Fact.of(in.type(), dims, in.most()).withRange(in.low(), in.high());
        step.out(out.hasShape() ? out.withValues(Moves.taken(in, dims, order, from, strides)) : out);
    }

    private static long first(long size, long start, long stride) {
        return clamp(start < 0 ? start + size : start, 0, stride > 0 ? size : size - 1);
    }

    private static long length(long size, long start, long end, long stride) {
        if (size == 0) {
            return 0;
        }
        long from = first(size, start, stride);
        long to = end < 0 && end > -size - 1 ? end + size : end;
        to = clamp(to, stride > 0 ? 0 : -1, size);
        if (stride < 0 && end < -size) {
            to = -1;
        }
        long span = stride > 0 ? to - from : from - to;
        long each = Math.abs(stride);
        return span <= 0 ? 0 : (span - 1) / each + 1;
    }

    private static long clamp(long at, long least, long most) {
        return Math.max(least, Math.min(most, at));
    }

    static void gather(Step step) {
        Fact in = step.in(0);
        Fact indices = step.in(1);
        double most = in.most() * indices.most();
        if (in.dims() == null || indices.dims() == null) {
            step.out(Fact.of(in.type(), null, most).withRange(in.low(), in.high()));
            return;
        }
        int axis = step.axis(step.node().integer("axis", 0), in.rank());
        long[] dims = Shapes.joined(
                Arrays.copyOf(in.dims(), axis), indices.dims(), Arrays.copyOfRange(in.dims(), axis + 1, in.rank()));
        Fact out = Fact.of(in.type(), dims, most).withRange(in.low(), in.high());
        step.out(in.rank() == 1 ? out.withValues(picked(in.values(), indices.integers())) : out);
    }

    private static double @Nullable [] picked(double @Nullable [] values, long @Nullable [] indices) {
        if (values == null || indices == null) {
            return null;
        }
        double[] picked = new double[indices.length];
        for (int i = 0; i < indices.length; i++) {
            long at = indices[i] < 0 ? indices[i] + values.length : indices[i];
            if (at < 0 || at >= values.length) {
                return null;
            }
            picked[i] = values[(int) at];
        }
        return picked;
    }

    static void gatherElements(Step step) {
        Fact in = step.in(0);
        Fact indices = step.in(1);
        step.out(Fact.of(in.type(), indices.dims(), indices.most()).withRange(in.low(), in.high()));
    }

    static void gatherNd(Step step) {
        Fact in = step.in(0);
        Fact indices = step.in(1);
        double most = in.most() * indices.most();
        long last = indices.dim(-1);
        long batch = step.node().integer("batch_dims", 0);
        boolean known = in.dims() != null && indices.dims() != null && last != Fact.UNKNOWN;
        if (!known || batch + last > in.rank() || batch >= indices.rank()) {
            step.out(Fact.of(in.type(), null, most).withRange(in.low(), in.high()));
            return;
        }
        long[] dims = Shapes.joined(
                Arrays.copyOf(indices.dims(), indices.rank() - 1),
                Arrays.copyOfRange(in.dims(), (int) (batch + last), in.rank()));
        step.out(Fact.of(in.type(), dims, most).withRange(in.low(), in.high()));
    }

    static void topK(Step step) {
        Fact in = step.in(0);
        long[] given = step.integers(1);
        long k =
                step.node().has("k") ? step.node().integer("k", 1) : given == null || given.length != 1 ? -1 : given[0];
        long[] dims = in.dims() == null
                ? null
                : Shapes.with(
                        in.dims(), step.axis(step.node().integer("axis", -1), in.rank()), k < 0 ? Fact.UNKNOWN : k);
        step.addWork(in.most() * 192);
        // ONNX Runtime refuses a k beyond the axis
        step.out(Fact.of(in.type(), dims, in.most()).withRange(in.low(), in.high()));
        step.out(1, Fact.of(ElementType.INT64, dims, in.most()).withRange(0, in.most()));
    }
}
