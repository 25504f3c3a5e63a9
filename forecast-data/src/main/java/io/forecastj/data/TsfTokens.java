package io.forecastj.data;

import io.forecastj.InvalidSeriesException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Takes texts from the bytes of a {@code .tsf} file one after the other, so that a line of a million values needs no
 * memory of its size.
 */
final class TsfTokens {
    private static final int BUFFER = 1 << 16;

    /** The longest tag, name or number; longer ones are a sign of another format. */
    private static final int LONGEST = 1 << 12;

    private static final int END = -1;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final InputStream in;
    private final String file;
    private final byte[] buffer = new byte[BUFFER];
    private final byte[] text = new byte[LONGEST];
    private int at;
    private int limit;
    private long line = 1;
    private int ended = '\n';

    TsfTokens(InputStream in, String file) throws IOException {
        this.in = in;
        this.file = file;
        limit = in.readNBytes(buffer, 0, BYTE_ORDER_MARK.length);
        if (limit == BYTE_ORDER_MARK.length && Arrays.equals(buffer, 0, limit, BYTE_ORDER_MARK, 0, limit)) {
            at = limit;
        }
    }

    /** Returns the first character of the next line that is not blank, which stays there, or -1 at the end. */
    int nextLine() throws IOException {
        while (true) {
            int next = peek();
            if (next == END || next > ' ') {
                return next;
            }
            line += next == '\n' ? 1 : 0;
            at++;
        }
    }

    /** Passes over the rest of a line. */
    void skipLine() throws IOException {
        int next;
        do {
            next = peek();
            at++;
        } while (next != '\n' && next != END);
        line++;
    }

    /** Takes the text before a separator or the end of the line, whichever comes first. */
    String until(char separator) throws IOException {
        int length = 0;
        while (true) {
            int next = peek();
            if (next == separator || next == '\n' || next == END) {
                ended = next;
                at++;
                return decoded(length);
            }
            if (length == LONGEST) {
                throw error("", "a text of more than " + LONGEST + " bytes; is this a .tsf file?");
            }
            text[length++] = (byte) next;
            at++;
        }
    }

    /** Returns whether the last text ended with its line. The line counts until {@link #leaveLine}. */
    boolean lineEnded() {
        return ended == '\n' || ended == END;
    }

    /** Counts a line whose end was taken by {@link #until}. */
    void leaveLine() {
        line++;
    }

    private int peek() throws IOException {
        if (at >= limit) {
            int count = in.read(buffer, 0, BUFFER);
            if (count <= 0) {
                at = 0;
                limit = 0;
                return END;
            }
            at = 0;
            limit = count;
        }
        return buffer[at] & 0xFF;
    }

    private String decoded(int length) {
        try {
            return Blanks.strip(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(text, 0, length))
                    .toString());
        } catch (CharacterCodingException e) {
            throw error("", "the bytes of a text are not UTF-8: save the file as UTF-8");
        }
    }

    /** Returns a refusal with the place. */
    InvalidSeriesException error(String attribute, String problem) {
        return error(attribute, problem, null);
    }

    /** Returns a refusal with the place, caused by another one. */
    InvalidSeriesException error(String attribute, String problem, @Nullable Throwable cause) {
        String where = attribute.isEmpty() ? "" : ", attribute '" + attribute + "'";
        return new InvalidSeriesException(file + ", line " + line + where + ": " + problem, cause);
    }
}
