package io.forecastj.data;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.InvalidSeriesException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way in which a file can be bad, and the whole message of its refusal. */
class CsvRefusalTest {
    private static void refused(String text, String message) {
        refused(Csv.read(), text, message);
    }

    private static void refused(CsvReading reading, String text, String message) {
        assertThatThrownBy(() -> reading.from(new StringReader(text), "a.csv").one())
                .isExactlyInstanceOf(InvalidSeriesException.class)
                .hasMessage(message);
    }

    private static void refusedBytes(byte[] bytes, String message) {
        assertThatThrownBy(() -> Csv.read().columns("y").from(new ByteArrayInputStream(bytes), "a.csv"))
                .isExactlyInstanceOf(InvalidSeriesException.class)
                .hasMessage(message);
    }

    @Test
    void anUnparsableNumberIsNamedWithItsPlace() {
        refused(
                "date,y\n2020-01-01,1\n2020-01-02,abc\n",
                "a.csv, line 3, column 'y': 'abc' is not a number; name the columns to read with columns(...),"
                        + " or the text for a missing value with missing(...)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1d", "2f", "0x10", "1_000", "--1", "1e", "e5", ".", "+", "1.2.3", "+NaN", "1e5.0", "٣"})
    void whatOnlyProgramsOrNobodyCallsANumberIsRefused(String text) {
        assertThatThrownBy(() -> Csv.read().from(new StringReader("date,y\n2020-01-01," + text), "a.csv"))
                .isExactlyInstanceOf(InvalidSeriesException.class)
                .hasMessageStartingWith("a.csv, line 2, column 'y': '" + text + "' is not a number");
    }

    @Test
    void aDecimalCommaIsExplained() {
        refused(
                Csv.read().delimiter(';'),
                "date;y\n2020-01-01;3,14\n",
                "a.csv, line 2, column 'y': '3,14' is no plain number: add decimal(','), which reads it as 3.14");
    }

    @Test
    void anInfiniteValueIsRefused() {
        refused(
                "date,y\n2020-01-01,-Infinity\n",
                "a.csv, line 2, column 'y': '-Infinity' is infinite; leave the field empty for a missing value");
        refused(
                "date,y\n2020-01-01,inf\n",
                "a.csv, line 2, column 'y': 'inf' is infinite; leave the field empty for a" + " missing value");
        refused("date,y\n2020-01-01,1e999\n", "a.csv, line 2, column 'y': '1e999' is too large for a double");
    }

    @Test
    void anEmptyFieldIsRefusedWhereMissingTextsDoNotNameIt() {
        refused(
                Csv.read().missing("-"),
                "date,y\n2020-01-01,-\n2020-01-02,\n",
                "a.csv, line 3, column 'y': the field is empty, and missing(...) does not name the empty text");
    }

    @Test
    void anUnparsableTimeIsNamedWithItsPlace() {
        String expected = " is not a time: expected an ISO date or date-time such as 2020-12-31 or"
                + " 2020-12-31T23:59:00Z, or epoch seconds or milliseconds; set other forms with timeFormat(...)";
        refused("Date,y\n2020/366,1\n", "a.csv, line 2, column 'Date': '2020/366'" + expected);
        refused("date,y\n2020-01-01 1h,1\n", "a.csv, line 2, column 'date': '2020-01-01 1h'" + expected);
        refused(
                "date,y\n2020-01-01T00:00Z,1\nx,2\n",
                "a.csv, line 3, column 'date': 'x'" + expected + "; if the table ends here, add endAt(\"x\")");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "2020-02-30, invalid date 'FEBRUARY 30'",
                "2021-13-01, invalid value for MonthOfYear (valid values 1 - 12): 13",
                "2020-12-31T23:59:60Z, invalid value for SecondOfMinute (valid values 0 - 59): 60",
                "2020-12-31T24:01, invalid value for HourOfDay (valid values 0 - 23): 24",
                "2021-W53, the year 2021 has 52 ISO weeks",
                "2024Q5, a year has the quarters 1 to 4"
            })
    void aTimeThatTheCalendarLacksIsNamedWithItsReason(String time, String reason) {
        refused(
                "date,y\n" + time + ",1\n",
                "a.csv, line 2, column 'date': '" + time + "' is not a time of the calendar: " + reason
                        + "; set other forms with timeFormat(...)");
    }

    @Test
    void charactersWithoutAPictureAreWrittenAsEscapes() {
        String expected = "' is not a number; name the columns to read with columns(...), or the text for a missing"
                + " value with missing(...)";
        refused("date,y\n2020-01-01,\uFEFF5\n", "a.csv, line 2, column 'y': '\\uFEFF5" + expected);
        refused("date,y\n2020-01-01,5\u200B\n", "a.csv, line 2, column 'y': '5\\u200B" + expected);
        refused("date,y\n2020-01-01,\uD800\n", "a.csv, line 2, column 'y': '\\uD800" + expected);
        String smiles = "\uD83D\uDE00".repeat(61);
        refused(
                "date,y\n2020-01-01," + smiles + "\n",
                "a.csv, line 2, column 'y': '" + smiles.substring(2) + "..." + expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"1\"2", "\"1\" ", "\"1"})
    void aBrokenQuoteIsNamedWithTheLineOfItsRow(String field) {
        assertThatThrownBy(() -> Csv.read()
                        .from(new StringReader("date,y\n2020-01-01,\"0\"\n2020-01-02," + field + "\n"), "a.csv"))
                .isExactlyInstanceOf(InvalidSeriesException.class)
                .hasMessageStartingWith("a.csv, line 3: ")
                .hasMessageEndingWith(", in the row that starts here: write quotes within a quoted field twice, close"
                        + " each one, or set another character with quote(...)");
    }

    @Test
    void aMissingTimeIsRefused() {
        refused("date,y\n2020-01-01,1\n,2\n", "a.csv, line 3, column 'date': the time is missing");
    }

    @Test
    void aTimeThatOccursTwiceIsRefusedWithBothLines() {
        refused(
                "date,y\n2020-01-01,1\n2020-01-02,2\n2020-01-02,3\n",
                "a.csv, line 4, column 'date': '2020-01-02' is the time of line 3 as well");
    }

    @Test
    void aTimeThatGoesBackIsRefusedWithBothLines() {
        refused(
                "date,y\n2020-01-03,1\n2020-01-02,2\n",
                "a.csv, line 3, column 'date': '2020-01-02' is before 2020-01-03T00:00:00Z on line 2:"
                        + " sort the rows by time, the earliest first, or add newestFirst(), since each of the 2 rows"
                        + " is before the one above it");
    }

    @Test
    void timesAreComparedWithinTheirSeriesWhichIsNamed() {
        refused(
                "id,t,y\na,2020-01-03,1\nb,2020-01-02,2\na,2020-01-03,2\n",
                "a.csv, line 4, column 't': '2020-01-03' is the time of line 2 of series 'a' as well");
    }

    @Test
    void mixedFormsOfTimesAreRefused() {
        refused(
                "date,y\n2020-01-01,1\n2020-01-02T00:00,2\n",
                "a.csv, line 3, column 'date': '2020-01-02T00:00' is a date-time without offset, but '2020-01-01' on"
                        + " line 2 is a date: write all times alike");
        refused(
                "date,y\n2020-01-01T00:00Z,1\n2020-01-02 00:00,2\n",
                "a.csv, line 3, column 'date': '2020-01-02 00:00' is a date-time without offset, but"
                        + " '2020-01-01T00:00Z' on line 2 is a date-time with offset: write all times alike");
        refused(
                "date,y\n1577836800,1\n2020-01-02,2\n",
                "a.csv, line 3, column 'date': '2020-01-02' is a date, but '1577836800' on line 2 is epoch seconds:"
                        + " write"
                        + " all times alike");
        refused(
                "date,y\n2020-01-01,1\n1577923200,2\n",
                "a.csv, line 3, column 'date': '1577923200' is a whole number, but '2020-01-01' on line 2 is a date:"
                        + " write all times alike");
    }

    @ParameterizedTest
    @ValueSource(strings = {"20200101", "2020", "0", "7", "-1"})
    void integersThatNeedNotBeEpochTimesMustBeExplained(String time) {
        refused(
                "t,y\n" + time + ",1\n",
                "a.csv, line 2, column 't': '" + time + "' is too small to be epoch seconds for sure: say what it is,"
                        + " by timeFormat(\"" + (time.length() == 4 ? "yyyy" : "yyyyMMdd")
                        + "\") or the like, steps(...) or epoch(...)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1577836800000000", "1577836800000000000", "99999999999999999999"})
    void epochTimesFinerThanMillisecondsMustBeExplained(String time) {
        String suggestion = time.length() == 19 ? "; the first lines suggest epoch(TimeUnit.NANOSECONDS)" : "";
        refused(
                "t,y\n" + time + ",1\n",
                "a.csv, line 2, column 't': '" + time + "' is too large for epoch milliseconds: say what it counts, by"
                        + " epoch(TimeUnit.MICROSECONDS) or the like" + suggestion);
    }

    @Test
    void aTimeFinerThanAMillisecondIsRefused() {
        refused(
                "t,y\n2020-01-01T00:00:00.123456Z,1\n",
                "a.csv, line 2, column 't': '2020-01-01T00:00:00.123456Z' is finer than a millisecond, which series do"
                        + " not hold");
    }

    @Test
    void aTimeThatMillisecondsCannotCountIsRefused() {
        refused(
                "t,y\n+999999999-01-01T00:00:00Z,1\n",
                "a.csv, line 2, column 't': '+999999999-01-01T00:00:00Z' is too far away to count in milliseconds");
    }

    @Test
    void aMissingColumnIsNamedWithThoseThereAre() {
        refused(
                Csv.read().columns("z"),
                "date,x,y\n2020-01-01,1,2\n",
                "a.csv, line 1: there is no column 'z'; there are 'date', 'x', 'y'");
        refused(
                Csv.read().time("when"),
                "date,x,y\n2020-01-01,1,2\n",
                "a.csv, line 1: there is no column 'when'; there are 'date', 'x', 'y'");
        refused(
                "month,y\n2020-01-01,1\n",
                "a.csv, line 1: there is no time column (date, datetime, time, timestamp, ds, t); there are 'month',"
                        + " 'y': name it with time(...); the first lines suggest time(\"month\")");
        refused(
                Csv.read().ohlcv(),
                "date,open,high,low,close\n2020-01-01,1,1,1,1\n",
                "a.csv, line 1: there is no column 'volume'; there are 'date', 'open', 'high', 'low', 'close'");
    }

    @Test
    void aMissingHeaderIsSuspected() {
        refused(
                Csv.read().time("date"),
                "2020-01-01,1.5\n2020-01-02,2.5\n",
                "a.csv, line 1: there is no column 'date'; there are '2020-01-01', '1.5'. Does the file lack its header"
                        + " line? Then name its columns with noHeader(...); the first lines suggest noHeader(\"date\","
                        + " \"column2\")");
    }

    @Test
    void severalColumnsThatCouldBeMeantAreRefused() {
        refused(
                "date,time,y\n2020-01-01,10:00,1\n",
                "a.csv, line 1: several columns could be the time, in 'date', 'time', 'y': name it with time(...), or"
                        + " time(date, time of day) if each has a part of it");
        refused(
                "ID,Id,t,y\n1,1,2020-01-01,1\n",
                "a.csv, line 1: several columns could be the id, in 'ID', 'Id', 't', 'y': name it with id(...)");
        refused("t,y,y\n2020-01-01,1,1\n", "a.csv, line 1: column 'y' occurs twice in 't', 'y', 'y'");
        refused(
                Csv.read().columns("Y"),
                "t,y,y\n2020-01-01,1,1\n",
                "a.csv, line 1: column 'Y' occurs 2 times in 't', 'y', 'y'");
        refused(
                Csv.read().time("t").id("t"),
                "t,y\n2020-01-01,1\n",
                "a.csv, line 1, column 't': the column is named as time and as id");
    }

    @Test
    void aHeaderWithoutNamesOrValuesIsRefused() {
        refused(
                ",t,y\n0,2020-01-01,1\n",
                "a.csv, line 1: column 1 has no name, in '', 't', 'y': name the columns to read with columns(...)");
        refused("id,t\n0,2020-01-01\n", "a.csv, line 1: there is no column of values; there are 'id', 't'");
    }

    @Test
    void aRaggedRowIsRefused() {
        refused(
                "date,x,y\n2020-01-01,1,2\n2020-01-02,1\n",
                "a.csv, line 3: the row has 2 fields, but the header has 3: 'date', 'x', 'y'");
        refused(
                "date,x,y\n2020-01-01,1,2,3\n",
                "a.csv, line 2: the row has 4 fields, but the header has 3: 'date', 'x', 'y'");
    }

    @Test
    void aBlankLineBetweenRowsIsRefused() {
        refused(
                "date,y\n2020-01-01,1\n\n  \n2020-01-02,1\n",
                "a.csv, line 3: the line is blank, but rows follow: remove it, or add skipBlankLines()");
    }

    @Test
    void aFileWithoutContentIsRefused() {
        refused("", "a.csv is empty; expected a header with the names of the columns, and rows");
        refused("\uFEFF", "a.csv is empty; expected a header with the names of the columns, and rows");
        refused(
                "\n",
                "a.csv, line 1: the line is blank; expected a header with the names of the columns: leave"
                        + " it out with skipLines(1)");
        refused("date,y\n", "a.csv, line 1: no row follows the header 'date', 'y'");
        refused("date,y\n\n\n", "a.csv, line 1: no row follows the header 'date', 'y'");
    }

    @ParameterizedTest
    @ValueSource(chars = {';', '\t', '|'})
    void aWrongDelimiterIsFoundOut(char delimiter) {
        String header = "date" + delimiter + "x" + delimiter + "y";
        refused(
                header + "\n2020-01-01\n",
                "a.csv, line 1: the header has one column '" + header + "': is the delimiter '"
                        + (delimiter == '\t' ? "\\t" : "" + delimiter)
                        + "'? Set it with delimiter(...); the first lines suggest"
                        + " delimiter('" + (delimiter == '\t' ? "\\t" : "" + delimiter) + "')");
    }

    @Test
    void aCommaIsFoundOutAsWell() {
        refused(
                Csv.read().delimiter(';'),
                "date,y\n2020-01-01,1\n",
                "a.csv, line 1: the header has one column 'date,y': is the delimiter ','? Set it with delimiter(...)");
    }

    @Test
    void aQuoteThatNeverClosesIsRefusedThoughItsColumnIsNotRead() {
        assertThatThrownBy(() -> Csv.read()
                        .columns("y")
                        .from(new StringReader("date,y,note\n2020-01-01,1,\"x\n2020-01-02,2,\n"), "a.csv"))
                .isExactlyInstanceOf(InvalidSeriesException.class)
                .hasMessageStartingWith("a.csv, line 2: Unclosed quoted field");
    }

    @Test
    void anAttributeThatChangesOrIsMissingIsRefused() {
        refused(
                Csv.read().attributes("size"),
                "t,y,size\n2020-01-01,1,5\n2020-01-02,1,6\n",
                "a.csv, line 3, column 'size': 6.0 differs from 5.0 on line 2: an attribute has one value in a whole"
                        + " series");
        refused(
                Csv.read().attributes("size"),
                "t,y,size\n2020-01-01,1,\n",
                "a.csv, line 2, column 'size': the value is missing, but an attribute needs one in every row");
    }

    @Test
    void anIdThatIsMissingIsRefused() {
        refused("id,t,y\na,2020-01-01,1\n ,2020-01-02,1\n", "a.csv, line 3, column 'id': the id is missing");
    }

    @Test
    void severalSeriesAreNotOne() {
        refused(
                "id,t,y\na,2020-01-01,1\nb,2020-01-01,1\nc,2020-01-01,1\nd,2020-01-01,1\n",
                "a.csv: expected one series, found 4 ('a', 'b', 'c', ...): take list(), or give the single series its"
                        + " id with named(...)");
    }

    @Test
    void bytesThatAreNotUtf8AreRefusedWithTheirLine() {
        byte[] latin1 =
                "date,y,city\r\n2020-01-01,1,Bonn\r\n2020-01-02,2,Köln\r\n".getBytes(StandardCharsets.ISO_8859_1);
        refusedBytes(
                latin1,
                "a.csv, line 3: the byte 0xF6 is not UTF-8: save the file as UTF-8, or set its charset with"
                        + " charset(...)");
    }

    @Test
    void bytesThatAreNotUtf8AreFoundFarIntoAFile() {
        StringBuilder text = new StringBuilder("date,y,city\n");
        for (int i = 0; i < 40_000; i++) {
            text.append(i % 2 == 0 ? "2020-01-01,1,Bonn\n" : "2020-01-01,1,Berlin\n");
        }
        byte[] bytes = text.append("2020-01-02,2,Köln\n").toString().getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> new DecodingReader(new ByteArrayInputStream(bytes), "a.csv", null)
                        .transferTo(Writer.nullWriter()))
                .hasMessageStartingWith("a.csv, line 40002: the byte 0xF6 is not UTF-8");
    }

    @Test
    void aFileShorterThanAMarkIsRead() {
        refusedBytes(
                new byte[] {'y'},
                "a.csv, line 1: there is no time column (date, datetime, time, timestamp, ds, t);"
                        + " there are 'y': name it with time(...)");
        refusedBytes(
                new byte[] {(byte) 0xFF, (byte) 0xFE},
                "a.csv is empty; expected a header with the names of the columns, and rows");
    }

    @Test
    void aFileThatCannotBeReadIsNoMatterOfItsContent(@TempDir Path folder) {
        Path missing = folder.resolve("none.csv");
        assertThatThrownBy(() -> Csv.ohlcv(missing))
                .isExactlyInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("cannot read " + missing);
        assertThatThrownBy(() -> Csv.ohlcv(folder))
                .isExactlyInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("cannot read " + folder);
    }

    @Test
    void aReaderThatFailsIsNoMatterOfItsContent() {
        Reader broken = new Reader() {
            private boolean begun;

            @Override
            public int read(char[] target, int from, int length) throws IOException {
                if (begun) {
                    throw new IOException("disk gone");
                }
                begun = true;
                target[from] = 'd';
                return 1;
            }

            @Override
            public void close() {}
        };
        assertThatThrownBy(() -> Csv.read().from(broken, "a.csv"))
                .isExactlyInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("cannot read a.csv")
                .hasRootCauseMessage("disk gone");
    }

    @Test
    void aLongOrBrokenTextIsShownShortAndOnOneLine() {
        refused(
                Csv.read(),
                "date,y\n2020-01-01,\"" + "x\n".repeat(50) + "\"\n",
                "a.csv, line 2, column 'y': '" + "x\\n".repeat(30)
                        + "...' is not a number; name the columns to read with columns(...), or the text for a missing"
                        + " value with missing(...)");
    }
}
