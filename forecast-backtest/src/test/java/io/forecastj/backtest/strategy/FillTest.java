package io.forecastj.backtest.strategy;

import static io.forecastj.backtest.strategy.BarMaker.bars;
import static io.forecastj.backtest.strategy.BarMaker.day;
import static io.forecastj.backtest.strategy.BarMaker.positions;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When a decision is filled, and at which price. */
class FillTest {
    private static final double NAN = Double.NaN;
    /** Every close is a different one from the next open, so a fill at either shows. */
    private static final TimeSeries BARS = bars(100, 100, 110, 120, 130, 140, 150, 160, 170, 180);

    private static final TradingStrategy LONG_SHORT = TradingStrategy.longShort();

    private static List<Double> equity(StrategyResult result) {
        return result.equity().stream().map(EquityRow::equity).toList();
    }

    @Test
    void aPositionIsFilledAtTheOpenAfterTheCloseThatDecidedIt() {
        StrategyResult result = LONG_SHORT.runPositions(positions(BARS, 1, 1, 0), BARS);
        assertThat(result.trades()).hasSize(2);
        TradeRow bought = result.trades().get(0);
        assertThat(bought.decided()).isEqualTo(day(0));
        assertThat(bought.filled()).isEqualTo(day(1));
        assertThat(bought.price()).isEqualTo(110);
        assertThat(bought.units()).isCloseTo(1 / 110.0, within(1e-15));
        TradeRow sold = result.trades().get(1);
        assertThat(sold.decided()).isEqualTo(day(2));
        assertThat(sold.filled()).isEqualTo(day(3));
        assertThat(sold.price()).isEqualTo(150);
        assertThat(sold.weight()).isZero();
        // the gap from 100 to 110 was not earned, that from 140 to 150 was
        assertThat(equity(result))
                .usingComparatorForType((a, b) -> Math.abs(a - b) < 1e-15 ? 0 : 1, Double.class)
                .containsExactly(1.0, 120 / 110.0, 140 / 110.0, 150 / 110.0, 150 / 110.0);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void aFillInTheRowThatDecidesIsRefused(int delay) {
        assertThatThrownBy(() -> LONG_SHORT.delay(delay))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the forecast knows the row that decides");
    }

    @Test
    void aDelayCountsRowsFromTheDecision() {
        StrategyResult result = LONG_SHORT.delay(3).runPositions(positions(BARS, 1, 1), BARS);
        assertThat(result.trades()).hasSize(1);
        assertThat(result.trades().get(0).filled()).isEqualTo(day(3));
        assertThat(result.trades().get(0).price()).isEqualTo(150);
        assertThat(result.notes()).isEmpty();
    }

    @Test
    void decisionsOfADelayAreEachFilledInTheirRow() {
        StrategyResult result = LONG_SHORT.delay(2).runPositions(positions(BARS, 1, 0, -1), BARS);
        assertThat(result.trades()).extracting(TradeRow::filled).containsExactly(day(2), day(3), day(4));
        assertThat(result.trades()).extracting(TradeRow::weight).containsExactly(1.0, 0.0, -1.0);
    }

    @Test
    void aMissingOpenDelaysTheFill() {
        TimeSeries bars = bars(100, 100, NAN, 120, NAN, NAN, 150, 160, 170, 180);
        StrategyResult result = LONG_SHORT.runPositions(positions(bars, 1), bars);
        assertThat(result.trades()).hasSize(1);
        assertThat(result.trades().get(0).filled()).isEqualTo(day(3));
        assertThat(result.trades().get(0).price()).isEqualTo(150);
        assertThat(result.notes()).containsExactly("1 fill delayed by missing opens or rows.");
    }

    @Test
    void aNewerDecisionTakesThePlaceOfOneThatWaits() {
        TimeSeries bars = bars(100, 100, NAN, 120, NAN, 140, 150, 160, 170, 180);
        StrategyResult result = LONG_SHORT.runPositions(positions(bars, 1, 1, -0.5), bars);
        assertThat(result.trades()).hasSize(1);
        assertThat(result.trades().get(0).decided()).isEqualTo(day(2));
        assertThat(result.trades().get(0).weight()).isEqualTo(-0.5);
    }

    @Test
    void aMissingCloseIsValuedAtTheLastKnownPrice() {
        TimeSeries bars = bars(100, 100, 110, 120, NAN, NAN, 150, NAN, 170, 180);
        StrategyResult result = LONG_SHORT.runPositions(positions(bars, 1), bars);
        assertThat(result.positions())
                .extracting(PositionRow::price)
                .containsExactly(100.0, 120.0, 120.0, 150.0, 180.0);
    }

    @Test
    void aDecisionAfterTheLastRowIsNotFilledAndSaidSo() {
        StrategyResult result = LONG_SHORT.runPositions(positions(BARS, 1, 1, 1, 1, -1), BARS);
        assertThat(result.trades()).hasSize(1);
        assertThat(result.notes()).containsExactly("1 decision not filled by the end.");
    }

    @Test
    void barsOfOneColumnAreFilledAtTheNextValueAndSaidSo() {
        TimeSeries prices = TimeSeries.of("price", BarMaker.START, Sampling.daily(), 100, 110, 121, 60.5);
        StrategyResult result = LONG_SHORT.runPositions(positions(prices, 1, 1, 0), prices);
        assertThat(result.trades()).extracting(TradeRow::price).containsExactly(110.0, 60.5);
        assertThat(result.performance().totalReturn()).isCloseTo(-0.45, within(1e-15));
        assertThat(result.notes())
                .containsExactly("The bars have one column, so positions are filled at its value in a later row.");
        assertThat(result.summary()).contains("filled at the next value");
    }

    @Test
    void otherColumnsCanBeThePrices() {
        TimeSeries bars = BARS.rename("open", "bid").rename("close", "last");
        StrategyResult result = LONG_SHORT.prices("bid", "last").runPositions(positions(bars, 1, 1, 0), bars);
        assertThat(result.trades()).extracting(TradeRow::price).containsExactly(110.0, 150.0);
        assertThatThrownBy(() -> LONG_SHORT.runPositions(positions(bars, 1), bars))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no column 'open'")
                .hasMessageContaining("[bid, last]");
        assertThatThrownBy(() -> LONG_SHORT.prices("last", "last")).hasMessageContaining("'last' twice");
    }

    @Test
    void aPositionOfNaNKeepsTheUnits() {
        StrategyResult kept = LONG_SHORT.runPositions(positions(BARS, 0.5, NAN, NAN, NAN), BARS);
        assertThat(kept.trades()).hasSize(1);
        assertThat(kept.notes()).containsExactly("3 decisions to keep what was held.");
        assertThat(kept.positions())
                .extracting(PositionRow::units)
                .containsExactly(0.0, 0.5 / 110, 0.5 / 110, 0.5 / 110, 0.5 / 110);
        StrategyResult drift = LONG_SHORT.runPositions(positions(BARS, 0.5, 0.5, 0.5, 0.5), BARS);
        assertThat(drift.trades()).as("drift is traded").hasSize(4);
    }

    @Test
    void driftWithinTheToleranceIsNotTraded() {
        // the weight drifts from 0.5 to 0.522, 0.56, 0.575 and 0.6
        StrategyResult result = LONG_SHORT.tolerance(0.06).runPositions(positions(BARS, 0.5, 0.5, 0.5, 0.5), BARS);
        assertThat(result.trades()).extracting(TradeRow::filled).containsExactly(day(1), day(3));
        assertThat(result.trades().get(1).weightBefore()).isGreaterThan(0.56);
        StrategyResult closed = LONG_SHORT.tolerance(0.9).runPositions(positions(BARS, 0.5, 0, 0.5, -0.1), BARS);
        assertThat(closed.trades()).extracting(TradeRow::weight).containsExactly(0.5, 0.0, 0.5, -0.1);
        assertThatThrownBy(() -> LONG_SHORT.tolerance(1)).hasMessageContaining("tolerance");
    }

    @Test
    void aTimeBetweenTwoRowsIsRefusedSinceItIsUnclearWhatWasKnown() {
        assertThatThrownBy(() -> LONG_SHORT.runPositions(Map.of(day(1).plus(Duration.ofHours(5)), 1.0), BARS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2024-01-02T05:00:00Z between the rows of 2024-01-02T00:00:00Z and")
                .hasMessageContaining("use the time of the last row that was known");
    }

    @Test
    void decisionsOutsideOfTheBarsAreCounted() {
        StrategyResult result = LONG_SHORT.runPositions(Map.of(day(-5), -1.0, day(0), 1.0, day(9), -1.0), BARS);
        assertThat(result.trades()).hasSize(1);
        assertThat(result.notes())
                .containsExactly("2 decisions before the first row of the bars or after the last, left out.");
        assertThatThrownBy(() -> LONG_SHORT.runPositions(Map.of(day(9), 1.0), BARS))
                .hasMessageContaining("found none; 1 are outside of them");
    }

    @Test
    void aSimulationNeedsARowAfterTheFirstDecision() {
        assertThatThrownBy(() -> LONG_SHORT.runPositions(Map.of(day(4), 1.0), BARS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found none after 2024-01-05T00:00:00Z");
    }

    @Test
    void pricesThatAreNotAboveZeroAreRefused() {
        TimeSeries bars = bars(100, 100, 110, -3, 130, 140);
        assertThatThrownBy(() -> LONG_SHORT.runPositions(positions(bars, 1), bars))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found -3.0 in column 'close'")
                .hasMessageContaining("2024-01-02");
    }

    @Test
    void anInfinitePositionIsRefused() {
        assertThatThrownBy(() -> LONG_SHORT.runPositions(positions(BARS, 1, Double.POSITIVE_INFINITY), BARS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be finite")
                .hasMessageContaining("2024-01-02");
    }
}
