package io.forecastj.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.forecastj.Ohlcv;
import io.forecastj.TimeSeries;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvReadingTest {
    private static final String BARS = "Date,Open,HIGH,low,Close,AdjClose,Volume,Note\r\n"
            + "2020-01-02,10,12,9,11,10.5,1000,\"first, of the year\"\r\n"
            + "2020-01-03,11,11.5,10,10.25,9.75,2000,\"two\nlines\"\r\n"
            + "2020-01-06,10,10,10,10,9.5,0,\r\n";

    private static TimeSeries one(CsvReading reading, String text) {
        return reading.from(new StringReader(text), "text").one();
    }

    @Test
    void barsAreReadWithoutRegardToCaseAndOtherColumns(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("bars.csv"), BARS);
        TimeSeries expected = Ohlcv.builder()
                .add(Instant.parse("2020-01-02T00:00:00Z"), 10, 12, 9, 11, 1000)
                .add(Instant.parse("2020-01-03T00:00:00Z"), 11, 11.5, 10, 10.25, 2000)
                .add(Instant.parse("2020-01-06T00:00:00Z"), 10, 10, 10, 10, 0)
                .build();
        assertThat(Csv.ohlcv(file)).isEqualTo(expected);
        assertThat(Csv.ohlcv(new ByteArrayInputStream(BARS.getBytes(StandardCharsets.UTF_8)), "bars"))
                .isEqualTo(expected);
    }

    @Test
    void barsMayHaveOtherNamesAndFurtherColumns() {
        TimeSeries bars = one(
                Csv.read().ohlcv().columns("vwap").column("Last", "close").named("X"),
                "time,vwap,volume,open,high,low,Last\n2020-01-02,10.1,5,10,12,9,11\n");
        assertThat(bars)
                .isEqualTo(TimeSeries.builder("open", "high", "low", "close", "volume", "vwap")
                        .id("X")
                        .add(Instant.parse("2020-01-02T00:00:00Z"), 10, 12, 9, 11, 5, 10.1)
                        .build());
    }

    @Test
    void aBarMayMissValues() {
        TimeSeries bars = one(Csv.read().ohlcv(), "date,open,high,low,close,volume\n2020-01-02,,12,9,11,\n");
        assertThat(bars.value(0, "open")).isNaN();
        assertThat(bars.value(0, "high")).isEqualTo(12);
    }

    @Test
    void allOtherColumnsAreReadByDefault() {
        TimeSeries series = one(Csv.read(), "wind, Temp ,date\n1.5,-3e2, 2020-01-01\n.5,+4.,2020-01-02 \n");
        assertThat(series.columns()).containsExactly("wind", "Temp");
        assertThat(series.values("wind")).containsExactly(1.5, 0.5);
        assertThat(series.values("Temp")).containsExactly(-300, 4);
        assertThat(series.id()).isEmpty();
    }

    @Test
    void columnsNotAskedForAreNotLookedAt() {
        TimeSeries series = one(
                Csv.read().columns("max").column("MIN", "low"),
                "date,min,max,weather\n2020-01-01,1,2,rain\n2020-01-02,2,3,\n");
        assertThat(series)
                .isEqualTo(TimeSeries.builder("max", "low")
                        .add(Instant.parse("2020-01-01T00:00:00Z"), 2, 1)
                        .add(Instant.parse("2020-01-02T00:00:00Z"), 3, 2)
                        .build());
    }

    @Test
    void anExactNameGoesBeforeOneInAnotherCase() {
        TimeSeries series = one(Csv.read().columns("y"), "t,Y,y\n2020-01-01,1,2\n");
        assertThat(series.values("y")).containsExactly(2);
    }

    @Test
    void shortNamesOfTimesStandBackBehindLongOnes() {
        TimeSeries series = one(Csv.read(), "t,date\n21.5,2020-01-01\n");
        assertThat(series.values("t")).containsExactly(21.5);
    }

    @Test
    void theTimeColumnCanBeNamed() {
        TimeSeries series = one(Csv.read().time("month"), "month,time\n2020-01-01,7\n");
        assertThat(series.columns()).containsExactly("time");
        assertThat(series.time(0)).isEqualTo("2020-01-01T00:00:00Z");
    }

    @Test
    void theLongFormatGivesOneSeriesForEachIdThoughTheirRowsAlternate() {
        List<TimeSeries> series = Csv.read()
                .from(new StringReader("id,t,y\nb,2020-01-02,1\na,2020-01-01,2\nb,2020-01-03,3\na,2020-01-04,4\n"), "")
                .list();
        assertThat(series).extracting(TimeSeries::id).containsExactly("b", "a");
        assertThat(series.get(0).values("y")).containsExactly(1, 3);
        assertThat(series.get(1).values("y")).containsExactly(2, 4);
        assertThat(series.get(1).time(1)).isEqualTo("2020-01-04T00:00:00Z");
    }

    @Test
    void theIdColumnCanBeNamed() {
        List<TimeSeries> series = Csv.read()
                .id("unique_id")
                .from(new StringReader("unique_id,ds,y\nH1,2020-01-02,1\nH2,2020-01-01,2\n"), "")
                .list();
        assertThat(series).extracting(TimeSeries::id).containsExactly("H1", "H2");
    }

    @Test
    void aNamedSeriesReadsAnIdColumnAsNumbers() {
        TimeSeries series = one(Csv.read().named("all"), "id,t,y\n1,2020-01-01,5\n2,2020-01-02,6\n");
        assertThat(series.id()).isEqualTo("all");
        assertThat(series.values("id")).containsExactly(1, 2);
    }

    @Test
    void attributesBelongToEachSeries() {
        List<TimeSeries> series = Csv.read()
                .attributes("size")
                .from(new StringReader("id,t,size,y\na,2020-01-01,5,1\nb,2020-01-01,6,1\na,2020-01-02,5.0,1\n"), "")
                .list();
        assertThat(series).extracting(TimeSeries::attributes).containsExactly(Map.of("size", 5.0), Map.of("size", 6.0));
        assertThat(series.get(0).columns()).containsExactly("y");
    }

    @Test
    void missingValuesBecomeNaN() {
        TimeSeries series = one(
                Csv.read(),
                "t,y\n2020-01-01,\n2020-01-02,NaN\n2020-01-03,NA\n2020-01-04,NULL\n2020-01-05, \n2020-01-06,\"\"\n");
        assertThat(series.values("y")).hasSize(6).containsOnly(Double.NaN);
    }

    @Test
    void missingTextsCanBeReplaced() {
        TimeSeries series = one(Csv.read().missing("-999", "n/a"), "t,y\n2020-01-01,-999\n2020-01-02,N/A\n");
        assertThat(series.values("y")).containsExactly(Double.NaN, Double.NaN);
    }

    @Test
    void otherDelimitersLineEndsAndBlankLinesAtTheEndAreFine() {
        TimeSeries expected = one(Csv.read(), "t,y\n2020-01-01,1\n");
        assertThat(one(Csv.read().delimiter(';'), "t;y\r\n2020-01-01;1\r\n\r\n \r\n"))
                .isEqualTo(expected);
        assertThat(one(Csv.read().delimiter('\t'), "t\ty\r2020-01-01\t1")).isEqualTo(expected);
    }

    @Test
    void theMarkOfUtf8IsStrippedBeforeQuotesToo() {
        String text = "\uFEFF\"t\",\"y\"\n2020-01-01,1\n";
        TimeSeries expected = one(Csv.read(), "t,y\n2020-01-01,1\n");
        assertThat(one(Csv.read(), text)).isEqualTo(expected);
        ByteArrayInputStream bytes = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        assertThat(Csv.read().from(bytes, "bytes").one()).isEqualTo(expected);
    }

    @Test
    void idsOutsideAsciiAreRead() {
        byte[] bytes = "id,t,y\nKöln 🌧,2020-01-01,1\n".getBytes(StandardCharsets.UTF_8);
        assertThat(Csv.read()
                        .from(new ByteArrayInputStream(bytes), "bytes")
                        .one()
                        .id())
                .isEqualTo("Köln 🌧");
    }

    @Test
    void optionsCanBeUsedForManyFilesWithTimesOfTheirOwnForm() {
        CsvReading reading = Csv.read().columns("y");
        assertThat(one(reading, "t,y\n2020-01-01,1\n")).isEqualTo(one(reading, "t,y\n1577836800,1\n"));
    }

    @Test
    void contradictingOptionsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> one(Csv.read().id("store").named("all"), ""))
                .withMessage("id(\"store\") reads ids from a column, named(\"all\") gives the id of a single series:"
                        + " use one of them");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> one(Csv.read().columns("x", "y").column("z", "x"), ""))
                .withMessage("column 'x' is named twice, in [x, y, x]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> one(Csv.read().attributes("x", "x"), ""))
                .withMessage("attribute 'x' is named twice, in [x, x]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Csv.read().delimiter('"'))
                .withMessage("a delimiter must not be a double quote or a line end");
    }
}
