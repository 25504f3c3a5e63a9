package io.forecastj.models.onnx;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Operators that give elements another order or shape, or gather several into one. */
final class ShapeRules {
    private ShapeRules() {}

    static void constant(Step step) {
        if (step.node().attributes().size() != 1) {
            throw step.fail(
                    "one attribute", Integer.toString(step.node().attributes().size()));
        }
        NodeAttribute value = step.node().attributes().values().iterator().next();
        StoredTensor tensor = value.tensor();
        if (tensor != null) {
            step.out(tensor.fact());
            return;
        }
        boolean integer = value.type() == NodeAttribute.INT || value.type() == NodeAttribute.INTS;
        boolean list = value.type() == NodeAttribute.INTS || value.type() == NodeAttribute.FLOATS;
        double[] numbers =
                list || value.numbers() == null || value.numbers().length > 0 ? value.numbers() : new double[1];
        Fact fact = Fact.of(
                integer ? ElementType.INT64 : ElementType.FLOAT, list ? new long[] {value.count()} : new long[0]);
        step.out(fact.withValues(numbers));
    }

    static void shape(Step step) {
        long[] dims = step.in(0).dims();
        if (dims == null) {
            step.out(Fact.of(ElementType.INT64, new long[] {Fact.UNKNOWN}, TypeScan.MAX_RANK));
            return;
        }
        int from = bound(step.node().integer("start", 0), dims.length);
        int to = bound(step.node().integer("end", dims.length), dims.length);
        long[] part = from < to ? Arrays.copyOfRange(dims, from, to) : new long[0];
        boolean known = Arrays.stream(part).noneMatch(dim -> dim == Fact.UNKNOWN);
        Fact fact = Fact.of(ElementType.INT64, part.length);
        step.out(
                known
                        ? fact.withValues(Numbers.doubles(part))
                        : fact.withRange(0, step.in(0).most()));
    }

    private static int bound(long at, int rank) {
        return (int) Math.max(0, Math.min(rank, at < 0 ? at + rank : at));
    }

    static void size(Step step) {
        Fact in = step.in(0);
        Fact fact = Fact.of(ElementType.INT64);
        boolean known = in.hasShape();
        step.out(
                known
                        ? fact.withValues(new double[] {Arrays.stream(in.dims()).reduce(1, (a, b) -> a * b)})
                        : fact.withRange(0, in.most()));
    }

    static void reshape(Step step) {
        Fact in = step.in(0);
        long[] target = step.integers(1);
        step.out(shaped(
                in,
                target == null ? null : resolved(in, target, step.node().integer("allowzero", 0) != 0),
                step.in(1)));
    }

    private static Fact shaped(Fact in, long @Nullable [] dims, Fact target) {
        long rank = target.dim(0);
        long[] known = dims != null ? dims : rank >= 0 && rank <= TypeScan.MAX_RANK ? Shapes.unknown((int) rank) : null;
        // whatever the shape is, ONNX Runtime requires as many elements
        Fact fact = Fact.of(in.type(), known, in.most());
        return fact.withRange(in.low(), in.high()).withValues(fact.hasShape() ? in.values() : null);
    }

    private static long @Nullable [] resolved(Fact in, long[] target, boolean zeroIsZero) {
        long[] dims = target.clone();
        long known = 1;
        int open = -1;
        for (int i = 0; i < dims.length; i++) {
            if (dims[i] == 0 && !zeroIsZero) {
                dims[i] = in.dim(i);
                if (dims[i] == Fact.UNKNOWN) {
                    return unknownLike(target);
                }
            }
            if (dims[i] == -1) {
                open = i;
            } else if (dims[i] < 0) {
                return null;
            } else {
                known *= dims[i];
                if (known > GraphProof.MAX_ELEMENTS) {
                    return null;
                }
            }
        }
        if (open >= 0) {
            long all = in.hasShape() ? Arrays.stream(in.dims()).reduce(1, (a, b) -> a * b) : Fact.UNKNOWN;
            dims[open] = all == Fact.UNKNOWN || known == 0 ? Fact.UNKNOWN : all / known;
        }
        return Fact.elements(dims) > in.most() ? null : dims;
    }

    private static long[] unknownLike(long[] target) {
        return Shapes.unknown(target.length);
    }

    static void flatten(Step step) {
        Fact in = step.in(0);
        if (!in.hasShape()) {
            step.out(Fact.of(in.type(), Shapes.unknown(2), in.most()));
            return;
        }
        long given = step.node().integer("axis", 1);
        int rank = in.rank();
        int axis = given == rank ? rank : step.axis(given, Math.max(1, rank));
        long[] dims = in.dims();
        long before = Arrays.stream(dims, 0, Math.min(axis, rank)).reduce(1, (a, b) -> a * b);
        long after = Arrays.stream(dims, Math.min(axis, rank), rank).reduce(1, (a, b) -> a * b);
        step.out(Fact.of(in.type(), before, after));
    }

    /** Returns the axes of an attribute or, in newer versions, an input; null if they are not known or not given. */
    static long @Nullable [] axes(Step step, int input) {
        return step.node().has("axes") ? step.node().integers("axes") : step.integers(input);
    }

    static void squeeze(Step step) {
        Fact in = step.in(0);
        long[] axes = axes(step, 1);
        // an empty list means all, as none does
        boolean all = !step.node().has("axes") && !step.has(1) || axes != null && axes.length == 0;
        if (in.dims() == null || axes == null && !all) {
            step.out(Fact.of(in.type(), null, in.most()).withRange(in.low(), in.high()));
            return;
        }
        boolean[] gone = new boolean[in.rank()];
        if (axes != null) {
            for (long axis : axes) {
                gone[step.axis(axis, gone.length)] = true;
            }
        }
        long[] dims = new long[gone.length];
        int rank = 0;
        for (int i = 0; i < gone.length; i++) {
            if (all && in.dim(i) == Fact.UNKNOWN) {
                step.out(Fact.of(in.type(), null, in.most()));
                return;
            }
            if (all ? in.dim(i) != 1 : !gone[i]) {
                dims[rank++] = in.dim(i);
            }
        }
        step.out(moved(in, Arrays.copyOf(dims, rank)));
    }

    private static Fact moved(Fact in, long[] dims) {
        return Fact.of(in.type(), dims, in.most())
                .withRange(in.low(), in.high())
                .withValues(in.values());
    }

    static void unsqueeze(Step step) {
        Fact in = step.in(0);
        long[] axes = axes(step, 1);
        if (in.dims() == null || axes == null) {
            step.out(Fact.of(in.type(), null, in.most()).withRange(in.low(), in.high()));
            return;
        }
        int rank = in.rank() + axes.length;
        if (rank > TypeScan.MAX_RANK) {
            throw step.fail("at most " + TypeScan.MAX_RANK + " axes", Integer.toString(rank));
        }
        boolean[] added = new boolean[rank];
        for (long axis : axes) {
            int at = step.axis(axis, rank);
            if (added[at]) {
                throw step.fail("each new axis once", at + " again");
            }
            added[at] = true;
        }
        long[] dims = new long[rank];
        int next = 0;
        for (int i = 0; i < rank; i++) {
            dims[i] = added[i] ? 1 : in.dim(next++);
        }
        step.out(moved(in, dims));
    }

    static void transpose(Step step) {
        Fact in = step.in(0);
        if (in.dims() == null) {
            step.out(Fact.of(in.type(), null, in.most()).withRange(in.low(), in.high()));
            return;
        }
        int rank = in.rank();
        long[] perm = step.node().integers("perm");
        boolean[] seen = new boolean[rank];
        long[] dims = new long[rank];
        if (perm != null && perm.length != rank) {
            throw step.fail("an order of " + rank + " axes", perm.length + " of them");
        }
        for (int i = 0; i < rank; i++) {
            int from = perm == null ? rank - 1 - i : step.axis(perm[i], rank);
            if (seen[from]) {
                throw step.fail("an order with each axis once", "axis " + from + " again");
            }
            seen[from] = true;
            dims[i] = in.dim(from);
        }
        int[] axes = new int[rank];
        for (int i = 0; i < rank; i++) {
            axes[i] = perm == null ? rank - 1 - i : (int) perm[i];
        }
        long[] ones = new long[rank];
        Arrays.fill(ones, 1);
        Fact out = Fact.of(in.type(), dims, in.most()).withRange(in.low(), in.high());
        step.out(out.withValues(Moves.taken(in, dims, axes, new long[rank], ones)));
    }

    static void concat(Step step) {
        Fact first = step.in(0);
        double most = 0;
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        int rank = first.rank();
        for (int i = 0; i < step.inputs(); i++) {
            Fact in = step.in(i);
            most += in.most();
            low = Math.min(low, in.low());
            high = Math.max(high, in.high());
            rank = in.rank() == rank ? rank : -1;
        }
        if (rank < 1) {
            step.out(Fact.of(first.type(), null, most).withRange(low, high));
            return;
        }
        int axis = step.axis(step.node().integer("axis", 1), rank);
        boolean empty = false;
        for (int i = 0; i < step.inputs(); i++) {
            empty |= rank > 1 && !step.in(i).isFilled();
        }
        if (empty) {
            // ONNX Runtime passes over empty tensors, whatever their other axes are
            step.out(Fact.of(first.type(), Shapes.unknown(rank), most).withRange(low, high));
            return;
        }
        long[] dims = first.shape().clone();
        for (int i = 0; i < step.inputs(); i++) {
            Fact in = step.in(i);
            if (i > 0) {
                dims[axis] = dims[axis] == Fact.UNKNOWN || in.dim(axis) == Fact.UNKNOWN
                        ? Fact.UNKNOWN
                        : dims[axis] + in.dim(axis);
            }
        }
        for (int i = 0; i < step.inputs(); i++) {
            for (int j = 0; j < rank; j++) {
                dims[j] = j != axis && step.in(i).dim(j) == Fact.UNKNOWN ? Fact.UNKNOWN : dims[j];
            }
        }
        step.out(Fact.of(first.type(), dims, most).withRange(low, high).withValues(Moves.joined(step, dims, axis)));
    }

    static void split(Step step) {
        Fact in = step.in(0);
        int count = step.node().outputs().size();
        long[] sizes = step.node().has("split") ? step.node().integers("split") : step.integers(1);
        boolean even = !step.node().has("split") && !step.has(1);
        if (step.node().integer("num_outputs", count) != count) {
            throw step.fail(
                    "num_outputs " + count + ", as the node has",
                    "" + step.node().integer("num_outputs", 0));
        }
        if (in.dims() == null) {
            for (int i = 0; i < count; i++) {
                step.out(i, Fact.of(in.type(), null, in.most()).withRange(in.low(), in.high()));
            }
            return;
        }
        int axis = step.axis(step.node().integer("axis", 0), in.rank());
        long size = in.dim(axis);
        long piece = (size + count - 1) / count;
        long from = 0;
        for (int i = 0; i < count; i++) {
            long own = size == Fact.UNKNOWN
                    ? Fact.UNKNOWN
                    : even
                            ? Math.max(0, Math.min(piece, size - i * piece))
                            : sizes != null && i < sizes.length ? sizes[i] : Fact.UNKNOWN;
            Fact out = Fact.of(in.type(), Shapes.with(in.dims(), axis, own), in.most())
                    .withRange(in.low(), in.high());
            double[] values = in.values();
            boolean exact = values != null && in.rank() == 1 && own >= 0 && from >= 0 && from + own <= values.length;
            step.out(i, exact ? out.withValues(Arrays.copyOfRange(values, (int) from, (int) (from + own))) : out);
            from = own < 0 || from < 0 ? -1 : from + own;
        }
    }
}
