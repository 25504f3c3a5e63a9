package io.forecastj.training;

import java.util.Random;

/** The order in which an epoch takes the rows: drawn at random without repetition. For one thread. */
final class RowOrder {
    private final int[] rows;
    private final int used;
    private final Random random;

    /**
     * Creates an order of rows.
     *
     * @param count the number of rows
     * @param limit the largest number of rows of an epoch
     * @param seed the seed of all epochs
     */
    RowOrder(int count, int limit, long seed) {
        this.rows = new int[count];
        for (int i = 0; i < count; i++) {
            rows[i] = i;
        }
        this.used = Math.min(count, limit);
        this.random = new Random(seed);
    }

    /** Returns the number of rows of an epoch. */
    int used() {
        return used;
    }

    /** Returns the rows of the next epoch in the first {@link #used} elements; valid until the next call. */
    int[] next() {
        for (int i = 0; i < used; i++) {
            int other = i + random.nextInt(rows.length - i);
            int row = rows[i];
            rows[i] = rows[other];
            rows[other] = row;
        }
        return rows;
    }
}
