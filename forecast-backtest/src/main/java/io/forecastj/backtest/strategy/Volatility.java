package io.forecastj.backtest.strategy;

import io.forecastj.TimeSeries;

/** The standard deviation of the last returns of a column. */
final class Volatility {
    private Volatility() {}

    /** Returns that of the last rows with a value; NaN if fewer returns are known. */
    static double of(TimeSeries history, String price, int rows) {
        StrategyChecks.atLeast(2, "rows", rows);
        int column = history.columnIndex(price);
        double[] returns = new double[rows];
        double later = Double.NaN;
        int found = 0;
        for (int row = history.length() - 1; row >= 0 && found < rows; row--) {
            double value = history.value(row, column);
            if (!Double.isNaN(value)) {
                if (!Double.isNaN(later)) {
                    returns[found++] = later / value - 1;
                }
                later = value;
            }
        }
        return found < rows ? Double.NaN : Math.sqrt(variance(returns));
    }

    /** Returns the variance (n - 1). */
    static double variance(double[] values) {
        double mean = mean(values);
        double sum = 0;
        for (double value : values) {
            sum += (value - mean) * (value - mean);
        }
        return sum / (values.length - 1);
    }

    static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }
}
