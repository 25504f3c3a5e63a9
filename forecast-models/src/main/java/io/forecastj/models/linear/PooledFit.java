package io.forecastj.models.linear;

import io.forecastj.FitListener;
import io.forecastj.FitProgress;
import io.forecastj.FitTasks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * Estimates weights of all series together, then of each series, drawn to common ones. Parts run in parallel; their
 * sums are added in a fixed order, so that the weights are the same in every bit with any executor.
 */
final class PooledFit {
    /** Sums that exist at the same time, each with the square of the number of inputs. */
    private static final int MOST_PARTS = 16;

    private final String name;
    private final List<Group> groups;
    private final int inputs;
    private final int labels;
    private final double floor;
    private final FitListener listener;
    private final int passes;
    private int done;

    /**
     * Rows of one series.
     *
     * @param rows the rows, in parts
     * @param count their number
     */
    record Group(List<TrainingRows> rows, long count) {
        static Group of(List<? extends TrainingRows> rows) {
            return new Group(
                    List.copyOf(rows),
                    rows.stream().mapToLong(TrainingRows::count).sum());
        }
    }

    /**
     * Creates a fit.
     *
     * @param name the name of the forecaster, for reports
     * @param groups the rows of each series
     * @param inputs the number of inputs
     * @param labels the number of labels
     * @param floor the least mean absolute error of a row in its weight
     * @param passes the number of passes over all rows, for reports
     * @param listener receives progress and may cancel
     */
    PooledFit(String name, List<Group> groups, int inputs, int labels, double floor, int passes, FitListener listener) {
        this.name = name;
        this.groups = groups;
        this.inputs = inputs;
        this.labels = labels;
        this.floor = floor;
        this.passes = passes;
        this.listener = listener;
    }

    /**
     * Estimates the weights of all series together; takes {@code rounds + 1} passes.
     *
     * @param ridge the penalty, relative to the average sum of squares of an input
     * @param rounds the number of times that rows are weighted by their errors and the weights estimated again
     * @param prior the weights that the result is drawn to
     * @return the weights, {@code [input][label]}
     */
    double[][] together(double ridge, int rounds, double[][] prior) {
        RidgeSums sums = sums(null);
        double[][] weights = sums.solve(ridge * sums.squares(), prior);
        for (int round = 0; round < rounds; round++) {
            sums = sums(weights);
            weights = sums.solve(ridge * sums.squares(), prior);
        }
        return weights;
    }

    /**
     * Sums the products of all rows in one pass.
     *
     * @param weights the weights whose errors weight the rows; null if all rows count the same
     * @return the sums
     */
    RidgeSums sums(double @Nullable [][] weights) {
        List<List<Group>> parts = parts();
        List<FitTasks.Task<RidgeSums>> tasks = new ArrayList<>();
        for (List<Group> part : parts) {
            tasks.add(its -> {
                RidgeSums sums = new RidgeSums(inputs, labels);
                for (Group group : part) {
                    add(group, weights, sums, its);
                }
                report("summing", its);
                return sums;
            });
        }
        double[] work = parts.stream()
                .mapToDouble(part -> part.stream().mapToLong(Group::count).sum())
                .toArray();
        List<RidgeSums> all = FitTasks.run(tasks, work, nextPasses(1));
        RidgeSums sums = all.get(0);
        for (RidgeSums others : all.subList(1, all.size())) {
            sums.add(others);
        }
        return sums;
    }

    /**
     * Estimates the weights of each series; takes {@code rounds + 1} passes.
     *
     * @param start the weights by whose errors rows are weighted first; null if all rows count the same at first
     * @param prior the weights that the result is drawn to
     * @param ridge the penalty, relative to the average sum of squares of an input of the series
     * @param rounds the number of times that rows are weighted by their errors and the weights estimated again
     * @param least the least number of rows of a series that is estimated
     * @return the weights of each series, {@code [input][label]}; {@code prior} for a series with fewer rows
     */
    List<double[][]> each(double @Nullable [][] start, double[][] prior, double ridge, int rounds, int least) {
        List<FitTasks.Task<double[][]>> tasks = new ArrayList<>();
        for (Group group : groups) {
            tasks.add(its -> {
                double[][] weights = prior;
                double[][] errorsOf = start;
                for (int round = 0; round <= rounds && group.count() >= least; round++) {
                    RidgeSums sums = new RidgeSums(inputs, labels);
                    add(group, errorsOf, sums, its);
                    weights = sums.solve(ridge * sums.squares(), prior);
                    errorsOf = weights;
                }
                report("series", its);
                return weights;
            });
        }
        double[] work =
                groups.stream().mapToDouble(group -> Math.max(1, group.count())).toArray();
        return FitTasks.run(tasks, work, nextPasses(rounds + 1));
    }

    private void add(Group group, double @Nullable [][] weights, RidgeSums sums, FitListener its) {
        for (TrainingRows rows : group.rows()) {
            if (its.cancelled()) {
                throw new CancellationException("the fit of '" + name + "' was cancelled");
            }
            sums.add(rows, weights, floor);
        }
    }

    private void report(String phase, FitListener its) {
        its.onProgress(new FitProgress(name, phase, 1, 1, Map.of()));
    }

    private FitListener nextPasses(int count) {
        int from = done;
        done += count;
        return FitTasks.phase(listener, (double) from / passes, (double) done / passes);
    }

    /** Divides the series into consecutive parts of about the same number of rows; does not depend on the machine. */
    private List<List<Group>> parts() {
        long total = groups.stream().mapToLong(Group::count).sum();
        List<List<Group>> parts = new ArrayList<>();
        List<Group> part = new ArrayList<>();
        long before = 0;
        for (Group group : groups) {
            if (group.count() == 0) {
                continue;
            }
            part.add(group);
            before += group.count();
            if (before * MOST_PARTS >= total * (parts.size() + 1) || before == total) {
                parts.add(part);
                part = new ArrayList<>();
            }
        }
        return parts;
    }
}
