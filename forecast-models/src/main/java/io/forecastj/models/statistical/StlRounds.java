package io.forecastj.models.statistical;

import org.jspecify.annotations.Nullable;

/**
 * Inner rounds of a decomposition: each computes the seasonal component from the series without the trend, then the
 * trend from the series without the seasonal component (Cleveland et al. 1990, section 2.4).
 *
 * <p>Holds the components and working memory: for one thread.
 */
final class StlRounds {
    private final double[] values;
    private final int season;
    private final Loess seasonalSmoother;
    private final Loess trendSmoother;
    private final Loess lowPass;
    private final double[] seasonal;
    private final double[] trend;
    private final double[] rest;
    private final double[] smooth;
    private final double[] filtered;
    private final double[] averages;
    private final double[] subseries;
    private final double[] subweights;
    private final double[] subsmooth;

    StlRounds(double[] values, int season, Loess seasonalSmoother, Loess trendSmoother, Loess lowPass) {
        int n = values.length;
        this.values = values;
        this.season = season;
        this.seasonalSmoother = seasonalSmoother;
        this.trendSmoother = trendSmoother;
        this.lowPass = lowPass;
        this.seasonal = new double[n];
        this.trend = new double[n];
        this.rest = new double[n];
        this.smooth = new double[n + 2 * season];
        this.filtered = new double[n + 2 * season];
        this.averages = new double[n + 2 * season];
        this.subseries = new double[n / season + 1];
        this.subweights = new double[n / season + 1];
        this.subsmooth = new double[n / season + 3];
    }

    /** Returns the seasonal component, which later rounds change; zeros before the first round. */
    double[] seasonal() {
        return seasonal;
    }

    /** Returns the trend, which later rounds change; zeros before the first round. */
    double[] trend() {
        return trend;
    }

    /** Computes the next components. */
    void next(double @Nullable [] robustness) {
        int n = values.length;
        subtract(trend);
        smoothSubseries(robustness);
        // steps 3 and 4: the cycle-subseries lose what is no season, their slow changes
        average(smooth, n + 2 * season, season, averages);
        average(averages, n + season + 1, season, filtered);
        average(filtered, n + 2, 3, averages);
        lowPass.smooth(averages, n, null, filtered, 0);
        for (int i = 0; i < n; i++) {
            seasonal[i] = smooth[season + i] - filtered[i];
        }
        subtract(seasonal);
        trendSmoother.smooth(rest, n, robustness, trend, 0);
    }

    private void subtract(double[] component) {
        for (int i = 0; i < values.length; i++) {
            rest[i] = values[i] - component[i];
        }
    }

    /** Smooths the values at each place of the season and continues them by a season at both ends. */
    private void smoothSubseries(double @Nullable [] robustness) {
        for (int place = 0; place < season; place++) {
            int n = (values.length - place - 1) / season + 1;
            for (int i = 0; i < n; i++) {
                subseries[i] = rest[place + i * season];
                if (robustness != null) {
                    subweights[i] = robustness[place + i * season];
                }
            }
            double @Nullable [] weights = robustness == null ? null : subweights;
            seasonalSmoother.smooth(subseries, n, weights, subsmooth, 1);
            subsmooth[0] = seasonalSmoother.before(subseries, n, weights, subsmooth[1]);
            subsmooth[n + 1] = seasonalSmoother.after(subseries, n, weights, subsmooth[n]);
            for (int i = 0; i < n + 2; i++) {
                smooth[place + i * season] = subsmooth[i];
            }
        }
    }

    /** Computes moving averages; {@code out} receives as many as there are full windows. */
    private static void average(double[] in, int n, int window, double[] out) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += in[i];
            if (i >= window - 1) {
                out[i - window + 1] = sum / window;
                sum -= in[i - window + 1];
            }
        }
    }
}
