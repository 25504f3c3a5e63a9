package io.forecastj.benchmarks;

import io.forecastj.TimeSeries;
import io.forecastj.parquet.Parquet;
import io.forecastj.parquet.ParquetCompression;
import io.forecastj.parquet.ParquetReading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * 10 million rows of 100 series in a Parquet file, with an id, a time and two columns, read series by series on one
 * thread with 128 MB of heap: all of them, and one of the two columns.
 *
 * <p>Bounded memory is the aim; that it suffices is tested by {@code ParquetStreamTest}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3)
@Measurement(iterations = 5)
@Fork(value = 1, jvmArgsAppend = "-Xmx128m")
public class ParquetReadBenchmark {
    private static final int SERIES = 100;
    private static final int ROWS = 100_000;
    private static final int FILES = 10;

    /** The compression of the file. */
    @Param({"NONE", "SNAPPY", "ZSTD"})
    public ParquetCompression compression;

    private Path folder;

    /**
     * Writes a directory of ten files, since the series of all do not fit into the heap at once.
     *
     * @throws IOException if the temporary directory cannot be made
     */
    @Setup(Level.Trial)
    public void write() throws IOException {
        folder = Files.createTempDirectory("parquet");
        Random random = new Random(1);
        for (int f = 0; f < FILES; f++) {
            List<TimeSeries> all = new ArrayList<>();
            for (int s = 0; s < SERIES / FILES; s++) {
                TimeSeries.Builder builder =
                        TimeSeries.builder("price", "volume").id("series " + f + "." + s);
                double price = 100;
                for (int i = 0; i < ROWS; i++) {
                    price += random.nextGaussian();
                    builder.add(1_704_067_200_000L + i * 60_000L, price, random.nextInt(1_000));
                }
                all.add(builder.build());
            }
            Parquet.write(all, folder.resolve("part-" + f + ".parquet"), compression);
        }
    }

    /**
     * Removes the files.
     *
     * @throws IOException if a file cannot be removed
     */
    @TearDown(Level.Trial)
    public void delete() throws IOException {
        StoreBenchmark.remove(folder);
    }

    /**
     * Reads all columns.
     *
     * @return the number of rows
     */
    @Benchmark
    public long allColumns() {
        return rows(Parquet.read());
    }

    /**
     * Reads one of the columns.
     *
     * @return the number of rows
     */
    @Benchmark
    public long oneColumn() {
        return rows(Parquet.read().columns("volume"));
    }

    private long rows(ParquetReading reading) {
        long[] rows = new long[1];
        reading.forEach(folder, series -> rows[0] += series.length());
        return rows[0];
    }
}
