package io.forecastj.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.InvalidSeriesException;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class M4Test {
    private static final Path TRAIN = PresetFiles.path("m4_train.csv");
    private static final Path INFO = PresetFiles.path("m4_info.csv");
    private static final Instant START = Instant.parse("2000-01-01T00:00:00Z");

    @TempDir
    private Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("m4.csv"), text);
    }

    @Test
    void seriesHaveTheTimesOfTheSecondFile() {
        List<TimeSeries> all = M4.read(TRAIN, INFO);
        assertThat(all).extracting(TimeSeries::id).containsExactly("H1", "M1", "Y1", "Y2");
        assertThat(all.get(0).values("y")).containsExactly(605, 586, 586);
        assertThat(all.get(0).times().get(2)).isEqualTo("2015-07-01T14:00:00Z");
        assertThat(all.get(0).declaredSampling()).isEqualTo(Sampling.hourly());
        assertThat(all.get(1).values("y")).containsExactly(8000.5, 8350, Double.NaN, 9000);
        assertThat(all.get(1).times())
                .containsExactly(
                        Instant.parse("1976-01-31T12:00:00Z"),
                        Instant.parse("1976-02-29T12:00:00Z"),
                        Instant.parse("1976-03-31T12:00:00Z"),
                        Instant.parse("1976-04-30T12:00:00Z"));
        assertThat(all.get(3).times().get(3)).isEqualTo("1887-01-01T12:00:00Z");
        assertThat(all.get(3).declaredSampling()).isEqualTo(new Sampling.Calendar(12, 1));
    }

    @Test
    void aShortYearIsOfTheCenturyInWhichTheSeriesEndsBeforeTheCompetition() {
        List<TimeSeries> all = M4.read(TRAIN, INFO);
        assertThat(all.get(2).time(0)).isEqualTo("1918-01-01T12:00:00Z");
        assertThat(all.get(0).time(0)).isEqualTo("2015-07-01T12:00:00Z");
    }

    @ParameterizedTest
    @CsvSource({"2,2009-01-01T12:00:00Z", "3,2009-01-01T12:00:00Z", "4,1909-01-01T12:00:00Z"})
    void theHorizonCountsForTheCentury(int length, Instant start) throws IOException {
        Path info = Files.writeString(
                folder.resolve("info.csv"), "M4id,Horizon,SP,StartingDate\nA,7,Yearly,01-01-09 12:00\n");
        Path train = file("V1,V2,V3,V4,V5\nA" + ",1".repeat(length) + "\n");
        assertThat(M4.read(train, info).get(0).time(0)).isEqualTo(start);
    }

    @Test
    void timesCanBeGivenForAll() {
        List<TimeSeries> all = M4.read(TRAIN, START, Sampling.daily());
        assertThat(all.get(0))
                .isEqualTo(TimeSeries.builder("y")
                        .id("H1")
                        .sampling(Sampling.daily())
                        .add(START, 605)
                        .add(Instant.parse("2000-01-02T00:00:00Z"), 586)
                        .add(Instant.parse("2000-01-03T00:00:00Z"), 586)
                        .build());
        assertThat(all).extracting(TimeSeries::length).containsExactly(3, 4, 2, 4);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "H1,1,x,3|line 2, column 'V3': 'x' is not a number",
                "H1,1,1e999|line 2, column 'V3': '1e999' is not a number",
                "H1,,|line 2, column 'V1': the series 'H1' has no values",
                "H1|line 2, column 'V1': the series 'H1' has no values",
                "`,1`|line 2, column 'V1': the id is missing",
                "Z1,1|line 2, column 'V1': 'Z1' is not in ",
            })
    void aDamagedSeriesIsRefusedWithItsPlace(String line, String message) throws IOException {
        Path file = file("V1,V2,V3,V4\n" + line + "\n");
        assertThatThrownBy(() -> M4.read(file, INFO))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageStartingWith(file + ", line 2")
                .hasMessageContaining(message);
    }

    @Test
    void aSeriesThatOccursTwiceIsRefused() throws IOException {
        Path file = file("V1,V2\nH1,1\nH1,2\n");
        assertThatThrownBy(() -> M4.read(file, START, Sampling.hourly()))
                .hasMessage(file + ", line 3, column 'V1': 'H1' is the id of an earlier series as well");
    }

    @Test
    void otherFilesAreRefused() throws IOException {
        assertThatThrownBy(() -> M4.read(file("id,t,y\nH1,1,605\n"), START, Sampling.hourly()))
                .hasMessageContaining(
                        "line 1: expected the names V1, V2, ... of the files of M4, found 't' in field 2");
        assertThatThrownBy(() -> M4.read(file(""), START, Sampling.hourly()))
                .hasMessageContaining("expected the line V1, V2, ... and series after it, found none");
        assertThatThrownBy(() -> M4.read(file("V1,V2\nH1,\"605\n"), START, Sampling.hourly()))
                .isInstanceOf(InvalidSeriesException.class);
        assertThatThrownBy(() -> M4.read(TRAIN, TRAIN))
                .hasMessageContaining("expected the columns [M4id, Horizon, SP, StartingDate] of M4-info.csv, found");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "A,6,Yearly,01/01/79|line 2, column 'StartingDate': '01/01/79' is not a time; expected the form",
                "A,6,Yearly,30-02-79 12:00|line 2, column 'StartingDate': '30-02-79 12:00' is not a time",
                "A,six,Yearly,01-01-79 12:00|line 2, column 'Horizon': 'six' is not a number of steps",
                "A,6,Rarely,01-01-79 12:00|line 2, column 'SP': 'Rarely' is no frequency; expected yearly",
                "A,6,Yearly|line 2, column 'StartingDate': the field is missing",
            })
    void aDamagedLineOfTheSecondFileIsRefusedWithItsPlace(String line, String message) throws IOException {
        Path info = file("M4id,Horizon,SP,StartingDate\n" + line + "\n");
        assertThatThrownBy(() -> M4.read(TRAIN, info))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageStartingWith(info + ", " + message);
    }
}
