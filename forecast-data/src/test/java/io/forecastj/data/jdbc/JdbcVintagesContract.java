package io.forecastj.data.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.forecastj.TimeSeries;
import io.forecastj.data.ClockChanges;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Contract of every database for rows with publication times. */
abstract class JdbcVintagesContract extends JdbcWritingContract {
    private static final long START = 1_704_067_200_000L;

    private static Instant at(String time) {
        return Instant.parse(time);
    }

    private JdbcReading vintages(String query) {
        return read().query(query).published("issued").columns("y");
    }

    @Test
    void eachRowOfTheQueryIsAPublication() {
        source().execute(
                        "CREATE TABLE v (ds DATE, issued " + instantType()
                                + ", seen TIMESTAMP, issue_day DATE, label VARCHAR(30),"
                                + " secs BIGINT, y DOUBLE PRECISION)",
                        "INSERT INTO v VALUES ('2024-02-01', '2024-03-15 08:00:00+00:00', '2024-03-15 09:00:00',"
                                + " '2024-03-15', '2024-03-15T09:00', 1710489600, 5)",
                        "INSERT INTO v VALUES ('2024-01-01', '2024-03-15 08:00:00+00:00', '2024-03-15 09:00:00',"
                                + " '2024-03-15', '2024-03-15T09:00', 1710489600, 2)",
                        "INSERT INTO v VALUES ('2024-01-01', '2024-02-15 08:00:00+00:00', '2024-02-15 09:00:00',"
                                + " '2024-02-15', '2024-02-15T09:00', 1707984000, 1)",
                        "INSERT INTO v VALUES ('2024-03-01', '2024-02-15 08:00:00+00:00', '2024-02-15 09:00:00',"
                                + " '2024-02-15', '2024-02-15T09:00', 1707984000, NULL)");
        for (String column : List.of("issued", "seen", "issue_day", "label", "secs")) {
            boolean day = column.equals("issue_day");
            Instant first = at(day ? "2024-02-14T23:00:00Z" : "2024-02-15T08:00:00Z");
            Instant second = at(day ? "2024-03-14T23:00:00Z" : "2024-03-15T08:00:00Z");
            TimeSeries expected = TimeSeries.builder("y")
                    .zone(BERLIN)
                    .publish(at("2023-12-31T23:00:00Z"), first, 1)
                    .publish(at("2023-12-31T23:00:00Z"), second, 2)
                    .publish(at("2024-01-31T23:00:00Z"), second, 5)
                    .publish(at("2024-02-29T23:00:00Z"), first, Double.NaN)
                    .build();
            JdbcReading reading = read().query("SELECT * FROM v")
                    .columns("y")
                    .published(column)
                    .zone(BERLIN);
            if (column.equals("secs")) {
                refused(reading::one, "epoch(");
                continue;
            }
            assertThat(reading.one()).as(column).isEqualTo(expected);
        }
        assertThat(read().query("SELECT secs AS ds, secs, y FROM v WHERE y < 3")
                        .published("secs")
                        .columns("y")
                        .epoch(TimeUnit.SECONDS)
                        .one()
                        .publications(0, "y"))
                .hasSize(1)
                .first()
                .extracting(each -> each.published())
                .isEqualTo(at("2024-02-15T08:00:00Z"));
    }

    @Test
    void aPublicationThatIsMissingOrThereTwiceIsRefusedWithItsRow() {
        source().execute(
                        "CREATE TABLE v (ds DATE, issued TIMESTAMP, y DOUBLE PRECISION)",
                        "INSERT INTO v VALUES ('2024-01-01', '2024-01-02 00:00:00', 1)",
                        "INSERT INTO v VALUES ('2024-01-02', '2024-01-02 00:00:00', 1)",
                        "INSERT INTO v VALUES ('2024-01-01', '2024-01-03 00:00:00', 2)",
                        "INSERT INTO v VALUES ('2024-01-01', '2024-01-02 00:00:00', 1)");
        refused(
                () -> vintages("SELECT * FROM v").one(),
                "query 'SELECT * FROM v', row 4, column 'issued': the row of 2024-01-01T00:00:00Z is published at"
                        + " 2024-01-02T00:00:00Z on row 1 as well");
        source().execute("INSERT INTO v VALUES ('2024-01-05', NULL, 1)");
        refused(
                () -> vintages("SELECT * FROM v").one(),
                "row 5, column '",
                "the time is NULL: leave such rows out in the query");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> vintages("SELECT * FROM v")
                        .zone(BERLIN, ClockChanges.IN_ORDER)
                        .one())
                .withMessageContaining("use EARLIER or LATER");
        refused(() -> read().query("SELECT ds, y FROM v").published("issued").one(), "there is no column 'issued'");
    }

    @Test
    void storedVintagesAreReadBack() throws SQLException {
        source().execute("CREATE TABLE v (id VARCHAR(9), ds BIGINT, issued BIGINT, y DOUBLE PRECISION,"
                + " z DOUBLE PRECISION)");
        long seed = 41;
        Random random = new Random(seed);
        List<TimeSeries> expected = new ArrayList<>();
        try (Connection connection = source().getConnection();
                PreparedStatement insert = connection.prepareStatement("INSERT INTO v VALUES (?, ?, ?, ?, ?)")) {
            for (int s = 0; s < 4; s++) {
                TimeSeries.Builder series = TimeSeries.builder("y", "z").id("s" + s);
                for (int row = 9; row >= 0; row--) {
                    for (int revision = random.nextInt(4); revision >= 0; revision--) {
                        double y = random.nextInt(3) == 0 ? Double.NaN : random.nextGaussian();
                        long time = START + row * 3_600_000L;
                        long issued = time + (revision * 4 - 5) * 3_600_000L + random.nextInt(1000);
                        series.publish(time, issued, y, -y);
                        insert.setString(1, "s" + s);
                        insert.setLong(2, time);
                        insert.setLong(3, issued);
                        insert.setObject(4, Double.isNaN(y) ? null : y);
                        insert.setObject(5, Double.isNaN(y) ? null : -y);
                        insert.addBatch();
                    }
                }
                expected.add(series.build());
            }
            insert.executeBatch();
        }
        JdbcReading reading = read().query("SELECT * FROM v ORDER BY id, y")
                .published("issued")
                .columns("y", "z")
                .epoch(TimeUnit.MILLISECONDS);
        assertThat(reading.list()).as("seed %s", seed).isEqualTo(expected);
        List<TimeSeries> streamed = new ArrayList<>();
        reading.forEach(streamed::add);
        assertThat(streamed).as("seed %s", seed).isEqualTo(expected);
        assertThat(reading.query("SELECT * FROM v ORDER BY y").list()).containsExactlyInAnyOrderElementsOf(expected);
        refused(
                () -> reading.query("SELECT * FROM v ORDER BY issued").forEach(series -> {}),
                "follows rows of other series");
    }
}
