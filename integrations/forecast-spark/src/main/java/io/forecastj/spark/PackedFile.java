package io.forecastj.spark;

import io.forecastj.ModelLoadException;
import io.forecastj.Predictor;
import io.forecastj.models.Predictors;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Models sorted by id, in blocks that are compressed together, since models of one kind are alike: {@code FJMP}, the
 * format's version, the number of blocks, of each its first id, compressed and full length, then the blocks. A block is
 * a number of models; of each its id, its number of files, and their names and bytes. Immutable and thread-safe.
 */
final class PackedFile {
    private static final int MAGIC = 0x464a4d50;
    private static final int FORMAT = 1;
    /** Number of models in a block: larger ones compress better, smaller ones load faster. */
    private static final int TOGETHER = 256;
    /** The largest factor by which Deflate compresses. */
    private static final long DENSEST = 1_032;

    /** Where a block lies. */
    private record Block(String firstId, int offset, int compressed, int full) {}

    private final String name;
    private final byte[] content;
    private final List<Block> blocks;

    private PackedFile(String name, byte[] content, List<Block> blocks) {
        this.name = name;
        this.content = content;
        this.blocks = blocks;
    }

    /** Writes a file. For one thread. */
    static final class Writer {
        private final ByteArrayOutputStream header = new ByteArrayOutputStream();
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();
        private final DataOutputStream headerOut = new DataOutputStream(header);
        private ByteArrayOutputStream block = new ByteArrayOutputStream();
        private int inBlock;
        private int count;
        private String firstId = "";
        private @Nullable String last;

        /** Adds a model, in the order of the ids. */
        void add(String id, byte[] archive) {
            if (id.equals(last)) {
                throw new IllegalArgumentException("expected one model of each series, found two of '" + id + "'");
            }
            try {
                if (inBlock == 0) {
                    firstId = id;
                }
                write(new DataOutputStream(block), id, archive);
                last = id;
                inBlock++;
                if (inBlock == TOGETHER) {
                    endBlock();
                }
            } catch (IOException e) {
                throw new UncheckedIOException("cannot pack the model of '" + id + "': " + e, e);
            }
        }

        private static void write(DataOutputStream out, String id, byte[] archive) throws IOException {
            List<String> names = new ArrayList<>();
            List<byte[]> files = new ArrayList<>();
            try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
                for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                    names.add(entry.getName());
                    files.add(zip.readAllBytes());
                }
            }
            out.writeUTF(id);
            out.writeInt(names.size());
            for (int i = 0; i < names.size(); i++) {
                out.writeUTF(names.get(i));
                out.writeInt(files.get(i).length);
                out.write(files.get(i));
            }
        }

        private void endBlock() throws IOException {
            ByteArrayOutputStream whole = new ByteArrayOutputStream();
            DataOutputStream wholeOut = new DataOutputStream(whole);
            wholeOut.writeInt(inBlock);
            block.writeTo(wholeOut);
            byte[] full = whole.toByteArray();
            byte[] compressed = deflate(full);
            headerOut.writeUTF(firstId);
            headerOut.writeInt(compressed.length);
            headerOut.writeInt(full.length);
            body.write(compressed);
            block = new ByteArrayOutputStream();
            inBlock = 0;
            count++;
        }

        private static byte[] deflate(byte[] full) {
            Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
            try {
                deflater.setInput(full);
                deflater.finish();
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                byte[] buffer = new byte[65_536];
                while (!deflater.finished()) {
                    out.write(buffer, 0, deflater.deflate(buffer));
                }
                return out.toByteArray();
            } finally {
                deflater.end();
            }
        }

        byte[] finish() {
            try {
                if (inBlock > 0) {
                    endBlock();
                }
                ByteArrayOutputStream all = new ByteArrayOutputStream();
                DataOutputStream out = new DataOutputStream(all);
                out.writeInt(MAGIC);
                out.writeInt(FORMAT);
                out.writeInt(count);
                header.writeTo(out);
                body.writeTo(out);
                return all.toByteArray();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /**
     * Reads the places of the blocks.
     *
     * @throws ModelLoadException if the bytes are no such file
     */
    static PackedFile of(String name, byte[] content) {
        ByteArrayInputStream bytes = new ByteArrayInputStream(content);
        try (DataInputStream in = new DataInputStream(bytes)) {
            if (in.readInt() != MAGIC) {
                throw wrong(name, "it does not begin with FJMP", null);
            }
            int format = in.readInt();
            if (format != FORMAT) {
                throw wrong(name, "expected the format " + FORMAT + ", found " + format, null);
            }
            int count = in.readInt();
            List<Block> blocks = new ArrayList<>();
            long offset = 0;
            for (int i = 0; i < count; i++) {
                Block block = new Block(in.readUTF(), Math.toIntExact(offset), in.readInt(), in.readInt());
                if (block.compressed < 0 || block.full < 0 || block.full > DENSEST * block.compressed) {
                    throw wrong(name, "block " + i + " cannot have " + block.full + " bytes", null);
                }
                offset += block.compressed;
                blocks.add(block);
            }
            int start = content.length - bytes.available();
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

    private static ModelLoadException wrong(String name, String what, @Nullable Throwable cause) {
        return new ModelLoadException(name + " is no file of local models: " + what, cause);
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
                String id = in.readUTF();
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
                int length = in.readInt();
                byte[] file = in.readNBytes(Math.max(0, length));
                if (file.length != length) {
                    throw new IOException("a file of " + length + " bytes ends after " + file.length);
                }
                zip.write(file);
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
            return full;
        } catch (DataFormatException e) {
            throw wrong(name, "a block cannot be decompressed", e);
        } finally {
            inflater.end();
        }
    }
}
