package io.forecastj.data;

import java.io.IOException;
import java.io.Reader;
import java.nio.channels.ClosedByInterruptException;
import java.util.concurrent.CancellationException;

/** The characters of a file, without a byte order mark, until the thread is interrupted. */
final class CsvInput extends Reader {
    private static final int BYTE_ORDER_MARK = 0xFEFF;

    private final Reader in;
    private final String file;
    private boolean begun;

    /**
     * Wraps characters.
     *
     * @param in the characters; the caller closes it
     * @param file the name for messages
     */
    CsvInput(Reader in, String file) {
        this.in = in;
        this.file = file;
    }

    @Override
    public int read(char[] target, int from, int length) throws IOException {
        if (Thread.currentThread().isInterrupted()) {
            throw cancelled();
        }
        int count = next(target, from, length);
        if (!begun && count > 0) {
            begun = true;
            if (target[from] == BYTE_ORDER_MARK) {
                System.arraycopy(target, from + 1, target, from, count - 1);
                return count > 1 ? count - 1 : read(target, from, length);
            }
        }
        return count;
    }

    private int next(char[] target, int from, int length) throws IOException {
        try {
            return in.read(target, from, length);
        } catch (ClosedByInterruptException e) {
            throw cancelled();
        }
    }

    private CancellationException cancelled() {
        return new CancellationException(file + ": reading was cancelled, since the thread was interrupted");
    }

    /** Does nothing: the caller who opened the characters closes them. */
    @Override
    public void close() {}
}
