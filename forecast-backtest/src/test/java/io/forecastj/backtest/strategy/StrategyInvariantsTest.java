package io.forecastj.backtest.strategy;

import static io.forecastj.backtest.strategy.BarMaker.otherFrom;
import static io.forecastj.backtest.strategy.BarMaker.random;
import static io.forecastj.backtest.strategy.BarMaker.randomPositions;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.forecastj.TimeSeries;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every simulation, whatever is decided. */
class StrategyInvariantsTest {
    private static final Costs COSTS = Costs.perTrade(0.001)
            .halfSpread(0.0004)
            .slippage(0.0002)
            .borrow(0.05)
            .funding(0.0001);

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 12);
    }

    static Stream<Allocation> allocations() {
        return Stream.of(
                Allocation.equal(),
                Allocation.whole(),
                Allocation.byVolatility(20),
                Allocation.kelly(30, 0.5, 0.6),
                Allocation.of(histories -> new double[] {0.2, histories.get(1).length() % 2 == 0 ? 0.7 : 0.1}));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void alwaysLongIsBuyAndHoldInEveryBit(long seed) {
        TimeSeries bars = random("a", 300, seed);
        Map<Instant, Double> always = new HashMap<>();
        bars.times().forEach(time -> always.put(time, 1.0));
        for (Costs costs : List.of(Costs.none(), Costs.perTrade(0.002))) {
            StrategyResult result = TradingStrategy.longFlat().costs(costs).runPositions(always, bars);
            assertThat(result.trades()).as("seed %d", seed).hasSize(1);
            assertThat(result.equity())
                    .as("seed %d", seed)
                    .isEqualTo(result.buyAndHold().equity());
        }
        double held = TradingStrategy.longFlat()
                .runPositions(always, bars)
                .performance()
                .totalReturn();
        double expected = bars.value(299, "close") / bars.value(1, "open") - 1;
        assertThat(held).as("seed %d", seed).isCloseTo(expected, within(1e-12));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void higherCostsNeverGiveMore(long seed) {
        TimeSeries bars = random("a", 300, seed);
        StrategyResult result =
                TradingStrategy.longShort().costs(COSTS).runPositions(randomPositions(bars, seed), bars);
        double before = Double.POSITIVE_INFINITY;
        for (double multiple : new double[] {0, 0.5, 1, 2, 5}) {
            double equity = last(result.atCosts(multiple)).equity();
            assertThat(equity).as("seed %d, %s times the costs", seed, multiple).isLessThan(before);
            before = equity;
        }
        assertThat(result.sensitivity().get(1)).isSameAs(result);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void tradesAndPositionsReplayToTheEquity(long seed) {
        List<TimeSeries> bars = List.of(random("a", 200, seed), random("b", 180, seed + 100));
        StrategyResult result = TradingStrategy.longShort()
                .costs(COSTS.interest(0.1))
                .maxLeverage(1.5)
                .allocation(Allocation.whole())
                .capital(1_000)
                .runPositions(
                        Map.of("a", randomPositions(bars.get(0), seed), "b", randomPositions(bars.get(1), seed + 1)),
                        bars);
        Map<Instant, List<TradeRow>> trades = new HashMap<>();
        result.trades().forEach(trade -> trades.merge(trade.filled(), List.of(trade), StrategyInvariantsTest::both));
        Map<Instant, Map<String, PositionRow>> positions = new LinkedHashMap<>();
        result.positions().forEach(row -> positions
                .computeIfAbsent(row.time(), time -> new HashMap<>())
                .put(row.id(), row));
        Map<String, Double> units = new HashMap<>(Map.of("a", 0.0, "b", 0.0));
        double cash = 1_000;
        double product = 1_000;
        double paid = 0;
        for (EquityRow row : result.equity()) {
            for (TradeRow trade : trades.getOrDefault(row.time(), List.of())) {
                units.merge(trade.id(), trade.units(), Double::sum);
                cash -= trade.units() * trade.price();
            }
            cash -= row.costs();
            product *= 1 + row.netReturn();
            paid += row.costs();
            double equity = cash;
            for (PositionRow position : positions.get(row.time()).values()) {
                assertThat(position.units()).isCloseTo(units.get(position.id()), within(1e-9));
                equity += position.units() == 0 ? 0 : position.units() * position.price();
            }
            assertThat(row.cash()).as("seed %d, cash at %s", seed, row.time()).isCloseTo(cash, within(1e-8));
            assertThat(row.equity()).as("seed %d, at %s", seed, row.time()).isCloseTo(equity, within(1e-8));
            assertThat(row.equity()).as("seed %d, at %s", seed, row.time()).isCloseTo(product, within(1e-8));
        }
        assertThat(result.costsPaid().values().stream().mapToDouble(one -> one).sum())
                .isCloseTo(paid, within(1e-9));
        assertThat(result.trades().stream().mapToDouble(TradeRow::costs).sum())
                .isCloseTo(
                        result.costsPaid().get(CostKind.FEE)
                                + result.costsPaid().get(CostKind.HALF_SPREAD)
                                + result.costsPaid().get(CostKind.SLIPPAGE),
                        within(1e-9));
        assertThat(1_000 * (1 + result.performance().totalReturn()))
                .isCloseTo(last(result).equity(), within(1e-8));
    }

    private static List<TradeRow> both(List<TradeRow> some, List<TradeRow> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }

    @ParameterizedTest
    @MethodSource("allocations")
    void laterPricesChangeNothingBeforeThem(Allocation allocation) {
        for (long seed = 1; seed <= 6; seed++) {
            List<TimeSeries> bars = List.of(random("a", 160, seed), random("b", 160, seed + 100));
            int from = 60 + (int) (seed * 13 % 70);
            List<TimeSeries> others = List.of(otherFrom(bars.get(0), from, seed), otherFrom(bars.get(1), from, seed));
            Map<String, Map<Instant, Double>> positions =
                    Map.of("a", randomPositions(bars.get(0), seed), "b", randomPositions(bars.get(1), seed + 1));
            TradingStrategy strategy = TradingStrategy.longShort()
                    .sizeByVolatility(0.01, 10)
                    .allocation(allocation)
                    .costs(COSTS);
            StrategyResult result = strategy.runPositions(positions, bars);
            StrategyResult other = strategy.runPositions(positions, others);
            assertThat(result.equity().subList(0, from))
                    .as("%s, seed %d", allocation, seed)
                    .isEqualTo(other.equity().subList(0, from));
            assertThat(last(result).equity()).isNotEqualTo(last(other).equity());
            Instant changed = bars.get(0).time(from);
            assertThat(result.trades().stream().filter(trade -> !trade.filled().isAfter(changed)))
                    .isEqualTo(other.trades().stream()
                            .filter(trade -> !trade.filled().isAfter(changed))
                            .toList());
        }
    }

    @ParameterizedTest
    @MethodSource("allocations")
    void noFillIsLeveredBeyondTheLimit(Allocation allocation) {
        for (long seed = 1; seed <= 6; seed++) {
            List<TimeSeries> bars = List.of(random("a", 160, seed), random("b", 120, seed + 100));
            StrategyResult result = TradingStrategy.longFlat()
                    .allocation(allocation)
                    .costs(COSTS)
                    .runPositions(
                            Map.of(
                                    "a",
                                    randomPositions(bars.get(0), seed),
                                    "b",
                                    randomPositions(bars.get(1), seed + 1)),
                            bars);
            for (EquityRow row : result.equity()) {
                assertThat(row.cash())
                        .as("%s, seed %d at %s", allocation, seed, row.time())
                        .isGreaterThan(-1e-3 * row.equity());
                assertThat(row.exposure()).isLessThan(1 + 1e-3);
            }
        }
    }

    @Test
    void onRandomWalksNoRuleIsBetterThanLuckMoreOftenThanItsProbabilitySays() {
        int walks = 400;
        int momentum = 0;
        int reversal = 0;
        for (long seed = 1; seed <= walks; seed++) {
            TimeSeries bars = random("walk", 250, seed);
            Map<Instant, Double> directions = new HashMap<>();
            for (int row = 1; row < bars.length(); row++) {
                directions.put(bars.time(row), Math.signum(bars.value(row, "close") - bars.value(row - 1, "close")));
            }
            StrategyResult follow = TradingStrategy.longShort().runPositions(directions, bars);
            directions.replaceAll((time, direction) -> -direction);
            StrategyResult fade = TradingStrategy.longShort().runPositions(directions, bars);
            momentum += follow.probabilisticSharpe() > 0.95 ? 1 : 0;
            reversal += fade.probabilisticSharpe() > 0.95 ? 1 : 0;
        }
        assertThat(momentum).as("of %d walks", walks).isBetween(8, 36);
        assertThat(reversal).as("of %d walks", walks).isBetween(8, 36);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aSimulationOfOwnArithmeticGivesTheSame(long seed) {
        TimeSeries bars = random("a", 250, seed);
        Map<Instant, Double> positions = randomPositions(bars, seed);
        double cost = 0.003;
        double equity = 1;
        double weight = 0;
        double waiting = Double.NaN;
        for (int row = 0; row < bars.length(); row++) {
            double open = bars.value(row, "open");
            double close = bars.value(row, "close");
            if (row > 0) {
                double overnight = open / bars.value(row - 1, "close") - 1;
                equity *= 1 + weight * overnight;
                weight = weight * (1 + overnight) / (1 + weight * overnight);
                if (!Double.isNaN(waiting)) {
                    equity *= 1 - cost * Math.abs(waiting - weight);
                    weight = waiting;
                }
                double day = close / open - 1;
                equity *= 1 + weight * day;
                weight = weight * (1 + day) / (1 + weight * day);
            }
            waiting = positions.getOrDefault(bars.time(row), Double.NaN);
        }
        StrategyResult result =
                TradingStrategy.longShort().costs(Costs.perTrade(cost)).runPositions(positions, bars);
        assertThat(last(result).equity()).as("seed %d", seed).isCloseTo(equity, within(1e-12));
    }

    private static EquityRow last(StrategyResult result) {
        return result.equity().get(result.equity().size() - 1);
    }
}
