package io.forecastj.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.Forecast;
import io.forecastj.Forecaster;
import io.forecastj.Predictor;
import io.forecastj.Sampling;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.WalkForward;
import io.forecastj.backtest.Backtest;
import io.forecastj.backtest.BacktestResult;
import io.forecastj.backtest.Score;
import io.forecastj.features.FeaturePipeline;
import io.forecastj.features.Features;
import io.forecastj.models.auto.Auto;
import io.forecastj.models.auto.Preset;
import io.forecastj.models.lightgbm.LightGbm;
import io.forecastj.models.linear.Linear;
import io.forecastj.models.statistical.Arima;
import io.forecastj.models.statistical.Ets;
import io.forecastj.models.statistical.Theta;
import io.forecastj.store.ModelStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForecastSparkTest {
    private static final SerializableSupplier<Forecaster> THETA =
            () -> Theta.forecaster().column("sales").horizon(7).build();
    private static final SerializableSupplier<Forecaster> ETS =
            () -> Ets.forecaster().column("sales").horizon(7).season(7).build();
    private static final SerializableSupplier<Forecaster> AUTO = () ->
            Auto.forecaster().column("sales").horizon(7).preset(Preset.FAST).build();
    private static final SerializableSupplier<WalkForward> WINDOWS =
            () -> WalkForward.expanding(28).step(7).last(2);

    private static final ForecastSpark SHOPS =
            ForecastSpark.of("shop", "day", "sales").sampling(() -> Sampling.daily());

    private static SparkSession spark;

    @BeforeAll
    static void start() {
        spark = SparkRuns.local();
    }

    private static Dataset<Row> partitioned(List<TimeSeries> series, int partitions) {
        return ShopSales.dataset(spark, series, 5).repartition(partitions, functions.col("shop"));
    }

    private static List<Forecast> alone(List<TimeSeries> series, SerializableSupplier<Forecaster> source) {
        List<Forecast> forecasts = new ArrayList<>();
        for (TimeSeries one : series) {
            try (Predictor predictor = source.get().fit(one)) {
                forecasts.add(predictor.predict(one));
            }
        }
        return forecasts;
    }

    @Test
    void tenThousandSeriesEqualOneJvmInEveryBitOnOneTwoAndSevenPartitions() {
        List<TimeSeries> series = ShopSales.series(10_000, 28, 1);
        List<String> expected = SparkRuns.forecasts(alone(series, THETA));
        for (int partitions : new int[] {1, 2, 7}) {
            List<String> found = SparkRuns.forecasts(SHOPS.forecastLocal(partitioned(series, partitions), THETA));
            assertThat(found.equals(expected)).as(partitions + " partitions").isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7})
    void modelsThatWereWrittenAsParquetForecastAsInOneJvm(int partitions, @TempDir Path folder) {
        List<TimeSeries> series = ShopSales.series(150, 56, 2);
        Dataset<Row> rows = partitioned(series, partitions);
        String models = folder.resolve("models").toString();
        SHOPS.fitLocal(rows, ETS).write().parquet(models);
        Dataset<Row> forecasts = SHOPS.predict(rows, spark.read().parquet(models));
        assertThat(SparkRuns.forecasts(forecasts)).isEqualTo(SparkRuns.forecasts(alone(series, ETS)));
    }

    @Test
    void theAutomaticForecasterEqualsOneJvm() {
        List<TimeSeries> series = ShopSales.series(20, 70, 3);
        assertThat(SparkRuns.forecasts(SHOPS.forecastLocal(partitioned(series, 3), AUTO)))
                .isEqualTo(SparkRuns.forecasts(alone(series, AUTO)));
    }

    @Test
    void nativeTrainingInTasksSideBySideEqualsOneJvm() {
        SerializableSupplier<Forecaster> trees = () -> LightGbm.forecaster(
                        LightGbm.parameters().rounds(5).leaves(4).build())
                .target(Target.difference("sales", 1))
                .features(FeaturePipeline.of(Features.lag("sales", 1), Features.lag("sales", 7)))
                .horizon(7)
                .build();
        List<TimeSeries> series = ShopSales.series(12, 60, 16);
        Dataset<Row> rows = partitioned(series, 4);
        List<String> expected = SparkRuns.forecasts(alone(series, trees));
        assertThat(SparkRuns.forecasts(SHOPS.forecastLocal(rows, trees))).isEqualTo(expected);
        assertThat(SparkRuns.forecasts(SHOPS.predict(rows, SHOPS.fitLocal(rows, trees))))
                .isEqualTo(expected);
    }

    @Test
    void modelsTakeTheRowsThatCameAfterTheirFit() {
        List<TimeSeries> series = ShopSales.series(20, 60, 4);
        List<Forecast> expected = new ArrayList<>();
        for (TimeSeries one : series) {
            try (Predictor predictor = ETS.get().fit(one.head(50))) {
                expected.add(predictor.predict(one));
            }
        }
        List<TimeSeries> first = series.stream().map(one -> one.head(50)).toList();
        Dataset<Row> models = SHOPS.fitLocal(ShopSales.dataset(spark, first, 1), ETS);
        assertThat(SparkRuns.forecasts(SHOPS.predict(ShopSales.dataset(spark, series, 2), models)))
                .isEqualTo(SparkRuns.forecasts(expected));
    }

    @Test
    void onePredictorOfAllSeriesIsLoadedOnceAndForecastsAsInOneJvm(@TempDir Path folder) {
        List<TimeSeries> series = ShopSales.series(100, 60, 5);
        Forecaster linear =
                Linear.forecaster().column("sales").lookback(14).horizon(7).build();
        try (Predictor predictor = linear.fit(series)) {
            List<String> expected = SparkRuns.forecasts(predictor.predictAll(series));
            assertThat(SparkRuns.forecasts(SHOPS.predict(partitioned(series, 7), predictor)))
                    .isEqualTo(expected);
            int loaded = LoadedPredictors.size();

            ModelStore store = ModelStore.open(folder.resolve("store"));
            int version = store.model("sales").publish(predictor).number();
            store.model("sales").promote("production", version);
            Dataset<Row> byAlias = SHOPS.predict(partitioned(series, 2), store.model("sales"), "production");
            assertThat(SparkRuns.forecasts(byAlias)).isEqualTo(expected);
            assertThat(LoadedPredictors.size()).isEqualTo(loaded);
        }
    }

    @Test
    void aSeriesThatFailsIsARowAndTheOthersAreAsWithoutIt() {
        List<TimeSeries> good = ShopSales.series(5, 40, 6);
        List<Row> rows = new ArrayList<>(ShopSales.rows(good, 6));
        // two rows at one time, none but missing values, a null time, a null id
        rows.add(RowFactory.create("twice", 0L, 1.0));
        rows.add(RowFactory.create("twice", 0L, 2.0));
        rows.add(RowFactory.create("empty", 0L, null));
        rows.add(RowFactory.create("timeless", null, 1.0));
        rows.add(RowFactory.create(null, 0L, 1.0));
        rows.add(RowFactory.create("infinite", 0L, Double.POSITIVE_INFINITY));
        Dataset<Row> dataset = spark.createDataFrame(rows, ShopSales.SCHEMA);
        SparkProgress progress = SparkProgress.of(spark, "fit");

        Dataset<Row> models = SHOPS.progress(progress).fitLocal(dataset, ETS).cache();
        Map<String, String> failed = new TreeMap<>();
        for (Row row : models.filter("status = 'FAILED'").collectAsList()) {
            assertThat(row.isNullAt(1)).isTrue();
            failed.put(String.valueOf(row.get(0)), row.getString(5));
        }
        assertThat(failed.keySet()).containsExactly("empty", "infinite", "null", "timeless", "twice");
        assertThat(failed.get("twice")).contains("InvalidSeriesException");
        assertThat(failed.get("timeless")).contains("the time of a row is null");
        assertThat(progress.series()).isEqualTo(10);
        assertThat(progress.failed()).isEqualTo(5);
        assertThat(progress.rows()).isEqualTo(rows.size());

        Dataset<Row> forecasts = SHOPS.predict(dataset, models);
        assertThat(SparkRuns.forecasts(forecasts.filter("status <> 'FAILED'")))
                .isEqualTo(SparkRuns.forecasts(alone(good, ETS)));
        assertThat(SparkRuns.forecasts(forecasts.filter("status = 'FAILED'"))).hasSize(5);
        models.unpersist();
    }

    @Test
    void aSeriesWithMissingValuesIsForecastAndItsStatusSaysSo() {
        TimeSeries whole = ShopSales.one(1, 40, 7);
        TimeSeries.Builder builder = TimeSeries.builder("sales").id("holes").sampling(Sampling.daily());
        for (int i = 0; i < whole.length(); i++) {
            builder.add(whole.timestamp(i), i % 9 == 3 || i == 39 ? Double.NaN : whole.value(i, 0));
        }
        List<TimeSeries> series = List.of(builder.build(), whole);
        List<String> found = SparkRuns.forecasts(SHOPS.forecastLocal(ShopSales.dataset(spark, series, 7), ETS));
        assertThat(found).isEqualTo(SparkRuns.forecasts(alone(series, ETS)));
        assertThat(found.get(0)).startsWith("holes").contains("DEGRADED");
    }

    @Test
    void aForecasterThatThrowsOnOneSeriesDoesNotEndTheJob() {
        List<TimeSeries> series = ShopSales.series(4, 40, 8);
        Dataset<Row> forecasts = SHOPS.forecastLocal(
                ShopSales.dataset(spark, series, 8), () -> new ThrowingForecaster(THETA.get(), ShopSales.id(2)));
        List<String> found = SparkRuns.forecasts(forecasts);
        assertThat(found).hasSize(3 * 7 + 1).contains("shop-2 FAILED ArithmeticException: not this one");
    }

    @Test
    void aHugeSeriesIsCutWhileItIsReadOrRefusedWithItsLimit() {
        int rows = 300_000;
        Dataset<Row> huge = spark.range(rows)
                .select(
                        functions.lit("huge").as("shop"),
                        functions.col("id").multiply(ShopSales.DAY).as("day"),
                        functions.col("id").mod(7).cast(DataTypes.DoubleType).as("sales"))
                .union(ShopSales.dataset(spark, ShopSales.series(3, 40, 9), 9));
        List<String> cut = SparkRuns.forecasts(SHOPS.lastRows(35).forecastLocal(huge, ETS));
        assertThat(cut).hasSize(4 * 7).noneMatch(row -> row.contains("FAILED"));
        TimeSeries.Builder last = TimeSeries.builder("sales").id("huge").sampling(Sampling.daily());
        for (int i = rows - 35; i < rows; i++) {
            last.add(i * ShopSales.DAY, i % 7);
        }
        assertThat(cut).containsAll(SparkRuns.forecasts(alone(List.of(last.build()), ETS)));

        List<String> refused = SparkRuns.forecasts(SHOPS.mostRows(1_000).forecastLocal(huge, THETA));
        assertThat(refused).hasSize(3 * 7 + 1);
        assertThat(refused.get(0)).startsWith("huge FAILED").contains("more than 1000 rows");
    }

    @Test
    void aDatasetThatIsPartitionedByTheIdIsNotMoved() {
        List<TimeSeries> series = ShopSales.series(10, 30, 10);
        Dataset<Row> moved = ShopSales.dataset(spark, series, 10);
        assertThat(plan(SHOPS.forecastLocal(moved, THETA))).contains("Exchange");

        // the partitioning is known without the rows of the plan that made it
        Dataset<Row> known = partitioned(series, 3).cache();
        known.count();
        assertThat(plan(SHOPS.forecastLocal(known, THETA))).doesNotContain("Exchange hashpartitioning");
        Dataset<Row> models = SHOPS.fitLocal(known, THETA);
        assertThat(plan(models)).doesNotContain("Exchange hashpartitioning");
        known.unpersist();

        spark.sql("DROP TABLE IF EXISTS bucketed");
        moved.write().bucketBy(4, "shop").sortBy("shop", "day").saveAsTable("bucketed");
        Dataset<Row> bucketed = spark.table("bucketed");
        assertThat(plan(SHOPS.fitLocal(bucketed, THETA))).doesNotContain("Exchange");
        assertThat(plan(SHOPS.backtest(bucketed, WINDOWS, List.of(THETA)))).doesNotContain("Exchange");

        // nor are models with the same buckets
        spark.sql("DROP TABLE IF EXISTS bucketed_models");
        SHOPS.fitLocal(moved, THETA).write().bucketBy(4, "id").sortBy("id").saveAsTable("bucketed_models");
        Dataset<Row> forecasts = SHOPS.predict(bucketed, spark.table("bucketed_models"));
        assertThat(plan(forecasts)).doesNotContain("Exchange");
        assertThat(SparkRuns.forecasts(forecasts)).isEqualTo(SparkRuns.forecasts(alone(series, THETA)));
        spark.sql("DROP TABLE bucketed_models");
        spark.sql("DROP TABLE bucketed");
    }

    private static String plan(Dataset<Row> dataset) {
        String text = dataset.queryExecution().executedPlan().toString();
        int cached = text.indexOf("InMemoryRelation");
        return cached < 0 ? text : text.substring(0, cached);
    }

    @Test
    void knownFutureColumnsComeFromTheRowsAfterTheLastValue() {
        SerializableSupplier<Forecaster> arima = () -> Arima.forecaster()
                .column("sales")
                .regressors("price")
                .horizon(3)
                .season(1)
                .build();
        TimeSeries.Builder history =
                TimeSeries.builder("sales", "price").id("a").sampling(Sampling.daily());
        TimeSeries.Builder future = TimeSeries.builder("price").id("a").sampling(Sampling.daily());
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 53; i++) {
            double price = 10 + i % 4;
            if (i < 50) {
                double sales = 100 - 3 * price + (i * 7919 % 13) / 13.0;
                history.add(i * ShopSales.DAY, sales, price);
                rows.add(RowFactory.create("a", i * ShopSales.DAY, sales, price));
            } else {
                future.add(i * ShopSales.DAY, price);
                rows.add(RowFactory.create("a", i * ShopSales.DAY, null, price));
            }
        }
        Collections.reverse(rows);
        Dataset<Row> dataset = spark.createDataFrame(rows, ShopSales.SCHEMA.add("price", DataTypes.DoubleType));
        ForecastSpark shops = ForecastSpark.of("shop", "day", "sales", "price")
                .knownFuture("price")
                .sampling(() -> Sampling.daily());
        List<String> expected;
        try (Predictor predictor = arima.get().fit(history.build())) {
            expected = SparkRuns.forecasts(List.of(predictor.predict(history.build(), future.build())));
        }
        assertThat(SparkRuns.forecasts(shops.forecastLocal(dataset, arima))).isEqualTo(expected);
        assertThat(SparkRuns.forecasts(shops.lastRows(50).forecastLocal(dataset, arima)))
                .isEqualTo(expected);
        assertThat(SparkRuns.forecasts(shops.predict(dataset, shops.fitLocal(dataset, arima))))
                .isEqualTo(expected);
    }

    @Test
    void scoresEqualThoseOfOneBacktestInEveryBitOnAnyPartitions() {
        List<TimeSeries> series = ShopSales.series(60, 56, 11);
        BacktestResult together = Backtest.on(series)
                .windows(WINDOWS.get())
                .compare(ETS.get(), THETA.get())
                .run();
        for (int partitions : new int[] {1, 2, 7}) {
            List<MergedScore> scores =
                    ForecastSpark.scores(SHOPS.backtest(partitioned(series, partitions), WINDOWS, List.of(ETS, THETA)));
            assertThat(scores).hasSameSizeAs(together.scores());
            for (MergedScore score : scores) {
                Score expected = together.scores(score.model()).overall();
                assertThat(values(score))
                        .as(score.model() + " on " + partitions + " partitions")
                        .containsExactly(
                                expected.pairs(),
                                expected.mae(),
                                expected.rmse(),
                                expected.bias(),
                                expected.smape(),
                                expected.mase(),
                                expected.rmsse(),
                                expected.skill());
            }
        }
    }

    private static double[] values(MergedScore score) {
        return new double[] {
            score.pairs(),
            score.mae(),
            score.rmse(),
            score.bias(),
            score.smape(),
            score.mase(),
            score.rmsse(),
            score.skill()
        };
    }

    @Test
    void collectedForecastsGiveTheScoresOfOneBacktestInEveryBit() {
        List<TimeSeries> series = ShopSales.series(30, 56, 12);
        Dataset<Row> forecasts = SHOPS.backtestForecasts(partitioned(series, 3), WINDOWS, List.of(ETS, THETA));
        BacktestResult found = Backtest.score(ForecastSpark.forecastRows(forecasts), series);
        BacktestResult expected = Backtest.on(series)
                .windows(WINDOWS.get())
                .compare(ETS.get(), THETA.get())
                .run();
        assertThat(ForecastSpark.forecastRows(forecasts).stream()
                        .filter(row -> !row.model().contains("naive"))
                        .toList())
                .containsExactlyInAnyOrderElementsOf(expected.rows()
                        .filter(row -> !row.model().contains("naive"))
                        .toList());
        for (String model : List.of("ets", "theta", "naive")) {
            assertThat(found.scores(model).overall().mae())
                    .isEqualTo(expected.scores(model).overall().mae());
            assertThat(found.scores(model).overall().rmse())
                    .isEqualTo(expected.scores(model).overall().rmse());
            assertThat(found.scores(model).overall().skill())
                    .isEqualTo(expected.scores(model).overall().skill());
        }
    }

    @Test
    void aSeriesThatIsTooShortForABacktestIsARow() {
        List<TimeSeries> series = List.of(ShopSales.one(0, 56, 13), ShopSales.one(1, 12, 13));
        Dataset<Row> scores = SHOPS.backtest(ShopSales.dataset(spark, series, 1), WINDOWS, List.of(THETA));
        List<Row> failed = scores.filter("status = 'FAILED'").collectAsList();
        assertThat(failed).hasSize(1);
        assertThat(failed.get(0).getString(0)).isEqualTo("shop-1");
        assertThat(ForecastSpark.scores(scores))
                .allMatch(score -> score.series() == 1 && score.failedSeries() == 1 && score.failedOrigins() == 0);
        assertThat(ForecastSpark.scores(scores).stream().map(MergedScore::model))
                .contains("naive", "seasonal-naive", "theta");
    }

    @Test
    void aNativeLibraryThatAnExecutorLacksEndsTheJob() {
        Dataset<Row> rows = ShopSales.dataset(spark, ShopSales.series(3, 56, 13), 1);
        SerializableSupplier<Forecaster> unlinked = () -> new UnlinkedForecaster(THETA.get());
        for (Dataset<Row> made : List.of(
                SHOPS.fitLocal(rows, unlinked),
                SHOPS.forecastLocal(rows, unlinked),
                SHOPS.backtest(rows, WINDOWS, List.of(ETS, unlinked)))) {
            assertThatThrownBy(made::collectAsList).hasRootCauseInstanceOf(UnsatisfiedLinkError.class);
        }
    }

    @Test
    void timesAndIdsOfOtherTypesAreReadAndStrangeOnesRefused() {
        List<TimeSeries> series = ShopSales.series(2, 30, 14);
        List<String> expected = SparkRuns.forecasts(alone(series, THETA));
        Dataset<Row> rows = ShopSales.dataset(spark, series, 1);
        Dataset<Row> stamps = rows.withColumn("day", functions.timestamp_millis(functions.col("day")));
        assertThat(SparkRuns.forecasts(SHOPS.forecastLocal(stamps, THETA))).isEqualTo(expected);
        spark.conf().set("spark.sql.session.timeZone", "America/New_York");
        Dataset<Row> dates = rows.withColumn(
                "day",
                functions.date_from_unix_date(
                        functions.col("day").divide(ShopSales.DAY).cast("int")));
        assertThat(SparkRuns.forecasts(SHOPS.forecastLocal(dates, THETA))).isEqualTo(expected);
        spark.conf().unset("spark.sql.session.timeZone");
        spark.conf().set("spark.sql.datetime.java8API.enabled", "true");
        assertThat(SHOPS.forecastLocal(stamps, THETA).count()).isEqualTo(14);
        spark.conf().unset("spark.sql.datetime.java8API.enabled");

        Dataset<Row> numbers = rows.withColumn(
                "shop", functions.substring(functions.col("shop"), 6, 9).cast("int"));
        assertThat(SHOPS.forecastLocal(numbers, THETA).filter("id = 1").count()).isEqualTo(7);

        Dataset<Row> texts = rows.withColumn("sales", functions.col("sales").cast("string"));
        assertThatThrownBy(() -> SHOPS.forecastLocal(texts, THETA))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the column 'sales' should hold numbers, found STRING");
        assertThatThrownBy(() -> SHOPS.forecastLocal(rows.withColumnRenamed("sales", "sold"), THETA))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has no column 'sales'; it has [shop, day, sold]");
        assertThatThrownBy(() -> SHOPS.predict(numbers, SHOPS.fitLocal(rows, THETA)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the ids of the series are INT and those of the models STRING");
        assertThatThrownBy(() -> ForecastSpark.of("shop", "day")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SHOPS.knownFuture("price")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aSeriesWithoutAModelOrWithTwoIsARow() {
        List<TimeSeries> series = ShopSales.series(3, 30, 15);
        Dataset<Row> rows = ShopSales.dataset(spark, series, 1);
        Dataset<Row> models = SHOPS.fitLocal(rows, THETA);
        Dataset<Row> some = models.filter("id <> 'shop-0'").union(models.filter("id = 'shop-1'"));
        List<String> found = SparkRuns.forecasts(SHOPS.predict(rows, some));
        assertThat(found).hasSize(7 + 2);
        assertThat(found.get(0)).startsWith("shop-0 FAILED").contains("found none");
        assertThat(found.get(1)).startsWith("shop-1 FAILED").contains("found several");
    }
}
