package io.forecastj.data.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Writing to a database that has no statement of its own for inserting or replacing. */
class JdbcUpsertTest {
    private final ConnectionSource source =
            new ConnectionSource("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "Another Database");

    @Test
    void rowsAreUpdatedOrElseInserted() {
        JdbcWriting writing =
                Jdbc.write(source).model("sales", "7").quantiles(0.9).createTable();
        writing.write(JdbcWritingContract.forecast("north", "y", 1, 2));
        writing.write(JdbcWritingContract.forecast("north", "y", 10, 20, 30));
        assertThat(Jdbc.read(source)
                        .query("SELECT time, point, q0_9 FROM forecast ORDER BY step")
                        .columns("point", "q0_9")
                        .one()
                        .toArray())
                .isDeepEqualTo(new double[][] {{10, 12}, {20, 22}, {30, 32}});
        writing.write(JdbcWritingContract.forecast("north", "y", 100));
        assertThat(Jdbc.read(source)
                        .query("SELECT time, point FROM forecast")
                        .columns("point")
                        .one()
                        .values("point"))
                .containsExactly(100);
        assertThat(source.changed()).isZero();
    }
}
