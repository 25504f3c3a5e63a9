package io.forecastj.backtest.strategy;

import static io.forecastj.backtest.strategy.BarMaker.day;
import static io.forecastj.backtest.strategy.BarMaker.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.Baselines;
import io.forecastj.ColumnRole;
import io.forecastj.Forecast;
import io.forecastj.PredictorInfo;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import io.forecastj.WalkForward;
import io.forecastj.backtest.Backtest;
import io.forecastj.backtest.BacktestResult;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A strategy does not look ahead where the bars and the forecast series stamp time differently. */
class AlignmentTest {
    private static final TradingStrategy LONG_SHORT = TradingStrategy.longShort();

    private static BacktestResult drift(TimeSeries... series) {
        return Backtest.on(List.of(series))
                .windows(WalkForward.expanding(30).refitEvery(5))
                .seasonLength(1)
                .compare(Baselines.drift("close", 1))
                .run();
    }

    /** A random walk in rows of some hours. */
    private static TimeSeries hours(int rows, int each) {
        Random random = new Random(4);
        TimeSeries.Builder bars = TimeSeries.builder("open", "close").id("x");
        double price = 100;
        for (int row = 0; row < rows; row++) {
            double open = price;
            price *= Math.exp(0.002 * random.nextGaussian());
            bars.add(day(0).plus(Duration.ofHours((long) row * each)), open, price);
        }
        return bars.build();
    }

    /** Every so many rows as one, with the time of the first and the close of the last. */
    private static TimeSeries coarser(TimeSeries bars, int rows) {
        TimeSeries.Builder series = TimeSeries.builder("close").id(bars.id());
        for (int row = 0; row + rows <= bars.length(); row += rows) {
            series.add(bars.time(row), bars.value(row + rows - 1, "close"));
        }
        return series.build();
    }

    private static TimeSeries only(TimeSeries bars, Predicate<Instant> times) {
        TimeSeries.Builder some = TimeSeries.builder("open", "close").id(bars.id());
        IntStream.range(0, bars.length())
                .filter(row -> times.test(bars.time(row)))
                .forEach(row -> some.add(bars.time(row), bars.value(row, "open"), bars.value(row, "close")));
        return some.build();
    }

    private static boolean weekday(Instant time) {
        DayOfWeek day = time.atZone(ZoneOffset.UTC).getDayOfWeek();
        return day != DayOfWeek.SATURDAY && day != DayOfWeek.SUNDAY;
    }

    /** A forecast of one row a day, made on each of some days. */
    private static List<Forecast> live(int... days) {
        PredictorInfo info = PredictorInfo.builder("made", 1)
                .column("close", ColumnRole.TARGET)
                .build();
        List<Forecast> forecasts = new ArrayList<>();
        for (int day : days) {
            long[] times = {day(day + 1).toEpochMilli()};
            forecasts.add(Forecast.builder(info, "x", day(day).toEpochMilli(), times, false, new double[] {200})
                    .build());
        }
        return forecasts;
    }

    @Test
    void daysStampedAtTheirStartAreNotTradedOnHours() {
        TimeSeries hours = hours(24 * 90, 1);
        assertThatThrownBy(() -> LONG_SHORT.run(drift(coarser(hours, 24)), "drift", hours))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("forecasts of the rows of 'x', found steps of 24h and rows 1h apart")
                .hasMessageContaining("resample the bars");
        assertThatThrownBy(() -> LONG_SHORT.runForecasts(live(0, 1, 2), hours)).hasMessageContaining("24h and rows 1h");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 12})
    void stepsOfSeveralRowsAreRefusedEvenWithoutTheTargetInTheBars(int rows) {
        TimeSeries hours = hours(24 * 90, 1);
        TimeSeries other = hours.rename("close", "last");
        assertThatThrownBy(() -> LONG_SHORT.prices("open", "last").run(drift(coarser(hours, rows)), "drift", other))
                .hasMessageContaining("steps of " + rows + "h and rows 1h apart");
    }

    @Test
    void rowsOfSeveralStepsAreRefused() {
        TimeSeries hours = hours(24 * 20, 1);
        TimeSeries days = random("x", 20, 1);
        assertThatThrownBy(() -> LONG_SHORT.run(drift(hours), "drift", days))
                .isInstanceOf(IllegalArgumentException.class);
        // daily forecasts on bars of three days
        TimeSeries threeDays = hours(30, 72);
        assertThatThrownBy(() -> LONG_SHORT.runForecasts(live(0, 3, 6, 9), threeDays))
                .hasMessageContaining("steps of 24h and rows 72h apart");
    }

    @Test
    void aSeriesARowAheadOfTheBarsIsRefused() {
        TimeSeries bars = random("x", 200, 1);
        double[] close = bars.values("close");
        TimeSeries ahead = bars.head(199).with("close", Arrays.copyOfRange(close, 1, 200));
        assertThatThrownBy(() -> LONG_SHORT.run(drift(ahead), "drift", bars))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the bars are not the series that was forecast: 'close' of 'x' at " + day(31))
                .hasMessageContaining("is " + close[31] + " in the bars and " + close[32] + " in the backtest");
    }

    @Test
    void valuesThatDifferByRoundingOrAreMissingAreTheSame() {
        TimeSeries bars = random("x", 120, 1);
        BacktestResult result = drift(bars);
        double[] close = bars.values("close");
        Arrays.setAll(close, i -> close[i] * (1 + 1e-12));
        close[60] = Double.NaN;
        assertThat(LONG_SHORT.run(result, "drift", bars.with("close", close)).trades())
                .isNotEmpty();
        close[90] *= 1 + 1e-8;
        assertThatThrownBy(() -> LONG_SHORT.run(result, "drift", bars.with("close", close)))
                .hasMessageContaining("at " + day(90));
    }

    @Test
    void instrumentsOfOtherCalendarsAreTraded() {
        TimeSeries all = random("all", 200, 1);
        TimeSeries weekdays = only(random("weekdays", 200, 2), AlignmentTest::weekday);
        BacktestResult result = drift(all, weekdays);
        StrategyResult traded = LONG_SHORT.run(result, "drift", all, weekdays);
        assertThat(traded.trades()).extracting(TradeRow::id).contains("all", "weekdays");
    }

    @Test
    void forecastsOfWeekdaysAreTradedOnBarsOfEveryDay() {
        TimeSeries all = random("x", 200, 1);
        assertThat(LONG_SHORT
                        .run(drift(only(all, AlignmentTest::weekday)), "drift", all)
                        .trades())
                .isNotEmpty();
    }

    @Test
    void barsLongerOrShorterThanTheSeriesAreTraded() {
        TimeSeries bars = random("x", 200, 1);
        BacktestResult result = drift(bars.slice(20, 150));
        assertThat(LONG_SHORT.run(result, "drift", bars).trades()).isNotEmpty();
        assertThat(LONG_SHORT.run(result, "drift", bars.head(100)).trades()).isNotEmpty();
    }

    @Test
    void anAdjustedCloseCanBeAnotherColumn() {
        TimeSeries bars = random("x", 120, 1);
        double[] adjusted = bars.values("close");
        Arrays.setAll(adjusted, i -> adjusted[i] / 2);
        double[] open = bars.values("open");
        Arrays.setAll(open, i -> open[i] / 2);
        TimeSeries both = bars.with("adj_open", open).with("adj_close", adjusted);
        assertThat(LONG_SHORT
                        .prices("adj_open", "adj_close")
                        .run(drift(bars), "drift", both)
                        .trades())
                .isNotEmpty();
    }

    @Test
    void aLiveForecastOfADayThatTurnedOutToBeAHolidayIsTraded() {
        TimeSeries weekdays = only(random("x", 60, 1), AlignmentTest::weekday);
        // 2024-01-05 is a Friday; the forecast is of the Saturday
        assertThat(LONG_SHORT.runForecasts(live(4), weekdays).trades()).hasSize(1);
    }

    @Test
    void theForecastOfMonthsIsTradedOnMonths() {
        double[] values = IntStream.range(0, 80).mapToDouble(i -> 100 + i % 7).toArray();
        TimeSeries months = TimeSeries.of("close", BarMaker.START, Sampling.monthly(), values);
        assertThat(LONG_SHORT.run(drift(months), "drift", months).trades()).isNotEmpty();
    }
}
