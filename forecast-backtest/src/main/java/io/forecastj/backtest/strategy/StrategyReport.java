package io.forecastj.backtest.strategy;

import io.forecastj.TimeSeries;
import io.forecastj.backtest.report.LineChart;
import io.forecastj.backtest.report.Report;
import io.forecastj.backtest.report.ReportSection;
import io.forecastj.backtest.report.ReportTable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Makes the report of a result. */
final class StrategyReport {
    private static final int MOST_TRADES = 50;
    private static final int MOST_LINES = 8;

    private final StrategyResult result;
    private final StrategyResult buyAndHold;

    StrategyReport(StrategyResult result) {
        this.result = result;
        this.buyAndHold = result.buyAndHold();
    }

    Report report() {
        Report report = Report.titled("Strategy: " + result.title())
                .subtitle(String.join(" \u00b7 ", result.facts()))
                .verdict(new StrategyVerdict(result, buyAndHold).sentences())
                .with(figures(), equity(), costs(), positions(), trades(), definitions());
        for (Map.Entry<String, String> one : result.settings().entrySet()) {
            report = report.configuration(one.getKey(), one.getValue());
        }
        return report;
    }

    private ReportSection figures() {
        List<StrategyFigure> figures = result.figures();
        ReportSection section = ReportSection.titled("Figures")
                .with(ReportTable.titled("")
                        .text("figure", cells(figures, StrategyFigure::name))
                        .right("strategy", cells(figures, StrategyFigure::text))
                        .right("buy and hold", cells(buyAndHold.figures(), StrategyFigure::text))
                        .note("All figures are net of costs, " + result.periodsText() + "."));
        for (String note : result.notes()) {
            section = section.text(note);
        }
        return section;
    }

    private ReportSection definitions() {
        List<StrategyFigure> figures = result.figures();
        return ReportSection.titled("Definitions")
                .with(ReportTable.titled("")
                        .text("figure", cells(figures, StrategyFigure::name))
                        .text("definition", cells(figures, StrategyFigure::definition)));
    }

    private static <T> List<String> cells(List<T> rows, Function<T, String> cell) {
        return rows.stream().map(cell).toList();
    }

    /** The chart of the equity has the rows of buy and hold, which are more where the strategy was ruined. */
    private ReportSection equity() {
        List<EquityRow> own = result.equity();
        List<EquityRow> held = buyAndHold.equity();
        List<EquityRow> longer = own.size() < held.size() ? held : own;
        List<Instant> times = longer.stream().map(EquityRow::time).toList();
        return ReportSection.titled("Equity and drawdown")
                .with(
                        LineChart.overTime("Equity after costs", times)
                                .line("strategy", values(own, times.size(), EquityRow::equity))
                                .reference("buy and hold", values(held, times.size(), EquityRow::equity)),
                        LineChart.overTime("Drawdown", times)
                                .percent()
                                .filled()
                                .line("strategy", values(own, times.size(), EquityRow::drawdown))
                                .reference("buy and hold", values(held, times.size(), EquityRow::drawdown)));
    }

    private static double[] values(List<EquityRow> rows, int length, ToDoubleFunction<EquityRow> value) {
        return IntStream.range(0, length)
                .mapToDouble(i -> i < rows.size() ? value.applyAsDouble(rows.get(i)) : Double.NaN)
                .toArray();
    }

    private ReportSection costs() {
        List<StrategyResult> all = result.sensitivity();
        List<Map.Entry<CostKind, Double>> paid = result.costsPaid().entrySet().stream()
                .filter(one -> one.getValue() != 0)
                .toList();
        ReportSection section = ReportSection.titled("Costs")
                .with(ReportTable.titled("The same decisions at multiples of the costs")
                        .text("costs", cells(all, one -> StrategyText.given(one.costMultiple()) + " x"))
                        .right("total return", percent(all, one -> one.performance()
                                .totalReturn()))
                        .right("annual return", percent(all, one -> one.performance()
                                .annualReturn()))
                        .right(
                                "annual Sharpe",
                                cells(
                                        all,
                                        one -> StrategyText.decimals(
                                                one.performance().annualSharpe(), 2)))
                        .right("maximum drawdown", percent(all, one -> one.performance()
                                .maxDrawdown())));
        return paid.isEmpty()
                ? section.text("No costs were paid, which no market offers.")
                : section.with(ReportTable.titled("Costs paid")
                        .text("kind", cells(paid, one -> one.getKey().toString()))
                        .right("of the capital", percent(paid, one -> one.getValue() / result.capital())));
    }

    private static <T> List<String> percent(List<T> rows, ToDoubleFunction<T> value) {
        return cells(rows, row -> StrategyText.percent(value.applyAsDouble(row)));
    }

    private ReportSection positions() {
        List<TimeSeries> bars = result.simulation().grid().bars();
        List<Instant> times = IntStream.range(0, result.account().count())
                .mapToObj(result::time)
                .toList();
        double[][] weights = result.weights();
        LineChart chart = LineChart.overTime("Position as a share of the equity, at the closes", times)
                .percent()
                .stepped();
        for (int i = 0; i < Math.min(MOST_LINES, bars.size()); i++) {
            String id = bars.get(i).id();
            chart = chart.line(id.isEmpty() ? "position" : id, weights[i]);
        }
        if (bars.size() > MOST_LINES) {
            chart = chart.note(StrategyText.of("The first %d of %,d instruments.", MOST_LINES, bars.size()));
        }
        return ReportSection.titled("Positions").with(chart);
    }

    private ReportSection trades() {
        List<TradeRow> all = result.trades();
        List<TradeRow> last = all.subList(Math.max(0, all.size() - MOST_TRADES), all.size());
        ReportTable table = ReportTable.titled("")
                .text("filled", cells(last, trade -> StrategyText.time(trade.filled())))
                .text("decided", cells(last, trade -> StrategyText.time(trade.decided())))
                .text("instrument", cells(last, TradeRow::id))
                .number("price", last.stream().mapToDouble(TradeRow::price).toArray())
                .right("weight before", percent(last, TradeRow::weightBefore))
                .right("weight after", percent(last, TradeRow::weight))
                .right("costs, of capital", percent(last, trade -> trade.costs() / result.capital()));
        ReportSection section = ReportSection.titled("Trades");
        if (all.isEmpty()) {
            return section.text("There is no trade.");
        }
        return section.with(
                last.size() == all.size()
                        ? table
                        : table.note(StrategyText.of(
                                "The last %,d of %,d trades; all are in trades().", last.size(), all.size())));
    }
}
