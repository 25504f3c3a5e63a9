package io.forecastj.models.statistical;

import java.util.Arrays;

/**
 * First states from which a search begins, made from the first rows: a season by the ratios or differences from a
 * moving average, then a level and a slope by a straight line through the values without their season (Hyndman,
 * Koehler, Ord and Snyder, Forecasting with Exponential Smoothing, 2008, section 2.6.1).
 *
 * <p>Immutable and thread-safe.
 *
 * @param level the level before the first row
 * @param slope the change of the level in a row
 * @param mean the mean of the first rows, the level before the first row without a trend
 * @param season the states of the season by their place, empty without a season
 */
record EtsStart(double level, double slope, double mean, double[] season) {
    /** Makes the first states of a form without a season. */
    static EtsStart of(double[] values) {
        return line(values, new double[1], false, 10);
    }

    /**
     * Makes the first states of a form with a season.
     *
     * @param values the values, NaN where one is missing
     * @param period the number of rows of a season
     * @param factors true if the season multiplies; then the values are above 0
     */
    static EtsStart seasonal(double[] values, int period, boolean factors) {
        double[] trend = values.length >= 2 * period ? movingAverage(values, period) : straight(values);
        double[] sums = new double[period];
        int[] counts = new int[period];
        for (int i = 0; i < values.length; i++) {
            double part = factors ? values[i] / trend[i] : values[i] - trend[i];
            if (!Double.isNaN(part) && (!factors || trend[i] > 0)) {
                sums[i % period] += part;
                counts[i % period]++;
            }
        }
        double[] season = new double[period];
        double neutral = factors ? 1 : 0;
        for (int place = 0; place < period; place++) {
            season[place] = counts[place] == 0 ? neutral : sums[place] / counts[place];
            if (factors) {
                season[place] = Math.max(season[place], 0.01);
            }
        }
        double mean = Arrays.stream(season).average().orElse(neutral);
        for (int place = 0; place < period; place++) {
            season[place] = factors ? season[place] / mean : season[place] - mean;
        }
        return line(values, season, factors, Math.max(10, 2 * period));
    }

    /** Fits a straight line to the first values, without their season. */
    private static EtsStart line(double[] values, double[] season, boolean factors, int rows) {
        double count = 0;
        double sumX = 0;
        double sumY = 0;
        double sumXx = 0;
        double sumXy = 0;
        for (int i = 0; i < values.length && count < rows; i++) {
            double part = season[i % season.length];
            double value = factors ? values[i] / part : values[i] - part;
            if (!Double.isNaN(value)) {
                count++;
                sumX += i + 1;
                sumY += value;
                sumXx += (i + 1.0) * (i + 1);
                sumXy += (i + 1) * value;
            }
        }
        double spread = count * sumXx - sumX * sumX;
        double slope = spread > 0 ? (count * sumXy - sumX * sumY) / spread : 0;
        return new EtsStart((sumY - slope * sumX) / count, slope, sumY / count, season);
    }

    private static double[] straight(double[] values) {
        EtsStart line = line(values, new double[1], false, values.length);
        double[] trend = new double[values.length];
        for (int i = 0; i < trend.length; i++) {
            trend[i] = line.level + line.slope * (i + 1);
        }
        return trend;
    }

    /** Returns the centred moving average over one season, NaN near the ends and missing values left out. */
    private static double[] movingAverage(double[] values, int period) {
        double[] trend = new double[values.length];
        Arrays.fill(trend, Double.NaN);
        int half = period / 2;
        double ends = period % 2 == 0 ? 0.5 : 1;
        for (int i = half; i + half < values.length; i++) {
            double sum = 0;
            double weights = 0;
            for (int j = -half; j <= half; j++) {
                double weight = Math.abs(j) == half ? ends : 1;
                if (!Double.isNaN(values[i + j])) {
                    sum += weight * values[i + j];
                    weights += weight;
                }
            }
            trend[i] = weights > 0 ? sum / weights : Double.NaN;
        }
        return trend;
    }
}
