package io.forecastj.lifecycle.monitoring;

import io.forecastj.ForecastStatus;
import io.forecastj.Interval;
import io.forecastj.backtest.ForecastRow;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * One step of a forecast whose actual value has become known.
 *
 * <p>Immutable and thread-safe. Values are in the unit of the target column.
 */
public final class ScoredForecast {
    private static final double SAME_LEVEL = 1e-9;
    private static final double[] NONE = {};

    private final ForecastKey key;
    private final String target;
    private final int step;
    private final long time;
    private final double forecast;
    private final double actual;
    private final double naive;
    private final double[] quantiles;

    ScoredForecast(
            ForecastKey key,
            String target,
            int step,
            long time,
            double forecast,
            double actual,
            double naive,
            double[] quantiles) {
        this.key = key;
        this.target = target;
        this.step = step;
        this.time = time;
        this.forecast = forecast;
        this.actual = actual;
        this.naive = naive;
        this.quantiles = quantiles;
    }

    ForecastKey key() {
        return key;
    }

    /** {@return the name under which the forecast was recorded} */
    public String model() {
        return key.model();
    }

    /** {@return the id of the series, empty if it has none} */
    public String seriesId() {
        return key.seriesId();
    }

    /** {@return the target column} */
    public String target() {
        return target;
    }

    /** {@return the time of the last row that the forecast is based on} */
    public Instant origin() {
        return Instant.ofEpochMilli(key.origin());
    }

    /** {@return the step, counted from 1} */
    public int step() {
        return step;
    }

    /** {@return the time of the row with the actual value} */
    public Instant time() {
        return Instant.ofEpochMilli(time);
    }

    /** {@return the forecast; NaN or infinite if the model gave such a point} */
    public double forecast() {
        return forecast;
    }

    /** {@return the actual value, finite} */
    public double actual() {
        return actual;
    }

    /**
     * Returns the naive forecast of the same step: the last known value of the target at the origin.
     *
     * @return the value; empty if the log did not learn it
     */
    public OptionalDouble naive() {
        return Double.isNaN(naive) ? OptionalDouble.empty() : OptionalDouble.of(naive);
    }

    /** The naive forecast, NaN if it is not known. */
    double naiveOrNaN() {
        return naive;
    }

    /** {@return the status of the whole forecast} */
    public ForecastStatus status() {
        return key.status();
    }

    /**
     * Returns the levels of the quantiles.
     *
     * @return a new array, increasing; empty if the forecast has points only
     */
    public double[] levels() {
        return quantiles.length == 0 ? NONE : key.levels().clone();
    }

    /**
     * Returns a quantile.
     *
     * @param level the probability that the value is below the quantile
     * @return the quantile; empty if the forecast has none at this level, to within 1e-9
     */
    public OptionalDouble quantile(double level) {
        int at = index(level);
        return at < 0 ? OptionalDouble.empty() : OptionalDouble.of(quantiles[at]);
    }

    /**
     * Returns the central prediction interval.
     *
     * @param coverage the probability that the value is inside, such as 0.95
     * @return the interval between the quantiles at {@code (1 - coverage) / 2} and {@code (1 + coverage) / 2}; empty if
     *     the forecast lacks one of them
     */
    public Optional<Interval> interval(double coverage) {
        int lower = index((1 - coverage) / 2);
        int upper = index((1 + coverage) / 2);
        return lower < 0 || upper < 0
                ? Optional.empty()
                : Optional.of(new Interval(quantiles[lower], quantiles[upper], coverage));
    }

    /** The index of a level among the quantiles, or -1. */
    int index(double level) {
        double[] levels = key.levels();
        for (int i = 0; i < quantiles.length; i++) {
            if (Math.abs(levels[i] - level) < SAME_LEVEL) {
                return i;
            }
        }
        return -1;
    }

    /** The quantile at an index of {@link #index}. */
    double quantileAt(int index) {
        return quantiles[index];
    }

    /**
     * Returns this step as a row of the backtester's table.
     *
     * @return the row, with its quantiles
     */
    public ForecastRow toRow() {
        ForecastRow row = ForecastRow.of(seriesId(), model(), target, origin(), step, time(), actual, forecast);
        if (quantiles.length == 0) {
            return row;
        }
        Map<Double, Double> byLevel = new TreeMap<>();
        for (int i = 0; i < quantiles.length; i++) {
            byLevel.put(key.levels()[i], quantiles[i]);
        }
        return row.withQuantiles(byLevel);
    }

    @Override
    public String toString() {
        return "step " + step + " of '" + target + "'" + (seriesId().isEmpty() ? "" : " of '" + seriesId() + "'")
                + " by " + model() + " from " + origin() + " to " + time() + ": forecast " + forecast + ", actual "
                + actual + (status() == ForecastStatus.OK ? "" : " (" + status() + ")");
    }
}
