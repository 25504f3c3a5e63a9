package io.forecastj.backtest;

import io.forecastj.Baselines;
import io.forecastj.FitListener;
import io.forecastj.Forecaster;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import io.forecastj.WalkForward;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * A walk-forward evaluation that compares forecasters with each other and with the naive forecasts.
 *
 * <p>Not thread-safe. It can be run any number of times; the results differ only in the times taken.
 *
 * <pre>{@code
 * BacktestResult result = Backtest.on(bars)
 *         .windows(WalkForward.expanding(2_000).step(10).refitEvery(25))
 *         .compare(lightGbm, linear)
 *         .run();
 * System.out.println(result.summary());
 * }</pre>
 *
 * <p>Windows count rows of the timeline, the sorted union of the times of all series. For every forecaster their labels
 * reach as far as the longest horizon of all. The last origin is the last row that still has that many rows of the
 * timeline after it. A fit sees only rows whose time lies in the window's training span. At an origin a predictor sees
 * the series from its first row to the origin and, of later rows, only the known-future columns, for the steps that it
 * forecasts. Steps count rows of the series. Between two fits, one session moves from origin to origin.
 *
 * <p>A fold is a fit with the test origins that it serves. What fails in one fold leaves the others as they are: a fit
 * that throws, as on too few rows; a forecast that throws, or that has the wrong steps, targets or origin. The
 * forecaster skips these origins, which are then compared for no model. {@link ModelScores#failures()} has the folds
 * and the causes, those of points that are not finite included, and the summary counts them. Only if all origins of a
 * forecaster fail does {@link #run} throw.
 *
 * <p>The naive forecast of every target is always among the models compared, and so is the seasonal naive forecast if
 * there is a season. Forecasts of classes are scored beside the class frequencies of the training rows.
 */
public final class Backtest {
    private static final int DERIVED = 0;

    private final List<TimeSeries> series;
    private final List<Forecaster> forecasters = new ArrayList<>();
    private @Nullable WalkForward windows;
    private int season = DERIVED;
    private @Nullable ClassLabel labels;
    private BacktestListener listener = BacktestListener.NONE;
    private @Nullable RefitRule rule;
    private @Nullable Executor executor;
    private @Nullable Executor parallel;

    private Backtest(List<TimeSeries> series) {
        this.series = series;
    }

    /**
     * Starts a backtest on one series.
     *
     * @param series the series
     * @return the backtest
     */
    public static Backtest on(TimeSeries series) {
        return on(List.of(series));
    }

    /**
     * Starts a backtest on several series. Each forecaster is fitted on all of them together, as one global model.
     *
     * @param series the series, at least one, with distinct ids; they may differ in length
     * @return the backtest
     * @throws IllegalArgumentException if there is no series or an id occurs twice
     */
    public static Backtest on(List<TimeSeries> series) {
        if (series.isEmpty()) {
            throw new IllegalArgumentException("a backtest needs at least one series");
        }
        Set<String> ids = new HashSet<>();
        for (TimeSeries one : series) {
            if (!ids.add(one.id())) {
                throw new IllegalArgumentException(
                        "two series have the id '" + one.id() + "'; the results could not be told apart");
            }
        }
        return new Backtest(List.copyOf(series));
    }

    /**
     * Scores forecasts that were made elsewhere, such as those of a cross-validation in Python, beside the naive
     * forecasts. The actual values of all rows make up each series, so the table must hold every row between an origin
     * and its last step; give the series too if it does not. The naive forecasts need the value at the origin, so an
     * origin before the first row forecast is not compared; the seasonal one is left out, since it needs a season more.
     *
     * @param rows the forecasts, of one or more models, series and targets; those of models named {@code naive} and
     *     {@code seasonal-naive} are left out, since these are made anew
     * @return the result, without times and with no MASE
     * @throws IllegalArgumentException if there are no rows, a forecast occurs twice, the actual value of a time
     *     differs between rows by more than a millionth, a row holds class probabilities, or steps do not count the
     *     rows of the table; the message names the row
     */
    public static BacktestResult score(Collection<ForecastRow> rows) {
        return ScoredTable.of(rows, List.of());
    }

    /**
     * Scores forecasts that were made elsewhere, as {@link #score(Collection)}, of series that are at hand: so that the
     * table may hold some of the steps only, naive forecasts are compared from the first origin on, and MASE is scaled
     * by the rows up to the first origin. The seasonal naive forecast is compared if a whole season of each series
     * comes before its first origin.
     *
     * @param rows the forecasts
     * @param series the series of the rows' ids, with the target columns
     * @return the result, without times
     * @throws IllegalArgumentException as {@link #score(Collection)}, if there is no series of an id, it has no row at
     *     an origin, a step does not lead to the row's time, or an actual value differs from the series'
     */
    public static BacktestResult score(Collection<ForecastRow> rows, List<TimeSeries> series) {
        return ScoredTable.of(rows, series);
    }

    /**
     * Scores forecasts that were made elsewhere, from a CSV file in the form of {@link
     * BacktestResult#writeCsv(java.nio.file.Path)}: the columns {@code origin}, {@code step}, {@code time}, {@code
     * actual} and {@code forecast}; {@code id}, {@code model} and {@code target} if there are several; {@code q0.025}
     * and the like for quantiles, {@code s1} and the like for samples. Times are ISO dates or times, of UTC unless they
     * have an offset; an empty field is a missing number.
     *
     * @param csv the file, in UTF-8
     * @return the result, as of {@link #score(Collection)}
     * @throws IllegalArgumentException as {@link #score(Collection)}, or if the file has no such columns or a field
     *     cannot be read; the message names the file, the line and the column
     * @throws java.io.UncheckedIOException if the file cannot be read
     */
    public static BacktestResult score(Path csv) {
        return score(ForecastCsv.read(csv));
    }

    /**
     * Scores forecasts that were made elsewhere, from a CSV file as {@link #score(Path)}, of series that are at hand,
     * as {@link #score(Collection, List)}.
     *
     * @param csv the file, in UTF-8
     * @param series the series of the rows' ids, with the target columns
     * @return the result
     * @throws IllegalArgumentException as of these two
     * @throws java.io.UncheckedIOException if the file cannot be read
     */
    public static BacktestResult score(Path csv, List<TimeSeries> series) {
        return score(ForecastCsv.read(csv), series);
    }

    /**
     * Sets the walk-forward windows, such as {@code WalkForward.expanding(2_000).step(10).refitEvery(25)}, or {@code
     * WalkForward.folds(5)} and {@code WalkForward.expandingShare(0.7)}, whose sizes follow from the number of rows.
     *
     * @param windows the windows, over those rows of the timeline that can be origins
     * @return this backtest
     */
    public Backtest windows(WalkForward windows) {
        this.windows = Objects.requireNonNull(windows, "windows");
        return this;
    }

    /**
     * Adds forecasters to compare.
     *
     * @param forecasters the forecasters, with distinct names
     * @return this backtest
     */
    public Backtest compare(Forecaster... forecasters) {
        return compare(List.of(forecasters));
    }

    /**
     * Adds forecasters to compare.
     *
     * @param forecasters the forecasters, with distinct names
     * @return this backtest
     */
    public Backtest compare(List<? extends Forecaster> forecasters) {
        this.forecasters.addAll(List.copyOf(forecasters));
        return this;
    }

    /**
     * Sets the season length for the seasonal naive forecast, MASE and RMSSE. By default it is the
     * {@linkplain io.forecastj.Sampling#season() usual one} of the sampling; there is no season if more than
     * a tenth of the series have another one.
     *
     * @param rows the number of rows, 1 for no season
     * @return this backtest
     * @throws IllegalArgumentException if {@code rows < 1}
     */
    public Backtest seasonLength(int rows) {
        if (rows < 1) {
            throw new IllegalArgumentException("a season must be at least 1 row long, found " + rows);
        }
        this.season = rows;
        return this;
    }

    /**
     * Sets the rule for the classes that happened, for forecasters of classes. Without it, the description of their
     * predictors tells: a parameter named {@code target} such as {@code direction(close,0.002)}.
     *
     * @param rule the rule, for all forecasters of classes
     * @return this backtest
     */
    public Backtest labels(ClassLabel rule) {
        this.labels = Objects.requireNonNull(rule, "rule");
        return this;
    }

    /**
     * Sets the listener, which receives progress and may cancel the backtest.
     *
     * @param listener the listener
     * @return this backtest
     */
    public Backtest listener(BacktestListener listener) {
        this.listener = Objects.requireNonNull(listener, "listener");
        return this;
    }

    /**
     * Sets a rule that decides from the scores so far whether a forecaster is fitted again. It is asked at each window
     * at which the forecaster would be refitted without it, so with {@code refitEvery(1)}, the default, at each window
     * after the first. Where it says no, the last predictor goes on, and its sessions take the rows in between. A
     * forecaster without a predictor, since its last fit failed, is fitted without asking. The folds of a forecaster
     * then run one after the other, also in {@link #parallel}. The naive forecasts are refitted at each window.
     *
     * <p>MASE and RMSSE scale the errors of all models by the rows of the window, whether a model was fitted to them or
     * kept.
     *
     * <p>A rule reads scores of values: {@link #run} refuses a forecaster of classes beside a rule.
     *
     * @param rule the rule, such as {@code soFar -> soFar.last(4).skill() <= 0}
     * @return this backtest
     */
    public Backtest refitWhen(RefitRule rule) {
        this.rule = Objects.requireNonNull(rule, "rule");
        return this;
    }

    /**
     * Sets the executor whose threads help with the parts of each fit, such as an ensemble's members and folds. The
     * result is the same in every bit whatever the executor is.
     *
     * @param executor the executor, as for {@link FitListener#executor()}; unless set, that of {@link #parallel}, or
     *     the common pool
     * @return this backtest
     */
    public Backtest executor(Executor executor) {
        this.executor = Objects.requireNonNull(executor, "executor");
        return this;
    }

    /**
     * Runs the folds of all forecasters in parallel, on the calling thread and on those of an executor. Unless this is
     * called, they run one after the other on the calling thread, and only the parts of a fit in parallel.
     *
     * <p>The result is the same in every bit, apart from the times taken, and so is the exception if there is one. The
     * forecasters' predictors must be thread-safe, as {@link io.forecastj.Predictor} requires. There is at most one
     * predictor open on each thread, and 64 in all. The calling thread takes a fold whenever it is free, so the
     * executor may be one with a single thread, one that is busy or shut down, or that of the calling thread itself.
     * The listener is still called by one thread at a time.
     *
     * @param executor the executor, such as a pool with a thread for each processor; it is not shut down
     * @return this backtest
     */
    public Backtest parallel(Executor executor) {
        this.parallel = Objects.requireNonNull(executor, "executor");
        return this;
    }

    /**
     * Runs the backtest, on the calling thread unless {@link #parallel} is set. Every predictor and session is closed
     * when it returns or throws.
     *
     * @return the result
     * @throws IllegalArgumentException if the windows or the forecasters are missing, two forecasters have the same
     *     name or one has that of a naive forecast, the purge is less than the longest horizon minus 1, windows overlap
     *     in their test origins, or a forecaster forecasts classes and no rule tells which one happened, or there is a
     *     {@link #refitWhen} rule
     * @throws io.forecastj.InvalidSeriesException if a series lacks a target column, or a forecaster refuses the
     *     series as a whole, or in the first of expanding windows, or in all windows
     * @throws io.forecastj.InsufficientHistoryException if no window fits into the rows, or a forecaster cannot be
     *     fitted on the first of expanding windows, or on any of rolling ones
     * @throws IllegalStateException if a predictor was trained on later rows than it was given, or all origins of a
     *     forecaster fail; the message has the first cause
     * @throws java.util.concurrent.CancellationException if the listener cancels
     */
    public BacktestResult run() {
        WalkForward walk = windows;
        if (walk == null) {
            throw new IllegalArgumentException(
                    "the windows are missing; set them, such as windows(WalkForward.expanding(1_000).step(10))");
        }
        requireDistinctForecasters();
        Set<String> targets = targets();
        int seasonLength = season == DERIVED ? Sampling.season(series) : season;
        List<Entry> entries = entries(targets, seasonLength);
        BacktestPlan plan = new BacktestPlan(
                series,
                walk,
                forecasters.stream().mapToInt(Forecaster::horizon).max().orElseThrow());
        List<ModelForecasts> models = forecasts(plan, entries);
        List<Comparison> comparisons = targets.stream()
                .map(target -> new Comparison(target, models, plan, seasonLength))
                .toList();
        return new BacktestResult(plan, seasonLength, comparisons, ClassComparison.of(models, plan));
    }

    private List<ModelForecasts> forecasts(BacktestPlan plan, List<Entry> entries) {
        Executor pool = parallel;
        Executor ofFits = executor != null ? executor : pool != null ? pool : FitListener.NONE.executor();
        OriginProgress progress = new OriginProgress(listener, ofFits, plan.origins() * entries.size());
        List<Walk> walks = entries.stream()
                .map(entry -> new Walk(plan, entry, entry.role() == Entry.Role.COMPARED ? rule : null))
                .toList();
        if (pool == null) {
            walks.forEach(one -> one.run(progress));
        } else {
            ParallelFolds.run(walks, pool, progress);
        }
        return walks.stream().map(Walk::result).toList();
    }

    private void requireDistinctForecasters() {
        if (forecasters.isEmpty()) {
            throw new IllegalArgumentException("there is nothing to compare; add a forecaster with compare()");
        }
        Set<String> names = new HashSet<>();
        for (Forecaster forecaster : forecasters) {
            if (!names.add(forecaster.name())) {
                throw new IllegalArgumentException("two forecasters have the name '" + forecaster.name()
                        + "'; the results could not be told apart: name one of them differently");
            }
        }
    }

    private Set<String> targets() {
        Set<String> targets = new LinkedHashSet<>();
        forecasters.forEach(forecaster -> targets.addAll(forecaster.targets()));
        for (TimeSeries one : series) {
            targets.forEach(one::columnIndex);
        }
        return targets;
    }

    private List<Entry> entries(Set<String> targets, int seasonLength) {
        List<Entry> entries = new ArrayList<>();
        for (Forecaster forecaster : forecasters) {
            entries.add(Entry.of(forecaster, Entry.Role.COMPARED, labels));
        }
        for (String target : targets) {
            int horizon = forecasters.stream()
                    .filter(forecaster -> forecaster.targets().contains(target))
                    .mapToInt(Forecaster::horizon)
                    .max()
                    .orElseThrow();
            entries.add(Entry.of(Baselines.naive(target, horizon), Entry.Role.NAIVE, null));
            if (seasonLength > 1) {
                entries.add(Entry.of(
                        Baselines.seasonalNaive(target, horizon, seasonLength), Entry.Role.SEASONAL_NAIVE, null));
            }
        }
        for (Entry entry : entries) {
            if (entry.role() != Entry.Role.COMPARED) {
                requireNotAmongForecasters(entry.name());
            }
        }
        return entries;
    }

    private void requireNotAmongForecasters(String name) {
        if (forecasters.stream().anyMatch(forecaster -> forecaster.name().equals(name))) {
            throw new IllegalArgumentException(
                    "a forecaster has the name '" + name + "', which is always compared: leave it out or rename it");
        }
    }
}
