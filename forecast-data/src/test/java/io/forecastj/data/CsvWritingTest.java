package io.forecastj.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.InvalidSeriesException;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvWritingTest {
    private static final Instant TIME = Instant.parse("2020-01-01T00:00:00Z");

    @TempDir
    Path folder;

    private static TimeSeries series(String id, String... columns) {
        return TimeSeries.builder(columns)
                .id(id)
                .add(TIME, new double[columns.length])
                .build();
    }

    private void refused(String message, TimeSeries... series) {
        Path file = folder.resolve("refused.csv");
        assertThatThrownBy(() -> Csv.write(List.of(series), file))
                .isExactlyInstanceOf(InvalidSeriesException.class)
                .hasMessage(message);
        assertThat(file).doesNotExist();
    }

    @Test
    void aSeriesIsWrittenAsAReaderExpects() throws IOException {
        Path file = folder.resolve("a.csv");
        Csv.write(
                TimeSeries.builder("x", "y, z")
                        .attribute("size", 5)
                        .add(TIME, 1.5, Double.NaN)
                        .add(TIME.plusMillis(1), -0.0, 1e-300)
                        .build(),
                file);
        assertThat(file)
                .hasContent("time,x,\"y, z\",size\n"
                        + "2020-01-01T00:00:00Z,1.5,NaN,5.0\n"
                        + "2020-01-01T00:00:00.001Z,-0.0,1.0E-300,5.0\n");
        assertThat(Files.readString(file)).doesNotContain("\r").endsWith("\n");
    }

    @Test
    void severalSeriesAreWrittenOneAfterTheOther() {
        Path file = folder.resolve("a.csv");
        Csv.write(List.of(series("b", "y"), series("a", "y")), file);
        assertThat(file).hasContent("id,time,y\nb,2020-01-01T00:00:00Z,0.0\na,2020-01-01T00:00:00Z,0.0\n");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void readingGivesBackWhatWasWritten(long seed) {
        Random random = new Random(seed);
        Path file = folder.resolve("round.csv");
        List<String> columns = List.of("y", "t", "a \"quoted\", name", "größe").subList(0, 1 + random.nextInt(4));
        boolean attributes = random.nextBoolean();
        List<TimeSeries> written = new ArrayList<>();
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            written.add(randomSeries(random, id(random, i, count), columns, attributes));
        }
        Csv.write(written, file);
        CsvReading reading = attributes ? Csv.read().attributes("size", "rate") : Csv.read();
        assertThat(reading.from(file).list()).as("seed %d", seed).isEqualTo(written);
    }

    private static String id(Random random, int i, int count) {
        String[] odd = {
            "plain", "two words", "two  blanks", "comma,", "\"quote\"", "line\nbreak", "#hash", "😀", "\uFEFF"
        };
        return count == 1 && random.nextBoolean() ? "" : odd[random.nextInt(odd.length)] + i;
    }

    private static TimeSeries randomSeries(Random random, String id, List<String> columns, boolean attributes) {
        TimeSeries.Builder builder = TimeSeries.builder(columns).id(id);
        if (attributes) {
            builder.attribute("size", finite(random)).attribute("rate", random.nextGaussian());
        }
        long[] starts = {-(1L << 61), -3_000_000_000_000L, 0, -1, 1_577_836_800_000L, 1L << 60};
        long time = starts[random.nextInt(starts.length)];
        int rows = 1 + random.nextInt(50);
        for (int row = 0; row < rows; row++) {
            builder.add(time, columns.stream().mapToDouble(c -> value(random)).toArray());
            time += 1 + (random.nextBoolean() ? random.nextInt(1000) : random.nextInt(Integer.MAX_VALUE));
        }
        return builder.build();
    }

    private static double value(Random random) {
        double[] odd = {Double.NaN, 0, -0.0, Double.MAX_VALUE, -Double.MAX_VALUE, Double.MIN_VALUE, 1.0 / 3, 1e22};
        return switch (random.nextInt(3)) {
            case 0 -> odd[random.nextInt(odd.length)];
            case 1 -> random.nextGaussian();
            default -> finite(random);
        };
    }

    /** Any finite double, by its bits. */
    private static double finite(Random random) {
        double value = Double.longBitsToDouble(random.nextLong());
        return Double.isFinite(value) ? value : 1;
    }

    @Test
    void aViewIsWrittenAsItsRowsOnly() {
        Path file = folder.resolve("view.csv");
        TimeSeries whole = TimeSeries.of("y", TIME, Sampling.daily(), 1, 2, 3, 4);
        Csv.write(whole.slice(1, 3), file);
        assertThat(Csv.read().sampling(Sampling.daily()).from(file).one()).isEqualTo(whole.slice(1, 3));
    }

    @Test
    void aSeriesOfAZoneIsReadBackWithItsZone() {
        Path file = folder.resolve("zone.csv");
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        TimeSeries series = TimeSeries.builder("y").zone(berlin).add(TIME, 1).build();
        Csv.write(series, file);
        assertThat(Csv.read().zone(berlin).from(file).one()).isEqualTo(series);
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "ID", "time", "Date", "datetime", "timestamp"})
    void aColumnThatReadingWouldMistakeIsRefused(String name) {
        TimeSeries series = series("", "y", name);
        refused(
                series + " has a column '" + name
                        + "', which reading would take for the series' id or times: rename it",
                series);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", " y", "y\t"})
    void aColumnWhoseNameWouldNotComeBackIsRefused(String name) {
        TimeSeries series = series("a", name);
        refused(series + " has the column '" + name + "', whose name is empty or has blanks around it", series);
    }

    @ParameterizedTest
    @ValueSource(strings = {" a", "a\t", "\u00A0a"})
    void anIdThatWouldNotComeBackIsRefused(String id) {
        TimeSeries series = series(id, "y");
        refused(series + " has blanks around its id, which reading removes: rename it", series);
    }

    @Test
    void aColumnThatReadingWouldSuspectToBeTheIdIsRefusedUnlessThereIsAnId() {
        TimeSeries none = series("", "y", "unique_id");
        refused(
                none + " has a column 'unique_id', which reading would take for the series' id or times: rename it",
                none);
        TimeSeries named = series("a", "y", "unique_id");
        Path file = folder.resolve("named.csv");
        Csv.write(named, file);
        assertThat(Csv.read().from(file).one()).isEqualTo(named);
    }

    @Test
    void aColumnAndAnAttributeOfOneNameAreRefused() {
        TimeSeries series =
                TimeSeries.builder("y").attribute("y", 1).add(TIME, 1).build();
        refused(series + " has a column and an attribute 'y'", series);
    }

    @Test
    void seriesThatOneFileCannotHoldAreRefused() {
        TimeSeries a = series("a", "y");
        TimeSeries b = series("b", "x");
        TimeSeries none = series("", "y");
        TimeSeries empty = TimeSeries.builder("y").build();
        refused("two series have the id 'a'", a, a);
        refused(none + " needs an id that is not blank", a, none);
        refused(series(" ", "y") + " needs an id that is not blank", series(" ", "y"));
        refused(empty + " has no rows, and a file without rows cannot be read back", empty);
        refused(
                b + " with attributes [] and " + a
                        + " with attributes [] need the same columns and attributes in one file",
                a,
                b);
    }

    @Test
    void anEmptyListIsAMistakeInTheCall() {
        Path file = folder.resolve("refused.csv");
        assertThatThrownBy(() -> Csv.write(List.of(), file))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no series to write; give at least one");
        assertThat(file).doesNotExist();
    }

    @Test
    void aFileThatCannotBeWrittenIsNamed() {
        Path file = folder.resolve("none").resolve("a.csv");
        assertThatThrownBy(() -> Csv.write(series("a", "y"), file))
                .isExactlyInstanceOf(UncheckedIOException.class)
                .hasMessageStartingWith("cannot write " + file);
    }

    @Test
    void anIdThatUtf8CannotHoldIsNotReplaced() {
        assertThatThrownBy(() -> Csv.write(series("half \uD83D", "y"), folder.resolve("a.csv")))
                .isExactlyInstanceOf(UncheckedIOException.class);
    }
}
