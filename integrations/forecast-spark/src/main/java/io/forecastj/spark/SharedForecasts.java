package io.forecastj.spark;

import io.forecastj.Predictor;
import java.util.Iterator;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** Forecasts each series with one model of all, which every executor loads once. */
final class SharedForecasts implements FlatMapGroupsFunction<Object, Row, Row> {
    private static final long serialVersionUID = 1;

    private final DatasetLayout layout;
    private final String hash;
    private final Broadcast<byte[]> archive;
    private transient @Nullable Predictor predictor;

    SharedForecasts(DatasetLayout layout, String hash, Broadcast<byte[]> archive) {
        this.layout = layout;
        this.hash = hash;
        this.archive = archive;
    }

    @Override
    public Iterator<Row> call(@Nullable Object key, Iterator<Row> rows) {
        GroupRows group = GroupRows.read(layout, key, rows);
        Predictor loaded = predictor();
        return SeriesTask.rows(
                layout,
                group,
                () -> ForecastRows.of(key, loaded.predict(group.history(), group.future())),
                reason -> ForecastRows.failed(key, reason));
    }

    /** Outside of the work on a series: a model that cannot be loaded is no fault of a series. */
    private Predictor predictor() {
        Predictor known = predictor;
        if (known == null) {
            known = LoadedPredictors.forTask(hash, archive::value);
            predictor = known;
        }
        return known;
    }
}
