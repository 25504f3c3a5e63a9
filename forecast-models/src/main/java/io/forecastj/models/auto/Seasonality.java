package io.forecastj.models.auto;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/** Tests of series for a season by their autocorrelation. Stateless and thread-safe. */
final class Seasonality {
    /** The share of the series that must show a season. */
    static final double ENOUGH = 0.2;

    /** The quantile of a two-sided test at 10 %, as in the M4 competition. */
    private static final double LEVEL = 1.645;

    /** Longest season that {@link #search} looks for. */
    private static final int LONGEST = 400;

    private Seasonality() {}

    /**
     * Returns the share of the series that show a season: their autocorrelation at the season's lag is above {@code
     * 1.645 sqrt((1 + 2 sum of the squares at shorter lags) / n)}, the test of the M4 competition's benchmarks
     * (Makridakis, Spiliotis and Assimakopoulos, The M4 Competition, International Journal of Forecasting 36, 2020),
     * after their linear trend is removed. Series of less than three seasons do not count.
     *
     * @param values the values of each series, NaN where one is missing
     * @param season the number of rows
     * @return the share of those that are long enough; NaN if none is
     */
    static double share(List<double[]> values, int season) {
        int tested = 0;
        int shown = 0;
        for (double[] one : values) {
            if (one.length >= 3 * season) {
                tested++;
                shown += shows(detrended(one), season) ? 1 : 0;
            }
        }
        return (double) shown / tested;
    }

    private static boolean shows(double[] values, int season) {
        double variance = product(values, 0);
        if (!(variance > 0)) {
            return false;
        }
        double squares = 0;
        for (int lag = 1; lag < season; lag++) {
            double correlation = product(values, lag) / variance;
            squares += correlation * correlation;
        }
        return product(values, season) / variance > LEVEL * Math.sqrt((1 + 2 * squares) / values.length);
    }

    private static double product(double[] values, int lag) {
        double sum = 0;
        for (int i = lag; i < values.length; i++) {
            sum += values[i] * values[i - lag];
        }
        return sum;
    }

    /** Returns the deviations from the least-squares line, 0 where a value is missing. */
    private static double[] detrended(double[] values) {
        double n = 0;
        double t = 0;
        double y = 0;
        for (int i = 0; i < values.length; i++) {
            if (!Double.isNaN(values[i])) {
                n++;
                t += i;
                y += values[i];
            }
        }
        double ty = 0;
        double tt = 0;
        for (int i = 0; i < values.length; i++) {
            if (!Double.isNaN(values[i])) {
                ty += (i - t / n) * (values[i] - y / n);
                tt += (i - t / n) * (i - t / n);
            }
        }
        double slope = tt > 0 ? ty / tt : 0;
        double[] deviations = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            deviations[i] = Double.isNaN(values[i]) ? 0 : values[i] - y / n - slope * (i - t / n);
        }
        return deviations;
    }

    /**
     * Looks for a season where the spacing suggests none: the lag of the highest peak of the autocorrelation, if most
     * of the longest series agree on it within the test of {@link #share}.
     */
    static OptionalInt search(List<double[]> values) {
        List<double[]> longest = values.stream()
                .filter(one -> one.length >= 12)
                .sorted((a, b) -> Integer.compare(b.length, a.length))
                .limit(50)
                .toList();
        int[] votes = new int[LONGEST + 1];
        for (double[] one : longest) {
            int peak = peak(detrended(one));
            if (peak > 1) {
                votes[peak]++;
            }
        }
        int best = 0;
        for (int lag = 2; lag <= LONGEST; lag++) {
            best = votes[lag] > votes[best] ? lag : best;
        }
        return best > 1 && 2 * votes[best] > longest.size() ? OptionalInt.of(best) : OptionalInt.empty();
    }

    private static int peak(double[] values) {
        double variance = product(values, 0);
        if (!(variance > 0)) {
            return 0;
        }
        int most = Math.min(LONGEST, values.length / 3);
        double[] correlations = new double[most + 2];
        for (int lag = 0; lag < correlations.length && lag < values.length; lag++) {
            correlations[lag] = product(values, lag) / variance;
        }
        int best = 0;
        for (int lag = 2; lag <= most; lag++) {
            boolean top = correlations[lag] > correlations[lag - 1] && correlations[lag] >= correlations[lag + 1];
            if (top && (best == 0 || correlations[lag] > correlations[best])) {
                best = lag;
            }
        }
        double[] squares = Arrays.copyOfRange(correlations, 1, Math.max(1, best));
        double sum = Arrays.stream(squares).map(r -> r * r).sum();
        // a peak that is searched for must be clearer than a given one
        return best > 0 && correlations[best] > Math.max(0.3, 2 * LEVEL * Math.sqrt((1 + 2 * sum) / values.length))
                ? best
                : 0;
    }
}
