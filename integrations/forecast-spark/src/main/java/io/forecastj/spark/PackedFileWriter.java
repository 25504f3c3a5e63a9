package io.forecastj.spark;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Writes a {@link PackedFile}. For one thread. */
final class PackedFileWriter {
    /** Largest number of models in a block: larger ones compress better, smaller ones load faster. */
    private static final int TOGETHER = 256;

    /** A block ends with the model that makes it this large, in bytes: it is in memory as a whole. */
    private static final int LARGE = 8 << 20;

    private final ByteArrayOutputStream header = new ByteArrayOutputStream();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final DataOutputStream headerOut = new DataOutputStream(header);
    private ByteArrayOutputStream block = new ByteArrayOutputStream();
    private int inBlock;
    private int count;
    private String firstId = "";

    /** Adds a model, in the order of the ids, each once. */
    void add(String id, byte[] archive) {
        try {
            if (inBlock == 0) {
                firstId = id;
            }
            write(new DataOutputStream(block), id, archive);
            inBlock++;
            if (inBlock == TOGETHER || block.size() >= LARGE) {
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
        writeId(out, id);
        out.writeInt(names.size());
        for (int i = 0; i < names.size(); i++) {
            out.writeUTF(names.get(i));
            out.writeInt(files.get(i).length);
            out.write(files.get(i));
        }
    }

    /** Writes an id of any length: {@code writeUTF} takes 65,535 bytes. */
    private static void writeId(DataOutputStream out, String id) throws IOException {
        byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private void endBlock() throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        DataOutputStream wholeOut = new DataOutputStream(whole);
        wholeOut.writeInt(inBlock);
        block.writeTo(wholeOut);
        byte[] full = whole.toByteArray();
        byte[] compressed = deflate(full);
        writeId(headerOut, firstId);
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
            out.writeInt(PackedFile.MAGIC);
            out.writeInt(PackedFile.FORMAT);
            out.writeInt(count);
            header.writeTo(out);
            out.writeInt(PackedFile.crc(all.toByteArray(), all.size()));
            body.writeTo(out);
            return all.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
