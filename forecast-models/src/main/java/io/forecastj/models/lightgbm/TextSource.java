package io.forecastj.models.lightgbm;

import io.forecastj.ModelLoadException;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a model's text, one after the other, and the exception that says where in them something is wrong.
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

    /** Goes to the next line; false at the end of the text. */
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

    /** Goes to the next line that is not empty; false at the end of the text. */
    boolean nextFilled() {
        boolean more = next();
        while (more && isEmpty()) {
            more = next();
        }
        return more;
    }

    /** Names the tree in later messages. */
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

    /** Where the line begins in the text. */
    int position() {
        return start;
    }

    /** The part before the first equals sign, or null if there is none. */
    @Nullable
    String key() {
        int equals = text.indexOf('=', start);
        return equals < 0 || equals >= end ? null : text.substring(start, equals);
    }

    /** The part after the first equals sign, of a line that has one. */
    TextValues values() {
        int equals = text.indexOf('=', start);
        return new TextValues(this, text.substring(start, equals), line, text, equals + 1, end);
    }

    /** The line for a message: shortened, without control characters. */
    String shown() {
        return shown(start, end);
    }

    String shown(int from, int to) {
        int limit = Math.min(to, from + 40);
        String part = text.substring(from, limit).replaceAll("\\p{Cntrl}", "?");
        return "'" + part + (limit < to ? "...'" : "'");
    }

    /** The exception that names the present line. */
    ModelLoadException refuse(String message) {
        return refuseAt(line, message);
    }

    ModelLoadException refuseAt(int line, String message) {
        return new ModelLoadException(
                "LightGBM text model, line " + line + (tree < 0 ? "" : ", tree " + tree) + ": " + message);
    }
}
