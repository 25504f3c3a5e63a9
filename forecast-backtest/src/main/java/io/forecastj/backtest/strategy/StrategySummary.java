package io.forecastj.backtest.strategy;

import java.util.List;
import java.util.stream.Collectors;

/** Writes a result as text for a terminal. */
final class StrategySummary {
    private final StrategyResult result;
    private final StringBuilder text = new StringBuilder();

    StrategySummary(StrategyResult result) {
        this.result = result;
    }

    String text() {
        StrategyResult buyAndHold = result.buyAndHold();
        List<StrategyFigure> figures = result.figures();
        line(result.title());
        result.facts().forEach(this::line);
        line("");
        figures(figures, buyAndHold.figures());
        costs();
        line("");
        new StrategyVerdict(result, buyAndHold).sentences().forEach(this::line);
        result.notes().forEach(this::line);
        line("");
        figures.forEach(figure -> line(figure.name() + ": " + figure.definition()));
        return text.toString();
    }

    private void figures(List<StrategyFigure> figures, List<StrategyFigure> others) {
        row("", "strategy", "buy and hold");
        line("-".repeat(50));
        for (int i = 0; i < figures.size(); i++) {
            row(figures.get(i).name(), figures.get(i).text(), others.get(i).text());
        }
    }

    private void costs() {
        line("");
        row("at a multiple of costs", "total return", "annual Sharpe");
        for (StrategyResult at : result.sensitivity()) {
            row(
                    StrategyText.given(at.costMultiple()) + " x",
                    StrategyText.percent(at.performance().totalReturn()),
                    StrategyText.decimals(at.performance().annualSharpe(), 2));
        }
        String paid = result.costsPaid().entrySet().stream()
                .filter(one -> one.getValue() != 0)
                .map(one -> one.getKey() + " " + StrategyText.percent(one.getValue() / result.capital()))
                .collect(Collectors.joining(", "));
        if (!paid.isEmpty()) {
            line("Paid, by the capital at the start: " + paid + ".");
        }
    }

    private void row(String name, String own, String other) {
        line(StrategyText.of("%-22s  %12s  %12s", name, own, other).stripTrailing());
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
