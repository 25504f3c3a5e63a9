package io.forecastj.backtest.strategy;

import static io.forecastj.backtest.strategy.BarMaker.bars;
import static io.forecastj.backtest.strategy.BarMaker.day;
import static io.forecastj.backtest.strategy.BarMaker.positions;
import static io.forecastj.backtest.strategy.BarMaker.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Several instruments under one equity curve. */
class SeveralInstrumentsTest {
    private static final TradingStrategy LONG_SHORT = TradingStrategy.longShort();

    private static Map<Instant, Double> always(TimeSeries bars, double position) {
        Map<Instant, Double> all = new HashMap<>();
        bars.times().forEach(time -> all.put(time, position));
        return all;
    }

    private static StrategyResult run(TradingStrategy strategy, double position, TimeSeries... bars) {
        Map<String, Map<Instant, Double>> positions = new HashMap<>();
        for (TimeSeries one : bars) {
            positions.put(one.id(), always(one, position));
        }
        return strategy.runPositions(positions, List.of(bars));
    }

    @Test
    void equalSharesAreThoseOfTheNumberOfInstruments() {
        TimeSeries up = bars("up", 0, 100, 100, 100, 110, 110, 110);
        TimeSeries down = bars("down", 0, 100, 100, 100, 80, 80, 80);
        StrategyResult result = run(LONG_SHORT, 1, up, down);
        assertThat(result.equity().get(1).equity()).isCloseTo(0.95, within(1e-15));
        assertThat(result.positions()).extracting(PositionRow::id).startsWith("up", "down", "up", "down");
    }

    @Test
    void eachCalendarKeepsItsOwnRowsOnOneTimeline() {
        TimeSeries all = bars("all", 0, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100);
        TimeSeries.Builder some = TimeSeries.builder("open", "close").id("some").sampling(Sampling.daily());
        for (int day : new int[] {0, 1, 3, 4}) { // a holiday on day 2
            some.add(day(day), 50 + day, 50 + day);
        }
        StrategyResult result = LONG_SHORT.runPositions(
                Map.of("all", Map.of(day(1), 1.0), "some", Map.of(day(1), 1.0)), List.of(all, some.build()));
        assertThat(result.trades()).extracting(TradeRow::id).containsExactly("all", "some");
        assertThat(result.trades()).extracting(TradeRow::filled).containsExactly(day(2), day(3));
        assertThat(result.trades().get(1).price()).isEqualTo(53);
        assertThat(result.equity()).extracting(EquityRow::time).containsExactly(day(1), day(2), day(3), day(4));
        // on the holiday the last price is known still
        assertThat(result.positions().get(3).price()).isEqualTo(51);
    }

    @Test
    void anInstrumentThatStartsLaterIsBoughtByBuyAndHoldAtItsFirstOpen() {
        TimeSeries early = bars("early", 0, 100, 100, 100, 100, 100, 100, 100, 100);
        TimeSeries late = bars("late", 2, 10, 20, 20, 40);
        StrategyResult result = LONG_SHORT
                .runPositions(Map.of("early", Map.of(day(0), 0.0), "late", Map.of()), List.of(early, late))
                .buyAndHold();
        assertThat(result.trades()).extracting(TradeRow::filled).containsExactly(day(1), day(2));
        assertThat(result.trades().get(1).price()).isEqualTo(10);
        assertThat(result.performance().totalReturn()).isCloseTo(0.5 + 0.5 * 4 - 1, within(1e-12));
    }

    @Test
    void wholeSharesTogetherAreCutToTheLeverage() {
        TimeSeries a = random("a", 20, 1);
        TimeSeries b = random("b", 20, 2);
        StrategyResult result = run(LONG_SHORT.allocation(Allocation.whole()), -1, a, b);
        assertThat(result.trades().get(0).weight()).isEqualTo(-0.5);
        assertThat(result.trades().get(1).weight()).isEqualTo(-0.5);
        assertThat(result.notes()).anyMatch(note -> note.contains("cut to a leverage of at most 1"));
    }

    @Test
    void theCostsOfATradeAreNotBorrowedBesideAPositionThatIsNotTraded() {
        TimeSeries a = bars("a", 0, 100, 100, 100, 100, 100, 100, 100, 100);
        TimeSeries b = bars("b", 0, 100, 100, 100, 100, 100, 100, 100, 100);
        StrategyResult result = LONG_SHORT
                .costs(Costs.perTrade(0.01))
                .runPositions(Map.of("a", Map.of(day(0), 1.0), "b", Map.of(day(1), 1.0)), List.of(a, b));
        assertThat(result.trades()).extracting(TradeRow::filled).containsExactly(day(1), day(2));
        EquityRow last = result.equity().get(3);
        assertThat(last.cash()).isCloseTo(0, within(1e-12));
        assertThat(last.exposure()).isCloseTo(1, within(1e-12));
        assertThat(result.trades().get(1).weight()).isLessThan(0.5);
    }

    @Test
    void calmInstrumentsGetMoreByVolatility() {
        TimeSeries calm = random("calm", 60, 1);
        TimeSeries wild = random("wild", 60, 2);
        double[] prices = wild.values("close");
        for (int row = 0; row < prices.length; row++) {
            prices[row] = 100 * Math.pow(prices[row] / 100, 3);
        }
        wild = wild.with("close", prices).with("open", prices);
        StrategyResult result = run(LONG_SHORT.allocation(Allocation.byVolatility(20)), 1, calm, wild);
        List<TradeRow> trades = result.trades();
        assertThat(trades.get(0).decided())
                .as("20 returns are known after 21 rows")
                .isEqualTo(day(20));
        double calmVolatility = Volatility.of(calm.head(21), "close", 20);
        double wildVolatility = Volatility.of(wild.head(21), "close", 20);
        double expected = 1 / calmVolatility / (1 / calmVolatility + 1 / wildVolatility);
        assertThat(trades.get(0).weight()).isCloseTo(expected, within(1e-12));
        assertThat(trades.get(1).weight()).isCloseTo(1 - expected, within(1e-12));
        assertThat(expected).isGreaterThan(0.6);
    }

    @Test
    void kellyBetsOnTheRecordOfThePositionsAndNotBeforeThereIsOne() {
        double[] prices = new double[80];
        double price = 100;
        for (int row = 0; row < 40; row++) {
            prices[2 * row] = price;
            price *= row % 3 == 0 ? 0.99 : 1.01;
            prices[2 * row + 1] = price;
        }
        TimeSeries good = bars("good", 0, prices);
        StrategyResult result = run(LONG_SHORT.allocation(Allocation.kelly(12, 0.005, 0.8)), 1, good);
        // the record begins in the row of the first decision, so the twelfth row decides
        assertThat(result.trades().get(0).decided()).isEqualTo(day(11));
        // of the first twelve rows the first earned nothing: three falls and eight rises
        double[] record = new double[12];
        for (int row = 1; row < 12; row++) {
            record[row] = row % 3 == 0 ? -0.01 : 0.01;
        }
        double kelly = 0.005 * Volatility.mean(record) / Volatility.variance(record);
        assertThat(kelly).isBetween(0.1, 0.8);
        assertThat(result.trades().get(0).weight()).isCloseTo(kelly, within(1e-9));

        StrategyResult capped = run(LONG_SHORT.allocation(Allocation.kelly(12, 1, 0.8)), 1, good);
        assertThat(capped.trades().get(0).weight()).isEqualTo(0.8);
        StrategyResult losing = run(LONG_SHORT.allocation(Allocation.kelly(12, 1, 0.8)), -1, good);
        assertThat(losing.trades()).as("a losing record gets nothing").isEmpty();
    }

    @Test
    void aPaperRecordFillsLikeARealAccount() {
        TimeSeries bars = random("a", 120, 5);
        Map<Instant, Double> positions = BarMaker.randomPositions(bars, 5);
        for (int delay = 1; delay <= 3; delay++) {
            PriceGrid grid = new PriceGrid(List.of(bars), "open", "close", null);
            PaperRecord record = new PaperRecord(grid, 0, delay);
            double weight = 0;
            double[] waiting = new double[bars.length() + delay];
            Arrays.fill(waiting, Double.NaN);
            double[] expected = new double[bars.length()];
            for (int row = 0; row < bars.length(); row++) {
                record.row(row);
                double open = bars.value(row, "open");
                double close = bars.value(row, "close");
                double before = row == 0 ? open : bars.value(row - 1, "close");
                if (Double.isNaN(waiting[row])) {
                    expected[row] = weight * (close / before - 1);
                } else {
                    double overnight = weight * (open / before - 1);
                    weight = waiting[row];
                    expected[row] = (1 + overnight) * (1 + weight * (close / open - 1)) - 1;
                }
                Double position = positions.get(bars.time(row));
                if (position != null) {
                    record.decide(row, position);
                    waiting[row + delay] = position;
                }
            }
            assertThat(record.latest(bars.length())).as("delay %d", delay).containsExactly(expected, within(1e-12));
        }
    }

    @Test
    void aFunctionDividesFromTheHistoriesUpToTheDecision() {
        TimeSeries a = random("a", 10, 1);
        TimeSeries b = random("b", 10, 2);
        Allocation allocation = Allocation.of(histories -> {
            assertThat(histories).extracting(TimeSeries::id).containsExactly("a", "b");
            assertThat(histories.get(0).length()).isEqualTo(histories.get(1).length());
            return new double[] {0.1 * Math.min(5, histories.get(0).length()), 0.2};
        });
        StrategyResult result = run(LONG_SHORT.allocation(allocation), 1, a, b);
        assertThat(result.trades().get(0).weight()).isEqualTo(0.1);
        assertThat(result.trades().get(1).weight()).isEqualTo(0.2);
        assertThat(result.trades().get(2).weight()).isEqualTo(0.2);
        assertThatThrownBy(() -> run(LONG_SHORT.allocation(Allocation.of(all -> new double[] {1})), 1, a, b))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("each of the 2 instruments")
                .hasMessageContaining("[1.0]");
        assertThatThrownBy(() -> run(LONG_SHORT.allocation(Allocation.of(all -> new double[] {1, -1})), 1, a, b))
                .hasMessageContaining("at least 0");
    }

    @Test
    void hoursDoNotMixWithDaysSinceADaysCloseWouldBeKnownTooEarly() {
        TimeSeries days = random("days", 10, 1);
        TimeSeries.Builder hours = TimeSeries.builder("open", "close").id("hours");
        for (int hour = 0; hour < 48; hour++) {
            hours.add(day(0).plusSeconds(3_600L * hour), 100, 100);
        }
        assertThatThrownBy(() -> run(LONG_SHORT, 1, days, hours.build()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("similar distances")
                .hasMessageContaining("3600000 and 86400000");
    }

    @Test
    void idsTellInstrumentsApart() {
        TimeSeries a = random("a", 10, 1);
        assertThatThrownBy(() -> LONG_SHORT.runPositions(Map.of("a", positions(a, 1)), List.of(a, a)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'a' twice");
        assertThatThrownBy(() -> LONG_SHORT.runPositions(Map.of("b", positions(a, 1)), List.of(a)))
                .hasMessageContaining("no bars of 'b'; there are bars of [a]");
        assertThatThrownBy(() -> LONG_SHORT.runPositions(Map.of(), List.of()))
                .hasMessageContaining("at least one instrument");
    }

    @Test
    void allocationsHaveRanges() {
        assertThatThrownBy(() -> Allocation.byVolatility(1)).hasMessageContaining("rows must be at least 2");
        assertThatThrownBy(() -> Allocation.kelly(1, 0.5, 1)).hasMessageContaining("rows must be at least 2");
        assertThatThrownBy(() -> Allocation.kelly(10, 1.5, 1)).hasMessageContaining("factor");
        assertThatThrownBy(() -> Allocation.kelly(10, 0.5, 0)).hasMessageContaining("cap");
    }
}
