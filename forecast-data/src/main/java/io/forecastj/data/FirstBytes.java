package io.forecastj.data;

import io.forecastj.InvalidSeriesException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The first bytes of a file, which may be a byte order mark, or show that the file is no text. */
final class FirstBytes {
    /** The length of the longest mark. */
    static final int LENGTH = 4;

    private static final Charset UTF_32 = Charset.forName("UTF-32");

    /** That of UTF-32 before that of UTF-16, with which it begins. */
    private static final List<Mark> MARKS = List.of(
            new Mark(Charset.forName("UTF-32LE"), UTF_32, 0xFF, 0xFE, 0, 0),
            new Mark(Charset.forName("UTF-32BE"), UTF_32, 0, 0, 0xFE, 0xFF),
            new Mark(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16, 0xFF, 0xFE),
            new Mark(StandardCharsets.UTF_16BE, StandardCharsets.UTF_16, 0xFE, 0xFF),
            new Mark(StandardCharsets.UTF_8, StandardCharsets.UTF_8, 0xEF, 0xBB, 0xBF));

    private static final int[] GZIP = {0x1F, 0x8B};
    private static final List<int[]> ZIP =
            List.of(new int[] {'P', 'K', 3, 4}, new int[] {'P', 'K', 5, 6}, new int[] {'P', 'K', 7, 8});

    /**
     * A byte order mark.
     *
     * @param charset the charset that it means
     * @param family the charset that allows several marks, this one among them
     * @param bytes the mark
     */
    private record Mark(Charset charset, Charset family, int... bytes) {}

    private final ByteBuffer bytes;
    private final String file;

    /** Takes the bytes from the buffer's position, which stays where it is. */
    FirstBytes(ByteBuffer bytes, String file) {
        this.bytes = bytes;
        this.file = file;
    }

    /**
     * Returns the charset of the mark, or without a mark the declared one, or UTF-8.
     *
     * @throws InvalidSeriesException if the mark contradicts the declared charset, the declared one needs a mark and
     *     there is none, zeros show a charset that nothing declares, or the file is an archive
     */
    Charset charset(@Nullable Charset declared) {
        refuseArchives();
        for (Mark mark : MARKS) {
            if (beginWith(mark.bytes)) {
                if (declared != null && !declared.equals(mark.charset) && !declared.equals(mark.family)) {
                    throw refusal("the file begins with the byte order mark of " + mark.charset
                            + ", but charset(...) declares " + declared + ": correct or remove charset(...)");
                }
                return mark.charset;
            }
        }
        if (declared == null) {
            refuseZeros();
            return StandardCharsets.UTF_8;
        }
        if ((declared.equals(StandardCharsets.UTF_16) || declared.equals(UTF_32)) && bytes.hasRemaining()) {
            throw refusal("charset(...) declares " + declared + ", whose byte order a mark at the start defines, but"
                    + " there is no mark: declare " + declared + "LE or " + declared + "BE");
        }
        return declared;
    }

    /** Returns the charset of the mark, or null if there is none. */
    @Nullable
    Charset marked() {
        return MARKS.stream()
                .filter(mark -> beginWith(mark.bytes))
                .findFirst()
                .map(Mark::charset)
                .orElse(null);
    }

    /**
     * Returns the charset of two or four bytes for each character that has bytes of zero where these have them, or null
     * if there is none.
     */
    @Nullable
    Charset wide() {
        boolean first = zero(0);
        boolean second = zero(1);
        if (zero(2) && second) {
            return Charset.forName("UTF-32" + (first ? "BE" : "LE"));
        }
        return first ? StandardCharsets.UTF_16BE : second ? StandardCharsets.UTF_16LE : null;
    }

    /** Returns the charset as Java source has it. */
    static String source(Charset charset) {
        String name = charset.name();
        return name.startsWith("UTF-16")
                ? "StandardCharsets." + name.replace('-', '_')
                : "Charset.forName(\"" + name + "\")";
    }

    private void refuseZeros() {
        Charset wide = wide();
        if (wide != null) {
            throw refusal("the file has bytes of zero at its start, as UTF-16 and UTF-32 do: set charset("
                    + source(wide) + "), or save the file as UTF-8");
        }
    }

    private boolean zero(int index) {
        return index < bytes.remaining() && bytes.get(bytes.position() + index) == 0;
    }

    /** Refuses compressed files, which the name has not declared. */
    void refuseArchives() {
        if (beginWith(GZIP)) {
            throw refusal("the file is compressed by gzip: read it by from(Path) with a name that ends with .gz, or"
                    + " from a GZIPInputStream");
        }
        for (int[] beginning : ZIP) {
            if (beginWith(beginning)) {
                throw refusal("the file is a zip file: read it by from(Path) with a name that ends with .zip, or save"
                        + " a spreadsheet (.xlsx, .ods) as CSV");
            }
        }
    }

    private InvalidSeriesException refusal(String problem) {
        return new InvalidSeriesException(file + ", line 1: " + problem);
    }

    private boolean beginWith(int... wanted) {
        if (bytes.remaining() < wanted.length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if ((bytes.get(bytes.position() + i) & 0xFF) != wanted[i]) {
                return false;
            }
        }
        return true;
    }
}
