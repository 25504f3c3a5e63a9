package io.forecastj.data;

import java.io.IOException;
import java.io.Reader;

/** Keeps the first characters of a text while they are read, for the detection of options. */
final class FileHead extends Reader {
    static final int MOST_CHARS = 1 << 18;
    private static final int MOST_LINES = 200;
    private static final int BUFFER = 1 << 13;

    private final Reader in;
    private final StringBuilder head = new StringBuilder();
    private int replayed;
    private int lines;
    private boolean ended;

    FileHead(Reader in) {
        this.in = in;
    }

    @Override
    public int read(char[] target, int from, int length) throws IOException {
        if (replayed < head.length()) {
            int count = Math.min(length, head.length() - replayed);
            head.getChars(replayed, replayed + count, target, from);
            replayed += count;
            return count;
        }
        int count = in.read(target, from, length);
        if (!full()) {
            keep(target, from, count);
            replayed = head.length();
        }
        return count;
    }

    private boolean full() {
        return ended || lines >= MOST_LINES || head.length() >= MOST_CHARS;
    }

    private void keep(char[] chars, int from, int count) {
        ended = count < 0;
        if (ended) {
            return;
        }
        head.append(chars, from, count);
        for (int i = from; i < from + count; i++) {
            lines += chars[i] == '\n' || chars[i] == '\r' ? 1 : 0;
        }
    }

    /** Reads on until the head is full; what was read comes again. */
    void fill() throws IOException {
        char[] buffer = new char[BUFFER];
        // the parser refuses to read on when interrupted
        while (!full() && !Thread.currentThread().isInterrupted()) {
            keep(buffer, 0, in.read(buffer, 0, BUFFER));
        }
    }

    /** Returns the first whole lines, at most 200 and 256 K characters, without a byte order mark. */
    String text() {
        int from = head.length() > 0 && head.charAt(0) == '\uFEFF' ? 1 : 0;
        int end = from;
        int count = 0;
        for (int i = from; i < head.length() && i < MOST_CHARS && count < MOST_LINES; i++) {
            boolean pair = head.charAt(i) == '\r' && i + 1 < head.length() && head.charAt(i + 1) == '\n';
            if (!pair && (head.charAt(i) == '\n' || head.charAt(i) == '\r')) {
                end = i + 1;
                count++;
            }
        }
        // the last line of a file may have no end
        boolean whole = ended && head.length() <= MOST_CHARS && count < MOST_LINES;
        return head.substring(from, whole ? head.length() : end);
    }

    /** Does nothing: the caller who opened the reader closes it. */
    @Override
    public void close() {}
}
