package io.forecastj;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows of numbers with their times, in blocks: a full block is never copied to a larger one, so that a row is copied
 * once into its block and once into the columns.
 */
final class RowBlocks {
    /** Few, since a file may have a million series of some rows. */
    private static final int FIRST_ROWS = 4;

    /** The number of values from which on a block does not grow. */
    private static final int BLOCK = 1 << 15;

    private final int columns;
    private final List<long[]> fullTimes = new ArrayList<>(0);
    private final List<double[]> fullValues = new ArrayList<>(0);
    private long[] times = new long[FIRST_ROWS];
    private double[] values;
    private int inBlock;
    private int rows;
    private long lastTime;

    RowBlocks(int columns) {
        this.columns = columns;
        this.values = new double[Math.multiplyExact(FIRST_ROWS, columns)];
    }

    void add(long time, double[] row) {
        if (inBlock == times.length) {
            extend();
        }
        times[inBlock] = time;
        System.arraycopy(row, 0, values, inBlock * columns, columns);
        inBlock++;
        rows = Math.incrementExact(rows);
        lastTime = time;
    }

    private void extend() {
        boolean full = values.length >= BLOCK;
        int length = full ? times.length : 2 * times.length;
        long[] nextTimes = new long[length];
        double[] nextValues = new double[Math.multiplyExact(length, columns)];
        if (full) {
            fullTimes.add(times);
            fullValues.add(values);
            inBlock = 0;
        } else {
            System.arraycopy(times, 0, nextTimes, 0, inBlock);
            System.arraycopy(values, 0, nextValues, 0, values.length);
        }
        times = nextTimes;
        values = nextValues;
    }

    int rows() {
        return rows;
    }

    /** Returns the time of the last row, of which there must be one. */
    long lastTime() {
        return lastTime;
    }

    /** Returns the times of all rows as a new array. */
    long[] times() {
        long[] all = new long[rows];
        int row = 0;
        for (long[] block : fullTimes) {
            System.arraycopy(block, 0, all, row, block.length);
            row += block.length;
        }
        System.arraycopy(times, 0, all, row, inBlock);
        return all;
    }

    /** Returns the values of all rows as new arrays, one for each column. */
    double[][] columns() {
        double[][] all = new double[columns][rows];
        int row = 0;
        for (double[] block : fullValues) {
            row = copy(block, block.length / columns, all, row);
        }
        copy(values, inBlock, all, row);
        return all;
    }

    /** Copies the rows of a block, which fits into the cache, column by column. */
    private int copy(double[] block, int length, double[][] all, int first) {
        for (int c = 0; c < columns; c++) {
            double[] column = all[c];
            int at = c;
            for (int i = 0; i < length; i++) {
                column[first + i] = block[at];
                at += columns;
            }
        }
        return first + length;
    }
}
