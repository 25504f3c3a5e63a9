package io.forecastj.examples.spark;

import io.forecastj.FitListener;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.Sampling;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.WalkForward;
import io.forecastj.features.FeaturePipeline;
import io.forecastj.features.Features;
import io.forecastj.models.lightgbm.LightGbm;
import io.forecastj.models.linear.Linear;
import io.forecastj.models.regression.Strategy;
import io.forecastj.models.statistical.Ets;
import io.forecastj.models.statistical.Theta;
import io.forecastj.spark.ForecastSpark;
import io.forecastj.spark.ForecastSparkExtensions;
import io.forecastj.spark.GlobalFit;
import io.forecastj.spark.SerializableSupplier;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * Series a second of the verbs that {@link SparkBenchmark} does not measure, on two threads of Spark in local mode.
 * Arguments: the verb, the number of series, the rounds. The verbs are {@code backtest} (of {@code Theta}, at two
 * origins), {@code global} (one LightGBM of all series: fit, then forecasts), {@code sql} ({@code Ets} by the function
 * of SQL, in turns with {@code forecastLocal}) and {@code snapshots} (bytes of a session's snapshot).
 */
public final class VerbRates {
    private static final int DAYS = 56;
    private static final int HORIZON = 14;

    /** Examples of a series: the rows that have 14 rows before them and one after. */
    private static final int EXAMPLES = DAYS - 15;

    private VerbRates() {}

    /**
     * Runs the measurement, or prints the usage if there are not three arguments.
     *
     * @param args the verb, the number of series and the number of rounds
     */
    public static void main(String[] args) {
        if (args.length != 3) {
            System.err.println("arguments: backtest|global|sql|snapshots SERIES ROUNDS, such as: backtest 10000 4");
            return;
        }
        int count = Integer.parseInt(args[1]);
        if (args[0].equals("snapshots")) {
            snapshots(count);
            return;
        }
        SparkSession spark = LocalSpark.start();
        ForecastSparkExtensions.register(spark);
        Dataset<Row> rows = MadeSales.of(spark, count, DAYS, 1, 2)
                .repartition(8, functions.col("shop"))
                .cache();
        rows.count();
        rows.createOrReplaceTempView("sales");
        ForecastSpark verbs = ForecastSpark.of("shop", "day", "sales").sampling(() -> Sampling.daily());
        for (int round = 0; round < Integer.parseInt(args[2]); round++) {
            switch (args[0]) {
                case "backtest" -> backtest(verbs, rows, count);
                case "global" -> global(verbs, rows, count);
                case "sql" -> sql(verbs, rows, count);
                default ->
                    throw new IllegalArgumentException("expected backtest, global, sql or snapshots, found " + args[0]);
            }
        }
        spark.stop();
    }

    private static void backtest(ForecastSpark verbs, Dataset<Row> rows, int count) {
        say(
                "backtest",
                count,
                () -> run(verbs.backtest(
                        rows, () -> WalkForward.expanding(28).step(HORIZON).last(2), List.of(() -> Theta.forecaster()
                                .column("sales")
                                .horizon(HORIZON)
                                .build()))));
    }

    private static void global(ForecastSpark verbs, Dataset<Row> rows, int count) {
        SerializableSupplier<GlobalFit> recipe = () -> GlobalFit.builder()
                .features(FeaturePipeline.of(
                        Features.lag("sales", 1),
                        Features.lag("sales", 7),
                        Features.lag("sales", 14),
                        Features.parse("mean(sales,7)"),
                        Features.parse("dayOfWeek()")))
                .target(Target.difference("sales", 1))
                .strategy(Strategy.RECURSIVE)
                .horizon(HORIZON)
                .parameters(LightGbm.parameters().rounds(100).leaves(31).build())
                .build();
        long start = System.nanoTime();
        try (Predictor predictor = verbs.fitGlobal(rows, recipe, FitListener.NONE)) {
            double seconds = (System.nanoTime() - start) / 1e9;
            System.out.printf(
                    Locale.ROOT,
                    "global fit: %.0f series/s, %.0f examples/s%n",
                    count / seconds,
                    (double) count * EXAMPLES / seconds);
            say("global forecasts", count, () -> run(verbs.predict(rows, predictor)));
        }
    }

    private static void sql(ForecastSpark verbs, Dataset<Row> rows, int count) {
        say(
                "forecastLocal",
                count,
                () -> run(verbs.forecastLocal(
                        rows,
                        () -> Ets.forecaster().column("sales").horizon(HORIZON).build())));
        say(
                "SQL",
                count,
                () -> run(rows.sparkSession()
                        .sql("SELECT shop, inline(forecast(day, sales, '{\"model\": \"ets\", \"horizon\": " + HORIZON
                                + ", \"sampling\": \"daily\"}')) FROM sales GROUP BY shop")));
    }

    /** Means over series. */
    private static void snapshots(int count) {
        MadeSales sales = MadeSales.generator(DAYS, 1);
        long linear = 0;
        long smoothing = 0;
        for (int s = 0; s < count; s++) {
            TimeSeries series = TimeSeries.of("sales", MadeSales.start(), Sampling.daily(), sales.shop(s));
            try (Predictor one = Linear.forecaster()
                            .column("sales")
                            .lookback(14)
                            .horizon(HORIZON)
                            .build()
                            .fit(series);
                    Predictor other = Ets.forecaster()
                            .column("sales")
                            .horizon(HORIZON)
                            .build()
                            .fit(series)) {
                linear += bytes(one, series);
                smoothing += bytes(other, series);
            }
        }
        System.out.printf(
                Locale.ROOT,
                "bytes of a snapshot: Linear of 14 lags %.0f, Ets %.0f%n",
                (double) linear / count,
                (double) smoothing / count);
    }

    private static int bytes(Predictor predictor, TimeSeries series) {
        try (PredictionSession session = predictor.openSession(series)) {
            session.forecast();
            return session.snapshot().length;
        }
    }

    private static void run(Dataset<Row> rows) {
        rows.write().format("noop").mode("overwrite").save();
    }

    private static void say(String what, int count, Runnable work) {
        long start = System.nanoTime();
        work.run();
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(Locale.ROOT, "%s: %.0f series/s%n", what, count / seconds);
    }
}
