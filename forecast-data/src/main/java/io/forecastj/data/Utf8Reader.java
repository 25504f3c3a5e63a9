package io.forecastj.data;

import io.forecastj.InvalidSeriesException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Decodes UTF-8 and refuses other bytes with their line. {@link java.io.InputStreamReader} would either replace them
 * silently or fail some thousand characters before them, without the place.
 */
final class Utf8Reader extends Reader {
    private static final int BUFFER = 1 << 16;
    private static final int UTF_16_BE = 0xFEFF;
    private static final int UTF_16_LE = 0xFFFE;
    private static final int UTF_32_BE = 0x0000FEFF;
    private static final int UTF_32_LE = 0xFFFE0000;

    private final InputStream in;
    private final String file;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER).limit(0);
    private final CharBuffer chars = CharBuffer.allocate(BUFFER).limit(0);
    private boolean marked;
    private boolean ended;
    private long line = 1;
    private char previous;

    Utf8Reader(InputStream in, String file) {
        this.in = in;
        this.file = file;
    }

    @Override
    public int read(char[] target, int from, int length) throws IOException {
        if (!chars.hasRemaining() && !fill()) {
            return -1;
        }
        int count = Math.min(length, chars.remaining());
        chars.get(target, from, count);
        return count;
    }

    /** Decodes the next characters; those before an invalid byte are returned before it is refused. */
    private boolean fill() throws IOException {
        chars.clear();
        if (!marked) {
            marked = true;
            refuseOtherMarks();
        }
        while (true) {
            CoderResult result = decoder.decode(bytes, chars, ended);
            if (chars.position() > 0) {
                chars.flip();
                countLines();
                return true;
            }
            if (result.isError()) {
                throw refusal();
            }
            if (ended) {
                chars.flip();
                return false;
            }
            more();
        }
    }

    private void more() throws IOException {
        bytes.compact();
        int count = in.read(bytes.array(), bytes.position(), bytes.remaining());
        ended = count < 0;
        bytes.position(bytes.position() + Math.max(0, count)).flip();
    }

    /** Refuses the byte order marks of other charsets. That of UTF-32 may begin like that of UTF-16. */
    private void refuseOtherMarks() throws IOException {
        while (!ended && bytes.remaining() < Integer.BYTES) {
            more();
        }
        int at = bytes.position();
        int two = bytes.remaining() < Short.BYTES ? 0 : bytes.getShort(at);
        int four = bytes.remaining() < Integer.BYTES ? 0 : bytes.getInt(at);
        if (four == UTF_32_BE || four == UTF_32_LE) {
            throw marked("UTF-32");
        }
        if ((two & 0xFFFF) == UTF_16_BE || (two & 0xFFFF) == UTF_16_LE) {
            throw marked("UTF-16");
        }
    }

    private InvalidSeriesException marked(String charset) {
        return new InvalidSeriesException(
                file + " begins with the byte order mark of " + charset + "; expected UTF-8: save it so");
    }

    private void countLines() {
        for (int i = 0; i < chars.limit(); i++) {
            char c = chars.get(i);
            if (c == '\r' || (c == '\n' && previous != '\r')) {
                line++;
            }
            previous = c;
        }
    }

    private InvalidSeriesException refusal() {
        int bad = bytes.get(bytes.position()) & 0xFF;
        return new InvalidSeriesException(String.format(
                "%s, line %d: the byte 0x%02X is not UTF-8: save the file as UTF-8, or read it with a Reader"
                        + " for its charset",
                file, line, bad));
    }

    /** Does nothing: the caller who opened the stream closes it. */
    @Override
    public void close() {}
}
