/**
 * Time series from CSV files and databases, and back.
 *
 * <p>Start at {@link io.forecastj.data.Csv} or {@link io.forecastj.data.jdbc.Jdbc}.
 */
@org.jspecify.annotations.NullMarked
module io.forecastj.data {
    requires transitive io.forecastj.api;
    requires transitive java.sql;
    requires de.siegmar.fastcsv;
    requires static transitive org.jspecify;

    exports io.forecastj.data;
    exports io.forecastj.data.jdbc;
}
