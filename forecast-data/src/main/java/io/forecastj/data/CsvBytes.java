package io.forecastj.data;

import io.forecastj.InvalidSeriesException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Options for the bytes of a file, and the way from bytes to characters.
 *
 * @param charset the declared charset, or null for that of the byte order mark or UTF-8
 * @param entry the name of the entry in a zip file, or null for the only one
 * @param most the largest number of bytes after decompression
 */
record CsvBytes(@Nullable Charset charset, @Nullable String entry, long most) {
    /** The options by default. */
    static final CsvBytes DEFAULT = new CsvBytes(null, null, Long.MAX_VALUE);

    private static final String GZIP = ".gz";
    private static final String ZIP = ".zip";

    CsvBytes charset(Charset charset) {
        return new CsvBytes(Objects.requireNonNull(charset, "charset"), entry, most);
    }

    CsvBytes entry(String name) {
        return new CsvBytes(charset, Objects.requireNonNull(name, "name"), most);
    }

    CsvBytes most(long bytes) {
        if (bytes <= 0) {
            throw new IllegalArgumentException("the largest number of bytes must be positive, found " + bytes);
        }
        return new CsvBytes(charset, entry, bytes);
    }

    /** Reads the characters of a file into a result. */
    @FunctionalInterface
    interface Parsing<T> {
        /**
         * Reads all characters.
         *
         * @param reader the characters; the caller closes it
         * @param name the name of the file for messages
         */
        T parse(Reader reader, String name) throws IOException;
    }

    /** Reads the bytes of a file, after decompression, into a result. */
    @FunctionalInterface
    interface BytesParsing<T> {
        /**
         * Reads all bytes.
         *
         * @param bytes the bytes; the caller closes them
         * @param name the name of the file for messages
         */
        T parse(InputStream bytes, String name) throws IOException;
    }

    /** Reads a file, which its name may declare as compressed. */
    <T> T read(Path path, Parsing<T> parsing) throws IOException {
        return readBytes(path, (bytes, name) -> parsing.parse(reader(bytes, name), name));
    }

    /** Reads the bytes of a file, which its name may declare as compressed. */
    <T> T readBytes(Path path, BytesParsing<T> parsing) throws IOException {
        String file = path.toString();
        String lower = file.toLowerCase(Locale.ROOT);
        if (lower.endsWith(ZIP)) {
            try (ZipBytes zip = ZipBytes.open(path, entry)) {
                return parsing.parse(new BoundedBytes(zip, most, zip::compressed), file + "!/" + zip.name());
            } catch (RefusedBytesException e) {
                throw new InvalidSeriesException(file + ": " + e.getMessage(), e);
            }
        }
        try (InputStream stream = Files.newInputStream(path)) {
            refuseEntry(file);
            if (!lower.endsWith(GZIP)) {
                return parsing.parse(new BoundedBytes(stream, most, () -> Long.MAX_VALUE), file);
            }
            try (GzipBytes gzip = new GzipBytes(stream)) {
                return parsing.parse(new BoundedBytes(gzip, most, gzip::compressed), file);
            } catch (RefusedBytesException e) {
                throw new InvalidSeriesException(file + ": " + e.getMessage(), e);
            }
        }
    }

    /** Reads bytes that are not compressed. */
    <T> T read(InputStream stream, String file, Parsing<T> parsing) throws IOException {
        refuseEntry(file);
        return parsing.parse(reader(new BoundedBytes(stream, most, () -> Long.MAX_VALUE), file), file);
    }

    /** Reads characters, which none of these options can concern. */
    <T> T read(Reader reader, String file, Parsing<T> parsing) throws IOException {
        if (!equals(DEFAULT)) {
            throw new IllegalArgumentException("charset(...), entry(...) and atMostBytes(...) are for the bytes of a"
                    + " file, but " + file + " is read from a Reader, which has characters: remove them");
        }
        return parsing.parse(new CsvInput(reader, file), file);
    }

    private Reader reader(InputStream bytes, String file) {
        return new CsvInput(new DecodingReader(bytes, file, charset), file);
    }

    private void refuseEntry(String file) {
        if (entry != null) {
            throw new IllegalArgumentException("entry(\"" + entry + "\") names an entry of a zip file, but " + file
                    + " is none: remove entry(...)");
        }
    }
}
