package io.forecastj.data;

import java.io.IOException;
import java.io.Reader;

/** Leaves out the first lines of a text, and counts the others if need be. */
final class LineCounter extends Reader {
    private static final int BUFFER = 1 << 13;
    private static final int NONE = -1;

    private final Reader in;
    private final boolean counts;
    private long ends;
    private boolean open;
    private char previous;
    private int pushed = NONE;

    /**
     * Reads a text.
     *
     * @param in the text
     * @param counts whether {@link #rest} is needed
     */
    LineCounter(Reader in, boolean counts) {
        this.in = in;
        this.counts = counts;
    }

    /** Leaves out lines before all others, and refuses a text that has fewer. */
    void skip(int lines, CsvPosition at) throws IOException {
        for (int line = 1; line <= lines; line++) {
            int c = next();
            if (c < 0) {
                at.line(line);
                throw at.error("the file ends before the " + lines + " lines of skipLines(" + lines + ")");
            }
            while (c >= 0 && c != '\n' && c != '\r') {
                c = next();
            }
            if (c == '\r') {
                int after = next();
                pushed = after == '\n' ? NONE : after;
            }
        }
    }

    private int next() throws IOException {
        int c = pushed;
        pushed = NONE;
        return c == NONE ? in.read() : c;
    }

    @Override
    public int read(char[] target, int from, int length) throws IOException {
        int count;
        if (pushed == NONE) {
            count = in.read(target, from, length);
        } else {
            target[from] = (char) next();
            count = 1;
        }
        for (int i = from; counts && i < from + count; i++) {
            char c = target[i];
            if (c == '\n' || c == '\r') {
                ends += c == '\n' && previous == '\r' ? 0 : 1;
                open = false;
            } else {
                open = true;
            }
            previous = c;
        }
        return count;
    }

    /** Counts the lines that are not read, those from a line of the text on, as a sentence. */
    String rest(long line, long shown, String text) throws IOException {
        char[] buffer = new char[BUFFER];
        int count = 0;
        while (count >= 0) {
            count = read(buffer, 0, buffer.length);
        }
        long lines = ends + (open ? 1 : 0) - line + 1;
        return "endAt(\"" + text + "\") ends the table: " + lines + (lines == 1 ? " line" : " lines") + " from line "
                + shown + " on " + (lines == 1 ? "is" : "are") + " not read";
    }

    /** Does nothing: the caller who opened the reader closes it. */
    @Override
    public void close() {}
}
