package io.forecastj.models.onnx;

import java.util.Arrays;

/** Operators that make one number of many, or find the places of some. */
final class ReduceRules {
    private ReduceRules() {}

    static void reduce(Step step) {
        Fact in = step.in(0);
        boolean keep = step.node().integer("keepdims", 1) != 0;
        boolean given = step.node().has("axes") || step.has(1);
        long[] axes = ShapeRules.axes(step, 1);
        if (!given || axes != null && axes.length == 0) {
            boolean none = step.node().integer("noop_with_empty_axes", 0) != 0;
            step.out(none ? Fact.of(in.type(), in.dims(), in.most()) : total(step, in, keep));
            return;
        }
        if (in.dims() == null || axes == null) {
            long[] dims = keep && in.dims() != null ? Shapes.unknown(in.rank()) : null;
            step.out(Fact.of(in.type(), dims, in.most()));
            return;
        }
        boolean[] gone = new boolean[in.rank()];
        for (long axis : axes) {
            gone[step.axis(axis, gone.length)] = true;
        }
        long[] dims = new long[gone.length];
        int rank = 0;
        for (int i = 0; i < gone.length; i++) {
            if (!gone[i]) {
                dims[rank++] = in.dim(i);
            } else if (keep) {
                dims[rank++] = 1;
            }
        }
        Fact out = Fact.of(in.type(), Arrays.copyOf(dims, rank), in.most());
        step.out(in.rank() == 1 && gone[0] ? folded(step, in, out) : out);
    }

    private static Fact total(Step step, Fact in, boolean keep) {
        if (keep && in.dims() == null) {
            return Fact.of(in.type(), null, 1);
        }
        long[] dims = new long[keep ? in.rank() : 0];
        Arrays.fill(dims, 1);
        return folded(step, in, Fact.of(in.type(), dims));
    }

    // exporters multiply the axes of a shape to find the number of elements
    private static Fact folded(Step step, Fact in, Fact out) {
        double[] values = in.values();
        if (values == null
                || values.length == 0
                || in.type() == null
                || !in.type().isInteger()) {
            return out;
        }
        double result =
                switch (step.node().operator()) {
                    case "ReduceProd" -> Arrays.stream(values).reduce(1, (a, b) -> a * b);
                    case "ReduceSum" -> Arrays.stream(values).sum();
                    case "ReduceMax" -> Arrays.stream(values).max().getAsDouble();
                    case "ReduceMin" -> Arrays.stream(values).min().getAsDouble();
                    default -> Double.NaN;
                };
        return Math.abs(result) <= 1L << 30 ? out.withValues(new double[] {result}) : out;
    }

    static void argument(Step step) {
        Fact in = step.in(0);
        boolean keep = step.node().integer("keepdims", 1) != 0;
        if (in.dims() == null) {
            step.out(Fact.of(ElementType.INT64, null, in.most()).withRange(0, in.most()));
            return;
        }
        int axis = step.axis(step.node().integer("axis", 0), in.rank());
        long[] dims = keep ? Shapes.with(in.dims(), axis, 1) : Shapes.without(in.dims(), axis);
        step.out(Fact.of(ElementType.INT64, dims, in.most()).withRange(0, in.most()));
    }

    static void nonZero(Step step) {
        Fact in = step.in(0);
        int rank = in.rank() < 0 ? TypeScan.MAX_RANK : Math.max(1, in.rank());
        long[] dims = {in.rank() < 0 ? Fact.UNKNOWN : rank, Fact.UNKNOWN};
        step.out(Fact.of(ElementType.INT64, dims, in.most() * rank).withRange(0, in.most()));
    }
}
