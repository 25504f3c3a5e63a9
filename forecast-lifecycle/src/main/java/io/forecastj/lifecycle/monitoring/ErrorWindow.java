package io.forecastj.lifecycle.monitoring;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The errors of the last scored steps of one target. Thread-safe. Sums are made anew for each summary, so that no
 * rounding gathers over the time of a process.
 */
final class ErrorWindow {
    private final String target;
    private final double[] coverages;
    private final int bound;
    private double[] errors = {};
    private double[] naiveErrors = {};
    private final double[][] widths;
    private final boolean[][] inside;
    private int next;
    private int size;

    ErrorWindow(String target, double[] coverages, int bound) {
        this.target = target;
        this.coverages = coverages;
        this.bound = bound;
        this.widths = new double[coverages.length][0];
        this.inside = new boolean[coverages.length][0];
    }

    String target() {
        return target;
    }

    void add(ScoredForecast scored) {
        add(scored.forecast(), scored.actual(), scored.naiveOrNaN(), scored);
    }

    /** Adds a point without intervals. */
    void add(double forecast, double actual, double naive) {
        add(forecast, actual, naive, null);
    }

    private synchronized void add(double forecast, double actual, double naive, @Nullable ScoredForecast scored) {
        if (size == errors.length && size < bound) {
            grow((int) Math.min(bound, Math.max(64, 2L * size)));
        }
        next = next == errors.length ? 0 : next;
        errors[next] = actual - forecast;
        naiveErrors[next] = actual - naive;
        for (int i = 0; i < coverages.length; i++) {
            widths[i][next] = Double.NaN;
            int lower = scored == null ? -1 : scored.index((1 - coverages[i]) / 2);
            int upper = scored == null ? -1 : scored.index((1 + coverages[i]) / 2);
            if (scored != null && lower >= 0 && upper >= 0) {
                double from = scored.quantileAt(lower);
                double to = scored.quantileAt(upper);
                widths[i][next] = to - from;
                inside[i][next] = from <= actual && actual <= to;
            }
        }
        next++;
        size = Math.min(size + 1, errors.length);
    }

    /** Only while nothing was replaced, so the steps lie in order from the start. */
    private void grow(int capacity) {
        errors = Arrays.copyOf(errors, capacity);
        naiveErrors = Arrays.copyOf(naiveErrors, capacity);
        for (int i = 0; i < coverages.length; i++) {
            widths[i] = Arrays.copyOf(widths[i], capacity);
            inside[i] = Arrays.copyOf(inside[i], capacity);
        }
    }

    synchronized TargetErrors errors() {
        return new TargetErrors(
                target,
                Arrays.copyOf(errors, size),
                Arrays.copyOf(naiveErrors, size),
                IntStream.range(0, coverages.length).mapToObj(this::interval).toList());
    }

    private WatchedInterval interval(int i) {
        long steps = 0;
        long hits = 0;
        double width = 0;
        for (int at = 0; at < size; at++) {
            if (!Double.isNaN(widths[i][at])) {
                steps++;
                hits += inside[i][at] ? 1 : 0;
                width += widths[i][at];
            }
        }
        return new WatchedInterval(coverages[i], steps, hits, width);
    }
}
