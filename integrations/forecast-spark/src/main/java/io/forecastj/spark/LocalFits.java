package io.forecastj.spark;

import io.forecastj.Forecaster;
import io.forecastj.Predictor;
import io.forecastj.TimeSeries;
import io.forecastj.models.Predictors;
import java.io.ByteArrayOutputStream;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Fits one model to each series: a row with its archive, or with the reason for which there is none. */
final class LocalFits implements FlatMapGroupsFunction<Object, Row, Row> {
    private static final long serialVersionUID = 1;

    private final DatasetLayout layout;
    private final SerializableSupplier<Forecaster> source;
    private transient @Nullable Forecaster forecaster;

    LocalFits(DatasetLayout layout, SerializableSupplier<Forecaster> source) {
        this.layout = layout;
        this.source = source;
    }

    static StructType schema(DataType id) {
        return new StructType()
                .add("id", id)
                .add("model", DataTypes.BinaryType)
                .add("hash", DataTypes.StringType)
                .add("rows", DataTypes.LongType)
                .add("status", DataTypes.StringType)
                .add("reason", DataTypes.StringType);
    }

    @Override
    public Iterator<Row> call(@Nullable Object key, Iterator<Row> rows) {
        GroupRows group = GroupRows.read(layout, key, rows);
        Forecaster made = forecaster();
        return SeriesTask.rows(
                layout,
                group,
                () -> List.of(fit(made, key, group)),
                reason -> RowFactory.create(key, null, null, group.read(), SeriesTask.FAILED, reason));
    }

    private static Row fit(Forecaster forecaster, @Nullable Object key, GroupRows group) {
        TimeSeries history = group.history();
        try (Predictor predictor = SeriesTask.fit(forecaster, history)) {
            ByteArrayOutputStream archive = new ByteArrayOutputStream();
            Predictors.saveZip(predictor, archive);
            return RowFactory.create(
                    key, archive.toByteArray(), predictor.modelHash(), group.read(), SeriesTask.OK, "");
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
