package io.forecastj.backtest.leakage;

import io.forecastj.CausalMatrix;
import io.forecastj.Forecaster;
import io.forecastj.Predictor;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.WalkForward;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * An examination of features, forecasters, predictors, splits, data and trades for leaks: numbers that could not have
 * been known at their time.
 *
 * <p>Not thread-safe. It can be run any number of times, with equal reports.
 *
 * <pre>{@code
 * LeakageAudit.on(bars)
 *         .label(Target.logReturn("close"), 5)
 *         .features(pipeline)
 *         .forecaster(lightGbm)
 *         .stack("close", members -> Ensembles.stack(members.toArray(Forecaster[]::new)))
 *         .windows(WalkForward.expanding(1_000).windows(bars.length(), 5), 5)
 *         .run()
 *         .requireNone();
 * }</pre>
 *
 * <p>The subjects are examined from outside, by what they do when later rows are missing, replaced or cut off. So any
 * implementation can be examined, but what a subject reads from elsewhere, such as from a table that was made from the
 * whole series before, cannot be seen; give the function that makes it instead. The work is bounded: the last {@link
 * #rows} of each series, cut at a sample of rows that follows from the {@link #seed}. A leak that occurs in few rows
 * may be missed.
 */
public final class LeakageAudit {
    private static final int FEWEST_ROWS = 10;

    private final List<TimeSeries> series;
    private final List<Exam> exams = new ArrayList<>();
    private final Set<String> knownAhead = new TreeSet<>();
    private int rows = 4_000;
    private int cuts;
    private long seed = 1;
    private double trainingShare = 2.0 / 3;
    private @Nullable Instant trainedTo;
    private @Nullable Target label;
    private int reach = 1;
    private int matrices;

    private LeakageAudit(List<TimeSeries> series) {
        this.series = series;
    }

    /**
     * Starts an audit on one series. If it has {@linkplain TimeSeries#vintageColumns() publication times}, features and
     * forecasters are examined on the last published values, and then with later publications left out, which must not
     * change what was computed before.
     *
     * @param series the series, at least 10 rows; the longer, the more is seen
     * @return the audit
     * @throws IllegalArgumentException if there are fewer than 10 rows
     */
    public static LeakageAudit on(TimeSeries series) {
        return on(List.of(series));
    }

    /**
     * Starts an audit on several series. Features and predictors are examined on each, a forecaster is fitted on all of
     * them together. Splits, known values, trades and ensembles refer to the first series.
     *
     * @param series the series, at least one, each of at least 10 rows
     * @return the audit
     * @throws IllegalArgumentException if there is no series, or one has fewer than 10 rows
     */
    public static LeakageAudit on(List<TimeSeries> series) {
        if (series.isEmpty()) {
            throw new IllegalArgumentException("an audit needs at least one series");
        }
        for (TimeSeries one : series) {
            if (one.length() < FEWEST_ROWS) {
                throw new IllegalArgumentException(
                        "an audit needs at least " + FEWEST_ROWS + " rows; " + one + " has " + one.length());
            }
        }
        return new LeakageAudit(List.copyOf(series));
    }

    /**
     * Sets the seed of the rows to cut at and of shuffles; 1 unless set.
     *
     * @param seed the seed
     * @return this audit
     */
    public LeakageAudit seed(long seed) {
        this.seed = seed;
        return this;
    }

    /**
     * Sets the number of places at which each series is cut. Unless set, there are 30, and fewer where rows and columns
     * are many, but at least 4: a million divided by rows and columns of features, and for predictors, which take
     * longer, a tenth of that. They are spread over the series, and each is two rows, so that a period cannot end at
     * both. A leak that occurs in some rows only is found if a cut is near one of them; more places take more time. The
     * report says at how many of how many rows the series was cut.
     *
     * @param places the number, at least 1
     * @return this audit
     * @throws IllegalArgumentException if {@code places < 1}
     */
    public LeakageAudit places(int places) {
        this.cuts = atLeast(1, "places", places);
        return this;
    }

    /**
     * Sets the largest number of rows of a series to examine, the last ones; 4,000 unless set.
     *
     * @param rows the number, at least 10
     * @return this audit
     * @throws IllegalArgumentException if {@code rows < 10}
     */
    public LeakageAudit rows(int rows) {
        this.rows = atLeast(FEWEST_ROWS, "rows", rows);
        return this;
    }

    /**
     * Sets the end of the training span, to which forecasters are fitted; that of the first two thirds of the rows
     * unless set.
     *
     * @param lastTrainingRow the time of the last training row
     * @return this audit
     */
    public LeakageAudit trainedTo(Instant lastTrainingRow) {
        this.trainedTo = Objects.requireNonNull(lastTrainingRow, "lastTrainingRow");
        return this;
    }

    /**
     * Sets the label that the features are to forecast; features are then compared with it.
     *
     * @param target the label
     * @param reach the number of rows that it reaches ahead, at least 1: the horizon
     * @return this audit
     * @throws IllegalArgumentException if {@code reach < 1}
     */
    public LeakageAudit label(Target target, int reach) {
        this.label = Objects.requireNonNull(target, "target");
        this.reach = atLeast(1, "reach", reach);
        return this;
    }

    /**
     * Names columns whose later values are known in advance, such as holidays. Features may use their later rows.
     *
     * @param columns the names
     * @return this audit
     */
    public LeakageAudit knownAhead(String... columns) {
        knownAhead.addAll(List.of(columns));
        return this;
    }

    /**
     * Examines features, such as a feature pipeline: later rows that are changed or cut off, missing rows, warm-up, and
     * the {@link #label}.
     *
     * @param features the features
     * @return this audit
     */
    public LeakageAudit features(CausalMatrix features) {
        Objects.requireNonNull(features, "features");
        matrices++;
        exams.add(new FeatureExam(matrices == 1 ? "features" : "features " + matrices, series -> features, false));
        return this;
    }

    /**
     * Examines one feature, given as a function.
     *
     * @param name the name in the report
     * @param warmup the number of first rows that may be NaN because the window is not yet full, at least 0
     * @param function returns the value of each row of a series
     * @return this audit
     * @throws IllegalArgumentException if {@code warmup < 0}
     */
    public LeakageAudit feature(String name, int warmup, Function<TimeSeries, double[]> function) {
        return features(new OneFeature(name, atLeast(0, "warmup", warmup), function));
    }

    /**
     * Examines features that are made from a series, such as a pipeline that is fitted, as {@code bars ->
     * pipeline.fit(List.of(bars.head(1_000)))}. Rows up to the end of the training span may share fitted numbers, later
     * rows may not change them. The function receives the rows examined.
     *
     * @param name the name in the report
     * @param recipe makes the features from a series; always equal ones from equal rows
     * @return this audit
     */
    public LeakageAudit features(String name, Function<TimeSeries, CausalMatrix> recipe) {
        exams.add(new FeatureExam(name, Objects.requireNonNull(recipe, "recipe"), true));
        return this;
    }

    /**
     * Examines a forecaster: fits on the training span, with later rows changed or cut off, and the predictor that it
     * fits as {@link #predictor} does.
     *
     * @param forecaster the forecaster
     * @return this audit
     */
    public LeakageAudit forecaster(Forecaster forecaster) {
        Objects.requireNonNull(forecaster, "forecaster");
        exams.add(new ForecasterExam(null, series -> forecaster));
        return this;
    }

    /**
     * Examines a forecaster that is made from the series, such as one whose scaling was computed before.
     *
     * @param name the name in the report
     * @param recipe makes the forecaster from the series of this audit; always an equal one from equal rows
     * @return this audit
     */
    public LeakageAudit forecaster(String name, Function<List<TimeSeries>, Forecaster> recipe) {
        exams.add(new ForecasterExam(name, Objects.requireNonNull(recipe, "recipe")));
        return this;
    }

    /**
     * Examines a fitted predictor: rows ahead of columns that it does not declare as known, histories in one call, its
     * sufficient history, columns that reveal the target, and forecasts that equal the actual values. Its training
     * cannot be examined; give the forecaster for that.
     *
     * @param predictor the predictor; not closed
     * @return this audit
     */
    public LeakageAudit predictor(Predictor predictor) {
        Objects.requireNonNull(predictor, "predictor");
        exams.add(scope -> new PredictorExam(predictor.info().name(), predictor, scope).run());
        return this;
    }

    /**
     * Examines how an ensemble learns its weights. The function builds the ensemble from three members of the audit,
     * one of which is perfect on the rows that it was trained on and worthless elsewhere: weights learnt from in-sample
     * forecasts trust it. The members forecast one step.
     *
     * <p>From outside, an ensemble whose members cannot be chosen is not to be told from a single model that overfits,
     * so an ensemble alone is not enough.
     *
     * @param column the target column
     * @param recipe builds the ensemble from members, such as {@code members ->
     *     Ensembles.stack(members.toArray(Forecaster[]::new))}
     * @return this audit
     */
    public LeakageAudit stack(String column, Function<List<Forecaster>, Forecaster> recipe) {
        Objects.requireNonNull(column, "column");
        exams.add(new StackExam(column, Objects.requireNonNull(recipe, "recipe")));
        return this;
    }

    /**
     * Examines a split of rows, whose labels all reach equally far ahead.
     *
     * @param name the name in the report, such as {@code "fold 3"}
     * @param train the training rows, in any order, at least one
     * @param test the test rows, in any order, at least one
     * @param reach the number of rows that a label reaches ahead, at least 1
     * @param embargo the number of rows to leave out after the label of a test row, at least 0
     * @return this audit
     * @throws IllegalArgumentException if {@code reach < 1}, {@code embargo < 0}, a row is negative, or there are no
     *     training or no test rows
     */
    public LeakageAudit split(String name, int[] train, int[] test, int reach, int embargo) {
        exams.add(SplitExam.of(name, train, test, atLeast(1, "reach", reach), atLeast(0, "embargo", embargo)));
        return this;
    }

    /**
     * Examines a split of rows, whose labels have their own ends.
     *
     * @param name the name in the report, such as {@code "fold 3"}
     * @param train the training rows, in any order, at least one
     * @param test the test rows, in any order, at least one
     * @param labelEnd returns the last row that the label of a row uses, after the row
     * @param embargo the number of rows to leave out after the label of a test row, at least 0
     * @return this audit
     * @throws IllegalArgumentException if {@code embargo < 0}, a row is negative, or there are no training or no test
     *     rows; from {@link #run} if a label ends no later than its row
     */
    public LeakageAudit split(String name, int[] train, int[] test, IntUnaryOperator labelEnd, int embargo) {
        exams.add(new SplitExam(name, train, test, labelEnd, atLeast(0, "embargo", embargo)));
        return this;
    }

    /**
     * Examines windows of a walk-forward evaluation.
     *
     * @param windows the windows
     * @param reach the number of rows that a label reaches ahead, at least 1
     * @return this audit
     * @throws IllegalArgumentException if {@code reach < 1}
     */
    public LeakageAudit windows(List<WalkForward.Window> windows, int reach) {
        exams.add(new WindowsExam(windows, atLeast(1, "reach", reach)));
        return this;
    }

    /**
     * Examines whether the values of the series were known at their times. Columns with {@linkplain
     * TimeSeries#vintageColumns() publication times} are compared as the series had them at each time.
     *
     * @param asKnownAt returns the series as it was known at a time: values that were revised later as they were, and
     *     without the values published later; called with times of rows
     * @return this audit
     */
    public LeakageAudit vintages(Function<Instant, TimeSeries> asKnownAt) {
        exams.add(new VintageExam(Objects.requireNonNull(asKnownAt, "asKnownAt")));
        return this;
    }

    /**
     * Examines whether trades are filled later than they were decided. A decision has the time of the last price that
     * it uses.
     *
     * @param decided the times of the decisions
     * @param filled the times of the fills, in the same order
     * @return this audit
     * @throws IllegalArgumentException if the lists have different sizes
     */
    public LeakageAudit trades(List<Instant> decided, List<Instant> filled) {
        exams.add(new TradeExam(decided, filled));
        return this;
    }

    /**
     * Examines all that was given. What a subject throws for the unchanged series reaches the caller; what it throws
     * for changed rows is noted in {@link LeakageReport#notExamined()}.
     *
     * @return the report
     * @throws IllegalStateException if nothing was given to examine
     * @throws IllegalArgumentException if the training span has no row of the first series or all of them, or features
     *     return another number of rows or columns than they must
     */
    public LeakageReport run() {
        if (exams.isEmpty()) {
            throw new IllegalStateException("an audit needs something to examine: call features, forecaster, predictor,"
                    + " stack, split, windows, vintages or trades");
        }
        List<TimeSeries> published = series.stream()
                .map(one -> one.tail(Math.min(rows, one.length())))
                .toList();
        List<TimeSeries> last =
                published.stream().map(one -> one.asOf(Instant.MAX)).toList();
        TimeSeries first = last.get(0);
        int training = trainedTo == null
                ? (int) Math.round(first.length() * trainingShare)
                : first.rowAtOrBefore(trainedTo) + 1;
        if (training < 1 || training >= first.length()) {
            throw new IllegalArgumentException("the training span must end inside " + first + ", found " + trainedTo);
        }
        AuditLog log = new AuditLog();
        AuditScope scope = new AuditScope(
                series,
                last,
                published.stream().anyMatch(TimeSeries::hasVintages) ? published : List.of(),
                training,
                cuts,
                seed,
                Set.copyOf(knownAhead),
                label,
                reach,
                log);
        exams.forEach(exam -> exam.run(scope));
        return new LeakageReport(
                "leakage audit of " + first + (last.size() == 1 ? "" : " and " + (last.size() - 1) + " more series")
                        + ", seed " + seed,
                log);
    }

    private static int atLeast(int least, String what, int value) {
        if (value < least) {
            throw new IllegalArgumentException(what + " must be at least " + least + ", found " + value);
        }
        return value;
    }
}
