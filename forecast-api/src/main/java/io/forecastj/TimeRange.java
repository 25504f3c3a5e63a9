package io.forecastj;

/**
 * Times of successive rows, from which a spacing is inferred.
 *
 * @param times the times in milliseconds, increasing; not copied
 * @param from the index of the first one
 * @param to the index after the last one
 */
record TimeRange(long[] times, int from, int to) {
    int rows() {
        return to - from;
    }

    /** The number of distances. */
    int steps() {
        return to - from - 1;
    }

    long at(int row) {
        return times[from + row];
    }

    long distance(int step) {
        return times[from + step + 1] - times[from + step];
    }

    long span() {
        return times[to - 1] - times[from];
    }

    TimeRange last(int rows) {
        return rows == rows() ? this : new TimeRange(times, to - rows, to);
    }

    /** The distance that more than half of the steps have, if there is one (Boyer and Moore, 1981). */
    long commonDistance() {
        long candidate = distance(0);
        int votes = 0;
        for (int i = 0; i < steps(); i++) {
            long distance = distance(i);
            if (votes == 0) {
                candidate = distance;
            }
            votes += distance == candidate ? 1 : -1;
        }
        return candidate;
    }

    /** The number of steps with a distance. */
    int count(long distance) {
        int count = 0;
        for (int i = 0; i < steps(); i++) {
            count += distance(i) == distance ? 1 : 0;
        }
        return count;
    }

    /** The number of steps whose distance is a multiple of a slot. */
    int multiples(long slot) {
        int count = 0;
        for (int i = 0; i < steps(); i++) {
            count += distance(i) % slot == 0 ? 1 : 0;
        }
        return count;
    }
}
