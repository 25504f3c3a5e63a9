package io.forecastj.models.statistical;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.Sampling;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StepCountTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final int ROWS = 400;

    static List<Sampling> samplings() {
        return List.of(
                Sampling.hourly(),
                Sampling.fixed(Duration.ofMillis(7)),
                Sampling.daily(BERLIN),
                new Sampling.Calendar(1, 31),
                new Sampling.Calendar(3, 1, BERLIN),
                Sampling.weekdays(),
                Sampling.weekdays(BERLIN).withHolidays(List.of(LocalDate.of(2024, 5, 1), LocalDate.of(2024, 10, 3))),
                new Sampling.Irregular(Duration.ofHours(1), List.of(), BERLIN));
    }

    /** The anchor and the times after it. */
    private static long[] times(Sampling sampling) {
        long start = Instant.parse("2024-01-31T08:00:00Z").toEpochMilli();
        long[] times = new long[ROWS];
        times[0] = start;
        System.arraycopy(sampling.after(start, ROWS - 1), 0, times, 1, ROWS - 1);
        return times;
    }

    @ParameterizedTest
    @MethodSource("samplings")
    void everyRowHasItsNumber(Sampling sampling) {
        long[] times = times(sampling);
        for (int anchor : new int[] {0, 137, ROWS - 1}) {
            StepCount count = new StepCount(sampling, times[anchor]);
            for (int i = 0; i < ROWS; i++) {
                assertThat(count.to(times[i])).as("row %d from %d", i, anchor).isEqualTo(i - anchor);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("samplings")
    void theCountDependsOnTheTimeOnly(Sampling sampling) {
        long seed = 4;
        long[] times = times(sampling);
        StepCount count = new StepCount(sampling, times[200]);
        Random random = new Random(seed);
        for (int i = 0; i < 100; i++) {
            int row = random.nextInt(ROWS);
            assertThat(count.to(times[row])).as("seed %d, row %d", seed, row).isEqualTo(row - 200);
        }
    }

    @Test
    void rowsThatAreALittleEarlyOrLateKeepTheirNumber() {
        long hour = 3_600_000L;
        StepCount count = new StepCount(Sampling.hourly(), 100 * hour);
        assertThat(count.to(99 * hour - hour / 5)).isEqualTo(-1);
        assertThat(count.to(99 * hour + hour / 5)).isEqualTo(-1);
        assertThat(count.to(103 * hour - hour / 5)).isEqualTo(3);
        StepCount months = new StepCount(
                Sampling.monthly(), Instant.parse("2024-01-01T00:00:00Z").toEpochMilli());
        assertThat(months.to(Instant.parse("2024-03-03T00:00:00Z").toEpochMilli()))
                .isEqualTo(2);
        assertThat(months.to(Instant.parse("2024-04-29T00:00:00Z").toEpochMilli()))
                .isEqualTo(4);
        assertThat(months.to(Instant.parse("2024-05-30T00:00:00Z").toEpochMilli()))
                .isEqualTo(5);
    }
}
