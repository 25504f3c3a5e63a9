package io.forecastj.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.InvalidSeriesException;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetReadingTest {
    private static final long START = 1_704_067_200_000L;

    @TempDir
    private Path folder;

    private static TimeSeries series(String id, int rows) {
        return series(id, START, rows);
    }

    private static TimeSeries series(String id, long start, int rows) {
        TimeSeries.Builder builder =
                TimeSeries.builder("Close", "volume").id(id).attribute("size", id.length());
        for (int i = 0; i < rows; i++) {
            builder.add(start + i * 3_600_000L, i, -i);
        }
        return builder.build();
    }

    private Path write(String name, TimeSeries... series) {
        Path file = folder.resolve(name);
        Parquet.write(List.of(series), file);
        return file;
    }

    @Test
    void columnsAreChosenRenamedAndMatchedInAnyCase() {
        Path file = write("a.parquet", series("a", 3));
        TimeSeries one = Parquet.read()
                .column("close", "price")
                .columns("volume")
                .from(file)
                .one();
        assertThat(one.columns()).containsExactly("price", "volume");
        assertThat(one.values("price")).containsExactly(0, 1, 2);
        assertThat(Parquet.read(file).one().columns()).containsExactly("Close", "volume", "size");
    }

    @Test
    void absentColumnsAreRefusedWithThoseOfTheFile() {
        Path file = write("a.parquet", series("a", 3));
        assertThatThrownBy(() -> Parquet.read().columns("open").from(file))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageContaining("a.parquet")
                .hasMessageContaining("'open'")
                .hasMessageContaining("Close");
        assertThatThrownBy(() -> Parquet.read().time("when").from(file)).hasMessageContaining("'when'");
        assertThatThrownBy(() -> Parquet.read().id("shop").from(file)).hasMessageContaining("'shop'");
    }

    @Test
    void optionsThatContradictEachOtherAreRefused() {
        Path file = write("a.parquet", series("a", 3));
        assertThatThrownBy(() -> Parquet.read().id("id").named("x").from(file))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Parquet.read().columns("volume", "volume").from(file))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void zoneAndSamplingBelongToTheSeries() {
        ZoneId zone = ZoneId.of("Asia/Tokyo");
        TimeSeries one = Parquet.read()
                .zone(zone)
                .sampling(Sampling.fixed(Duration.ofHours(1)))
                .from(write("a.parquet", series("a", 3)))
                .one();
        assertThat(one.zone()).isEqualTo(zone);
        assertThat(one.declaredSampling()).isEqualTo(Sampling.fixed(Duration.ofHours(1)));
        assertThat(one.timestamp(0)).isEqualTo(START);
    }

    @Test
    void severalSeriesAreNotTakenForOne() {
        Path file = write("a.parquet", series("a", 3), series("b", 3));
        assertThatThrownBy(() -> Parquet.read(file).one())
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageContaining("a.parquet")
                .hasMessageContaining("found 2 ('a', 'b')");
        assertThatThrownBy(() -> Parquet.read().named("x").columns("volume").from(file))
                .hasMessageContaining("row 4")
                .hasMessageContaining("is before");
    }

    @Test
    void attributesMustNotChange() {
        TimeSeries one = TimeSeries.builder("y", "size")
                .add(START, 1, 1)
                .add(START + 1, 2, 3)
                .build();
        assertThatThrownBy(() -> Parquet.read().columns("y").attributes("size").from(write("a.parquet", one)))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageContaining("row 2, column 'size'")
                .hasMessageContaining("3.0 differs from 1.0");
    }

    @Test
    void theFilesOfADirectoryAreReadInOrderOfTheirNames() throws IOException {
        write("part-1.parquet", series("a", START + 36_000_000, 5));
        write("part-0.parquet", series("a", START, 5));
        Files.writeString(folder.resolve("_SUCCESS"), "");
        Files.writeString(folder.resolve(".part-2.parquet"), "temporary");
        assertThat(Parquet.read(folder).one().length()).isEqualTo(10);
        write("part-2.parquet", series("a", START, 5));
        assertThatThrownBy(() -> Parquet.read(folder))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageContaining("row 11")
                .hasMessageContaining("row 11 is the first one of")
                .hasMessageContaining("part-2.parquet");
        Parquet.write(TimeSeries.builder("other").id("a").add(START, 1).build(), folder.resolve("part-3.parquet"));
        Files.delete(folder.resolve("part-2.parquet"));
        assertThatThrownBy(() -> Parquet.read(folder))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageContaining("part-3.parquet has the columns [other]");
    }

    @Test
    void emptyDirectoriesAndAbsentFilesAreNamed() {
        assertThatThrownBy(() -> Parquet.read(folder))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageContaining(folder.toString());
        assertThatThrownBy(() -> Parquet.read(folder.resolve("absent.parquet")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("absent.parquet");
    }

    @Test
    void seriesAreHandedOverOneAfterTheOther() {
        Path file = write("a.parquet", series("a", 5_000), series("b", 1), series("c", 9_000));
        List<String> seen = new ArrayList<>();
        Parquet.read().forEach(file, one -> seen.add(one.id() + " " + one.length()));
        assertThat(seen).containsExactly("a 5000", "b 1", "c 9000");
    }

    @Test
    void whatAConsumerThrowsEndsTheReading() {
        Path file = write("a.parquet", series("a", 5), series("b", 5));
        assertThatThrownBy(() -> Parquet.read().forEach(file, one -> {
                    throw new IllegalStateException("enough of " + one.id());
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("enough of a");
    }

    @Test
    void anInterruptEndsTheReadingAndIsKept() {
        Path file = write("a.parquet", series("a", 5), series("b", 5_000), series("c", 5_000));
        List<String> seen = new ArrayList<>();
        assertThatThrownBy(() -> Parquet.read().forEach(file, one -> {
                    seen.add(one.id());
                    Thread.currentThread().interrupt();
                }))
                .isInstanceOf(CancellationException.class)
                .hasMessageContaining("a.parquet");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(seen).containsExactly("a");
    }

    @Test
    void aThreadThatIsInterruptedAlreadyReadsNothing() {
        Path file = write("a.parquet", series("a", 5));
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> Parquet.read(file))
                .isInstanceOf(CancellationException.class)
                .hasMessageContaining("a.parquet");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void filesOfOtherFormsAreNamedSo() throws IOException {
        Path file = folder.resolve("x.parquet");
        Files.writeString(file, "time,y\n2024-01-01,1\n");
        assertThatThrownBy(() -> Parquet.read(file))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageContaining("x.parquet is no Parquet file")
                .hasMessageContaining("begin with the mark PAR1");
        Files.writeString(file, "PAR1");
        assertThatThrownBy(() -> Parquet.read(file)).hasMessageContaining("it has 4 bytes");
        Files.writeString(file, "PARE1234567890PARE");
        assertThatThrownBy(() -> Parquet.read(file)).hasMessageContaining("it is encrypted");
        byte[] valid = Files.readAllBytes(write("valid.parquet", series("a", 100)));
        Files.write(file, Arrays.copyOf(valid, valid.length / 2));
        assertThatThrownBy(() -> Parquet.read(file)).hasMessageContaining("so it is incomplete");
    }

    @Test
    void aFooterThatClaimsMoreThanTheFileIsRefused() throws IOException {
        byte[] bytes = "PAR1....PAR1".repeat(10).getBytes(StandardCharsets.US_ASCII);
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(bytes.length - 8, Integer.MAX_VALUE);
        Path file = folder.resolve("x.parquet");
        Files.write(file, bytes);
        assertThatThrownBy(() -> Parquet.read(file))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageContaining("its footer claims 2147483647 bytes, but the file has 120");
    }

    @Test
    void aPageWithAWrongCheckSumIsRefused() throws IOException {
        Path file = write("a.parquet", series("a", 100));
        byte[] bytes = Files.readAllBytes(file);
        bytes[300] ^= 1; // in the page of times
        Files.write(file, bytes);
        assertThatThrownBy(() -> Parquet.read(file))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageContaining("a.parquet, row group 0, column 'time', at or after row 1: the data is damaged")
                .hasMessageContaining("check sum");
    }

    @Test
    void whatNeedsMoreHeapThanThereIsIsRefused() {
        HeapBudget budget = new HeapBudget(10 << 20);
        budget.reserve(6 << 20, "x.parquet", "a page");
        assertThatThrownBy(() -> budget.reserve(5 << 20, "x.parquet", "a page of column 'y'"))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageContaining(
                        "x.parquet: a page of column 'y' needs 5 MB of heap, beside 6 MB in use and of 10 MB")
                .hasMessageContaining("forEach");
        budget.release(6 << 20);
        budget.reserve(10 << 20, "x.parquet", "a page");
    }
}
