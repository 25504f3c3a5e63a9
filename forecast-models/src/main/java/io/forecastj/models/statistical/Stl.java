package io.forecastj.models.statistical;

import io.forecastj.models.internal.ArgumentChecks;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Decomposition of a series into a seasonal component, a trend and a remainder by local regression (Cleveland,
 * Cleveland, McRae and Terpenning, STL: A Seasonal-Trend Decomposition Procedure Based on Loess, Journal of Official
 * Statistics, 1990). Defaults are those of R's function {@code stl}: constants for the seasonal component, lines for
 * the rest, a fit at every tenth of a window with interpolation between.
 *
 * <p>Immutable and thread-safe.
 *
 * @param season the number of values of a season, at least 2
 * @param seasonalWindow the number of seasons that determine a seasonal value, odd, at least 3; 0 for a component that
 *     is the same in every season
 * @param trendWindow the number of values that determine a trend, odd, at least 3; 0 for the smallest that is wide
 *     enough beside the seasonal window
 * @param lowPassWindow the number of values of the low-pass filter, odd, at least 3
 * @param jumps whether values are fitted at every tenth of a window only
 * @param inner the number of rounds of seasonal component and trend, at least 1
 * @param outer the number of rounds in which values far from the fit lose weight, 0 for none
 */
record Stl(int season, int seasonalWindow, int trendWindow, int lowPassWindow, boolean jumps, int inner, int outer) {
    /** Seasonal window of a component that is the same in every season. */
    private static final int PERIODIC = 0;

    /** Trend window that is computed from the season. */
    private static final int BY_SEASON = 0;

    Stl {
        ArgumentChecks.atLeast(2, "season", season);
        ArgumentChecks.require(isWindow(seasonalWindow), "seasonalWindow", "odd and at least 3, or 0", seasonalWindow);
        ArgumentChecks.require(isWindow(trendWindow), "trendWindow", "odd and at least 3, or 0", trendWindow);
        ArgumentChecks.require(
                lowPassWindow > 0 && isWindow(lowPassWindow), "lowPassWindow", "odd and at least 3", lowPassWindow);
        ArgumentChecks.atLeast(1, "inner", inner);
        ArgumentChecks.atLeast(0, "outer", outer);
    }

    private static boolean isWindow(int window) {
        return window == 0 || window >= 3 && window % 2 == 1;
    }

    /**
     * Returns a decomposition with the same component in every season.
     *
     * @param season the number of values of a season, at least 2
     * @return the decomposition, not robust
     * @throws IllegalArgumentException if {@code season} is below 2
     */
    static Stl periodic(int season) {
        return new Stl(season, PERIODIC, BY_SEASON, Math.max(3, nextOdd(season)), true, 2, 0);
    }

    /**
     * Returns a decomposition with a component that changes from season to season.
     *
     * @param season the number of values of a season, at least 2
     * @param seasonalWindow the number of seasons that determine a seasonal value, odd, at least 3
     * @return the decomposition, not robust
     * @throws IllegalArgumentException if {@code season} is below 2, or the window is even or below 3
     */
    static Stl changing(int season, int seasonalWindow) {
        ArgumentChecks.atLeast(3, "seasonalWindow", seasonalWindow);
        return new Stl(season, seasonalWindow, BY_SEASON, Math.max(3, nextOdd(season)), true, 2, 0);
    }

    /** Returns this decomposition with another trend window, odd and at least 3. */
    Stl withTrendWindow(int window) {
        ArgumentChecks.atLeast(3, "trendWindow", window);
        return new Stl(season, seasonalWindow, window, lowPassWindow, jumps, inner, outer);
    }

    /** Returns this decomposition with 15 outer rounds, in which values far from the fit lose weight, of one round. */
    Stl robust() {
        return new Stl(season, seasonalWindow, trendWindow, lowPassWindow, jumps, 1, 15);
    }

    private static int nextOdd(int window) {
        return window % 2 == 0 ? window + 1 : window;
    }

    /**
     * Decomposes a series.
     *
     * @param values the values, all finite, more than two seasons; not changed
     * @return the parts
     * @throws IllegalArgumentException if there are at most two seasons of values, or one is not finite
     */
    StlParts decompose(double[] values) {
        int n = values.length;
        if (n <= 2L * season) {
            throw new IllegalArgumentException("a decomposition with a season of " + season + " needs more than "
                    + 2L * season + " values, found " + n);
        }
        for (int i = 0; i < n; i++) {
            if (!Double.isFinite(values[i])) {
                throw new IllegalArgumentException("value " + i + " must be finite, found " + values[i]);
            }
        }
        StlRounds rounds = new StlRounds(values, season, seasonal(n), trend(n), loess(lowPassWindow, true, n));
        double[] weights = new double[n];
        Arrays.fill(weights, 1);
        double @Nullable [] robustness = null;
        for (int round = 0; round <= outer; round++) {
            for (int i = 0; i < inner; i++) {
                rounds.next(robustness);
            }
            if (round < outer) {
                robustness = weights;
                weigh(values, rounds, weights);
            }
        }
        if (seasonalWindow == PERIODIC) {
            average(rounds.seasonal());
        }
        double[] remainder = new double[n];
        for (int i = 0; i < n; i++) {
            remainder[i] = values[i] - rounds.seasonal()[i] - rounds.trend()[i];
        }
        return new StlParts(rounds.seasonal(), rounds.trend(), remainder, weights);
    }

    /** Returns the seasonal window for a series; one far beyond the series gives nearly the mean of all seasons. */
    private int seasonalWindow(int n) {
        return seasonalWindow == PERIODIC ? (int) Math.min(Integer.MAX_VALUE, 10L * n + 1) : seasonalWindow;
    }

    private Loess seasonal(int n) {
        return loess(seasonalWindow(n), false, n / season + 1);
    }

    /** Returns the smoother of the trend, its window by formula 3.1 of the paper unless it is given. */
    private Loess trend(int n) {
        double least = 1.5 * season / (1 - 1.5 / seasonalWindow(n));
        return loess(trendWindow == BY_SEASON ? nextOdd((int) Math.ceil(least)) : trendWindow, true, n);
    }

    private Loess loess(int window, boolean line, int most) {
        return new Loess(window, line, jumps ? (window - 1) / 10 + 1 : 1, most);
    }

    /** Sets the robustness weights of values by their distance from the fit (section 2.5 of the paper). */
    private static void weigh(double[] values, StlRounds fit, double[] weights) {
        int n = values.length;
        double[] distances = new double[n];
        for (int i = 0; i < n; i++) {
            distances[i] = Math.abs(values[i] - fit.trend()[i] - fit.seasonal()[i]);
        }
        double[] sorted = distances.clone();
        Arrays.sort(sorted);
        // six times the median
        double far = 3 * (sorted[n / 2] + sorted[(n - 1) / 2]);
        for (int i = 0; i < n; i++) {
            double share = distances[i] / far;
            double part = 1 - share * share;
            weights[i] = distances[i] <= 0.001 * far ? 1 : distances[i] <= 0.999 * far ? part * part : 0;
        }
    }

    /** Replaces each value by the mean of all at its place in the season. */
    private void average(double[] seasonal) {
        for (int place = 0; place < season; place++) {
            double sum = 0;
            int count = 0;
            for (int i = place; i < seasonal.length; i += season) {
                sum += seasonal[i];
                count++;
            }
            for (int i = place; i < seasonal.length; i += season) {
                seasonal[i] = sum / count;
            }
        }
    }
}
