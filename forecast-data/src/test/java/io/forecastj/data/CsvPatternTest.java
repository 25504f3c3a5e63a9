package io.forecastj.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.InvalidSeriesException;
import io.forecastj.TimeSeries;
import java.io.StringReader;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Patterns of times: all that a pattern reads counts, or it is refused with the letter that was probably meant. */
class CsvPatternTest {
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
    @CsvSource(delimiter = '|', textBlock = """
            dd/MM/yyyy hh:mm           | 12-hour clock, which need AM or PM (a): write HH
            dd/MM/yyyy h:mm            | 12-hour clock, which need AM or PM (a): write HH
            dd/MM/yyyy KK:mm           | 12-hour clock, which need AM or PM (a): write HH
            yyyy-MM-dd'T'hh:mm:ssXXX   | 12-hour clock, which need AM or PM (a): write HH
            yyyyMMddhh                 | 12-hour clock, which need AM or PM (a): write HH
            yyyy-mm-dd                 | m is the minute, and there is no hour: write MM for months
            dd.mm.yyyy                 | m is the minute, and there is no hour: write MM for months
            yyyymmdd                   | m is the minute, and there is no hour: write MM for months
            yyyy-mm                    | m is the minute, and there is no hour: write MM for months
            yyyy-MM-dd mm              | it has minutes, but no hour: write HH
            yyyy-MM-dd HH:MM           | it has M twice: M is months and m minutes
            dd/MM/yyyy HH:MM:ss        | it has M twice: M is months and m minutes
            yyyy-mm-dd HH:mm           | it has days of the month, but no months: write MM
            yyyy-MM-dd HH:ss           | it has seconds, but no minutes: write mm
            yyyy-MM-dd HH:mm:SS        | there is no second: write ss
            yyyy-MM-dd a               | it has AM or PM, but no hour: write hh
            YYYY-MM-dd                 | Y is the year of ISO weeks
            dd.MM.YYYY HH:mm           | Y is the year of ISO weeks
            YYYY'Q'q                   | Y is the year of ISO weeks
            YYYY                       | Y is the year of ISO weeks
            yyyy-MM-DD                 | D is the day of the year, 1 to 366: write dd
            yyyy-'W'ww                 | w is a week, whose year is the letter Y: write YYYY
            uuuu'W'w                   | w is a week, whose year is the letter Y: write YYYY
            yyyy-ww-e                  | w is a week, whose year is the letter Y: write YYYY
            yyyy-MM-'W'W               | W and F count weeks within a month
            yyyy-MM EEE                | it has days of the week, but neither days of the month (dd)
            yyyy-dd                    | it has days of the month, but no months: write MM
            yyyy'Q'q-dd                | it has days of the month, but no months: write MM
            MM-dd                      | it has no year: write yyyy
            HH:mm                      | it has no year: write yyyy
            MMM                        | it has no year: write yyyy
            yyyy-MM-dd HH:mm HH        | it has H twice
            yyyy-MM-dd HH:MM[:ss]      | it has M twice: M is months and m minutes
            yyyy-MM-dd[ HH:MM]         | it has M twice: M is months and m minutes
            [yyyy-MM-dd[ HH:MM]]       | it has M twice: M is months and m minutes
            yyyy-MM-dd HH:mm z         | z and v are the names of zones
            yyyy-MM-dd HH:mm v         | z and v are the names of zones
            yyyy-MM-dd HH:mm zzzz      | z and v are the names of zones
            """)
    void aPatternWithALetterThatCannotCountIsRefusedAtOnce(String pattern, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Csv.read().timeFormat(pattern))
                .withMessageStartingWith("the pattern \"" + pattern + "\" does not define times: ")
                .withMessageContaining(why);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dd.bb.yyyy", "yyyy-'W", "yyyy-MM-dd]", "ppyyyy", "YYYY-www", "ppp"})
    void aPatternThatIsNoneIsRefusedAtOnce(String pattern) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Csv.read().timeFormat(pattern))
                .withMessageStartingWith("\"" + pattern + "\" is not a pattern of times: ");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "yyyy'Q'q, 2021Q4, 2021-10-01",
                "yyyy-'Q'q, 2021-Q1, 2021-01-01",
                "yyyy-'Q'Q, 2021-Q2, 2021-04-01",
                "yyyyQQQ, 2021Q3, 2021-07-01",
                "yyyy-QQQ, 2021-q3, 2021-07-01",
                "'Q'q yyyy, Q4 2021, 2021-10-01",
                "QQQQ uuuu, 4th quarter 2021, 2021-10-01",
                "yyyyqq, 202104, 2021-10-01",
                "yyyy-MM 'Q'q, 2021-11 Q4, 2021-11-01",
                "YYYY-'W'ww, 2022-W52, 2022-12-26",
                "YYYY-'W'ww, 2021-W01, 2021-01-04",
                "YYYY-'W'ww, 2020-W53, 2020-12-28",
                "YYYY-'W'ww, 2025-W01, 2024-12-30",
                "YYYY'W'w, 2024W7, 2024-02-12",
                "YYYYww, 202401, 2024-01-01",
                "'KW' w/YYYY, KW 12/2024, 2024-03-18",
                "YYYY-'W'ww-e, 2022-W52-7, 2023-01-01",
                "YYYY-'W'ww-c, 2022-W52-1, 2022-12-26",
                "YYYY-'W'ww EEE, 2022-W52 Wed, 2022-12-28",
                "yyyy-DDD, 2024-060, 2024-02-29",
                "yyyy-MM-dd EEE, 2024-02-29 Thu, 2024-02-29",
                "yyyy-MM-dd '(KW' ww')', 2024-02-29 (KW 09), 2024-02-29",
                "MMM yyyy (MM), Feb 2024 (02), 2024-02-01",
                "d 'o''clock' M yyyy, 3 o'clock 2 2024, 2024-02-03",
                "yyyy-ppM-ppd, 2024- 2- 3, 2024-02-03",
            })
    void datesMayBeQuartersWeeksOrDaysOfTheYear(String pattern, String text, String date) {
        assertThat(read(Csv.read().timeFormat(pattern), text).time(0)).isEqualTo(date + "T00:00:00Z");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "M/d/yyyy h:mm a, 1/2/2024 1:30 PM, 2024-01-02T13:30:00Z",
                "M/d/yyyy h:mm a, 1/3/2024 12:00 am, 2024-01-03T00:00:00Z",
                "M/d/yyyy K:mm a, 1/3/2024 0:30 PM, 2024-01-03T12:30:00Z",
                "yyyyMMddHH, 2024010100, 2024-01-01T00:00:00Z",
                "yyyyMMddHHmmss, 20240101103059, 2024-01-01T10:30:59Z",
                "yyyyMMddHHmmssSSS, 20240101103059123, 2024-01-01T10:30:59.123Z",
                "yyyy-MM-dd[ HH:mm[:ss]], 2024-01-01, 2024-01-01T00:00:00Z",
                "yyyy-MM-dd[ HH:mm[:ss]], 2024-01-01 10:20, 2024-01-01T10:20:00Z",
                "YYYY-'W'ww HH:mm, 2022-W52 10:20, 2022-12-26T10:20:00Z",
                "[yyyy-MM-dd][dd/MM/yyyy], 31/12/2024, 2024-12-31T00:00:00Z",
                "yyyy-MM-dd['T'HH:mm][ HH:mm], 2024-12-31 10:20, 2024-12-31T10:20:00Z",
                "[yyyy-MM-dd['T'HH:mm][ HH:mm]], 2024-12-31T10:20, 2024-12-31T10:20:00Z",
                "yyyy-MM-ddXXX, 2024-01-01+02:00, 2023-12-31T22:00:00Z",
                "yyyy-MM-dd HH:mm O, 2024-01-01 10:20 GMT+2, 2024-01-01T08:20:00Z",
            })
    void timesOfDayAreRead(String pattern, String text, Instant expected) {
        assertThat(read(Csv.read().timeFormat(pattern), text).time(0)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "yyyy'Q'q, 2021Q5",
                "yyyy'Q'q, 2021Q0",
                "yyyy-MM 'Q'q, 2021-11 Q3",
                "YYYY-'W'ww, 2022-W53",
                "YYYY-'W'ww, 2022-W00",
                "yyyy-MM-dd EEE, 2024-02-29 Fri",
                "yyyy-MM-dd '(KW' ww')', 2024-02-29 (KW 10)",
                "yyyy-MM, 2020-13",
            })
    void aDateThatContradictsItselfOrTheCalendarIsRefused(String pattern, String text) {
        refused(Csv.read().timeFormat(pattern), text, "'" + text + "' is not a time written as " + pattern);
    }

    @Test
    void aPartThatIsReadButDefinesNothingIsRefusedWhereOnlyTheTextShowsIt() {
        refused(
                Csv.read().timeFormat("dd/MM/yyyy hh:mm[ a]"),
                "01/02/2024 01:30",
                "'01/02/2024 01:30' written as dd/MM/yyyy hh:mm[ a] has a HourOfAmPm, which together with the other"
                        + " parts defines no time of day: complete the pattern");
        refused(
                Csv.read().timeFormat("yyyy[-MM][ dd]"),
                "2024 05",
                "'2024 05' written as yyyy[-MM][ dd] has a DayOfMonth, which together with the other parts defines"
                        + " no date:"
                        + " complete the pattern");
        refused(
                Csv.read().timeFormat("[yyyy-]MM"),
                "05",
                "'05' written as [yyyy-]MM has no year: complete the pattern");
    }

    @Test
    void hoursTo23BesideAmOrPmAreExplained() {
        CsvReading reading = Csv.read().timeFormat("yyyy-MM-dd HH:mm a");
        assertThat(read(reading, "2024-01-01 09:30 AM").time(0)).isEqualTo("2024-01-01T09:30:00Z");
        refused(
                reading,
                "2024-01-01 01:30 PM",
                "'2024-01-01 01:30 PM' is not a time written as yyyy-MM-dd HH:mm a; hours beside AM or PM are hh");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "dd-MMM-yy, 05-MAR-98",
                "M/d/yy, 3/5/98",
                "MMM-yy, Mar-98",
                "yy'Q'q, 98Q1",
                "yyMMdd, 980305",
                "YY'W'ww, 98W10"
            })
    void aYearOfTwoDigitsNeedsItsCentury(String pattern, String text) {
        CsvReading reading = Csv.read().timeFormat(pattern);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(reading, text))
                .withMessage("the pattern \"" + pattern + "\" has years of two digits, whose century is open: add"
                        + " twoDigitYearsFrom(1950), or another first year");
        assertThat(read(reading.twoDigitYearsFrom(1950), text).time(0).toString())
                .startsWith("1998-");
        assertThat(read(reading.twoDigitYearsFrom(2000), text).time(0).toString())
                .startsWith("2098-");
    }

    @Test
    void theCenturyOfTwoDigitsBeginsAtTheGivenYear() {
        CsvReading reading = Csv.read().twoDigitYearsFrom(1950).timeFormat("yy-MM-dd");
        assertThat(read(reading, "50-01-01", "99-12-31", "00-01-01", "49-12-31").timestamps())
                .containsExactly(read(Csv.read(), "1950-01-01", "1999-12-31", "2000-01-01", "2049-12-31")
                        .timestamps());
    }

    @ParameterizedTest
    @ValueSource(ints = {50, 0, -1950, 999, 9901})
    void theFirstYearHasFourDigits(int first) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Csv.read().twoDigitYearsFrom(first))
                .withMessage("the first year is " + first + "; expected a year from 1000 to 9900, such as 1950");
    }

    @Test
    void aYearOfTwoDigitsIsNotTakenForOneOfAntiquity() {
        refused(
                Csv.read().timeFormat("d-MMM-y"),
                "5-MAR-98",
                "'5-MAR-98' has a year of two digits, which is read as the year 98: write yy, and add"
                        + " twoDigitYearsFrom(1950) or another first year");
        assertThat(read(Csv.read().timeFormat("d-MMM-y"), "5-MAR-1998").time(0)).isEqualTo("1998-03-05T00:00:00Z");
        refused(Csv.read().timeFormat("d-MMM-yyyy"), "5-MAR-98", "'5-MAR-98' is not a time written as d-MMM-yyyy");
    }

    @Test
    void yearsBeforeOurEraAreThoseOfTheLetterU() {
        assertThat(read(Csv.read().timeFormat("uuuu"), "-0044").time(0)).isEqualTo("-0044-01-01T00:00:00Z");
        assertThat(read(Csv.read().timeFormat("yyyy G"), "0045 BC").time(0)).isEqualTo("-0044-01-01T00:00:00Z");
    }
}
