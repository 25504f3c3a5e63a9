package io.forecastj.models.neighbours;

import java.util.Arrays;
import java.util.List;

/**
 * Weighted rows that followed the nearest windows of a query.
 *
 * <p>The weight of a window at the distance {@code d}, the mean squared difference of the rows, is {@code exp(-d /
 * (nearest + 1e-4))}. Holds only intermediate results; not thread-safe.
 */
final class Continuations {
    private static final double SOFTENING = 1e-4;

    private final NearestSettings settings;
    private final List<MeasuredSeries> series;
    private final double[] weights;
    private int count;
    private double all;

    Continuations(NearestSettings settings, List<MeasuredSeries> series, int most) {
        this.settings = settings;
        this.series = series;
        this.weights = new double[most];
    }

    /** Computes the weights for a query that has been compared with all windows. */
    void weigh(Query query) {
        NearestHeap nearest = query.nearest();
        count = nearest.size();
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < count; i++) {
            least = Math.min(least, nearest.distance(i) / settings.lookback());
        }
        all = 0;
        for (int i = 0; i < count; i++) {
            weights[i] = Math.exp(-nearest.distance(i) / settings.lookback() / (least + SOFTENING));
            all += weights[i];
        }
    }

    /** Writes the weighted means as values of the column; without a continuation, the level of the query. */
    void points(Query query, double[] out) {
        Arrays.fill(out, 0);
        for (int i = 0; i < count; i++) {
            add(query, i, weights[i] / all, out);
        }
        for (int step = 0; step < out.length; step++) {
            out[step] = value(query, out[step]);
        }
    }

    private void add(Query query, int i, double weight, double[] out) {
        NearestHeap nearest = query.nearest();
        series.get(nearest.series(i)).addContinuation(nearest.start(i), weight, out);
    }

    /**
     * Computes quantiles of the weighted continuations: the levels are interpolated between the continuations, each of
     * which lies in the middle of its weight, and those outside take the outermost one.
     *
     * @param levels the levels, increasing
     * @return {@code [step - 1][level]}, as values of the column
     */
    double[][] quantiles(Query query, double[] levels) {
        double[][] quantiles = new double[settings.horizon()][levels.length];
        double[][] steps = new double[count][settings.horizon()];
        for (int i = 0; i < count; i++) {
            add(query, i, 1, steps[i]);
        }
        double[] sorted = new double[count];
        double[] shares = new double[count];
        for (int step = 0; step < quantiles.length; step++) {
            for (int i = 0; i < count; i++) {
                sorted[i] = steps[i][step];
                shares[i] = weights[i] / all;
            }
            sort(sorted, shares);
            int at = 0;
            double before = 0;
            for (int l = 0; l < levels.length; l++) {
                while (at < count && before + shares[at] / 2 < levels[l]) {
                    before += shares[at++];
                }
                quantiles[step][l] = value(query, between(sorted, shares, at, before, levels[l]));
            }
        }
        return quantiles;
    }

    /** Interpolates between the continuation at an index, before whose weight a given share lies, and its neighbour. */
    private static double between(double[] sorted, double[] shares, int at, double before, double level) {
        if (at == 0 || at == sorted.length) {
            return sorted[Math.min(at, sorted.length - 1)];
        }
        double left = before - shares[at - 1] / 2;
        double right = before + shares[at] / 2;
        double part = right > left ? (level - left) / (right - left) : 1;
        // rounding must not bring it above the first continuation of a higher level
        return Math.min(sorted[at], sorted[at - 1] + part * (sorted[at] - sorted[at - 1]));
    }

    /** Sorts values, and their shares with them, by Shell's method; there are some hundred at most, as a rule. */
    private static void sort(double[] values, double[] shares) {
        int gap = 1;
        while (gap < values.length / 3) {
            gap = 3 * gap + 1;
        }
        for (; gap > 0; gap /= 3) {
            for (int i = gap; i < values.length; i++) {
                double value = values[i];
                double share = shares[i];
                int at = i;
                for (; at >= gap && values[at - gap] > value; at -= gap) {
                    values[at] = values[at - gap];
                    shares[at] = shares[at - gap];
                }
                values[at] = value;
                shares[at] = share;
            }
        }
    }

    private double value(Query query, double change) {
        return settings.out(query.level() + query.change() * change);
    }
}
