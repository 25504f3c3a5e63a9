package io.forecastj.spark;

import io.forecastj.Forecast;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** A session for tests, and what it returns as texts that show every bit. */
final class SparkRuns {
    private SparkRuns() {}

    /** The one session of all tests of this JVM; Spark stops it when the JVM ends. */
    static SparkSession local() {
        return SparkSession.builder()
                .master("local[2]")
                .appName("forecastj")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.sql.shuffle.partitions", "4")
                .config("spark.sql.warehouse.dir", "target/spark-warehouse")
                .config("spark.sql.extensions", ForecastSparkExtensions.class.getName())
                .getOrCreate();
    }

    /** Sorted texts of the rows of forecasts. */
    static List<String> forecasts(Dataset<Row> rows) {
        List<String> texts = new ArrayList<>();
        for (Row row : rows.select("id", "target", "step", "time", "point", "quantiles", "status", "reason")
                .collectAsList()) {
            texts.add(
                    row.isNullAt(1)
                            ? row.get(0) + " " + row.get(6) + " " + row.get(7)
                            : text(
                                    row.getString(0),
                                    row.getString(1),
                                    row.getInt(2),
                                    row.getTimestamp(3).getTime(),
                                    row.getDouble(4),
                                    row.<Double, Double>getJavaMap(5),
                                    row.getString(6),
                                    row.getString(7)));
        }
        Collections.sort(texts);
        return texts;
    }

    /** The same texts of forecasts that were made without Spark. */
    static List<String> forecasts(List<Forecast> all) {
        List<String> texts = new ArrayList<>();
        for (Forecast forecast : all) {
            for (int step : forecast.steps()) {
                Map<Double, Double> quantiles = new TreeMap<>();
                for (double level : forecast.levels()) {
                    quantiles.put(level, forecast.quantile(step, level));
                }
                texts.add(text(
                        forecast.seriesId(),
                        forecast.targets().get(0),
                        step,
                        forecast.time(step).toEpochMilli(),
                        forecast.point(step),
                        quantiles,
                        forecast.status().name(),
                        String.join("; ", forecast.reasons())));
            }
        }
        Collections.sort(texts);
        return texts;
    }

    private static String text(
            String id,
            String target,
            int step,
            long time,
            double point,
            Map<Double, Double> quantiles,
            String status,
            String reason) {
        StringBuilder bits = new StringBuilder();
        new TreeMap<>(quantiles)
                .forEach((level, value) ->
                        bits.append(' ').append(level).append('=').append(bits(value)));
        return id + " " + target + " " + step + " " + time + " " + bits(point) + bits + " " + status + " " + reason;
    }

    private static String bits(double value) {
        return Long.toHexString(Double.doubleToRawLongBits(value));
    }
}
