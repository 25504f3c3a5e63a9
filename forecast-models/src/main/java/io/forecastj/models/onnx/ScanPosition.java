package io.forecastj.models.onnx;

import io.forecastj.ModelLoadException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Where a scan is in the model, for messages, and what it has counted so far.
 *
 * <p>Not thread-safe: one for each scan.
 */
final class ScanPosition {
    /** Of all names and properties together; those of real models take less than one megabyte. */
    private static final int MAX_TEXT_BYTES = 16 << 20;

    /** What a text costs beside its bytes, so that very many short ones are not free. */
    private static final int TEXT_OVERHEAD = 64;

    /** A node takes about four, the type of a value six: twice what the greatest number of nodes needs. */
    private static final int MAX_MESSAGES = 400_000;

    /** Names shown in messages are cut there: a hostile one could fill a log. */
    private static final int SHOWN = 80;

    private final String source;
    private final OnnxLimits limits;
    private final Deque<String> path = new ArrayDeque<>();
    private int nodes;
    private int tensors;
    private int messages;
    private int text;

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

    /** What is wrong at a byte; {@code found} may go on to say what to do. */
    ModelLoadException fail(int at, String expected, String found) {
        StringBuilder message = new StringBuilder(source).append(": byte ").append(at);
        path.forEach(part -> message.append(", ").append(part));
        return new ModelLoadException(message.append(": expected ")
                .append(expected)
                .append(", found ")
                .append(found)
                .toString());
    }

    /** A name from the file, safe to print. */
    static String shown(String name) {
        String cut = name.length() <= SHOWN ? name : name.substring(0, SHOWN) + "...";
        return "'" + cut.replaceAll("\\p{Cntrl}", "?") + "'";
    }
}
