package io.forecastj.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.FitListener;
import io.forecastj.Forecast;
import io.forecastj.InsufficientHistoryException;
import io.forecastj.Predictor;
import io.forecastj.Sampling;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.features.FeaturePipeline;
import io.forecastj.features.Features;
import io.forecastj.models.lightgbm.LightGbm;
import io.forecastj.models.regression.Strategy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GlobalFitTest {
    private static final ForecastSpark SHOPS =
            ForecastSpark.of("shop", "day", "sales").sampling(() -> Sampling.daily());

    private static final AtomicInteger READS = new AtomicInteger();

    private static SparkSession spark;

    @BeforeAll
    static void start() {
        spark = SparkRuns.local();
    }

    private static FeaturePipeline features() {
        return FeaturePipeline.of(
                Features.lag("sales", 1),
                Features.lag("sales", 7),
                Features.parse("mean(sales,7)"),
                Features.parse("dayOfWeek()"));
    }

    private static GlobalFit.Builder recipe(Strategy strategy) {
        return GlobalFit.builder()
                .features(features())
                .target(Target.difference("sales", 1))
                .strategy(strategy)
                .horizon(5)
                // bags of rows depend on the order of the examples
                .parameters(LightGbm.parameters()
                        .rounds(20)
                        .leaves(7)
                        .bagging(0.7, 1)
                        .build());
    }

    @ParameterizedTest
    @EnumSource(
            value = Strategy.class,
            names = {"RECURSIVE", "DIRECT_SHARED"})
    void aGlobalModelEqualsThatOfOneJvmInEveryBitOnAnyPartitions(Strategy strategy) {
        List<TimeSeries> series = new ArrayList<>(ShopSales.series(40, 50, 1));
        series.add(ShopSales.one(99, 3, 1));
        series.sort(Comparator.comparing(TimeSeries::id));
        List<String> expected = new ArrayList<>();
        try (Predictor alone = LightGbm.forecaster(recipe(strategy).build().parameters())
                .target(Target.difference("sales", 1))
                .features(features())
                .strategy(strategy)
                .horizon(5)
                .shrinkage(false)
                .build()
                .fit(series)) {
            for (TimeSeries one : series.subList(0, 40)) {
                expected.addAll(points(alone.predict(one)));
            }
        }
        for (int partitions : new int[] {1, 2, 7}) {
            Dataset<Row> rows = ShopSales.dataset(spark, series, 1).repartition(partitions, functions.col("shop"));
            List<String> found = new ArrayList<>();
            try (Predictor global = SHOPS.fitGlobal(rows, () -> recipe(strategy).build(), FitListener.NONE)) {
                for (TimeSeries one : series.subList(0, 40)) {
                    found.addAll(points(global.predict(one)));
                }
            }
            assertThat(found).as(partitions + " partitions").isEqualTo(expected);
        }
    }

    private static List<String> points(Forecast forecast) {
        List<String> points = new ArrayList<>();
        for (int step : forecast.steps()) {
            points.add(forecast.seriesId() + " " + step + " " + forecast.point(step));
        }
        return points;
    }

    @Test
    void aSampleDependsOnIdsAndPlacesOnly() {
        List<TimeSeries> series = ShopSales.series(40, 50, 2);
        List<List<String>> found = new ArrayList<>();
        for (int partitions : new int[] {1, 7}) {
            Dataset<Row> rows =
                    ShopSales.dataset(spark, series, partitions).repartition(partitions, functions.col("shop"));
            try (Predictor global = SHOPS.fitGlobal(
                    rows, () -> recipe(Strategy.RECURSIVE).sample(0.3, 5).build(), FitListener.NONE)) {
                found.add(points(global.predict(series.get(0))));
            }
        }
        assertThat(found.get(0)).isEqualTo(found.get(1));
        int drawn = 0;
        GlobalFit recipe = recipe(Strategy.RECURSIVE).sample(0.3, 5).build();
        for (int i = 0; i < 10_000; i++) {
            drawn += SeriesExamples.drawn(recipe, "shop-" + i % 100, i / 100) ? 1 : 0;
        }
        assertThat(drawn).isBetween(2_800, 3_200);
    }

    @Test
    void moreNumbersThanTheDriverTakesAreRefusedWithAShareThatFits() {
        Dataset<Row> rows = ShopSales.dataset(spark, ShopSales.series(10, 50, 3), 3);
        assertThatThrownBy(() -> SHOPS.fitGlobal(
                        rows, () -> recipe(Strategy.RECURSIVE).mostNumbers(500).build(), FitListener.NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the driver takes at most 500 numbers, found ")
                .hasMessageContaining("examples of 4 inputs; draw a share of about 0.");
    }

    @Test
    void aDatasetThatIsNotTheSameTheSecondTimeIsRefused() {
        for (int change : new int[] {-1, 1}) {
            READS.set(0);
            Dataset<Row> examples = spark.range(1)
                    .map(
                            (MapFunction<Long, Row>) id -> {
                                // the first example, then the count, then the numbers
                                int count = READS.incrementAndGet() < 3 ? 10 : 10 + change;
                                byte[] numbers = new byte[count * 2 * Double.BYTES];
                                return RowFactory.create("a", count, new String[] {"x"}, numbers, SeriesTask.OK, "");
                            },
                            Encoders.row(SeriesExamples.SCHEMA));
            GlobalFit recipe = recipe(Strategy.RECURSIVE).build();
            assertThatThrownBy(() -> GlobalTraining.collect(examples, recipe))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("gave 10 examples at first, and " + (change < 0 ? "9" : "more"));
        }
    }

    @Test
    void seriesWithoutAnExampleAreNamedWithTheReason() {
        Dataset<Row> rows = ShopSales.dataset(spark, ShopSales.series(2, 4, 4), 4);
        assertThatThrownBy(() ->
                        SHOPS.fitGlobal(rows, () -> recipe(Strategy.RECURSIVE).build(), FitListener.NONE))
                .isInstanceOf(InsufficientHistoryException.class)
                .hasMessageContaining("no series gives an example; of 'shop-0': InsufficientHistoryException");
    }
}
