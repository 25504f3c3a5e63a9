/**
 * Time series from CSV files and back.
 *
 * <p>Start at {@link io.forecastj.data.Csv}.
 */
@org.jspecify.annotations.NullMarked
module io.forecastj.data {
    requires transitive io.forecastj.api;
    requires de.siegmar.fastcsv;
    requires static transitive org.jspecify;

    exports io.forecastj.data;
}
