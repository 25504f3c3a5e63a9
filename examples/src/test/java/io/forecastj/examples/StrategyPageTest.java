package io.forecastj.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.Baselines;
import io.forecastj.TimeSeries;
import io.forecastj.WalkForward;
import io.forecastj.backtest.Backtest;
import io.forecastj.backtest.BacktestResult;
import io.forecastj.backtest.strategy.Costs;
import io.forecastj.backtest.strategy.TradingStrategy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The summary that docs/strategy.md shows is what the simulation prints. */
class StrategyPageTest {
    @Test
    void theSummaryOfThePageIsThatOfTheSimulation() throws IOException {
        TimeSeries bars = Sp500Daily.bundled();
        BacktestResult result = Backtest.on(bars)
                .windows(WalkForward.expanding(1_000).refitEvery(250))
                .compare(Baselines.mean("close", 1))
                .run();
        String summary = TradingStrategy.longShort()
                .costs(Costs.perTrade(0.0005).halfSpread(0.0001).borrow(0.01))
                .trials(20)
                .run(result, "mean", bars)
                .summary();
        String shown = summary.substring(0, summary.indexOf("\n\ntotal return: "));
        assertThat(Files.readString(Path.of("..", "docs", "strategy.md"))).contains("```\n" + shown + "\n```");
    }
}
