package io.forecastj.spark;

import io.forecastj.Forecaster;
import io.forecastj.Predictor;
import io.forecastj.TimeSeries;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** Fits one model to each series and forecasts with it at once; the model is not kept. */
final class LocalForecasts implements FlatMapGroupsFunction<Object, Row, Row> {
    private static final long serialVersionUID = 1;

    private final DatasetLayout layout;
    private final SerializableSupplier<Forecaster> source;
    private transient @Nullable Forecaster forecaster;

    LocalForecasts(DatasetLayout layout, SerializableSupplier<Forecaster> source) {
        this.layout = layout;
        this.source = source;
    }

    @Override
    public Iterator<Row> call(@Nullable Object key, Iterator<Row> rows) {
        GroupRows group = GroupRows.read(layout, key, rows);
        Forecaster made = forecaster();
        return SeriesTask.rows(
                layout, group, () -> forecast(made, key, group), reason -> ForecastRows.failed(key, reason));
    }

    private static List<Row> forecast(Forecaster forecaster, @Nullable Object key, GroupRows group) {
        TimeSeries history = group.history();
        TimeSeries future = group.future();
        try (Predictor predictor = SeriesTask.fit(forecaster, history)) {
            return ForecastRows.of(key, predictor.predict(history, future));
        }
    }

    /** Made once in each task, which has one thread, and outside of the work on a series, which is not at fault. */
    private Forecaster forecaster() {
        Forecaster made = forecaster;
        if (made == null) {
            made = source.get();
            forecaster = made;
        }
        return made;
    }
}
