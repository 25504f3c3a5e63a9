package io.forecastj.models.onnx;

import io.forecastj.ModelLoadException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One node of a graph whose outputs are followed from its inputs. Not thread-safe. */
final class Step {
    /** Multiplications that the slowest passes over an element cost, a logarithm of a sum for example. */
    private static final double WORK_PER_ELEMENT = 128;

    private final GraphNode node;
    private final List<@Nullable Fact> inputs;
    private final @Nullable Fact[] outputs;
    private final Map<String, Integer> opsets;
    private final String source;
    private final Function<String, @Nullable Fact> around;
    private double work;
    private double scratch;

    /**
     * Creates a step.
     *
     * @param around finds the values that graphs in the node may use
     */
    Step(
            GraphNode node,
            List<@Nullable Fact> inputs,
            Map<String, Integer> opsets,
            String source,
            Function<String, @Nullable Fact> around) {
        this.node = node;
        this.inputs = inputs;
        this.opsets = opsets;
        this.around = around;
        this.source = source;
        this.outputs = new Fact[node.outputs().size()];
    }

    GraphNode node() {
        return node;
    }

    /** Follows a graph in the node; returns what is known of its outputs. */
    List<Fact> follow(InnerGraph inner) {
        OnnxGraph graph = new OnnxGraph(inner.nodes(), inner.stored(), opsets, Operators.FORECASTING);
        GraphProof proof = new GraphProof(graph, source, around);
        proof.run(Map.of());
        work += proof.work();
        scratch += proof.mostBytes() / Float.BYTES;
        return inner.outputs().stream().map(proof::fact).toList();
    }

    int inputs() {
        return inputs.size();
    }

    boolean has(int input) {
        return input < inputs.size() && inputs.get(input) != null;
    }

    /** Returns an input that the operator must have. */
    Fact in(int input) {
        Fact fact = input < inputs.size() ? inputs.get(input) : null;
        if (fact == null) {
            throw fail("input " + input, "none");
        }
        return fact;
    }

    /** Returns the integers of an input whose numbers are known; null if they are not or if it is not given. */
    long @Nullable [] integers(int input) {
        return has(input) ? in(input).integers() : null;
    }

    void out(Fact fact) {
        out(0, fact);
    }

    void out(int output, Fact fact) {
        if (output < outputs.length) {
            outputs[output] = fact;
        }
    }

    /** Adds multiplications beyond a few for each element of inputs and outputs. */
    void addWork(double multiplications) {
        work += multiplications;
    }

    /** Adds the elements of memory that the operator takes beside its outputs. */
    void addScratch(double elements) {
        scratch += elements;
    }

    @Nullable
    Fact output(int output) {
        return outputs[output];
    }

    double work() {
        double elements = 0;
        for (Fact fact : inputs) {
            elements += fact == null ? 0 : fact.most();
        }
        for (Fact fact : outputs) {
            elements += fact == null ? 0 : fact.most();
        }
        return work + WORK_PER_ELEMENT * elements;
    }

    double scratchBytes() {
        return scratch * Float.BYTES;
    }

    /** Returns an axis counted from the start; refuses one that the tensor does not have. */
    int axis(long axis, int rank) {
        long at = axis < 0 ? axis + rank : axis;
        if (at < 0 || at >= rank) {
            throw fail("an axis from " + -rank + " to " + (rank - 1), Long.toString(axis));
        }
        return (int) at;
    }

    ModelLoadException fail(String expected, String found) {
        return new ModelLoadException(source + ": " + node.label() + ": expected " + expected + ", found " + found
                + "; " + OperatorTable.REMEDY);
    }
}
