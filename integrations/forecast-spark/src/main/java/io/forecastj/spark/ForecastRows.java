package io.forecastj.spark;

import io.forecastj.Forecast;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Forecasts as rows of a dataset. Stateless. */
final class ForecastRows {
    static final String MILLIS = "__millis";
    static final String ENTRIES = "__entries";

    private ForecastRows() {}

    /** The schema of rows that tasks make, which {@link #finish} turns into the one that callers see. */
    static StructType schema(DataType id) {
        return new StructType()
                .add("id", id)
                .add("target", DataTypes.StringType)
                .add("step", DataTypes.IntegerType)
                .add(MILLIS, DataTypes.LongType)
                .add("point", DataTypes.DoubleType)
                .add(ENTRIES, quantiles())
                .add("status", DataTypes.StringType)
                .add("reason", DataTypes.StringType);
    }

    static DataType quantiles() {
        return DataTypes.createArrayType(
                new StructType().add("level", DataTypes.DoubleType).add("value", DataTypes.DoubleType));
    }

    /** Makes times and maps of the numbers that rows of tasks hold: Spark's own types, whatever its settings are. */
    static Dataset<Row> finish(Dataset<Row> rows) {
        List<Column> columns = new ArrayList<>();
        for (String name : rows.columns()) {
            if (name.equals(MILLIS)) {
                columns.add(functions.timestamp_millis(functions.col(MILLIS)).as("time"));
            } else if (name.equals(ENTRIES)) {
                columns.add(functions.map_from_entries(functions.col(ENTRIES)).as("quantiles"));
            } else {
                columns.add(functions.col(name));
            }
        }
        return rows.select(columns.toArray(Column[]::new));
    }

    /** Returns a row for each target and step. */
    static List<Row> of(@Nullable Object key, Forecast forecast) {
        if (!forecast.classes().isEmpty()) {
            throw new IllegalArgumentException("expected forecasts of values, found the probabilities of the classes "
                    + forecast.classes() + "; forecast a value, and derive classes from its quantiles");
        }
        double[] levels = forecast.levels();
        String reason = String.join("; ", forecast.reasons());
        List<Row> rows = new ArrayList<>();
        for (String target : forecast.targets()) {
            for (int step : forecast.steps()) {
                Row[] quantiles = Arrays.stream(levels)
                        .mapToObj(level -> RowFactory.create(level, forecast.quantile(target, step, level)))
                        .toArray(Row[]::new);
                rows.add(RowFactory.create(
                        key,
                        target,
                        step,
                        forecast.time(step).toEpochMilli(),
                        forecast.point(target, step),
                        quantiles,
                        forecast.status().name(),
                        reason));
            }
        }
        return rows;
    }

    static Row failed(@Nullable Object key, String reason) {
        return RowFactory.create(key, null, null, null, null, null, SeriesTask.FAILED, reason);
    }
}
