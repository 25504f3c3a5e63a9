package io.forecastj;

import org.jspecify.annotations.Nullable;

/**
 * Grid of slots of a constant length on which nearly all rows lie, one in a slot at most, whatever rows are absent.
 *
 * @param slot the length of a slot
 * @param phase the usual position of the rows in multiples of the slot, from 0 on and less than the slot
 */
record SlotGrid(long slot, long phase) {
    private static final long SECOND = 1_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    /** The lengths that clocks and people use; all divide a week. */
    private static final long[] USUAL = {
        LocalClock.WEEK,
        LocalClock.DAY,
        12 * HOUR,
        8 * HOUR,
        6 * HOUR,
        4 * HOUR,
        3 * HOUR,
        2 * HOUR,
        HOUR,
        30 * MINUTE,
        20 * MINUTE,
        15 * MINUTE,
        12 * MINUTE,
        10 * MINUTE,
        6 * MINUTE,
        5 * MINUTE,
        4 * MINUTE,
        3 * MINUTE,
        2 * MINUTE,
        MINUTE,
        30 * SECOND,
        20 * SECOND,
        15 * SECOND,
        10 * SECOND,
        5 * SECOND,
        2 * SECOND,
        SECOND
    };

    /** The share of the rows that lie on the grid; the others are strays. */
    private static final double NEARLY_ALL = 0.97;
    /** A row is on the grid if it is in one of three neighbouring parts of so many of a slot. */
    private static final int PARTS = 16;
    /** The most rows that are looked at. */
    private static final int ROWS = 1024;

    /** Returns the longest usual grid on which the rows lie, or null if there is none. */
    static @Nullable SlotGrid longest(TimeRange rows) {
        for (long slot : USUAL) {
            SlotGrid grid = of(rows, slot);
            if (grid != null) {
                return grid;
            }
        }
        return null;
    }

    /** Returns the grid of a slot, or null if the rows do not lie on one. */
    static @Nullable SlotGrid of(TimeRange all, long slot) {
        TimeRange rows = all.last(Math.min(ROWS, all.rows()));
        int near = 0;
        for (int i = 0; i < rows.steps(); i++) {
            near += rows.distance(i) < slot / 2 ? 1 : 0;
        }
        if (near > (1 - NEARLY_ALL) * rows.steps()) {
            return null;
        }
        int[] parts = new int[PARTS];
        for (int i = 0; i < rows.rows(); i++) {
            parts[part(rows.at(i), slot)]++;
        }
        int best = 0;
        for (int part = 1; part < PARTS; part++) {
            best = around(parts, part) > around(parts, best) ? part : best;
        }
        return around(parts, best) < NEARLY_ALL * rows.rows() ? null : new SlotGrid(slot, phase(rows, slot, best));
    }

    /** Returns the grid whose slots start at multiples of their length. */
    static SlotGrid ofClock(long slot) {
        return new SlotGrid(slot, slot / 2);
    }

    private static int part(long time, long slot) {
        return (int) (Math.floorMod(time, slot) * (double) PARTS / slot);
    }

    private static int around(int[] parts, int part) {
        return parts[(part + PARTS - 1) % PARTS] + parts[part] + parts[(part + 1) % PARTS];
    }

    /** The mean position of the rows in the three parts. */
    private static long phase(TimeRange rows, long slot, int best) {
        long middle = slot * best / PARTS + slot / (2 * PARTS);
        double sum = 0;
        int count = 0;
        for (int i = 0; i < rows.rows(); i++) {
            int away = Math.floorMod(part(rows.at(i), slot) - best + 1, PARTS);
            if (away <= 2) {
                long off = Math.floorMod(rows.at(i) - middle + slot / 2, slot) - slot / 2;
                sum += off;
                count++;
            }
        }
        return Math.floorMod(middle + Math.round(sum / count), slot);
    }

    /** Returns the number of the slot to which a row is nearest. */
    long number(long time) {
        return Math.floorDiv(time - phase + slot / 2, slot);
    }
}
