package io.forecastj.data;

import io.forecastj.InvalidSeriesException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the first bytes of a file show.
 *
 * @param compression gzip, zip or an empty text
 * @param mark whether the text begins with a byte order mark
 * @param charsets the charsets that the text can have; several if the bytes leave it open
 */
record FoundBytes(String compression, boolean mark, List<Choice> charsets) {
    private static final int LENGTH = 1 << 18;

    /** Texts have hardly any control characters beside blanks and line ends, other files one in eight or so. */
    private static final int CONTROLS_OF_BINARY = 100;

    /** Charsets of one byte for each character, of the west, the centre and the east of Europe. */
    private static final List<Charset> SINGLE_BYTES =
            List.of(Charset.forName("windows-1252"), Charset.forName("windows-1250"), Charset.forName("windows-1251"));

    /**
     * A charset.
     *
     * @param charset the charset to declare, or null if none is needed
     * @param name its name
     * @param call the call that declares it, or an empty text
     */
    record Choice(@Nullable Charset charset, String name, String call) {}

    static FoundBytes of(Path path) throws IOException {
        String lower = path.toString().toLowerCase(Locale.ROOT);
        String compression = lower.endsWith(".gz") ? "gzip" : lower.endsWith(".zip") ? "zip" : "";
        byte[] head = CsvBytes.DEFAULT.readBytes(path, (bytes, name) -> first(bytes));
        FirstBytes start = new FirstBytes(ByteBuffer.wrap(head), path.toString());
        start.refuseArchives();
        Charset marked = start.marked();
        if (marked != null) {
            return new FoundBytes(compression, true, List.of(new Choice(null, marked.name(), "")));
        }
        Charset wide = start.wide();
        if (wide != null) {
            return new FoundBytes(compression, false, List.of(declared(wide)));
        }
        refuseBinary(head, path);
        if (decodes(head, StandardCharsets.UTF_8)) {
            return new FoundBytes(compression, false, List.of(new Choice(null, "UTF-8", "")));
        }
        List<Choice> choices = SINGLE_BYTES.stream()
                .filter(charset -> decodes(head, charset))
                .map(FoundBytes::declared)
                .toList();
        if (choices.isEmpty()) {
            throw new InvalidSeriesException(path + ": the bytes are neither UTF-8 nor of one of " + SINGLE_BYTES
                    + ": is the file a text? If it is, save it as UTF-8, or read it with Csv.read().charset(...)");
        }
        return new FoundBytes(compression, false, choices);
    }

    private static void refuseBinary(byte[] head, Path path) {
        if (begins(head, 'P', 'A', 'R', '1')) {
            throw new InvalidSeriesException(
                    path + ": the file is a Parquet file, which Parquet.read(...) of the module"
                            + " forecast-parquet reads");
        }
        if (begins(head, 0xD0, 0xCF, 0x11, 0xE0)) {
            throw new InvalidSeriesException(path + ": the file is an old spreadsheet (.xls): save it as CSV");
        }
        int controls = 0;
        for (byte each : head) {
            controls += each >= 0 && each < ' ' && !Character.isWhitespace(each) ? 1 : 0;
        }
        if (controls > head.length / CONTROLS_OF_BINARY) {
            throw new InvalidSeriesException(path + ": the file is no text: " + controls + " of its first "
                    + head.length + " bytes are control characters");
        }
    }

    private static byte[] first(InputStream bytes) throws IOException {
        return bytes.readNBytes(LENGTH);
    }

    private static Choice declared(Charset charset) {
        return new Choice(charset, charset.name(), "charset(" + FirstBytes.source(charset) + ")");
    }

    private static boolean begins(byte[] head, int... wanted) {
        for (int i = 0; i < wanted.length; i++) {
            if (i >= head.length || (head[i] & 0xFF) != wanted[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean decodes(byte[] head, Charset charset) {
        CharsetDecoder decoder = charset.newDecoder();
        // the end of the head may cut a character
        return !decoder.decode(ByteBuffer.wrap(head), CharBuffer.allocate(head.length + 1), head.length < LENGTH)
                .isError();
    }
}
