package io.forecastj.data.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.InvalidSeriesException;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import io.forecastj.data.ClockChanges;
import java.io.File;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Contract of every database: the same rows and the same query give the same series. */
abstract class JdbcContract {
    static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private ConnectionSource source;

    /** Returns the address of an empty database. */
    abstract String emptyDatabase() throws Exception;

    /** Returns the type for instants. */
    String instantType() {
        return "TIMESTAMP WITH TIME ZONE";
    }

    /** Returns an expression for infinity. */
    String infinity() {
        return "CAST('Infinity' AS DOUBLE PRECISION)";
    }

    /** Returns the address of a database that gives rows as they are fetched. */
    abstract String billionAddress();

    /** Returns a query of the numbers from 0 to a billion as x. */
    abstract String billion();

    /** Returns an expression for a whole number as a text. */
    String text(String whole) {
        return "CAST(" + whole + " AS VARCHAR(20))";
    }

    /** Returns what a column of the type REAL holds of 0.1; four bytes unless overridden. */
    double oneTenthAsReal() {
        return 0.1f;
    }

    /** Returns an expression for NaN. */
    String nan() {
        return "CAST('NaN' AS DOUBLE PRECISION)";
    }

    @BeforeEach
    void open() throws Exception {
        source = new ConnectionSource(emptyDatabase());
    }

    @AfterEach
    void connectionsAreGivenBackAsTheyCame() {
        assertThat(source.open()).isZero();
        assertThat(source.changed()).isZero();
    }

    final ConnectionSource source() {
        return source;
    }

    final JdbcReading read() {
        return Jdbc.read(source);
    }

    /** Creates a table of two columns with rows. */
    final void table(String timeType, String valueType, String... rows) {
        source.execute("CREATE TABLE t (ds " + timeType + ", y " + valueType + ")");
        for (String row : rows) {
            source.execute("INSERT INTO t VALUES (" + row + ")");
        }
    }

    final TimeSeries one() {
        return read().query("SELECT ds, y FROM t").columns("y").one();
    }

    static void refused(ThrowingCallable call, String... parts) {
        assertThatThrownBy(call).isInstanceOf(InvalidSeriesException.class).hasMessageContainingAll(parts);
    }

    @Test
    void theSameRowsGiveTheSameSeriesInEveryDatabase() {
        source.execute(
                "CREATE TABLE weather (station VARCHAR(20), taken TIMESTAMP, seen " + instantType() + ", temp DOUBLE"
                        + " PRECISION, gusts INTEGER, total BIGINT, price NUMERIC(12, 3), dry BOOLEAN, few SMALLINT,"
                        + " size INTEGER)",
                "INSERT INTO weather VALUES ('b', '2024-03-30 22:30:00', '2024-03-30 21:30:00+00:00', 0.1, 7,"
                        + " 9007199254740992, 12.125, true, -3, 40)",
                "INSERT INTO weather VALUES ('a', '2024-03-30 22:30:00.25', '2024-03-30 21:30:00.25+00:00', -1e300,"
                        + " NULL, -9007199254740992, NULL, false, NULL, 50)",
                "INSERT INTO weather VALUES ('b', '2024-03-31 03:30:00', '2024-03-31 01:30:00+00:00', NULL, 8, 0,"
                        + " -0.001, NULL, 0, 40)");
        TimeSeries.Builder b = TimeSeries.builder("temp", "gusts", "total", "cost", "dry", "few")
                .id("b")
                .zone(BERLIN)
                .sampling(Sampling.fixed(Duration.ofHours(4)))
                .attribute("size", 40)
                .add(Instant.parse("2024-03-30T21:30:00Z"), 0.1, 7, 0x1p53, 12.125, 1, -3)
                .add(Instant.parse("2024-03-31T01:30:00Z"), Double.NaN, 8, 0, -0.001, Double.NaN, 0);
        TimeSeries.Builder a = TimeSeries.builder("temp", "gusts", "total", "cost", "dry", "few")
                .id("a")
                .zone(BERLIN)
                .sampling(Sampling.fixed(Duration.ofHours(4)))
                .attribute("size", 50)
                .add(Instant.parse("2024-03-30T21:30:00.250Z"), -1e300, Double.NaN, -0x1p53, Double.NaN, 0, Double.NaN);
        for (String time : List.of("taken", "seen")) {
            JdbcReading reading = read().query("SELECT * FROM weather ORDER BY seen, station DESC")
                    .time(time)
                    .id("station")
                    .columns("temp", "gusts", "total")
                    .column("price", "cost")
                    .columns("dry", "few")
                    .attributes("size")
                    .sampling(Sampling.fixed(Duration.ofHours(4)))
                    .zone(BERLIN);
            assertThat(reading.list()).containsExactly(b.build(), a.build());
            assertThat(reading.list()).as("again").containsExactly(b.build(), a.build());
        }
        List<TimeSeries> streamed = new ArrayList<>();
        read().query("SELECT * FROM weather ORDER BY station, seen")
                .time("seen")
                .id("station")
                .columns("temp", "gusts", "total")
                .column("price", "cost")
                .columns("dry", "few")
                .attributes("size")
                .sampling(Sampling.fixed(Duration.ofHours(4)))
                .zone(BERLIN)
                .fetchSize(1)
                .forEach(streamed::add);
        assertThat(streamed).containsExactly(a.build(), b.build());
    }

    @Test
    void everyColumnThatIsNotRequestedIsAValue() {
        source.execute(
                "CREATE TABLE t (id INTEGER, ds DATE, y INTEGER, z INTEGER)",
                "INSERT INTO t VALUES (7, '2024-01-05', 1, 2)");
        TimeSeries series = read().query("SELECT id AS \"id\", ds AS \"ds\", y AS \"y\", z AS \"z\" FROM t")
                .one();
        assertThat(series)
                .isEqualTo(TimeSeries.builder("y", "z")
                        .id("7")
                        .add(Instant.parse("2024-01-05T00:00:00Z"), 1, 2)
                        .build());
        assertThat(read().query("SELECT id AS \"id\", ds AS \"ds\", y AS \"y\" FROM t")
                        .named("shop")
                        .one())
                .isEqualTo(TimeSeries.builder("id", "y")
                        .id("shop")
                        .add(Instant.parse("2024-01-05T00:00:00Z"), 7, 1)
                        .build());
    }

    @Test
    void aDateIsTheStartOfItsDayInTheZone() {
        table("DATE", "INTEGER", "'2024-03-31', 1", "'2024-04-01', 2");
        assertThat(read().query("SELECT ds, y FROM t ORDER BY ds")
                        .columns("y")
                        .zone(BERLIN)
                        .one()
                        .times())
                .containsExactly(Instant.parse("2024-03-30T23:00:00Z"), Instant.parse("2024-03-31T22:00:00Z"));
    }

    @Test
    void localTimesAtClockChangesAreRefusedUnlessTheChoiceDecides() {
        table("TIMESTAMP", "INTEGER", "'2023-10-29 02:30:00', 1", "'2023-10-29 02:30:00', 2");
        JdbcReading reading = read().query("SELECT ds, y FROM t ORDER BY y").columns("y");
        refused(() -> reading.zone(BERLIN).one(), "query 'SELECT ds, y FROM t ORDER BY y', row 1", "occurs twice");
        assertThat(reading.zone(BERLIN, ClockChanges.IN_ORDER).one().times())
                .containsExactly(Instant.parse("2023-10-29T00:30:00Z"), Instant.parse("2023-10-29T01:30:00Z"));
        source.execute("UPDATE t SET ds = '2023-03-26 02:30:00' WHERE y = 1");
        refused(() -> reading.zone(BERLIN, ClockChanges.IN_ORDER).one(), "row 1", "does not exist");
        assertThat(reading.zone(BERLIN, ClockChanges.IN_ORDER_SKIPPED_FORWARD)
                        .one()
                        .time(0))
                .isEqualTo(Instant.parse("2023-03-26T01:30:00Z"));
    }

    @Test
    void textsAreTimesInTheFormsOfCsv() {
        table("VARCHAR(40)", "INTEGER", "'2024-01-01T00:00:00+01:00', 1", "'2024-01-01T00:00:00Z', 2");
        assertThat(one().times())
                .containsExactly(Instant.parse("2023-12-31T23:00:00Z"), Instant.parse("2024-01-01T00:00:00Z"));
        source.execute("INSERT INTO t VALUES ('tomorrow', 3)");
        refused(this::one, "row 3: 'tomorrow' is not a time");
    }

    @Test
    void numbersAreTimesOnlyByEpoch() {
        table("BIGINT", "INTEGER", "1704067200, 1", "1704067260, 2");
        refused(this::one, "epoch(");
        JdbcReading reading = read().query("SELECT ds, y FROM t").columns("y");
        assertThat(reading.epoch(TimeUnit.SECONDS).one().times())
                .containsExactly(Instant.parse("2024-01-01T00:00:00Z"), Instant.parse("2024-01-01T00:01:00Z"));
        refused(() -> reading.epoch(TimeUnit.MILLISECONDS).one(), "row 1", "looks like epoch seconds");
    }

    @Test
    void wholeDecimalsAreTimesByEpoch() {
        table("DOUBLE PRECISION", "INTEGER", "1704067200000, 1");
        JdbcReading reading = read().query("SELECT ds, y FROM t").columns("y").epoch(TimeUnit.MILLISECONDS);
        assertThat(reading.one().time(0)).isEqualTo(Instant.parse("2024-01-01T00:00:00Z"));
        source.execute("UPDATE t SET ds = 1704067200000.5");
        refused(reading::one, "row 1", "is not a whole number");
    }

    @Test
    void aMissingTimeOrIdIsRefusedWithItsRow() {
        source.execute(
                "CREATE TABLE t (shop VARCHAR(9), ds TIMESTAMP, y INTEGER)",
                "INSERT INTO t VALUES ('a', '2024-01-01 00:00:00', 1)",
                "INSERT INTO t VALUES (NULL, '2024-01-02 00:00:00', 2)",
                "INSERT INTO t VALUES ('a', NULL, 3)");
        JdbcReading reading = read().query("SELECT * FROM t ORDER BY y").columns("y");
        refused(() -> reading.id("shop").list(), "row 2, column '", "the id is NULL");
        refused(
                () -> read().query("SELECT ds, y FROM t WHERE y <> 2 ORDER BY y")
                        .columns("y")
                        .list(),
                "row 2, column '",
                "the time is NULL");
        source.execute("UPDATE t SET shop = '  ' WHERE y = 2");
        refused(() -> reading.list(), "row 2: the id is missing");
    }

    @Test
    void rowsThatAreNotInOrderAreRefusedWithBothTimes() {
        table("TIMESTAMP", "INTEGER", "'2024-01-02 00:00:00', 1", "'2024-01-01 00:00:00', 2");
        refused(
                () -> read().query("SELECT ds, y FROM t ORDER BY y")
                        .columns("y")
                        .one(),
                "row 2",
                "'2024-01-01T00:00:00Z' is before 2024-01-02T00:00:00Z on row 1",
                "sort the rows by time",
                "id(...)");
    }

    @Test
    void infiniteAndInexactNumbersAreRefused() {
        table("TIMESTAMP", "DOUBLE PRECISION", "'2024-01-01 00:00:00', " + infinity());
        refused(this::one, "row 1, column 'y': Infinity is infinite");
        source.execute("DROP TABLE t");
        table("TIMESTAMP", "BIGINT", "'2024-01-01 00:00:00', 9007199254740993");
        refused(this::one, "row 1, column '", "9007199254740993 is beyond 2^53");
        source.execute("UPDATE t SET y = -9223372036854775808");
        refused(this::one, "-9223372036854775808 is beyond 2^53");
    }

    @Test
    void numbersOfFourBytesAreWidenedWithoutChange() {
        table("TIMESTAMP", "REAL", "'2024-01-01 00:00:00', 0.1", "'2024-01-01 00:00:01', NULL");
        // often enough for drivers that change to binary transfer after some runs
        for (int i = 0; i < 12; i++) {
            assertThat(one().values("y")).containsExactly(oneTenthAsReal(), Double.NaN);
        }
    }

    @Test
    void notANumberIsMissing() {
        table("TIMESTAMP", "DOUBLE PRECISION", "'2024-01-01 00:00:00', " + nan(), "'2024-01-01 00:00:01', 1");
        assertThat(one().values("y")).containsExactly(Double.NaN, 1);
    }

    @Test
    void idsMayBeNumbers() {
        source.execute("CREATE TABLE t (shop BIGINT, ds TIMESTAMP, y INTEGER)");
        source.execute("INSERT INTO t VALUES (12345678901, '2024-01-01 00:00:00', 1)");
        assertThat(read().query("SELECT * FROM t").id("shop").columns("y").one().id())
                .isEqualTo("12345678901");
    }

    @Test
    void aTextIsNoNumber() {
        table("TIMESTAMP", "VARCHAR(9)", "'2024-01-01 00:00:00', '5'");
        refused(this::one, "query 'SELECT ds, y FROM t'", "number");
        refused(() -> read().query("SELECT ds, y FROM t").one(), "number", "columns(...)");
    }

    @Test
    void absentAndAmbiguousColumnsAreRefusedWithThoseThatThereAre() {
        table("TIMESTAMP", "INTEGER", "'2024-01-01 00:00:00', 5");
        refused(() -> read().query("SELECT ds, y FROM t").columns("z").one(), "there is no column 'z'", "query '");
        refused(() -> read().query("SELECT y FROM t").one(), "there is no time column", "time(...)");
        refused(() -> read().query("SELECT ds, ds AS t FROM t").one(), "several columns could be the time");
        refused(() -> read().query("SELECT ds, y, y FROM t").one(), "occurs twice");
        refused(
                () -> read().query("SELECT ds, y AS unique_id FROM t").one(),
                "seems to distinguish several series",
                "id(");
    }

    @Test
    void oneSeriesIsOne() {
        source.execute(
                "CREATE TABLE t (id VARCHAR(9), ds TIMESTAMP, y INTEGER)",
                "INSERT INTO t VALUES ('a', '2024-01-01 00:00:00', 1)",
                "INSERT INTO t VALUES ('b', '2024-01-01 00:00:00', 2)");
        refused(() -> read().query("SELECT * FROM t ORDER BY id").one(), "expected one series, found 2 ('a', 'b')");
        refused(() -> read().query("SELECT * FROM t WHERE y > 5").one(), "has no rows");
        assertThat(read().query("SELECT * FROM t WHERE y > 5").list()).isEmpty();
    }

    @Test
    void aSeriesThatComesBackIsRefusedOnlyWhereSeriesFollowOneAnother() {
        source.execute(
                "CREATE TABLE t (id VARCHAR(9), ds TIMESTAMP, y INTEGER)",
                "INSERT INTO t VALUES ('a', '2024-01-01 00:00:00', 1)",
                "INSERT INTO t VALUES ('b', '2024-01-01 00:00:00', 2)",
                "INSERT INTO t VALUES ('a', '2024-01-02 00:00:00', 3)");
        JdbcReading reading = read().query("SELECT * FROM t ORDER BY y");
        assertThat(reading.list()).hasSize(2);
        List<String> seen = new ArrayList<>();
        refused(
                () -> reading.forEach(series -> seen.add(series.id())),
                "row 3: a row of series 'a'",
                "order the rows by id and time");
        assertThat(seen).containsExactly("a", "b");
    }

    @Test
    void moreRowsThanTheBoundAreRefused() {
        table("TIMESTAMP", "INTEGER", "'2024-01-01 00:00:00', 1", "'2024-01-02 00:00:00', 2");
        JdbcReading reading = read().query("SELECT ds, y FROM t ORDER BY y").columns("y");
        assertThat(reading.maxRows(2).one().length()).isEqualTo(2);
        refused(() -> reading.maxRows(1).one(), "row 2", "more rows than maxRows(1)");
    }

    @Test
    void parametersOfEveryTypeAreBound() {
        source.execute("CREATE TABLE t (ds " + instantType()
                + ", loc TIMESTAMP, d DATE, y INTEGER, n NUMERIC(9, 2), s VARCHAR(9))");
        Jdbc.read(source); // no connection is taken before a result is asked for
        try (var connection = source.getConnection();
                var insert = connection.prepareStatement("INSERT INTO t VALUES (?, ?, ?, ?, ?, ?)")) {
            SqlBinds binds = new SqlBinds(insert, SqlProduct.of(connection));
            for (int i = 0; i < 3; i++) {
                binds.any(1, Instant.parse("2024-01-01T00:00:00Z").plusSeconds(3600L * i));
                binds.any(2, LocalDateTime.of(2024, 1, 1, i, 0));
                binds.any(3, LocalDate.of(2024, 1, 1 + i));
                binds.any(4, i);
                binds.any(5, new BigDecimal("1.25"));
                binds.any(6, i == 2 ? null : "x");
                insert.executeUpdate();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        Instant second = Instant.parse("2024-01-01T01:00:00Z");
        List<Object[]> conditions = List.of(
                new Object[] {"ds >= ?", second},
                new Object[] {"ds >= ?", second.atZone(BERLIN)},
                new Object[] {"ds >= ?", second.atZone(BERLIN).toOffsetDateTime()},
                new Object[] {"loc >= ?", LocalDateTime.of(2024, 1, 1, 1, 0)},
                new Object[] {"d >= ?", LocalDate.of(2024, 1, 2)},
                new Object[] {"y >= ?", 1},
                new Object[] {"y >= ?", 1L});
        for (Object[] condition : conditions) {
            assertThat(read().query("SELECT ds, y FROM t WHERE " + condition[0] + " ORDER BY y", condition[1])
                            .columns("y")
                            .one()
                            .values("y"))
                    .as("%s of %s", condition[0], condition[1].getClass().getSimpleName())
                    .containsExactly(1, 2);
        }
        assertThat(read().query("SELECT ds, y FROM t WHERE s = ? AND n = ?", "x", new BigDecimal("1.25"))
                        .columns("y")
                        .one()
                        .length())
                .isEqualTo(2);
    }

    @Test
    void failuresOfTheDatabaseShowNeitherValuesNorPasswords() {
        assertThatThrownBy(() -> read().query("SELECT ds, y FROM absent WHERE y = ?", "geheim-4711")
                        .one())
                .isInstanceOf(DatabaseException.class)
                .hasMessageContainingAll("query 'SELECT ds, y FROM absent", "SQL state", "Check the query")
                .hasMessageNotContaining("geheim")
                .hasMessageNotContaining("4711");
        table("TIMESTAMP", "INTEGER", "'2024-01-01 00:00:00', 1");
        assertThatThrownBy(
                        () -> read().query("SELECT ds, y FROM t", "too", "many").one())
                .isInstanceOf(DatabaseException.class);
    }

    @Test
    void anInterruptedQueryEndsBeforeItsNextRow() {
        table("TIMESTAMP", "INTEGER", "'2024-01-01 00:00:00', 1");
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(this::one)
                    .isInstanceOf(CancellationException.class)
                    .hasMessageContaining("was interrupted");
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        } finally {
            Thread.interrupted();
        }
        assertThat(one().length()).isEqualTo(1);
    }

    @Tag("slow")
    @Test
    void aBillionRowsAreReadInLittleMemoryAndEndWhenTheThreadIsInterrupted() throws Exception {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path")
                                + File.pathSeparator
                                + System.getProperty("jdk.module.path", ""),
                        BillionRows.class.getName(),
                        billionAddress(),
                        "SELECT " + text("x / 1000") + " AS id, 1000000000 + x AS t, x * 0.5 AS y FROM (" + billion()
                                + ") AS n")
                .redirectErrorStream(true)
                .start();
        String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(child.waitFor()).as(output).isZero();
        assertThat(output.strip()).isEqualTo("cancelled");
    }

    @Test
    void aConsumerThatFailsEndsTheQuery() {
        source.execute("CREATE TABLE t (id VARCHAR(9), ds TIMESTAMP, y INTEGER)");
        for (int i = 0; i < 10; i++) {
            source.execute("INSERT INTO t VALUES ('s" + i + "', '2024-01-01 00:00:00', " + i + ")");
        }
        IllegalStateException failure = new IllegalStateException("full");
        assertThatThrownBy(() -> read().query("SELECT * FROM t ORDER BY id")
                        .fetchSize(2)
                        .forEach(series -> {
                            throw failure;
                        }))
                .isSameAs(failure);
    }

    @Test
    void randomSeriesAreReadBackAsTheyWereWritten() throws SQLException {
        for (long seed = 1; seed <= 5; seed++) {
            RandomTable table = new RandomTable(seed);
            source.execute(
                    "DROP TABLE IF EXISTS random_rows",
                    "CREATE TABLE random_rows (id VARCHAR(40), t " + instantType() + ", a DOUBLE PRECISION, b DOUBLE"
                            + " PRECISION, c BIGINT, k DOUBLE PRECISION)");
            table.insert(source);
            for (int fetchSize : new int[] {0, 1, 7}) {
                JdbcReading reading = read().query("SELECT * FROM random_rows ORDER BY t")
                        .columns("a", "b", "c")
                        .attributes("k")
                        .fetchSize(fetchSize);
                assertThat(reading.list()).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(table.series());
                List<TimeSeries> streamed = new ArrayList<>();
                reading.query("SELECT * FROM random_rows ORDER BY id, t").forEach(streamed::add);
                assertThat(streamed).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(table.series());
            }
        }
    }

    @Test
    void aTimeoutThatIsNotReachedChangesNothing() {
        table("TIMESTAMP", "INTEGER", "'2024-01-01 00:00:00', 1");
        assertThat(read().query("SELECT ds, y FROM t")
                        .columns("y")
                        .timeout(Duration.ofMillis(59_500))
                        .one()
                        .length())
                .isEqualTo(1);
    }
}
