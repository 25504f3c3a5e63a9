package io.forecastj.backtest.strategy;

import static io.forecastj.backtest.strategy.BarMaker.bars;
import static io.forecastj.backtest.strategy.BarMaker.day;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A position whose prices end is closed at the last one. */
class SettlementTest {
    private static final double NAN = Double.NaN;
    private static final TimeSeries LONG =
            bars("b", 0, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100);
    private static final TimeSeries SHORT = bars("a", 0, 100, 100, 100, 98, 99, 97.1);

    private static StrategyResult both(TradingStrategy strategy, TimeSeries a, double position) {
        return strategy.runPositions(Map.of("a", Map.of(day(0), position), "b", Map.of(day(0), 0.5)), List.of(a, LONG));
    }

    private static void assertSettledAfterTheThirdRow(StrategyResult result) {
        assertThat(result.trades()).extracting(TradeRow::settled).containsExactly(false, false, true);
        TradeRow last = result.trades().get(2);
        assertThat(last.id()).isEqualTo("a");
        assertThat(last.decided()).isEqualTo(day(2));
        assertThat(last.filled()).isEqualTo(day(3));
        assertThat(last.price()).isEqualTo(97.1);
        assertThat(last.units()).isEqualTo(-result.trades().get(0).units());
        assertThat(last.weight()).isZero();
        assertThat(result.notes()).containsExactly("a: no price after 2024-01-03, closed at 97.1.");
        assertThat(result.summary()).contains("a: no price after 2024-01-03, closed at 97.1.");
        assertThat(result.positions())
                .filteredOn(row -> row.id().equals("a") && row.time().isAfter(day(2)))
                .hasSize(4)
                .allMatch(row -> row.units() == 0 && row.value() == 0);
    }

    @Test
    void whenTheBarsOfAnInstrumentEndItsPositionIsClosedAtTheLastClose() {
        StrategyResult result = both(TradingStrategy.longShort(), SHORT, 1);
        assertSettledAfterTheThirdRow(result);
        assertThat(result.performance().totalReturn()).isCloseTo(0.5 * -0.029, within(1e-12));
        assertThat(result.trades().get(2).weightBefore()).isCloseTo(0.4855 / 0.9855, within(1e-12));
    }

    @Test
    void pricesThatAreMissingToTheEndAreAnEnd() {
        TimeSeries missing = bars("a", 0, 100, 100, 100, 98, 99, 97.1, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN);
        StrategyResult result = both(TradingStrategy.longShort(), missing, 1);
        assertSettledAfterTheThirdRow(result);
        assertThat(result.equity())
                .isEqualTo(both(TradingStrategy.longShort(), SHORT, 1).equity());
    }

    @Test
    void aSettlementPaysTheCostsOfATrade() {
        StrategyResult result =
                both(TradingStrategy.longShort().costs(Costs.perTrade(0.01).halfSpread(0.001)), SHORT, 1);
        TradeRow last = result.trades().get(2);
        double value = -last.units() * 97.1;
        assertThat(last.value()).isCloseTo(value, within(1e-12));
        assertThat(last.fee()).isCloseTo(0.01 * value, within(1e-12));
        assertThat(last.costs()).isCloseTo(0.011 * value, within(1e-12));
        EquityRow row = result.equity().get(3);
        assertThat(row.costs()).isCloseTo(0.011 * value, within(1e-12));
        assertThat(row.turnover()).isCloseTo(last.weightBefore(), within(1e-12));
        assertThat(row.equity()).isCloseTo(result.equity().get(2).equity() - last.costs(), within(1e-12));
    }

    @Test
    void aShortPositionIsBoughtBackAndPaysNoBorrowAfterIt() {
        StrategyResult result =
                both(TradingStrategy.longShort().costs(Costs.none().borrow(0.1)), SHORT, -1);
        assertThat(result.trades().get(2).units()).isPositive();
        assertThat(result.equity()).extracting(EquityRow::costs).satisfies(costs -> {
            assertThat(costs.get(3)).as("until it is settled").isPositive();
            assertThat(costs.subList(4, 7)).as("after it").allMatch(cost -> cost == 0);
        });
    }

    @Test
    void theCashOfASettlementCanBeTradedAtTheSameTime() {
        StrategyResult result = TradingStrategy.longShort()
                .allocation(Allocation.whole())
                .runPositions(Map.of("a", Map.of(day(0), 1.0), "b", Map.of(day(2), 1.0)), List.of(SHORT, LONG));
        assertThat(result.trades()).extracting(TradeRow::id).containsExactly("a", "a", "b");
        assertThat(result.trades().get(2).filled()).isEqualTo(day(3));
        assertThat(result.trades().get(2).weight()).isEqualTo(1);
    }

    @Test
    void aHaltIsNoEnd() {
        TimeSeries halted = bars("a", 0, 100, 100, 100, 98, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, 105);
        StrategyResult result = both(TradingStrategy.longShort(), halted, 1);
        assertThat(result.trades()).noneMatch(TradeRow::settled);
        assertThat(result.performance().totalReturn()).isCloseTo(0.025, within(1e-12));
    }

    @Test
    void theBarsOfASingleInstrumentCanEndInMissingPrices() {
        TimeSeries bars = bars(100, 100, 100, 98, NAN, 97.1, NAN, NAN, NAN, NAN);
        StrategyResult result = TradingStrategy.longFlat().runPositions(Map.of(day(0), 1.0), bars);
        assertThat(result.notes()).containsExactly("No price after 2024-01-03, closed at 97.1.");
        StringBuilder csv = new StringBuilder();
        result.writeCsv(StrategyTable.TRADES, csv);
        assertThat(csv.toString().lines()).first().asString().endsWith(",slippage,settled");
        assertThat(csv.toString().lines().skip(1))
                .satisfiesExactly(bought -> assertThat(bought).endsWith(",false"), sold -> assertThat(sold)
                        .endsWith(",true"));
    }

    @Test
    void barsThatAreLongerThanTheSimulationAreNoEnd() {
        TimeSeries longer = bars("a", 0, 100, 100, 100, 98, 99, 97.1, 99, 98, 97, 96);
        StrategyResult result = both(TradingStrategy.longShort(), longer, 0);
        assertThat(result.notes()).isEmpty();
        assertThat(TradingStrategy.longFlat()
                        .runPositions(Map.of(day(0), 1.0), longer)
                        .trades())
                .hasSize(1);
    }

    @Test
    void manySettlementsAreCounted() {
        List<TimeSeries> bars = new ArrayList<>(List.of(LONG));
        Map<String, Map<Instant, Double>> positions = new HashMap<>(Map.of("b", Map.of(day(0), 0.0)));
        for (int i = 0; i < 8; i++) {
            TimeSeries one = TimeSeries.builder("open", "close")
                    .id("a" + i)
                    .sampling(Sampling.daily())
                    .add(day(0), 100, 100)
                    .add(day(1), 100, 100)
                    .build();
            bars.add(one);
            positions.put(one.id(), Map.of(day(0), 1.0));
        }
        assertThat(TradingStrategy.longFlat().runPositions(positions, bars).notes())
                .hasSize(6)
                .contains("a4: no price after 2024-01-02, closed at 100.")
                .last()
                .isEqualTo("3 more without a price to the end, closed at the last one.");
    }
}
