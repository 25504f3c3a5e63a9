package io.forecastj.spark;

import io.forecastj.Forecaster;
import io.forecastj.TimeSeries;
import io.forecastj.WalkForward;
import io.forecastj.backtest.Backtest;
import io.forecastj.backtest.BacktestResult;
import io.forecastj.backtest.ForecastRow;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Runs the backtest of each series: as scores, a row for each model, or as forecasts beside the actual values. */
final class LocalScores implements FlatMapGroupsFunction<Object, Row, Row> {
    private static final long serialVersionUID = 1;

    private final DatasetLayout layout;
    private final SerializableSupplier<WalkForward> windows;
    private final ArrayList<SerializableSupplier<Forecaster>> sources;
    private final boolean forecasts;
    private transient @Nullable List<Forecaster> made;

    LocalScores(
            DatasetLayout layout,
            SerializableSupplier<WalkForward> windows,
            List<SerializableSupplier<Forecaster>> sources,
            boolean forecasts) {
        this.layout = layout;
        this.windows = windows;
        this.sources = new ArrayList<>(sources);
        this.forecasts = forecasts;
    }

    static StructType forecastsSchema(DataType id) {
        return new StructType()
                .add("id", id)
                .add("model", DataTypes.StringType)
                .add("target", DataTypes.StringType)
                .add("origin", DataTypes.LongType)
                .add("step", DataTypes.IntegerType)
                .add(ForecastRows.MILLIS, DataTypes.LongType)
                .add("actual", DataTypes.DoubleType)
                .add("point", DataTypes.DoubleType)
                .add(ForecastRows.ENTRIES, ForecastRows.quantiles())
                .add("status", DataTypes.StringType)
                .add("reason", DataTypes.StringType);
    }

    @Override
    public Iterator<Row> call(@Nullable Object key, Iterator<Row> rows) {
        GroupRows group = GroupRows.read(layout, key, rows);
        List<Forecaster> forecasters = forecasters();
        WalkForward folds = windows.get();
        return SeriesTask.rows(
                layout,
                group,
                () -> run(key, group.history(), folds, forecasters),
                reason -> forecasts ? failedForecast(key, reason) : ScoreSums.failed(key, reason));
    }

    /** Made once in each task, which has one thread, and outside of the work on a series, which is not at fault. */
    private List<Forecaster> forecasters() {
        List<Forecaster> known = made;
        if (known == null) {
            known = sources.stream().map(SerializableSupplier::get).toList();
            made = known;
        }
        return known;
    }

    private List<Row> run(@Nullable Object key, TimeSeries series, WalkForward folds, List<Forecaster> forecasters) {
        BacktestResult result = SeriesTask.alone(listener -> Backtest.on(series)
                .windows(folds)
                .compare(forecasters)
                .executor(listener.executor())
                .run());
        if (!forecasts) {
            return ScoreSums.of(key, result);
        }
        List<Row> rows = new ArrayList<>();
        result.rows().forEach(row -> rows.add(forecast(key, row)));
        return rows;
    }

    private static Row forecast(@Nullable Object key, ForecastRow row) {
        Row[] quantiles = row.quantiles().entrySet().stream()
                .map(one -> RowFactory.create(one.getKey(), one.getValue()))
                .toArray(Row[]::new);
        return RowFactory.create(
                key,
                row.model(),
                row.target(),
                row.origin().toEpochMilli(),
                row.step(),
                row.time().toEpochMilli(),
                row.actual(),
                row.forecast(),
                quantiles,
                SeriesTask.OK,
                "");
    }

    private static Row failedForecast(@Nullable Object key, String reason) {
        return RowFactory.create(key, null, null, null, null, null, null, null, null, SeriesTask.FAILED, reason);
    }
}
