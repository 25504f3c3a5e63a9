package io.forecastj.benchmarks;

import io.forecastj.TimeSeries;
import io.forecastj.data.jdbc.Jdbc;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.h2.jdbcx.JdbcDataSource;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Reading a million bars from H2 in the same process, beside a bare loop over the rows. The aim is 1.2 times its time.
 *
 * <p>Run with {@code java -jar benchmarks/target/benchmarks.jar JdbcReadBenchmark}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 5)
@Measurement(iterations = 5, time = 5)
public class JdbcReadBenchmark {
    private static final int ROWS = 1_000_000;
    private static final int COLUMNS = 5;
    private static final int FIRST_LENGTH = 1024;
    private static final String QUERY = "SELECT t, \"open\", high, low, \"close\", volume FROM bars ORDER BY t";

    private final JdbcDataSource source = new JdbcDataSource();
    private Connection kept;

    /**
     * Fills the table.
     *
     * @throws SQLException if the database fails
     */
    @Setup
    public void fill() throws SQLException {
        source.setURL("jdbc:h2:mem:bars;LAZY_QUERY_EXECUTION=1");
        kept = source.getConnection();
        try (Statement create = kept.createStatement()) {
            create.execute(
                    "CREATE TABLE bars (t TIMESTAMP PRIMARY KEY, \"open\" DOUBLE PRECISION, high DOUBLE PRECISION,"
                            + " low DOUBLE PRECISION, \"close\" DOUBLE PRECISION, volume DOUBLE PRECISION)");
        }
        LocalDateTime start = LocalDateTime.of(2020, 1, 1, 0, 0);
        try (PreparedStatement insert = kept.prepareStatement("INSERT INTO bars VALUES (?, ?, ?, ?, ?, ?)")) {
            for (int i = 0; i < ROWS; i++) {
                insert.setObject(1, start.plusMinutes(i));
                for (int c = 0; c < COLUMNS; c++) {
                    insert.setDouble(c + 2, i * 0.25 + c);
                }
                insert.addBatch();
                if (i % 10_000 == 9_999) {
                    insert.executeBatch();
                }
            }
        }
    }

    /**
     * Drops the table.
     *
     * @throws SQLException if the database fails
     */
    @TearDown
    public void drop() throws SQLException {
        kept.close();
    }

    /**
     * The rows as a series, checked.
     *
     * @return the series
     */
    @Benchmark
    public TimeSeries series() {
        return Jdbc.read(source)
                .query(QUERY)
                .time("t")
                .columns("open", "high", "low", "close", "volume")
                .one();
    }

    /**
     * The rows as arrays, which grow since their length is not known before, without any check.
     *
     * @return the values
     * @throws SQLException if the database fails
     */
    @Benchmark
    public double[][] bareLoop() throws SQLException {
        long[] times = new long[FIRST_LENGTH];
        double[][] values = new double[COLUMNS][FIRST_LENGTH];
        int length = 0;
        try (Connection connection = source.getConnection();
                PreparedStatement statement = connection.prepareStatement(QUERY);
                ResultSet rows = statement.executeQuery()) {
            for (; rows.next(); length++) {
                if (length == times.length) {
                    times = Arrays.copyOf(times, 2 * length);
                    for (int c = 0; c < COLUMNS; c++) {
                        values[c] = Arrays.copyOf(values[c], 2 * length);
                    }
                }
                times[length] = rows.getTimestamp(1).getTime();
                for (int c = 0; c < COLUMNS; c++) {
                    values[c][length] = rows.getDouble(c + 2);
                }
            }
        }
        if (length != ROWS || times[ROWS - 1] == 0) {
            throw new IllegalStateException("expected " + ROWS + " rows, found " + length);
        }
        return values;
    }
}
