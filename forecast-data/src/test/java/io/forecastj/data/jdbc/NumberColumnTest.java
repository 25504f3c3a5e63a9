package io.forecastj.data.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.data.SeriesRows;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.List;
import org.junit.jupiter.api.Test;

class NumberColumnTest {
    /** MySQL's drivers give TINYINT(1) the type of a bit, and true for every number but 0. */
    @Test
    void aSmallNumberThatADriverCallsABitIsNoBoolean() throws SQLException {
        assertThat(read(Types.BIT, SqlProduct.MYSQL)).isEqualTo(5);
        assertThat(read(Types.BOOLEAN, SqlProduct.MARIADB)).isEqualTo(5);
        assertThat(read(Types.BIT, SqlProduct.POSTGRESQL)).isEqualTo(1);
    }

    private static double read(int type, SqlProduct product) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT CAST(5 AS TINYINT)")) {
            row.next();
            return NumberColumn.of(1, "y", type, "TINYINT", product).read(row, SeriesRows.of("query", List.of("y")));
        }
    }
}
