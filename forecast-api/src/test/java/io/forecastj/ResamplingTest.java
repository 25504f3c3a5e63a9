package io.forecastj;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Coarser series, with slots where clock and calendar have them. */
class ResamplingTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    /** A series of ones, so that a sum counts rows. */
    private static TimeSeries ones(String start, Duration distance, int rows) {
        TimeSeries.Builder builder = TimeSeries.builder("y");
        for (int i = 0; i < rows; i++) {
            builder.add(Instant.parse(start).plus(distance.multipliedBy(i)), 1);
        }
        return builder.build();
    }

    private static List<String> times(TimeSeries series) {
        return series.times().stream().map(Instant::toString).toList();
    }

    @Test
    void barsOfMinutesBecomeBarsOfHours() {
        TimeSeries.Builder minutes = Ohlcv.builder().id("bar").attribute("tick", 0.5);
        Instant start = Instant.parse("2024-03-01T09:58:00Z");
        double[][] bars = {
            {10, 12, 9, 11, 100}, {11, 13, 10, 12, 50}, {12, 15, 11, 14, 10}, {14, 14, 8, 9, 20}, {9, 10, 9, 10, 5}
        };
        for (int i = 0; i < bars.length; i++) {
            minutes.add(start.plus(Duration.ofMinutes(i)), bars[i]);
        }
        TimeSeries hours = minutes.build().resample(Sampling.hourly(), Ohlcv.AGGREGATION);
        assertThat(times(hours)).containsExactly("2024-03-01T09:00:00Z", "2024-03-01T10:00:00Z");
        assertThat(hours.toArray()[0]).containsExactly(10, 13, 9, 12, 150);
        assertThat(hours.toArray()[1]).containsExactly(12, 15, 8, 10, 35);
        assertThat(hours.columns()).isEqualTo(Ohlcv.COLUMNS);
        assertThat(hours.id()).isEqualTo("bar");
        assertThat(hours.attributes()).containsEntry("tick", 0.5);
        assertThat(hours.declaredSampling()).isEqualTo(Sampling.hourly());
    }

    @Test
    void everyMinuteOfAnHourIsInItsSlotWhateverTheFirstMinuteIs() {
        TimeSeries hours =
                ones("2024-03-01T09:17:00Z", Duration.ofMinutes(1), 120).resample(Sampling.hourly(), Aggregation.SUM);
        assertThat(hours.values("y")).containsExactly(43, 60, 17);
        assertThat(hours.time(0)).isEqualTo("2024-03-01T09:00:00Z");
    }

    @Test
    void slotsWithoutRowsAreRowsOfMissingValues() {
        TimeSeries gap =
                ones("2024-03-01T09:00:00Z", Duration.ofHours(3), 2).resample(Sampling.hourly(), Aggregation.SUM);
        assertThat(gap.values("y")).containsExactly(1, Double.NaN, Double.NaN, 1);
        assertThat(gap.gaps()).isEmpty();
    }

    @Test
    void missingValuesAreLeftOut() {
        TimeSeries series = TimeSeries.of("y", Instant.EPOCH, Sampling.hourly(), Double.NaN, 2, 4, Double.NaN)
                .with("x", row -> Double.NaN);
        TimeSeries day = series.resample(Sampling.daily(), Aggregation.MEAN);
        assertThat(day.values("y")).containsExactly(3);
        assertThat(day.values("x")).containsExactly(Double.NaN);
    }

    @Test
    void localDaysAreOfTheirLength() {
        TimeSeries days =
                ones("2024-03-29T23:00:00Z", Duration.ofHours(1), 71).resample(Sampling.daily(BERLIN), Aggregation.SUM);
        assertThat(days.values("y")).as("clocks go forward on the 31st").containsExactly(24, 23, 24);
        assertThat(times(days)).containsExactly("2024-03-29T23:00:00Z", "2024-03-30T23:00:00Z", "2024-03-31T22:00:00Z");
        TimeSeries autumn =
                ones("2024-10-26T22:00:00Z", Duration.ofHours(1), 25).resample(Sampling.daily(BERLIN), Aggregation.SUM);
        assertThat(autumn.values("y")).containsExactly(25);
    }

    @Test
    void aDayWhoseMidnightTheClocksSkipIsFollowedByMidnightAgain() {
        ZoneId cuba = ZoneId.of("America/Havana"); // clocks go forward at midnight
        TimeSeries days =
                ones("2024-03-10T05:00:00Z", Duration.ofHours(1), 47).resample(Sampling.daily(cuba), Aggregation.SUM);
        assertThat(days.values("y")).containsExactly(23, 24);
        assertThat(times(days)).containsExactly("2024-03-10T05:00:00Z", "2024-03-11T04:00:00Z");
    }

    @Test
    void weeksStartOnMondaysAndQuartersInTheirMonth() {
        TimeSeries daily = ones("2024-01-31T00:00:00Z", Duration.ofDays(1), 92);
        assertThat(times(daily.head(8).resample(Sampling.fixed(Duration.ofDays(7)), Aggregation.SUM)))
                .containsExactly("2024-01-29T00:00:00Z", "2024-02-05T00:00:00Z");
        assertThat(times(daily.head(8).resample(new Sampling.Days(7, BERLIN), Aggregation.SUM)))
                .containsExactly("2024-01-28T23:00:00Z", "2024-02-04T23:00:00Z");
        TimeSeries months = daily.resample(Sampling.monthly(), Aggregation.SUM);
        assertThat(times(months))
                .containsExactly(
                        "2024-01-01T00:00:00Z",
                        "2024-02-01T00:00:00Z",
                        "2024-03-01T00:00:00Z",
                        "2024-04-01T00:00:00Z",
                        "2024-05-01T00:00:00Z");
        assertThat(months.values("y")).containsExactly(1, 29, 31, 30, 1);
        TimeSeries quarters = daily.resample(new Sampling.Calendar(3, 31), Aggregation.SUM);
        assertThat(times(quarters)).containsExactly("2024-01-31T00:00:00Z", "2024-04-30T00:00:00Z");
        assertThat(quarters.values("y")).containsExactly(61, 31);
    }

    @Test
    void closedDaysOfAWeekGiveNoRows() {
        TimeSeries friday = ones("2024-03-01T08:00:00Z", Duration.ofHours(1), 8);
        TimeSeries monday = ones("2024-03-04T08:00:00Z", Duration.ofHours(1), 8);
        TimeSeries days = friday.concat(monday).resample(Sampling.weekdays(), Aggregation.SUM);
        assertThat(times(days)).containsExactly("2024-03-01T00:00:00Z", "2024-03-04T00:00:00Z");
        assertThatThrownBy(() -> ones("2024-03-02T08:00:00Z", Duration.ofHours(1), 8)
                        .resample(Sampling.weekdays(), Aggregation.SUM))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageContaining("has a row at 2024-03-02T08:00:00Z, outside the open slots");
    }

    @Test
    void localHoursThatAreSkippedOrOccurTwiceGiveIncreasingTimes() {
        List<Integer> everySlot =
                java.util.stream.IntStream.range(0, 336).boxed().toList();
        Sampling halves = new Sampling.Irregular(Duration.ofMinutes(30), everySlot, BERLIN);
        TimeSeries spring = ones("2024-03-31T00:00:00Z", Duration.ofMinutes(15), 12);
        TimeSeries gap = spring.head(2).concat(spring.tail(2)).resample(halves, Aggregation.SUM);
        assertThat(gap.values("y")).containsExactly(2, Double.NaN, Double.NaN, Double.NaN, Double.NaN, 2);
        TimeSeries autumn =
                ones("2024-10-27T00:00:00Z", Duration.ofMinutes(15), 12).resample(halves, Aggregation.SUM);
        assertThat(autumn.values("y"))
                .as("the hour from two to three occurs twice")
                .containsExactly(2, 6, 2, 2);
    }

    @Test
    void aColumnWithoutARuleIsRefusedAndRulesOfOthersAreIgnored() {
        TimeSeries bars = Ohlcv.builder().add(0, 1, 2, 1, 2, 5).build();
        assertThat(bars.select("close")
                        .resample(Sampling.daily(), Ohlcv.AGGREGATION)
                        .values("close"))
                .containsExactly(2);
        assertThatThrownBy(() -> bars.with("x", 1).resample(Sampling.daily(), Ohlcv.AGGREGATION))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no rule for the column 'x'")
                .hasMessageContaining("select(...)");
    }

    @Test
    void noPatternAndTooManySlotsAreRefused() {
        TimeSeries series = ones("2024-01-01T00:00:00Z", Duration.ofDays(400), 2);
        assertThatThrownBy(
                        () -> series.resample(new Sampling.Irregular(Duration.ofHours(1), List.of()), Aggregation.LAST))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageContaining("without a pattern have no slots");
        assertThatThrownBy(() -> series.resample(Sampling.fixed(Duration.ofMillis(1)), Aggregation.LAST))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageContaining("more than 100000000");
    }

    @Test
    void noRowsAndOneRowArePutIntoSlotsToo() {
        TimeSeries none = ones("2024-01-01T00:00:00Z", Duration.ofDays(1), 0);
        assertThat(none.resample(Sampling.monthly(), Map.of("y", Aggregation.LAST))
                        .length())
                .isZero();
        assertThat(TimeSeries.empty()
                        .resample(Sampling.monthly(), Aggregation.LAST)
                        .length())
                .isZero();
        assertThat(times(ones("2024-01-05T00:00:00Z", Duration.ofDays(1), 1)
                        .resample(Sampling.monthly(), Aggregation.LAST)))
                .containsExactly("2024-01-01T00:00:00Z");
        assertThat(times(ones("1969-12-31T23:59:59Z", Duration.ofDays(1), 1)
                        .resample(Sampling.monthly(), Aggregation.LAST)))
                .containsExactly("1969-12-01T00:00:00Z");
    }
}
