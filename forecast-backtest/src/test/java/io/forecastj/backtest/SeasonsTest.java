package io.forecastj.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeasonsTest {
    @Test
    void theSeasonFollowsFromTheSamplingWhereItIsClear() {
        assertThat(Seasons.of(Sampling.hourly())).isEqualTo(24);
        assertThat(Seasons.of(Sampling.daily())).isEqualTo(7);
        assertThat(Seasons.of(Sampling.monthly())).isEqualTo(12);
        assertThat(Seasons.of(new Sampling.Calendar(3, 31))).isEqualTo(4);
    }

    @Test
    void thereIsNoSeasonWhereItIsNotClear() {
        assertThat(Seasons.of(Sampling.fixed(Duration.ofMinutes(7)))).isEqualTo(1);
        assertThat(Seasons.of(new Sampling.Calendar(12, 1))).isEqualTo(1);
        assertThat(Seasons.of(new Sampling.Irregular(Duration.ofDays(1), List.of())))
                .isEqualTo(1);
        assertThat(Seasons.of(List.of(
                        SeriesMaker.daily(1, 2, 3), TimeSeries.of("y", SeriesMaker.START, Sampling.hourly(), 1, 2, 3))))
                .isEqualTo(1);
    }

    @Test
    void tradingDaysHaveASeasonOfFive() {
        TimeSeries.Builder series = TimeSeries.builder("close");
        LocalDate date = LocalDate.of(2024, 1, 1);
        for (int i = 0; i < 200; i++, date = date.plusDays(1)) {
            if (date.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0) {
                series.add(date.atStartOfDay().toInstant(ZoneOffset.UTC), i);
            }
        }
        assertThat(Seasons.of(List.of(series.build()))).isEqualTo(5);
    }
}
