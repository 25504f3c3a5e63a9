package io.forecastj.backtest.strategy;

import io.forecastj.Forecast;
import io.forecastj.TimeSeries;
import io.forecastj.backtest.BacktestResult;
import io.forecastj.signal.Signal;
import io.forecastj.signal.SignalRule;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Turns forecasts, signals or positions into trades, and simulates what they earn after costs.
 *
 * <p>Immutable and thread-safe; methods that change a setting return a copy.
 *
 * <p><b>Order of events.</b> A position is decided after the close of a row, from rows up to it, and filled at the open
 * of the next row, or later with {@link #delay}. There is no earlier fill: the close that a forecast knew cannot be
 * traded at. A missing open delays the fill to the next one; a newer decision that is due by then takes its place.
 * Bars of one column, such as those of a single price, are filled at the next row's value.
 *
 * <p><b>Weights.</b> A position times the instrument's share by the {@link Allocation} is its target weight. At each
 * fill the position is traded to that share of the equity after the costs of the trade, so the drift since the last
 * fill is traded and paid too, unless it is within the {@link #tolerance}. A row without a forecast, or a decision to
 * keep, trades nothing: the units stay. Cash earns nothing. If the weights filled and the positions held exceed {@link
 * #maxLeverage} together, the fills are cut in proportion; later, prices may move the weights beyond it. When the
 * equity is 0 or less, the simulation ends.
 *
 * <p><b>Ended prices.</b> An instrument without a price from some row to the end of its bars, or whose bars end, before
 * the simulation does is settled, as if it were delisted: at the next time of the timeline the position is closed at
 * the last price known, at the costs of a trade. The notes and {@link TradeRow#settled} say so.
 *
 * <p><b>Span.</b> It begins with all cash at the first decision. With forecasts it ends with the rows over which the
 * last one is held: {@link #step} or {@link #delay}, the larger; with signals and positions at the end of the bars.
 * Buy and hold buys equal shares at its first fill, at the same costs, and keeps them.
 *
 * <p>Times of the bars must be those of the forecast series: the row of a time is the same span in both. Steps of
 * another length than the rows are refused, and so are bars with other values of the target. Times of several
 * instruments must mean the same moment, all the start of a bar or all its end.
 */
public final class TradingStrategy {
    private final StrategySettings settings;

    private TradingStrategy(StrategySettings settings) {
        this.settings = settings;
    }

    private TradingStrategy with(Consumer<StrategySettings> change) {
        StrategySettings copy = settings.copy();
        change.accept(copy);
        return new TradingStrategy(copy);
    }

    private static TradingStrategy start(Consumer<StrategySettings> change) {
        return new TradingStrategy(new StrategySettings()).with(change);
    }

    /**
     * Holds an instrument while it is forecast to rise, and nothing otherwise. A rise is a point above the last value,
     * or UP or BUY as the most probable class; a BUY signal is long, a SELL signal flat, and HOLD keeps what is held.
     *
     * @return the strategy
     */
    public static TradingStrategy longFlat() {
        return start(all -> all.side = StrategySettings.Side.LONG_FLAT);
    }

    /**
     * Holds an instrument while it is forecast to rise, and sells it short while it is forecast to fall; a forecast of
     * no change is flat. Otherwise as {@link #longFlat()}.
     *
     * @return the strategy
     */
    public static TradingStrategy longShort() {
        return start(all -> all.side = StrategySettings.Side.LONG_SHORT);
    }

    /**
     * Decides by a function of the forecast and the rows up to it.
     *
     * @param rule the function; the strategy is as thread-safe as it is
     * @return the strategy
     */
    public static TradingStrategy of(PositionRule rule) {
        Objects.requireNonNull(rule, "rule");
        return start(all -> all.rule = rule);
    }

    /**
     * Decides by a signal rule, in place of the direction of the forecast: BUY is long, SELL is short or flat, HOLD
     * keeps what is held.
     *
     * @param rule the rule; its step and costs are its own
     * @return a copy with this rule
     * @throws IllegalStateException if this strategy decides by a function
     */
    public TradingStrategy signalRule(SignalRule rule) {
        requireNoFunction("signalRule");
        Objects.requireNonNull(rule, "rule");
        return with(all -> all.signalRule = rule);
    }

    /**
     * Sizes positions by confidence: the forecast probability of a rise less that of a fall, from classes or quantiles;
     * a signal's by its confidence.
     *
     * @return a copy that sizes by confidence
     * @throws IllegalStateException if this strategy decides by a function
     */
    public TradingStrategy sizeByConfidence() {
        requireNoFunction("sizeByConfidence");
        return with(all -> all.byConfidence = true);
    }

    private void requireNoFunction(String name) {
        if (settings.rule != null) {
            throw new IllegalStateException(name
                    + " has no effect on a strategy that decides by a function; start from longFlat() or longShort()");
        }
    }

    /**
     * Sizes positions by volatility: each is multiplied by the volatility wanted, by that of the last rows, and by at
     * most {@link #maxLeverage}. Until the volatility is known, nothing is held.
     *
     * @param perRow the standard deviation wanted of one row's return, above 0; 0.01 is 1 %. A yearly one is divided by
     *     the root of the rows of a year
     * @param rows the number of returns from which the {@linkplain DecisionContext#volatility volatility} is computed,
     *     at least 2
     * @return a copy that sizes by volatility
     * @throws IllegalArgumentException if a number is out of its range
     */
    public TradingStrategy sizeByVolatility(double perRow, int rows) {
        StrategyChecks.positive("perRow", perRow);
        StrategyChecks.atLeast(2, "rows", rows);
        return with(all -> {
            all.rowVolatility = perRow;
            all.volatilityRows = rows;
        });
    }

    /**
     * Sets the step of the forecast that decides, and at the end of the simulation the number of rows for which the
     * last position is held; 1 unless set.
     *
     * @param step the step, at least 1
     * @return a copy with this step
     * @throws IllegalArgumentException if {@code step < 1}
     */
    public TradingStrategy step(int step) {
        StrategyChecks.atLeast(1, "step", step);
        return with(all -> all.step = step);
    }

    /**
     * Sets the target whose forecasts decide; the model's first one unless set.
     *
     * @param column the target column
     * @return a copy with this target
     */
    public TradingStrategy target(String column) {
        Objects.requireNonNull(column, "column");
        return with(all -> all.target = column);
    }

    /**
     * Sets the costs; none unless set.
     *
     * @param costs the costs
     * @return a copy with these costs
     */
    public TradingStrategy costs(Costs costs) {
        Objects.requireNonNull(costs, "costs");
        return with(all -> all.costs = costs);
    }

    /**
     * Sets how the equity is divided among several instruments; equally unless set.
     *
     * @param allocation the allocation
     * @return a copy with this allocation
     */
    public TradingStrategy allocation(Allocation allocation) {
        Objects.requireNonNull(allocation, "allocation");
        return with(all -> all.allocation = allocation);
    }

    /**
     * Sets the largest sum of the sizes of all weights at a fill; 1 unless set, which borrows nothing.
     *
     * @param leverage the sum, above 0
     * @return a copy with this limit
     * @throws IllegalArgumentException if the number is not finite and above 0
     */
    public TradingStrategy maxLeverage(double leverage) {
        StrategyChecks.positive("maxLeverage", leverage);
        return with(all -> all.maxLeverage = leverage);
    }

    /**
     * Sets the change of a weight up to which nothing is traded; 0 unless set, so that any drift is. A position that is
     * to be closed, or to change its side, is traded whatever its size.
     *
     * @param weight the change as a share of the equity, from 0 to below 1
     * @return a copy with this tolerance
     * @throws IllegalArgumentException if the weight is out of this range
     */
    public TradingStrategy tolerance(double weight) {
        if (!(weight >= 0 && weight < 1)) {
            throw new IllegalArgumentException("tolerance must be from 0 to below 1, found " + weight);
        }
        return with(all -> all.tolerance = weight);
    }

    /**
     * Sets the number of rows from a decision to its fill; 1 unless set: the next open.
     *
     * @param rows the number, at least 1, since a fill in the deciding row would be at a price that the forecast knew
     * @return a copy with this delay
     * @throws IllegalArgumentException if {@code rows < 1}
     */
    public TradingStrategy delay(int rows) {
        if (rows < 1) {
            throw new IllegalArgumentException("delay must be at least 1, found " + rows
                    + ": the forecast knows the row that decides, so no price of that row can be traded at");
        }
        return with(all -> all.delay = rows);
    }

    /**
     * Sets the columns of the bars; {@code open} and {@code close} unless set. Both must be adjusted in the same way.
     *
     * @param open the column of the price at the start of a row, at which positions are filled
     * @param close the column of the price at its end, at which they are valued
     * @return a copy with these columns
     */
    public TradingStrategy prices(String open, String close) {
        Objects.requireNonNull(open, "open");
        Objects.requireNonNull(close, "close");
        if (open.equals(close)) {
            throw new IllegalArgumentException("open and close must be two columns, found '" + open
                    + "' twice; bars.select(\"" + open + "\") has one column, and is filled at the next row's value");
        }
        return with(all -> {
            all.open = open;
            all.close = close;
        });
    }

    /**
     * Sets the number of rows of a year, by which figures are annualised. Unless set it follows from the spacing of the
     * bars: 365 for days, 12 for months; where that is irregular, as for trading days, from the rows of the bars.
     *
     * @param periods the number, such as 252
     * @return a copy with this number
     * @throws IllegalArgumentException if the number is not finite and above 0
     */
    public TradingStrategy periodsPerYear(double periods) {
        StrategyChecks.positive("periodsPerYear", periods);
        return with(all -> all.periodsPerYear = periods);
    }

    /**
     * Sets the cash at the start; 1 unless set.
     *
     * @param cash the amount, above 0
     * @return a copy with this capital
     * @throws IllegalArgumentException if the amount is not finite and above 0
     */
    public TradingStrategy capital(double cash) {
        StrategyChecks.positive("capital", cash);
        return with(all -> all.capital = cash);
    }

    /**
     * Sets the number of strategies that were tried before this one was chosen, itself included. The {@linkplain
     * StrategyResult#deflatedSharpe deflated Sharpe ratio} counts them. Unless set it is 1, and for {@link #run} the
     * number of models that the backtest compared, without the references that it adds itself.
     *
     * @param number the number, at least 1; {@code TuningResult.trials().size()} of a search, plus what was tried by
     *     hand
     * @return a copy with this number
     * @throws IllegalArgumentException if {@code number < 1}
     */
    public TradingStrategy trials(int number) {
        StrategyChecks.atLeast(1, "trials", number);
        return with(all -> all.trials = number);
    }

    /**
     * Simulates the forecasts of a model.
     *
     * @param result the backtest
     * @param model the forecaster's name
     * @param bars the bars of each series that was forecast, with its id
     * @return the result
     * @throws IllegalArgumentException if there is no such model or target; bars are missing, lack a price column, have
     *     a price that is not above 0, fewer than 2 rows, distances that differ between instruments, or an id that
     *     occurs twice; an origin is between two rows of the bars; no origin is at one of their rows before the last;
     *     an origin has two forecasts; the steps of the forecasts are usually of another length than the rows of the
     *     bars; the bars have the target's column and, at a time that was forecast, another value than the backtest; or
     *     a rule gives an infinite position
     */
    public StrategyResult run(BacktestResult result, String model, TimeSeries... bars) {
        PriceGrid grid = grid(bars);
        Opinions opinions = new Opinions(grid);
        ForecastSource.addTo(opinions, result, model, settings.target);
        int models = ForecastSource.compared(result, model);
        return with(all -> all.models = models).simulate("'" + model + "'", grid, opinions, true);
    }

    /**
     * Simulates forecasts.
     *
     * @param forecasts the forecasts, in any order, at most one of each origin and series
     * @param bars the bars of each series that was forecast, with its id; their values are not compared with it
     * @return the result
     * @throws IllegalArgumentException as {@link #run}
     */
    public StrategyResult runForecasts(List<Forecast> forecasts, TimeSeries... bars) {
        PriceGrid grid = grid(bars);
        Opinions opinions = new Opinions(grid);
        int ids = (int) forecasts.stream().map(Forecast::seriesId).distinct().count();
        for (Forecast forecast : forecasts) {
            if (settings.target != null && !forecast.targets().contains(settings.target)) {
                throw new IllegalArgumentException("expected forecasts of '" + settings.target + "', found one of "
                        + forecast.targets() + " at " + forecast.origin());
            }
            opinions.add(opinions.instrument(forecast.seriesId(), ids), forecast.origin(), Opinion.of(forecast));
        }
        opinions.requireSameSpacing();
        return simulate(forecasts.size() + " forecasts", grid, opinions, true);
    }

    /**
     * Simulates signals: BUY is long, SELL is short or flat, HOLD keeps what is held.
     *
     * @param signals the signals, in any order, at most one of each time and series
     * @param bars the bars of each series, with its id
     * @return the result
     * @throws IllegalArgumentException as {@link #run}
     * @throws IllegalStateException if this strategy decides by a rule
     */
    public StrategyResult runSignals(List<Signal> signals, TimeSeries... bars) {
        PriceGrid grid = grid(bars);
        Opinions opinions = new Opinions(grid);
        int ids = (int) signals.stream().map(Signal::seriesId).distinct().count();
        for (Signal signal : signals) {
            opinions.add(opinions.instrument(signal.seriesId(), ids), signal.time(), Opinion.of(signal));
        }
        return simulate(signals.size() + " signals", grid, opinions, false);
    }

    /**
     * Simulates positions of one instrument.
     *
     * @param positions the position by the time of the row after whose close it was decided: 1 is fully long, 0 flat,
     *     -1 fully short (flat with {@link #longFlat()}), NaN keeps what is held
     * @param bars the bars
     * @return the result
     * @throws IllegalArgumentException as {@link #run}
     * @throws IllegalStateException if this strategy decides by a rule or sizes by confidence
     */
    public StrategyResult runPositions(Map<Instant, Double> positions, TimeSeries bars) {
        return runPositions(Map.of(bars.id(), positions), List.of(bars));
    }

    /**
     * Simulates positions of several instruments. With {@link Allocation#whole()} they are shares of the equity.
     *
     * @param positions for each series' id the positions, as {@link #runPositions(Map, TimeSeries)}
     * @param bars the bars of each series, with its id
     * @return the result
     * @throws IllegalArgumentException as {@link #run}
     * @throws IllegalStateException if this strategy decides by a rule or sizes by confidence
     */
    public StrategyResult runPositions(Map<String, Map<Instant, Double>> positions, List<TimeSeries> bars) {
        PriceGrid grid = grid(bars.toArray(TimeSeries[]::new));
        Opinions opinions = new Opinions(grid);
        positions.forEach((id, byTime) -> {
            int instrument = opinions.instrument(id, positions.size());
            byTime.forEach((time, position) -> opinions.add(instrument, time, Opinion.of(position)));
        });
        return simulate("given positions", grid, opinions, false);
    }

    private PriceGrid grid(TimeSeries... bars) {
        return new PriceGrid(Arrays.asList(bars), settings.open, settings.close, settings.costs.fundingColumn());
    }

    private StrategyResult simulate(String source, PriceGrid grid, Opinions opinions, boolean forecasts) {
        return Simulation.of(settings, source, grid, opinions, forecasts).result(1);
    }

    @Override
    public String toString() {
        return settings.text() + ", " + settings.costs;
    }
}
