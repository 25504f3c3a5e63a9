/**
 * Time series from databases, and forecasts back into them, by any JDBC driver.
 *
 * <p>{@link io.forecastj.data.jdbc.Jdbc} is the entry point. {@code Jdbc.read(dataSource)} returns the {@linkplain
 * io.forecastj.data.jdbc.JdbcReading options} of a query, {@code Jdbc.write(dataSource)} those of {@linkplain
 * io.forecastj.data.jdbc.JdbcWriting writing forecasts}.
 *
 * <p>What is read is exactly what the query gives, or it is refused with the query, the row, the column and the value.
 * A failure of the database is a {@link io.forecastj.data.jdbc.DatabaseException}. No driver comes with this module:
 * the program brings its own.
 *
 * <h2>For maintainers</h2>
 *
 * <p>{@code QueryRun} runs a query and {@code QueryRows} reads its result: {@code TimeColumn} and {@code NumberColumn}
 * read by the type of their column, {@link io.forecastj.data.SeriesRows} holds the rules of series. {@code
 * ForecastCell} is a row of the table of forecasts, {@code ForecastSql} has its statements and {@code ForecastUpsert}
 * runs them. {@code SqlTransaction} gives connections back as they came, {@code SqlProduct} has the differences among
 * databases.
 */
@NullMarked
package io.forecastj.data.jdbc;

import org.jspecify.annotations.NullMarked;
