package io.forecastj.parquet;

import io.airlift.compress.Decompressor;
import io.airlift.compress.lz4.Lz4Decompressor;
import io.airlift.compress.snappy.SnappyDecompressor;
import io.airlift.compress.zstd.ZstdDecompressor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.format.CompressionCodec;
import org.jspecify.annotations.Nullable;

/**
 * Decompresses pages in Java: the native libraries for Snappy and Zstandard could end the process on damaged bytes, and
 * do not run on every machine. Not thread-safe; keeps the tables of a decompressor for all pages.
 */
final class PageCodec {
    private @Nullable Decompressor snappy;
    private @Nullable Decompressor zstd;
    private @Nullable Decompressor lz4;

    static boolean supports(CompressionCodec codec) {
        return switch (codec) {
            case UNCOMPRESSED, SNAPPY, GZIP, ZSTD, LZ4_RAW -> true;
            case LZO, BROTLI, LZ4 -> false;
        };
    }

    /** Decompresses a part of a page into an array of its exact size. */
    byte[] decompress(CompressionCodec codec, byte[] in, int from, int length, int size) {
        byte[] out = new byte[size];
        int count = codec == CompressionCodec.GZIP
                ? inflate(in, from, length, out)
                : decompressor(codec).decompress(in, from, length, out, 0, size);
        if (count != size) {
            throw new DamagedDataException("a page has " + count + " bytes, its header claims " + size);
        }
        return out;
    }

    private Decompressor decompressor(CompressionCodec codec) {
        switch (codec) {
            case SNAPPY:
                snappy = snappy == null ? new SnappyDecompressor() : snappy;
                return snappy;
            case ZSTD:
                zstd = zstd == null ? new ZstdDecompressor() : zstd;
                return zstd;
            case LZ4_RAW:
                lz4 = lz4 == null ? new Lz4Decompressor() : lz4;
                return lz4;
            default:
                throw new IllegalArgumentException(codec.toString());
        }
    }

    private static int inflate(byte[] in, int from, int length, byte[] out) {
        try (InputStream gzip = new GZIPInputStream(new ByteArrayInputStream(in, from, length))) {
            int count = gzip.readNBytes(out, 0, out.length);
            // the check sum is verified at the end
            return gzip.read() < 0 ? count : out.length + 1;
        } catch (IOException e) {
            throw new DamagedDataException("a page cannot be decompressed (" + e.getMessage() + ")", e);
        }
    }
}
