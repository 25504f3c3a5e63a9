package io.forecastj.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.IsoFields;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    /** Clocks that change by half an hour, far zones, one that has skipped a day, and one whose offset never changes. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Europe/Berlin",
                "Asia/Kolkata",
                "Australia/Lord_Howe",
                "Pacific/Apia",
                "America/St_Johns",
                "Asia/Kathmandu",
                "+05:30",
                "Africa/Casablanca"
            })
    void agreesWithJavaTimeInAZone(String name) {
        ZoneId zone = ZoneId.of(name);
        CalendarFeatures calendar = Features.calendar(zone);
        FeatureStream stream = FeaturePipeline.of(
                        calendar.hourOfDay(), calendar.dayOfWeek(), calendar.dayOfYear(), calendar.session(9.5, 17))
                .open(List.of());
        double[] out = new double[4];
        long end = Instant.parse("2230-01-01T00:00:00Z").toEpochMilli();
        for (long time = Instant.parse("1880-01-01T00:00:00Z").toEpochMilli(); time < end; time += STEP) {
            stream.update(time, new double[0]);
            stream.write(out, 0);
            ZonedDateTime date = Instant.ofEpochMilli(time).atZone(zone);
            int minute = date.getHour() * 60 + date.getMinute();
            double[] expected = {
                date.getHour(),
                date.getDayOfWeek().getValue(),
                date.getDayOfYear(),
                minute >= 570 && minute < 1020 ? 1 : 0
            };
            if (!Arrays.equals(out, expected)) {
                assertThat(out).as("at %s", date).isEqualTo(expected);
            }
        }
    }

    @Test
    void followsTheClocksToTheMillisecond() {
        Feature hour = Features.calendar(ZoneId.of("Europe/Berlin")).hourOfDay();
        FeatureStream stream = FeaturePipeline.of(hour).open(List.of());
        long summer = Instant.parse("2025-03-30T01:00:00Z").toEpochMilli();
        long winter = Instant.parse("2025-10-26T01:00:00Z").toEpochMilli();
        double[] out = new double[1];
        double[] hours = {1, 3, 2, 2};
        long[] times = {summer - 1, summer, winter - 1, winter};
        for (int i = 0; i < times.length; i++) {
            stream.update(times[i], new double[0]);
            stream.write(out, 0);
            assertThat(out[0]).as("at %s", Instant.ofEpochMilli(times[i])).isEqualTo(hours[i]);
        }
    }

    @Test
    void aZoneIsPartOfTheTextAndUtcIsNot() {
        CalendarFeatures berlin = Features.calendar(ZoneId.of("Europe/Berlin"));
        Feature wave = berlin.fourier(7, 1).output("sin");
        assertThat(wave.text()).isEqualTo("fourier(\"Europe/Berlin\",7,1).sin");
        assertThat(Features.parse(wave.text())).isEqualTo(wave);
        assertThat(Features.calendar(ZoneId.of("UTC")).hourOfDay())
                .isEqualTo(Features.calendar().hourOfDay());
        FeaturePipeline pipeline = FeaturePipeline.of(
                wave, Features.calendar().oneHot(berlin.dayOfWeek(), 6, 6).get(0));
        assertThat(pipeline.inputs()).isEmpty();
        assertThat(FeaturePipeline.fromJson(pipeline.toJson())).isEqualTo(pipeline);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hourOfDay(\"Europe/Bonn\")          | a time zone that this Java knows",
                "hourOfDay(\"GMT+2\")                | 'GMT+02:00'",
                "hourOfDay(close)                    | a time zone that this Java knows",
                "hourOfDay(lag(close,1))             | a time zone that this Java knows",
                "hourOfDay(\"Asia/Tokyo\",\"UTC\")   | expected hourOfDay()"
            })
    void refusesAWrongZone(String text, String part) {
        assertThatThrownBy(() -> Features.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(part);
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
