package io.forecastj.models.ensemble;

/** Computes the median of a few numbers, some of which may be missing. */
final class Median {
    private Median() {}

    /**
     * Returns the median.
     *
     * @param x the numbers, starting at {@code from}, NaN if missing
     * @param sorted scratch space of the length {@code count} or more
     * @return the median of the numbers that are not missing; NaN if all are
     */
    static double of(double[] x, int from, int count, double[] sorted) {
        int there = 0;
        for (int i = from; i < from + count; i++) {
            if (!Double.isNaN(x[i])) {
                int at = there++;
                while (at > 0 && sorted[at - 1] > x[i]) {
                    sorted[at] = sorted[at - 1];
                    at--;
                }
                sorted[at] = x[i];
            }
        }
        if (there == 0) {
            return Double.NaN;
        }
        return there % 2 == 1 ? sorted[there / 2] : sorted[there / 2 - 1] / 2 + sorted[there / 2] / 2;
    }
}
