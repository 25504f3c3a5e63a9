package io.forecastj.spark;

import io.forecastj.Predictor;
import io.forecastj.TimeSeries;
import io.forecastj.models.Predictors;
import java.io.ByteArrayInputStream;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.CoGroupFunction;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** Forecasts each series with the model of its id. */
final class KeyedForecasts implements CoGroupFunction<Object, Row, Row, Row> {
    private static final long serialVersionUID = 1;

    /** The places in a row of models, as {@link ForecastSpark} selects them. */
    private static final int MODEL = 1;

    private static final int REASON = 2;

    private final DatasetLayout layout;

    KeyedForecasts(DatasetLayout layout) {
        this.layout = layout;
    }

    @Override
    public Iterator<Row> call(@Nullable Object key, Iterator<Row> rows, Iterator<Row> models) {
        GroupRows group = GroupRows.read(layout, key, rows);
        if (group.read() == 0) {
            return List.<Row>of().iterator();
        }
        Row model = models.hasNext() ? models.next() : null;
        boolean several = models.hasNext();
        return SeriesTask.rows(
                layout, group, () -> forecast(key, group, model, several), reason -> ForecastRows.failed(key, reason));
    }

    private static List<Row> forecast(@Nullable Object key, GroupRows group, @Nullable Row model, boolean several) {
        if (model == null || several) {
            throw new IllegalArgumentException("expected one model of the series '" + group.id() + "', found "
                    + (several ? "several" : "none") + "; fit it by fitLocal(...)");
        }
        if (model.isNullAt(MODEL)) {
            throw new IllegalArgumentException("the series has no model: " + model.getString(REASON));
        }
        TimeSeries history = group.history();
        try (Predictor predictor = Predictors.loadZip(new ByteArrayInputStream(model.<byte[]>getAs(MODEL)))) {
            return ForecastRows.of(key, predictor.predict(history, group.future()));
        }
    }
}
