package io.forecastj.backtest.strategy;

import io.forecastj.Forecast;
import io.forecastj.TimeSeries;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Knowledge about one instrument when a position is decided: the forecast and the rows up to its origin.
 *
 * <p>Immutable and thread-safe. There is no way from here to a later row.
 */
public final class DecisionContext {
    private final TimeSeries history;
    private final String price;
    private final @Nullable Forecast forecast;
    private final @Nullable String target;
    private final double position;

    /** Describes a decision; without a target the forecast's first one counts. */
    DecisionContext(
            TimeSeries history, String price, @Nullable Forecast forecast, @Nullable String target, double position) {
        this.history = history;
        this.price = price;
        this.forecast = forecast;
        this.target = target;
        this.position = position;
    }

    /** {@return the instrument's id} */
    public String id() {
        return history.id();
    }

    /** {@return the time of the last known row, after whose close the position is decided} */
    public Instant time() {
        return history.time(history.length() - 1);
    }

    /** {@return the bars up to the decision, its row included: a view, at least one row} */
    public TimeSeries history() {
        return history;
    }

    /** {@return the position that was decided before, as a share of the instrument's capital; 0 at first} */
    public double position() {
        return position;
    }

    /**
     * Returns the forecast that was made of these rows. One from a {@code BacktestResult} has the points, quantiles and
     * class probabilities of its table, the status OK, and a description with its name, target and steps only.
     *
     * @return the forecast
     * @throws IllegalStateException if signals or positions are simulated, which have none
     */
    public Forecast forecast() {
        if (forecast == null) {
            throw new IllegalStateException("signals and positions come without a forecast; a PositionRule needs one:"
                    + " use run(result, model, bars) or runForecasts(forecasts, bars)");
        }
        return forecast;
    }

    /**
     * Returns the last known value of the target that decides: {@link TradingStrategy#target}, or the forecast's first.
     *
     * @return the value, NaN if it is missing in the last row
     * @throws IllegalArgumentException if the bars lack the target's column
     */
    public double lastValue() {
        String column = target();
        if (!history.hasColumn(column)) {
            throw new IllegalArgumentException("the bars of '" + id() + "' have no column '" + column
                    + "', from whose last value the forecast return is computed; they have " + history.columns());
        }
        return history.value(history.length() - 1, column);
    }

    /**
     * Returns the forecast return of a step: {@code point / lastValue - 1}.
     *
     * @param step the step, one of the forecast's
     * @return the return as a fraction; NaN if the last value is missing or not above 0
     * @throws IllegalArgumentException as {@link #lastValue()}
     * @throws IllegalStateException if the target has classes
     * @throws IndexOutOfBoundsException if the forecast has no such step
     */
    public double forecastReturn(int step) {
        double last = lastValue();
        double point = forecast().point(target(), step);
        return last > 0 ? point / last - 1 : Double.NaN;
    }

    /**
     * Returns the forecast probability of a rise: that of the class UP or BUY, or 1 minus the probability of a value
     * below the last one by the quantiles.
     *
     * @param step the step, one of the forecast's
     * @return the probability; NaN if the last value is missing
     * @throws IllegalArgumentException if the forecast has other classes, or as {@link #lastValue()}
     * @throws IllegalStateException if the forecast has points only
     * @throws IndexOutOfBoundsException if the forecast has no such step
     */
    public double probabilityOfRise(int step) {
        return isClasses() ? classProbability(step, "UP", "BUY") : 1 - below(step);
    }

    /**
     * Returns the forecast probability of a fall: that of the class DOWN or SELL, or the probability of a value below
     * the last one by the quantiles.
     *
     * @param step the step, one of the forecast's
     * @return the probability; NaN if the last value is missing
     * @throws IllegalArgumentException if the forecast has other classes, or as {@link #lastValue()}
     * @throws IllegalStateException if the forecast has points only
     * @throws IndexOutOfBoundsException if the forecast has no such step
     */
    public double probabilityOfFall(int step) {
        return isClasses() ? classProbability(step, "DOWN", "SELL") : below(step);
    }

    /**
     * Returns the standard deviation (n - 1) of the last returns from close to close.
     *
     * @param rows the number of returns, at least 2
     * @return the standard deviation of one row's return; NaN if fewer are known
     * @throws IllegalArgumentException if {@code rows < 2}
     */
    public double volatility(int rows) {
        return Volatility.of(history, price, rows);
    }

    private String target() {
        return target == null ? forecast().targets().get(0) : target;
    }

    boolean isClasses() {
        return !forecast().classes().isEmpty();
    }

    private double below(int step) {
        double last = lastValue();
        return Double.isNaN(last) ? Double.NaN : forecast().probabilityBelow(target(), step, last);
    }

    private double classProbability(int step, String name, String other) {
        Map<String, Double> all = forecast().probabilities(step);
        Double probability = all.getOrDefault(name, all.get(other));
        if (probability == null) {
            throw new IllegalArgumentException("expected a class " + name + " or " + other + ", found " + all.keySet()
                    + "; decide on other classes by TradingStrategy.of(...)");
        }
        return probability;
    }

    @Override
    public String toString() {
        return "decision on '" + id() + "' at " + time();
    }
}
