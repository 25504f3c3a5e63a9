package io.forecastj.spark;

import io.forecastj.ModelIntegrityException;
import io.forecastj.Predictor;
import io.forecastj.models.Predictors;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Models sorted by id, in blocks that are compressed together, since models of one kind are alike: {@code FJMP}, the
 * format's version, the number of blocks, of each its first id, compressed and full length, the CRC-32 of all this,
 * then the blocks, which end with Deflate's check sum. A block is a number of models; of each its id, its number of
 * files, and their names and bytes. An id is its length and its bytes in UTF-8. Immutable and thread-safe.
 *
 * @see PackedFileWriter
 */
final class PackedFile {
    static final int MAGIC = 0x464a4d50;
    static final int FORMAT = 1;
    /** The largest factor by which Deflate compresses. */
    private static final long DENSEST = 1_032;

    /** Place of a block. */
    private record Block(String firstId, int offset, int compressed, int full) {}

    private final String name;
    private final byte[] content;
    private final List<Block> blocks;

    private PackedFile(String name, byte[] content, List<Block> blocks) {
        this.name = name;
        this.content = content;
        this.blocks = blocks;
    }

    static int crc(byte[] bytes, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }

    /**
     * Reads the places of the blocks.
     *
     * @throws ModelIntegrityException if the bytes are no such file, or were damaged
     */
    static PackedFile of(String name, byte[] content) {
        ByteArrayInputStream bytes = new ByteArrayInputStream(content);
        try (DataInputStream in = new DataInputStream(bytes)) {
            if (in.readInt() != MAGIC) {
                throw wrong(name, "it does not begin with FJMP", null);
            }
            int format = in.readInt();
            if (format != FORMAT) {
                throw wrong(name, "expected the format " + FORMAT + ", found " + format + ", of a later version", null);
            }
            int count = in.readInt();
            List<Block> blocks = new ArrayList<>();
            long offset = 0;
            for (int i = 0; i < count; i++) {
                Block block = new Block(readId(in), Math.toIntExact(offset), in.readInt(), in.readInt());
                if (block.compressed < 0 || block.full < 0 || block.full > DENSEST * block.compressed) {
                    throw wrong(name, "block " + i + " cannot have " + block.full + " bytes", null);
                }
                offset += block.compressed;
                blocks.add(block);
            }
            int end = content.length - bytes.available();
            if (in.readInt() != crc(content, end)) {
                throw wrong(name, "its list of blocks was changed", null);
            }
            int start = end + Integer.BYTES;
            if (start + offset != content.length) {
                throw wrong(name, "expected " + (start + offset) + " bytes, found " + content.length, null);
            }
            return new PackedFile(
                    name,
                    content,
                    blocks.stream()
                            .map(one -> new Block(one.firstId, start + one.offset, one.compressed, one.full))
                            .toList());
        } catch (IOException | ArithmeticException e) {
            throw wrong(name, "its list of blocks is cut or malformed", e);
        }
    }

    private static String readId(DataInputStream in) throws IOException {
        return new String(readBytes(in), StandardCharsets.UTF_8);
    }

    private static byte[] readBytes(DataInputStream in) throws IOException {
        int length = in.readInt();
        byte[] bytes = in.readNBytes(Math.max(0, length));
        if (bytes.length != length) {
            throw new IOException("expected " + length + " bytes, found " + bytes.length);
        }
        return bytes;
    }

    private static ModelIntegrityException wrong(String name, String what, @Nullable Throwable cause) {
        return new ModelIntegrityException(name + " is no file of local models, or is damaged: " + what, cause);
    }

    /** Loads a model. */
    Optional<Predictor> load(String id) {
        List<byte[]> found = new ArrayList<>(1);
        int at = blockOf(id);
        if (at >= 0) {
            forEach(at, id::equals, (key, archive) -> found.add(archive));
        }
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(Predictors.loadZip(new ByteArrayInputStream(found.get(0))));
    }

    /** Visits the ids and archives of all models. */
    void forEach(BiConsumer<String, byte[]> visitor) {
        for (int i = 0; i < blocks.size(); i++) {
            forEach(i, any -> true, visitor);
        }
    }

    /** Returns the last block whose first id is not after an id; -1 if there is none. */
    private int blockOf(String id) {
        int from = 0;
        int to = blocks.size();
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (blocks.get(middle).firstId().compareTo(id) <= 0) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from - 1;
    }

    private void forEach(int at, Predicate<String> wanted, BiConsumer<String, byte[]> visitor) {
        Block block = blocks.get(at);
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(inflate(block)))) {
            int count = in.readInt();
            for (int i = 0; i < count; i++) {
                String id = readId(in);
                if (wanted.test(id)) {
                    visitor.accept(id, archive(in));
                } else {
                    skip(in);
                }
            }
        } catch (IOException e) {
            throw wrong(name, "block " + at + " is cut or malformed", e);
        }
    }

    private static void skip(DataInputStream in) throws IOException {
        int files = in.readInt();
        for (int i = 0; i < files; i++) {
            in.readUTF();
            in.skipNBytes(in.readInt());
        }
    }

    /** Puts the files of a model into an archive again, without compressing them. */
    private byte[] archive(DataInputStream in) throws IOException {
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(archive)) {
            zip.setLevel(Deflater.NO_COMPRESSION);
            int files = in.readInt();
            for (int i = 0; i < files; i++) {
                zip.putNextEntry(new ZipEntry(in.readUTF()));
                zip.write(readBytes(in));
                zip.closeEntry();
            }
        }
        return archive.toByteArray();
    }

    private byte[] inflate(Block block) {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(content, block.offset, block.compressed);
            byte[] full = new byte[block.full];
            int read = 0;
            while (read < full.length) {
                int more = inflater.inflate(full, read, full.length - read);
                if (more == 0) {
                    throw wrong(name, "a block ends after " + read + " of " + full.length + " bytes", null);
                }
                read += more;
            }
            // the check sum is compared where the data end
            if (!inflater.finished() && (inflater.inflate(new byte[1]) != 0 || !inflater.finished())) {
                throw wrong(name, "a block has more than " + full.length + " bytes", null);
            }
            return full;
        } catch (DataFormatException e) {
            throw wrong(name, "a block cannot be decompressed", e);
        } finally {
            inflater.end();
        }
    }
}
