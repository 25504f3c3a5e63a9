package io.forecastj.models.onnx;

import java.util.Arrays;
import java.util.List;

/** Recurrent layers, whose weights must fit each other. */
final class RecurrentRules {
    private RecurrentRules() {}

    static void recurrent(Step step) {
        GraphNode node = step.node();
        String operator = node.operator();
        Fact in = step.in(0);
        long gates = operator.equals("LSTM") ? 4 : operator.equals("GRU") ? 3 : 1;
        long directions = node.text("direction", "forward").equals("bidirectional") ? 2 : 1;
        boolean batchFirst = node.integer("layout", 0) != 0;
        if (!in.hasShape()
                || in.rank() != 3
                || in.type() != ElementType.FLOAT
                        && in.type() != ElementType.DOUBLE
                        && in.type() != ElementType.FLOAT16) {
            throw step.fail("sequences of 3 axes that are known before a run", in.toString());
        }
        if (batchFirst) {
            throw step.fail("the layout 0", "1");
        }
        long time = in.dim(0);
        long batch = in.dim(1);
        long features = in.dim(2);
        long hidden = step.in(2).dim(2);
        if (time < 1 || batch < 1 || features < 1 || hidden < 1) {
            throw step.fail("sequences and weights with elements", in + " and " + step.in(2));
        }
        if (node.integer("hidden_size", hidden) != hidden) {
            throw step.fail(
                    "hidden_size " + hidden + ", as the weights have", Long.toString(node.integer("hidden_size", 0)));
        }
        require(step, 1, directions, gates * hidden, features);
        require(step, 2, directions, gates * hidden, hidden);
        require(step, 3, directions, 2 * gates * hidden);
        if (step.has(4)) {
            require(step, 4, batch);
            Fact lengths = step.in(4);
            if (!(lengths.low() >= 0 && lengths.high() <= time)) {
                throw step.fail("lengths from 0 to " + time + " that are known before a run", "others");
            }
        }
        require(step, 5, directions, batch, hidden);
        require(step, 6, directions, batch, hidden);
        require(step, 7, directions, 3 * hidden);
        activations(step, operator.equals("LSTM") ? 3 : operator.equals("GRU") ? 2 : 1, directions);
        step.addWork(LayerRules.cost(in) * time * batch * directions * gates * hidden * (features + hidden + 16.0));
        step.addScratch((double) time * batch * gates * hidden * directions + 4.0 * batch * gates * hidden);
        step.out(0, Fact.of(in.type(), time, directions, batch, hidden));
        step.out(1, Fact.of(in.type(), directions, batch, hidden));
        step.out(2, Fact.of(in.type(), directions, batch, hidden));
    }

    private static void require(Step step, int input, long... dims) {
        if (step.has(input) && !Arrays.equals(step.in(input).dims(), dims)) {
            throw step.fail(
                    "input " + input + " of the shape " + Arrays.toString(dims),
                    step.in(input).toString());
        }
    }

    static void activations(Step step, int each, long directions) {
        NodeAttribute names = step.node().attributes().get("activations");
        List<String> given = names == null ? List.of() : names.texts();
        if (!given.isEmpty() && given.size() != each * directions) {
            throw step.fail(each * directions + " activations", Integer.toString(given.size()));
        }
    }
}
