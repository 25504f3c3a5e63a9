package io.forecastj.backtest.strategy;

import io.forecastj.MessageText;
import io.forecastj.TimeSeries;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes a result as text for a terminal. */
final class StrategySummary {
    private static final double CONFIDENCE = 0.95;

    private final StrategyResult result;
    private final StringBuilder text = new StringBuilder();

    StrategySummary(StrategyResult result) {
        this.result = result;
    }

    String text() {
        header();
        StrategyResult other = result.buyAndHold();
        figures(other);
        costs();
        verdict(other);
        result.notes().forEach(note -> line("%s", note));
        line("");
        for (StrategyFigure figure : result.figures()) {
            line("%s: %s", figure.name(), figure.definition());
        }
        return text.toString();
    }

    private void header() {
        Simulation simulation = result.simulation();
        StrategySettings settings = simulation.settings();
        List<TimeSeries> bars = simulation.grid().bars();
        List<String> ids = bars.stream().map(TimeSeries::id).toList();
        line(
                "%s by %s%s",
                settings.text(),
                simulation.source(),
                ids.size() > 1
                        ? String.format(Locale.ROOT, " on %,d instruments: ", ids.size()) + MessageText.names(ids)
                        : ids.get(0).isEmpty() ? "" : " on " + ids.get(0));
        line(
                "%,d rows from %s to %s, %s",
                result.account().count(),
                day(result.time(0)),
                day(result.time(result.account().count() - 1)),
                simulation.periods().text());
        line(
                "Decided after the close, filled at the %s; %s%s",
                fill(simulation), settings.costs, result.costMultiple() == 1 ? "" : ", times " + result.costMultiple());
        if (ids.size() > 1) {
            line("Capital: %s", settings.allocation);
        }
    }

    private static String fill(Simulation simulation) {
        String price = simulation.grid().singleColumn() ? "value" : "open";
        int delay = simulation.settings().delay;
        return delay == 1 ? "next " + price : price + " of row " + delay + " after it";
    }

    private void figures(StrategyResult other) {
        line("");
        line("%-22s  %12s  %12s", "", "strategy", "buy and hold");
        line("%s", "-".repeat(50));
        List<StrategyFigure> own = result.figures();
        List<StrategyFigure> others = other.figures();
        for (int i = 0; i < own.size(); i++) {
            StrategyFigure figure = own.get(i);
            line(
                    "%-22s  %12s  %12s",
                    figure.name(), figure.text(), others.get(i).text());
        }
    }

    private void costs() {
        line("");
        line("%-22s  %12s  %12s", "at a multiple of costs", "total return", "annual Sharpe");
        for (StrategyResult at : result.sensitivity()) {
            List<StrategyFigure> figures = at.figures();
            String multiple = String.format(Locale.ROOT, "%.0f x", at.costMultiple());
            line(
                    "%-22s  %12s  %12s",
                    multiple, figures.get(0).text(), figures.get(3).text());
        }
        String paid = result.costsPaid().entrySet().stream()
                .filter(one -> one.getValue() != 0)
                .map(one -> one.getKey() + " " + number(one))
                .collect(Collectors.joining(", "));
        if (!paid.isEmpty()) {
            line("Paid: %s", paid);
        }
    }

    private static String number(Map.Entry<CostKind, Double> paid) {
        return String.format(Locale.ROOT, "%.6g", paid.getValue());
    }

    private void verdict(StrategyResult other) {
        line("");
        Performance net = result.performance();
        if (net.maxDrawdown() < 0) {
            line(
                    "Maximum drawdown: from %s to %s, %s.",
                    day(result.time(net.drawdownPeak())),
                    day(result.time(net.drawdownTrough())),
                    net.drawdownRecovery() < 0
                            ? "not regained"
                            : "regained by " + day(result.time(net.drawdownRecovery())));
        }
        double above = result.probabilityAboveBuyAndHold();
        if (!Double.isNaN(above)) {
            line(
                    "The total return is %s than that of buy and hold; its mean return is above with probability %.2f.",
                    net.totalReturn() > other.performance().totalReturn() ? "higher" : "no higher", above);
        }
        luck();
    }

    private void luck() {
        double probability = result.deflatedSharpe();
        if (Double.isNaN(probability)) {
            return;
        }
        int trials = result.simulation().settings().trials;
        line(
                "Better than luck with probability %.2f (deflated Sharpe, %s): %s.",
                probability,
                trials == 1 ? "1 trial; set trials(n) if more were tried" : trials + " trials",
                probability > CONFIDENCE ? "significant at 5%" : "not significant");
        double needed = result.sharpeTest().minimumTrackRecord(0, CONFIDENCE);
        int returns = result.performance().periods();
        if (probability <= CONFIDENCE && trials == 1 && needed < 1e6) {
            line("Returns like these would show it after %,.0f rows; there are %,d.", Math.ceil(needed), returns);
        }
    }

    private static String day(Instant time) {
        String text = time.toString();
        String midnight = "T00:00:00Z";
        return text.endsWith(midnight) ? text.substring(0, text.length() - midnight.length()) : text;
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values).stripTrailing()).append('\n');
    }
}
