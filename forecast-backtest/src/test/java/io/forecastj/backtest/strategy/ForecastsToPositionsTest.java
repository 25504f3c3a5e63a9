package io.forecastj.backtest.strategy;

import static io.forecastj.backtest.strategy.BarMaker.bars;
import static io.forecastj.backtest.strategy.BarMaker.day;
import static io.forecastj.backtest.strategy.BarMaker.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.forecastj.Baselines;
import io.forecastj.ColumnRole;
import io.forecastj.Forecast;
import io.forecastj.ForecastStatus;
import io.forecastj.PredictorInfo;
import io.forecastj.TimeSeries;
import io.forecastj.WalkForward;
import io.forecastj.backtest.Backtest;
import io.forecastj.backtest.BacktestResult;
import io.forecastj.backtest.ForecastRow;
import io.forecastj.signal.Signal;
import io.forecastj.signal.SignalRule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ForecastsToPositionsTest {
    private static final TimeSeries BARS =
            bars("x", 0, 100, 100, 101, 102, 103, 104, 99, 98, 97, 96, 99, 100, 101, 102);

    private static BacktestResult backtest(TimeSeries... bars) {
        return Backtest.on(List.of(bars))
                .windows(WalkForward.expanding(30).refitEvery(5))
                .compare(Baselines.drift("close", 2), Baselines.mean("close", 2))
                .run();
    }

    private static Forecast.Builder points(int day, double... values) {
        PredictorInfo info = PredictorInfo.builder("made", values.length)
                .column("close", ColumnRole.TARGET)
                .build();
        long[] times = new long[values.length];
        for (int step = 1; step <= values.length; step++) {
            times[step - 1] = day(day + step).toEpochMilli();
        }
        return Forecast.builder(info, "x", day(day).toEpochMilli(), times, false, values);
    }

    private static Forecast classes(int day, double up, double flat, double down) {
        return points(day, Double.NaN)
                .probabilities(List.of("DOWN", "FLAT", "UP"), new double[][] {{down, flat, up}})
                .build();
    }

    private static List<Double> weights(StrategyResult result) {
        return result.trades().stream().map(TradeRow::weight).toList();
    }

    @Test
    void aForecastRiseIsHeldAndAFallIsSoldOrLeft() {
        // last closes 100, 102, 104, 98
        List<Forecast> forecasts = List.of(
                points(0, 101).build(),
                points(1, 99).build(),
                points(2, 104).build(),
                points(3, 200).build());
        assertThat(weights(TradingStrategy.longShort().runForecasts(forecasts, BARS)))
                .containsExactly(1.0, -1.0, 0.0, 1.0);
        assertThat(weights(TradingStrategy.longFlat().runForecasts(forecasts, BARS)))
                .containsExactly(1.0, 0.0, 1.0);
    }

    @Test
    void anotherStepCanDecide() {
        List<Forecast> forecasts =
                List.of(points(0, 99, 101).build(), points(2, 105, 90).build());
        assertThat(weights(TradingStrategy.longShort().step(2).runForecasts(forecasts, BARS)))
                .containsExactly(1.0, -1.0);
        assertThat(TradingStrategy.longShort()
                        .step(2)
                        .runForecasts(forecasts, BARS)
                        .equity())
                .as("the last position is held for two rows")
                .hasSize(5);
        assertThatThrownBy(() -> TradingStrategy.longShort().step(3).runForecasts(forecasts, BARS))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void anotherTargetCanDecide() {
        PredictorInfo info = PredictorInfo.builder("made", 1)
                .column("open", ColumnRole.TARGET)
                .column("close", ColumnRole.TARGET)
                .build();
        long[] times = {day(1).toEpochMilli()};
        Forecast both = Forecast.builder(info, "x", day(0).toEpochMilli(), times, false, new double[] {101, 99})
                .build();
        assertThat(weights(TradingStrategy.longShort().runForecasts(List.of(both), BARS)))
                .containsExactly(1.0);
        assertThat(weights(TradingStrategy.longShort().target("close").runForecasts(List.of(both), BARS)))
                .containsExactly(-1.0);
        assertThatThrownBy(() -> TradingStrategy.longShort().target("high").runForecasts(List.of(both), BARS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected forecasts of 'high', found one of [open, close]");
    }

    @Test
    void theMostProbableClassDecides() {
        List<Forecast> forecasts = List.of(
                classes(0, 0.5, 0.3, 0.2),
                classes(1, 0.3, 0.5, 0.2),
                classes(2, 0.2, 0.2, 0.6),
                classes(3, 0.4, 0.2, 0.4));
        assertThat(weights(TradingStrategy.longShort().runForecasts(forecasts, BARS)))
                .containsExactly(1.0, 0.0, -1.0, 0.0);
        assertThat(weights(TradingStrategy.longFlat().runForecasts(forecasts, BARS)))
                .containsExactly(1.0, 0.0);
    }

    @Test
    void confidenceIsTheProbabilityOfARiseLessThatOfAFall() {
        StrategyResult byClass = TradingStrategy.longShort()
                .sizeByConfidence()
                .runForecasts(List.of(classes(0, 0.5, 0.3, 0.2), classes(1, 0.1, 0.3, 0.6)), BARS);
        assertThat(byClass.trades())
                .extracting(TradeRow::weight)
                .satisfiesExactly(
                        weight -> assertThat(weight).isCloseTo(0.3, within(1e-12)),
                        weight -> assertThat(weight).isCloseTo(-0.5, within(1e-12)));
        // the last close, 100, is half way between the quantiles of 0.2 and 0.5
        Forecast spread = points(0, 101)
                .quantiles(0, new double[] {0.2, 0.5, 0.8}, new double[][] {{99, 101, 103}})
                .build();
        StrategyResult byQuantiles =
                TradingStrategy.longShort().sizeByConfidence().runForecasts(List.of(spread), BARS);
        assertThat(byQuantiles.trades().get(0).weight()).isCloseTo(1 - 2 * 0.35, within(1e-12));
        assertThatThrownBy(() -> TradingStrategy.longShort()
                        .sizeByConfidence()
                        .runForecasts(List.of(points(0, 101).build()), BARS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("class probabilities or quantiles")
                .hasMessageContaining("'made' forecasts points only");
    }

    @Test
    void volatilityScalesAPositionByTheRowsUpToItsDecision() {
        TimeSeries bars = random("x", 60, 3);
        List<Forecast> forecasts = new ArrayList<>();
        for (int day = 0; day < 58; day++) {
            forecasts.add(points(day, day % 2 == 0 ? 1_000 : 1).build());
        }
        StrategyResult result =
                TradingStrategy.longShort().sizeByVolatility(0.005, 20).runForecasts(forecasts, bars);
        List<TradeRow> trades = result.trades();
        assertThat(trades.get(0).decided())
                .as("20 returns are known after 21 rows")
                .isEqualTo(day(20));
        for (TradeRow trade : trades) {
            int row = bars.rowAtOrBefore(trade.decided());
            double volatility = Volatility.of(bars.head(row + 1), "close", 20);
            double direction = row % 2 == 0 ? 1 : -1;
            assertThat(trade.weight()).isCloseTo(direction * Math.min(1, 0.005 / volatility), within(1e-12));
        }
        assertThat(trades).hasSize(38);
    }

    @Test
    void aSignalRuleDecidesWithItsCosts() {
        SignalRule rule = SignalRule.builder().costPerTrade(0.005).build();
        List<Forecast> forecasts = List.of(
                points(0, 102).build(), // 2 % against 1 % of costs
                points(1, 102.5).build(), // 0.5 %: nothing to do
                points(3, 90).build());
        assertThat(weights(TradingStrategy.longShort().signalRule(rule).runForecasts(forecasts, BARS)))
                .containsExactly(1.0, -1.0);
        assertThat(weights(TradingStrategy.longFlat().signalRule(rule).runForecasts(forecasts, BARS)))
                .containsExactly(1.0, 0.0);
    }

    @Test
    void signalsOfOnesOwnBuySellAndHold() {
        SignalRule rule = SignalRule.builder().costPerTrade(0).build();
        Forecast spread = points(0, 101)
                .quantiles(0, new double[] {0.2, 0.5, 0.8}, new double[][] {{99, 101, 103}})
                .build();
        List<Signal> signals = List.of(
                rule.signal(spread, 100),
                rule.signal(points(1, 102).build(), 102),
                rule.signal(points(2, 103).build(), 104));
        StrategyResult plain = TradingStrategy.longShort().runSignals(signals, BARS);
        assertThat(weights(plain)).containsExactly(1.0, -1.0);
        assertThat(plain.notes()).contains("1 decision to keep what was held.");
        StrategyResult sized = TradingStrategy.longShort().sizeByConfidence().runSignals(signals, BARS);
        assertThat(sized.trades().get(0).weight()).isEqualTo(signals.get(0).confidence());
        assertThat(signals.get(0).confidence()).isBetween(0.6, 0.7);
    }

    @Test
    void aFunctionDecidesFromTheForecastAndTheRowsUpToItsOrigin() {
        List<DecisionContext> seen = new ArrayList<>();
        PositionRule rule = context -> {
            seen.add(context);
            return context.position() == 0 ? 0.25 : Math.min(1, 2 * context.position());
        };
        List<Forecast> forecasts = List.of(
                points(0, 101, 110).build(),
                points(1, 99, 90).build(),
                points(3, 98, 98).build());
        StrategyResult result = TradingStrategy.of(rule).runForecasts(forecasts, BARS);
        assertThat(weights(result)).containsExactly(0.25, 0.5, 1.0);
        assertThat(seen).extracting(DecisionContext::time).containsExactly(day(0), day(1), day(3));
        assertThat(seen).extracting(context -> context.history().length()).containsExactly(1, 2, 4);
        assertThat(seen).extracting(DecisionContext::lastValue).containsExactly(100.0, 102.0, 98.0);
        assertThat(seen.get(1).forecastReturn(2)).isCloseTo(90 / 102.0 - 1, within(1e-15));
        assertThat(seen.get(0).id()).isEqualTo("x");
        assertThat(seen.get(2).volatility(3)).isEqualTo(Volatility.of(BARS.head(4), "close", 3));
        assertThat(seen.get(2).volatility(4)).isNaN();
    }

    @Test
    void aFunctionCannotBeMixedWithTheRulesItReplaces() {
        TradingStrategy strategy = TradingStrategy.of(context -> 1);
        assertThatThrownBy(strategy::sizeByConfidence).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() ->
                        strategy.signalRule(SignalRule.builder().costPerTrade(0).build()))
                .hasMessageContaining("decides by a function");
        assertThatThrownBy(() -> strategy.runPositions(Map.of(day(0), 1.0), BARS))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("without a forecast to apply a rule to");
        assertThatThrownBy(() -> TradingStrategy.longFlat().sizeByConfidence().runPositions(Map.of(day(0), 1.0), BARS))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no confidence");
    }

    @Test
    void theForecastsOfABacktestAreThoseOfItsTable() {
        TimeSeries bars = random("x", 80, 1);
        BacktestResult result = backtest(bars);
        Map<Instant, Map<Integer, Double>> table = new HashMap<>();
        result.rows().filter(row -> row.model().equals("drift")).forEach(row -> table.computeIfAbsent(
                        row.origin(), origin -> new HashMap<>())
                .put(row.step(), row.forecast()));
        List<Instant> seen = new ArrayList<>();
        TradingStrategy.of(context -> {
                    Forecast forecast = context.forecast();
                    Map<Integer, Double> rows = table.get(context.time());
                    assertThat(forecast.status()).isEqualTo(ForecastStatus.OK);
                    assertThat(forecast.info().name()).isEqualTo("drift");
                    assertThat(forecast.points()).containsExactly(rows.get(1), rows.get(2));
                    assertThat(forecast.time(2)).isEqualTo(context.time().plusSeconds(2 * 86_400));
                    seen.add(context.time());
                    return 0;
                })
                .run(result, "drift", bars);
        assertThat(seen).hasSameSizeAs(table.keySet()).hasSizeGreaterThan(40);
    }

    @Test
    void quantilesAndClassesOfATableComeBackAsAForecast() {
        ForecastSource source = new ForecastSource("model", "close");
        List<ForecastSource.Point> points = List.of(
                new ForecastSource.Point(1, day(1), 10, Map.of(0.9, 12.0, 0.1, 8.0), Map.of()),
                new ForecastSource.Point(2, day(2), Double.NaN, Map.of(0.9, Double.NaN, 0.1, Double.NaN), Map.of()),
                new ForecastSource.Point(3, day(3), 11, Map.of(0.9, 14.0, 0.1, 7.0), Map.of()));
        Forecast found = source.forecast("x", day(0), points);
        assertThat(found.steps()).containsExactly(1, 3);
        assertThat(found.levels()).containsExactly(0.1, 0.9);
        assertThat(found.quantile(3, 0.9)).isEqualTo(14);
        assertThat(found.time(3)).isEqualTo(day(3));

        Forecast classes = source.forecast(
                "x",
                day(0),
                List.of(new ForecastSource.Point(1, day(1), Double.NaN, Map.of(), Map.of("UP", 0.7, "DOWN", 0.3))));
        assertThat(classes.probabilities(1)).containsEntry("UP", 0.7).containsEntry("DOWN", 0.3);

        assertThat(source.forecast(
                        "x",
                        day(0),
                        List.of(new ForecastSource.Point(
                                1, day(1), Double.NaN, Map.of(), Map.of("UP", Double.NaN, "DOWN", Double.NaN)))))
                .as("missing probabilities are no forecast")
                .isNull();
        assertThat(source.forecast(
                        "x", day(0), List.of(new ForecastSource.Point(1, day(1), Double.NaN, Map.of(), Map.of()))))
                .as("without any value there is no forecast")
                .isNull();
        assertThat(source.forecast(
                                "x",
                                day(0),
                                List.of(new ForecastSource.Point(1, day(1), 5, Map.of(0.1, 6.0, 0.9, 5.0), Map.of())))
                        .levels())
                .as("quantiles that cross are left out")
                .isEmpty();
    }

    @Test
    void twoForecastsOfOneOriginAreRefused() {
        ForecastSource source = new ForecastSource("model", "close");
        ForecastSource.Point point = new ForecastSource.Point(1, day(1), 10, Map.of(), Map.of());
        assertThatThrownBy(() -> source.forecast("x", day(0), List.of(point, point)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found two of step 1")
                .hasMessageContaining("one path of forecasts");
        List<Forecast> twice = List.of(points(0, 101).build(), points(0, 102).build());
        assertThatThrownBy(() -> TradingStrategy.longFlat().runForecasts(twice, BARS))
                .hasMessageContaining("one decision on 'x'");
    }

    @Test
    void theNaiveForecastNeverTrades() {
        TimeSeries bars = random("x", 80, 1);
        StrategyResult result = TradingStrategy.longShort().run(backtest(bars), "naive", bars);
        assertThat(result.trades()).isEmpty();
        assertThat(result.notes()).isEmpty();
        assertThat(result.performance().totalReturn()).isZero();
        assertThat(result.probabilisticSharpe()).isNaN();
        assertThat(result.summary()).contains("naive").doesNotContain("NaN");
    }

    @Test
    void theSpanIsThatOfTheForecasts() {
        TimeSeries bars = random("x", 80, 1);
        BacktestResult result = backtest(bars);
        List<Instant> origins =
                result.rows().map(ForecastRow::origin).distinct().sorted().toList();
        StrategyResult simulated = TradingStrategy.longShort().run(result, "drift", bars);
        List<EquityRow> equity = simulated.equity();
        assertThat(equity.get(0).time()).isEqualTo(origins.get(0));
        assertThat(equity.get(equity.size() - 1).time())
                .as("the row in which the last forecast is filled")
                .isEqualTo(origins.get(origins.size() - 1).plusSeconds(86_400));
    }

    @Test
    void severalSeriesOfABacktestShareOneEquity() {
        TimeSeries a = random("a", 80, 1);
        TimeSeries b = random("b", 80, 2);
        StrategyResult both = TradingStrategy.longShort().run(backtest(a, b), "drift", a, b);
        assertThat(both.trades()).extracting(TradeRow::id).contains("a", "b");
        assertThatThrownBy(() -> TradingStrategy.longShort().run(backtest(a, b), "drift", a))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no bars of 'b'");
    }

    @Test
    void anUnknownModelOrTargetIsNamed() {
        TimeSeries bars = random("x", 80, 1);
        BacktestResult result = backtest(bars);
        assertThatThrownBy(() -> TradingStrategy.longFlat().run(result, "lightgbm", bars))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no forecasts by 'lightgbm'; the result has those of [drift, mean, naive");
        assertThatThrownBy(() -> TradingStrategy.longFlat().target("volume").run(result, "drift", bars))
                .hasMessageContaining("no forecasts of 'volume' by 'drift'; the result has [close by drift, ");
    }

    @Test
    void barsWithoutTheTargetAreRefusedWhereItsLastValueIsNeeded() {
        TimeSeries bars = BARS.rename("close", "last");
        List<Forecast> forecasts = List.of(points(0, 101).build());
        assertThatThrownBy(
                        () -> TradingStrategy.longFlat().prices("open", "last").runForecasts(forecasts, bars))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no column 'close', from whose last value");
    }

    @Test
    void aRowWithoutAForecastKeepsWhatIsHeldAndIsCounted() {
        List<Forecast> forecasts = List.of(points(0, 101).build(), points(3, 99).build());
        StrategyResult result = TradingStrategy.longShort().runForecasts(forecasts, BARS);
        assertThat(result.positions().get(1).units())
                .isEqualTo(result.positions().get(3).units());
        assertThat(result.notes()).containsExactly("2 rows without a forecast, at which what was held was kept.");
    }

    @Test
    void aMissingLastValueKeepsWhatIsHeld() {
        TimeSeries bars = BARS.with("close", 100, Double.NaN, 104, 98, 96, 100, 102);
        List<Forecast> forecasts = List.of(
                points(0, 101).build(), points(1, 99).build(), points(2, 99).build());
        StrategyResult result = TradingStrategy.longShort().runForecasts(forecasts, bars);
        assertThat(result.trades()).extracting(TradeRow::decided).containsExactly(day(0), day(2));
        assertThat(result.notes()).containsExactly("1 decision to keep what was held.");
    }
}
