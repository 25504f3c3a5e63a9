import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;

/** Writes the files of this folder that are made by DuckDB; see README.md. */
class MakeGolden {
    public static void main(String[] args) throws Exception {
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement sql = duck.createStatement()) {
            sql.execute("SET threads=1; SET TimeZone='UTC'");
            sql.execute("CREATE TABLE t AS SELECT TIMESTAMP '2024-01-01' + i * INTERVAL 1 HOUR AS time,"
                    + " CASE WHEN i % 7 = 3 THEN NULL ELSE 100 + (i * 37 % 101) / 8.0::DOUBLE END AS close"
                    + " FROM range(300) r(i)");
            for (String codec : new String[] {"uncompressed", "snappy", "gzip", "zstd", "lz4_raw"}) {
                sql.execute("COPY t TO 'duckdb-" + codec + ".parquet' (FORMAT parquet, COMPRESSION " + codec + ")");
            }
            sql.execute("COPY t TO 'duckdb-v2.parquet' (FORMAT parquet, COMPRESSION zstd, PARQUET_VERSION v2)");
            sql.execute("COPY (SELECT TIMESTAMPTZ '2024-01-01 00:00:00+00' + i * INTERVAL 1 DAY AS ts,"
                    + " i::TINYINT AS i8, i::UTINYINT AS u8, i::USMALLINT AS u16, i::UINTEGER AS u32,"
                    + " (9007199254740992 - i)::UBIGINT AS u64, i::HUGEINT AS huge, i / 4::FLOAT AS f32,"
                    + " (i / 100)::DECIMAL(4,2) AS d4, (i / 100)::DECIMAL(9,2) AS d9, (i / 100)::DECIMAL(18,2) AS d18,"
                    + " (i / 100)::DECIMAL(38,2) AS d38, i % 2 = 0 AS flag"
                    + " FROM range(5) r(i)) TO 'duckdb-types.parquet' (FORMAT parquet)");
            sql.execute("CREATE TYPE shop AS ENUM ('north', 'south')");
            sql.execute("COPY (SELECT DATE '2024-01-01' + i::INTEGER AS date,"
                    + " (CASE WHEN s = 0 THEN 'north' ELSE 'south' END)::shop AS shop, s * 10 + i AS sales"
                    + " FROM range(2) a(s), range(3) b(i) ORDER BY s, i) TO 'duckdb-enum.parquet' (FORMAT parquet)");
            sql.execute("COPY (SELECT DATE '2024-01-01' + i::INTEGER AS date, 'shop ' || s AS shop,"
                    + " (s * 10 + i)::DOUBLE AS sales FROM range(2) a(s), range(3) b(i) ORDER BY s, i)"
                    + " TO 'duckdb-partitioned' (FORMAT parquet, PARTITION_BY (shop), OVERWRITE)");
            for (String type : new String[] {"TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP", "TIMESTAMP_NS"}) {
                sql.execute("COPY (SELECT (TIMESTAMP '2024-07-01' + i * INTERVAL 1 HOUR)::" + type + " AS time,"
                        + " i::DOUBLE AS y FROM range(3) r(i)) TO 'duckdb-" + type.toLowerCase() + ".parquet'"
                        + " (FORMAT parquet)");
            }
        }
    }
}
