package io.forecastj.spark;

import io.forecastj.models.statistical.Ets;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The samples of docs/scale.md. */
final class ScaleSamples {
    private ScaleSamples() {}

    static void models(SparkSession spark, Dataset<Row> sales) {
        ForecastSpark shops = ForecastSpark.of("shop", "day", "sales");
        Dataset<Row> models = shops.fitLocal(
                sales, () -> Ets.forecaster().column("sales").horizon(14).build());
        models.write().parquet("models");

        Dataset<Row> forecasts = shops.predict(sales, spark.read().parquet("models"));
        forecasts.filter("status <> 'OK'").show(); // a series that fails is a row, never a failed job
    }
}
