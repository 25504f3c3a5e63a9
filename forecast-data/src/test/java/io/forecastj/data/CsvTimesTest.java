package io.forecastj.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.InvalidSeriesException;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvTimesTest {
    private static TimeSeries read(CsvReading reading, String... times) {
        StringBuilder text = new StringBuilder("t,y\n");
        for (String time : times) {
            text.append('"').append(time).append("\",1\n");
        }
        return reading.from(new StringReader(text.toString()), "a.csv").one();
    }

    private static void refused(CsvReading reading, String time, String problem) {
        assertThatThrownBy(() -> read(reading, time))
                .isExactlyInstanceOf(InvalidSeriesException.class)
                .hasMessage("a.csv, line 2, column 't': " + problem);
    }

    @ParameterizedTest
    @CsvSource({
        "2020-12-31, 2020-12-31T00:00:00Z",
        "1899-01-01, 1899-01-01T00:00:00Z",
        "2020-12-31T10:20, 2020-12-31T10:20:00Z",
        "2020-12-31 10:20, 2020-12-31T10:20:00Z",
        "2020-12-31 10:20:30, 2020-12-31T10:20:30Z",
        "2020-12-31 10:20:30.5, 2020-12-31T10:20:30.500Z",
        "2020-12-31 10:20:30.123000, 2020-12-31T10:20:30.123Z",
        "2020-12-31T10:20:30Z, 2020-12-31T10:20:30Z",
        "2020-12-31 10:20:30z, 2020-12-31T10:20:30Z",
        "2020-12-31T10:20:30.001Z, 2020-12-31T10:20:30.001Z",
        "2020-12-31T10:20+01:00, 2020-12-31T09:20:00Z",
        "2020-12-31 10:20:30-0530, 2020-12-31T15:50:30Z",
        "2020-12-31 10:20:30+02, 2020-12-31T08:20:30Z",
        "1609410030, 2020-12-31T10:20:30Z",
        "-1609410030, 1919-01-01T13:39:30Z",
        "100000000, 1973-03-03T09:46:40Z",
        "9999999999, 2286-11-20T17:46:39Z",
        "100000000000, 1973-03-03T09:46:40Z",
        "1609410030001, 2020-12-31T10:20:30.001Z",
        "-1609410030001, 1919-01-01T13:39:29.999Z",
        "9999999999999, 2286-11-20T17:46:39.999Z",
        "+10000-01-01T00:00:00Z, +10000-01-01T00:00:00Z",
        "-0001-01-01T00:00:00Z, -0001-01-01T00:00:00Z",
    })
    void timesAreRecognisedByTheirLook(String text, Instant expected) {
        assertThat(read(Csv.read(), text).time(0)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "SECONDS, 5, 5000",
        "MILLISECONDS, -5, -5",
        "MICROSECONDS, 1577836800000000, 1577836800000",
        "NANOSECONDS, 1577836800000000000, 1577836800000",
        "DAYS, 1, 86400000",
    })
    void theUnitOfEpochTimesCanBeSaid(TimeUnit unit, String text, long expected) {
        assertThat(read(Csv.read().epoch(unit), text).timestamp(0)).isEqualTo(expected);
    }

    @Test
    void anEpochTimeThatMillisecondsDoNotHoldIsRefused() {
        String problem = "is not a whole number of milliseconds in range";
        refused(Csv.read().epoch(TimeUnit.MICROSECONDS), "1500", "'1500' epoch microseconds " + problem);
        refused(Csv.read().epoch(TimeUnit.DAYS), "9223372036854775807", "'9223372036854775807' epoch days " + problem);
        refused(Csv.read().epoch(TimeUnit.MILLISECONDS), "1.5", "'1.5' is not a whole number of epoch milliseconds");
    }

    @ParameterizedTest
    @CsvSource({
        "dd.MM.yyyy, 31.12.2020, 2020-12-31T00:00:00Z",
        "MM/dd/uuuu HH:mm, 12/31/2020 23:05, 2020-12-31T23:05:00Z",
        "yyyyMMdd, 20201231, 2020-12-31T00:00:00Z",
        "yyyy-MM, 2020-12, 2020-12-01T00:00:00Z",
        "yyyy, 2020, 2020-01-01T00:00:00Z",
        "dd-MMM-yyyy, 05-JAN-2020, 2020-01-05T00:00:00Z",
        "yyyy-MM-dd'T'HH:mmXXX, 2020-01-01T00:00+01:00, 2019-12-31T23:00:00Z",
    })
    void timesCanFollowAPattern(String pattern, String text, Instant expected) {
        assertThat(read(Csv.read().timeFormat(pattern), text).time(0)).isEqualTo(expected);
    }

    @Test
    void aTimeThatBreaksThePatternOrTheCalendarIsRefused() {
        CsvReading reading = Csv.read().timeFormat("dd.MM.yyyy");
        refused(reading, "2020-12-31", "'2020-12-31' is not a time written as dd.MM.yyyy");
        refused(reading, "31.02.2020", "'31.02.2020' is not a time written as dd.MM.yyyy");
    }

    @Test
    void aPatternThatIsNoneIsRefusedAtOnce() {
        assertThatIllegalArgumentException().isThrownBy(() -> Csv.read().timeFormat("dd.bb.yyyy"));
    }

    @Test
    void datesAndDateTimesWithoutOffsetAreOfTheZone() {
        CsvReading berlin = Csv.read().zone(ZoneId.of("Europe/Berlin"));
        assertThat(read(berlin, "2020-01-01").time(0)).isEqualTo("2019-12-31T23:00:00Z");
        assertThat(read(berlin, "2020-07-01 12:00").time(0)).isEqualTo("2020-07-01T10:00:00Z");
        assertThat(read(berlin, "2020-07-01T12:00Z").time(0)).isEqualTo("2020-07-01T12:00:00Z");
        assertThat(read(berlin.timeFormat("dd.MM.yyyy"), "01.07.2020").time(0)).isEqualTo("2020-06-30T22:00:00Z");
    }

    @Test
    void aDateWhoseMidnightIsSkippedBeginsAtItsFirstTime() {
        CsvReading beirut = Csv.read().zone(ZoneId.of("Asia/Beirut"));
        assertThat(read(beirut, "2020-03-29").time(0)).isEqualTo("2020-03-28T22:00:00Z");
    }

    @Test
    void stepsGetTheirTimesFromTheSampling() {
        Instant start = Instant.parse("2020-01-31T00:00:00Z");
        Sampling monthEnds = new Sampling.Calendar(1, 31);
        TimeSeries series = read(Csv.read().steps(1, start, monthEnds), "1", "2", "4");
        assertThat(series)
                .isEqualTo(TimeSeries.builder("y")
                        .sampling(monthEnds)
                        .add(start, 1)
                        .add(Instant.parse("2020-02-29T00:00:00Z"), 1)
                        .add(Instant.parse("2020-04-30T00:00:00Z"), 1)
                        .build());
    }

    @Test
    void manyStepsOfSeveralSeriesEachBeginAtTheStart() {
        Instant start = Instant.parse("2020-01-01T00:00:00Z");
        StringBuilder text = new StringBuilder("id,t,y\n");
        for (int i = 0; i < 1000; i++) {
            text.append("a,").append(i).append(",1\nb,").append(i).append(",2\n");
        }
        var list = Csv.read()
                .steps(0, start, Sampling.hourly())
                .from(new StringReader(text.toString()), "a.csv")
                .list();
        assertThat(list).hasSize(2).allSatisfy(series -> {
            assertThat(series.length()).isEqualTo(1000);
            assertThat(series.time(0)).isEqualTo(start);
            assertThat(series.time(999)).isEqualTo(start.plus(Duration.ofHours(999)));
        });
    }

    @Test
    void aStepOutOfReachIsRefused() {
        CsvReading steps = Csv.read().steps(1, Instant.EPOCH, Sampling.daily());
        refused(steps, "0", "step 0 is before the first one, 1");
        refused(
                steps,
                "1577836800",
                "step 1577836800 is more than 10000000 steps after the first one, 1: is it an epoch" + " time?");
        refused(steps, "2020-01-01", "'2020-01-01' is not the number of a step");
    }

    @Test
    void aSamplingCanBeDeclared() {
        assertThat(read(Csv.read().sampling(Sampling.monthly()), "2020-01-01").sampling())
                .isEqualTo(Sampling.monthly());
    }
}
