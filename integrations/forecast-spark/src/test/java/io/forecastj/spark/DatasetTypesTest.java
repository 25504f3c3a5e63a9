package io.forecastj.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.FitListener;
import io.forecastj.Forecaster;
import io.forecastj.InsufficientHistoryException;
import io.forecastj.Predictor;
import io.forecastj.Sampling;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.WalkForward;
import io.forecastj.features.FeaturePipeline;
import io.forecastj.features.Features;
import io.forecastj.models.linear.Linear;
import io.forecastj.models.statistical.Theta;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.spark.SparkException;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Types and names of columns, ids, and datasets that are empty or wrong as a whole. */
class DatasetTypesTest {
    private static final ForecastSpark SHOPS =
            ForecastSpark.of("shop", "day", "sales").sampling(() -> Sampling.daily());

    private static SparkSession spark;

    @BeforeAll
    static void start() {
        spark = SparkRuns.local();
    }

    @AfterEach
    void usualTimeZone() {
        spark.conf().unset("spark.sql.session.timeZone");
    }

    private static SerializableSupplier<Forecaster> theta(String column) {
        return () -> Theta.forecaster().column(column).horizon(7).build();
    }

    private static List<String> alone(List<TimeSeries> series) {
        return SparkRuns.forecasts(series.stream()
                .map(one -> {
                    try (Predictor predictor = theta("sales").get().fit(one)) {
                        return predictor.predict(one);
                    }
                })
                .toList());
    }

    /** Series of whole numbers, which all types of columns hold. */
    private static List<TimeSeries> whole(int count) {
        return ShopSales.series(count, 30, 1).stream()
                .map(one -> {
                    TimeSeries.Builder builder =
                            TimeSeries.builder("sales").id(one.id()).sampling(Sampling.daily());
                    for (int i = 0; i < one.length(); i++) {
                        builder.add(one.timestamp(i), Math.rint(one.value(i, 0)));
                    }
                    return builder.build();
                })
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tinyint", "smallint", "int", "bigint", "float", "decimal(9,2)", "decimal(38,10)"})
    void numbersOfAllTypesAreReadAsDoubles(String type) {
        List<TimeSeries> series = whole(2);
        Dataset<Row> rows = ShopSales.dataset(spark, series, 1)
                .withColumn("sales", functions.col("sales").cast(type));
        assertThat(SparkRuns.forecasts(SHOPS.forecastLocal(rows, theta("sales"))))
                .isEqualTo(alone(series));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "America/New_York", "Pacific/Apia"})
    void timesWithoutAZoneAreReadAsInUtcWhateverTheSessionsZoneIs(String zone) {
        spark.conf().set("spark.sql.session.timeZone", zone);
        List<String> texts = List.of(
                "1969-12-31 23:59:59.9995",
                "1900-01-01 00:00:00",
                "1970-01-01 00:00:00",
                "2024-03-10 02:30:00.123456",
                "2011-12-30 12:00:00",
                "2024-11-03 01:30:00");
        long[] expected = {-1, -2_208_988_800_000L, 0, 1_710_037_800_123L, 1_325_246_400_000L, 1_730_597_400_000L};
        Dataset<Row> rows = spark.createDataset(texts, Encoders.STRING())
                .select(
                        functions.lit("a").as("shop"),
                        functions.col("value").cast(DataTypes.TimestampNTZType).as("day"),
                        functions.lit(1.0).as("sales"));
        List<Long> found = DatasetLayout.of("shop", "day", "sales").select(rows).collectAsList().stream()
                .map(row -> row.getLong(DatasetLayout.TIME))
                .toList();
        assertThat(found)
                .containsExactlyElementsOf(Arrays.stream(expected).boxed().toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"string", "int", "double"})
    void timesOfOtherTypesAreRefused(String type) {
        Dataset<Row> rows = ShopSales.dataset(spark, whole(1), 1)
                .withColumn("day", functions.col("day").divide(ShopSales.DAY).cast(type));
        assertThatThrownBy(() -> SHOPS.fitLocal(rows, theta("sales")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'day' should hold times")
                .hasMessageContaining("found " + type.toUpperCase(Locale.ROOT) + "; cast it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"model", "reason", "id", "time", "shop.name", "shop `no`", "Größe", "__time", "__value0"})
    void anyNameOfAColumnMayBeTheIds(String name) {
        List<TimeSeries> series = whole(3);
        Dataset<Row> rows = ShopSales.dataset(spark, series, 1)
                .withColumnRenamed("shop", name)
                .withColumnRenamed("day", "a.day")
                .withColumnRenamed("sales", "sales, net");
        ForecastSpark shops = ForecastSpark.of(name, "a.day", "sales, net").sampling(() -> Sampling.daily());
        Dataset<Row> forecasts = shops.predict(rows, shops.fitLocal(rows, theta("sales, net")))
                .withColumn("target", functions.lit("sales"));
        assertThat(SparkRuns.forecasts(forecasts)).isEqualTo(alone(series));
    }

    @Test
    void anyTextMayBeAnId() {
        List<String> ids =
                List.of("", " ", "null", "a/b\\c", "a'b\"c`d", "a\nb\tc", "\u0000", "日本", "😀", "%2F..", "A", "a");
        List<TimeSeries> series = new ArrayList<>();
        for (int s = 0; s < ids.size(); s++) {
            TimeSeries one = ShopSales.one(s, 30, 1);
            TimeSeries.Builder builder =
                    TimeSeries.builder("sales").id(ids.get(s)).sampling(Sampling.daily());
            for (int i = 0; i < one.length(); i++) {
                builder.add(one.timestamp(i), one.value(i, 0));
            }
            series.add(builder.build());
        }
        Dataset<Row> rows = ShopSales.dataset(spark, series, 1);
        Dataset<Row> forecasts = SHOPS.predict(rows, SHOPS.fitLocal(rows, theta("sales")));
        assertThat(SparkRuns.forecasts(forecasts)).isEqualTo(alone(series));
    }

    @ParameterizedTest
    @ValueSource(strings = {"int", "bigint"})
    void aNullAmongNumbersAsIdsIsAFailedRow(String type) {
        Column number = functions.substring(functions.col("shop"), 6, 9).cast(type);
        Dataset<Row> rows = ShopSales.dataset(spark, whole(3), 1)
                .withColumn("shop", functions.when(functions.col("shop").notEqual("shop-1"), number));
        Dataset<Row> models = SHOPS.fitLocal(rows, theta("sales"));
        assertThat(texts(models.filter("status = 'FAILED'").select("id", "reason")))
                .hasSize(1)
                .allMatch(text -> text.startsWith("[null,InvalidSeriesException") && text.contains("the id is null"));
        assertThat(SHOPS.predict(rows, models).filter("status = 'OK'").count()).isEqualTo(2 * 7);
        assertThat(SHOPS.predict(rows, models).filter("id IS NULL").count()).isEqualTo(1);
    }

    private static List<String> texts(Dataset<Row> rows) {
        return rows.collectAsList().stream().map(Row::toString).collect(Collectors.toList());
    }

    @Test
    void anEmptyDatasetGivesEmptyResults() {
        Dataset<Row> none = spark.createDataFrame(List.of(), ShopSales.SCHEMA);
        Dataset<Row> models = SHOPS.fitLocal(none, theta("sales"));
        assertThat(models.count()).isZero();
        assertThat(SHOPS.forecastLocal(none, theta("sales")).count()).isZero();
        assertThat(SHOPS.predict(none, models).count()).isZero();
        Dataset<Row> scores = SHOPS.backtest(none, () -> WalkForward.expanding(10), List.of(theta("sales")));
        assertThat(ForecastSpark.scores(scores)).isEmpty();
        assertThatThrownBy(() -> SHOPS.fitGlobal(
                        none,
                        () -> GlobalFit.builder()
                                .features(FeaturePipeline.of(Features.lag("sales", 1)))
                                .target(Target.level("sales"))
                                .horizon(1)
                                .build(),
                        FitListener.NONE))
                .isInstanceOf(InsufficientHistoryException.class)
                .hasMessage("no series gives an example");
    }

    @Test
    void whatIsWrongForAllSeriesIsRefusedAtOnce() {
        Dataset<Row> rows = ShopSales.dataset(spark, whole(2), 1);
        SerializableSupplier<Forecaster> other = theta("sold");
        String message = "'theta' needs the column 'sold', which is none of the value columns [sales]";
        assertThatThrownBy(() -> SHOPS.fitLocal(rows, other)).hasMessage(message);
        assertThatThrownBy(() -> SHOPS.forecastLocal(rows, other)).hasMessage(message);
        assertThatThrownBy(() -> SHOPS.backtest(rows, () -> WalkForward.expanding(10), List.of(other)))
                .hasMessage(message);
        assertThatThrownBy(() ->
                        SHOPS.backtest(rows, () -> WalkForward.expanding(10), List.of(theta("sales"), theta("sales"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found two of 'theta'");
        assertThatThrownBy(() -> SHOPS.backtest(rows, () -> WalkForward.expanding(10), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        TimeSeries sold = TimeSeries.of(
                "sold",
                ShopSales.START,
                Sampling.daily(),
                ShopSales.one(0, 30, 1).values("sales"));
        try (Predictor predictor = Linear.forecaster()
                .column("sold")
                .lookback(5)
                .horizon(3)
                .build()
                .fit(sold)) {
            assertThatThrownBy(() -> SHOPS.predict(rows, predictor))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("needs the column 'sold'");
        }
        assertThatThrownBy(() -> SHOPS.predict(rows, rows.withColumnRenamed("shop", "id")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no column 'model'");
        StructType texts = new StructType()
                .add("id", DataTypes.StringType)
                .add("model", DataTypes.StringType)
                .add("reason", DataTypes.StringType);
        assertThatThrownBy(() ->
                        SHOPS.predict(rows, spark.createDataFrame(List.of(RowFactory.create("shop-0", "", "")), texts)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'model' as BINARY");
    }

    @Test
    void aForecasterThatCannotBeMadeOnAnExecutorEndsTheJob() {
        Dataset<Row> rows = ShopSales.dataset(spark, whole(2), 1);
        SerializableSupplier<Forecaster> onDriver = () -> {
            if (TaskContext.get() != null) {
                throw new IllegalStateException("no such file here");
            }
            return theta("sales").get();
        };
        for (Dataset<Row> lazy : List.of(
                SHOPS.fitLocal(rows, onDriver),
                SHOPS.forecastLocal(rows, onDriver),
                SHOPS.backtest(rows, () -> WalkForward.expanding(10), List.of(onDriver)))) {
            assertThatThrownBy(lazy::collectAsList)
                    .isInstanceOf(SparkException.class)
                    .hasStackTraceContaining("no such file here");
        }
    }
}
