package io.forecastj.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.InvalidSeriesException;
import io.forecastj.TimeSeries;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Options that are found in the first lines of a file, and files that leave them open. */
class CsvDetectionTest {
    private static CsvSeries read(CsvReading reading, String text) {
        return reading.from(new StringReader(text), "a.csv");
    }

    private static void refused(CsvReading reading, String text, String message) {
        assertThatThrownBy(() -> read(reading, text))
                .isExactlyInstanceOf(InvalidSeriesException.class)
                .hasMessage("a.csv, " + message);
    }

    @Test
    void aGermanSpreadsheetIsDetectedAndItsOptionsAreNamed() {
        String text = "Datum;Last;Preis\n01.01.2024 00:00;45.123,5;60,01\n01.01.2024 01:00;44.001,0;58,20\n";
        CsvSeries found = read(Csv.read().detect(), text);
        assertThat(found.one().values("Last")).containsExactly(45123.5, 44001);
        assertThat(found.detected())
                .containsExactly(
                        "delimiter(';'): each of 3 lines has 2",
                        "time(\"Datum\"): the only column of times",
                        "timeFormat(\"dd.MM.yyyy HH:mm\"): as in '01.01.2024 00:00' on line 2",
                        "decimal(','): the first rows have numbers with it",
                        "thousands('.'): the first rows have numbers with it");
        CsvReading named = Csv.read()
                .delimiter(';')
                .time("Datum")
                .timeFormat("dd.MM.yyyy HH:mm")
                .decimal(',')
                .thousands('.');
        assertThat(read(named, text).one()).isEqualTo(found.one());
        assertThat(read(named, text).detected()).isEmpty();
        assertThat(read(named.detect(), text).detected()).isEmpty();
        refused(
                Csv.read(),
                text,
                "line 1: the header has one column 'Datum;Last;Preis': is the delimiter ';'? Set it with"
                        + " delimiter(...); the first lines suggest delimiter(';'), time(\"Datum\"),"
                        + " timeFormat(\"dd.MM.yyyy HH:mm\"), decimal(','), thousands('.')");
    }

    @Test
    void aPlainFileNeedsNoOptions() {
        CsvSeries found = read(Csv.read().detect(), "id,time,y\na,2024-01-01,1.5\nb,2024-01-01,2.25\n");
        assertThat(found.list()).hasSize(2);
        assertThat(found.detected()).isEmpty();
    }

    @Test
    void linesBeforeTheHeaderCommentsAndTheOrderAreDetected() {
        String text = "https://www.CryptoDataDownload.com\n# exported\nunix,open,Volume BTC\n1706745600,42580,1.2\n"
                + "1706742000,42550,1.1\n";
        CsvSeries found = read(Csv.read().detect().time("unix"), text);
        assertThat(found.detected())
                .containsExactly(
                        "skipLines(1): the table begins on line 2",
                        "comments('#'): lines begin with it that are no rows",
                        "newestFirst(): each of the first rows is before the one above it");
        assertThat(found.one().values("open")).containsExactly(42550, 42580);
    }

    @Test
    void theFirstLineOfSpreadsheetsDeclaresTheDelimiter() {
        CsvSeries found = read(Csv.read().detect(), "\uFEFFsep=;\ntime;y\n2024-01-01;1,5\n");
        assertThat(found.one().values("y")).containsExactly(1.5);
        assertThat(found.detected())
                .containsExactly(
                        "skipLines(1): the first line is 'sep=;'",
                        "delimiter(';'): declared by the first line",
                        "decimal(','): the first rows have numbers with it");
    }

    @Test
    void aFileWithoutHeaderGetsNames() {
        CsvSeries found = read(Csv.read().detect(), "1381095240,122.0,0.1\n1381179000,123.61,0.1\n");
        assertThat(found.one().columns()).containsExactly("column2", "column3");
        assertThat(found.detected())
                .containsExactly("noHeader(\"time\", \"column2\", \"column3\"): the first line has a time and values");
        refused(
                Csv.read().detect(),
                "1698364800000,34151.66,1698368399999\n1698368400000,34015.27,1698371999999\n",
                "line 1: the file seems to have no header, and columns 1, 3 may hold the times: name all 3 columns with"
                        + " noHeader(...), and that of the times with time(...)");
        assertThat(read(Csv.read().detect().noHeader("time", "y"), "2024-01-01;1\n2024-01-02;2\n")
                        .one()
                        .values("y"))
                .containsExactly(1, 2);
    }

    @Test
    void aHeaderWithAnotherNumberOfFieldsThanTheRowsIsNotDropped() {
        refused(
                Csv.read().detect(),
                "time,y\n2024-01-01,1,\n2024-01-02,2,\n",
                "line 2: the row has 3 fields, but the header has 2: 'time', 'y'");
    }

    @Test
    void unitsOfEpochTimesAreDetected() {
        assertThat(read(Csv.read().detect(), "time,y\n1735689600000000,1\n1735693200000000,2\n")
                        .detected())
                .containsExactly("epoch(TimeUnit.MICROSECONDS): as in '1735689600000000' on line 2");
        assertThat(read(Csv.read().detect(), "time,y\n1735689600000000000,1\n").detected())
                .containsExactly("epoch(TimeUnit.NANOSECONDS): as in '1735689600000000000' on line 2");
        assertThat(read(Csv.read().detect(), "time,y\n1735689600.5,1\n").detected())
                .containsExactly("epoch(TimeUnit.SECONDS): as in '1735689600.5' on line 2");
        assertThatThrownBy(() -> read(Csv.read().detect(), "time,y\n1735686000000,1\n1735689600000000,2\n"))
                .hasMessageContaining("the unit of the times changes here");
        // descending by a change of the unit
        CsvReading millis = Csv.read().detect().epoch(TimeUnit.MILLISECONDS);
        assertThatThrownBy(() -> read(millis, "time,y\n63158400000,1\n63244800,2\n"))
                .hasMessageContaining("the unit of the times changes here");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "time;y\n2024-01-01;1,234\n",
                "time;y\n2024-01-01;1.234\n2024-01-02;56.789\n",
                "time;y;z\n2024-01-01;1.234;7\n",
                "time,y\n2024-01-01,\"1,234\"\n2024-01-02,\"-12,345\"\n"
            })
    void aMarkThatMayBeEitherIsRefusedWithBothOptions(String text) {
        assertThatThrownBy(() -> read(Csv.read().detect(), text))
                .isExactlyInstanceOf(InvalidSeriesException.class)
                .hasMessageStartingWith("a.csv, line 2: '1")
                .hasMessageContaining("and the first lines leave it open: say which, by decimal('.')")
                .hasMessageContaining("or by decimal(',')");
    }

    @Test
    void aSetMarkDecides() {
        String text = "time;y\n2024-01-01;1.234\n";
        assertThat(read(Csv.read().detect().decimal('.'), text).one().values("y"))
                .containsExactly(1.234);
        CsvSeries comma = read(Csv.read().detect().decimal(','), text);
        assertThat(comma.one().values("y")).containsExactly(1234);
        assertThat(comma.detected()).contains("thousands('.'): the first rows have numbers with it");
        assertThat(read(Csv.read().detect(), text + "2024-01-02;1.5\n").one().values("y"))
                .containsExactly(1.234, 1.5);
        assertThat(read(Csv.read().detect(), text + "2024-01-02;0,5\n").one().values("y"))
                .containsExactly(1234, 0.5);
    }

    @Test
    void aLaterNumberThatDependsOnAnOpenMarkIsRefused() {
        StringBuilder text = new StringBuilder("time;y\n");
        for (int i = 0; i < 400; i++) {
            text.append(1_700_000_000 + 3600 * i).append(";7\n");
        }
        assertThat(read(Csv.read().detect(), text.toString()).one().length()).isEqualTo(400);
        String later = text + "1800000000;1.234\n";
        refused(
                Csv.read().detect(),
                later,
                "line 402, column 'y': '1.234' may be 1.234 or 1234.0: say which, by decimal('.') or by decimal(',')"
                        + " and thousands('.')");
        assertThat(read(Csv.read().detect(), text + "1800000000;1.25\n").one().value(400, "y"))
                .isEqualTo(1.25);
    }

    @Test
    void datesThatMayBeSwappedAreRefusedUnlessADayDecides() {
        refused(
                Csv.read().detect(),
                "time,y\n01/02/2024,1\n02/02/2024,2\n",
                "line 2, column 'time': '01/02/2024' and the other times of the first lines can be read in several"
                        + " ways: say which, by timeFormat(\"dd/MM/yyyy\") or timeFormat(\"MM/dd/yyyy\")");
        TimeSeries found = read(Csv.read().detect(), "time,y\n01/02/2024,1\n01/13/2024,2\n")
                .one();
        assertThat(found.time(0)).isEqualTo("2024-01-02T00:00:00Z");
    }

    @Test
    void twoDelimitersThatBothSplitTheLinesAreRefused() {
        refused(
                Csv.read().detect(),
                "a|b;time|c\n1|2;2024|3\n4|5;2025|6\n",
                "line 1: the first lines can be split in several ways: say which, by delimiter(';') or"
                        + " delimiter('|')");
    }

    @Test
    void whatIsSetIsNotChanged() {
        assertThatThrownBy(() -> read(Csv.read().detect().delimiter(','), "time;y\n2024-01-01;1\n"))
                .isExactlyInstanceOf(InvalidSeriesException.class);
        assertThatThrownBy(() -> read(Csv.read().detect().skipLines(0), "note\ntime,y\n2024-01-01,1\n"))
                .isExactlyInstanceOf(InvalidSeriesException.class);
        assertThatThrownBy(() -> read(Csv.read().detect().epoch(TimeUnit.SECONDS), "time,y\n1735689600000000,1\n"))
                .isExactlyInstanceOf(InvalidSeriesException.class);
    }

    @Test
    void aRowAfterTheFirstLinesThatBreaksTheOrderIsRefused() {
        StringBuilder text = new StringBuilder("time,y\n");
        for (int i = 400; i > 0; i--) {
            text.append(1_700_000_000 + 3600 * i).append(",7.5\n");
        }
        assertThat(read(Csv.read().detect(), text.toString()).one().length()).isEqualTo(400);
        assertThatThrownBy(() -> read(Csv.read().detect(), text + "1800000000,1\n"))
                .hasMessageContaining("though newestFirst() says");
    }

    @Test
    void everyFileIsDetectedAnewByTheSameOptions() {
        CsvReading reading = Csv.read().detect();
        assertThat(read(reading, "time;y\n2024-01-01;1,5\n").one())
                .isEqualTo(read(reading, "time,y\n2024-01-01,1.5\n").one());
    }

    @Test
    void bytesAreDetectedToo() {
        byte[] text = "\uFEFFtime;y\r\n2024-01-01;1,5\r\n".getBytes(StandardCharsets.UTF_16LE);
        CsvSeries found = Csv.read().detect().from(new java.io.ByteArrayInputStream(text), "a.csv");
        assertThat(found.one().values("y")).containsExactly(1.5);
    }

    @Test
    void anEmptyOrHopelessFileIsRefusedAsWithoutDetection() {
        for (String text : List.of("", "\n", "x\n", "time,y\n", "\"", "a b c\n1 2 3\n")) {
            assertThatThrownBy(() -> read(Csv.read().detect(), text))
                    .as(text)
                    .isExactlyInstanceOf(InvalidSeriesException.class);
        }
    }
}
