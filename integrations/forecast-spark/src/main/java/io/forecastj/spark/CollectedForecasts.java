package io.forecastj.spark;

import io.forecastj.backtest.ForecastRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** Reads rows of forecasts back into values of the library. Stateless. */
final class CollectedForecasts {
    private static final Comparator<ForecastRow> ORDER = Comparator.comparing(ForecastRow::target)
            .thenComparing(ForecastRow::model)
            .thenComparing(ForecastRow::id)
            .thenComparing(ForecastRow::origin)
            .thenComparing(ForecastRow::step);

    private CollectedForecasts() {}

    static List<ForecastRow> of(Dataset<Row> forecasts) {
        Column[] columns = {
            functions.col("id").cast("string"),
            functions.col("model"),
            functions.col("target"),
            functions.unix_millis(functions.col("origin")),
            functions.col("step"),
            functions.unix_millis(functions.col("time")),
            functions.col("actual"),
            functions.col("point"),
            functions.col("quantiles")
        };
        List<ForecastRow> rows = new ArrayList<>();
        for (Row row : forecasts
                .filter(functions.col("status").notEqual(SeriesTask.FAILED))
                .select(columns)
                .collectAsList()) {
            rows.add(read(row));
        }
        rows.sort(ORDER);
        return rows;
    }

    private static ForecastRow read(Row row) {
        ForecastRow read = ForecastRow.of(
                row.getString(0),
                row.getString(1),
                row.getString(2),
                Instant.ofEpochMilli(row.getLong(3)),
                row.getInt(4),
                Instant.ofEpochMilli(row.getLong(5)),
                row.getDouble(6),
                row.getDouble(7));
        Map<Double, Double> quantiles = new TreeMap<>(row.<Double, Double>getJavaMap(8));
        return quantiles.isEmpty() ? read : read.withQuantiles(quantiles);
    }
}
