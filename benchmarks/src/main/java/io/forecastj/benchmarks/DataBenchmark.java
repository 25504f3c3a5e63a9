package io.forecastj.benchmarks;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.forecastj.TimeSeries;
import io.forecastj.data.Csv;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
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
 * Time of reading a million price bars from a file into a series, beside what the parser needs that it is built on. The
 * aims are 600 ms, and at most 2.5 times the parser. Files are in the cache of the operating system.
 *
 * <p>Run with {@code java -jar benchmarks/target/benchmarks.jar DataBenchmark}.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class DataBenchmark {
    private static final int ROWS = 1_000_000;
    private static final long START = Instant.parse("2020-01-01T00:00:00Z").toEpochMilli();
    private static final long MINUTE = 60_000;

    /** A CSV file of minutes, with prices of two decimals. */
    @State(Scope.Thread)
    public static class CsvFile {
        /** The form of the times: ISO instants or epoch milliseconds. */
        @Param({"iso", "epoch"})
        public String times;

        private Path path;

        /**
         * Writes the file.
         *
         * @throws IOException if it cannot be written
         */
        @Setup
        public void setUp() throws IOException {
            path = Files.createTempFile("forecastj-bars", ".csv");
            Random random = new Random(1);
            try (BufferedWriter out = Files.newBufferedWriter(path)) {
                out.write("timestamp,open,high,low,close,volume\n");
                double close = 100;
                for (int i = 0; i < ROWS; i++) {
                    double open = close;
                    close = Math.max(1, open + random.nextGaussian() / 10);
                    double high = Math.max(open, close) + random.nextDouble() / 10;
                    double low = Math.min(open, close) - random.nextDouble() / 10;
                    long time = START + i * MINUTE;
                    out.write(times.equals("iso") ? Instant.ofEpochMilli(time).toString() : Long.toString(time));
                    out.write(String.format(Locale.ROOT, ",%.2f,%.2f,%.2f,%.2f", open, high, low, close));
                    out.write("," + (1_000 + random.nextInt(1_000_000)) + "\n");
                }
            }
        }

        /**
         * Removes the file.
         *
         * @throws IOException if it cannot be removed
         */
        @TearDown
        public void tearDown() throws IOException {
            Files.delete(path);
        }
    }

    /**
     * Reads and checks the bars.
     *
     * @param file the file
     * @return the series
     */
    @Benchmark
    public TimeSeries csv(CsvFile file) {
        return Csv.read().ohlcv().from(file.path).one();
    }

    /**
     * Splits the file into the texts of its fields by FastCSV, without any conversion.
     *
     * @param file the file
     * @return the number of characters
     * @throws IOException if the file cannot be read
     */
    @Benchmark
    public long csvFields(CsvFile file) throws IOException {
        long characters = 0;
        try (CsvReader<CsvRecord> records = CsvReader.builder().ofCsvRecord(file.path)) {
            for (CsvRecord line : records) {
                for (int i = 0; i < line.getFieldCount(); i++) {
                    characters += line.getField(i).length();
                }
            }
        }
        return characters;
    }
}
