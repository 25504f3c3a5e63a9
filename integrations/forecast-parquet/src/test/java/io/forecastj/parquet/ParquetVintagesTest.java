package io.forecastj.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.InvalidSeriesException;
import io.forecastj.TimeSeries;
import io.forecastj.data.ClockChanges;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetVintagesTest {
    private static final long START = 1_704_067_200_000L;
    private static final long HOUR = 3_600_000;

    @TempDir
    private Path folder;

    private static TimeSeries series(String id, Random random) {
        TimeSeries.Builder builder = TimeSeries.builder("rain", "wind ö").id(id).attribute("size", random.nextDouble());
        for (int row = random.nextInt(30); row >= 0; row--) {
            for (int revision = random.nextInt(4); revision >= 0; revision--) {
                double wind = random.nextInt(3) == 0 ? Double.NaN : random.nextGaussian();
                double rain = random.nextInt(3) == 0 ? Double.NaN : -0.0;
                builder.publish(START + row * HOUR, START + (row + 4 * revision - 6) * HOUR + row, rain, wind);
            }
        }
        return builder.build();
    }

    private static void refused(String message, Runnable call) {
        assertThatThrownBy(call::run).isInstanceOf(InvalidSeriesException.class).hasMessageContaining(message);
    }

    @Test
    void writtenVintagesAreReadBackInEveryBit() {
        for (long seed = 1; seed <= 25; seed++) {
            Random random = new Random(seed);
            List<TimeSeries> all = new ArrayList<>();
            for (int i = 0; i < 1 + random.nextInt(4); i++) {
                all.add(series("Größe " + i, random));
            }
            Path file = folder.resolve(seed + ".parquet");
            Parquet.write(all, file);
            ParquetReading reading = Parquet.read()
                    .published("published")
                    .columns("rain", "wind ö")
                    .attributes("size");
            assertThat(reading.from(file).list()).as("seed %s", seed).isEqualTo(all);
            List<TimeSeries> streamed = new ArrayList<>();
            reading.forEach(file, streamed::add);
            assertThat(streamed).as("seed %s", seed).isEqualTo(all);
        }
    }

    @Test
    void aSliceWithARowThatWasNeverPublishedIsReadBack() {
        TimeSeries whole = TimeSeries.builder("y")
                .publish(0, 5, 1)
                .publish(1000, 5, Double.NaN)
                .publish(2000, 7, 3)
                .build();
        Path file = folder.resolve("slice.parquet");
        Parquet.write(whole.slice(1, 3), file);
        assertThat(Parquet.read().published("published").from(file).one()).isEqualTo(whole.slice(1, 3));
    }

    @Test
    void aColumnOfAnyTypeOfTimeHasPublicationTimes() {
        Path file = folder.resolve("plain.parquet");
        TimeSeries plain = TimeSeries.builder("issued", "y")
                .add(START, START / 1000.0 - 60, 1)
                .add(START + HOUR, START / 1000.0, 2)
                .build();
        Parquet.write(plain, file);
        refused(
                "the column 'issued' of publication times has the type DOUBLE",
                () -> Parquet.read().published("issued").from(file));
        TimeSeries found = Parquet.read()
                .published("time")
                .time("published")
                .from(written("both.parquet"))
                .one();
        assertThat(found.times())
                .containsExactly(Instant.ofEpochMilli(START + HOUR), Instant.ofEpochMilli(START + 2 * HOUR));
        assertThat(found.publications(0, "y").get(0).published()).isEqualTo(Instant.ofEpochMilli(START));
    }

    private Path written(String name) {
        Path file = folder.resolve(name);
        Parquet.write(
                TimeSeries.builder("y")
                        .publish(START, START + HOUR, 1)
                        .publish(START, START + 2 * HOUR, 2)
                        .build(),
                file);
        return file;
    }

    @Test
    void publicationTimesThatCannotBeReadAreRefused() {
        Path file = written("file.parquet");
        refused(
                "there is no column 'issued'",
                () -> Parquet.read().published("issued").from(file));
        refused(
                "'time' is named as publication time and as time",
                () -> Parquet.read().published("time").time("time").from(file));
        refused("which epoch(...) is for: leave it out", () -> Parquet.read()
                .published("published")
                .epoch(TimeUnit.SECONDS)
                .from(file));
        refused(
                "is the time of row 1 as well",
                () -> Parquet.read().columns("y").from(file));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Parquet.read()
                        .published("published")
                        .zone(ZoneId.of("Europe/Berlin"), ClockChanges.IN_ORDER)
                        .from(file))
                .withMessageContaining("use EARLIER or LATER");
    }

    @Test
    void seriesOfWhichSomeColumnsHavePublicationTimesAreNotWritten() {
        Path file = folder.resolve("refused.parquet");
        TimeSeries all = series("a", new Random(1));
        TimeSeries some = all.with("z", new double[all.length()]);
        TimeSeries none = all.asOf(Instant.MAX).toBuilder().id("b").build();
        refused("has no publication times in its other columns", () -> Parquet.write(some, file));
        refused("write them to different files", () -> Parquet.write(List.of(none, all), file));
        refused("rename it", () -> Parquet.write(all.rename("rain", "published"), file));
        assertThat(file).doesNotExist();
    }
}
