package io.forecastj.models.statistical;

import org.jspecify.annotations.Nullable;

/**
 * Local regression on equally spaced values: a smooth value is that of a line, or of a constant, fitted to its
 * neighbours with weights that fall with their distance (Cleveland and Devlin, Locally Weighted Regression, Journal of
 * the American Statistical Association, 1988; neighbourhoods as in Cleveland, Cleveland, McRae and Terpenning, STL: A
 * Seasonal-Trend Decomposition Procedure Based on Loess, Journal of Official Statistics, 1990, section 2.2).
 *
 * <p>Holds working memory: for one thread.
 */
final class Loess {
    /** Share of the bandwidth within which a weight is 1. */
    private static final double INNER = 0.001;

    /** Share of the bandwidth beyond which a weight is 0. */
    private static final double OUTER = 0.999;

    /** Smallest spread of the neighbours, as a share of the length of the series, for which a line is fitted. */
    private static final double LEAST_SPREAD = 0.001;

    private final int window;
    private final boolean line;
    private final int jump;
    private final double[] weights;

    /**
     * Creates a smoother.
     *
     * @param window the number of neighbours, odd, at least 3
     * @param line whether a line is fitted, not a constant
     * @param jump the distance between fitted values, at least 1; values between are interpolated linearly
     * @param most the largest number of values to smooth
     */
    Loess(int window, boolean line, int jump, int most) {
        this.window = window;
        this.line = line;
        this.jump = jump;
        this.weights = new double[Math.min(window, most)];
    }

    /**
     * Smooths values.
     *
     * @param values the values, without NaN
     * @param n their number, at least 1
     * @param robustness a further weight of each value; null if all are 1
     * @param out receives the {@code n} smooth values
     * @param to the index of the first smooth value in {@code out}
     */
    void smooth(double[] values, int n, double @Nullable [] robustness, double[] out, int to) {
        if (n < 2) {
            out[to] = values[0];
            return;
        }
        int step = Math.min(jump, n - 1);
        int last = (n - 1) / step * step;
        for (int i = 0; i <= last; i += step) {
            out[to + i] = at(i, firstNeighbour(i, n), values, n, robustness, values[i]);
            if (i > 0) {
                interpolate(out, to + i - step, step);
            }
        }
        if (last < n - 1) {
            out[to + n - 1] = at(n - 1, firstNeighbour(last, n), values, n, robustness, values[n - 1]);
            interpolate(out, to + last, n - 1 - last);
        }
    }

    /** Returns the index of the first neighbour of a value: half a window before it, as far as the series reaches. */
    private int firstNeighbour(int i, int n) {
        return Math.max(0, Math.min(i - (window - 1) / 2, n - window));
    }

    /** Fills the places between two values with those of a line. */
    private static void interpolate(double[] out, int from, int distance) {
        for (int j = 1; j < distance; j++) {
            out[from + j] = out[from] + (out[from + distance] - out[from]) / distance * j;
        }
    }

    /**
     * Returns the smooth value one place before the first value.
     *
     * @param values the values, without NaN
     * @param n their number
     * @param robustness a further weight of each value; null if all are 1
     * @param otherwise the result if all neighbours have the weight 0
     * @return the smooth value at place -1
     */
    double before(double[] values, int n, double @Nullable [] robustness, double otherwise) {
        return at(-1, 0, values, n, robustness, otherwise);
    }

    /**
     * Returns the smooth value one place after the last value.
     *
     * @param values the values, without NaN
     * @param n their number
     * @param robustness a further weight of each value; null if all are 1
     * @param otherwise the result if all neighbours have the weight 0
     * @return the smooth value at place {@code n}
     */
    double after(double[] values, int n, double @Nullable [] robustness, double otherwise) {
        return at(n, Math.max(0, n - window), values, n, robustness, otherwise);
    }

    /** Fits the neighbours of a place, which are the values from the index {@code left} on. */
    private double at(int place, int left, double[] values, int n, double @Nullable [] robustness, double otherwise) {
        int count = Math.min(window, n);
        // a window beyond the series widens the band, as if its neighbours lay on both sides
        double band = Math.max(place - left, left + count - 1 - place) + Math.max(0, (window - n) / 2);
        double nearest = INNER * band;
        double farthest = OUTER * band;
        double share = 1 / band;
        double total = 0;
        double constant = 0;
        double centre = 0;
        for (int j = 0; j < count; j++) {
            double distance = Math.abs(left + j - place);
            double weight = 0;
            if (distance <= farthest) {
                weight = distance <= nearest ? 1 : tricube(distance * share);
                if (robustness != null) {
                    weight *= robustness[left + j];
                }
            }
            weights[j] = weight;
            total += weight;
            constant += weight * values[left + j];
            centre += weight * j;
        }
        if (total <= 0) {
            return otherwise;
        }
        constant /= total;
        return line ? constant + slopePart(place, left, count, left + centre / total, total, values, n) : constant;
    }

    /** Returns what the slope of the line adds at a place; 0 if the neighbours are too near each other. */
    private double slopePart(int place, int left, int count, double centre, double total, double[] values, int n) {
        double spread = 0;
        double product = 0;
        for (int j = 0; j < count; j++) {
            double offset = left + j - centre;
            double weighted = weights[j] * offset;
            spread += weighted * offset;
            product += weighted * values[left + j];
        }
        return Math.sqrt(spread / total) > LEAST_SPREAD * (n - 1) ? (place - centre) * product / spread : 0;
    }

    private static double tricube(double share) {
        double part = 1 - share * share * share;
        return part * part * part;
    }
}
