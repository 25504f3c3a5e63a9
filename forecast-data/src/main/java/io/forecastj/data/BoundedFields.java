package io.forecastj.data;

import java.io.IOException;
import java.io.Reader;

/** Characters for the parser, which refuses a long field before the parser holds all of it. */
final class BoundedFields extends Reader {
    /** The parser's buffer is larger than this only if a single field fills the half. */
    private static final int LARGEST_BUFFER = 1 << 20;

    private final Reader in;
    private final CsvRowHandler handler;

    /**
     * Wraps characters.
     *
     * @param in the characters; the caller closes it
     * @param handler the handler of the parser's fields, which refuses
     */
    BoundedFields(Reader in, CsvRowHandler handler) {
        this.in = in;
        this.handler = handler;
    }

    @Override
    public int read(char[] target, int from, int length) throws IOException {
        if (target.length > LARGEST_BUFFER) {
            throw handler.longField();
        }
        return in.read(target, from, length);
    }

    /** Does nothing: the caller who opened the characters closes them. */
    @Override
    public void close() {}
}
