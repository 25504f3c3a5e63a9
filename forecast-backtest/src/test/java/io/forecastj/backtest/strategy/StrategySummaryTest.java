package io.forecastj.backtest.strategy;

import static io.forecastj.backtest.strategy.BarMaker.random;
import static io.forecastj.backtest.strategy.BarMaker.randomPositions;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.forecastj.Baselines;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import io.forecastj.WalkForward;
import io.forecastj.backtest.Backtest;
import io.forecastj.backtest.BacktestResult;
import io.forecastj.backtest.significance.SharpeTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StrategySummaryTest {
    private static final TimeSeries BARS = random("SPX", 300, 7);
    private static final StrategyResult RESULT = TradingStrategy.longShort()
            .costs(Costs.perTrade(0.001).borrow(0.02))
            .trials(20)
            .runPositions(randomPositions(BARS, 7), BARS);

    /** Bars of the weekdays of some years, or at the times of another sampling. */
    private static TimeSeries weekdays(int rows) {
        TimeSeries.Builder bars = TimeSeries.builder("open", "close");
        LocalDate date = LocalDate.of(2020, 1, 1);
        double price = 100;
        for (int row = 0; row < rows; date = date.plusDays(1)) {
            if (date.getDayOfWeek() != DayOfWeek.SATURDAY && date.getDayOfWeek() != DayOfWeek.SUNDAY) {
                bars.add(date.atStartOfDay().toInstant(ZoneOffset.UTC), price, price + (row % 5 - 2));
                row++;
            }
        }
        return bars.build();
    }

    private static TimeSeries at(Sampling sampling) {
        TimeSeries prices = TimeSeries.of("price", BarMaker.START, sampling, 1, 2, 3, 2, 1, 2, 3, 4);
        return prices;
    }

    private static StrategyResult bought(TimeSeries bars) {
        return TradingStrategy.longFlat().runPositions(Map.of(bars.time(0), 1.0), bars);
    }

    @Test
    void theSummaryStatesPeriodsCostsSensitivityAndDefinitions() {
        String text = RESULT.summary();
        assertThat(text)
                .contains("long/short by given positions on SPX")
                .contains(
                        "300 rows from 2024-01-01 to 2024-10-26, 365 periods a year (rows a day apart, 365 days a year)")
                .contains("Decided after the close, filled at the next open; fee 0.1% of a trade, borrow 2% a year")
                .containsPattern("\\n +strategy  buy and hold\\n")
                .containsPattern("\\nannual Sharpe ratio +-?[0-9.]+ +-?[0-9.]+\\n")
                .containsPattern("\\n0 x .*\\n1 x .*\\n2 x .*\\n5 x ")
                .containsPattern(
                        "Maximum drawdown -[0-9.]+% from 2024-[0-9-]+ to 2024-[0-9-]+, (not regained|regained by)")
                .contains("above the best of 20 trials by luck has probability 0.")
                .contains("annual Sharpe ratio: Mean by standard deviation (n - 1)");
        for (StrategyFigure figure : RESULT.figures()) {
            assertThat(text).contains(figure.name() + ": " + figure.definition());
            assertThat(figure.definition()).endsWith(".");
        }
        assertThat(text.lines()).allMatch(line -> line.length() <= 160);
    }

    @Test
    void periodsPerYearFollowFromTheSpacing() {
        assertThat(bought(at(Sampling.hourly())).periodsPerYear()).isEqualTo(8_760);
        assertThat(bought(at(Sampling.monthly())).periodsPerYear()).isEqualTo(12);
        assertThat(bought(at(Sampling.daily())).periodsPerYear()).isEqualTo(365);
        assertThat(bought(at(Sampling.hourly())).periodsPerYearSource()).isEqualTo("rows 1h apart, 365 days a year");
    }

    @Test
    void periodsPerYearOfTradingDaysAreEstimatedAndSaidSo() {
        StrategyResult result = bought(weekdays(1_000));
        assertThat(result.periodsPerYear()).isCloseTo(260.8, within(0.1));
        assertThat(result.periodsPerYearSource()).startsWith("estimated: 1,000 rows in 3.83 years");
        assertThat(result.summary()).contains("260.8 periods a year (estimated: 1,000 rows in 3.83 years");
    }

    @Test
    void periodsPerYearCanBeGiven() {
        TimeSeries bars = weekdays(100);
        StrategyResult result =
                TradingStrategy.longFlat().periodsPerYear(252).runPositions(Map.of(bars.time(0), 1.0), bars);
        assertThat(result.periodsPerYear()).isEqualTo(252);
        assertThat(result.summary()).contains("252 periods a year (given)");
        assertThat(result.performance().annualSharpe())
                .isCloseTo(result.performance().periodSharpe() * Math.sqrt(252), within(1e-12));
    }

    @Test
    void theDeflatedSharpeRatioCountsTheTrials() {
        SharpeTest test = RESULT.sharpeTest();
        int returns = RESULT.performance().periods();
        assertThat(RESULT.probabilisticSharpe()).isCloseTo(test.probabilistic(0), within(1e-12));
        assertThat(RESULT.deflatedSharpe())
                .isCloseTo(test.deflated(20, 1.0 / (returns - 1)), within(1e-12))
                .isLessThan(RESULT.probabilisticSharpe());
    }

    @Test
    void aStrategyThatIsBuyAndHoldIsNoBetterThanIt() {
        StrategyResult same = bought(BARS);
        assertThat(same.probabilityAboveBuyAndHold()).isNaN();
        assertThat(RESULT.probabilityAboveBuyAndHold()).isBetween(0.0, 1.0);
        assertThat(RESULT.buyAndHold().buyAndHold().equity())
                .isEqualTo(RESULT.buyAndHold().equity());
    }

    @Test
    void aProfitFactorWithoutLossesIsInfinite() {
        StrategyResult result = bought(BarMaker.bars(100, 100, 100, 101, 101, 102, 103, 104));
        assertThat(result.performance().profitFactor()).isInfinite();
        assertThat(result.summary()).containsPattern("\\nprofit factor +infinite +infinite\\n");
    }

    @Test
    void aPriceThatGrowsEvenlyHasNoProbabilities() {
        double[] prices = new double[600]; // every open is the close before
        Arrays.setAll(prices, i -> 100 * Math.pow(1.001, (i + 1) / 2));
        StrategyResult even = bought(BarMaker.bars(prices));
        assertThat(Arrays.stream(even.performance().returns()).distinct().count())
                .as("returns that differ by rounding")
                .isGreaterThan(1);
        assertThat(even.performance().annualSharpe()).isNaN();
        assertThat(even.probabilisticSharpe()).isNaN();
        assertThat(even.deflatedSharpe()).isNaN();
        assertThatThrownBy(even::sharpeTest).isInstanceOf(IllegalArgumentException.class);
        assertThat(even.summary())
                .contains("cannot be told from so few or equal returns")
                .doesNotContain("NaN");
    }

    @Test
    void theModelsComparedAreTrialsUnlessTheNumberIsSet() {
        BacktestResult two = Backtest.on(BARS)
                .windows(WalkForward.expanding(30).refitEvery(50))
                .compare(Baselines.drift("close", 1), Baselines.mean("close", 1))
                .run();
        StrategyResult counted = TradingStrategy.longShort().run(two, "drift", BARS);
        double variance = 1.0 / (counted.performance().periods() - 1);
        assertThat(counted.deflatedSharpe()).isEqualTo(counted.sharpeTest().deflated(2, variance));
        assertThat(counted.summary())
                .contains("above the best of 2 trials by luck (the models compared; set trials(n) if more were tried)"
                        + " has probability 0.")
                .contains("the greatest ratio to expect of 2 trials without skill");
        assertThat(counted.buyAndHold().deflatedSharpe())
                .isEqualTo(counted.buyAndHold().probabilisticSharpe());
        StrategyResult set = TradingStrategy.longShort().trials(7).run(two, "drift", BARS);
        assertThat(set.deflatedSharpe()).isEqualTo(set.sharpeTest().deflated(7, variance));
        assertThat(set.summary()).contains("above the best of 7 trials by luck has probability 0.");

        BacktestResult one = Backtest.on(BARS)
                .windows(WalkForward.expanding(30).refitEvery(50))
                .compare(Baselines.drift("close", 1))
                .run();
        assertThat(TradingStrategy.longShort().run(one, "drift", BARS).summary())
                .contains("0 (one trial; set trials(n) if more were tried)");
    }

    @Test
    void exposureAndTimeInMarketAreThoseOfTheCloses() {
        List<EquityRow> rows = RESULT.equity().subList(1, 300);
        assertThat(figure("exposure"))
                .isCloseTo(
                        rows.stream().mapToDouble(EquityRow::exposure).average().orElseThrow(), within(1e-12));
        assertThat(figure("time in market"))
                .isCloseTo(rows.stream().filter(row -> row.exposure() != 0).count() / 299.0, within(1e-12));
        assertThat(figure("costs"))
                .isCloseTo(rows.stream().mapToDouble(EquityRow::costs).sum(), within(1e-12));
        assertThat(figure("trades")).isEqualTo(RESULT.trades().size());
    }

    private static double figure(String name) {
        return RESULT.figures().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow()
                .value();
    }

    @Test
    void tablesAreWrittenAsCsvThatReadsBackExactly(@TempDir Path folder) throws IOException {
        for (StrategyTable table : StrategyTable.values()) {
            Path file = folder.resolve(table + ".csv");
            RESULT.writeCsv(table, file);
            StringBuilder text = new StringBuilder();
            RESULT.writeCsv(table, text);
            assertThat(file).hasContent(text.toString());
        }
        List<String> equity = Files.readAllLines(folder.resolve("EQUITY.csv"));
        assertThat(equity.get(0)).isEqualTo("time,equity,cash,net_return,exposure,turnover,costs,drawdown");
        assertThat(equity).hasSize(301);
        String[] fields = equity.get(300).split(",", -1);
        EquityRow last = RESULT.equity().get(299);
        assertThat(Instant.parse(fields[0])).isEqualTo(last.time());
        assertThat(Arrays.stream(fields).skip(1).mapToDouble(Double::parseDouble))
                .containsExactly(
                        last.equity(),
                        last.cash(),
                        last.netReturn(),
                        last.exposure(),
                        last.turnover(),
                        last.costs(),
                        last.drawdown());
        List<String> trades = Files.readAllLines(folder.resolve("TRADES.csv"));
        assertThat(trades).hasSize(1 + RESULT.trades().size());
        assertThat(trades.get(1)).startsWith("SPX,2024-01-01T00:00:00Z,2024-01-02T00:00:00Z,");
        assertThat(Files.readAllLines(folder.resolve("POSITIONS.csv"))).hasSize(301);
        assertThat(Files.readAllLines(folder.resolve("FIGURES.csv")))
                .hasSize(1 + RESULT.figures().size())
                .anyMatch(line -> line.startsWith("trades,")
                        && line.endsWith(",1.0,Number of fills and settlements that changed a position."));
    }

    @Test
    void aNameWithACommaIsQuoted() {
        TimeSeries bars = random("A, \"B\"", 10, 1);
        StringBuilder text = new StringBuilder();
        bought(bars).writeCsv(StrategyTable.TRADES, text);
        assertThat(text.toString().lines().skip(1)).allMatch(line -> line.startsWith("\"A, \"\"B\"\"\","));
    }

    @Test
    void aFileThatCannotBeWrittenIsNamed(@TempDir Path folder) {
        assertThatThrownBy(() -> RESULT.writeCsv(StrategyTable.EQUITY, folder.resolve("none/equity.csv")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("none/equity.csv");
    }
}
