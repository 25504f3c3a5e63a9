package io.forecastj.parquet;

/** Converts a value of a file into what rows are made of: the bits of a double, a time, or the index of an id. */
interface Conversion {
    /** A missing time or id. */
    long MISSING = Long.MIN_VALUE;

    /**
     * Converts a value, or refuses it with the current position.
     *
     * @param raw the bits of a number, or {@linkplain PageValues#slice offset and length} of bytes
     * @param bytes the bytes
     */
    long convert(long raw, byte[] bytes);
}
