package io.forecastj.parquet;

import io.forecastj.InvalidSeriesException;

/**
 * The values that pages of a column chunk refer to by index.
 *
 * <p>They are converted once. If one is refused, the rest is converted where rows use it, so that the message has the
 * row.
 */
final class Dictionary {
    private final long[] raw;
    private final byte[] bytes;
    private final long[] converted;
    private final int valid;
    private final Conversion conversion;

    Dictionary(PageValues values, int count, Conversion conversion) {
        this.raw = new long[count];
        this.converted = new long[count];
        this.conversion = conversion;
        for (int i = 0; i < count; i++) {
            raw[i] = values.next();
        }
        this.bytes = values.bytes();
        int at = 0;
        try {
            for (; at < count; at++) {
                converted[at] = conversion.convert(raw[at], bytes);
            }
        } catch (InvalidSeriesException e) {
            // the row that uses the value reports it
        }
        this.valid = at;
    }

    private long get(int index, ParquetPosition at, int row) {
        if (index >= 0 && index < valid) {
            return converted[index];
        }
        if (index < 0 || index >= raw.length) {
            throw new DamagedDataException(
                    "a value is number " + (index & 0xFFFFFFFFL) + " of a dictionary of " + raw.length);
        }
        at.index(row);
        return conversion.convert(raw[index], bytes);
    }

    /** Returns the values of a page of indices, which begin with their width in one byte. */
    PageValues page(byte[] data, int from, int end) {
        if (from >= end) {
            return new Indices(new RunLengths(data, from, end, 0)); // all values of the page are missing
        }
        return new Indices(new RunLengths(data, from + 1, end, data[from]));
    }

    private final class Indices extends PageValues {
        private final RunLengths indices;

        Indices(RunLengths indices) {
            this.indices = indices;
        }

        @Override
        long next() {
            throw new UnsupportedOperationException("indices are read in blocks");
        }

        @Override
        void read(long[] out, int from, int count, Conversion unused, ParquetPosition at) {
            int to = from + count;
            for (int i = from; i < to; ) {
                int same = indices.repeated(to - i);
                long value = get(indices.value(), at, i);
                for (int end = i + same; i < end; i++) {
                    out[i] = value;
                }
            }
        }
    }
}
