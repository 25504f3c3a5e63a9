package io.forecastj.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.InvalidSeriesException;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import java.io.StringReader;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Times of months, quarters and weeks, the end of a day as 24:00, serial numbers of days and parts of seconds. */
class CsvPeriodsTest {
    private static TimeSeries read(CsvReading reading, String... times) {
        StringBuilder text = new StringBuilder("t,y\n");
        for (String time : times) {
            text.append('"').append(time).append("\",1\n");
        }
        return reading.from(new StringReader(text.toString()), "a.csv").one();
    }

    private static void refused(CsvReading reading, String time, String problem) {
        assertThatThrownBy(() -> read(reading, time))
                .as(time)
                .isExactlyInstanceOf(InvalidSeriesException.class)
                .hasMessageStartingWith("a.csv, line 2, column 't': '" + time + "' " + problem);
    }

    @ParameterizedTest
    @CsvSource({
        "2024-03, 2024-03-01, 2024-03-31",
        "2024-02, 2024-02-01, 2024-02-29",
        "2024Q1, 2024-01-01, 2024-03-31",
        "2024-Q4, 2024-10-01, 2024-12-31",
        "2023q2, 2023-04-01, 2023-06-30",
        "2024-W05, 2024-01-29, 2024-02-04",
        "2024W05, 2024-01-29, 2024-02-04",
        "2020-W53, 2020-12-28, 2021-01-03",
        "2025-W01, 2024-12-30, 2025-01-05",
        "2024-W05-3, 2024-01-31, 2024-01-31",
        "2024W057, 2024-02-04, 2024-02-04",
        "2024-01-01, 2024-01-01, 2024-01-01"
    })
    void periodsAreTheirFirstDayOrByOptionTheirLast(String text, LocalDate first, LocalDate last) {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        assertThat(read(Csv.read(), text).time(0))
                .isEqualTo(first.atStartOfDay(ZoneOffset.UTC).toInstant());
        assertThat(read(Csv.read().zone(berlin).monthEnds(), text).time(0))
                .isEqualTo(last.atStartOfDay(berlin).toInstant());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2024-13",
                "2024-00",
                "2024Q0",
                "2024Q5",
                "2024-Q",
                "2024Q11",
                "2024-W00",
                "2024-W53",
                "2024-W5",
                "2024-W05-0",
                "2024-W05-8",
                "2024-W053",
                "2024W05-3",
                "24-03",
                "2024-060",
                "Q1 2024",
                "2024-3"
            })
    void whatIsNoPeriodIsRefused(String text) {
        refused(Csv.read(), text, "");
    }

    @Test
    void yearsAreStillRefused() {
        refused(Csv.read(), "2024", "is too small to be epoch seconds for sure");
    }

    @ParameterizedTest
    @CsvSource({
        "2024-03, 2024-03-01, 'is a date, but ''2024-03'' on line 2 is a month: write all times alike'",
        "2024Q1, 2024-04, 'is a month, but ''2024Q1'' on line 2 is a quarter: write all times alike'",
        "2024-W01, 2024-W02-1, 'is a day of an ISO week, but ''2024-W01'' on line 2 is an ISO week: write all times"
                + " alike'"
    })
    void periodsAndDatesAreNotMixed(String first, String second, String problem) {
        assertThatThrownBy(() -> read(Csv.read(), first, second))
                .hasMessage("a.csv, line 3, column 't': '" + second + "' " + problem);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "yyyy-MM, 2024-02, 2024-02-29",
                "yyyy, 2024, 2024-12-31",
                "yyyy'Q'q, 2024Q1, 2024-03-31",
                "YYYY-'W'ww, 2024-W05, 2024-02-04",
                "YYYY-'W'ww-e, 2024-W05-3, 2024-01-31",
                "yyyy-DDD, 2024-060, 2024-02-29",
                "dd.MM.yyyy, 01.02.2024, 2024-02-01",
                "MMM-yyyy, Feb-2024, 2024-02-29"
            })
    void periodsByAPatternHaveTheirLastDayByOption(String pattern, String text, LocalDate last) {
        assertThat(read(Csv.read().timeFormat(pattern).monthEnds(), text).time(0))
                .isEqualTo(last.atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    @Test
    void monthsAndTheirEndsAreMonthly() {
        String[] months = new String[30];
        for (int i = 0; i < months.length; i++) {
            months[i] = LocalDate.of(2022, 1, 1).plusMonths(i).toString().substring(0, 7);
        }
        assertThat(read(Csv.read(), months).sampling()).isEqualTo(Sampling.monthly());
        assertThat(read(Csv.read().monthEnds(), months).sampling()).isEqualTo(new Sampling.Calendar(1, 31));
    }

    @ParameterizedTest
    @CsvSource({
        "2024-01-31 24:00, 2024-02-01T00:00:00Z",
        "2024-12-31T24:00, 2025-01-01T00:00:00Z",
        "2024-12-31T24:00:00, 2025-01-01T00:00:00Z",
        "2024-12-31 24:00:00.000, 2025-01-01T00:00:00Z",
        "2024-12-31T24:00:00Z, 2025-01-01T00:00:00Z",
        "2024-12-31T24:00+01:00, 2024-12-31T23:00:00Z",
        "2024-12-31 24:00 UTC, 2025-01-01T00:00:00Z"
    })
    void theEndOfADayIsTheNextMidnight(String text, Instant time) {
        assertThat(read(Csv.read(), text).time(0)).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2024-01-01 24:01", "2024-01-01 24:00:01", "2024-01-01 25:00", "2024-01-01T24:00:00.5"})
    void laterTimesThan24AreRefused(String text) {
        refused(Csv.read(), text, "is not a time");
    }

    @ParameterizedTest
    @CsvSource({
        "dd.MM.yyyy HH:mm, 24.12.2024 24:00, 2024-12-25T00:00:00Z",
        "dd.MM.yyyy HH:mm, 31.12.2024 24:00, 2025-01-01T00:00:00Z",
        "yyyyMMdd HHmmss, 20241224 240000, 2024-12-25T00:00:00Z",
        "H dd.MM.yyyy, 24 24.12.2024, 2024-12-25T00:00:00Z",
        "yyyy-MM-dd HH:mmXXX, 2024-12-31 24:00+01:00, 2024-12-31T23:00:00Z"
    })
    void theEndOfADayIsReadByAPattern(String pattern, String text, Instant time) {
        assertThat(read(Csv.read().timeFormat(pattern), text).time(0)).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "24.12.2024 24:01",
                "24.13.2024 24:00",
                "24.12.2024 25:00",
                "31.02.2024 24:00",
                "24.12.2024 24:24"
            })
    void anEndOfADayThatIsNoneIsRefusedByAPattern(String text) {
        refused(Csv.read().timeFormat("dd.MM.yyyy HH:mm"), text, "is not a time written as dd.MM.yyyy HH:mm");
    }

    @Test
    void theEndOfTheDayIsLocal() {
        CsvReading berlin = Csv.read().zone(ZoneId.of("Europe/Berlin"));
        assertThat(read(berlin, "2024-03-30 24:00").time(0)).isEqualTo("2024-03-30T23:00:00Z");
    }

    @ParameterizedTest
    @CsvSource({
        "25569, 1970-01-01T00:00:00Z",
        "45292, 2024-01-01T00:00:00Z",
        "45292.5, 2024-01-01T12:00:00Z",
        "'45292,5', 2024-01-01T12:00:00Z",
        "45292.041666666664, 2024-01-01T01:00:00Z",
        "45292.0416666667, 2024-01-01T01:00:00Z",
        "45292.999988425926, 2024-01-01T23:59:59Z",
        "61, 1900-03-01T00:00:00Z",
        "2958465, 9999-12-31T00:00:00Z"
    })
    void serialNumbersOfDaysAreRead(String text, Instant time) {
        assertThat(read(Csv.read().excelDates(), text).time(0)).isEqualTo(time);
    }

    @Test
    void serialNumbersAreLocalAndAgreeWithTheCalendarAtEverySecond() {
        CsvReading berlin = Csv.read().zone(ZoneId.of("Europe/Berlin")).excelDates();
        assertThat(read(berlin, "45292", "45292.25").time(0)).isEqualTo("2023-12-31T23:00:00Z");
        LocalDate day = LocalDate.of(2024, 2, 29);
        for (int second = 1; second < 86_400; second += 997) {
            double serial = day.toEpochDay() + 25_569 + second / 86_400.0;
            assertThat(read(Csv.read().excelDates(), Double.toString(serial)).time(0))
                    .as("second " + second)
                    .isEqualTo(LocalDateTime.of(day, LocalTime.ofSecondOfDay(second))
                            .toInstant(ZoneOffset.UTC));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"45292.04167", "45292.0417", "45292.042", "45292.33333"})
    void serialNumbersThatWereRoundedAreRefused(String text) {
        refused(Csv.read().excelDates(), text, "is not a whole number of seconds, so it seems to be rounded: export");
    }

    @Test
    void serialNumbersOfFewDigitsMayBeExact() {
        assertThat(read(Csv.read().excelDates(), "45292.00125").time(0)).isEqualTo("2024-01-01T00:01:48Z");
        assertThat(read(Csv.read().excelDates(), "45292.75").time(0)).isEqualTo("2024-01-01T18:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"60", "2958466", "45292.041667", "2024-01-01", "-5", "4.5E4", "45.292", "45,292", "1,234"})
    void whatIsNoSerialNumberIsRefused(String text) {
        refused(Csv.read().excelDates(), text, "is not ");
    }

    @ParameterizedTest
    @CsvSource({
        "1700000000.123, 1700000000123",
        "1700000000.5, 1700000000500",
        "1700000000.0, 1700000000000",
        "1700000000.120000, 1700000000120",
        "-1.5, -1500",
        "-0.25, -250"
    })
    void secondsMayHaveAFraction(String text, long millis) {
        assertThat(read(Csv.read().epoch(TimeUnit.SECONDS), text).timestamp(0)).isEqualTo(millis);
    }

    @Test
    void secondsThatAreFinerThanAMillisecondAreRefused() {
        CsvReading seconds = Csv.read().epoch(TimeUnit.SECONDS);
        refused(seconds, "1700000000.1234", "is finer than a millisecond");
        refused(seconds, "1700000000.00001", "is finer than a millisecond");
        refused(seconds, "1700000000.", "is not a number of epoch seconds");
        refused(seconds, "1700000000.1e3", "is not a number of epoch seconds");
        refused(seconds, ".5", "is not a whole number of epoch seconds");
        refused(Csv.read().epoch(TimeUnit.MILLISECONDS), "1700000000123.5", "is not a whole number");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            31/12/2020             | dd/MM/yyyy
            12/31/2020 23:05       | MM/dd/yyyy HH:mm
            31.12.2020             | dd.MM.yyyy
            1.2.2020 9:05:30       | d.M.yyyy H:mm:ss
            2020/12/31             | yyyy/MM/dd
            2011.12.08 18:49       | yyyy.MM.dd HH:mm
            Feb 02, 2024           | MMM dd, yyyy
            02-Feb-2024            | dd-MMM-yyyy
            12/31/2020 9:30 PM     | M/d/yyyy h:mm a
            13-05-2024T10:00:00.5  | dd-MM-yyyy'T'HH:mm:ss.S
            """)
    void theRefusalOfAnotherFormNamesItsPattern(String text, String pattern) {
        if (!pattern.startsWith("M/d")) {
            refused(Csv.read(), text, "is not a time without a pattern: set timeFormat(\"" + pattern + "\")");
        }
        LocalDateTime time = LocalDateTime.parse(
                read(Csv.read().timeFormat(pattern), text).time(0).toString().replace("Z", ""));
        assertThat(DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time)).isNotEmpty();
    }

    @Test
    void aDateWhoseDayAndMonthMayBeSwappedIsRefusedWithBothPatterns() {
        refused(
                Csv.read(),
                "01/02/2024",
                "may be written as dd/MM/yyyy or MM/dd/yyyy: say which, by timeFormat(\"dd/MM/yyyy\") or"
                        + " timeFormat(\"MM/dd/yyyy\")");
    }
}
