package io.forecastj.backtest.strategy;

import static io.forecastj.backtest.strategy.BarMaker.bars;
import static io.forecastj.backtest.strategy.BarMaker.positions;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.forecastj.TimeSeries;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What a position costs while it is held, and what ruins an account. */
class HoldingCostsTest {
    private static final double NAN = Double.NaN;
    private static final TradingStrategy LONG_SHORT = TradingStrategy.longShort();

    private static TimeSeries constant(int rows) {
        double[] prices = new double[2 * rows];
        Arrays.fill(prices, 100);
        return bars(prices);
    }

    private static double lastEquity(StrategyResult result) {
        return result.equity().get(result.equity().size() - 1).equity();
    }

    @Test
    void feeHalfSpreadAndSlippageArePaidOnTheValueTraded() {
        TimeSeries bars = constant(4);
        Costs costs = Costs.perTrade(0.01).halfSpread(0.002).slippage(0.003);
        StrategyResult result = LONG_SHORT.costs(costs).capital(1_000).runPositions(positions(bars, 1, -1, 0), bars);
        assertThat(result.trades()).extracting(TradeRow::fee).first().isEqualTo(10.0);
        assertThat(result.trades()).extracting(TradeRow::halfSpread).first().isEqualTo(2.0);
        assertThat(result.trades()).extracting(TradeRow::slippage).first().isEqualTo(3.0);
        // all of it bought, sold twice over, and bought back
        assertThat(lastEquity(result)).isCloseTo(1_000 * 0.985 * 0.97 * 0.985, within(1e-9));
    }

    @Test
    void whatIsSoldShortIsBorrowedForTheDaysHeld() {
        TimeSeries.Builder builder = TimeSeries.builder("open", "close");
        for (int day : new int[] {0, 1, 4, 5}) { // the third row is after a weekend
            builder.add(BarMaker.day(day), 100, 100);
        }
        TimeSeries bars = builder.build();
        StrategyResult result =
                LONG_SHORT.costs(Costs.none().borrow(0.365)).runPositions(positions(bars, -1, NAN, 0, 0), bars);
        // sold at the open of day 1, bought back at that of day 5: four days of 0.1 %
        assertThat(result.costsPaid().get(CostKind.BORROW)).isCloseTo(0.004, within(1e-15));
        assertThat(lastEquity(result)).isCloseTo(0.996, within(1e-15));
    }

    @Test
    void longPositionsBorrowNothing() {
        TimeSeries bars = constant(5);
        StrategyResult result =
                LONG_SHORT.costs(Costs.none().borrow(0.5).interest(0.5)).runPositions(positions(bars, 1), bars);
        assertThat(lastEquity(result)).isCloseTo(1, within(1e-15));
    }

    @Test
    void leverageIsLimitedToOneUnlessAskedForAndPaysInterest() {
        TimeSeries bars = constant(4);
        TradingStrategy strategy = LONG_SHORT.costs(Costs.none().interest(0.365));
        StrategyResult limited = strategy.runPositions(positions(bars, 3), bars);
        assertThat(limited.trades().get(0).weight()).isEqualTo(1);
        assertThat(limited.notes()).containsExactly("1 fill cut to a leverage of at most 1.");
        assertThat(lastEquity(limited)).isEqualTo(1);

        StrategyResult levered = strategy.maxLeverage(3).runPositions(positions(bars, 3), bars);
        assertThat(levered.trades().get(0).weight()).isEqualTo(3);
        // cash of -2 for two days, the second day with interest on the interest
        assertThat(levered.costsPaid().get(CostKind.INTEREST)).isCloseTo(0.002 + 0.002002, within(1e-12));
    }

    @Test
    void fundingIsPaidByLongPositionsAndReceivedByShortOnes() {
        TimeSeries bars = constant(4);
        TradingStrategy strategy = LONG_SHORT.costs(Costs.none().funding(0.001));
        assertThat(lastEquity(strategy.runPositions(positions(bars, 1), bars))).isCloseTo(0.997, within(1e-12));
        StrategyResult sold = strategy.runPositions(positions(bars, -1), bars);
        assertThat(lastEquity(sold)).isCloseTo(1.003, within(1e-12));
        assertThat(sold.costsPaid().get(CostKind.FUNDING_RECEIVED)).isCloseTo(-0.003, within(1e-12));
        assertThat(lastEquity(sold.atCosts(5))).as("income is no cost").isCloseTo(1.003, within(1e-12));
    }

    @Test
    void fundingRatesCanComeFromAColumn() {
        TimeSeries bars = constant(4).with("rate", 0.5, 0.001, NAN, -0.002);
        StrategyResult result =
                LONG_SHORT.costs(Costs.none().fundingColumn("rate")).runPositions(positions(bars, 1), bars);
        assertThat(lastEquity(result)).isCloseTo(1.001, within(1e-12));
        assertThat(result.costsPaid().get(CostKind.FUNDING)).isCloseTo(0.001, within(1e-15));
        assertThatThrownBy(() ->
                        LONG_SHORT.costs(Costs.none().fundingColumn("none")).runPositions(positions(bars, 1), bars))
                .hasMessageContaining("no column 'none'");
    }

    @Test
    void ruinEndsTheSimulationAndIsSaid() {
        TimeSeries bars = bars(100, 100, 100, 100, 250, 90, 80, 80, 80, 80);
        StrategyResult result = LONG_SHORT.runPositions(positions(bars, -1, NAN, NAN, NAN), bars);
        assertThat(result.ruined()).as("at the open, whatever the close").isEqualTo(BarMaker.day(2));
        assertThat(result.equity()).hasSize(3);
        assertThat(lastEquity(result)).isCloseTo(-0.5, within(1e-12));
        assertThat(result.positions().get(2).units()).isZero();
        assertThat(result.performance().annualReturn()).isEqualTo(-1);
        assertThat(result.summary())
                .contains("Ruined: the equity was 0 or less at 2024-01-03, and the simulation ended there.");
        assertThat(result.buyAndHold().ruined()).isNull();
    }

    @Test
    void costsThatTakeTheWholeEquityRuin() {
        TimeSeries bars = constant(6);
        StrategyResult result = LONG_SHORT.costs(Costs.perTrade(0.4)).runPositions(positions(bars, 1, -1, 1), bars);
        assertThat(result.ruined()).isNull();
        assertThat(result.atCosts(2).ruined()).isEqualTo(BarMaker.day(2));
        TimeSeries rising = bars(100, 100, 100, 100, 100, 300, 300, 300);
        StrategyResult saved = LONG_SHORT.costs(Costs.perTrade(0.4)).runPositions(positions(rising, 1, -1), rising);
        assertThat(saved.atCosts(2).ruined())
                .as("a later price does not save who cannot pay")
                .isEqualTo(BarMaker.day(2));
    }

    @Test
    void thereIsNoTradeAfterRuin() {
        TimeSeries bars = bars(100, 100, 100, 300, 300, 300, 300, 300);
        StrategyResult result = LONG_SHORT.runPositions(positions(bars, -1, 1, 1), bars);
        assertThat(result.trades()).hasSize(1);
        assertThat(result.ruined()).isEqualTo(BarMaker.day(1));
    }

    @Test
    void costsAreWrittenInWords() {
        assertThat(Costs.none()).hasToString("no costs");
        assertThat(Costs.perTrade(0.0005)
                        .halfSpread(0.0001)
                        .slippage(0.0002)
                        .borrow(0.03)
                        .interest(0.06)
                        .funding(1e-4))
                .hasToString("fee 0.05% of a trade, half-spread 0.01%, slippage 0.02%, borrow 3% a year, interest 6%"
                        + " a year, funding 0.01% a row");
        assertThat(Costs.perTrade(0.01).fundingColumn("rate"))
                .isEqualTo(Costs.perTrade(0.01).fundingColumn("rate"));
        assertThat(Costs.perTrade(0.01)).isNotEqualTo(Costs.perTrade(0.02));
    }

    @Test
    void ratesOutOfTheirRangeAreRefused() {
        assertThatThrownBy(() -> Costs.perTrade(0.5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Costs.perTrade(-0.1)).hasMessageContaining("fee");
        assertThatThrownBy(() -> Costs.none().halfSpread(NAN)).hasMessageContaining("halfSpread");
        assertThatThrownBy(() -> Costs.none().slippage(1)).hasMessageContaining("slippage");
        assertThatThrownBy(() -> Costs.none().borrow(-1)).hasMessageContaining("borrow");
        assertThatThrownBy(() -> Costs.none().interest(NAN)).hasMessageContaining("interest");
        assertThatThrownBy(() -> Costs.none().funding(NAN)).hasMessageContaining("funding");
        assertThatThrownBy(() -> LONG_SHORT
                        .runPositions(positions(constant(4), 1), constant(4))
                        .atCosts(-1))
                .hasMessageContaining("multiple");
    }
}
