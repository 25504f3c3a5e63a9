package io.forecastj.backtest.splits;

import io.forecastj.TimeSeries;
import io.forecastj.backtest.significance.BacktestOverfitting;
import io.forecastj.metrics.PointMetrics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The result of a {@link SplitBacktest}: scores by path.
 *
 * <p>Immutable and thread-safe. The models were trained on rows after the test rows too, so these are no scores of a
 * walk-forward backtest.
 */
public final class SplitResult {
    private final Splits rule;
    private final SplitRows rows;
    private final String target;
    private final List<SplitForecasts> models;
    private final int steps;
    /** {@code [model][path]}. */
    private final List<List<PathScore>> scores = new ArrayList<>();

    SplitResult(Splits rule, SplitRows rows, String target, List<SplitForecasts> models) {
        this.rule = rule;
        this.rows = rows;
        this.target = target;
        this.models = models;
        this.steps = models.stream().mapToInt(SplitForecasts::horizon).min().orElseThrow();
        models.forEach(model -> scores.add(new ArrayList<>()));
        for (int path = 0; path < rule.paths(); path++) {
            score(path);
        }
    }

    /** The sums of one forecaster on one path. */
    private static final class Sums {
        private long pairs;
        private double absolute;
        private double squared;

        void add(double error) {
            pairs++;
            absolute += Math.abs(error);
            squared += error * error;
        }

        double mae() {
            return absolute / pairs;
        }

        double rmse() {
            return Math.sqrt(squared / pairs);
        }
    }

    private interface PairConsumer {
        /** Takes the errors of all models for a pair. */
        void accept(int series, int row, double[] errors);
    }

    /** Returns how many pairs with an actual value lack a finite forecast of some model. */
    private long forEach(int path, PairConsumer consumer) {
        long leftOut = 0;
        double[] errors = new double[models.size()];
        for (int s = 0; s < rows.series().size(); s++) {
            TimeSeries one = rows.series().get(s);
            int column = one.columnIndex(target);
            for (int row = 0; row < one.length(); row++) {
                for (int step = 1; step <= steps && row + step < one.length(); step++) {
                    boolean all = true;
                    for (int m = 0; m < errors.length; m++) {
                        errors[m] =
                                one.value(row + step, column) - models.get(m).point(s, path, row, step);
                        all &= Double.isFinite(errors[m]);
                    }
                    if (all) {
                        consumer.accept(s, row, errors);
                    } else if (Double.isFinite(one.value(row + step, column))) {
                        leftOut++;
                    }
                }
            }
        }
        return leftOut;
    }

    private void score(int path) {
        Sums[] sums = new Sums[models.size()];
        Arrays.setAll(sums, m -> new Sums());
        long leftOut = forEach(path, (series, row, errors) -> {
            for (int m = 0; m < errors.length; m++) {
                sums[m].add(errors[m]);
            }
        });
        Sums naive = sums[sums.length - 1];
        for (int m = 0; m < sums.length; m++) {
            Sums its = sums[m];
            scores.get(m)
                    .add(new PathScore(
                            path,
                            its.pairs,
                            leftOut,
                            its.mae(),
                            its.rmse(),
                            PointMetrics.skill(its.rmse(), naive.rmse()),
                            PointMetrics.skill(its.mae(), naive.mae())));
        }
    }

    /** {@return the target column} */
    public String target() {
        return target;
    }

    /** {@return the number of paths} */
    public int paths() {
        return rule.paths();
    }

    /** {@return the splits of the rows of the timeline, unmodifiable} */
    public List<Split> splits() {
        return rows.splits();
    }

    /** {@return the names of the forecasters, in the order in which they were given, and last the naive forecast's} */
    public List<String> models() {
        return models.stream().map(SplitForecasts::name).toList();
    }

    /**
     * Returns the splits in which a forecaster failed.
     *
     * @return the failures, in the order of {@link #models()} and then of {@link #splits()}, unmodifiable
     */
    public List<SplitFailure> failures() {
        return models.stream().flatMap(model -> model.failures().stream()).toList();
    }

    /**
     * Returns the scores of a forecaster on each path.
     *
     * @param model the forecaster's name
     * @return the scores in the order of the paths, unmodifiable
     * @throws IllegalArgumentException if there is no such forecaster; the message lists the existing ones
     */
    public List<PathScore> scores(String model) {
        int index = models().indexOf(model);
        if (index < 0) {
            throw new IllegalArgumentException("no model '" + model + "'; there are " + models());
        }
        return List.copyOf(scores.get(index));
    }

    /**
     * Returns by how much each forecaster was better than the naive forecast from each row: the naive forecast's mean
     * absolute error over the steps, minus the forecaster's, averaged over the paths and the series.
     *
     * @return for each row of the timeline from which all forecasters have a pair, in the order of time, one number for
     *     each of {@link #models()} without the naive forecast; above 0 is better than naive
     */
    public double[][] improvements() {
        int compared = models.size() - 1;
        int length = rows.length();
        double[][] sums = new double[length][compared];
        long[] pairs = new long[length];
        for (int path = 0; path < paths(); path++) {
            forEach(path, (series, row, errors) -> {
                int at = rows.timelineRow(series, row);
                pairs[at]++;
                for (int m = 0; m < compared; m++) {
                    sums[at][m] += Math.abs(errors[compared]) - Math.abs(errors[m]);
                }
            });
        }
        return IntStream.range(0, length)
                .filter(at -> pairs[at] > 0)
                .mapToObj(at ->
                        Arrays.stream(sums[at]).map(sum -> sum / pairs[at]).toArray())
                .toArray(double[][]::new);
    }

    /**
     * Measures how likely it is that the forecaster which seems best is not: the probability of backtest overfitting of
     * the choice among the forecasters, by their mean {@linkplain #improvements() improvements}.
     *
     * @param blocks the even number of blocks, as in {@link BacktestOverfitting}
     * @return the measure
     * @throws IllegalArgumentException if there are fewer than 2 forecasters beside the naive one, or as {@link
     *     BacktestOverfitting#of(double[][], int, java.util.function.ToDoubleFunction)}
     */
    public BacktestOverfitting overfitting(int blocks) {
        if (models.size() < 3) {
            throw new IllegalArgumentException("a choice needs at least 2 forecasters, found " + models());
        }
        return BacktestOverfitting.of(improvements(), blocks, values -> Arrays.stream(values)
                .average()
                .orElse(Double.NaN));
    }

    /**
     * Returns a table for a terminal: the mean, the least and the greatest skill of each forecaster over the paths
     * that have a pair, and how many splits failed and why the first one did.
     *
     * @return several lines of text, each ending in a line feed
     */
    public String summary() {
        return new SplitSummary(this).text();
    }

    @Override
    public String toString() {
        return "result of " + rule + ": " + scores;
    }
}
