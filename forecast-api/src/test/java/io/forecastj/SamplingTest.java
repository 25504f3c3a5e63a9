package io.forecastj;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SamplingTest {
    private static long at(String date) {
        return LocalDate.parse(date).atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli();
    }

    private static List<String> dates(long[] times) {
        return LongStream.of(times)
                .mapToObj(time -> LocalDate.ofInstant(Instant.ofEpochMilli(time), ZoneOffset.UTC)
                        .toString())
                .toList();
    }

    private static TimeSeries at(long... times) {
        TimeSeries.Builder builder = TimeSeries.builder("y");
        for (long time : times) {
            builder.add(time, 0.0);
        }
        return builder.build();
    }

    @Test
    void hourlyRowsWithAFewHolesAreHourly() {
        long[] times = LongStream.range(0, 500)
                .filter(i -> i != 77 && i != 300)
                .map(i -> i * 3_600_000)
                .toArray();
        assertThat(at(times).sampling()).isEqualTo(Sampling.hourly());
        assertThat(Sampling.hourly().after(0, 2)).containsExactly(3_600_000, 7_200_000);
    }

    @Test
    void monthsKeepTheirDay() {
        assertThat(at(at("2023-11-01"), at("2023-12-01"), at("2024-01-01"), at("2024-02-01"))
                        .sampling())
                .isEqualTo(Sampling.monthly());
        Sampling ends = at(at("2023-10-31"), at("2023-11-30"), at("2023-12-31"), at("2024-01-31"))
                .sampling();
        assertThat(ends).isEqualTo(new Sampling.Calendar(1, 31));
        assertThat(dates(ends.after(at("2024-01-31"), 3))).containsExactly("2024-02-29", "2024-03-31", "2024-04-30");
        assertThat(at(at("2020-01-01"), at("2020-04-01"), at("2020-07-01"), at("2020-10-01"))
                        .sampling())
                .isEqualTo(new Sampling.Calendar(3, 1));
    }

    @Test
    void tradingDaysSkipTheWeekendAndAreEstimates() {
        long[] times = LongStream.range(0, 400)
                .mapToObj(i -> LocalDate.of(2023, 1, 2).plusDays(i))
                .filter(day -> day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY)
                .filter(day -> day.getDayOfYear() % 50 != 0)
                .mapToLong(day -> day.toEpochDay() * 86_400_000)
                .toArray();
        Sampling sampling = at(times).sampling();
        assertThat(sampling.estimated()).isTrue();
        assertThat(sampling).isEqualTo(new Sampling.Irregular(Duration.ofDays(1), List.of(0, 1, 4, 5, 6)));
        assertThat(dates(sampling.after(at("2024-03-07"), 3)))
                .containsExactly("2024-03-08", "2024-03-11", "2024-03-12");
    }

    @Test
    void rowsWithoutAPatternGoOnAtTheirMeanDistance() {
        assertThat(at(0, 10, 40, 60, 100).sampling())
                .isEqualTo(new Sampling.Irregular(Duration.ofMillis(25), List.of()));
        assertThat(at(0).sampling().estimated()).isTrue();
    }

    @Test
    void futureTimesAlwaysIncreaseWhateverTheRows() {
        for (long seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            long[] times = new long[1 + random.nextInt(60)];
            long time = random.nextLong(-1L << 40, 1L << 41);
            long[] gaps = {1, 60_000, 3_600_000, 86_400_000, 604_800_000, 2_592_000_000L};
            for (int i = 0; i < times.length; i++) {
                times[i] = time;
                time += gaps[random.nextInt(gaps.length)] * (1 + random.nextInt(2));
            }
            long before = times[times.length - 1];
            for (long after : at(times).sampling().after(before, 50)) {
                assertThat(after).as("seed " + seed).isGreaterThan(before);
                before = after;
            }
        }
    }

    @Test
    void declaredSamplingIsKeptByViewsAndNotInferred() {
        TimeSeries series = TimeSeries.of("y", Instant.EPOCH, Sampling.fixed(Duration.ofMinutes(5)), 1, 2, 3);
        assertThat(series.head(1).sampling()).isEqualTo(Sampling.fixed(Duration.ofMinutes(5)));
    }

    @Test
    void nonsenseIsRefused() {
        assertThatThrownBy(() -> Sampling.fixed(Duration.ZERO)).hasMessageContaining("PT0S");
        assertThatThrownBy(() -> new Sampling.Calendar(0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Sampling.Irregular(Duration.ofDays(1), List.of(7)))
                .hasMessageContaining("0 to 6");
        assertThatThrownBy(() -> new Sampling.Irregular(Duration.ofDays(2), List.of(1)))
                .hasMessageContaining("do not divide a week");
    }
}
