package io.forecastj.models.linear;

/** Sums of rows times factors: the inner loop of linear models. Stateless and thread-safe. */
final class ScaledRows {
    private ScaledRows() {}

    /**
     * Adds {@code factors[i] rows[i][k]} for each {@code i} from {@code from} to {@code to - 1} to {@code sums[k]}.
     * Four rows at once, so that a sum is read and written once for four of them; the order does not depend on the
     * machine, so the sums are the same in every bit.
     *
     * @param sums the sums, changed in place
     * @param first the first index of the sums that changes
     * @param factors one factor for each row
     * @param rows the rows, at least as long as the sums
     * @param from the first row
     * @param to the row after the last one
     */
    static void add(double[] sums, int first, double[] factors, double[][] rows, int from, int to) {
        int i = from;
        for (; i + 4 <= to; i += 4) {
            addFour(sums, first, factors, rows, i);
        }
        for (; i < to; i++) {
            addOne(sums, first, factors[i], rows[i]);
        }
    }

    // small methods with local variables only, so that the compiler uses vector instructions
    private static void addFour(double[] sums, int first, double[] factors, double[][] rows, int i) {
        double f0 = factors[i];
        double f1 = factors[i + 1];
        double f2 = factors[i + 2];
        double f3 = factors[i + 3];
        double[] r0 = rows[i];
        double[] r1 = rows[i + 1];
        double[] r2 = rows[i + 2];
        double[] r3 = rows[i + 3];
        for (int k = first; k < sums.length; k++) {
            sums[k] += f0 * r0[k] + f1 * r1[k] + f2 * r2[k] + f3 * r3[k];
        }
    }

    private static void addOne(double[] sums, int first, double factor, double[] row) {
        for (int k = first; k < sums.length; k++) {
            sums[k] += factor * row[k];
        }
    }
}
