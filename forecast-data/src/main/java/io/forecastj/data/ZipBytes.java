package io.forecastj.data;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** The decompressed bytes of one entry of a zip file. {@link ZipFile} does not compare its checksum; this does. */
final class ZipBytes extends InputStream {
    private static final int SHOWN = 10;

    private final ZipFile zip;
    private final ZipEntry entry;
    private final InputStream in;
    private final long size;
    private final CRC32 hash = new CRC32();
    private long count;

    private ZipBytes(ZipFile zip, ZipEntry entry, long size) throws IOException {
        this.zip = zip;
        this.size = size;
        this.entry = entry;
        this.in = zip.getInputStream(entry);
    }

    /**
     * Opens an entry.
     *
     * @param path the zip file
     * @param name the name of the entry, or null for the only one
     * @throws RefusedBytesException if the file is no zip file, or has no such entry or several
     */
    static ZipBytes open(Path path, @Nullable String name) throws IOException {
        if (path.getFileSystem() != FileSystems.getDefault()) {
            throw new RefusedBytesException("a zip file inside another file system cannot be read: copy it to the"
                    + " default one, or read its entry by from(InputStream, name)");
        }
        ZipFile zip = open(path);
        try {
            return new ZipBytes(zip, entry(zip, name), Files.size(path));
        } catch (ZipException | EOFException | IllegalArgumentException e) {
            zip.close();
            throw damaged(e);
        } catch (IOException | RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    private static ZipFile open(Path path) throws IOException {
        try {
            return new ZipFile(path.toFile());
        } catch (ZipException | EOFException | IllegalArgumentException e) {
            throw new RefusedBytesException(
                    "the file is no zip file, though its name ends with .zip, or it is truncated or damaged ("
                            + reason(e) + ")",
                    e);
        }
    }

    private static ZipEntry entry(ZipFile zip, @Nullable String name) throws RefusedBytesException {
        List<? extends ZipEntry> files =
                zip.stream().filter(each -> !each.isDirectory()).toList();
        List<? extends ZipEntry> found = files.stream()
                .filter(each -> name == null || each.getName().equals(name))
                .toList();
        if (found.size() == 1) {
            return found.get(0);
        }
        String names = CsvPosition.list(files.stream().map(ZipEntry::getName).toList(), SHOWN);
        if (name != null) {
            throw new RefusedBytesException("the zip file has " + (found.isEmpty() ? "no entry " : "several entries ")
                    + CsvPosition.quote(name) + "; there are " + (files.isEmpty() ? "none" : names));
        }
        throw new RefusedBytesException(
                files.isEmpty()
                        ? "the zip file has no entry"
                        : "the zip file has " + files.size() + " entries, " + names
                                + ": name the one to read with entry(...)");
    }

    /** Returns the name of the entry. */
    String name() {
        return entry.getName();
    }

    /** Returns the size of the compressed bytes, which is at most that of the file, whatever the archive claims. */
    long compressed() {
        return Math.min(entry.getCompressedSize(), size);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        int read;
        try {
            read = in.read(target, from, length);
        } catch (ZipException | EOFException e) {
            throw damaged(e);
        }
        if (read > 0) {
            hash.update(target, from, read);
            count += read;
        } else if (read < 0 && (hash.getValue() != entry.getCrc() || count != entry.getSize())) {
            throw new RefusedBytesException(
                    "the zip file is damaged: the checksum or size of the entry is not that" + " of its bytes");
        }
        return read;
    }

    /** Returns the message of the JDK, or where there is none, as for some early ends, what its class means. */
    private static String reason(Exception e) {
        String message = e.getMessage();
        return message != null ? message : e instanceof EOFException ? "an early end" : e.toString();
    }

    private static RefusedBytesException damaged(Exception e) {
        return new RefusedBytesException("the zip file is truncated or damaged (" + reason(e) + ")", e);
    }

    @Override
    public void close() throws IOException {
        in.close();
        zip.close();
    }
}
