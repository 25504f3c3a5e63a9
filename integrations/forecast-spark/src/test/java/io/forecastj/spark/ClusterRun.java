package io.forecastj.spark;

import io.forecastj.FitListener;
import io.forecastj.Forecaster;
import io.forecastj.Predictor;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import io.forecastj.models.linear.Linear;
import io.forecastj.models.statistical.Theta;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * Program of a test: forecasts on two executors, each a JVM, one of which ends in the middle. Arguments: the file that
 * marks that end, the file for the forecasts, the class path of executors.
 */
final class ClusterRun {
    static final int SERIES = 60;

    private ClusterRun() {}

    public static void main(String[] args) throws IOException {
        Path mark = Path.of(args[0]);
        SparkSession spark = SparkSession.builder()
                .master("local-cluster[2,1,800]")
                .appName("forecastj")
                .config("spark.executor.memory", "800m")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.sql.shuffle.partitions", "6")
                .config("spark.executor.extraClassPath", args[2])
                .getOrCreate();
        ForecastSpark shops = ForecastSpark.of("shop", "day", "sales").sampling(() -> Sampling.daily());
        List<TimeSeries> series = ShopSales.series(SERIES, 40, 1);
        Dataset<Row> rows = ShopSales.dataset(spark, series, 1).repartition(6, functions.col("shop"));
        String file = mark.toString();
        List<String> found = new ArrayList<>(
                SparkRuns.forecasts(shops.forecastLocal(rows, () -> new HaltingForecaster(theta(), file))));
        try (Predictor global = linear().fit(series)) {
            found.addAll(SparkRuns.forecasts(shops.predict(rows, global)));
        }
        Files.write(Path.of(args[1]), found);
        spark.stop();
    }

    static Forecaster theta() {
        return Theta.forecaster().column("sales").horizon(7).build();
    }

    static Forecaster linear() {
        return Linear.forecaster().column("sales").lookback(14).horizon(7).build();
    }

    /** A forecaster that ends its JVM once, as a crash would. */
    record HaltingForecaster(Forecaster other, String mark) implements Forecaster {
        @Override
        public String name() {
            return other.name();
        }

        @Override
        public int horizon() {
            return other.horizon();
        }

        @Override
        public List<String> targets() {
            return other.targets();
        }

        @Override
        public Predictor fit(List<TimeSeries> series, FitListener listener) {
            if (series.get(0).id().equals("shop-17")) {
                try {
                    Files.createFile(Path.of(mark));
                    Runtime.getRuntime().halt(137);
                } catch (FileAlreadyExistsException e) {
                    // the second time
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            return other.fit(series, listener);
        }
    }
}
