package io.forecastj.data.jdbc;

import java.util.Objects;
import javax.sql.DataSource;

/**
 * Reads time series from databases and writes forecasts to them, by any JDBC driver.
 *
 * <p>Stateless and thread-safe; the options that {@link #read} and {@link #write} return are not thread-safe.
 *
 * <pre>{@code
 * List<TimeSeries> shops = Jdbc.read(dataSource)
 *         .query("SELECT shop, day, sales, price FROM sales WHERE day >= ? ORDER BY shop, day", from)
 *         .id("shop")
 *         .list();
 *
 * Jdbc.write(dataSource).model("sales", "7").quantiles(0.1, 0.9).write(predictor.predictAll(shops));
 * }</pre>
 *
 * <p>What was forecast is read beside what has happened since by one query:
 *
 * <pre>{@code
 * TimeSeries compared = Jdbc.read(dataSource)
 *         .query("SELECT f.time, s.sales, f.point, f.q0_1, f.q0_9 FROM forecast f"
 *                 + " LEFT JOIN sales s ON s.shop = f.series AND s.day = f.time"
 *                 + " WHERE f.model = ? AND f.version = ? AND f.series = ? AND f.step = 1 ORDER BY f.time",
 *                 "sales", "7", "north")
 *         .one();
 * }</pre>
 */
public final class Jdbc {
    private Jdbc() {}

    /**
     * Returns options for reading series by a query.
     *
     * @param source where connections come from; each reading takes one and gives it back. Those that take part in a
     *     transaction of the caller must not be used, since a reading ends the transaction of a connection that does
     *     not commit by itself
     * @return the options, all at their defaults
     */
    public static JdbcReading read(DataSource source) {
        return new JdbcReading(Objects.requireNonNull(source, "source"));
    }

    /**
     * Returns options for writing forecasts to a table.
     *
     * @param source where connections come from; each writing takes one and gives it back. Those that take part in a
     *     transaction of the caller must not be used, since a writing commits
     * @return the options, all at their defaults
     */
    public static JdbcWriting write(DataSource source) {
        return new JdbcWriting(Objects.requireNonNull(source, "source"));
    }
}
