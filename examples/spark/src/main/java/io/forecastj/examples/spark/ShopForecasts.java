package io.forecastj.examples.spark;

import io.forecastj.Sampling;
import io.forecastj.WalkForward;
import io.forecastj.models.statistical.HoltWinters;
import io.forecastj.models.statistical.Theta;
import io.forecastj.spark.ForecastSpark;
import io.forecastj.spark.MergedScore;
import io.forecastj.spark.SparkProgress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * Fits, scores and forecasts the made sales of many shops, in one process. Arguments: the number of shops, 10,000
 * unless given, and of days, 112 unless given.
 *
 * <p>The models know neither holidays nor promotions, so 1 May is forecast like any Wednesday; {@link
 * ForecastSpark#knownFuture} is for forecasters that take such columns.
 */
public final class ShopForecasts {
    private ShopForecasts() {}

    /**
     * Runs the program.
     *
     * @param args the number of shops and the number of days, both optional
     * @throws Exception if a file cannot be written
     */
    public static void main(String[] args) throws Exception {
        long shops = args.length > 0 ? Long.parseLong(args[0]) : 10_000;
        int days = args.length > 1 ? Integer.parseInt(args[1]) : 112;
        SparkSession spark = LocalSpark.start();
        Path folder = Files.createTempDirectory("shops");
        // written once, partitioned by shop: everything below reads it, and computes where the rows are
        Dataset<Row> sales = MadeSales.of(spark, shops, days, 1, 4)
                .repartition(8, functions.col("shop"))
                .cache();
        System.out.println(sales.count() + " rows of " + shops + " shops");

        SparkProgress progress = SparkProgress.of(spark, "shops");
        ForecastSpark verbs = ForecastSpark.of("shop", "day", "sales")
                .sampling(() -> Sampling.daily())
                .progress(progress);

        long start = System.nanoTime();
        Dataset<Row> scored = verbs.backtest(
                sales,
                () -> WalkForward.expanding(56).step(14).last(2),
                List.of(() -> Theta.forecaster().column("sales").horizon(14).build(), () -> HoltWinters.forecaster()
                        .column("sales")
                        .horizon(14)
                        .seasons(7)
                        .build()));
        for (MergedScore score : ForecastSpark.scores(scored)) {
            System.out.println(score);
        }
        say("backtest", start, progress);

        start = System.nanoTime();
        String models = folder.resolve("models").toString();
        verbs.fitLocal(sales, () -> HoltWinters.forecaster()
                        .column("sales")
                        .horizon(14)
                        .seasons(7)
                        .build())
                .write()
                .parquet(models);
        say("fit", start, progress);

        start = System.nanoTime();
        Dataset<Row> forecasts = verbs.predict(sales, spark.read().parquet(models));
        forecasts.write().parquet(folder.resolve("forecasts").toString());
        say("forecast", start, progress);

        spark.read().parquet(folder.resolve("forecasts").toString()).createOrReplaceTempView("forecasts");
        spark.sql("SELECT date(time) AS day, date_format(time, 'E') AS weekday, count(*) AS shops,"
                        + " round(sum(point)) AS expected, count_if(status <> 'OK') AS not_ok"
                        + " FROM forecasts GROUP BY 1, 2 ORDER BY 1")
                .show(14, false);

        sales.createOrReplaceTempView("sales");
        System.out.println("of some shops: the last 14 days, and the next 14");
        spark.sql("SELECT f.id AS shop, s.sold, f.expected, round(100 * f.expected / s.sold - 100) AS percent_more"
                        + " FROM (SELECT id, round(sum(point)) AS expected FROM forecasts GROUP BY id) f JOIN (SELECT"
                        + " shop, sum(sales) AS sold FROM sales WHERE day >= " + MadeSales.time(days - 14)
                        + " GROUP BY shop) s ON f.id = s.shop ORDER BY int(substring(f.id, 6)) LIMIT 8")
                .show(8, false);
        System.out.println("models and forecasts are in " + folder + ", as Parquet");
        spark.stop();
    }

    private static void say(String what, long start, SparkProgress progress) {
        System.out.printf("%s: %.1f s; %s so far%n", what, (System.nanoTime() - start) / 1e9, progress);
    }
}
