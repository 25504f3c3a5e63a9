package io.forecastj.data;

import io.forecastj.InvalidSeriesException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Decodes the bytes of a file, in the charset of its byte order mark, the declared one or UTF-8, and refuses bytes that
 * do not belong to it with their line. {@link java.io.InputStreamReader} would either replace them silently or fail
 * some thousand characters before them, without the place.
 */
final class DecodingReader extends Reader {
    private static final int BUFFER = 1 << 16;

    private final InputStream in;
    private final String file;
    private final @Nullable Charset declared;
    private CharsetDecoder decoder = decoder(StandardCharsets.UTF_8);
    private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER).limit(0);
    private final CharBuffer chars = CharBuffer.allocate(BUFFER).limit(0);
    private boolean begun;
    private boolean ended;
    private boolean flushed;
    private long line = 1;
    private char previous;

    /**
     * Makes a reader.
     *
     * @param in the bytes
     * @param file the name for messages
     * @param declared the charset that the caller has declared, or null
     */
    DecodingReader(InputStream in, String file, @Nullable Charset declared) {
        this.in = in;
        this.file = file;
        this.declared = declared;
    }

    private static CharsetDecoder decoder(Charset charset) {
        return charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
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
        if (flushed) {
            return false;
        }
        chars.clear();
        if (!begun) {
            begun = true;
            begin();
        }
        while (true) {
            CoderResult result = decoder.decode(bytes, chars, ended);
            if (result.isUnderflow() && ended) {
                flushed = decoder.flush(chars).isUnderflow();
            }
            if (chars.position() > 0) {
                chars.flip();
                countLines();
                return true;
            }
            if (result.isError()) {
                throw refusal(result.length());
            }
            if (flushed) {
                chars.flip();
                return false;
            }
            more();
        }
    }

    private void more() throws IOException {
        bytes.compact();
        int count;
        try {
            count = in.read(bytes.array(), bytes.position(), bytes.remaining());
        } catch (RefusedBytesException e) {
            throw new InvalidSeriesException(file + ", line " + line + ": " + e.getMessage(), e);
        }
        ended = count < 0;
        bytes.position(bytes.position() + Math.max(0, count)).flip();
    }

    /** Chooses the charset by the first bytes. */
    private void begin() throws IOException {
        while (!ended && bytes.remaining() < FirstBytes.LENGTH) {
            more();
        }
        decoder = decoder(new FirstBytes(bytes, file).charset(declared));
    }

    private void countLines() {
        char[] text = chars.array();
        int end = chars.limit();
        char before = previous;
        long count = 0;
        for (int i = 0; i < end; i++) {
            char c = text[i];
            if (c <= '\r' && (c == '\r' || (c == '\n' && before != '\r'))) {
                count++;
            }
            before = c;
        }
        line += count;
        previous = before;
    }

    private InvalidSeriesException refusal(int length) {
        StringBuilder shown = new StringBuilder(length == 1 ? "the byte" : "the bytes");
        for (int i = 0; i < length; i++) {
            shown.append(String.format(" 0x%02X", bytes.get(bytes.position() + i)));
        }
        shown.append(length == 1 ? " is not " : " are not ")
                .append(decoder.charset().name());
        String advice = declared == null
                ? ": save the file as UTF-8, or set its charset with charset(...)"
                : ": charset(...) declares another charset than that of the file, or the file is damaged";
        return new InvalidSeriesException(file + ", line " + line + ": " + shown + advice);
    }

    /** Does nothing: the caller who opened the stream closes it. */
    @Override
    public void close() {}
}
