package io.forecastj.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.Baselines;
import io.forecastj.Predictor;
import io.forecastj.store.ModelStore;
import io.forecastj.store.StoredModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import py4j.reflection.MethodInvoker;
import py4j.reflection.ReflectionEngine;

/** The calls of docs/scale.md for Python, found by the reflection of the gateway that PySpark talks to. */
class GatewayTest {
    private static final ReflectionEngine ENGINE = new ReflectionEngine();

    private static SparkSession spark;

    @BeforeAll
    static void start() {
        spark = SparkRuns.local();
    }

    private static Object call(Object on, String method, Object... arguments) {
        MethodInvoker found = on instanceof Class<?> type
                ? ENGINE.getMethod(type.getName(), method, arguments)
                : ENGINE.getMethod(on, method, arguments);
        return ENGINE.invoke(on, found, arguments);
    }

    @SuppressWarnings("unchecked")
    private static Dataset<Row> rows(Object on, String method, Object... arguments) {
        return (Dataset<Row>) call(on, method, arguments);
    }

    @Test
    void everyVerbIsCalledWithTextsNumbersAndLists(@TempDir Path folder) {
        Dataset<Row> rows = ShopSales.dataset(spark, ShopSales.series(3, 56, 1), 1);
        Object named = call(ForecastSpark.class, "of", "shop", "day", new String[] {"sales"});
        Object shops = call(named, "sampling", call(TextSettings.class, "sampling", "daily"));
        Object theta =
                call(ForecasterSpec.class, "parse", "{\"model\": \"theta\", \"column\": \"sales\", \"horizon\": 7}");

        Dataset<Row> forecasts = rows(shops, "forecastLocal", rows, theta);
        assertThat(forecasts.filter("status = 'OK'").count()).isEqualTo(21);
        Dataset<Row> models = rows(shops, "fitLocal", rows, theta);
        Dataset<Row> later = rows(shops, "predict", rows, models);
        assertThat(later.drop("quantiles").except(forecasts.drop("quantiles")).count())
                .isZero();

        Object windows = call(TextSettings.class, "windows", 28, 7, 2);
        Dataset<Row> scores = rows(shops, "backtest", rows, windows, new ArrayList<>(List.of(theta)));
        List<?> merged = (List<?>) call(ForecastSpark.class, "scores", scores);
        assertThat(merged).anyMatch(score -> score.toString().startsWith("theta on sales: 3 series, 42 pairs"));

        StoredModel stored = ModelStore.open(folder.resolve("store")).model("shops");
        try (Predictor naive = Baselines.naive("sales", 7).fit(ShopSales.one(0, 30, 1))) {
            stored.promote("production", stored.publish(naive).number());
        }
        Dataset<Row> byAlias = rows(shops, "predict", rows, stored, "production");
        assertThat(byAlias.filter("status = 'OK'").count()).isEqualTo(21);

        SparkSession other = spark.newSession();
        call(ForecastSparkExtensions.class, "register", other);
        assertThat(other.catalog().functionExists("forecast")).isTrue();
    }

    @Test
    void spacingsAndWindowsAreRefusedBeforeTheyTravel() {
        assertThat(TextSettings.sampling("PT15M").get().toString()).contains("PT15M");
        for (String spacing : List.of("hourly", "daily", "weekdays", "monthly")) {
            assertThat(TextSettings.sampling(spacing).get()).isNotNull();
        }
        assertThatThrownBy(() -> TextSettings.sampling("fortnightly"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found 'fortnightly'");
        assertThatThrownBy(() -> TextSettings.sampling("PT0S")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TextSettings.windows(0, 7, 2)).isInstanceOf(IllegalArgumentException.class);
        assertThat(TextSettings.windows(28, 7, 2).get().train()).isEqualTo(28);
    }
}
