package io.forecastj.backtest.strategy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Makes the table of figures, and the notes, of a result. */
final class StrategyFigures {
    private static final int MOST_SETTLED = 5;

    private final StrategyResult result;
    private final Account account;
    private final List<StrategyFigure> figures = new ArrayList<>();

    StrategyFigures(StrategyResult result) {
        this.result = result;
        this.account = result.account();
    }

    List<StrategyFigure> all() {
        Performance net = result.performance();
        percent("total return", net.totalReturn(), "The last equity by the first, minus 1.");
        percent(
                "annual return",
                net.annualReturn(),
                "(1 + total return) ^ (periods of a year / periods) - 1, the compound return.");
        percent(
                "annual volatility",
                net.annualVolatility(),
                "Standard deviation (n - 1) of a period's return x root of the periods of a year.");
        ratio(
                "annual Sharpe ratio",
                net.annualSharpe(),
                "Mean by standard deviation (n - 1) of a period's return x root of the periods of a year; no risk-free"
                        + " rate.");
        ratio(
                "annual Sortino ratio",
                net.annualSortino(),
                "Mean return by the root of the mean over all periods of squared negative returns, x root of the"
                        + " periods of a year.");
        percent(
                "maximum drawdown",
                net.maxDrawdown(),
                "Lowest equity by the highest one before, minus 1; at the closes.");
        ratio("Calmar ratio", net.calmar(), "Annual return by the size of the maximum drawdown.");
        percent("hit ratio", net.hitRatio(), "Share of periods with a gain among those with a return other than 0.");
        ratio("profit factor", net.profitFactor(), "Sum of positive returns by that of negative ones.");
        double rows = account.count() - 1.0;
        ratio(
                "annual turnover",
                slots().mapToDouble(account::turnover).sum() / rows * result.periodsPerYear(),
                "Value bought and sold (both count) by the equity, mean of a period x periods of a year.");
        percent(
                "exposure",
                slots().mapToDouble(account::exposure).sum() / rows,
                "Sum of the sizes of all positions by the equity, mean at the closes.");
        percent(
                "time in market",
                slots().filter(at -> account.exposure(at) != 0).count() / rows,
                "Share of the closes with a position.");
        int trades = account.trades().size();
        String text = StrategyText.decimals(trades, 0);
        figures.add(
                new StrategyFigure("trades", trades, text, "Number of fills and settlements that changed a position."));
        percent(
                "costs",
                slots().mapToDouble(account::costs).sum() / result.capital(),
                "All costs paid, less funding received, by the capital at the start.");
        ratio(
                "probabilistic Sharpe",
                result.probabilisticSharpe(),
                "Probability that the true Sharpe ratio is above 0, by skewness, kurtosis and the number of returns.");
        ratio(
                "deflated Sharpe",
                result.deflatedSharpe(),
                "The same against the greatest ratio to expect of " + trials()
                        + " without skill; buy and hold is one trial.");
        return List.copyOf(figures);
    }

    private String trials() {
        int trials = result.simulation().settings().trials();
        return StrategyText.count(trials, "trial");
    }

    /** The closes after the first, at which nothing can be held yet. */
    private IntStream slots() {
        return IntStream.range(1, account.count());
    }

    private void percent(String name, double value, String definition) {
        figures.add(new StrategyFigure(name, value, StrategyText.percent(value), definition));
    }

    private void ratio(String name, double value, String definition) {
        figures.add(new StrategyFigure(name, value, StrategyText.decimals(value, 2), definition));
    }

    List<String> notes() {
        List<String> notes = new ArrayList<>();
        Simulation simulation = result.simulation();
        if (simulation.grid().singleColumn()) {
            notes.add("The bars have one column, so positions are filled at its value in a later row.");
        }
        settled(notes);
        count(notes, simulation.outside(), "decision", "before the first row of the bars or after the last, left out");
        count(notes, simulation.undecided(), "row", "without a forecast, at which what was held was kept");
        count(notes, simulation.kept(), "decision", "to keep what was held");
        count(notes, account.delayedFills(), "fill", "delayed by missing opens or rows");
        count(notes, account.unfilled(), "decision", "not filled by the end");
        count(
                notes,
                account.limitedFills(),
                "fill",
                "cut to a leverage of at most " + StrategyText.given(simulation.settings().maxLeverage));
        return List.copyOf(notes);
    }

    private void settled(List<String> notes) {
        List<TradeRow> settled =
                account.trades().stream().filter(TradeRow::settled).toList();
        settled.stream()
                .limit(MOST_SETTLED)
                .forEach(trade -> notes.add(StrategyText.of(
                        "%s price after %s, closed at %s.",
                        trade.id().isEmpty() ? "No" : trade.id() + ": no",
                        StrategyText.time(trade.decided()),
                        StrategyText.given(trade.price()))));
        if (settled.size() > MOST_SETTLED) {
            notes.add(StrategyText.of(
                    "%,d more without a price to the end, closed at the last one.", settled.size() - MOST_SETTLED));
        }
    }

    private static void count(List<String> notes, int count, String noun, String text) {
        if (count > 0) {
            notes.add(StrategyText.count(count, noun) + " " + text + ".");
        }
    }
}
