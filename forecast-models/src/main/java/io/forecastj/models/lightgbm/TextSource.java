package io.forecastj.models.lightgbm;

import io.forecastj.ModelLoadException;
import org.jspecify.annotations.Nullable;

/**
 * Lines of a model's text, one after the other, and the exception that names the line of an error.
 *
 * <p>Not thread-safe.
 */
final class TextSource {
    private final String text;
    private int start;
    private int end = -1;
    private int line;
    private int tree = -1;

    TextSource(String text) {
        this.text = text;
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
        while (at < end && text.charAt(at) != '=') {
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
