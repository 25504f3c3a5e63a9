package io.forecastj.data.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuckDbJdbcTest extends JdbcVintagesContract {
    @TempDir
    private Path folder;

    private @Nullable Connection kept;

    @Override
    String emptyDatabase() throws SQLException {
        String address = "jdbc:duckdb:" + folder.resolve(UUID.randomUUID() + ".db");
        // as a pool does: the last connection that is closed closes the database, which takes time
        kept = DriverManager.getConnection(address);
        return address;
    }

    @AfterEach
    void close() throws SQLException {
        kept.close();
    }

    @Override
    String billionAddress() {
        return "jdbc:duckdb:;jdbc_stream_results=true";
    }

    @Override
    String billion() {
        return "SELECT range AS x FROM range(1000000000)";
    }

    @Override
    String text(String whole) {
        return super.text(whole.replace("/", "//")); // the division of integers
    }

    @Test
    void aCommitThatFailsGivesTheConnectionBackAsItCame() {
        source().execute("CREATE TABLE t (k INTEGER PRIMARY KEY)");
        assertThatThrownBy(() -> SqlTransaction.run(source(), product -> true, (connection, product) -> {
                    try (Statement insert = connection.createStatement()) {
                        insert.execute("INSERT INTO t VALUES (1)");
                    }
                    source().execute("INSERT INTO t VALUES (1)"); // by another connection
                    return null;
                }))
                .isInstanceOf(SQLException.class);
        assertThat(source().changed()).isZero();
    }
}
