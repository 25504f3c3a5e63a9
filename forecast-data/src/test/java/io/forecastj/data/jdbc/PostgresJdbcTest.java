package io.forecastj.data.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class PostgresJdbcTest extends JdbcVintagesContract {
    private static @Nullable PostgresServer server;

    @BeforeAll
    static void start() throws Exception {
        Optional<Path> programs = PostgresServer.programs();
        assumeTrue(programs.isPresent(), "no /usr/lib/postgresql/*/bin/initdb: install the package postgresql");
        server = PostgresServer.start(programs.get());
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) {
            server.close();
        }
    }

    @Override
    String emptyDatabase() {
        String address = server.address();
        new ConnectionSource(address).execute("DROP SCHEMA public CASCADE", "CREATE SCHEMA public");
        return address;
    }

    @Override
    String billionAddress() {
        return server.address();
    }

    @Override
    String billion() {
        return "SELECT generate_series(0, 1000000000) AS x";
    }

    @Test
    void endlessTimesAreRefusedAndNumericNaNIsMissing() {
        table("TIMESTAMP", "NUMERIC", "'2024-01-01 00:00:00', 'NaN'", "'infinity', 1");
        refused(this::one, "row 2", "999999999");
        source().execute("UPDATE t SET ds = '-infinity' WHERE y = 1");
        refused(this::one, "too far");
        source().execute("UPDATE t SET ds = '2024-01-02 00:00:00' WHERE y = 1");
        assertThat(one().values("y")).containsExactly(Double.NaN, 1);
        source().execute("UPDATE t SET y = 'Infinity' WHERE y = 1");
        refused(this::one, "row 2, column 'y': Infinity is infinite");
        source().execute("DROP TABLE t");
        table("TIMESTAMP", "MONEY", "'2024-01-01 00:00:00', 5");
        refused(this::one, "column 'y' has the type money");
        source().execute("DROP TABLE t");
        table("TIME", "INTEGER", "'00:00:00', 5");
        refused(this::one, "the time column 'ds' has the type time");
    }
}
