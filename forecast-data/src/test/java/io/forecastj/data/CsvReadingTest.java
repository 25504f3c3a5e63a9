package io.forecastj.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.InvalidSeriesException;
import io.forecastj.TimeSeries;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CsvReadingTest {
    private static TimeSeries one(CsvReading reading, String text) {
        return reading.from(new StringReader(text), "text").one();
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
    void aMissingTextMayBeGivenTwiceAndWithBlanks() {
        TimeSeries series = one(Csv.read().missing("NA", "na", " NA ", "NA"), "t,y\n2020-01-01,NA\n2020-01-02, na\n");
        assertThat(series.values("y")).containsExactly(Double.NaN, Double.NaN);
    }

    @Test
    void blanksAroundIdsTimesAndNumbersAreIgnored() {
        List<TimeSeries> series = Csv.read()
                .from(
                        new StringReader("id,t,y\nA,2020-01-01,1\nA ,2020-01-02 , 2\n\" A\",2020-01-03,3\n"
                                + "\u00A0A\t,\u00A02020-01-04,4\u00A0\nA B,2020-01-01,5\n"),
                        "")
                .list();
        assertThat(series).extracting(TimeSeries::id).containsExactly("A", "A B");
        assertThat(series.get(0).values("y")).containsExactly(1, 2, 3, 4);
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

    @Test
    void absentRowsAreListedAndRefusedOnRequest() {
        StringBuilder text = new StringBuilder("id,date,y\n");
        for (int day = 1; day <= 28; day++) {
            text.append("whole,2024-01-%02d,1\n".formatted(day));
            if (day != 10 && day != 11) {
                text.append("gappy,2024-01-%02d,1\n".formatted(day));
            }
        }
        CsvSeries read = Csv.read().from(new StringReader(text.toString()), "a.csv");
        assertThat(read.gaps()).containsOnlyKeys("gappy");
        assertThat(read.gaps().get("gappy")).singleElement().satisfies(gap -> assertThat(gap.rows())
                .isEqualTo(2));
        assertThatThrownBy(read::requireNoGaps)
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageStartingWith("a.csv: ")
                .hasMessageContaining("'gappy'");
        CsvSeries whole = Csv.read().from(new StringReader(text.toString().replaceAll("gappy.*\n", "")), "a.csv");
        assertThat(whole.gaps()).isEmpty();
        assertThat(whole.requireNoGaps()).isSameAs(whole);
    }
}
