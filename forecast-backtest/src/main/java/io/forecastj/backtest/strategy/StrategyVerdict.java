package io.forecastj.backtest.strategy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Says in sentences what a result is worth. */
final class StrategyVerdict {
    private static final double CONFIDENCE = 0.95;
    /** A number of rows beyond which none will wait. */
    private static final double NEVER = 1e6;

    private final StrategyResult result;
    private final StrategyResult buyAndHold;

    StrategyVerdict(StrategyResult result, StrategyResult buyAndHold) {
        this.result = result;
        this.buyAndHold = buyAndHold;
    }

    /** Returns the sentences, the most important first. */
    List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        Instant ruined = result.ruined();
        if (ruined != null) {
            sentences.add(StrategyText.of(
                    "Ruined: the equity was 0 or less at %s, and the simulation ended there.",
                    StrategyText.time(ruined)));
        }
        luck(sentences);
        comparison(sentences);
        drawdown(sentences);
        return sentences;
    }

    private void luck(List<String> sentences) {
        double probability = result.deflatedSharpe();
        if (Double.isNaN(probability)) {
            sentences.add("Whether it is better than luck cannot be told from so few or equal returns.");
            return;
        }
        StrategySettings settings = result.simulation().settings();
        int trials = settings.trials();
        sentences.add(StrategyText.of(
                "%s: a true Sharpe ratio above %s has probability %s.",
                probability > CONFIDENCE ? "Better than luck at 5%" : "No better than luck",
                trials == 1
                        ? "0 (one trial; set trials(n) if more were tried)"
                        : "the best of " + trials + " trials by luck"
                                + (settings.trials == 0
                                        ? " (the models compared; set trials(n) if more were tried)"
                                        : ""),
                StrategyText.decimals(probability, 2)));
        double needed = result.sharpeTest().minimumTrackRecord(0, CONFIDENCE);
        int returns = result.performance().periods();
        if (probability <= CONFIDENCE && trials == 1 && needed < NEVER) {
            sentences.add(StrategyText.of(
                    "Returns like these would show it after %,d rows; there are %,d.",
                    (long) Math.ceil(needed), returns));
        }
    }

    private void comparison(List<String> sentences) {
        Performance net = result.performance();
        double other = buyAndHold.performance().totalReturn();
        double above = result.probabilityAboveBuyAndHold();
        sentences.add(StrategyText.of(
                "Total return %s, buy and hold %s%s.",
                StrategyText.percent(net.totalReturn()),
                StrategyText.percent(other),
                Double.isNaN(above)
                        ? ""
                        : "; the mean return is above that of buy and hold with probability "
                                + StrategyText.decimals(above, 2)));
    }

    private void drawdown(List<String> sentences) {
        Performance net = result.performance();
        if (net.maxDrawdown() < 0) {
            sentences.add(StrategyText.of(
                    "Maximum drawdown %s from %s to %s, %s.",
                    StrategyText.percent(net.maxDrawdown()),
                    StrategyText.time(result.time(net.drawdownPeak())),
                    StrategyText.time(result.time(net.drawdownTrough())),
                    net.drawdownRecovery() < 0
                            ? "not regained"
                            : "regained by " + StrategyText.time(result.time(net.drawdownRecovery()))));
        }
    }
}
