package io.forecastj;

/**
 * Counts the steps from each row of a series to the next one.
 *
 * <p>Not thread-safe. A row may be early or late by up to a quarter of a step, and the deviations of single steps add
 * up: rows every 59 minutes leave the grid of hours after some rows. A slow clock, which loses less than 1/256 of a
 * step at each row, does not.
 */
final class RowSteps {
    /** Part of a step by which a row may be off the grid. */
    private static final int TOLERANCE = 4;
    /** Part of the deviation that is forgiven at each row; with the tolerance it bounds the drift of a slow clock. */
    private static final int FORGIVEN = 64;
    /** This number of equal deviations in a row, after the first one, shows another spacing. */
    private static final int REPEATED = 3;

    private long last = Long.MIN_VALUE;
    private long phase;
    private long deviation;
    private int repeated;

    /** Returns the time of the last row, {@link Long#MIN_VALUE} before the first one. */
    long last() {
        return last;
    }

    /** Returns whether the last steps all deviate from a whole number of steps, and by the same amount. */
    boolean contradicted() {
        return repeated >= REPEATED;
    }

    /**
     * Takes the time of the next row and returns the steps to it as {@link Spacing#steps} does; 1 for the first row.
     */
    long next(Sampling sampling, long time) {
        long from = last;
        last = time;
        if (from == Long.MIN_VALUE) {
            return 1;
        }
        long unit = Spacing.unit(sampling);
        if (unit == 0) {
            return Spacing.steps(sampling, from, time);
        }
        long distance = Spacing.distance(sampling, from, time);
        if (distance != unit && time - from == unit) {
            settle(0, unit);
            return 1; // the clocks changed between two rows at the usual distance
        }
        long steps = Math.max(1, Math.floorDiv(distance + unit / 2, unit));
        return settle(distance - steps * unit, unit) ? Spacing.steps(sampling, from, time) : Spacing.NONE;
    }

    /** Returns whether the row is still on the grid; if not, the grid starts there again. */
    private boolean settle(long off, long unit) {
        boolean same = off == deviation && Math.abs(off) > unit / (TOLERANCE * FORGIVEN);
        repeated = same ? Math.min(repeated + 1, REPEATED) : 0;
        deviation = off;
        phase += off - phase / FORGIVEN;
        if (Math.abs(phase) > unit / TOLERANCE) {
            phase = 0;
            return false;
        }
        return true;
    }

    void save(StateWriter out) {
        out.putLong(last);
        out.putLong(phase);
        out.putLong(deviation);
        out.putInt(repeated);
    }

    void restore(StateReader in) {
        last = in.getLong();
        phase = in.getLong();
        deviation = in.getLong();
        repeated = in.getInt(0, REPEATED);
    }
}
