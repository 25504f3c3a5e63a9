package io.forecastj.models.onnx;

import io.forecastj.ModelLoadException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Position of a scan in the model, for messages, and its counters.
 *
 * <p>Not thread-safe: one for each scan.
 */
final class ScanPosition {
    /** Limit for all names and properties together; those of real models take less than one megabyte. */
    private static final int MAX_TEXT_BYTES = 16 << 20;

    /** Cost of a text beside its bytes, so that very many short ones are not free. */
    private static final int TEXT_OVERHEAD = 64;

    /**
     * Limit for messages. A node takes about four, the type of a value six: this is twice the need of the largest
     * number of nodes.
     */
    private static final int MAX_MESSAGES = 400_000;

    /** Maximum length of names in messages: a hostile name could fill a log. */
    private static final int SHOWN = 80;

    /** ONNX Runtime's optimizer takes time by the square of the nodes: a few seconds for as many as these. */
    private static final int MAX_COMPUTING = 5_000;

    private final String source;
    private final OnnxLimits limits;
    private final Deque<String> path = new ArrayDeque<>();
    private int nodes;
    private int computing;
    private int tensors;
    private int messages;
    private int text;
    private final List<Integer> zeroAxes = new ArrayList<>();

    ScanPosition(String source, OnnxLimits limits) {
        this.source = source;
        this.limits = limits;
    }

    OnnxLimits limits() {
        return limits;
    }

    void enter(String what) {
        path.addLast(what);
    }

    void leave() {
        path.removeLast();
    }

    void countNode(int at) {
        if (++nodes > limits.nodes()) {
            throw fail(at, "at most " + limits.nodes() + " nodes", "more");
        }
    }

    /** Counts a node that is more than a constant, if the operators are limited. */
    void countComputing(int at) {
        if (++computing > MAX_COMPUTING) {
            throw fail(at, "at most " + MAX_COMPUTING + " nodes besides constants", "more; " + OperatorTable.REMEDY);
        }
    }

    void countTensor(int at) {
        if (++tensors > limits.tensors()) {
            throw fail(at, "at most " + limits.tensors() + " stored tensors", "more");
        }
    }

    void countMessage(int at) {
        if (++messages > MAX_MESSAGES) {
            throw fail(at, "at most " + MAX_MESSAGES + " messages", "more");
        }
    }

    void countText(int at, int bytes) {
        text += bytes + TEXT_OVERHEAD;
        if (text > MAX_TEXT_BYTES) {
            throw fail(at, "at most " + MAX_TEXT_BYTES + " bytes of names and metadata", "more");
        }
    }

    /** Notes the position of an axis of size 0 that could be opened. */
    void noteZeroAxis(int at) {
        zeroAxes.add(at);
    }

    List<Integer> zeroAxes() {
        return zeroAxes;
    }

    /** Creates the exception for a wrong byte; {@code found} may end with advice. */
    ModelLoadException fail(int at, String expected, String found) {
        StringBuilder message = new StringBuilder(source).append(": byte ").append(at);
        path.forEach(part -> message.append(", ").append(part));
        return new ModelLoadException(message.append(": expected ")
                .append(expected)
                .append(", found ")
                .append(found)
                .toString());
    }

    /** Returns a name from the file in a form that is safe to print. */
    static String shown(String name) {
        String cut = name.length() <= SHOWN ? name : name.substring(0, SHOWN) + "...";
        return "'" + cut.replaceAll("\\p{Cntrl}", "?") + "'";
    }
}
