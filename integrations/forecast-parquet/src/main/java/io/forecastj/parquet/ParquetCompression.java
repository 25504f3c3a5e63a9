package io.forecastj.parquet;

/**
 * Compressions of Parquet files that {@link Parquet} writes, all in Java without native libraries.
 *
 * <p>Immutable and thread-safe.
 */
public enum ParquetCompression {
    /** No compression. Readers of every language can read it. */
    NONE,

    /** Snappy: fast, the usual one of older programs. */
    SNAPPY,

    /** Gzip: slower, readable everywhere. */
    GZIP,

    /** Zstandard: nearly as fast as Snappy and smaller; readers need Parquet of 2020 or newer. */
    ZSTD
}
