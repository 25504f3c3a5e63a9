package io.forecastj;

/** Rule that makes one value of several rows. Missing values are left out; if all are missing, so is the result. */
public enum Aggregation {
    /** The first value. */
    FIRST,
    /** The last value. */
    LAST,
    /** The mean. */
    MEAN,
    /** The sum. */
    SUM,
    /** The smallest value. */
    MIN,
    /** The largest value. */
    MAX;

    /**
     * Computes the value of some rows.
     *
     * @param series the series
     * @param column the column's index
     * @param from the first row
     * @param to the row after the last one
     * @return the value; NaN if all rows miss theirs, or there is no row
     * @throws IndexOutOfBoundsException if there is no such row or column
     */
    public double of(TimeSeries series, int column, int from, int to) {
        double result = Double.NaN;
        int count = 0;
        for (int row = from; row < to; row++) {
            double value = series.value(row, column);
            if (!Double.isNaN(value)) {
                count++;
                result = count == 1 ? value : with(result, value);
            }
        }
        return this == MEAN ? result / count : result;
    }

    private double with(double result, double value) {
        return switch (this) {
            case FIRST -> result;
            case LAST -> value;
            case MEAN, SUM -> result + value;
            case MIN -> Math.min(result, value);
            case MAX -> Math.max(result, value);
        };
    }
}
