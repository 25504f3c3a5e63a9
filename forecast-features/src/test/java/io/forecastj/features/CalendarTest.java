package io.forecastj.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.IsoFields;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CalendarTest {
    private static final long STEP = 37 * 3_600_000L + 17;

    @Test
    void agreesWithJavaTimeFrom1600To2400() {
        CalendarFeatures calendar = Features.calendar();
        FeatureStream stream = FeaturePipeline.of(
                        calendar.hourOfDay(),
                        calendar.dayOfWeek(),
                        calendar.dayOfMonth(),
                        calendar.dayOfYear(),
                        calendar.monthOfYear(),
                        calendar.quarterOfYear(),
                        calendar.weekOfYear())
                .open(List.of());
        double[] out = new double[7];
        long end = Instant.parse("2400-03-02T00:00:00Z").toEpochMilli();
        for (long time = Instant.parse("1600-01-01T00:00:00Z").toEpochMilli(); time < end; time += STEP) {
            stream.update(time, new double[0]);
            stream.write(out, 0);
            ZonedDateTime date = Instant.ofEpochMilli(time).atZone(ZoneOffset.UTC);
            double[] expected = {
                date.getHour(),
                date.getDayOfWeek().getValue(),
                date.getDayOfMonth(),
                date.getDayOfYear(),
                date.getMonthValue(),
                date.get(IsoFields.QUARTER_OF_YEAR),
                date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR)
            };
            if (!Arrays.equals(out, expected)) {
                assertThat(out).as("at %s", date).isEqualTo(expected);
            }
        }
    }

    @Test
    void wavesComeBackAfterTheirPeriod() {
        FeatureStream stream =
                FeaturePipeline.of(Features.calendar().fourier(7, 2)).open(List.of());
        double[] out = new double[2];
        for (int day = 0; day < 10_000; day++) {
            stream.update(day * 86_400_000L, new double[0]);
            stream.write(out, 0);
            double angle = 2 * Math.PI * 2 * (day % 7) / 7;
            assertThat(out[0]).as("day %d", day).isCloseTo(Math.sin(angle), within(1e-9));
            assertThat(out[1]).as("day %d", day).isCloseTo(Math.cos(angle), within(1e-9));
        }
    }
}
