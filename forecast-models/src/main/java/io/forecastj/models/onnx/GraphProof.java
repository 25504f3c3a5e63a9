package io.forecastj.models.onnx;

import io.forecastj.ModelLoadException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Proves of a graph of allowed operators, for given shapes of its inputs, that a run is bounded: follows types, shapes
 * and short lists of numbers from node to node, as far as they follow from the file and these shapes alone.
 *
 * <p>Refused are sizes, divisors and indices that could be anything, tensors and runs that are too large.
 */
final class GraphProof {
    /** Largest number of elements of one tensor. */
    static final double MAX_ELEMENTS = 1L << 27;
    /** Largest size of an axis that numbers ask for. */
    static final long MAX_SIZE = 1 << 24;
    /** Largest number of bytes of all tensors that live at the same time. */
    static final double MAX_BYTES = 2L << 30;
    /** Largest number of multiplications in a run: some ten seconds of one free core. */
    static final double MAX_WORK = 2e11;

    private final OnnxGraph graph;
    private final String source;
    private final Map<String, Fact> facts = new HashMap<>();
    private final Map<String, Integer> lastUse = new HashMap<>();
    private final Function<String, @Nullable Fact> around;
    private double bytes;
    private double mostBytes;
    private double work;

    /**
     * Creates a proof.
     *
     * @param around finds the values of the graphs around this one
     */
    GraphProof(OnnxGraph graph, String source, Function<String, @Nullable Fact> around) {
        this.graph = graph;
        this.source = source;
        this.around = around;
    }

    /**
     * Proves that a run is bounded.
     *
     * @param inputs the shapes of all inputs that a run gives
     * @throws ModelLoadException if it is not proven; the message names the node
     */
    static void require(OnnxGraph graph, Map<String, Fact> inputs, String source) {
        new GraphProof(graph, source, name -> null).run(inputs);
    }

    void run(Map<String, Fact> inputs) {
        facts.putAll(graph.stored());
        facts.putAll(inputs);
        int at = 0;
        for (GraphNode node : graph.nodes()) {
            for (String input : node.inputs()) {
                lastUse.put(input, at);
            }
            for (InnerGraph inner : node.graphs()) {
                for (String input : inner.used()) {
                    lastUse.put(input, at);
                }
            }
            at++;
        }
        at = 0;
        for (GraphNode node : graph.nodes()) {
            step(node, at++);
        }
    }

    double work() {
        return work;
    }

    double mostBytes() {
        return mostBytes;
    }

    /** Returns what is known of a value so far; null if there is none of this name. */
    @Nullable
    Fact fact(String name) {
        Fact own = facts.get(name);
        return own == null ? around.apply(name) : own;
    }

    private void step(GraphNode node, int at) {
        List<@Nullable Fact> given = new ArrayList<>();
        boolean stored = true;
        for (String input : node.inputs()) {
            Fact fact = input.isEmpty() ? null : fact(input);
            if (!input.isEmpty() && fact == null) {
                throw new ModelLoadException(
                        source + ": " + node.label() + ": the input " + ScanPosition.shown(input) + " is not known");
            }
            stored &= fact == null || fact.isStored();
            given.add(fact);
        }
        Step step = new Step(node, given, graph.opsets(), source, this::fact);
        OperatorTable.of(node).apply(step);
        double own = step.scratchBytes();
        for (int i = 0; i < node.outputs().size(); i++) {
            if (node.wants(i)) {
                Fact out = step.output(i);
                // an output that no rule describes is one that its operator does not have
                Fact known = out == null
                        ? Fact.of(null, null, given.isEmpty() ? 1 : step.in(0).most())
                        : out;
                requireSize(step, known);
                own += known.bytes();
                facts.put(node.outputs().get(i), known.asStored(stored));
            }
        }
        work += step.work();
        mostBytes = Math.max(mostBytes, bytes + own);
        if (bytes + own > MAX_BYTES) {
            throw step.fail("tensors of at most " + (long) MAX_BYTES + " bytes at the same time", "more");
        }
        if (!(work <= MAX_WORK)) {
            throw step.fail("at most " + MAX_WORK + " multiplications in a run", "more");
        }
        bytes += own - step.scratchBytes();
        free(node, at);
    }

    private static void requireSize(Step step, Fact fact) {
        if (!(fact.most() <= MAX_ELEMENTS)) {
            throw step.fail("tensors of at most " + (long) MAX_ELEMENTS + " elements", "up to " + fact.most());
        }
        if (fact.rank() > TypeScan.MAX_RANK) {
            throw step.fail("at most " + TypeScan.MAX_RANK + " axes", Integer.toString(fact.rank()));
        }
    }

    // what follows from stored numbers alone is computed at loading and kept
    private void free(GraphNode node, int at) {
        for (String name : node.inputs()) {
            Fact fact = facts.get(name);
            if (fact != null && lastUse.getOrDefault(name, -1) == at && !fact.isStored()) {
                bytes -= graph.stored().containsKey(name) ? 0 : fact.bytes();
                lastUse.remove(name);
            }
        }
    }
}
