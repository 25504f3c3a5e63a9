package io.forecastj.models.lightgbm;

import io.forecastj.ModelLoadException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Lines of a model's text, one after the other, and the exception that names the line of an error.
 *
 * <p>Not thread-safe.
 */
final class TextSource {
    private final String text;
    private final byte[] bytes;
    private int start;
    private int end = -1;
    private int line;
    private int tree = -1;
    private @Nullable Boolean estimated;

    TextSource(String text) {
        this.text = text;
        this.bytes = bytes(text);
    }

    /** Returns a byte for each character, to read numbers faster; a byte that is not ASCII is no part of a number. */
    private static byte[] bytes(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        if (bytes.length != text.length()) { // pairs of surrogates became one byte
            bytes = new byte[text.length()];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) (text.charAt(i) < 0x80 ? text.charAt(i) : '?');
            }
        }
        return bytes;
    }

    /**
     * Returns a byte for each character of the whole text. A character that is not ASCII becomes a question mark or a
     * negative byte.
     */
    byte[] bytes() {
        return bytes;
    }

    /**
     * Returns whether the numbers of rows at nodes and leaves are LightGBM's estimates from sums of second derivatives,
     * which need not add up. LightGBM counts them otherwise ({@code SerialTreeLearner::SplitInner}), but not on CUDA
     * devices ({@code cuda_tree.cu}), nor if several machines train on quantized gradients ({@code
     * DataParallelTreeLearner::Split}). Searches the text at the first call.
     */
    boolean estimatesCounts() {
        if (estimated == null) {
            estimated = parameter("device_type", "cuda")
                    || parameter("use_quantized_grad", "1") && !parameter("tree_learner", "serial");
        }
        return estimated;
    }

    // Parameters follow the trees; before the trees the reader accepts no line of this form.
    private boolean parameter(String name, String value) {
        return text.contains("\n[" + name + ": " + value + "]\n");
    }

    /** Moves to the next line; returns false at the end of the text. */
    boolean next() {
        if (end == text.length()) {
            return false;
        }
        start = end + 1;
        int feed = text.indexOf('\n', start);
        end = feed < 0 ? text.length() : feed;
        line++;
        return true;
    }

    /** Moves to the next line that is not empty; returns false at the end of the text. */
    boolean nextFilled() {
        boolean more = next();
        while (more && isEmpty()) {
            more = next();
        }
        return more;
    }

    /** Sets the tree that later messages name. */
    void inTree(int index) {
        tree = index;
    }

    void afterTrees() {
        tree = -1;
    }

    boolean isEmpty() {
        return start == end;
    }

    boolean is(String whole) {
        return end - start == whole.length() && text.startsWith(whole, start);
    }

    boolean startsWith(String prefix) {
        return end - start >= prefix.length() && text.startsWith(prefix, start);
    }

    /** Returns the position in the text at which the line begins. */
    int position() {
        return start;
    }

    /** Returns the part before the first equals sign, or null if there is none. */
    @Nullable
    String key() {
        int equals = equalsSign();
        return equals == end ? null : text.substring(start, equals);
    }

    /** Returns the part after the first equals sign of a line that has one. */
    TextValues values() {
        int equals = equalsSign();
        return new TextValues(this, text.substring(start, equals), line, text, equals + 1, end);
    }

    /** Returns the position of the first equals sign; the end of the line if it has none. */
    private int equalsSign() {
        int at = start;
        while (at < end && bytes[at] != '=') {
            at++;
        }
        return at;
    }

    /** Returns the line for a message: shortened, without control characters. */
    String shown() {
        return shown(start, end);
    }

    String shown(int from, int to) {
        int limit = Math.min(to, from + 40);
        String part = text.substring(from, limit).replaceAll("\\p{Cntrl}", "?");
        return "'" + part + (limit < to ? "...'" : "'");
    }

    /** Makes an exception that names the current line. */
    ModelLoadException refuse(String message) {
        return refuseAt(line, message);
    }

    ModelLoadException refuseAt(int line, String message) {
        return new ModelLoadException(
                "LightGBM text model, line " + line + (tree < 0 ? "" : ", tree " + tree) + ": " + message);
    }
}
