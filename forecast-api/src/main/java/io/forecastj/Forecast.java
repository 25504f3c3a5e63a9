package io.forecastj;

import com.fasterxml.jackson.annotation.JsonValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Forecast of the values after an origin, with their uncertainty, its status and its predictor.
 *
 * <p>Immutable and thread-safe. Steps count from 1. A predictor may forecast only chosen steps: {@link #steps()} lists
 * them. A forecast has one or more targets; methods without a target name mean the first. Values are in the unit of the
 * target column. Quantiles exist at the {@linkplain #levels() levels} that the model offers, class probabilities only
 * for targets with classes.
 */
public final class Forecast {
    private final String seriesId;
    private final Instant origin;
    private final long[] times;
    private final boolean timesEstimated;
    private final double[][] points;
    private final double[] levels;
    private final double[][][] quantiles;
    private final List<String> classes;
    private final double[][] probabilities;
    private final ForecastStatus status;
    private final List<String> reasons;
    private final PredictorInfo info;

    Forecast(ForecastBuilder builder) {
        this.seriesId = builder.seriesId;
        this.origin = builder.origin;
        this.times = builder.times;
        this.timesEstimated = builder.timesEstimated;
        this.points = builder.points;
        this.levels = builder.levels;
        this.quantiles = builder.quantiles;
        this.classes = builder.classes;
        this.probabilities = builder.probabilities;
        this.status = builder.status;
        this.reasons = List.copyOf(builder.reasons);
        this.info = builder.info;
    }

    /**
     * Returns the id of the series that was forecast.
     *
     * @return the id; empty if the series had none
     */
    public String seriesId() {
        return seriesId;
    }

    /**
     * Returns the origin: the time of the last row that the forecast is based on.
     *
     * @return the origin
     */
    public Instant origin() {
        return origin;
    }

    /**
     * Returns the number of the last step.
     *
     * @return the horizon, at least 1
     */
    public int horizon() {
        return times.length;
    }

    /**
     * Returns the forecast steps: all from 1 to the horizon, unless the predictor forecasts only chosen ones.
     *
     * @return the steps, increasing, the last one {@link #horizon()}; unmodifiable
     */
    public List<Integer> steps() {
        return info.steps();
    }

    /**
     * Returns the time of a step.
     *
     * @param step the step, 1 to {@link #horizon()}
     * @return its time
     * @throws IndexOutOfBoundsException if there is no such step
     */
    public Instant time(int step) {
        if (step < 1 || step > times.length) {
            throw new IndexOutOfBoundsException("steps go from 1 to " + times.length + ", found " + step);
        }
        return Instant.ofEpochMilli(times[step - 1]);
    }

    /**
     * Returns whether the times of the steps are estimated, as for trading days; see {@link Sampling#estimated()}.
     *
     * @return true if they are estimates
     */
    public boolean timesEstimated() {
        return timesEstimated;
    }

    /**
     * Returns the target columns.
     *
     * @return their names in order
     */
    public List<String> targets() {
        return info.targets();
    }

    /**
     * Returns the point forecast of the first target.
     *
     * @param step the step, one of {@link #steps()}
     * @return the value
     * @throws IndexOutOfBoundsException if there is no such step
     * @throws IllegalStateException if the target has classes; use {@link #probabilities(int)}
     */
    public double point(int step) {
        return point(targets().get(0), step);
    }

    /**
     * Returns the point forecast of a target.
     *
     * @param target the target column
     * @param step the step, one of {@link #steps()}
     * @return the value
     * @throws IndexOutOfBoundsException if there is no such step
     * @throws IllegalArgumentException if there is no such target
     * @throws IllegalStateException if the target has classes; use {@link #probabilities(int)}
     */
    public double point(String target, int step) {
        return pointsOf(target)[index(step)];
    }

    /**
     * Returns the point forecasts of the first target.
     *
     * @return a new array, one value for each step from 1 to {@link #horizon()}; NaN at one that is not among {@link
     *     #steps()}
     * @throws IllegalStateException if the target has classes; use {@link #probabilities(int)}
     */
    public double[] points() {
        return points(targets().get(0));
    }

    /**
     * Returns the point forecasts of a target.
     *
     * @param target the target column
     * @return a new array, one value for each step from 1 to {@link #horizon()}; NaN at one that is not among {@link
     *     #steps()}
     * @throws IllegalArgumentException if there is no such target
     * @throws IllegalStateException if the target has classes; use {@link #probabilities(int)}
     */
    public double[] points(String target) {
        return pointsOf(target).clone();
    }

    private double[] pointsOf(String target) {
        int at = targetIndex(target);
        if (!classes.isEmpty()) {
            throw new IllegalStateException(
                    "the target '" + target + "' has the classes " + classes + ", no points: ask for probabilities()");
        }
        return points[at];
    }

    /**
     * Returns the probability levels of the quantiles.
     *
     * @return a new array, increasing, between 0 and 1; empty if the model forecasts points only
     */
    public double[] levels() {
        return levels.clone();
    }

    /**
     * Returns a quantile of the first target.
     *
     * @param step the step, one of {@link #steps()}
     * @param level the probability that the value is below the quantile, one of {@link #levels()} to within 1e-9
     * @return the quantile
     * @throws IndexOutOfBoundsException if there is no such step
     * @throws IllegalArgumentException if there is no such level; the message lists the existing ones
     */
    public double quantile(int step, double level) {
        return quantile(targets().get(0), step, level);
    }

    /**
     * Returns a quantile of a target.
     *
     * @param target the target column
     * @param step the step, one of {@link #steps()}
     * @param level the probability that the value is below the quantile, one of {@link #levels()} to within 1e-9
     * @return the quantile
     * @throws IndexOutOfBoundsException if there is no such step
     * @throws IllegalArgumentException if there is no such target or level; the message lists the existing ones
     */
    public double quantile(String target, int step, double level) {
        int at = targetIndex(target);
        int row = index(step);
        int column = levelIndex(level);
        if (column < 0) {
            throw new IllegalArgumentException("no quantile at " + (float) level + "; " + quantilesGiven());
        }
        return quantiles[at][row][column];
    }

    /** Returns the index of a level, or -1 if there is no such level. */
    private int levelIndex(double level) {
        for (int i = 0; i < levels.length; i++) {
            if (Math.abs(levels[i] - level) < 1e-9) {
                return i;
            }
        }
        return -1;
    }

    private String quantilesGiven() {
        if (levels.length > 0) {
            return "there are " + Arrays.toString(levels);
        }
        return status == ForecastStatus.OK
                ? "'" + info.name() + "' gives points without intervals"
                : "there is none in this forecast of '" + info.name() + "', " + trouble();
    }

    /**
     * Returns the central prediction interval of the first target.
     *
     * @param step the step, one of {@link #steps()}
     * @param coverage the probability that the value is inside, such as 0.95
     * @return the interval between the quantiles at {@code (1 - coverage) / 2} and {@code (1 + coverage) / 2}
     * @throws IndexOutOfBoundsException if there is no such step
     * @throws IllegalArgumentException if the forecast lacks these quantiles; the message lists the coverages that it
     *     has
     */
    public Interval interval(int step, double coverage) {
        return interval(targets().get(0), step, coverage);
    }

    /**
     * Returns the central prediction interval of a target.
     *
     * @param target the target column
     * @param step the step, one of {@link #steps()}
     * @param coverage the probability that the value is inside, such as 0.95
     * @return the interval between the quantiles at {@code (1 - coverage) / 2} and {@code (1 + coverage) / 2}
     * @throws IndexOutOfBoundsException if there is no such step
     * @throws IllegalArgumentException if there is no such target or the forecast lacks these quantiles; the message
     *     lists the targets or coverages that it has
     */
    public Interval interval(String target, int step, double coverage) {
        if (levels.length > 0 && (levelIndex((1 - coverage) / 2) < 0 || levelIndex((1 + coverage) / 2) < 0)) {
            throw new IllegalArgumentException("no interval of coverage " + (float) coverage + "; '" + info.name()
                    + "' gives those of coverage " + coverages() + ". Ask for one of them, or fit it with this one");
        }
        return new Interval(
                quantile(target, step, (1 - coverage) / 2), quantile(target, step, (1 + coverage) / 2), coverage);
    }

    /** Returns the points of the first target at the steps that are forecast. */
    private List<Double> pointsOfSteps() {
        return info.steps().stream().map(step -> points[0][step - 1]).toList();
    }

    /** Returns the coverages of the intervals that lie between two of the levels. */
    private List<Float> coverages() {
        return Arrays.stream(levels)
                .filter(level -> level > 0.5 && levelIndex(1 - level) >= 0)
                .mapToObj(level -> (float) (2 * level - 1))
                .toList();
    }

    /**
     * Returns the confidence in a point forecast of the first target, as {@link #confidence(String, int, double)}.
     *
     * @param step the step, one of {@link #steps()}
     * @param tolerance the distance from the point, in the target's unit, at least 0
     * @return the probability that the value is within the tolerance of the point
     * @throws IndexOutOfBoundsException if there is no such step
     * @throws IllegalArgumentException if the tolerance is negative or NaN
     * @throws IllegalStateException if the model forecasts points without quantiles, or the target has classes
     */
    public double confidence(int step, double tolerance) {
        return confidence(targets().get(0), step, tolerance);
    }

    /**
     * Returns the confidence in a point forecast: the probability, by the forecast's quantiles, that the value is
     * within a tolerance of the point, {@code F(point + tolerance) - F(point - tolerance)}. {@code F} is as in {@link
     * #probabilityBelow(String, int, double)}, so the confidence is at most the difference of the outermost levels,
     * such as 0.95. It is only as reliable as the quantiles.
     *
     * @param target the target column
     * @param step the step, one of {@link #steps()}
     * @param tolerance the distance from the point, in the target's unit, at least 0
     * @return the probability, from 0 to the difference of the outermost levels
     * @throws IndexOutOfBoundsException if there is no such step
     * @throws IllegalArgumentException if there is no such target, or the tolerance is negative or NaN
     * @throws IllegalStateException if the model forecasts points without quantiles, or the target has classes
     */
    public double confidence(String target, int step, double tolerance) {
        if (!(tolerance >= 0)) {
            throw new IllegalArgumentException("a tolerance must be at least 0, found " + tolerance);
        }
        double point = point(target, step);
        double[] row = quantilesOf(target, step);
        return QuantileCurve.probability(levels, row, point + tolerance, true)
                - QuantileCurve.probability(levels, row, point - tolerance, false);
    }

    /**
     * Returns the probability that the first target's value is below a given one, as {@link #probabilityBelow(String,
     * int, double)}.
     *
     * @param step the step, one of {@link #steps()}
     * @param value the value, in the target's unit
     * @return the probability
     * @throws IndexOutOfBoundsException if there is no such step
     * @throws IllegalArgumentException if the value is NaN
     * @throws IllegalStateException if the model forecasts points without quantiles
     */
    public double probabilityBelow(int step, double value) {
        return probabilityBelow(targets().get(0), step, value);
    }

    /**
     * Returns the probability that a target's value is below a given one, by the forecast's quantiles: linear between
     * neighbouring ones. Beyond the outermost quantiles nothing is known, so the probability is never below the lowest
     * level or above the highest. The probability of a rise is 1 minus that of a value below the last known one.
     *
     * @param target the target column
     * @param step the step, one of {@link #steps()}
     * @param value the value, in the target's unit
     * @return the probability, from the lowest to the highest of {@link #levels()}
     * @throws IndexOutOfBoundsException if there is no such step
     * @throws IllegalArgumentException if there is no such target or the value is NaN
     * @throws IllegalStateException if the model forecasts points without quantiles
     */
    public double probabilityBelow(String target, int step, double value) {
        if (Double.isNaN(value)) {
            throw new IllegalArgumentException("the value to compare with is NaN");
        }
        return QuantileCurve.probability(levels, quantilesOf(target, step), value, false);
    }

    private double[] quantilesOf(String target, int step) {
        int at = targetIndex(target);
        int row = index(step);
        if (levels.length == 0 || Double.isNaN(quantiles[at][row][0])) {
            throw new IllegalStateException("'" + info.name() + "' gives no quantiles of '" + target
                    + "', so no probability is known"
                    + (status == ForecastStatus.OK ? "" : " by this forecast, " + trouble()));
        }
        return quantiles[at][row];
    }

    /** The quantiles of a step that is forecast, by level; all NaN if the target has none. */
    double[] quantiles(int target, int step) {
        return quantiles[target][step - 1];
    }

    /**
     * Returns the classes of a classification target, which has probabilities in place of points.
     *
     * @return the names in the target's order, unmodifiable; empty if this forecast has points, or lacks the
     *     probabilities of its classes, which is possible if its status is not {@link ForecastStatus#OK}
     */
    public List<String> classes() {
        return classes;
    }

    /**
     * Returns the class probabilities of a step.
     *
     * @param step the step, one of {@link #steps()}
     * @return the probability of each class by its name, in the target's order; they add up to 1
     * @throws IndexOutOfBoundsException if there is no such step
     * @throws IllegalStateException if the target has no classes, or the forecast lacks their probabilities, which is
     *     possible if its status is not {@link ForecastStatus#OK}
     */
    public Map<String, Double> probabilities(int step) {
        if (classes.isEmpty()) {
            throw new IllegalStateException(
                    status == ForecastStatus.OK
                            ? "the target '" + targets().get(0) + "' has no classes: ask for point()"
                            : "no probabilities in this forecast of '" + info.name() + "', " + trouble()
                                    + ". If the target has no classes, ask for point()");
        }
        double[] row = probabilities[index(step)];
        Map<String, Double> byClass = new LinkedHashMap<>();
        for (int i = 0; i < row.length; i++) {
            byClass.put(classes.get(i), row[i]);
        }
        return byClass;
    }

    double probability(int step, int classIndex) {
        return probabilities[index(step)][classIndex];
    }

    /**
     * Returns this forecast as a series: a row for each of {@link #steps()}, a column for each target, and one for each
     * of the given levels. {@code toTimeSeries(levels())} has all quantiles.
     *
     * <p>The quantiles of a target follow its points and are named by {@link #quantileColumn}. A forecast of classes
     * has in place of points a column for the probability of each class, such as {@code close_UP}. The end of an
     * unlimited interval becomes a missing value, since a series holds no infinite one.
     *
     * @param levels levels of quantiles, each one of {@link #levels()} to within 1e-9
     * @return the series with the id of the forecast series, without attributes and declared sampling
     * @throws IllegalArgumentException if a level is given twice or there is no such level; the message lists the
     *     existing ones
     */
    public TimeSeries toTimeSeries(double... levels) {
        return new ForecastColumns(this, levels).toTimeSeries();
    }

    /**
     * Returns the name of the column with a target's quantiles in {@link #toTimeSeries} and {@link #toCsv}.
     *
     * @param target the target column
     * @param level the level
     * @return the target, {@code _q} and the level rounded to nine decimals, such as {@code close_q0.025}
     */
    public static String quantileColumn(String target, double level) {
        return target + "_q" + LevelText.of(level);
    }

    /**
     * Returns this forecast as CSV, in the form of {@link #writeCsv}.
     *
     * @return the text, which ends in a line feed
     */
    public String toCsv() {
        StringBuilder text = new StringBuilder();
        writeCsv(text);
        return text.toString();
    }

    /**
     * Writes this forecast as CSV: a header, then a line for each of {@link #steps()}. The columns are {@code time} and
     * those of {@link #toTimeSeries} with all {@link #levels()}, such as {@code time,close,close_q0.1,close_q0.9}.
     *
     * <p>The same in every locale: comma, decimal point, line feed. Times are ISO instants. Numbers are written so that
     * reading gives exactly the same ones. A missing number is an empty field, an infinite one {@code Infinity} or
     * {@code -Infinity}.
     *
     * @param out receives the text; it is neither flushed nor closed
     * @throws UncheckedIOException if {@code out} throws an {@link IOException}
     */
    public void writeCsv(Appendable out) {
        try {
            new ForecastColumns(this, levels).writeCsv(out);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the forecast: " + e, e);
        }
    }

    /**
     * Returns the reliability of this forecast, apart from its intervals.
     *
     * @return the status
     */
    public ForecastStatus status() {
        return status;
    }

    /**
     * Returns the reasons for a status other than {@link ForecastStatus#OK}.
     *
     * @return readable sentences; empty if the status is OK
     */
    public List<String> reasons() {
        return reasons;
    }

    /**
     * Returns the description of the predictor that made this forecast.
     *
     * @return the description
     */
    public PredictorInfo info() {
        return info;
    }

    /**
     * Returns this forecast as plain values: maps, lists, texts, numbers, booleans and null, for JSON. Jackson 2 and 3
     * write this map without further settings. Times are ISO texts; NaN and infinite numbers are null, since JSON has
     * neither, and {@code nulls} says why. The package page of the module {@code forecast-json}, which reads it,
     * describes the keys.
     *
     * @return a new map; changes of it do not reach the forecast
     */
    @JsonValue
    public Map<String, @Nullable Object> toMap() {
        return PlainValues.of(this);
    }

    /** The status and its reasons, unless it is OK. */
    private String trouble() {
        return "which is " + status + ": " + String.join("; ", reasons);
    }

    private int index(int step) {
        List<Integer> steps = steps();
        if (steps.size() == times.length ? step < 1 || step > times.length : !steps.contains(step)) {
            throw new IndexOutOfBoundsException((steps.size() == times.length
                            ? "steps go from 1 to " + times.length
                            : "'" + info.name() + "' forecasts the steps " + MessageText.list(steps))
                    + ", found " + step);
        }
        return step - 1;
    }

    private int targetIndex(String target) {
        int at = targets().indexOf(target);
        if (at < 0) {
            throw new IllegalArgumentException("no target '" + target + "'; there are " + targets());
        }
        return at;
    }

    /**
     * Compares by value; points and quantiles bit for bit.
     *
     * @param other the other object
     * @return true if it is an equal forecast
     */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || other instanceof Forecast that
                        && seriesId.equals(that.seriesId)
                        && origin.equals(that.origin)
                        && Arrays.equals(times, that.times)
                        && timesEstimated == that.timesEstimated
                        && Arrays.deepEquals(points, that.points)
                        && Arrays.equals(levels, that.levels)
                        && Arrays.deepEquals(quantiles, that.quantiles)
                        && classes.equals(that.classes)
                        && Arrays.deepEquals(probabilities, that.probabilities)
                        && status == that.status
                        && reasons.equals(that.reasons)
                        && info.equals(that.info);
    }

    @Override
    public int hashCode() {
        return Objects.hash(seriesId, origin, Arrays.deepHashCode(points), status);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("forecast of ")
                .append(String.join(", ", targets()))
                .append(seriesId.isEmpty() ? "" : " of '" + seriesId + "'")
                .append(" by ")
                .append(info.name())
                .append(" from ")
                .append(origin)
                .append(": ");
        if (classes.isEmpty()) {
            text.append(pointsOfSteps());
        } else {
            text.append(classes).append(' ').append(Arrays.deepToString(probabilities));
        }
        return status == ForecastStatus.OK
                ? text.toString()
                : text.append(" (")
                        .append(status)
                        .append(": ")
                        .append(String.join("; ", reasons))
                        .append(')')
                        .toString();
    }

    /**
     * Collects the parts of a forecast. For implementers of predictors. Not thread-safe.
     *
     * <p>{@link AbstractPredictor} sets origin, times and points before it gives one to {@link SeriesState#complete}.
     */
    public sealed interface Builder permits ForecastBuilder {
        /**
         * Sets the quantiles of a target.
         *
         * @param target the target's index
         * @param levels the probability levels, increasing, between 0 and 1; the same for all targets
         * @param values for each step from 1 to the horizon, an array of one quantile for each level, not decreasing;
         *     those of steps that are not forecast are ignored
         * @return this builder
         * @throws IllegalArgumentException if the levels are not increasing between 0 and 1, the shape differs, a
         *     quantile is missing, or quantiles cross
         */
        Builder quantiles(int target, double[] levels, double[][] values);

        /**
         * Sets the classes and their probabilities, which makes this a forecast of classes.
         *
         * @param classes the names, all different
         * @param values for each step from 1 to the horizon, an array of one probability for each class, which add up
         *     to 1 within 1e-6; those of steps that are not forecast are ignored
         * @return this builder
         * @throws IllegalArgumentException if the shape differs, a name occurs twice or a row does not add up to 1
         */
        Builder probabilities(List<String> classes, double[][] values);

        /**
         * Sets the status if it is worse than the present one, and keeps the reason.
         *
         * @param status the status
         * @param reason a readable sentence
         * @return this builder
         */
        Builder status(ForecastStatus status, String reason);

        /**
         * Makes the forecast.
         *
         * @return the forecast
         */
        Forecast build();
    }

    /**
     * Starts a forecast.
     *
     * @param info the predictor's description; defines the horizon and the targets
     * @param seriesId the id of the series
     * @param origin the time of the last known row, in milliseconds since 1970-01-01T00:00Z
     * @param times the times of the steps, increasing
     * @param estimated whether the times are estimates
     * @param points the values, laid out {@code [target][step]}
     * @return a builder
     * @throws IllegalArgumentException if {@code times} or {@code points} do not fit the horizon and the targets, or
     *     the times do not increase from the origin
     */
    public static Builder builder(
            PredictorInfo info, String seriesId, long origin, long[] times, boolean estimated, double[] points) {
        return new ForecastBuilder(info, seriesId, origin, times, estimated, points);
    }
}
