package io.forecastj.backtest.strategy;

import io.forecastj.MessageText;
import io.forecastj.TimeSeries;
import io.forecastj.backtest.report.Report;
import io.forecastj.backtest.significance.SharpeTest;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The result of a simulated strategy: equity, positions and trades as tables, figures with their definitions, buy and
 * hold of the same rows, and the same decisions at other costs.
 *
 * <p>Immutable and thread-safe. The same simulation gives the same result in every bit.
 *
 * <p>All figures are net of costs. Those of a year are annualised by {@link #periodsPerYear()}, whose origin {@link
 * #periodsPerYearSource()} states.
 */
public final class StrategyResult {
    private final Simulation simulation;
    private final double multiple;
    private final Account account;
    private final Performance performance;

    StrategyResult(Simulation simulation, double multiple, Account account) {
        this.simulation = simulation;
        this.multiple = multiple;
        this.account = account;
        this.performance =
                Performance.of(account.returns(), simulation.periods().value());
    }

    /** The strategy and what it trades on. */
    String title() {
        List<TimeSeries> bars = simulation.grid().bars();
        String id = bars.get(0).id();
        return simulation.settings().text() + " by " + simulation.source()
                + (bars.size() > 1
                        ? StrategyText.of(" on %,d instruments: ", bars.size())
                                + MessageText.names(
                                        bars.stream().map(TimeSeries::id).toList())
                        : id.isEmpty() ? "" : " on " + id);
    }

    /** The span, the annualisation, the fills and the costs, a sentence each. */
    List<String> facts() {
        StrategySettings settings = simulation.settings();
        String price = simulation.grid().singleColumn() ? "value" : "open";
        List<String> facts = new ArrayList<>();
        facts.add(StrategyText.of(
                "%s from %s to %s, %s",
                StrategyText.count(account.count(), "row"),
                StrategyText.time(time(0)),
                StrategyText.time(time(account.count() - 1)),
                periodsText()));
        facts.add(StrategyText.of(
                "Decided after the close, filled at the %s; %s%s",
                settings.delay == 1 ? "next " + price : price + " of row " + settings.delay + " after it",
                settings.costs,
                multiple == 1 ? "" : ", times " + StrategyText.given(multiple)));
        if (simulation.grid().instruments() > 1) {
            facts.add("Capital: " + settings.allocation);
        }
        return facts;
    }

    String periodsText() {
        return simulation.periods().text();
    }

    /** The settings by name, for the configuration of a report. */
    Map<String, String> settings() {
        StrategySettings settings = simulation.settings();
        Map<String, String> all = new LinkedHashMap<>();
        all.put("strategy", settings.text());
        all.put("decisions", simulation.source());
        all.put("step", Integer.toString(settings.step));
        all.put("delay", Integer.toString(settings.delay));
        all.put("costs", settings.costs.toString());
        all.put("multiple of the costs", StrategyText.given(multiple));
        all.put("allocation", settings.allocation.toString());
        all.put("largest leverage", StrategyText.given(settings.maxLeverage));
        all.put("tolerance", StrategyText.given(settings.tolerance));
        all.put("capital", StrategyText.given(settings.capital));
        all.put("periods per year", simulation.periods().text());
        all.put("trials", Integer.toString(settings.trials()));
        return all;
    }

    double capital() {
        return simulation.settings().capital;
    }

    /** The weight of each instrument at each close. */
    double[][] weights() {
        double[][] weights = new double[simulation.grid().instruments()][account.count()];
        for (int i = 0; i < weights.length; i++) {
            for (int at = 0; at < account.count(); at++) {
                double value = account.value(i, at);
                weights[i][at] = value == 0 ? 0 : value / account.equity(at);
            }
        }
        return weights;
    }

    Simulation simulation() {
        return simulation;
    }

    Account account() {
        return account;
    }

    /**
     * Returns the figures of the net returns from close to close.
     *
     * @return the figures
     */
    public Performance performance() {
        return performance;
    }

    /** {@return the number of rows of a year, by which figures are annualised} */
    public double periodsPerYear() {
        return simulation.periods().value();
    }

    /** {@return the origin of the number of rows of a year, such as {@code given} or {@code rows a day apart}} */
    public String periodsPerYearSource() {
        return simulation.periods().source();
    }

    /**
     * Returns the figures of a reader's table, each with its definition.
     *
     * @return the figures, the same ones in the same order for every strategy; unmodifiable
     */
    public List<StrategyFigure> figures() {
        return new StrategyFigures(this).all();
    }

    /**
     * Returns the account after each row. Turned into a list of rows at each call.
     *
     * @return the rows in order of time, the first one at the first decision; unmodifiable
     */
    public List<EquityRow> equity() {
        List<EquityRow> rows = new ArrayList<>(account.count());
        double highest = 0;
        for (int at = 0; at < account.count(); at++) {
            double equity = account.equity(at);
            highest = Math.max(highest, equity);
            rows.add(new EquityRow(
                    time(at),
                    equity,
                    account.cash(at),
                    at == 0 ? 0 : equity / account.equity(at - 1) - 1,
                    account.exposure(at),
                    account.turnover(at),
                    account.costs(at),
                    equity / highest - 1));
        }
        return Collections.unmodifiableList(rows);
    }

    /**
     * Returns the position in each instrument after each row. Turned into a list of rows at each call.
     *
     * @return the rows in order of time, then of the instruments; unmodifiable
     */
    public List<PositionRow> positions() {
        List<PositionRow> rows = new ArrayList<>();
        for (int at = 0; at < account.count(); at++) {
            for (int i = 0; i < simulation.grid().instruments(); i++) {
                double value = account.value(i, at);
                rows.add(new PositionRow(
                        time(at),
                        simulation.grid().bars().get(i).id(),
                        account.units(i, at),
                        account.mark(i, at),
                        value,
                        value == 0 ? 0 : value / account.equity(at)));
            }
        }
        return Collections.unmodifiableList(rows);
    }

    /**
     * Returns the trades.
     *
     * @return the trades in order of time, then of the instruments; unmodifiable
     */
    public List<TradeRow> trades() {
        return Collections.unmodifiableList(account.trades());
    }

    /**
     * Returns the costs paid, by kind.
     *
     * @return the amounts in units of the capital, unmodifiable; funding received is negative
     */
    public Map<CostKind, Double> costsPaid() {
        return Collections.unmodifiableMap(new EnumMap<>(account.paid()));
    }

    /**
     * {@return the multiple of the strategy's costs at which this result was simulated; 1 unless by {@link #atCosts}}
     */
    public double costMultiple() {
        return multiple;
    }

    /**
     * Trades the same decisions at a multiple of the strategy's costs. All that is paid is multiplied; funding received
     * is no cost, and stays.
     *
     * @param multiple the multiple, at least 0
     * @return the result
     * @throws IllegalArgumentException if the multiple is negative or not finite
     */
    public StrategyResult atCosts(double multiple) {
        if (!(multiple >= 0 && multiple < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("multiple must be finite and at least 0, found " + multiple);
        }
        return multiple == this.multiple ? this : simulation.result(multiple);
    }

    /**
     * Trades the same decisions at 0, 1, 2 and 5 times the costs.
     *
     * @return the results, unmodifiable
     */
    public List<StrategyResult> sensitivity() {
        return List.of(atCosts(0), atCosts(1), atCosts(2), atCosts(5));
    }

    /**
     * Simulates buy and hold of the same rows: equal shares of all instruments, bought at the first fill at the same
     * costs, and kept.
     *
     * @return the result
     */
    public StrategyResult buyAndHold() {
        return simulation.buyAndHold().result(multiple);
    }

    /**
     * Measures the Sharpe ratio of a row's return, for tests against luck.
     *
     * @return the test
     * @throws IllegalArgumentException if there are fewer than 3 rows after the first decision, or all returns are
     *     equal
     */
    public SharpeTest sharpeTest() {
        return SharpeTest.of(account.returns());
    }

    /**
     * Returns the probabilistic Sharpe ratio: the probability that the true ratio is above 0.
     *
     * @return the probability; NaN if there are fewer than 3 returns or all are equal
     */
    public double probabilisticSharpe() {
        return deflated(account.returns(), 1);
    }

    /**
     * Returns the deflated Sharpe ratio: the probability that the true ratio is above the greatest one to expect of
     * {@link TradingStrategy#trials} strategies without skill. Their ratios are taken to vary as one without skill does
     * by chance: by 1 / (n - 1) for n returns. If the ratios of the trials are known, use {@link SharpeTest#deflated}
     * of {@link #sharpeTest()} with their variance.
     *
     * @return the probability; equal to the probabilistic ratio for one trial; NaN if there are fewer than 3 returns or
     *     all are equal
     */
    public double deflatedSharpe() {
        return deflated(account.returns(), simulation.settings().trials());
    }

    /**
     * Returns the probability that the true mean return is above that of buy and hold, by the Sharpe ratio of the
     * difference of their returns.
     *
     * @return the probability; NaN if there are fewer than 3 returns or all differences are equal
     */
    public double probabilityAboveBuyAndHold() {
        double[] others = buyAndHold().account().returns();
        double[] differences = account.returns();
        differences = Arrays.copyOf(differences, Math.min(differences.length, others.length));
        for (int i = 0; i < differences.length; i++) {
            differences[i] -= others[i];
        }
        return deflated(differences, 1);
    }

    private static double deflated(double[] returns, int trials) {
        if (returns.length < 3 || Double.isNaN(Performance.of(returns, 1).periodSharpe())) {
            return Double.NaN;
        }
        return SharpeTest.of(returns).deflated(trials, 1.0 / (returns.length - 1));
    }

    /**
     * Returns the time at which the equity was 0 or less, which ended the simulation.
     *
     * @return the time, or null if the strategy survived
     */
    public @Nullable Instant ruined() {
        return account.ruined() ? time(account.count() - 1) : null;
    }

    /**
     * Returns what a reader should know beside the figures: delayed and missing fills, positions cut to the leverage,
     * rows without a forecast, and the like.
     *
     * @return sentences, unmodifiable
     */
    public List<String> notes() {
        return new StrategyFigures(this).notes();
    }

    /**
     * Returns a report for a terminal: the figures beside those of buy and hold, the sensitivity to costs, what the
     * ratios are worth, notes, and the definitions.
     *
     * @return several lines of text, each ending in a line feed
     */
    public String summary() {
        return new StrategySummary(this).text();
    }

    /**
     * Returns a report as an HTML page: the verdict in words, the figures with their definitions, equity and drawdown
     * beside buy and hold, costs, positions and the latest trades. Add it to that of a backtest by {@link
     * Report#with(Report)}.
     *
     * @return the report
     */
    public Report report() {
        return new StrategyReport(this).report();
    }

    /**
     * Writes a table as CSV with a header. Times are ISO instants. Numbers are written so that reading gives exactly
     * the same ones; an undefined number is an empty field.
     *
     * @param table the table
     * @param out receives the text; it is neither flushed nor closed
     * @throws UncheckedIOException if {@code out} throws an {@link IOException}
     */
    public void writeCsv(StrategyTable table, Appendable out) {
        try {
            table.write(this, out);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the table of " + table + ": " + e, e);
        }
    }

    /**
     * Writes a table as a CSV file in UTF-8, in the form of {@link #writeCsv(StrategyTable, Appendable)}. An existing
     * file is replaced.
     *
     * @param table the table
     * @param file the file
     * @throws UncheckedIOException if the file cannot be written
     */
    public void writeCsv(StrategyTable table, Path file) {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            table.write(this, out);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file + ": " + e, e);
        }
    }

    Instant time(int at) {
        return Instant.ofEpochMilli(simulation.grid().time(account.from() + at));
    }

    @Override
    public String toString() {
        return simulation.settings().text() + " by " + simulation.source() + ": " + performance;
    }
}
