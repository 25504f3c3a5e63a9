package io.forecastj.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.InvalidSeriesException;
import io.forecastj.TimeSeries;
import java.io.StringReader;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Integers that count from 1970: none is ever read in a unit that it does not have. */
class CsvEpochTest {
    private static final List<TimeUnit> UNITS =
            List.of(TimeUnit.SECONDS, TimeUnit.MILLISECONDS, TimeUnit.MICROSECONDS, TimeUnit.NANOSECONDS);

    private static TimeSeries read(CsvReading reading, Object... times) {
        StringBuilder text = new StringBuilder("t,y\n");
        for (Object time : times) {
            text.append(time).append(",1\n");
        }
        return reading.from(new StringReader(text.toString()), "a.csv").one();
    }

    private static void refused(CsvReading reading, String problem, Object... times) {
        assertThatThrownBy(() -> read(reading, times))
                .isExactlyInstanceOf(InvalidSeriesException.class)
                .hasMessage("a.csv, line " + (times.length + 1) + ", column 't': " + problem);
    }

    private static long count(String time, TimeUnit unit) {
        return unit.convert(Instant.parse(time).toEpochMilli(), TimeUnit.MILLISECONDS);
    }

    @Test
    void aFileJoinedOverAChangeOfUnitIsRefusedWithBothUnits() {
        refused(
                Csv.read(),
                "'1735689600000000' looks like epoch microseconds (2025-01-01T00:00:00Z), but '1735686000000' on line 3"
                        + " is epoch milliseconds: the unit of the times changes here; split the file before this"
                        + " line, or"
                        + " convert all times to one unit or to ISO date-times",
                1735682400000L,
                1735686000000L,
                1735689600000000L);
    }

    @Test
    void aDeclaredUnitThatTheFirstRowsDoNotHaveIsRefused() {
        refused(
                Csv.read().epoch(TimeUnit.MICROSECONDS),
                "'1735682400000' looks like epoch milliseconds (2024-12-31T22:00:00Z), but epoch(...) declares"
                        + " microseconds, in which it is 1970-01-21T02:08:02.400Z: declare"
                        + " epoch(TimeUnit.MILLISECONDS),"
                        + " or write the times as ISO date-times",
                1735682400000L);
    }

    static List<List<TimeUnit>> changes() {
        return UNITS.stream()
                .flatMap(from -> UNITS.stream().filter(to -> to != from).map(to -> List.of(from, to)))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("changes")
    void everyChangeOfUnitIsRefusedAtAnyRowWhetherTheUnitIsDeclaredOrNot(List<TimeUnit> change) {
        TimeUnit from = change.get(0);
        TimeUnit to = change.get(1);
        for (String start : List.of("1960-01-01T00:00:00Z", "1974-01-01T00:00:00Z", "2024-12-31T00:00:00Z")) {
            for (int rows = 1; rows <= 4; rows++) {
                Object[] times = new Object[rows + 1];
                for (int i = 0; i <= rows; i++) {
                    long millis = Instant.parse(start).toEpochMilli() + i * 3_600_000L;
                    times[i] = (i < rows ? from : to).convert(millis, TimeUnit.MILLISECONDS);
                }
                String message =
                        "'" + times[rows] + "' looks like epoch " + to.name().toLowerCase();
                assertThatThrownBy(() -> read(Csv.read().epoch(from), times))
                        .isExactlyInstanceOf(InvalidSeriesException.class)
                        .hasMessageContaining("line " + (rows + 2) + ", column 't': " + message);
                if (from.compareTo(TimeUnit.MILLISECONDS) >= 0) {
                    assertThatThrownBy(() -> read(Csv.read(), times))
                            .isExactlyInstanceOf(InvalidSeriesException.class)
                            .hasMessageContaining("line " + (rows + 2) + ", column 't': " + message);
                }
                assertThatThrownBy(() -> read(Csv.read().epoch(to), times))
                        .isExactlyInstanceOf(InvalidSeriesException.class)
                        .hasMessageContaining("line 2, column 't': '" + times[0] + "' looks like epoch "
                                + from.name().toLowerCase());
            }
        }
    }

    @Test
    void aChangeBetweenSeriesIsRefused() {
        assertThatThrownBy(
                        () -> Csv.read().from(new StringReader("id,t,y\na,1577836800000,1\nb,1577836800,2\n"), "a.csv"))
                .isExactlyInstanceOf(InvalidSeriesException.class)
                .hasMessageStartingWith("a.csv, line 3, column 't': '1577836800' looks like epoch seconds"
                        + " (2020-01-01T00:00:00Z), but '1577836800000' on line 2 is epoch milliseconds");
        assertThatThrownBy(() -> Csv.read().from(new StringReader("id,t,y\na,1577836800,1\nb,20200101,2\n"), "a.csv"))
                .isExactlyInstanceOf(InvalidSeriesException.class)
                .hasMessageStartingWith("a.csv, line 3, column 't': '20200101' is too small to be epoch seconds");
    }

    @Test
    void aUnitThatChangesNear1970IsRefusedWhereTheOtherUnitFitsTheRowBefore() {
        refused(
                Csv.read().epoch(TimeUnit.MILLISECONDS),
                "'63244800' looks like epoch seconds (1972-01-03T00:00:00Z), but '63158400000' on line 2 is epoch"
                        + " milliseconds: the unit of the times changes here; split the file before this line, or"
                        + " convert"
                        + " all times to one unit or to ISO date-times",
                count("1972-01-02T00:00:00Z", TimeUnit.MILLISECONDS),
                count("1972-01-03T00:00:00Z", TimeUnit.SECONDS));
        refused(
                Csv.read().epoch(TimeUnit.MILLISECONDS),
                "'-63072000' looks like epoch seconds (1968-01-02T00:00:00Z), but '-63158400000' on line 2 is epoch"
                        + " milliseconds: the unit of the times changes here; split the file before this line, or"
                        + " convert"
                        + " all times to one unit or to ISO date-times",
                count("1968-01-01T00:00:00Z", TimeUnit.MILLISECONDS),
                count("1968-01-02T00:00:00Z", TimeUnit.SECONDS));
        refused(
                Csv.read().epoch(TimeUnit.SECONDS),
                "'63158400000' looks like epoch milliseconds (1972-01-02T00:00:00Z), but '63072000' on line 2 is epoch"
                        + " seconds: the unit of the times changes here; split the file before this line, or"
                        + " convert all"
                        + " times to one unit or to ISO date-times",
                count("1972-01-01T00:00:00Z", TimeUnit.SECONDS),
                count("1972-01-02T00:00:00Z", TimeUnit.MILLISECONDS));
        refused(
                Csv.read(),
                "'1704070800' looks like epoch seconds (2024-01-01T01:00:00Z), but '-315532800000' on line 3 is epoch"
                        + " milliseconds: the unit of the times changes here; split the file before this line, or"
                        + " convert"
                        + " all times to one unit or to ISO date-times",
                -315619200000L,
                -315532800000L,
                1704070800);
    }

    @Test
    void timesKeepTheirUnitAround1970() {
        assertThat(read(Csv.read(), -315619200, -1, 0, 5).timestamps()).containsExactly(-315619200000L, -1000, 0, 5000);
        assertThat(read(Csv.read(), -315619200000L, -1, 0, 5).timestamps()).containsExactly(-315619200000L, -1, 0, 5);
    }

    @ParameterizedTest
    @CsvSource({"P1D, 1966-10-01", "P7D, 1966-10-01", "P30D, 1966-10-01", "P365D, 1960-01-01"})
    void evenRowsLeadThrough1970InEveryUnit(java.time.Period step, String start) {
        for (TimeUnit unit : UNITS) {
            Object[] times = new Object[3000 / step.getDays() + 6];
            for (int i = 0; i < times.length; i++) {
                Instant time = Instant.parse(start + "T00:00:00Z").plus(step.multipliedBy(i));
                times[i] = unit.convert(time.toEpochMilli(), TimeUnit.MILLISECONDS);
            }
            TimeSeries series = read(Csv.read().epoch(unit), times);
            assertThat(series.time(0)).as(unit.toString()).isEqualTo(start + "T00:00:00Z");
            for (int i = 1; i < times.length; i++) {
                assertThat(series.timestamp(i) - series.timestamp(i - 1)).isEqualTo(step.getDays() * 86_400_000L);
            }
        }
    }

    @Test
    void hoursFromTheStartOf1970AreReadInADeclaredUnit() {
        Object[] times = new Object[2000];
        for (int i = 0; i < times.length; i++) {
            times[i] = i * 3_600_000L;
        }
        assertThat(read(Csv.read().epoch(TimeUnit.MILLISECONDS), times).timestamp(1999))
                .isEqualTo(1999 * 3_600_000L);
    }

    @Test
    void aTimeBeyondAllDataIsRefused() {
        refused(
                Csv.read().epoch(TimeUnit.DAYS),
                "'20249901' epoch days is +57412-05-07T00:00:00Z, too far away for a time: correct it, or declare its"
                        + " unit by epoch(...)",
                20249901);
        refused(
                Csv.read(),
                "'253402300799' looks like epoch milliseconds (1978-01-11T21:31:40.799Z), but '1577836800' on line 2 is"
                        + " epoch seconds: the unit of the times changes here; split the file before this line, or"
                        + " convert"
                        + " all times to one unit or to ISO date-times",
                1577836800,
                253402300799L);
        refused(
                Csv.read().epoch(TimeUnit.NANOSECONDS),
                "'9223372036854775808' is too large for epoch nanoseconds",
                "9223372036854775808");
        refused(
                Csv.read().epoch(TimeUnit.NANOSECONDS),
                "'-9223372036854775808' epoch nanoseconds is not a whole number of milliseconds in range",
                Long.MIN_VALUE);
        refused(
                Csv.read().epoch(TimeUnit.MILLISECONDS),
                "'-9223372036854775808' epoch milliseconds is -292275055-05-16T16:47:04.192Z, too far away for a time:"
                        + " correct it, or declare its unit by epoch(...)",
                Long.MIN_VALUE);
    }

    @Test
    void nanosecondsReachTheEndsOfTheirRange() {
        TimeSeries series = read(Csv.read().epoch(TimeUnit.NANOSECONDS), -9223372036854000000L, 9223372036854000000L);
        assertThat(series.time(0)).isEqualTo("1677-09-21T00:12:43.146Z");
        assertThat(series.time(1)).isEqualTo("2262-04-11T23:47:16.854Z");
    }

    @Test
    void anIntegerThatMayBeSeveralTimesIsRefused() {
        refused(
                Csv.read(),
                "'31536000000' may be epoch seconds (2969-05-03T00:00:00Z) or epoch milliseconds"
                        + " (1971-01-01T00:00:00Z):"
                        + " say which, by epoch(TimeUnit.SECONDS) or epoch(TimeUnit.MILLISECONDS)",
                31536000000L);
        refused(
                Csv.read(),
                "'2024010100' may be a time written as yyyyMMddHH or epoch seconds (2034-02-20T01:01:40Z): say"
                        + " which, by"
                        + " timeFormat(\"yyyyMMddHH\") or epoch(TimeUnit.SECONDS)",
                2024010100);
        refused(
                Csv.read(),
                "'202401010000' may be a time written as yyyyMMddHHmm or epoch milliseconds (1976-05-31T14:30:10Z): say"
                        + " which, by timeFormat(\"yyyyMMddHHmm\") or epoch(TimeUnit.MILLISECONDS)",
                202401010000L);
        refused(
                Csv.read(),
                "'20240101000000' may be a time written as yyyyMMddHHmmss or epoch milliseconds"
                        + " (2611-05-21T10:16:40Z): say which, by timeFormat(\"yyyyMMddHHmmss\") or"
                        + " epoch(TimeUnit.MILLISECONDS)",
                20240101000000L);
        assertThat(read(Csv.read().epoch(TimeUnit.MILLISECONDS), 31536000000L).time(0))
                .isEqualTo("1971-01-01T00:00:00Z");
        assertThat(read(Csv.read().epoch(TimeUnit.SECONDS), 2024010100).time(0)).isEqualTo("2034-02-20T01:01:40Z");
    }

    @Test
    void anEpochTimeWithAPointOrAnExponentIsExplained() {
        String problem = " is not a time: write epoch times as whole numbers, without a point or an exponent";
        refused(Csv.read(), "'1.7040672E9'" + problem, "1.7040672E9");
        refused(
                Csv.read(),
                "'1704067200.5' is not a time without a unit: if it counts seconds, add epoch(TimeUnit.SECONDS); if"
                        + " days of a spreadsheet, excelDates()",
                "1704067200.5");
    }

    @Test
    void datesAreNoCounts() {
        refused(
                Csv.read().epoch(TimeUnit.SECONDS),
                "'20200101' looks like a date of the form yyyyMMdd; in epoch seconds it is 1970-08-22T19:08:21Z: use"
                        + " timeFormat(\"yyyyMMdd\") instead of epoch(...)",
                20200101);
        for (TimeUnit unit : List.of(TimeUnit.MILLISECONDS, TimeUnit.SECONDS)) {
            for (int date : new int[] {19991231, 20240229}) {
                assertThatThrownBy(() -> read(Csv.read().epoch(unit), date))
                        .isExactlyInstanceOf(InvalidSeriesException.class)
                        .hasMessageContaining("timeFormat(\"yyyyMMdd\")");
            }
            // no dates
            assertThat(read(Csv.read().epoch(unit), 20230229, 20231301).length())
                    .isEqualTo(2);
        }
    }
}
