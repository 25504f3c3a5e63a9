package io.forecastj;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class UsualSeasonTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Test
    void rowsOfADayRepeatEveryDay() {
        assertThat(Sampling.hourly().season()).isEqualTo(24);
        assertThat(Sampling.fixed(Duration.ofMinutes(30)).season()).isEqualTo(48);
        assertThat(Sampling.fixed(Duration.ofMinutes(15)).season()).isEqualTo(96);
        assertThat(Sampling.fixed(Duration.ofHours(12)).season()).isEqualTo(2);
    }

    @Test
    void daysRepeatEveryWeekAndLongerSpacingsEveryYear() {
        assertThat(Sampling.daily().season()).isEqualTo(7);
        assertThat(Sampling.daily(BERLIN).season()).isEqualTo(7);
        assertThat(Sampling.weekdays().season()).isEqualTo(5);
        assertThat(Sampling.fixed(Duration.ofDays(7)).season()).isEqualTo(52);
        assertThat(Sampling.monthly().season()).isEqualTo(12);
        assertThat(Sampling.monthly(BERLIN).season()).isEqualTo(12);
        assertThat(new Sampling.Calendar(3, 31).season()).isEqualTo(4);
        assertThat(new Sampling.Calendar(6, 1).season()).isEqualTo(2);
    }

    @Test
    void thereIsNoSeasonWhereNoneIsClear() {
        assertThat(Sampling.fixed(Duration.ofMinutes(7)).season()).isEqualTo(1);
        assertThat(Sampling.fixed(Duration.ofMinutes(1)).season()).isEqualTo(1);
        assertThat(Sampling.fixed(Duration.ofHours(5)).season()).isEqualTo(1);
        assertThat(Sampling.fixed(Duration.ofDays(3)).season()).isEqualTo(1);
        assertThat(new Sampling.Calendar(12, 1).season()).isEqualTo(1);
        assertThat(new Sampling.Calendar(5, 1).season()).isEqualTo(1);
        assertThat(new Sampling.Irregular(Duration.ofDays(1), List.of()).season())
                .isEqualTo(1);
    }

    @Test
    void severalSeriesHaveASeasonIfTheyShareIt() {
        TimeSeries daily = TimeSeries.of("y", Instant.EPOCH, Sampling.daily(), 1, 2, 3);
        TimeSeries hourly = TimeSeries.of("y", Instant.EPOCH, Sampling.hourly(), 1, 2, 3);
        TimeSeries one = TimeSeries.builder("y").add(Instant.EPOCH, 1).build();
        assertThat(Sampling.season(List.of(daily, daily, one))).isEqualTo(7);
        assertThat(Sampling.season(List.of(daily, hourly))).isEqualTo(1);
        assertThat(Sampling.season(List.of(one))).isEqualTo(1);
    }

    @Test
    void aFewShortOrIrregularSeriesDoNotTakeTheSeasonFromTheOthers() {
        TimeSeries hourly = TimeSeries.of("y", Instant.EPOCH, Sampling.hourly(), 1, 2, 3);
        List<TimeSeries> series = new ArrayList<>(Collections.nCopies(50, hourly));
        TimeSeries.Builder irregular = TimeSeries.builder("y");
        for (int hour : new int[] {0, 1, 5, 6, 23}) {
            irregular.add(Instant.EPOCH.plus(Duration.ofHours(hour)), 1);
        }
        series.add(irregular.build());
        assertThat(Sampling.season(series)).isEqualTo(24);
        series.add(irregular.add(Instant.EPOCH.plus(Duration.ofDays(40)), 1).build());
        series.add(TimeSeries.of("y", Instant.EPOCH, Sampling.monthly(), 1, 2, 3));
        assertThat(Sampling.season(series)).isEqualTo(24);
        series.addAll(Collections.nCopies(10, series.get(series.size() - 1)));
        assertThat(Sampling.season(series)).isEqualTo(1);
    }

    @Test
    void tradingDaysAreFoundInTheTimes() {
        TimeSeries.Builder series = TimeSeries.builder("close");
        LocalDate date = LocalDate.of(2024, 1, 1);
        for (int i = 0; i < 200; i++, date = date.plusDays(1)) {
            if (date.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0) {
                series.add(date.atStartOfDay().toInstant(ZoneOffset.UTC), i);
            }
        }
        assertThat(Sampling.season(List.of(series.build()))).isEqualTo(5);
    }
}
