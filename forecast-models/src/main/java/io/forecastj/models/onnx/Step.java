package io.forecastj.models.onnx;

import io.forecastj.ModelLoadException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One node of a graph whose outputs are followed from its inputs. Not thread-safe. */
final class Step {
    /** Multiplications that one pass over an element costs, an exponential for example. */
    private static final double WORK_PER_ELEMENT = 16;

    private final GraphNode node;
    private final List<@Nullable Fact> inputs;
    private final @Nullable Fact[] outputs;
    private final int opset;
    private final String source;
    private double work;
    private double scratch;

    Step(GraphNode node, List<@Nullable Fact> inputs, int opset, String source) {
        this.node = node;
        this.inputs = inputs;
        this.opset = opset;
        this.source = source;
        this.outputs = new Fact[node.outputs().size()];
    }

    GraphNode node() {
        return node;
    }

    /** Returns the version of the operator's set. */
    int opset() {
        return opset;
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
