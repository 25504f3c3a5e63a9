package io.forecastj.models.statistical;

/** Missing values, NaN, of a series that a model is estimated from. Stateless and thread-safe. */
final class MissingValues {
    private MissingValues() {}

    /** Returns the number of values that are not missing. */
    static int observed(double[] values) {
        int observed = 0;
        for (double value : values) {
            if (!Double.isNaN(value)) {
                observed++;
            }
        }
        return observed;
    }

    /**
     * Returns a copy in which missing values lie on the line between their observed neighbours, or equal the last
     * observed value at the end.
     *
     * @param values the values; the first one is not missing
     */
    static double[] interpolated(double[] values) {
        double[] filled = values.clone();
        int last = 0;
        for (int i = 1; i < filled.length; i++) {
            if (!Double.isNaN(values[i])) {
                double step = (values[i] - values[last]) / (i - last);
                for (int gap = last + 1; gap < i; gap++) {
                    filled[gap] = values[last] + step * (gap - last);
                }
                last = i;
            }
        }
        for (int gap = last + 1; gap < filled.length; gap++) {
            filled[gap] = values[last];
        }
        return filled;
    }
}
