package io.forecastj.examples.spark;

import io.forecastj.Baselines;
import io.forecastj.Predictor;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import io.forecastj.models.statistical.Theta;
import io.forecastj.spark.ForecastSpark;
import io.forecastj.spark.ModelPack;
import io.forecastj.store.ModelStore;
import io.forecastj.store.ModelVersion;
import io.forecastj.store.Publication;
import io.forecastj.store.StoredModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Many short series on one machine: made, moved once by their ids, fitted and forecast. Arguments: the number of
 * series, of rows each, {@code forecast} (fit and forecast in one pass), {@code fit} (write a model for each) or {@code
 * pack} (write a model for each, and publish all as one version of a store). Run it with a small heap to see that
 * memory does not grow with the number of series.
 */
public final class ScaleSimulation {
    private ScaleSimulation() {}

    /**
     * Runs the simulation, or prints the usage if there are not three arguments.
     *
     * @param args the number of series, the number of rows of each, and what to do
     * @throws Exception if a file cannot be written
     */
    public static void main(String[] args) throws Exception {
        if (args.length != 3) {
            System.err.println("arguments: SERIES ROWS forecast|fit|pack, such as: 100000 28 forecast");
            return;
        }
        long series = Long.parseLong(args[0]);
        int days = Integer.parseInt(args[1]);
        boolean fit = !args[2].equals("forecast");
        long begin = System.nanoTime();
        SparkSession spark = LocalSpark.start();
        System.out.printf("session: %.1f s%n", (System.nanoTime() - begin) / 1e9);
        Path folder = Files.createTempDirectory("scale");
        Dataset<Row> rows = MadeSales.of(spark, series, days, 1, 16);
        ForecastSpark verbs = ForecastSpark.of("shop", "day", "sales").sampling(() -> Sampling.daily());
        long start = System.nanoTime();
        Dataset<Row> made = fit
                ? verbs.fitLocal(
                        rows,
                        () -> Theta.forecaster().column("sales").horizon(7).build())
                : verbs.forecastLocal(
                        rows,
                        () -> Theta.forecaster().column("sales").horizon(7).build());
        made.write().parquet(folder.resolve("out").toString());
        double seconds = (System.nanoTime() - start) / 1e9;
        long bytes;
        try (Stream<Path> files = Files.walk(folder)) {
            bytes = files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
        long failed = spark.read()
                .parquet(folder.resolve("out").toString())
                .filter("status = 'FAILED'")
                .count();
        System.out.printf(
                "%s of %d series of %d rows: %.1f s, %.0f series/s, %.0f bytes a series as Parquet, %d failed,"
                        + " process at most %s with a heap of %d MB%n",
                args[2],
                series,
                days,
                seconds,
                series / seconds,
                (double) bytes / series,
                failed,
                resident(),
                Runtime.getRuntime().maxMemory() >> 20);
        if (args[2].equals("pack")) {
            pack(spark.read().parquet(folder.resolve("out").toString()), folder.resolve("store"), series);
        }
        spark.stop();
    }

    private static void pack(Dataset<Row> models, Path folder, long series) {
        StoredModel stored = ModelStore.open(folder).model("shops");
        long start = System.nanoTime();
        ModelVersion version;
        try (Predictor naive =
                Baselines.naive("sales", 7).fit(TimeSeries.of("sales", Instant.EPOCH, Sampling.daily(), 1, 2, 3))) {
            version = ModelPack.publish(models, 16, stored, naive, Publication.none());
        }
        double published = (System.nanoTime() - start) / 1e9;
        long bytes =
                version.attachments().values().stream().mapToLong(size -> size).sum();
        ModelPack pack = ModelPack.open(stored, version);
        int loaded = 1_000;
        start = System.nanoTime();
        for (int i = 0; i < loaded; i++) {
            pack.load("shop " + i * (series / loaded)).orElseThrow().close();
        }
        System.out.printf(
                "published in %.1f s: %.0f bytes a series in %d files; %.2f ms to load one by its id%n",
                published, (double) bytes / series, pack.files(), (System.nanoTime() - start) / 1e6 / loaded);
    }

    /** The most memory that the process had, heap and all else, as Linux counts it. */
    private static String resident() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return "an unknown number of MB";
        }
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024 + " MB")
                    .findFirst()
                    .orElse("an unknown number of MB");
        }
    }
}
