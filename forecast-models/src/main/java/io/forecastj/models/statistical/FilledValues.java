package io.forecastj.models.statistical;

/** Replacement of missing values for a decomposition, which allows none. Stateless and thread-safe. */
final class FilledValues {
    private FilledValues() {}

    /**
     * Fills missing values as R's function {@code na.interp} does for seasonal series: with the sum of the seasonal
     * components and of a line between the neighbours without these components. The components are those of the series
     * with lines through its gaps.
     *
     * @param values the values, NaN where one is missing, at least one not; not changed
     * @param mstl the decomposition
     * @return the values without NaN; the argument itself if it has none
     * @throws IllegalArgumentException as {@link Mstl#decompose} throws it
     */
    static double[] filled(double[] values, Mstl mstl) {
        if (observed(values) == values.length) {
            return values;
        }
        double[][] seasonal = mstl.decompose(interpolated(values)).seasonal();
        double[] filled = values.clone();
        add(filled, seasonal, -1);
        filled = interpolated(filled);
        add(filled, seasonal, 1);
        for (int i = 0; i < values.length; i++) {
            filled[i] = Double.isNaN(values[i]) ? filled[i] : values[i];
        }
        return filled;
    }

    /** Returns the number of values that are not missing. */
    static int observed(double[] values) {
        int observed = 0;
        for (double value : values) {
            observed += Double.isNaN(value) ? 0 : 1;
        }
        return observed;
    }

    private static void add(double[] values, double[][] components, int sign) {
        for (double[] component : components) {
            for (int i = 0; i < values.length; i++) {
                values[i] += sign * component[i];
            }
        }
    }

    /** Fills gaps with lines between their neighbours, and the ends with the nearest value. */
    static double[] interpolated(double[] values) {
        double[] filled = values.clone();
        int before = -1;
        for (int i = 0; i < values.length; i++) {
            if (!Double.isNaN(values[i])) {
                for (int j = before + 1; j < i; j++) {
                    double share = before < 0 ? 1 : (double) (j - before) / (i - before);
                    double from = before < 0 ? values[i] : values[before];
                    filled[j] = from + share * (values[i] - from);
                }
                before = i;
            }
        }
        for (int j = before + 1; j < values.length && before >= 0; j++) {
            filled[j] = values[before];
        }
        return filled;
    }
}
