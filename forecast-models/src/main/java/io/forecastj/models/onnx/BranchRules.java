package io.forecastj.models.onnx;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The choice between two graphs, of which both must be safe. */
final class BranchRules {
    private BranchRules() {}

    static void choose(Step step) {
        List<List<Fact>> both = new ArrayList<>();
        for (String name : List.of("then_branch", "else_branch")) {
            NodeAttribute attribute = step.node().attributes().get(name);
            InnerGraph graph = attribute == null ? null : attribute.graph();
            if (graph == null
                    || graph.inputs() != 0
                    || graph.outputs().size() != step.node().outputs().size()) {
                throw step.fail("two graphs without inputs, with the outputs of the node", "others in '" + name + "'");
            }
            both.add(step.follow(graph));
        }
        double[] condition = step.in(0).values();
        for (int i = 0; i < step.node().outputs().size(); i++) {
            Fact then = both.get(0).get(i);
            Fact other = both.get(1).get(i);
            if (condition != null && condition.length == 1) {
                step.out(i, (condition[0] != 0 ? then : other).asStored(false));
            } else {
                step.out(i, either(then, other));
            }
        }
    }

    private static Fact either(Fact a, Fact b) {
        double most = Math.max(a.most(), b.most());
        return Fact.of(a.type() == b.type() ? a.type() : null, common(a.dims(), b.dims()), most)
                .withRange(Math.min(a.low(), b.low()), Math.max(a.high(), b.high()));
    }

    private static long @Nullable [] common(long @Nullable [] a, long @Nullable [] b) {
        if (a == null || b == null || a.length != b.length) {
            return null;
        }
        long[] dims = a.clone();
        for (int i = 0; i < dims.length; i++) {
            dims[i] = a[i] == b[i] ? a[i] : Fact.UNKNOWN;
        }
        return dims;
    }
}
