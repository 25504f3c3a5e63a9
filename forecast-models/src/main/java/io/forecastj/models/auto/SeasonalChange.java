package io.forecastj.models.auto;

/** Changes of a series from one season to the next. Stateless and thread-safe. */
final class SeasonalChange {
    private SeasonalChange() {}

    /**
     * Returns the mean absolute change over a season, or over one row if the series is not longer than a season.
     *
     * @return the mean over all pairs of observed values; NaN if there is none
     */
    static double mean(double[] values, int season) {
        int lag = values.length > season ? season : 1;
        double sum = 0;
        int count = 0;
        for (int i = lag; i < values.length; i++) {
            double change = values[i] - values[i - lag];
            if (!Double.isNaN(change)) {
                sum += Math.abs(change);
                count++;
            }
        }
        return sum / count;
    }

    /**
     * Returns the smaller one of the mean absolute changes over a row and over a season: that over a row grows with the
     * season, that over a season with the trend.
     *
     * @return the smaller one; NaN if there is neither
     */
    static double smaller(double[] values, int season) {
        double row = mean(values, 1);
        double far = mean(values, season);
        return far < row || Double.isNaN(row) ? far : row;
    }

    /** Returns the seasonal naive forecast; a missing value is that of a season before. */
    static double[] repeat(double[] values, int season, int horizon) {
        int lag = values.length >= season ? season : 1;
        double[] points = new double[horizon];
        for (int step = 0; step < horizon; step++) {
            int at = values.length - lag + step % lag;
            while (at >= 0 && Double.isNaN(values[at])) {
                at -= lag;
            }
            points[step] = at < 0 ? Double.NaN : values[at];
        }
        return points;
    }
}
