package io.forecastj.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.InvalidSeriesException;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvPublishedTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @TempDir
    private Path folder;

    private static CsvReading reading() {
        return Csv.read().published("published");
    }

    private static TimeSeries one(CsvReading reading, String... lines) {
        return reading.from(new StringReader(String.join("\n", lines)), "f.csv").one();
    }

    private static void refused(CsvReading reading, String message, String... lines) {
        assertThatThrownBy(() -> one(reading, lines))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageContaining(message);
    }

    private static Instant at(String time) {
        return Instant.parse(time);
    }

    private static TimeSeries.Builder y() {
        return TimeSeries.builder("y");
    }

    @Test
    void eachRowIsAPublicationInAnyOrder() {
        TimeSeries found = one(
                reading(),
                "date,published,y",
                "2024-02-01,2024-03-15T08:00:00Z,5",
                "2024-01-01,2024-03-15T08:00:00Z,2",
                "2024-01-01,2024-02-15T08:00:00Z,1",
                "2024-01-01,2024-02-20T08:00:00Z,",
                "2024-03-01,2024-02-15T08:00:00Z,NaN");
        assertThat(found)
                .isEqualTo(y().publish(at("2024-01-01T00:00:00Z"), at("2024-02-15T08:00:00Z"), 1)
                        .publish(at("2024-01-01T00:00:00Z"), at("2024-03-15T08:00:00Z"), 2)
                        .publish(at("2024-02-01T00:00:00Z"), at("2024-03-15T08:00:00Z"), 5)
                        .publish(at("2024-03-01T00:00:00Z"), at("2024-02-15T08:00:00Z"), Double.NaN)
                        .build());
        assertThat(found.publications(0, "y")).hasSize(2);
    }

    @Test
    void idsAttributesAndTwoColumnsOfTimeAreReadBeside() {
        String text = """
                shop,day,hour,issued,size,y,z
                b,2024-01-02,10:00,2024-01-01,7,1,
                a,2024-01-02,10:00,2024-01-01,8,2,3
                b,2024-01-02,10:00,2024-01-02,7,,4
                """;
        List<TimeSeries> found = Csv.read()
                .time("day", "hour")
                .published("issued")
                .id("shop")
                .columns("y", "z")
                .attributes("size")
                .from(new StringReader(text), "f.csv")
                .list();
        Instant time = at("2024-01-02T10:00:00Z");
        assertThat(found)
                .containsExactly(
                        TimeSeries.builder("y", "z")
                                .id("b")
                                .attribute("size", 7)
                                .publish(time, at("2024-01-01T00:00:00Z"), 1, Double.NaN)
                                .publish(time, at("2024-01-02T00:00:00Z"), Double.NaN, 4)
                                .build(),
                        TimeSeries.builder("y", "z")
                                .id("a")
                                .attribute("size", 8)
                                .publish(time, at("2024-01-01T00:00:00Z"), 2, 3)
                                .build());
    }

    @Test
    void publicationTimesHaveTheFormThatIsSetOrOneOfTheirOwn() {
        TimeSeries expected = y().publish(at("2024-01-31T23:00:00Z"), at("2024-03-31T01:30:00Z"), 1)
                .publish(at("2024-01-31T23:00:00Z"), at("2024-04-01T01:30:00Z"), 2)
                .zone(BERLIN)
                .build();
        assertThat(one(
                        reading().zone(BERLIN),
                        "date,published,y",
                        "2024-02-01,1711848600,1",
                        "2024-02-01,1711935000,2"))
                .as("detected")
                .isEqualTo(expected);
        assertThat(one(
                        reading().zone(BERLIN).timeFormat("dd.MM.yyyy HH:mm"),
                        "date,published,y",
                        "01.02.2024 00:00,31.03.2024 03:30,1",
                        "01.02.2024 00:00,01.04.2024 03:30,2"))
                .as("set for both")
                .isEqualTo(expected);
        assertThat(one(
                        Csv.read()
                                .published("published", "yyMMddHHmm")
                                .twoDigitYearsFrom(2000)
                                .zone(BERLIN),
                        "date,published,y",
                        "2024-02-01,2403310330,1",
                        "2024-02-01,2404010330,2"))
                .as("its own")
                .isEqualTo(expected);
        assertThat(one(
                        reading().epoch(TimeUnit.SECONDS).zone(BERLIN),
                        "date,published,y",
                        "1706742000,1711848600,1",
                        "1706742000,1711935000,2"))
                .as("counts")
                .isEqualTo(expected);
        assertThat(one(
                                reading()
                                        .steps(1, at("2024-01-31T23:00:00Z"), Sampling.daily(BERLIN))
                                        .zone(BERLIN),
                                "date,published,y",
                                "1,2024-04-01T03:30,2",
                                "1,2024-03-31T03:30,1")
                        .publications(0, "y"))
                .as("steps")
                .isEqualTo(expected.publications(0, "y"));
        assertThat(one(
                        reading().detect().zone(BERLIN),
                        "x;published;y",
                        "01.02.2024 00:00;01.04.2024 03:30;2,0",
                        "01.02.2024 00:00;31.03.2024 03:30;1,0"))
                .as("detected dialect")
                .isEqualTo(expected);
    }

    @Test
    void timesThatClocksRepeatOrSkipAreDecidedAsForTheTimeColumn() {
        String[] lines = {"date,published,y", "2023-10-29,2023-10-29T02:30,1", "2023-10-29,2023-11-01T00:00,2"};
        refused(reading().zone(BERLIN), "f.csv, line 2, column 'published': '2023-10-29T02:30' occurs twice", lines);
        assertThat(one(reading().zone(BERLIN, ClockChanges.EARLIER), lines).publications(0, "y"))
                .first()
                .extracting(each -> each.published())
                .isEqualTo(at("2023-10-29T00:30:00Z"));
        assertThat(one(reading().zone(BERLIN, ClockChanges.LATER), lines).publications(0, "y"))
                .first()
                .extracting(each -> each.published())
                .isEqualTo(at("2023-10-29T01:30:00Z"));
    }

    @Test
    void missingTwiceAndUnreadablePublicationTimesAreRefusedWithTheirPlace() {
        refused(
                reading(),
                "f.csv, line 3, column 'published': the publication time is missing",
                "date,published,y",
                "2024-01-01,2024-01-02,1",
                "2024-01-01, ,1");
        refused(
                reading(),
                "f.csv, line 5, column 'published': the row of 2024-01-01T00:00:00Z is published at"
                        + " 2024-01-02T00:00:00Z on line 2 as well: leave one out",
                "date,published,y",
                "2024-01-01,2024-01-02,1",
                "2024-01-02,2024-01-02,1",
                "2024-01-01,2024-01-05,1",
                "2024-01-01,2024-01-02,1");
        refused(
                reading().id("id"),
                "on line 2 of series 'a' as well: leave one out",
                "date,published,y,id",
                "2024-01-01,2024-01-02,1,a",
                "2024-01-01,2024-01-02,1,b",
                "2024-01-01,2024-01-02,1,a");
        refused(
                reading(),
                "f.csv, line 3, column 'published': '2024-01-03T00:00:00Z' is ",
                "date,published,y",
                "2024-01-01,2024-01-02,1",
                "2024-01-01,2024-01-03T00:00:00Z,1");
        refused(reading(), "there is no column 'published'", "date,y", "2024-01-01,1");
        refused(
                reading().time("published"),
                "column 'published': the column is named as publication time and as time",
                "date,published,y",
                "2024-01-01,2024-01-02,1");
    }

    @Test
    void optionsThatNeedTheOrderOfRowsOrOneValueOfARowAreRefused() {
        for (CsvReading reading : List.of(
                reading().newestFirst(),
                reading().wide("y"),
                reading().ohlcv(),
                reading().adjustedOhlcv(),
                reading().zone(BERLIN, ClockChanges.IN_ORDER),
                reading().zone(BERLIN, ClockChanges.IN_ORDER_SKIPPED_FORWARD))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> one(reading, "date,published,y"))
                    .withMessageStartingWith("published(\"published\") reads ");
        }
    }

    @Test
    void aTimeThatOccursTwiceBesideAPublicationTimeSaysSo() {
        refused(
                Csv.read().columns("y"),
                "is the time of line 2 as well; if column 'realtime_start' has publication times, add"
                        + " published(\"realtime_start\")",
                "date,realtime_start,y",
                "2024-01-01,2024-01-02,1",
                "2024-01-01,2024-01-03,1");
    }

    @Test
    void anInspectionNotesAColumnOfPublicationTimesAndDoesNotUseIt() throws IOException {
        Path gdp = folder.resolve("gdp.csv");
        try (var in = CsvPublishedTest.class.getResourceAsStream("vintages/gdp_growth.csv")) {
            Files.copy(in, gdp);
        }
        CsvInspection found = Csv.inspect(gdp);
        assertThat(found.notes())
                .containsExactly("'realtime_start' may have publication times: if so,"
                        + " Csv.read().time(\"observation_date\").published(\"realtime_start\")"
                        + ".missing(\"\", \"NaN\", \"NA\", \"null\", \".\").columns(\"GDP\").from(Path.of(\"" + gdp
                        + "\"))");
        assertThat(found.toString()).contains("note       'realtime_start' may have");
        assertThat(found.code()).isEmpty();

        Path plain = Files.writeString(folder.resolve("plain.csv"), "date,As_Of,y\n2024-01-01,7,1\n2024-01-02,8,2\n");
        CsvInspection numbers = Csv.inspect(plain);
        assertThat(numbers.notes())
                .containsExactly("'As_Of' may have publication times: if so, name it with published(\"As_Of\")");
        assertThat(numbers.code()).contains("Csv.read().from(Path.of(\"" + plain + "\"))");
        Path none = Files.writeString(folder.resolve("none.csv"), "date,y\n2024-01-01,1\n");
        assertThat(Csv.inspect(none).notes()).isEmpty();
    }

    @Test
    void writtenVintagesAreReadBackInEveryBit() {
        for (long seed = 1; seed <= 60; seed++) {
            Random random = new Random(seed);
            List<TimeSeries> series = new ArrayList<>();
            for (int i = 0; i < 1 + random.nextInt(3); i++) {
                series.add(RandomVintages.series("s" + i, random, "y", "z z"));
            }
            Path file = folder.resolve(seed + ".csv");
            Csv.write(series, file);
            assertThat(reading().from(file).list()).as("seed %s", seed).isEqualTo(series);
            TimeSeries part = series.get(0)
                    .slice(series.get(0).length() / 2, series.get(0).length());
            Csv.write(part, file);
            assertThat(reading().from(file).one()).as("seed %s", seed).isEqualTo(part);
        }
    }

    @Test
    void vintagesAreWrittenWithOneLineForEachPublication() {
        Path file = folder.resolve("a.csv");
        Csv.write(
                TimeSeries.builder("y", "z")
                        .attribute("size", 5)
                        .publish(at("2024-01-01T00:00:00Z"), at("2024-01-03T00:00:00Z"), 1, Double.NaN)
                        .publish(at("2024-01-01T00:00:00Z"), at("2024-01-02T00:00:00Z"), 2, 3)
                        .publish(at("2024-01-05T00:00:00Z"), at("2024-01-09T00:00:00Z"), Double.NaN, Double.NaN)
                        .build(),
                file);
        assertThat(file).hasContent("""
                time,published,y,z,size
                2024-01-01T00:00:00Z,2024-01-02T00:00:00Z,2.0,3.0,5.0
                2024-01-01T00:00:00Z,2024-01-03T00:00:00Z,1.0,NaN,5.0
                2024-01-05T00:00:00Z,2024-01-05T00:00:00Z,NaN,NaN,5.0
                """);
    }

    @Test
    void seriesOfWhichSomeColumnsHavePublicationTimesAreNotWritten() {
        Path file = folder.resolve("refused.csv");
        TimeSeries all = RandomVintages.series("a", new Random(1), "y");
        TimeSeries some = all.with("z", new double[all.length()]);
        TimeSeries none = all.asOf(Instant.MAX).toBuilder().id("b").build();
        assertThatThrownBy(() -> Csv.write(some, file))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageContaining("has no publication times in its other columns")
                .hasMessageContaining("select(...)");
        assertThatThrownBy(() -> Csv.write(List.of(all, none), file))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageStartingWith("series 'b'")
                .hasMessageContaining("write them to different files");
        assertThatThrownBy(() -> Csv.write(all.rename("y", "Published"), file))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageContaining("rename it");
        assertThat(file).doesNotExist();
        Csv.write(none.rename("y", "published"), file);
        assertThat(Csv.read().from(file).one()).isEqualTo(none.rename("y", "published"));
    }
}
