package io.forecastj.models.internal;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/**
 * Minimises a function of several numbers without derivatives by the simplex method (Nelder and Mead, A Simplex Method
 * for Function Minimization, The Computer Journal 7, 1965), with the coefficients 1, 2, 0.5 and 0.5 of the paper.
 *
 * <p>Deterministic. An instance serves one search and one thread. The function may return infinity or NaN where it is
 * not defined, except at the start.
 */
public final class NelderMead {
    private final ToDoubleFunction<double[]> function;
    private final int size;
    /** The corners, best first after {@link #sort}. */
    private final double[][] corners;

    private final double[] values;
    private final double[] centre;
    private final double[] trial;
    private final double[] second;
    private int evaluations;

    private NelderMead(ToDoubleFunction<double[]> function, int size) {
        this.function = function;
        this.size = size;
        this.corners = new double[size + 1][size];
        this.values = new double[size + 1];
        this.centre = new double[size];
        this.trial = new double[size];
        this.second = new double[size];
    }

    /**
     * Result of a search.
     *
     * @param point the best point found
     * @param value the function there
     * @param evaluations the number of times that the function was computed
     */
    public record Minimum(double[] point, double value, int evaluations) {}

    /**
     * Searches from a point until the values at all corners differ by less than a part of their size, or the number of
     * evaluations is used up.
     *
     * @param function the function; it must not keep or change its argument
     * @param start the first corner, not changed
     * @param steps the distance of each other corner from it, one for each number, none of them 0
     * @param tolerance the relative difference at which the search ends, such as {@code 1e-8}
     * @param evaluations the largest number of evaluations, at least one more than there are numbers
     * @return the best point found, which is never worse than the start
     */
    public static Minimum search(
            ToDoubleFunction<double[]> function, double[] start, double[] steps, double tolerance, int evaluations) {
        NelderMead search = new NelderMead(function, start.length);
        search.begin(start, steps);
        while (search.evaluations < evaluations && !search.flat(tolerance)) {
            search.step();
        }
        return new Minimum(search.corners[0].clone(), search.values[0], search.evaluations);
    }

    private double value(double[] point) {
        evaluations++;
        double value = function.applyAsDouble(point);
        return Double.isNaN(value) ? Double.POSITIVE_INFINITY : value;
    }

    private void begin(double[] start, double[] steps) {
        for (int i = 0; i <= size; i++) {
            System.arraycopy(start, 0, corners[i], 0, size);
            if (i > 0) {
                corners[i][i - 1] += steps[i - 1];
            }
            values[i] = value(corners[i]);
        }
        for (int i = 1; i <= size; i++) {
            sort(i);
        }
    }

    /** Moves a corner to its place among the better ones before it. */
    private void sort(int from) {
        double[] corner = corners[from];
        double value = values[from];
        int at = from;
        while (at > 0 && values[at - 1] > value) {
            corners[at] = corners[at - 1];
            values[at] = values[at - 1];
            at--;
        }
        corners[at] = corner;
        values[at] = value;
    }

    private boolean flat(double tolerance) {
        return Math.abs(values[size] - values[0]) <= tolerance * (Math.abs(values[0]) + tolerance);
    }

    private void step() {
        Arrays.fill(centre, 0);
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                centre[j] += corners[i][j] / size;
            }
        }
        double reflected = at(1, trial);
        if (reflected < values[0]) {
            double expanded = at(2, second);
            replaceWorst(expanded < reflected ? second : trial, Math.min(expanded, reflected));
        } else if (reflected < values[size - 1]) {
            replaceWorst(trial, reflected);
        } else {
            boolean outside = reflected < values[size];
            double contracted = at(outside ? 0.5 : -0.5, second);
            if (contracted < Math.min(reflected, values[size])) {
                replaceWorst(second, contracted);
            } else {
                shrink();
            }
        }
    }

    /** Computes the function on the line from the worst corner through the centre, 1 being its mirror image. */
    private double at(double distance, double[] point) {
        double[] worst = corners[size];
        for (int j = 0; j < size; j++) {
            point[j] = centre[j] + distance * (centre[j] - worst[j]);
        }
        return value(point);
    }

    private void replaceWorst(double[] point, double value) {
        System.arraycopy(point, 0, corners[size], 0, size);
        values[size] = value;
        sort(size);
    }

    /** Moves all corners half the way to the best one. */
    private void shrink() {
        double[] best = corners[0];
        for (int i = 1; i <= size; i++) {
            for (int j = 0; j < size; j++) {
                corners[i][j] = best[j] + 0.5 * (corners[i][j] - best[j]);
            }
            values[i] = value(corners[i]);
        }
        for (int i = 1; i <= size; i++) {
            sort(i);
        }
    }
}
