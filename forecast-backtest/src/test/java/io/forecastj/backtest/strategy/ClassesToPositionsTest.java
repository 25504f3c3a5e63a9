package io.forecastj.backtest.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.WalkForward;
import io.forecastj.backtest.Backtest;
import io.forecastj.backtest.BacktestResult;
import io.forecastj.backtest.ClassFormula;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The class forecasts of a backtest become positions. */
class ClassesToPositionsTest {
    /** Forecasts a rise with probability 0.7 from a close below 100, and a fall with 0.6 from any other. */
    private static final ClassFormula REVERTING = new ClassFormula(
            "close",
            "reverting",
            "direction(close,0.0)",
            Target.Direction.CLASSES,
            last -> last < 100 ? new double[] {0.2, 0.1, 0.7} : new double[] {0.6, 0.1, 0.3});

    @Test
    void theProbabilitiesOfTheTableDecideAndSize() {
        double[] prices = new double[160];
        Arrays.setAll(prices, i -> 100 + 5 * Math.sin(i / 3.0));
        TimeSeries bars = BarMaker.bars("x", 0, prices);
        BacktestResult result = Backtest.on(bars)
                .windows(WalkForward.expanding(20).fitOnce())
                .seasonLength(1)
                .compare(REVERTING)
                .run();
        StrategyResult sides = TradingStrategy.longShort().run(result, "reverting", bars);
        assertThat(sides.trades()).hasSizeGreaterThan(10);
        assertThat(sides.trades()).extracting(TradeRow::weight).contains(1.0, -1.0);
        for (TradeRow trade : sides.trades()) {
            double close = bars.value(bars.rowAtOrBefore(trade.decided()), "close");
            assertThat(trade.weight()).isEqualTo(close < 100 ? 1 : -1);
        }
        StrategyResult sized = TradingStrategy.longShort().sizeByConfidence().run(result, "reverting", bars);
        for (TradeRow trade : sized.trades()) {
            double close = bars.value(bars.rowAtOrBefore(trade.decided()), "close");
            assertThat(trade.weight()).isCloseTo(close < 100 ? 0.5 : -0.3, within(1e-12));
        }
        assertThat(sized.notes()).isEmpty();
    }
}
