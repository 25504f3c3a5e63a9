package io.forecastj.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.InvalidSeriesException;
import io.forecastj.TimeSeries;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParquetWriteTest {
    private static final long START = 1_704_067_200_000L;

    @TempDir
    private Path folder;

    private static TimeSeries series(String id, int rows, Random random) {
        TimeSeries.Builder builder =
                TimeSeries.builder("price", "rain ö").id(id).attribute("size", random.nextDouble());
        long time = START - random.nextInt(1 << 30) * 5_000L;
        for (int i = 0; i < rows; i++) {
            time += 1 + random.nextInt(100_000);
            double price =
                    switch (random.nextInt(12)) {
                        case 0 -> Double.NaN;
                        case 1 -> -0.0;
                        case 2 -> 0.0;
                        case 3 -> Double.MIN_VALUE;
                        case 4 -> -Double.MAX_VALUE;
                        default -> random.nextGaussian();
                    };
            builder.add(time, price, random.nextInt(4) / 4.0);
        }
        return builder.build();
    }

    private static void assertSame(TimeSeries found, TimeSeries expected) {
        assertThat(found.id()).isEqualTo(expected.id());
        assertThat(found.columns()).isEqualTo(expected.columns());
        assertThat(found.attributes()).isEqualTo(expected.attributes());
        assertThat(found.timestamps()).isEqualTo(expected.timestamps());
        // by bits: NaN equals NaN, and 0.0 differs from -0.0
        assertThat(Arrays.deepEquals(found.toArray(), expected.toArray()))
                .as("values of %s", expected.id())
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void writtenSeriesAreReadBackInEveryBit(ParquetCompression compression) {
        long seed = 20 + compression.ordinal();
        Random random = new Random(seed);
        List<TimeSeries> all = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            all.add(series("Größe " + i, 1 + random.nextInt(9_000), random));
        }
        Path file = folder.resolve("all.parquet");
        Parquet.write(all, file, compression);
        ParquetReading reading = Parquet.read().columns("price", "rain ö").attributes("size");
        List<TimeSeries> found = reading.from(file).list();
        assertThat(found).as("seed %s", seed).hasSameSizeAs(all);
        List<TimeSeries> streamed = new ArrayList<>();
        reading.forEach(file, streamed::add);
        assertThat(streamed).as("seed %s", seed).hasSameSizeAs(all);
        for (int i = 0; i < all.size(); i++) {
            assertSame(found.get(i), all.get(i));
            assertSame(streamed.get(i), all.get(i));
        }
    }

    @Test
    void aSeriesWithoutIdIsReadBack() {
        TimeSeries one =
                TimeSeries.builder("y").add(START, 1).add(START + 1, Double.NaN).build();
        Path file = folder.resolve("one.parquet");
        Parquet.write(one, file);
        assertSame(Parquet.read(file).one(), one);
    }

    @Test
    void aFileIsReplacedOnlyByACompleteOne() throws IOException {
        Path file = folder.resolve("one.parquet");
        TimeSeries one = TimeSeries.builder("y").add(START, 1).build();
        Parquet.write(one, file);
        Parquet.write(TimeSeries.builder("y").add(START, 2).build(), file);
        assertThat(Parquet.read(file).one().value(0, 0)).isEqualTo(2);
        assertThatThrownBy(() -> Parquet.write(one, folder.resolve("absent/one.parquet")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("cannot write")
                .hasMessageContaining("absent");
        Files.createDirectories(folder.resolve("taken/inside"));
        assertThatThrownBy(() -> Parquet.write(one, folder.resolve("taken"))).isInstanceOf(UncheckedIOException.class);
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("one.parquet", "taken");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "Time", "date", " y", "y\u00a0", "", "unique_id", "ItemId"})
    void columnsThatReadingTakesForOthersAreRefused(String name) {
        TimeSeries one = TimeSeries.builder("x", name).add(START, 1, 2).build();
        assertThatThrownBy(() -> Parquet.write(one, folder.resolve("one.parquet")))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageContaining("'" + name + "'");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void seriesThatDoNotFitInOneFileAreRefused() {
        Path file = folder.resolve("all.parquet");
        TimeSeries a = TimeSeries.builder("y").id("a").add(START, 1).build();
        assertThatThrownBy(() -> Parquet.write(List.of(), file)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Parquet.write(List.of(a, a), file)).hasMessageContaining("two series have the id 'a'");
        TimeSeries b = TimeSeries.builder("z").id("b").add(START, 1).build();
        assertThatThrownBy(() -> Parquet.write(List.of(a, b), file)).hasMessageContaining("same columns");
        TimeSeries none = TimeSeries.builder("y").id("n").build();
        assertThatThrownBy(() -> Parquet.write(none, file)).hasMessageContaining("has no rows");
        TimeSeries padded = TimeSeries.builder("y").id("p ").add(START, 1).build();
        assertThatThrownBy(() -> Parquet.write(padded, file)).hasMessageContaining("without blanks");
        TimeSeries unnamed = TimeSeries.builder("y").add(START, 1).build();
        assertThatThrownBy(() -> Parquet.write(List.of(a, unnamed), file)).isInstanceOf(InvalidSeriesException.class);
        assertThat(folder).isEmptyDirectory();
    }
}
