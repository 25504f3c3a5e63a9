package io.forecastj.parquet;

import io.forecastj.InvalidSeriesException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Type;

/** Reads small files that claim or become much, in a process with little memory; prints each refusal. */
final class HostileFiles {
    private static final int HUGE = Integer.MAX_VALUE;
    private static final CompressionCodec NONE = CompressionCodec.UNCOMPRESSED;

    private HostileFiles() {}

    public static void main(String[] args) throws IOException {
        attempt("page", values(3, RawFile.page(3, Encoding.PLAIN, HUGE, 24), new byte[24], CompressionCodec.SNAPPY));
        attempt("negative", values(3, RawFile.page(3, Encoding.PLAIN, -1, -1), new byte[24], NONE));
        attempt("stored", values(3, RawFile.page(3, Encoding.PLAIN, HUGE, HUGE), new byte[24], NONE));
        attempt("gzip", gzip());
        attempt("dictionary", values(3, RawFile.dictionary(HUGE, 24), new byte[24], NONE));
        attempt("runs", values(3, RawFile.page(3, Encoding.RLE_DICTIONARY, 24, 24), new byte[24], NONE));
        attempt("rows", deltas(HUGE));
        attempt("manyRows", deltas(HUGE / 64));
        attempt("blocks", values(3, RawFile.page(3, Encoding.DELTA_BINARY_PACKED, 32, 32), delta(HUGE, 4, 3, 0), NONE));
        attempt(
                "deltas",
                values(3, RawFile.page(3, Encoding.DELTA_BINARY_PACKED, 32, 32), delta(128, 4, HUGE, 0), NONE));
        attempt("deep", deep(100_000));
        attempt("wide", wide(200_000));
        attempt("children", children());
        attempt("texts", texts());
    }

    private static void attempt(String name, byte[] bytes) throws IOException {
        Path file = Files.createTempFile(name, ".parquet");
        try {
            Files.write(file, bytes);
            Parquet.read().time("t").epoch(TimeUnit.MILLISECONDS).columns("y").from(file);
            System.out.println(name + ": read");
        } catch (InvalidSeriesException e) {
            System.out.println(name + ": " + String.valueOf(e.getMessage()).replace(file.toString(), "FILE"));
        } finally {
            Files.delete(file);
        }
    }

    /** A valid time column is first, so that the other one is reached. */
    private static byte[] values(int rows, PageHeader header, byte[] content, CompressionCodec codec)
            throws IOException {
        ByteBuffer times = ByteBuffer.allocate(rows * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < rows; i++) {
            times.putLong(1_704_067_200_000L + i);
        }
        int size = times.capacity();
        return new RawFile(rows)
                .column("t", Type.INT64, NONE)
                .page(RawFile.page(rows, Encoding.PLAIN, size, size), times.array())
                .end()
                .column("y", Type.INT64, codec)
                .page(header, content)
                .end()
                .build();
    }

    /** 64 megabytes of zeros in 64 kilobytes. */
    private static byte[] gzip() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(out)) {
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 64; i++) {
                gzip.write(zeros);
            }
        }
        return values(
                3, RawFile.page(3, Encoding.PLAIN, 1 << 26, out.size()), out.toByteArray(), CompressionCodec.GZIP);
    }

    /** Times one millisecond apart in blocks of differences without bits, and one value for all rows. */
    private static byte[] deltas(int rows) throws IOException {
        byte[] times = delta(1 << 16, 1, rows, rows / (1 << 16) + 1);
        byte[] run = ByteBuffer.allocate(7)
                .put((byte) 1)
                .put(unsigned(rows * 2L))
                .put((byte) 0)
                .flip()
                .array();
        return new RawFile(rows)
                .column("t", Type.INT64, NONE)
                .page(RawFile.page(rows, Encoding.DELTA_BINARY_PACKED, times.length, times.length), times)
                .end()
                .column("y", Type.INT64, NONE)
                .page(RawFile.dictionary(1, 8), new byte[8])
                .page(RawFile.page(rows, Encoding.RLE_DICTIONARY, run.length, run.length), run)
                .end()
                .build();
    }

    private static byte[] delta(long block, int miniblocks, long count, int blocks) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(unsigned(block));
        out.writeBytes(unsigned(miniblocks));
        out.writeBytes(unsigned(count));
        out.writeBytes(unsigned(2 * 1_704_067_200_000L));
        for (int i = 0; i < blocks; i++) {
            out.writeBytes(unsigned(2)); // the least difference, 1
            out.writeBytes(new byte[miniblocks]);
        }
        return out.size() < 32 ? Arrays.copyOf(out.toByteArray(), 32) : out.toByteArray();
    }

    private static byte[] unsigned(long number) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        long left = number;
        while (left > 0x7F) {
            out.write((int) (left & 0x7F | 0x80));
            left >>>= 7;
        }
        out.write((int) left);
        return out.toByteArray();
    }

    private static byte[] deep(int levels) throws IOException {
        List<SchemaElement> schema = new ArrayList<>();
        for (int i = 0; i < levels; i++) {
            schema.add(new SchemaElement("t").setNum_children(1));
        }
        schema.add(new SchemaElement("y").setType(Type.DOUBLE));
        return new RawFile(0).end(new FileMetaData(1, schema, 0, List.of()));
    }

    private static byte[] wide(int columns) throws IOException {
        List<SchemaElement> schema = new ArrayList<>(List.of(new SchemaElement("root").setNum_children(columns)));
        for (int i = 0; i < columns; i++) {
            schema.add(new SchemaElement("c" + i).setType(Type.DOUBLE));
        }
        return new RawFile(0).end(new FileMetaData(1, schema, 0, List.of()));
    }

    private static byte[] children() throws IOException {
        List<SchemaElement> schema = new ArrayList<>(List.of(new SchemaElement("root").setNum_children(HUGE)));
        schema.add(new SchemaElement("t").setNum_children(HUGE));
        return new RawFile(0).end(new FileMetaData(1, schema, 0, List.of()));
    }

    /** A footer with many small texts. */
    private static byte[] texts() throws IOException {
        FileMetaData footer = new FileMetaData(1, List.of(new SchemaElement("root").setNum_children(0)), 0, List.of());
        List<KeyValue> pairs = new ArrayList<>();
        for (int i = 0; i < 400_000; i++) {
            pairs.add(new KeyValue(""));
        }
        footer.setKey_value_metadata(pairs);
        return new RawFile(0).end(footer);
    }
}
