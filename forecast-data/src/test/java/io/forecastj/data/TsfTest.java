package io.forecastj.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.InvalidSeriesException;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TsfTest {
    private static final String HEAD = """
            @relation Test
            @attribute series_name string
            @attribute size numeric
            @attribute start_timestamp date
            @frequency hourly
            @horizon 3
            @missing true
            @equallength false
            @data
            """;

    @TempDir
    private Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("test.tsf"), text);
    }

    @Test
    void monthsKeepTheDayOfTheFirstTime() {
        List<TimeSeries> all = Tsf.read(PresetFiles.path("monash_monthly.tsf"));
        assertThat(all).hasSize(2);
        TimeSeries first = all.get(0);
        assertThat(first.id()).isEqualTo("T1");
        assertThat(first.columns()).containsExactly("y");
        assertThat(first.values("y")).containsExactly(1149.8, 1053.8, Double.NaN, 1539.7);
        assertThat(first.attributes()).isEqualTo(Map.of("population", 6.5));
        assertThat(first.declaredSampling()).isEqualTo(Sampling.monthly());
        assertThat(first.times().get(3)).isEqualTo("1979-04-01T00:00:00Z");
        TimeSeries second = all.get(1);
        assertThat(second.values("y")).containsExactly(5, 1000, 7.25);
        assertThat(second.attributes()).isEqualTo(Map.of("population", -8.0));
        assertThat(second.times())
                .containsExactly(
                        Instant.parse("1980-10-31T12:30:00Z"),
                        Instant.parse("1980-11-30T12:30:00Z"),
                        Instant.parse("1980-12-31T12:30:00Z"));
        assertThat(second.declaredSampling()).isEqualTo(new Sampling.Calendar(1, 31));
    }

    @Test
    void countedUnitsAreFrequenciesToo() {
        List<TimeSeries> all = Tsf.read(PresetFiles.path("monash_10_minutes.tsf"));
        assertThat(all.get(1).times().get(2)).isEqualTo("2006-01-01T00:20:01Z");
        assertThat(all.get(1).sampling()).isEqualTo(Sampling.fixed(Duration.ofMinutes(10)));
    }

    @ParameterizedTest
    @CsvSource({
        "yearly,2021-05-03T00:00:00Z", "quarterly,2020-08-03T00:00:00Z", "monthly,2020-06-03T00:00:00Z",
        "weekly,2020-05-10T00:00:00Z", "daily,2020-05-04T00:00:00Z", "hourly,2020-05-03T01:00:00Z",
        "half_hourly,2020-05-03T00:30:00Z", "half hourly,2020-05-03T00:30:00Z", "minutely,2020-05-03T00:01:00Z",
        "4_seconds,2020-05-03T00:00:04Z", "15_minutes,2020-05-03T00:15:00Z", "1_day,2020-05-04T00:00:00Z"
    })
    void everyFrequencyOfTheArchiveIsKnown(String word, Instant second) throws IOException {
        Path file = file(HEAD.replace("hourly", word) + "A:1:2020-05-03 00-00-00:1,2\n");
        assertThat(Tsf.read(file).get(0).times()).containsExactly(Instant.parse("2020-05-03T00:00:00Z"), second);
    }

    @Test
    void aFileWithoutTimesTakesThoseThatAreGiven() {
        Path file = PresetFiles.path("monash_no_start.tsf");
        assertThatThrownBy(() -> Tsf.read(file))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessage(
                        file + ", line 7, attribute 'start_timestamp': there is no '@attribute start_timestamp date'"
                                + " before @data: give the first time with read(path, start)");
        Instant start = Instant.parse("2000-01-01T00:00:00Z");
        assertThatThrownBy(() -> Tsf.read(file, start))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageContaining("there is no @frequency before @data: give the spacing with read(path, start,");
        TimeSeries one = Tsf.read(file, start, Sampling.daily()).get(0);
        assertThat(one)
                .isEqualTo(TimeSeries.builder("y")
                        .id("T1")
                        .sampling(Sampling.daily())
                        .add(start, 3005.55)
                        .add(start.plus(Duration.ofDays(1)), 3103.96)
                        .add(start.plus(Duration.ofDays(2)), 3129.28)
                        .build());
        assertThat(Tsf.horizon(file)).isEqualTo(8);
    }

    @Test
    void aGivenStartReplacesThatOfTheFile() {
        Instant start = Instant.parse("2000-01-01T00:00:00Z");
        List<TimeSeries> all = Tsf.read(PresetFiles.path("monash_monthly.tsf"), start);
        assertThat(all).allSatisfy(one -> assertThat(one.time(0)).isEqualTo(start));
        assertThat(all.get(1).declaredSampling()).isEqualTo(Sampling.monthly());
    }

    @Test
    void commentsBlankLinesAMarkAndWindowsLineEndsAreNoMatter() throws IOException {
        byte[] text = ("\uFEFF# \u00e9\n\n" + HEAD + "\n# more\nA:1:2020-05-03 00-00-00:1,2")
                .replace("\n", "\r\n")
                .getBytes(StandardCharsets.UTF_8);
        text[6] = (byte) 0xE9; // an accent of windows-1252 in a comment
        assertThat(Tsf.read(Files.write(folder.resolve("a.tsf"), text)).get(0).values("y"))
                .containsExactly(1, 2);
        assertThatThrownBy(() -> Tsf.read(file("\n# no matter\n" + HEAD + "\nA:1:2020-05-03 00-00-00:x\n")))
                .hasMessageContaining("line 13: value 1, 'x', is not a number");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "A:1:2020-05-03 00-00-00:1,x,3|line 10: value 2, 'x', is not a number; expected one, or ?",
                "A:1:2020-05-03 00-00-00:1,|line 10: value 2, '', is not a number",
                "A:1:2020-05-03 00-00-00:1,1e999|line 10: value 2, '1e999', is not a number",
                "A:1:2020-05-03 00-00-00:1,NaN|line 10: value 2, 'NaN', is not a number",
                "A:1:2020-05-03:1,2|line 10, attribute 'start_timestamp': '2020-05-03' is not a time; expected the form",
                "A:1:2020-02-30 00-00-00:1,2|attribute 'start_timestamp': '2020-02-30 00-00-00' is not a time",
                "A:big:2020-05-03 00-00-00:1,2|line 10, attribute 'size': 'big' is not a number",
                "A:?:2020-05-03 00-00-00:1,2|line 10, attribute 'size': '?' is not a number",
                "A:1,2,3|line 10, attribute 'size': the line ends before the values; expected [series_name, size,",
                ":1:2020-05-03 00-00-00:1,2|line 10, attribute 'series_name': the name is missing",
                "@data|line 10: '@data' is a tag after @data",
                "''|no series follows @data",
            })
    void aDamagedSeriesIsRefusedWithItsPlace(String line, String message) throws IOException {
        Path file = file(HEAD + line + "\n");
        assertThatThrownBy(() -> Tsf.read(file))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageStartingWith(file + ", line 1")
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "@frequency hourly|@frequency fortnightly|line 5: @frequency is 'fortnightly'; expected yearly,",
                "@horizon 3|@horizon soon|line 6: @horizon is 'soon'; expected a number of steps",
                "@missing true|@missing maybe|line 7: @missing is 'maybe'; expected true or false",
                "@missing true|@missing|line 7: @missing has no value",
                "@missing true|@horizon 4|line 7: @horizon occurs twice",
                "@missing true|@colour red|line 7: expected a comment, @attribute, @data or one of [@equallength,",
                "@attribute size numeric|@attribute size|line 3: expected '@attribute name type' with the type string",
                "@attribute size numeric|@attribute SERIES_NAME string|line 3, attribute 'SERIES_NAME': the attribute is",
                "@attribute series_name string|@attribute name string|there is no '@attribute series_name string'",
                "@data|A:1|line 9: expected a comment",
            })
    void aWrongTagIsRefusedWithItsLine(String tag, String instead, String message) throws IOException {
        Path file = file(HEAD.replace(tag, instead) + "A:1:2020-05-03 00-00-00:1,2\n");
        assertThatThrownBy(() -> Tsf.read(file))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageContaining(message);
    }

    @Test
    void tagsThatTheSeriesContradictAreRefused() throws IOException {
        Path missing = file(HEAD.replace("@missing true", "@missing false") + "A:1:2020-05-03 00-00-00:1,?\n");
        assertThatThrownBy(() -> Tsf.read(missing)).hasMessageContaining("value 2 is missing, but @missing is false");
        Path lengths = file(HEAD.replace("@equallength false", "@equallength true")
                + "A:1:2020-05-03 00-00-00:1,2\nB:1:2020-05-03 00-00-00:1\n");
        assertThatThrownBy(() -> Tsf.read(lengths))
                .hasMessageContaining(
                        "line 11: the series has 1 values, the first one has 2, but @equallength is true");
        Path twice = file(HEAD + "A:1:2020-05-03 00-00-00:1,2\nA:1:2020-05-03 00-00-00:1\n");
        assertThatThrownBy(() -> Tsf.read(twice))
                .hasMessageContaining("line 11, attribute 'series_name': 'A' is the name of an earlier series as well");
    }

    @Test
    void anotherFormatIsRefusedAtItsBeginning() throws IOException {
        assertThatThrownBy(() -> Tsf.read(file("date,close\n2020-01-01,1\n")))
                .hasMessageContaining("line 1: expected a comment, @attribute, @data");
        assertThatThrownBy(() -> Tsf.read(file(""))).hasMessageContaining("the file ends before @data");
        assertThatThrownBy(() -> Tsf.read(file(HEAD + "A".repeat(10_000))))
                .hasMessageContaining("line 10: a text of more than 4096 bytes");
        Path latin = Files.writeString(
                folder.resolve("b.tsf"), HEAD + "\u00e9:1:2020-05-03 00-00-00:1,2\n", Charset.forName("windows-1252"));
        assertThatThrownBy(() -> Tsf.read(latin)).hasMessageContaining("line 10: the bytes of a text are not UTF-8");
    }

    @Test
    void aLineOfAMillionValuesIsRead() throws IOException {
        Path file = folder.resolve("long.tsf");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write(HEAD + "A:1:2020-05-03 00-00-00:0");
            for (int i = 1; i < 1_000_000; i++) {
                out.write("," + i);
            }
        }
        TimeSeries one = Tsf.read(file).get(0);
        assertThat(one.length()).isEqualTo(1_000_000);
        assertThat(one.value(999_999, "y")).isEqualTo(999_999);
        assertThat(one.time(999_999)).isEqualTo(one.time(0).plus(Duration.ofHours(999_999)));
    }
}
