package io.forecastj.models.onnx;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Products of matrices and the layers that are made of them. */
final class LayerRules {
    private LayerRules() {}

    /** Returns how much slower than floats ONNX Runtime multiplies other types. */
    static double cost(Fact fact) {
        return fact.type() == ElementType.FLOAT ? 1 : fact.type() == ElementType.DOUBLE ? 4 : 16;
    }

    static void matMul(Step step) {
        Fact a = step.in(0);
        Fact b = step.in(1);
        double bound = a.most() * b.most();
        if (a.rank() < 1 || b.rank() < 1) {
            step.addWork(cost(a) * bound);
            step.out(Fact.of(a.type(), null, bound));
            return;
        }
        long[] left = a.rank() == 1 ? new long[] {1, a.dim(0)} : a.shape();
        long[] right = b.rank() == 1 ? new long[] {b.dim(0), 1} : b.shape();
        long inner = left[left.length - 1] == Fact.UNKNOWN ? right[right.length - 2] : left[left.length - 1];
        long[] batch = Shapes.broadcast(Arrays.copyOf(left, left.length - 2), Arrays.copyOf(right, right.length - 2));
        long[] dims = Objects.requireNonNull(batch, "axes");
        if (a.rank() > 1) {
            dims = Shapes.joined(dims, new long[] {left[left.length - 2]});
        }
        if (b.rank() > 1) {
            dims = Shapes.joined(dims, new long[] {right[right.length - 1]});
        }
        Fact out = Fact.of(a.type(), dims, bound);
        step.addWork(cost(a) * (inner == Fact.UNKNOWN || !out.hasShape() ? bound : out.most() * Math.max(1, inner)));
        step.out(out);
    }

    static void gemm(Step step) {
        Fact a = step.in(0);
        Fact b = step.in(1);
        boolean ta = step.node().integer("transA", 0) != 0;
        boolean tb = step.node().integer("transB", 0) != 0;
        long[] dims = {a.dim(ta ? 1 : 0), b.dim(tb ? 0 : 1)};
        Fact out = Fact.of(a.type(), dims, a.most() * b.most());
        step.addWork(cost(a) * Math.min(out.most() * a.most(), a.most() * b.most()));
        step.out(out);
    }

    static void einsum(Step step) {
        String equation = step.node().text("equation", "").replace(" ", "");
        if (!equation.matches("[A-Za-z]{0,16}(,[A-Za-z]{0,16}){0,7}->[A-Za-z]{0,16}")) {
            throw step.fail("an equation of letters such as 'bij,bjk->bik'", ScanPosition.shown(equation));
        }
        String[] sides = equation.split("->", -1);
        String[] terms = sides[0].split(",", -1);
        if (terms.length != step.inputs()) {
            throw step.fail("a term for each of " + step.inputs() + " inputs", Integer.toString(terms.length));
        }
        Map<Character, Long> sizes = new HashMap<>();
        double all = 1;
        for (int i = 0; i < terms.length; i++) {
            Fact in = step.in(i);
            all *= in.most();
            if (in.rank() != terms[i].length()) {
                throw step.fail("an input of " + terms[i].length() + " axes", in.toString());
            }
            for (int j = 0; j < terms[i].length(); j++) {
                sizes.merge(terms[i].charAt(j), in.dim(j), (x, y) -> x == 1 || x == Fact.UNKNOWN ? y : x);
            }
        }
        long[] dims = new long[sides[1].length()];
        for (int i = 0; i < dims.length; i++) {
            Long size = sizes.get(sides[1].charAt(i));
            if (size == null || sides[1].indexOf(sides[1].charAt(i)) != i) {
                throw step.fail("letters of the inputs, each once, in the output", ScanPosition.shown(equation));
            }
            dims[i] = size;
        }
        double volume = 1;
        for (long size : sizes.values()) {
            volume *= size == Fact.UNKNOWN ? Double.NaN : Math.max(1, size);
        }
        Fact out = Fact.of(step.in(0).type(), dims, all);
        step.addWork(cost(step.in(0)) * 4 * (Double.isNaN(volume) ? all : volume));
        // pairs of inputs are multiplied one after the other
        step.addScratch(terms.length > 2 ? (Double.isNaN(volume) ? all : volume) : 2 * out.most());
        step.out(out);
    }

    static void layerNormalization(Step step) {
        Fact in = step.in(0);
        NumberRules.unary(step);
        if (in.dims() != null) {
            long unused = step.axis(step.node().integer("axis", -1), in.rank()); // refuses others
        }
        // in versions before 17 ONNX Runtime leaves them without axes, later ones keep those of the input
        step.out(1, Fact.of(ElementType.FLOAT, null, in.most()));
        step.out(2, Fact.of(ElementType.FLOAT, null, in.most()));
    }

    /** Refuses a mask that is not spread to the scores: ONNX Runtime would spread the scores to it. */
    private static void requireMask(Step step, long... scores) {
        long[] mask = step.has(3) ? step.in(3).shape() : new long[0];
        boolean fits = mask.length <= scores.length;
        for (int i = 0; fits && i < mask.length; i++) {
            fits = mask[i] == 1 || mask[i] == scores[scores.length - mask.length + i];
        }
        if (!fits) {
            throw step.fail(
                    "a mask that can be spread to the scores " + Arrays.toString(scores),
                    step.in(3).toString());
        }
    }

    static void attention(Step step) {
        Fact q = step.in(0);
        Fact k = step.in(1);
        Fact v = step.in(2);
        for (int i = 0; i < step.inputs(); i++) {
            if (step.has(i) && !step.in(i).hasShape()) {
                throw step.fail(
                        "inputs whose shapes are known before a run", step.in(i).toString());
            }
        }
        if (q.rank() != k.rank() || k.rank() != v.rank() || q.rank() != 3 && q.rank() != 4) {
            throw step.fail("query, key and value of 3 or 4 axes", q + ", " + k + " and " + v);
        }
        boolean flat = q.rank() == 3;
        if (!flat && (step.node().has("q_num_heads") || step.node().has("kv_num_heads"))) {
            throw step.fail("the numbers of heads for inputs of 3 axes only", q.toString());
        }
        long qHeads = flat ? step.node().integer("q_num_heads", 0) : q.dim(1);
        long kvHeads = flat ? step.node().integer("kv_num_heads", 0) : k.dim(1);
        if (qHeads < 1
                || kvHeads < 1
                || qHeads % kvHeads != 0
                || flat && (q.dim(2) % qHeads != 0 || k.dim(2) % kvHeads != 0 || v.dim(2) % kvHeads != 0)) {
            throw step.fail(
                    "numbers of heads that divide the units and each other",
                    qHeads + " and " + kvHeads + " for " + q + ", " + k + " and " + v);
        }
        long unit = flat ? v.dim(2) / kvHeads : v.dim(3);
        long rows = q.dim(-2);
        long past = step.has(4) ? step.in(4).dim(-2) : 0;
        long columns = k.dim(-2) + past;
        requireMask(step, q.dim(0), qHeads, rows, columns);
        double scores = Math.max(1, q.dim(0)) * (double) qHeads * Math.max(1, rows) * Math.max(1, columns);
        step.addWork(cost(q) * scores * (Math.max(1, unit) + q.most() / Math.max(1, q.dim(0) * qHeads * rows) + 16));
        step.addScratch(3 * scores + 2 * (q.most() + k.most() + v.most()));
        step.out(Fact.of(
                q.type(),
                flat ? new long[] {q.dim(0), rows, unit * qHeads} : new long[] {q.dim(0), qHeads, rows, unit}));
        step.out(1, Fact.of(q.type(), q.dim(0), kvHeads, columns, flat ? k.dim(2) / kvHeads : k.dim(3)));
        step.out(2, Fact.of(q.type(), q.dim(0), kvHeads, columns, unit));
        step.out(3, Fact.of(q.type(), q.dim(0), qHeads, rows, columns));
    }
}
