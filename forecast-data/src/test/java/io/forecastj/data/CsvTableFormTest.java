package io.forecastj.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.InvalidSeriesException;
import io.forecastj.TimeSeries;
import java.io.StringReader;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files without a header, lines around the rows, descending rows, times in two columns and wide tables. */
class CsvTableFormTest {
    private static final String ROWS = "2024-01-01,1\n2024-01-02,2\n";
    private static final TimeSeries PLAIN = one(Csv.read(), "time,y\n" + ROWS);

    private static CsvSeries read(CsvReading reading, String text) {
        return reading.from(new StringReader(text), "a.csv");
    }

    private static TimeSeries one(CsvReading reading, String text) {
        return read(reading, text).one();
    }

    private static void refused(CsvReading reading, String text, String message) {
        assertThatThrownBy(() -> read(reading, text))
                .isExactlyInstanceOf(InvalidSeriesException.class)
                .hasMessage("a.csv, " + message);
    }

    private static void contradicts(CsvReading reading, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(reading, "time,y\n" + ROWS))
                .withMessage(message);
    }

    private static String[] times(TimeSeries series) {
        return IntStream.range(0, series.length())
                .mapToObj(i -> series.time(i).toString())
                .toArray(String[]::new);
    }

    @Test
    void anotherQuoteIsRead() {
        TimeSeries series =
                one(Csv.read().quote('\''), "time,'a, ''b'''\n'2024-01-01',1\n\"2024-01-02\",2\n".replace("\"", "'"));
        assertThat(series.columns()).containsExactly("a, 'b'");
        assertThat(series.values("a, 'b'")).containsExactly(1, 2);
    }

    @Test
    void quotesDelimitersAndCommentsDiffer() {
        for (char c : new char[] {'a', '1', ' ', '\n'}) {
            assertThatIllegalArgumentException().isThrownBy(() -> Csv.read().quote(c));
            assertThatIllegalArgumentException().isThrownBy(() -> Csv.read().comments(c));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> Csv.read().comments('-'));
        contradicts(
                Csv.read().delimiter('\'').quote('\''), "the delimiter and the quote are both ''': change one of them");
        contradicts(
                Csv.read().delimiter('#').comments('#'),
                "the first character of comments and the delimiter are both '#': change one of them");
        contradicts(
                Csv.read().comments('"'),
                "the first character of comments and the quote are both '\"': change one of them");
    }

    @Test
    void aFileWithoutHeaderIsReadWithGivenNames() {
        assertThat(one(Csv.read().noHeader("time", "y"), ROWS)).isEqualTo(PLAIN);
        TimeSeries bars = one(
                Csv.read()
                        .noHeader("time", "open", "high", "low", "close", "volume", "trades")
                        .ohlcv(),
                "1381095240,122.0,122.0,122.0,122.0,0.1,1\n1381179000,123.61,123.61,123.61,123.61,0.1,1\n");
        assertThat(bars.length()).isEqualTo(2);
        assertThat(bars.value(1, "close")).isEqualTo(123.61);
    }

    @Test
    void aWrongNumberOfNamesIsRefused() {
        refused(
                Csv.read().noHeader("time", "y", "z"),
                ROWS,
                "line 1: the row has 2 fields, but noHeader(...) names 3: 'time', 'y', 'z'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Csv.read().noHeader())
                .withMessage("noHeader(...) needs a name for each column, found []");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Csv.read().noHeader("time", " "))
                .withMessage("noHeader(...) needs a name for each column, found [time, ]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Csv.read().noHeader("time", "y", "y"))
                .withMessage("column 'y' is named twice, in [time, y, y]");
        contradicts(
                Csv.read().noHeader("time", "y").skipAfterHeader(1),
                "noHeader(...) and skipAfterHeader(1) contradict each other: use skipLines(...)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void linesBeforeTheHeaderAreLeftOutWhateverTheyAre(String end) {
        String text = "\uFEFFsep=;\nan \"open quote\n\ntime,y\n" + ROWS;
        assertThat(one(Csv.read().skipLines(3), text.replace("\n", end))).isEqualTo(PLAIN);
        assertThat(one(Csv.read().skipLines(2).noHeader("time", "y"), ("x\ny\n" + ROWS).replace("\n", end)))
                .isEqualTo(PLAIN);
    }

    @Test
    void messagesCountTheLinesThatAreLeftOut() {
        refused(
                Csv.read().skipLines(2),
                "x\r\nx\r\ntime,y\r\n2024-01-01,a\r\n",
                "line 4, column 'y': 'a' is not a number; name the columns to read with columns(...), or the text for a"
                        + " missing value with missing(...)");
        refused(Csv.read().skipLines(2), "x\nx\ntime,y\n", "line 3: no row follows the header 'time', 'y'");
        refused(Csv.read().skipLines(3), "x\nx\n", "line 3: the file ends before the 3 lines of skipLines(3)");
        assertThatThrownBy(() -> read(Csv.read().skipLines(1), "x\ntime,y\n2024-01-01,\"1\n"))
                .isExactlyInstanceOf(InvalidSeriesException.class)
                .hasMessageStartingWith("a.csv, line 3: Unclosed quoted field");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Csv.read().skipLines(-1))
                .withMessage("skipLines(-1) needs a number of lines from 0");
    }

    @Test
    void secondHeaderLinesAreLeftOut() {
        String yfinance = "Price,Close,Volume\nTicker,AAPL,AAPL\nDate,,\n2024-01-02,1.5,10\n2024-01-03,2.5,20\n";
        TimeSeries series = one(Csv.read().skipAfterHeader(2).time("Price"), yfinance);
        assertThat(series.values("Close")).containsExactly(1.5, 2.5);
        assertThat(times(series)).containsExactly("2024-01-02T00:00:00Z", "2024-01-03T00:00:00Z");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Csv.read().skipAfterHeader(-2))
                .withMessage("skipAfterHeader(-2) needs a number of lines from 0");
    }

    @Test
    void commentsAreLeftOutAnywhere() {
        String text = "# a\n# \"b\ntime,y\n2024-01-01,1\n#2024-01-05,9\n2024-01-02,2\n#";
        assertThat(one(Csv.read().comments('#'), text)).isEqualTo(PLAIN);
        assertThat(one(Csv.read().comments('#').columns("y"), "time,note,y\n2024-01-01,\"a\n#b\",1\n")
                        .length())
                .isEqualTo(1);
    }

    @Test
    void theTableEndsAtATotalAndTheRestIsCounted() {
        CsvReading reading = Csv.read().endAt("Total", "Source");
        CsvSeries read = read(reading, "time,y\n" + ROWS + "\nTotal,3\n\nno \"quote, no number\n");
        assertThat(read.one()).isEqualTo(PLAIN);
        assertThat(read.notes())
                .containsExactly("endAt(\"Total\") ends the table: 3 lines from line 5 on are not read");
        CsvSeries skipped = read(reading.skipLines(1), "x\r\ntime,y\r\n2024-01-01,1\r\n Source ");
        assertThat(skipped.notes())
                .containsExactly("endAt(\"Source\") ends the table: 1 line from line 4 on is not read");
        assertThat(read(Csv.read().endAt("Total"), "time,y\n" + ROWS).notes()).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> Csv.read().endAt());
        assertThatIllegalArgumentException().isThrownBy(() -> Csv.read().endAt(" "));
    }

    @Test
    void aLineThatMayEndTheTableIsRefusedWithTheOption() {
        refused(
                Csv.read(),
                "time,y\n" + ROWS + "Total,3\n",
                "line 4, column 'time': 'Total' is not a time: expected an ISO date or date-time such as 2020-12-31 or"
                        + " 2020-12-31T23:59:00Z, or epoch seconds or milliseconds; set other forms with"
                        + " timeFormat(...); if the table ends here, add endAt(\"Total\")");
        refused(
                Csv.read(),
                "time,y\n" + ROWS + "All rights reserved\n",
                "line 4: the row has 1 fields, but the header has 2: 'time', 'y'; if the table ends here, add"
                        + " endAt(\"All rights reserved\")");
        refused(
                Csv.read(),
                "time,y\n" + ROWS + "\nAll rights reserved\n",
                "line 4: the line is blank, but rows follow: remove it, or add skipBlankLines(); if the table ends"
                        + " here, add endAt(\"All rights reserved\")");
    }

    @Test
    void blankLinesAreLeftOutByOption() {
        CsvSeries read = read(Csv.read().skipBlankLines(), "\n \ntime,y\n\n2024-01-01,1\n\n2024-01-02,2\n\n");
        assertThat(read.one()).isEqualTo(PLAIN);
        assertThat(read.notes()).containsExactly("skipBlankLines() left out 5 lines");
    }

    @Test
    void rowsWithTheNewestFirstAreReversed() {
        CsvReading reading = Csv.read().newestFirst();
        TimeSeries series =
                one(reading.attributes("size"), "time,y,size\n2024-01-03,3,5\n2024-01-02,,5\n2024-01-01,1,5\n");
        assertThat(times(series))
                .containsExactly("2024-01-01T00:00:00Z", "2024-01-02T00:00:00Z", "2024-01-03T00:00:00Z");
        assertThat(series.values("y")).containsExactly(1, Double.NaN, 3);
        assertThat(series.attributes()).containsEntry("size", 5.0);
        List<TimeSeries> several = read(
                        Csv.read().newestFirst(), "id,time,y\na,2024-01-03,3\nb,2024-01-05,4\na,2024-01-02,2\n")
                .list();
        assertThat(several).extracting(TimeSeries::id).containsExactly("a", "b");
        assertThat(several.get(0).values("y")).containsExactly(2, 3);
    }

    @Test
    void aRowOutOfTheDeclaredOrderIsRefused() {
        refused(
                Csv.read().newestFirst(),
                "time,y\n2024-01-03,3\n2024-01-01,1\n2024-01-02,2\n",
                "line 4, column 'time': '2024-01-02' is after 2024-01-01T00:00:00Z on line 3, though newestFirst() says"
                        + " that each row is before the one above it");
        refused(
                Csv.read().newestFirst(),
                "time,y\n2024-01-03,3\n2024-01-03,1\n",
                "line 3, column 'time': '2024-01-03' is the time of line 2 as well");
    }

    @Test
    void aDescendingFileIsRefusedWithTheOptionOnlyIfAllOfItDescends() {
        String message =
                "line 3, column 'time': '2024-01-02' is before 2024-01-03T00:00:00Z on line 2: sort the rows by"
                        + " time, the earliest first";
        refused(
                Csv.read(),
                "time,y\n2024-01-03,3\n2024-01-02,2\n2024-01-01,1\n",
                message + ", or add newestFirst(), since each of the 3 rows is before the one above it");
        refused(Csv.read(), "time,y\n2024-01-03,3\n2024-01-02,2\n2024-01-04,1\n", message);
        refused(Csv.read(), "time,y\n2024-01-03,3\n2024-01-02,2\nx,1\n", message);
        refused(
                Csv.read().columns("y"),
                "time,y,place\n2024-01-03,3,a\n2024-01-02,2,b\n",
                message + ". Column 'place' changes from 'a' to 'b' here: if it distinguishes several series, name it"
                        + " with id(\"place\")");
    }

    @Test
    void epochTimesKeepTheirUnitInDescendingRows() {
        CsvReading reading = Csv.read().newestFirst().epoch(TimeUnit.SECONDS);
        assertThat(one(reading, "time,y\n200000,1\n100000,1\n0,1\n").timestamps())
                .containsExactly(0, 100_000_000, 200_000_000);
        assertThatThrownBy(() -> read(Csv.read().newestFirst(), "time,y\n1704070800000,1\n1704067200,1\n"))
                .hasMessageContaining("'1704067200' looks like epoch seconds");
    }

    @Test
    void repeatedHoursAreReadInOrderFromTheNewestToo() {
        CsvReading berlin = Csv.read().newestFirst().zone(ZoneId.of("Europe/Berlin"), ClockChanges.IN_ORDER);
        String text = "time,y\n2023-10-29 03:00,4\n2023-10-29 02:00,3\n2023-10-29 02:00,2\n2023-10-29 01:00,1\n";
        assertThat(times(one(berlin, text)))
                .containsExactly(
                        "2023-10-28T23:00:00Z", "2023-10-29T00:00:00Z", "2023-10-29T01:00:00Z", "2023-10-29T02:00:00Z");
    }

    @Test
    void dateAndTimeOfDayMayBeInTwoColumns() {
        TimeSeries series = one(
                Csv.read().time("Date", "Time").timeFormat("yyyy.MM.dd HH:mm").columns("Close"),
                "Date,Time,Close\n2011.12.08,18:49,77.702\n2011.12.08,18:50,77.7\n");
        assertThat(times(series)).containsExactly("2011-12-08T18:49:00Z", "2011-12-08T18:50:00Z");
        assertThat(times(one(Csv.read().time("d", "t"), "t,y,d\n23:00,1,2024-01-01\n24:00,2,2024-01-01\n")))
                .containsExactly("2024-01-01T23:00:00Z", "2024-01-02T00:00:00Z");
        assertThat(times(one(
                        Csv.read().time("date", "hour").timeFormat("yyyy-MM-dd H"),
                        "date,hour,y\n2024-01-01,0,1\n2024-01-01,23,4\n")))
                .containsExactly("2024-01-01T00:00:00Z", "2024-01-01T23:00:00Z");
    }

    @Test
    void timesInTwoColumnsAreNamedInMessages() {
        refused(
                Csv.read().time("d", "t"),
                "d,t,y\n2024-01-01,25:00,1\n",
                "line 2, column 'd' and 't': '2024-01-01 25:00' is not a time of the calendar: invalid value"
                        + " for HourOfDay (valid values 0 - 23): 25; set other forms with timeFormat(...)");
        refused(Csv.read().time("d", "t"), "d,t,y\n2024-01-01,,1\n", "line 2, column 'd' and 't': the time is missing");
        refused(
                Csv.read().time("d", "d"),
                "d,y\n2024-01-01,1\n",
                "line 1, column 'd': the column is named as date and as time of day");
        for (CsvReading counts : List.of(
                Csv.read().epoch(TimeUnit.SECONDS),
                Csv.read().excelDates(),
                Csv.read().steps(0, Instant.EPOCH, io.forecastj.Sampling.daily()))) {
            contradicts(
                    counts.time("time", "y"),
                    "time(\"time\", \"y\") joins a date and a time of day: leave out epoch(...), excelDates() and"
                            + " steps(...)");
        }
        assertThat(one(Csv.read().time("x", "z").time("time"), "time,y\n" + ROWS))
                .isEqualTo(PLAIN);
    }

    @Test
    void aWideTableIsOneSeriesForEachColumnFromItsFirstValueToItsLast() {
        String text = "time,a,b,c\n2024-01-01,,1,\n2024-01-02,1,,\n2024-01-03,,3,5\n2024-01-04,2,,\n2024-01-05,,,\n";
        List<TimeSeries> series = read(Csv.read().wide("y"), text).list();
        assertThat(series).extracting(TimeSeries::id).containsExactly("a", "b", "c");
        assertThat(series).allSatisfy(each -> assertThat(each.columns()).containsExactly("y"));
        assertThat(series.get(0).values("y")).containsExactly(1, Double.NaN, 2);
        assertThat(times(series.get(0)))
                .containsExactly("2024-01-02T00:00:00Z", "2024-01-03T00:00:00Z", "2024-01-04T00:00:00Z");
        assertThat(series.get(1).values("y")).containsExactly(1, Double.NaN, 3);
        assertThat(series.get(2).values("y")).containsExactly(5);
        String reversed =
                "time,a,b,c\n2024-01-05,,,\n2024-01-04,2,,\n2024-01-03,,3,5\n2024-01-02,1,,\n2024-01-01,,1,\n";
        assertThat(read(Csv.read().wide("y").newestFirst(), reversed).list()).isEqualTo(series);
    }

    @Test
    void columnsOfAWideTableCanBeChosenAndRenamed() {
        CsvReading reading = Csv.read().wide("y").columns("b").column("a", "first");
        List<TimeSeries> series =
                read(reading, "time,a,b,id\n2024-01-01,1,2,x\n").list();
        assertThat(series).extracting(TimeSeries::id).containsExactly("b", "first");
        assertThat(read(Csv.read().wide("y"), "time,id,symbol\n2024-01-01,1,2\n")
                        .list())
                .extracting(TimeSeries::id)
                .containsExactly("id", "symbol");
    }

    @Test
    void aWideTableThatIsBadIsRefused() {
        refused(
                Csv.read().wide("y"),
                "time,a,b\n2024-01-01,1,\n",
                "line 1, column 'b': the column has no value, and a series needs one: name the columns to read with"
                        + " columns(...)");
        refused(
                Csv.read().wide("y"),
                "time,a\n2024-01-01,1\n2024-01-01,2\n",
                "line 3, column 'time': '2024-01-01' is the time of line 2 as well");
        refused(
                Csv.read().wide("y"),
                "time,a,a\n2024-01-01,1,2\n",
                "line 1: column 'a' occurs twice in 'time', 'a', 'a'");
        for (CsvReading reading : List.of(
                Csv.read().id("a"),
                Csv.read().named("a"),
                Csv.read().ohlcv(),
                Csv.read().attributes("a"))) {
            contradicts(
                    reading.wide("y"),
                    "wide(\"y\") makes each column a series: leave out id(...), named(...), attributes(...), ohlcv()"
                            + " and adjustedOhlcv()");
        }
    }
}
