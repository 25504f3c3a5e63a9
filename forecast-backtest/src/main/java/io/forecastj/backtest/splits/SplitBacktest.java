package io.forecastj.backtest.splits;

import io.forecastj.Baselines;
import io.forecastj.FitListener;
import io.forecastj.FitTasks;
import io.forecastj.Forecaster;
import io.forecastj.TimeSeries;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An evaluation over {@link Splits}, which train on rows before and after the test rows.
 *
 * <p><strong>Its scores are not those of a walk-forward backtest.</strong> A model that forecasts the first block has
 * learnt from all later ones, which nobody could have done at that time. Where the world changes, such scores are too
 * good. They answer other questions: how much the score depends on which rows are tested, since {@link
 * CombinatorialPurged} gives several paths of forecasts over the same rows; and how likely the choice of the best of
 * several forecasters is a matter of luck, {@link SplitResult#overfitting}.
 *
 * <pre>{@code
 * SplitResult result = SplitBacktest.on(bars)
 *         .splits(CombinatorialPurged.of(6, 2).embargo(5))
 *         .compare(lightGbm, linear)
 *         .run();
 * System.out.println(result.summary());
 * }</pre>
 *
 * <p>Rows count on the timeline, the sorted union of the times of all series. The label of a row reaches as far as the
 * row of each series that is the longest horizon of all after it. Each range of training rows is given to the
 * forecasters as a series of its own, with the rows that its labels use, so features warm up anew in it and no row of a
 * test block, nor of the embargo, is seen in a fit. A range whose rows are too few for an example teaches nothing.
 *
 * <p>At a test row a predictor sees the series from its first row up to there, as in a walk-forward backtest, and of
 * later rows only the known-future columns for the steps that it forecasts. So features look back over training rows
 * and over other blocks, but never ahead. Weights or intervals that adapt to new rows do so from the end of the
 * training rows on; before it, they stay as trained.
 *
 * <p>A split in which the fit of a forecaster or one of its forecasts throws is noted in {@link
 * SplitResult#failures()}, and the others go on. From its test rows no forecaster is scored then, so that all are
 * scored on the same pairs.
 *
 * <p>The naive forecast is always compared. Not thread-safe.
 */
public final class SplitBacktest {
    private final List<TimeSeries> series;
    private final List<Forecaster> forecasters = new ArrayList<>();
    private @Nullable Splits splits;

    private SplitBacktest(List<TimeSeries> series) {
        this.series = series;
    }

    /**
     * Starts an evaluation on one series.
     *
     * @param series the series
     * @return the evaluation
     */
    public static SplitBacktest on(TimeSeries series) {
        return on(List.of(series));
    }

    /**
     * Starts an evaluation on several series. Each forecaster is fitted on all of them together.
     *
     * @param series the series, at least one, with distinct ids
     * @return the evaluation
     * @throws IllegalArgumentException if there is no series or an id occurs twice
     */
    public static SplitBacktest on(List<TimeSeries> series) {
        Set<String> ids = new HashSet<>();
        for (TimeSeries one : series) {
            if (!ids.add(one.id())) {
                throw new IllegalArgumentException("two series have the id '" + one.id() + "'");
            }
        }
        if (series.isEmpty()) {
            throw new IllegalArgumentException("an evaluation needs at least one series");
        }
        return new SplitBacktest(List.copyOf(series));
    }

    /**
     * Sets the splits.
     *
     * @param splits the splits of the rows of the timeline
     * @return this evaluation
     */
    public SplitBacktest splits(Splits splits) {
        this.splits = Objects.requireNonNull(splits, "splits");
        return this;
    }

    /**
     * Adds forecasters to compare.
     *
     * @param forecasters the forecasters, with distinct names; the first target of the first one is compared
     * @return this evaluation
     */
    public SplitBacktest compare(Forecaster... forecasters) {
        return compare(List.of(forecasters));
    }

    /**
     * Adds forecasters to compare.
     *
     * @param forecasters the forecasters, with distinct names; the first target of the first one is compared
     * @return this evaluation
     */
    public SplitBacktest compare(List<? extends Forecaster> forecasters) {
        this.forecasters.addAll(List.copyOf(forecasters));
        return this;
    }

    /**
     * Runs the evaluation on the calling thread.
     *
     * @return the result
     * @throws RuntimeException as {@link #run(FitListener)}
     */
    public SplitResult run() {
        return run(FitListener.NONE.on(Runnable::run));
    }

    /**
     * Runs the evaluation, on the calling thread and on those of the listener's executor. Every predictor and session
     * is closed when it returns or throws. The result is the same in every bit whatever the executor is.
     *
     * @param listener receives the progress of the fits, may cancel, and has the executor
     * @return the result
     * @throws IllegalArgumentException if the splits or the forecasters are missing, two forecasters have the same name
     *     or one is called "naive", a forecaster lacks the target or forecasts classes, or there are fewer rows than
     *     blocks
     * @throws io.forecastj.InvalidSeriesException if a series lacks the target column
     * @throws RuntimeException what the first split of a forecaster threw if all its splits fail, such as {@link
     *     io.forecastj.InsufficientHistoryException} if the training rows of all are too few; or what the listener
     *     threw
     * @throws java.util.concurrent.CancellationException if the listener cancels
     */
    public SplitResult run(FitListener listener) {
        Splits rule = splits;
        if (rule == null || forecasters.isEmpty()) {
            throw new IllegalArgumentException(
                    rule == null
                            ? "the splits are missing; set them, such as splits(CombinatorialPurged.of(6, 2))"
                            : "there is nothing to compare; add a forecaster with compare()");
        }
        String target = forecasters.get(0).targets().get(0);
        series.forEach(one -> one.columnIndex(target));
        int longest = forecasters.stream().mapToInt(Forecaster::horizon).max().orElseThrow();
        List<Forecaster> all = new ArrayList<>(forecasters);
        all.add(Baselines.naive(target, longest));
        requireFit(all, target);
        SplitRows rows = new SplitRows(series, rule, longest);
        List<SplitForecasts> results = all.stream()
                .map(one -> new SplitForecasts(one, target, rows, rule.paths()))
                .toList();
        EndingListener ending = new EndingListener(listener);
        List<FitTasks.Task<Boolean>> tasks = new ArrayList<>();
        for (SplitForecasts result : results) {
            for (int split = 0; split < rows.splits().size(); split++) {
                int number = split;
                tasks.add(its -> {
                    result.run(number, ending, its);
                    return true;
                });
            }
        }
        FitTasks.run(tasks, ending);
        results.forEach(SplitForecasts::requireForecasts);
        return new SplitResult(rule, rows, target, results);
    }

    private static void requireFit(List<Forecaster> all, String target) {
        Set<String> names = new HashSet<>();
        for (Forecaster one : all) {
            if (!names.add(one.name())) {
                throw new IllegalArgumentException("two forecasters have the name '" + one.name()
                        + "'; name one of them differently (the naive forecast is always compared)");
            }
            if (!one.targets().contains(target)) {
                throw new IllegalArgumentException("'" + one.name() + "' forecasts " + one.targets() + ", without '"
                        + target + "', the target that is compared");
            }
        }
    }
}
