package io.forecastj.parquet;

import io.airlift.compress.Compressor;
import io.airlift.compress.snappy.SnappyCompressor;
import io.airlift.compress.zstd.ZstdCompressor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** Compresses pages in Java. The writer's own codecs are native libraries, or classes of Hadoop that are not there. */
final class PageCompression implements CompressionCodecFactory {
    static CompressionCodecName name(ParquetCompression compression) {
        return switch (compression) {
            case NONE -> CompressionCodecName.UNCOMPRESSED;
            case SNAPPY -> CompressionCodecName.SNAPPY;
            case GZIP -> CompressionCodecName.GZIP;
            case ZSTD -> CompressionCodecName.ZSTD;
        };
    }

    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName codec) {
        return switch (codec) {
            case UNCOMPRESSED ->
                new Pages(codec) {
                    @Override
                    public BytesInput compress(BytesInput bytes) {
                        return bytes;
                    }
                };
            case GZIP ->
                new Pages(codec) {
                    @Override
                    public BytesInput compress(BytesInput bytes) throws IOException {
                        ByteArrayOutputStream out = new ByteArrayOutputStream();
                        try (OutputStream gzip = new GZIPOutputStream(out)) {
                            bytes.writeAllTo(gzip);
                        }
                        return BytesInput.from(out.toByteArray());
                    }
                };
            case SNAPPY -> blocks(codec, new SnappyCompressor());
            case ZSTD -> blocks(codec, new ZstdCompressor());
            default -> throw new IllegalArgumentException(codec.toString());
        };
    }

    private static BytesInputCompressor blocks(CompressionCodecName codec, Compressor compressor) {
        return new Pages(codec) {
            @Override
            public BytesInput compress(BytesInput bytes) throws IOException {
                ByteArrayOutputStream all = new ByteArrayOutputStream(Math.toIntExact(bytes.size()));
                bytes.writeAllTo(all);
                byte[] in = all.toByteArray();
                byte[] out = new byte[compressor.maxCompressedLength(in.length)];
                return BytesInput.from(out, 0, compressor.compress(in, 0, in.length, out, 0, out.length));
            }
        };
    }

    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
        throw new UnsupportedOperationException("pages are only written");
    }

    @Override
    public void release() {}

    /** A compressor without resources. */
    private abstract static class Pages implements BytesInputCompressor {
        private final CompressionCodecName codec;

        Pages(CompressionCodecName codec) {
            this.codec = codec;
        }

        @Override
        public CompressionCodecName getCodecName() {
            return codec;
        }

        @Override
        public void release() {}
    }
}
