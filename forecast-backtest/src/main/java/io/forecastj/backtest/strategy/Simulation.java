package io.forecastj.backtest.strategy;

import java.time.Instant;

/**
 * The decisions of a strategy on its bars, which can be traded at any multiple of the costs.
 *
 * @param settings the settings
 * @param source where the decisions come from, for a reader
 * @param grid the prices
 * @param weights the weights decided
 * @param from the slot of the first decision
 * @param to the last slot
 * @param periods the number of rows of a year
 * @param undecided the number of rows without a forecast
 * @param kept the number of those that kept what was held
 * @param outside the number of those outside of the bars
 */
record Simulation(
        StrategySettings settings,
        String source,
        PriceGrid grid,
        TargetWeights weights,
        int from,
        int to,
        PeriodsPerYear periods,
        int undecided,
        int kept,
        int outside) {

    /** Decides. Forecasts end the simulation after the rows for which the last one is held. */
    static Simulation of(
            StrategySettings settings, String source, PriceGrid grid, Opinions opinions, boolean forecasts) {
        int from = opinions.firstSlot();
        int to = opinions.lastSlot(forecasts ? Math.max(settings.step, settings.delay) : grid.length());
        if (to == from) {
            throw new IllegalArgumentException("expected a row of the bars after the first decision, at which it can be"
                    + " filled; found none after " + Instant.ofEpochMilli(grid.time(from)));
        }
        Decider decider = new Decider(settings, grid, opinions);
        TargetWeights weights = decider.decide(from, to);
        PeriodsPerYear periods = Double.isNaN(settings.periodsPerYear)
                ? PeriodsPerYear.of(grid.bars(), grid)
                : PeriodsPerYear.given(settings.periodsPerYear);
        return new Simulation(
                settings,
                source,
                grid,
                weights,
                from,
                to,
                periods,
                forecasts ? opinions.missing(from, to) : 0,
                decider.kept(),
                opinions.outside());
    }

    /** Equal shares bought once, which nobody had to choose among trials. */
    Simulation buyAndHold() {
        StrategySettings once = settings.copy();
        once.trials = 1;
        return new Simulation(
                once, "buy and hold", grid, TargetWeights.buyAndHold(grid, from), from, to, periods, 0, 0, 0);
    }

    StrategyResult result(double multiple) {
        return new StrategyResult(this, multiple, new Ledger(grid, weights, settings, multiple).run(from, to));
    }
}
