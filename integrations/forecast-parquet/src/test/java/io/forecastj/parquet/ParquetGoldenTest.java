package io.forecastj.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.InvalidSeriesException;
import io.forecastj.TimeSeries;
import io.forecastj.data.ClockChanges;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that pyarrow, pandas, fastparquet and DuckDB have written; the README beside them says how. */
class ParquetGoldenTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    static Path golden(String name) {
        return Path.of("src/test/resources/parquet", name);
    }

    private static Instant hour(int hour) {
        return Instant.parse("2024-01-01T00:00:00Z").plusSeconds(3600L * hour);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arrow-none", "arrow-snappy", "arrow-gzip", "arrow-zstd", "arrow-lz4", "arrow-v2-pages",
                "duckdb-uncompressed", "duckdb-snappy", "duckdb-gzip", "duckdb-zstd", "duckdb-lz4_raw", "duckdb-v2"
            })
    void everyCompressionAndVersionOfPagesIsRead(String name) {
        TimeSeries series = Parquet.read(golden(name + ".parquet")).one();
        assertThat(series.columns()).containsExactly("close");
        assertThat(series.length()).isEqualTo(300);
        for (int i = 0; i < 300; i++) {
            assertThat(series.time(i)).isEqualTo(hour(i));
            assertThat(series.value(i, 0))
                    .as("row %s", i)
                    .isEqualTo(Double.valueOf(i % 7 == 3 ? Double.NaN : 100 + i * 37 % 101 / 8.0));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"delta_byte_array", "delta_length_byte_array", "plain"})
    void everyEncodingIsRead(String name) {
        List<TimeSeries> shops = Parquet.read()
                .id("name")
                .from(golden("arrow-" + name + ".parquet"))
                .list();
        assertThat(shops).extracting(TimeSeries::id).containsExactly("shop-000", "shop-001", "shop-002");
        for (int i = 0; i < 300; i++) {
            TimeSeries shop = shops.get(i / 100);
            assertThat(shop.time(i % 100)).isEqualTo(hour(i));
            assertThat(shop.rows().get(i % 100).values())
                    .as("row %s", i)
                    .containsExactly(
                            i % 7 == 3 ? Double.NaN : 100 + i * 37 % 101 / 8.0,
                            i * i - 5000,
                            (i - 150) * 0x1p44 + i,
                            i / 8.0,
                            i % 5 == 4 ? Double.NaN : i % 3 == 0 ? 1 : 0);
        }
    }

    @Test
    void everyTypeOfNumbersIsReadExactly() {
        TimeSeries series = Parquet.read(golden("arrow-types.parquet")).one();
        double nan = Double.NaN;
        assertThat(series.values("i8")).containsExactly(-128, 127, nan, 1);
        assertThat(series.values("u8")).containsExactly(0, 255, nan, 1);
        assertThat(series.values("i16")).containsExactly(-32768, 32767, nan, 1);
        assertThat(series.values("u16")).containsExactly(0, 65535, nan, 1);
        assertThat(series.values("i32")).containsExactly(Integer.MIN_VALUE, Integer.MAX_VALUE, nan, 1);
        assertThat(series.values("u32")).containsExactly(0, 4294967295.0, nan, 1);
        assertThat(series.values("i64")).containsExactly(-0x1p53, 0x1p53, nan, 1);
        assertThat(series.values("u64")).containsExactly(0, 0x1p53, nan, 1);
        assertThat(series.values("f16")).containsExactly(0.0999755859375, -65504, 0x1p-24, nan);
        assertThat(series.values("f32")).containsExactly(0.1f, -3.4e38f, Float.MIN_VALUE, nan);
        assertThat(series.values("f64")).containsExactly(0.1, -1.7e308, Double.MIN_VALUE, nan);
        assertThat(series.values("flag")).containsExactly(1, 0, nan, 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"arrow-types", "arrow-decimals"})
    void decimalsAreTheNearestDoubles(String name) {
        TimeSeries series = Parquet.read(golden(name + ".parquet")).one();
        assertThat(series.values("d32")).containsExactly(12.34, -99999.99, Double.NaN, 0.01);
        assertThat(series.values("d64")).containsExactly(123456789012.345678, -0.000001, Double.NaN, 0.1);
        assertThat(series.values("d128"))
                .containsExactly(12345678901234567890123456.7890123456, -0.0000000001, Double.NaN, 0.1);
    }

    @Test
    void theTypesOfDuckDbAreRead() {
        TimeSeries series = Parquet.read(golden("duckdb-types.parquet")).one();
        for (int i = 0; i < 5; i++) {
            double cents = i / 100.0;
            assertThat(series.time(i)).isEqualTo(hour(24 * i));
            assertThat(series.rows().get(i).values())
                    .containsExactly(
                            i, i, i, i, 0x1p53 - i, i, i / 4.0, cents, cents, cents, cents, i % 2 == 0 ? 1 : 0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"utc-ms", "utc-us", "utc-ns", "local-ms", "local-ns", "version1", "int96"})
    void everyTypeOfTimesIsRead(String name) {
        TimeSeries series =
                Parquet.read(golden("arrow-time-" + name + ".parquet")).one();
        assertThat(series.times()).containsExactly(hour(0), hour(1), hour(2), hour(3), hour(4));
        assertThat(series.values("y")).containsExactly(1, 2, 3, 4, 5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"timestamp_s", "timestamp_ms", "timestamp", "timestamp_ns"})
    void timestampsOfDuckDbAreLocalTimes(String name) {
        TimeSeries series = Parquet.read()
                .zone(BERLIN)
                .from(golden("duckdb-" + name + ".parquet"))
                .one();
        assertThat(series.time(0)).isEqualTo(Instant.parse("2024-06-30T22:00:00Z"));
    }

    @Test
    void instantsDoNotDependOnTheZoneAndLocalTimesDo() {
        for (String name : List.of("utc-ms", "utc-ns", "version1", "int96")) {
            assertThat(Parquet.read()
                            .zone(BERLIN)
                            .from(golden("arrow-time-" + name + ".parquet"))
                            .one()
                            .time(0))
                    .as(name)
                    .isEqualTo(hour(0));
        }
        assertThat(Parquet.read()
                        .zone(BERLIN)
                        .from(golden("arrow-time-local-ns.parquet"))
                        .one()
                        .time(0))
                .isEqualTo(hour(-1));
    }

    @Test
    void datesAreTheStartOfTheDayInTheZone() {
        TimeSeries series = Parquet.read()
                .zone(BERLIN)
                .from(golden("arrow-time-date.parquet"))
                .one();
        assertThat(series.times().stream().map(Instant::toString))
                .containsExactly(
                        "2024-03-29T23:00:00Z",
                        "2024-03-30T23:00:00Z",
                        "2024-03-31T22:00:00Z",
                        "2024-04-01T22:00:00Z",
                        "2024-04-02T22:00:00Z");
    }

    @Test
    void aLocalTimeThatOccursTwiceNeedsAChoice() {
        Path autumn = golden("arrow-time-autumn.parquet");
        assertThatThrownBy(() -> Parquet.read().zone(BERLIN).from(autumn))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageContaining("arrow-time-autumn.parquet, row 2")
                .hasMessageContaining("occurs twice in Europe/Berlin");
        assertThat(Parquet.read().zone(BERLIN, ClockChanges.IN_ORDER).from(autumn).one().times().stream()
                        .map(Instant::toString))
                .containsExactly(
                        "2023-10-28T23:00:00Z", "2023-10-29T00:00:00Z", "2023-10-29T01:00:00Z", "2023-10-29T02:00:00Z");
    }

    @Test
    void textsAreReadAsTimesOfCsv() {
        assertThat(Parquet.read(golden("arrow-time-text.parquet")).one().times())
                .containsExactly(hour(0), hour(24));
    }

    @Test
    void integersAreTimesOfADeclaredUnit() {
        Path counts = golden("arrow-time-count.parquet");
        assertThat(Parquet.read().epoch(TimeUnit.SECONDS).from(counts).one().times())
                .containsExactly(hour(0), hour(1));
        assertThatThrownBy(() -> Parquet.read(counts))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageContaining("'time' has the type INT64")
                .hasMessageContaining("epoch(...)");
        assertThatThrownBy(() -> Parquet.read().epoch(TimeUnit.MILLISECONDS).from(counts))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageContaining("looks like epoch seconds");
        assertThatThrownBy(() -> Parquet.read().epoch(TimeUnit.SECONDS).from(golden("arrow-time-utc-ms.parquet")))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageContaining("INT64 TIMESTAMP");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pandas-index", "fastparquet", "duckdb-enum"})
    void categoriesAreIdsAndAnIndexIsTheTime(String name) {
        boolean duck = name.startsWith("duckdb");
        List<TimeSeries> shops = Parquet.read()
                .id(duck ? "shop" : "store")
                .from(golden(name + ".parquet"))
                .list();
        assertThat(shops).extracting(TimeSeries::id).containsExactly("north", "south");
        assertThat(shops.get(1).times()).containsExactly(hour(0), hour(24), hour(48));
        assertThat(shops.get(0).values("sales"))
                .containsExactly(duck ? new double[] {0, 1, 2} : new double[] {1.5, Double.NaN, 3});
        assertThat(shops.get(1).values("sales"))
                .containsExactly(duck ? new double[] {10, 11, 12} : new double[] {4, 5, 6.25});
    }

    @Test
    void integersAreIds() {
        assertThat(Parquet.read()
                        .id("store")
                        .from(golden("pandas-columns.parquet"))
                        .list())
                .extracting(TimeSeries::id)
                .containsExactly("7", "-3");
    }

    @Test
    void theFoldersOfAPartitionedDirectoryAreIds() {
        Path directory = golden("duckdb-partitioned");
        List<TimeSeries> shops = Parquet.read().id("shop").from(directory).list();
        assertThat(shops).extracting(TimeSeries::id).containsExactly("shop 0", "shop 1");
        assertThat(shops.get(1).values("sales")).containsExactly(10, 11, 12);
        assertThatThrownBy(() -> Parquet.read(directory))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageContaining("row 4 is the first one of")
                .hasMessageContaining("shop=shop%201")
                .hasMessageContaining("its folders, [shop], distinguishes series");
    }

    @Test
    void nestedColumnsAreRefusedByNameUnlessOthersAreChosen() {
        Path nested = golden("arrow-nested.parquet");
        assertThat(Parquet.read().columns("z", "y").from(nested).one().toArray())
                .isDeepEqualTo(new double[][] {{7, 1}, {8, 2}});
        assertThatThrownBy(() -> Parquet.read(nested))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageContaining("'list'")
                .hasMessageContaining("'struct'")
                .hasMessageContaining("'map'")
                .hasMessageContaining("columns(...)");
        assertThatThrownBy(() -> Parquet.read().columns("struct").from(nested))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageContaining("'struct'");
    }

    @Test
    void rowsOfSeriesMayAlternateUnlessTheyAreStreamed() {
        Path alternating = golden("arrow-alternating.parquet");
        List<TimeSeries> series =
                Parquet.read().attributes("size").columns("y").from(alternating).list();
        assertThat(series).extracting(TimeSeries::id).containsExactly("a", "b");
        assertThat(series.get(0).values("y")).containsExactly(1, 2, 4);
        assertThat(series.get(1).attributes()).containsEntry("size", 20.0);
        assertThatThrownBy(() -> Parquet.read().forEach(alternating, each -> {}))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageContaining("row 4")
                .hasMessageContaining("series 'a'")
                .hasMessageContaining("order the rows by id and time");
    }

    private static void refused(String name, String... parts) {
        assertThatThrownBy(() -> Parquet.read(golden(name + ".parquet")))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageContaining(name + ".parquet")
                .satisfies(
                        e -> Arrays.stream(parts).forEach(part -> assertThat(e).hasMessageContaining(part)));
    }

    @Test
    void faultsAreRefusedWithRowAndColumn() {
        refused("arrow-infinite", "row 2", "column 'y'", "Infinity");
        refused("arrow-beyond", "row 3", "column 'y'", "9007199254740993 is beyond 2^53");
        refused("arrow-no-time", "row 2", "column 'time'", "the time is missing");
        refused("arrow-unsorted", "row 2", "is before 2024-01-01T01:00:00Z on row 1");
        refused("arrow-time-finer", "row 1", "column 'time'", "finer than a millisecond");
        refused("arrow-empty", "has no rows");
        refused("arrow-brotli", "BROTLI is not read");
        refused("pandas-index", "'store'", "not a number", "id(\"store\")");
    }
}
