package io.forecastj.examples.spark;

import io.forecastj.FitListener;
import io.forecastj.FitTasks;
import io.forecastj.Forecaster;
import io.forecastj.Predictor;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import io.forecastj.models.auto.Auto;
import io.forecastj.models.auto.Preset;
import io.forecastj.models.linear.Linear;
import io.forecastj.models.statistical.Ets;
import io.forecastj.models.statistical.Theta;
import io.forecastj.spark.ForecastSpark;
import io.forecastj.spark.SerializableSupplier;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * Series a second that are fitted and forecast on two threads: by Spark in local mode, and by two threads of one JVM
 * without Spark. Arguments: the model, {@code theta}, {@code ets}, {@code linear} or {@code auto}; the number of
 * series; the rounds. Both take turns in the same JVM, so they share its warmth and whatever else the machine does.
 */
public final class SparkBenchmark {
    private static final int DAYS = 56;
    private static final String USAGE = "arguments: theta|ets|linear|auto SERIES ROUNDS, such as: ets 16000 5";

    private SparkBenchmark() {}

    /**
     * Runs the benchmark, or prints the usage if there are not three arguments.
     *
     * @param args the model, the number of series and the number of rounds
     * @throws Exception if a thread is interrupted
     */
    public static void main(String[] args) throws Exception {
        if (args.length != 3) {
            System.err.println(USAGE);
            return;
        }
        SerializableSupplier<Forecaster> source =
                switch (args[0]) {
                    case "theta" ->
                        () -> Theta.forecaster().column("sales").horizon(14).build();
                    case "ets" ->
                        () -> Ets.forecaster().column("sales").horizon(14).build();
                    case "linear" ->
                        () -> Linear.forecaster()
                                .column("sales")
                                .lookback(14)
                                .horizon(14)
                                .build();
                    case "auto" ->
                        () -> Auto.forecaster()
                                .column("sales")
                                .horizon(14)
                                .preset(Preset.FAST)
                                .build();
                    default ->
                        throw new IllegalArgumentException("expected theta, ets, linear or auto, found " + args[0]);
                };
        int count = Integer.parseInt(args[1]);
        int rounds = Integer.parseInt(args[2]);
        SparkSession spark = LocalSpark.start();
        Dataset<Row> rows = MadeSales.of(spark, count, DAYS, 1, 2)
                .repartition(8, functions.col("shop"))
                .cache();
        rows.count();
        List<TimeSeries> series = series(count);
        ForecastSpark verbs = ForecastSpark.of("shop", "day", "sales").sampling(() -> Sampling.daily());
        double bestAlone = 0;
        double bestSpark = 0;
        for (int round = 0; round < rounds; round++) {
            long start = System.nanoTime();
            alone(series, source);
            double alone = count / ((System.nanoTime() - start) / 1e9);
            start = System.nanoTime();
            verbs.forecastLocal(rows, source)
                    .write()
                    .format("noop")
                    .mode("overwrite")
                    .save();
            double onSpark = count / ((System.nanoTime() - start) / 1e9);
            System.out.printf(
                    "%s round %d: %.0f series/s in one JVM, %.0f series/s on Spark: %.0f %%%n",
                    args[0], round + 1, alone, onSpark, 100 * onSpark / alone);
            bestAlone = Math.max(bestAlone, alone);
            bestSpark = Math.max(bestSpark, onSpark);
        }
        System.out.printf(
                "%s best: %.0f and %.0f series/s: %.0f %%%n",
                args[0], bestAlone, bestSpark, 100 * bestSpark / bestAlone);
        spark.stop();
    }

    private static List<TimeSeries> series(int count) {
        MadeSales sales = MadeSales.generator(DAYS, 1);
        List<TimeSeries> all = new ArrayList<>();
        for (int s = 0; s < count; s++) {
            double[] values = sales.shop(s);
            TimeSeries.Builder builder =
                    TimeSeries.builder("sales").id("shop " + s).sampling(Sampling.daily());
            for (int i = 0; i < values.length; i++) {
                builder.add(MadeSales.time(i), values[i]);
            }
            all.add(builder.build());
        }
        return all;
    }

    /** As an application would without Spark: two threads take series until none is left. */
    private static void alone(List<TimeSeries> series, SerializableSupplier<Forecaster> source) throws Exception {
        Forecaster forecaster = source.get();
        AtomicLong next = new AtomicLong();
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            List<Future<?>> threads = new ArrayList<>();
            for (int t = 0; t < 2; t++) {
                threads.add(pool.submit(() -> {
                    for (long s = next.getAndIncrement(); s < series.size(); s = next.getAndIncrement()) {
                        TimeSeries one = series.get((int) s);
                        FitTasks.Task<Predictor> fit = listener -> forecaster.fit(List.of(one), listener);
                        try (Predictor predictor = FitTasks.run(List.of(fit), FitListener.NONE.on(Runnable::run))
                                .get(0)) {
                            predictor.predict(one);
                        }
                    }
                }));
            }
            for (Future<?> thread : threads) {
                thread.get();
            }
        } finally {
            pool.shutdown();
        }
    }
}
