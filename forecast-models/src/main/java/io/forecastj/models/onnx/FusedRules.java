package io.forecastj.models.onnx;

import java.util.Arrays;

/** Fused operators of ONNX Runtime: a product with transposes, activations with a bias, a sum with its norm. */
final class FusedRules {
    private FusedRules() {}

    static void matMul(Step step) {
        Fact a = step.in(0);
        Fact b = step.in(1);
        QuantizedRules.requireType(step, 0, ElementType.FLOAT);
        QuantizedRules.requireType(step, 1, ElementType.FLOAT);
        if (a.rank() < 2 || b.rank() < 2) {
            throw step.fail("matrices of at least 2 axes", a + " and " + b);
        }
        boolean ta = step.node().integer("transA", 0) != 0;
        boolean tb = step.node().integer("transB", 0) != 0;
        long inner = a.dim(ta ? -2 : -1);
        if (inner != b.dim(tb ? -1 : -2)) {
            throw step.fail("matrices that can be multiplied", a + " and " + b);
        }
        long[] batch = Shapes.broadcast(Arrays.copyOf(a.shape(), a.rank() - 2), Arrays.copyOf(b.shape(), b.rank() - 2));
        if (batch == null) {
            throw step.fail("matrices with batches that fit each other", a + " and " + b);
        }
        Fact out = Fact.of(
                ElementType.FLOAT,
                Shapes.joined(batch, new long[] {a.dim(ta ? -1 : -2), b.dim(tb ? -2 : -1)}),
                a.most() * b.most());
        step.addWork(out.most() * Math.max(1, inner));
        step.addScratch(a.most() + b.most());
        step.out(out);
    }

    /** An activation of the first input, to which a bias of its last axis is added before. */
    static void bias(Step step) {
        Fact in = step.in(0);
        QuantizedRules.requireType(step, 0, ElementType.FLOAT);
        QuantizedRules.requireType(step, 1, ElementType.FLOAT);
        if (in.rank() < 1) {
            throw step.fail("a tensor with an axis", in.toString());
        }
        QuantizedRules.requireShape(step, 1, new long[] {in.dim(-1)});
        step.addScratch(in.most());
        step.out(Fact.of(ElementType.FLOAT, in.dims(), in.most()));
    }

    /** The norm of the sum of two tensors over the last axis. */
    static void skip(Step step) {
        Fact in = step.in(0);
        for (int i = 0; i < step.inputs(); i++) {
            QuantizedRules.requireType(step, i, ElementType.FLOAT);
        }
        if (in.rank() != 2 && in.rank() != 3) {
            throw step.fail("a tensor of 2 or 3 axes", in.toString());
        }
        QuantizedRules.requireShape(step, 1, in.shape());
        for (int i = 2; i < step.inputs(); i++) {
            QuantizedRules.requireShape(step, i, new long[] {in.dim(-1)});
        }
        if (step.node().wants(1) || step.node().wants(2)) {
            throw step.fail("no outputs of mean and deviation", "one of them");
        }
        step.addScratch(2 * in.most());
        Fact out = Fact.of(ElementType.FLOAT, in.dims(), in.most());
        step.out(0, out);
        step.out(3, out);
    }
}
