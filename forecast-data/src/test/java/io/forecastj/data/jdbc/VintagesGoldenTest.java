package io.forecastj.data.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.TimeSeries;
import io.forecastj.data.Csv;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Growth of a gross domestic product in the form in which ALFRED gives vintages, with values found by hand. */
class VintagesGoldenTest {
    private static final double NONE = Double.NaN;

    @TempDir
    private Path folder;

    private static InputStream file() {
        return Objects.requireNonNull(
                VintagesGoldenTest.class.getResourceAsStream("/io/forecastj/data/vintages/gdp_growth.csv"),
                "gdp_growth.csv");
    }

    private static void assertGolden(TimeSeries gdp) {
        assertThat(gdp.times())
                .containsExactly(
                        Instant.parse("2023-10-01T00:00:00Z"),
                        Instant.parse("2024-01-01T00:00:00Z"),
                        Instant.parse("2024-04-01T00:00:00Z"),
                        Instant.parse("2024-07-01T00:00:00Z"));
        assertThat(gdp.vintageColumns()).containsExactly("GDP");
        assertThat(gdp.values("GDP")).containsExactly(3.4, 1.4, 3.0, NONE);
        known(gdp, "2024-01-24T23:59:59.999Z", NONE, NONE, NONE, NONE);
        known(gdp, "2024-01-25T00:00:00Z", 3.3, NONE, NONE, NONE);
        known(gdp, "2024-02-28T00:00:00Z", 3.2, NONE, NONE, NONE);
        known(gdp, "2024-04-25T00:00:00Z", 3.4, 1.6, NONE, NONE);
        known(gdp, "2024-06-26T00:00:00Z", 3.4, 1.3, NONE, NONE);
        known(gdp, "2024-06-27T00:00:00Z", 3.4, 1.4, NONE, NONE);
        known(gdp, "2024-08-01T00:00:00Z", 3.4, 1.4, 2.8, NONE);
        known(gdp, "2030-01-01T00:00:00Z", 3.4, 1.4, 3.0, NONE);
        assertThat(gdp.publications(2, "GDP").get(1).published()).isEqualTo(Instant.parse("2024-08-29T00:00:00Z"));
        assertThat(gdp.publications(3, "GDP")).isEmpty();
    }

    private static void known(TimeSeries gdp, String time, double... expected) {
        assertThat(gdp.asOf(Instant.parse(time)).values("GDP")).as(time).containsExactly(expected);
    }

    @Test
    void aFileOfVintagesHasTheValuesThatWereKnownAtEachTime() {
        assertGolden(Csv.read()
                .time("observation_date")
                .published("realtime_start")
                .columns("GDP")
                .missing(".")
                .from(file(), "gdp_growth.csv")
                .one());
    }

    @Test
    void aTableOfVintagesHasTheSame() throws IOException, SQLException {
        Path csv = folder.resolve("gdp.csv");
        Files.copy(file(), csv);
        ConnectionSource source = new ConnectionSource("jdbc:h2:mem:vintages;DB_CLOSE_DELAY=-1");
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE gdp AS SELECT CAST(observation_date AS DATE) observation_date,"
                    + " CAST(realtime_start AS DATE) realtime_start, CAST(NULLIF(GDP, '.') AS DOUBLE PRECISION) gdp"
                    + " FROM CSVREAD('" + csv + "')");
            assertGolden(Jdbc.read(source)
                    .query("SELECT * FROM gdp ORDER BY realtime_start DESC")
                    .time("observation_date")
                    .published("realtime_start")
                    .columns("GDP")
                    .one());
        }
    }
}
