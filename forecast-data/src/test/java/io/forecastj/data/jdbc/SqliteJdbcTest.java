package io.forecastj.data.jdbc;

import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteJdbcTest extends JdbcVintagesContract {
    @TempDir
    private Path folder;

    @Override
    String emptyDatabase() {
        return "jdbc:sqlite:" + folder.resolve(UUID.randomUUID() + ".db") + "?synchronous=OFF";
    }

    @Override
    String instantType() {
        return "TEXT";
    }

    @Override
    String infinity() {
        return "9e999";
    }

    @Override
    String billionAddress() {
        return "jdbc:sqlite::memory:";
    }

    @Override
    String billion() {
        return "WITH RECURSIVE n(x) AS (SELECT 0 UNION ALL SELECT x + 1 FROM n LIMIT 1000000000) SELECT x FROM n";
    }

    @Override
    double oneTenthAsReal() {
        return 0.1; // eight bytes
    }

    @Override
    String nan() {
        return "NULL"; // there is no other
    }

    @Test
    void everyValueIsTakenAsWhatItIs() {
        table("TIMESTAMP", "INTEGER", "1704067200000, 1", "'2024-01-02 00:00:00', 2");
        refused(this::one, "row 1", "is a number, not a text", "epoch(TimeUnit.MILLISECONDS)");
        source().execute("UPDATE t SET ds = '2024-01-01 00:00:00' WHERE y = 1", "UPDATE t SET y = 'two' WHERE y = 2");
        refused(this::one, "row 2, column 'y': 'two' is a text; expected a number");
        source().execute("UPDATE t SET y = x'0102' WHERE y = 'two'");
        refused(this::one, "row 2, column 'y': '2 bytes' is binary; expected a number");
        source().execute("UPDATE t SET ds = x'0102' WHERE y = 1");
        refused(this::one, "row 1, column 'ds': '2 bytes' is binary; expected a text or a number");
    }
}
