package io.forecastj.models.trees;

import java.util.stream.IntStream;

/**
 * Copy of a block of rows by feature: of each feature that is used, a column of 64 values for each word of rows.
 *
 * <p>Immutable and thread-safe; the caller keeps the copy.
 */
final class BlockColumns {
    /** Distance of columns, no power of two, so that a row's values do not compete for the same lines of the cache. */
    private static final int STRIDE = Long.SIZE + 8;

    private final int[] features; // ascending
    private final int[] lines; // one of them for each 64 bytes of a row

    BlockColumns(int[] features) {
        this.features = features;
        lines = IntStream.range(0, features.length)
                .filter(i -> i == 0 || features[i] / Long.BYTES != features[i - 1] / Long.BYTES)
                .map(i -> features[i])
                .toArray();
    }

    /** Returns the number of values that the columns of some words take. */
    int values(int words) {
        return words * features.length * STRIDE;
    }

    /** Returns the index of the first value of a word's column. */
    int at(int i, int word) {
        return (word * features.length + i) * STRIDE;
    }

    /**
     * Copies up to 64 rows.
     *
     * @param rows the rows
     * @param from the first row
     * @param to the end of the rows
     * @param columns receives the rows' values by feature
     * @param word the number of these rows in the block
     */
    void copy(double[][] rows, int from, int to, double[] columns, int word) {
        // between two columns; without a use of the sum the JIT would leave the reads out
        columns[Long.SIZE] = fetch(rows, from, to);
        int i = 0;
        for (; i + 8 <= features.length; i += 8) {
            copyEight(rows, from, to, columns, at(i, word), i);
        }
        for (; i < features.length; i++) {
            int at = at(i, word);
            int feature = features[i];
            for (int r = from; r < to; r++) {
                columns[at + r - from] = rows[r][feature];
            }
        }
    }

    /** Reads a value of each cache line of some rows, so that the cache misses overlap. */
    private double fetch(double[][] rows, int from, int to) {
        double sum = 0;
        for (int r = from; r < to; r++) {
            double[] row = rows[r];
            for (int feature : lines) {
                sum += row[feature];
            }
        }
        return sum;
    }

    /** Copies eight features at once: a row's line of the cache is read once, and few lines are written. */
    private void copyEight(double[][] rows, int from, int to, double[] columns, int at, int i) {
        int a = features[i];
        int b = features[i + 1];
        int c = features[i + 2];
        int d = features[i + 3];
        int e = features[i + 4];
        int f = features[i + 5];
        int g = features[i + 6];
        int h = features[i + 7];
        for (int r = 0; r < to - from; r++) {
            double[] row = rows[from + r];
            columns[at + r] = row[a];
            columns[at + STRIDE + r] = row[b];
            columns[at + 2 * STRIDE + r] = row[c];
            columns[at + 3 * STRIDE + r] = row[d];
            columns[at + 4 * STRIDE + r] = row[e];
            columns[at + 5 * STRIDE + r] = row[f];
            columns[at + 6 * STRIDE + r] = row[g];
            columns[at + 7 * STRIDE + r] = row[h];
        }
    }
}
