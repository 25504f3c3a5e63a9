package io.forecastj.backtest.tuning;

import io.forecastj.FitListener;
import io.forecastj.Forecaster;
import io.forecastj.TimeSeries;
import io.forecastj.WalkForward;
import io.forecastj.backtest.ClassLabel;
import io.forecastj.backtest.ClassScore;
import io.forecastj.backtest.Score;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * A search for the parameters whose forecaster scores best in a walk-forward backtest.
 *
 * <p>Not thread-safe. It can be run any number of times; the results differ only in the times taken.
 *
 * <pre>{@code
 * Parameter<Double> rate = Parameter.logUniform("rate", 0.01, 0.3);
 * Parameter<Integer> leaves = Parameter.integer("leaves", 7, 63);
 * TuningResult result = Tuner.on(bars)
 *         .space(SearchSpace.of(rate, leaves))
 *         .forecaster(p -> boosted(p.get(rate), p.get(leaves)))
 *         .windows(WalkForward.expanding(1_000).test(20).step(20))
 *         .trials(40)
 *         .halving(3, 3)
 *         .run();
 * Forecaster best = boosted(result.best().parameters().get(rate), result.best().parameters().get(leaves));
 * }</pre>
 *
 * <p>Points are drawn at random (Bergstra and Bengio, Random search for hyper-parameter optimization, JMLR 13, 2012),
 * each at most once, by {@link java.util.Random} from the seed. They are the same on every machine, and a search with
 * more trials begins with the same points. {@link #tpe()} proposes points by the scores of earlier ones instead. Each
 * trial is scored by a separate {@link io.forecastj.backtest.Backtest} on the same windows. If a trial throws, or its
 * score is undefined, the reason is recorded and the search continues. If a forecaster has several targets, the first
 * one is scored.
 *
 * <p><b>Successive halving</b> (Jamieson and Talwalkar, Non-stochastic best arm identification and hyperparameter
 * optimization, AISTATS 2016) spends less time on bad points. Its budget is the number of windows. They are divided
 * among the rounds in the order of time, and each round has {@code factor} times as many as the one before. All trials
 * are scored on the first windows; the best one in {@code factor} of them (rounded up) enter the second round, and so
 * forth. So a later round trains on more rows (if the windows expand) and is scored on more and later windows. No row
 * is used by two rounds to choose: between rounds, windows whose forecasts would overlap are left out.
 *
 * <p><b>The tree-structured Parzen estimator</b>, TPE (Bergstra, Bardenet, Bengio and Kégl, Algorithms for
 * hyper-parameter optimization, NIPS 24, 2011), needs fewer trials than random search where a score depends on its
 * parameters in a regular way. After some random trials, it takes the best tenth of the trials so far (rounded up, at
 * most 25, as the program Optuna does) as good and the others as bad, estimates the density of each group, draws 24
 * points from that of the good ones, and tries the one that is most likely under it compared with that of the bad ones.
 * Trials that failed are bad, and those with fewer pairs are worse than those with more. The kernels of the densities
 * are products over the parameters, as in BOHB (Falkner, Klein and Hutter, BOHB: Robust and efficient hyperparameter
 * optimization at scale, ICML 2018), so that values are found that are only good together. With successive halving, the
 * scores of the first round propose the points, and the later rounds judge them on windows that had no part in it.
 */
public final class Tuner {
    private static final int MOST_TRIALS = 1_000_000;

    private final List<TimeSeries> series;
    private @Nullable SearchSpace space;
    private @Nullable Function<Parameters, Forecaster> forecaster;
    private @Nullable WalkForward windows;
    private String metricName = "rmse";
    private TrialMetric metric = TrialMetric.ofValues(Score::rmse);
    private @Nullable ClassLabel labels;
    private int trials = 50;
    private long seed = 1;
    private int factor = 2;
    private int rounds = 1;
    private @Nullable TpeSettings tpe;
    private OptionalInt season = OptionalInt.empty();
    private TuningListener listener = TuningListener.NONE;
    private Executor executor = FitListener.NONE.executor();
    private @Nullable Path log;

    private Tuner(List<TimeSeries> series) {
        this.series = series;
    }

    /**
     * Starts a search on one series.
     *
     * @param series the series
     * @return the search
     */
    public static Tuner on(TimeSeries series) {
        return on(List.of(series));
    }

    /**
     * Starts a search on several series. Each forecaster is fitted on all of them together, as one global model.
     *
     * @param series the series, at least one, with distinct ids
     * @return the search
     * @throws IllegalArgumentException if there is no series
     */
    public static Tuner on(List<TimeSeries> series) {
        if (series.isEmpty()) {
            throw new IllegalArgumentException("a search needs at least one series");
        }
        return new Tuner(List.copyOf(series));
    }

    /**
     * Sets the search space.
     *
     * @param space the search space
     * @return this search
     */
    public Tuner space(SearchSpace space) {
        this.space = Objects.requireNonNull(space, "space");
        return this;
    }

    /**
     * Sets the function that makes a forecaster from a point of the space.
     *
     * @param function makes a forecaster from parameters, always the same one from the same parameters; all have the
     *     same horizon
     * @return this search
     */
    public Tuner forecaster(Function<Parameters, Forecaster> function) {
        this.forecaster = Objects.requireNonNull(function, "function");
        return this;
    }

    /**
     * Sets the windows on which trials are scored, as in {@link io.forecastj.backtest.Backtest#windows}. Reserve later
     * rows to evaluate the best trial.
     *
     * @param windows the windows
     * @return this search
     */
    public Tuner windows(WalkForward windows) {
        this.windows = Objects.requireNonNull(windows, "windows");
        return this;
    }

    /**
     * Sets the score to minimize, computed for the first target over all windows of a round; RMSE unless set. To
     * maximize a score, minimize its negative.
     *
     * @param name its name, for the result and the log
     * @param metric returns it from the scores, such as {@code Score::mae}; called by several threads
     * @return this search
     */
    public Tuner minimize(String name, ToDoubleFunction<Score> metric) {
        this.metricName = Objects.requireNonNull(name, "name");
        this.metric = TrialMetric.ofValues(Objects.requireNonNull(metric, "metric"));
        return this;
    }

    /**
     * Sets the score to minimize of forecasters of classes, as {@link #minimize} does for those of values. To maximize
     * a score such as the accuracy, minimize its negative.
     *
     * @param name its name, for the result and the log
     * @param metric returns it from the scores, such as {@code ClassScore::logLoss}; called by several threads
     * @return this search
     */
    public Tuner minimizeClasses(String name, ToDoubleFunction<ClassScore> metric) {
        this.metricName = Objects.requireNonNull(name, "name");
        this.metric = TrialMetric.ofClasses(Objects.requireNonNull(metric, "metric"));
        return this;
    }

    /**
     * Sets the rule for the classes that happened, as in {@link io.forecastj.backtest.Backtest#labels}.
     *
     * @param rule the rule
     * @return this search
     */
    public Tuner labels(ClassLabel rule) {
        this.labels = Objects.requireNonNull(rule, "rule");
        return this;
    }

    /**
     * Sets the number of points to try; 50 unless set. A smaller space is tried completely, as far as random drawing
     * finds all its points: drawing ends after a thousand draws in a row without a new point.
     *
     * @param trials the number, from 1 to 1,000,000
     * @return this search
     */
    public Tuner trials(int trials) {
        this.trials = trials;
        return this;
    }

    /**
     * Sets the seed of the points; 1 unless set.
     *
     * @param seed the seed
     * @return this search
     */
    public Tuner seed(long seed) {
        this.seed = seed;
        return this;
    }

    /**
     * Enables successive halving; without it, there is one round with all windows.
     *
     * @param factor ratio of the windows of a round to those of the round before, and inverse ratio of their trials; at
     *     least 2
     * @param rounds the number of rounds, at least 1
     * @return this search
     */
    public Tuner halving(int factor, int rounds) {
        this.factor = factor;
        this.rounds = rounds;
        return this;
    }

    /**
     * Enables the tree-structured Parzen estimator with 10 random trials and batches of 4, as {@link #tpe(int, int)}
     * does; without it, all points are drawn at random.
     *
     * @return this search
     */
    public Tuner tpe() {
        return tpe(10, 4);
    }

    /**
     * Enables the tree-structured Parzen estimator.
     *
     * <p>The trials of a batch run in parallel, and are proposed from the scores of the trials before the batch.
     * Batches have this size on every machine, so the points do not depend on the number of processors or threads. Time
     * and memory of a proposal are proportional to the number of trials so far.
     *
     * @param start the number of random trials before the first proposal, at least 1; more are drawn until one gives a
     *     forecaster. They are the first points of the random search with the same seed
     * @param batch the number of trials in a batch, at least 1. On test functions, 50 trials found points about as good
     *     in batches of 4 as in those of 1, and worse ones in batches of 16
     * @return this search
     */
    public Tuner tpe(int start, int batch) {
        this.tpe = new TpeSettings(start, batch);
        return this;
    }

    /**
     * Sets the season length, as in {@link io.forecastj.backtest.Backtest#seasonLength}; derived from the sampling
     * unless set.
     *
     * @param rows the number of rows, 1 for no season
     * @return this search
     * @throws IllegalArgumentException if {@code rows < 1}
     */
    public Tuner seasonLength(int rows) {
        if (rows < 1) {
            throw new IllegalArgumentException("a season must be at least 1 row long, found " + rows);
        }
        this.season = OptionalInt.of(rows);
        return this;
    }

    /**
     * Sets the listener, which receives progress and may cancel the search.
     *
     * @param listener the listener
     * @return this search
     */
    public Tuner listener(TuningListener listener) {
        this.listener = Objects.requireNonNull(listener, "listener");
        return this;
    }

    /**
     * Sets the executor whose threads help the calling thread with the trials of a round or batch. The scores are the
     * same in every bit whatever it is; the times taken are those of trials that share the machine.
     *
     * @param executor the executor; the common pool unless set, so that a search uses all processors; {@code
     *     Runnable::run} for one trial after the other
     * @return this search
     */
    public Tuner executor(Executor executor) {
        this.executor = Objects.requireNonNull(executor, "executor");
        return this;
    }

    /**
     * Sets a text file that keeps every evaluation as soon as it is done. Evaluations that the file already holds are
     * not repeated: an interrupted search continues and gives the same result. The log identifies its search by the
     * series, the space, the windows, the metric's name, the seed, the rounds and the settings of {@link #tpe(int,
     * int)}, and is refused for any other search; only the number of trials may grow. It cannot identify the function
     * that makes forecasters: if that changes, use another file. Only one search at a time may write to a file.
     *
     * @param file the file to create or to continue
     * @return this search
     */
    public Tuner log(Path file) {
        this.log = Objects.requireNonNull(file, "file");
        return this;
    }

    /**
     * Runs the search on the calling thread and those of the executor.
     *
     * @return the result
     * @throws IllegalArgumentException if the space, the function or the windows are missing, a number is out of its
     *     range, two points give forecasters of different horizons, windows overlap in their test origins, or the log
     *     belongs to another search
     * @throws io.forecastj.ForecastException if the log is damaged; the message names the line
     * @throws IllegalStateException if the function makes no forecaster at any point; the message has the first reason
     * @throws io.forecastj.InsufficientHistoryException if fewer windows fit into the rows than the rounds need
     * @throws java.io.UncheckedIOException if the log cannot be read or written
     * @throws java.util.concurrent.CancellationException if the listener cancels
     */
    public TuningResult run() {
        requireRange("trials", trials, 1, MOST_TRIALS);
        requireRange("factor", factor, 2, MOST_TRIALS);
        requireRange("rounds", rounds, 1, 30);
        if (tpe != null) {
            requireRange("the start of tpe", tpe.start(), 1, MOST_TRIALS);
            requireRange("the batch of tpe", tpe.batch(), 1, MOST_TRIALS);
        }
        SearchSettings settings = new SearchSettings(
                series,
                present(space, "the search space is missing; set it with space()"),
                present(forecaster, "the function that makes forecasters is missing; set it with forecaster()"),
                present(windows, "the windows are missing; set them with windows()"),
                metricName,
                metric,
                trials,
                seed,
                factor,
                rounds,
                tpe,
                season,
                labels,
                listener,
                executor,
                log);
        return new Search(settings).run();
    }

    private static <T> T present(@Nullable T value, String message) {
        if (value == null) {
            throw new IllegalArgumentException(message);
        }
        return value;
    }

    private static void requireRange(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " must be from " + least + " to " + most + ", found " + value);
        }
    }
}
