package io.forecastj.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.Sampling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.analysis.FunctionRegistry;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import scala.jdk.javaapi.CollectionConverters;

class SqlForecastTest {
    private static final ForecastSpark SHOPS = ForecastSpark.of("shop", "day", "sales");
    private static final String THETA = "\"model\": \"theta\", \"horizon\": 7";

    private static SparkSession spark;

    @BeforeAll
    static void start() {
        spark = SparkRuns.local();
    }

    /** Rows of good series, and of series that fail or have missing values, in a random order. */
    private static List<Row> rows(long seed) {
        List<Row> rows = new ArrayList<>(ShopSales.rows(ShopSales.series(12, 60, 31), seed));
        for (int i = 0; i < 40; i++) {
            rows.add(RowFactory.create("holes", i * ShopSales.DAY, i % 9 == 3 ? (Double) Double.NaN : (Double) 3.0));
            rows.add(RowFactory.create("nulls", i * ShopSales.DAY, i % 7 == 3 ? null : (Double) (double) i));
        }
        rows.add(RowFactory.create("twice", 0L, 1.0));
        rows.add(RowFactory.create("twice", 0L, 2.0));
        rows.add(RowFactory.create("empty", 0L, null));
        rows.add(RowFactory.create("timeless", null, 1.0));
        rows.add(RowFactory.create("timeless", 0L, 1.0));
        rows.add(RowFactory.create("infinite", 0L, Double.POSITIVE_INFINITY));
        Collections.shuffle(rows, new Random(seed));
        return rows;
    }

    private static Dataset<Row> forecast(Dataset<Row> sales, String settings) {
        sales.createOrReplaceTempView("sales_of_test");
        return spark.sql("SELECT shop AS id, 'sales' AS target, inline(forecast(day, sales, '{" + settings
                + "}')) FROM sales_of_test GROUP BY shop");
    }

    private static ForecasterSpec spec(String settings) {
        return ForecasterSpec.parse("{\"column\": \"sales\", " + settings + "}");
    }

    /** Texts of forecasts. Failed rows have no target; in SQL they do not know their ids. */
    private static List<String> texts(Dataset<Row> forecasts) {
        Dataset<Row> rows = forecasts
                .withColumn("target", functions.when(functions.col("step").isNotNull(), functions.col("target")))
                .withColumn(
                        "reason",
                        functions.replace(
                                functions.col("reason"),
                                functions.concat(functions.lit("'"), functions.col("id"), functions.lit("'")),
                                functions.lit("'this group'")));
        return SparkRuns.forecasts(rows);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"model\": \"ets\", \"horizon\": 7, \"season\": 7",
                THETA,
                "\"model\": \"linear\", \"horizon\": 5, \"lookback\": 7",
                "\"model\": \"auto\", \"horizon\": 7, \"preset\": \"fast\"",
                "\"model\": \"seasonal-naive\", \"horizon\": 3, \"season\": 7"
            })
    void aForecastInSqlEqualsThatOfADatasetInEveryBitFailuresIncluded(String settings) {
        Dataset<Row> sales = spark.createDataFrame(rows(1), ShopSales.SCHEMA);
        List<String> expected = texts(SHOPS.forecastLocal(sales, spec(settings)));
        assertThat(expected)
                .hasSizeGreaterThan(36)
                .anyMatch(text -> text.startsWith("twice FAILED InvalidSeriesException"))
                .anyMatch(text -> text.startsWith("timeless FAILED InvalidSeriesException"))
                .anyMatch(text -> text.startsWith("infinite FAILED"));
        assertThat(texts(forecast(sales, settings))).isEqualTo(expected);
    }

    @Test
    void theOrderOfRowsAndTheNumberOfPartitionsDoNotMatter() {
        List<String> expected = texts(forecast(spark.createDataFrame(rows(1), ShopSales.SCHEMA), THETA));
        for (int partitions : new int[] {1, 2, 7}) {
            Dataset<Row> shuffled =
                    spark.createDataFrame(rows(partitions), ShopSales.SCHEMA).repartition(partitions);
            assertThat(texts(forecast(shuffled, THETA)))
                    .as(partitions + " partitions")
                    .isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "timestamp_millis(day)",
                "CAST(timestamp_millis(day) AS TIMESTAMP_NTZ)",
                "DATE '2023-11-30'" + " + CAST(day / 86400000 - 19700 AS INT)"
            })
    void timesAreReadAsThoseOfADatasetWhateverTheTimeZone(String time) {
        String zone = spark.conf().get("spark.sql.session.timeZone");
        spark.conf().set("spark.sql.session.timeZone", "America/New_York");
        spark.conf().set("spark.sql.datetime.java8API.enabled", "true");
        try {
            spark.createDataFrame(ShopSales.rows(ShopSales.series(3, 40, 32), 1), ShopSales.SCHEMA)
                    .createOrReplaceTempView("millis_of_test");
            Dataset<Row> sales =
                    spark.sql("SELECT shop, " + time + " AS day, CAST(sales AS INT) AS sales FROM millis_of_test");
            // times as texts, since rows have instants with this setting
            String[] columns = {"id", "step", "string(time)", "point", "string(quantiles)", "status", "reason"};
            assertThat(forecast(sales, THETA).selectExpr(columns).collectAsList())
                    .hasSize(21)
                    .containsExactlyInAnyOrderElementsOf(SHOPS.forecastLocal(sales, spec(THETA))
                            .selectExpr(columns)
                            .collectAsList());
        } finally {
            spark.conf().set("spark.sql.session.timeZone", zone);
            spark.conf().unset("spark.sql.datetime.java8API.enabled");
        }
    }

    @Test
    void theSettingsOfSeriesAreThoseOfADataset() {
        Dataset<Row> sales = spark.createDataFrame(rows(1), ShopSales.SCHEMA);
        ForecastSpark same = SHOPS.sampling(() -> Sampling.daily()).lastRows(20).zone("Europe/Berlin");
        List<String> found = texts(
                forecast(sales, THETA + ", \"sampling\": \"daily\", \"lastRows\": 20, \"zone\": \"Europe/Berlin\""));
        assertThat(found)
                .isEqualTo(texts(same.forecastLocal(sales, spec(THETA))))
                .isNotEqualTo(texts(forecast(sales, THETA)));
    }

    @Test
    void theFieldsOfAForecastAreReadWithoutFittingTwice() {
        ShopSales.dataset(spark, ShopSales.series(3, 40, 33), 1).createOrReplaceTempView("sales_of_test");
        Dataset<Row> fields = spark.sql("SELECT shop, f[0].point, f[6].quantiles[0.9], f[0].status FROM (SELECT shop,"
                + " forecast(day, sales, '{" + THETA + "}') AS f FROM sales_of_test GROUP BY shop)"
                + " WHERE f[0].status = 'OK'");
        assertThat(fields.collectAsList()).hasSize(3).noneMatch(row -> row.anyNull());
        assertThat(fields.queryExecution().optimizedPlan().toString().split("forecast\\(", -1))
                .hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "day, sales | found 2 arguments",
                "day, sales, NULL | found NULL",
                "day, sales, CAST(NULL AS STRING) | found NULL",
                "day, sales, 7 | as a constant text, found 7",
                "day, sales, shop | as a constant text, found sales_of_test.shop",
                "day, sales, 'ets' | found 'ets': Unrecognized token",
                "day, sales, '[]' | found '[]'",
                "day, sales, '{\"model\": \"best\", \"horizon\": 7}' | unknown model 'best', none of [ets, theta,",
                "day, sales, '{\"model\": \"ets\"}' | no whole number 'horizon'",
                "day, sales, '{\"model\": \"ets\", \"horizon\": 7, \"column\": \"sales\"}' | leave it out",
                "day, sales, '{\"model\": \"ets\", \"horizon\": 7, \"lastRows\": \"9\"}' | whole number 'lastRows'",
                "day, sales, '{\"model\": \"ets\", \"horizon\": 7, \"sampling\": \"often\"}' | found 'often'",
                "day, sales, '{\"model\": \"ets\", \"horizon\": 7, \"samplng\": \"daily\"}' | found 'samplng', none of [model, horizon,",
                "day, sales, '{\"model\": \"ets\", \"horizon\": 7, \"zone\": \"Mars\"}' | no time zone 'Mars'",
                "day, sales, '{\"model\": \"ets\", \"horizon\": 7, \"lookback\": 7}' | 'lookback', of no use",
                "shop, sales, '{\"model\": \"ets\", \"horizon\": 7}' | the column 'shop' should hold times",
                "day, shop, '{\"model\": \"ets\", \"horizon\": 7}' | the column 'shop' should hold numbers"
            })
    void aWrongCallIsRefusedBeforeAnythingRuns(String arguments, String message) {
        ShopSales.dataset(spark, ShopSales.series(1, 3, 34), 1).createOrReplaceTempView("sales_of_test");
        assertThatThrownBy(() -> spark.sql("SELECT forecast(" + arguments + ") FROM sales_of_test GROUP BY shop"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aGroupWithoutAKeyIsForecast() {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            rows.add(RowFactory.create(null, i * ShopSales.DAY, (double) (i % 7)));
        }
        Dataset<Row> forecasts = forecast(spark.createDataFrame(rows, ShopSales.SCHEMA), THETA);
        assertThat(forecasts.filter("id IS NULL AND status = 'OK'").count()).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "forecast(DISTINCT day, sales, '{%s}') FROM sales_of_test GROUP BY shop",
                "forecast(day, sales, '{%s}') FILTER (WHERE sales > 0) FROM sales_of_test GROUP BY shop",
                "forecast(day, sales, '{%s}') OVER (PARTITION BY shop) FROM sales_of_test"
            })
    void whatOnlySparksOwnAggregatesCanDoIsRefused(String query) {
        ShopSales.dataset(spark, ShopSales.series(1, 40, 37), 1).createOrReplaceTempView("sales_of_test");
        assertThatThrownBy(() -> spark.sql("SELECT " + String.format(query, THETA)))
                .isInstanceOf(AnalysisException.class);
    }

    @Test
    void aSessionThatHasStartedTakesTheFunctionLater() {
        SparkSession late = spark.newSession();
        FunctionRegistry registry = late.sessionState().functionRegistry();
        for (FunctionIdentifier function : CollectionConverters.asJava(registry.listFunction())) {
            if (function.funcName().equals("forecast")) {
                registry.dropFunction(function);
            }
        }
        ShopSales.dataset(late, ShopSales.series(2, 40, 35), 1).createOrReplaceTempView("sales_of_test");
        String query = "SELECT shop, inline(forecast(day, sales, '{" + THETA + "}')) FROM sales_of_test GROUP BY shop";
        assertThatThrownBy(() -> late.sql(query)).hasMessageContaining("`forecast`");
        ForecastSparkExtensions.register(late);
        assertThat(late.sql(query).filter("status = 'OK'").count()).isEqualTo(14);
        assertThat(spark.sql("DESCRIBE FUNCTION forecast").collectAsList().toString())
                .contains("forecast(time, values, settings)");
    }

    @Test
    void theStatementOfTheDocumentationRuns() throws IOException {
        String page = Files.readString(Path.of("../../docs/scale.md"));
        Matcher statement =
                Pattern.compile("```sql\n(.*?);\n```", Pattern.DOTALL).matcher(page);
        assertThat(statement.find()).isTrue();
        ShopSales.dataset(spark, ShopSales.series(4, 60, 36), 1).createOrReplaceTempView("sales");
        Dataset<Row> forecasts = spark.sql(statement.group(1));
        assertThat(forecasts.columns())
                .containsExactly("shop", "step", "time", "point", "quantiles", "status", "reason");
        assertThat(forecasts.filter("status = 'OK'").count()).isEqualTo(4 * 14);
    }
}
