package io.forecastj.spark;

import io.forecastj.FitListener;
import io.forecastj.InsufficientHistoryException;
import io.forecastj.TimeSeries;
import io.forecastj.models.regression.Examples;
import io.forecastj.models.regression.RegressionModel;
import io.forecastj.models.regression.Regressor;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Makes the examples of each series that a global model learns from: those that a fit in one JVM would make, as the fit
 * of only this series hands them to its regressor.
 */
final class SeriesExamples implements FlatMapGroupsFunction<Object, Row, Row> {
    private static final long serialVersionUID = 1;

    static final StructType SCHEMA = new StructType()
            .add("id", DataTypes.StringType)
            .add("count", DataTypes.IntegerType)
            .add("inputs", DataTypes.createArrayType(DataTypes.StringType))
            .add("numbers", DataTypes.BinaryType)
            .add("status", DataTypes.StringType)
            .add("reason", DataTypes.StringType);

    /** The most bytes of examples of one series: a row has others, and an array has at most 2 GiB. */
    private static final long LARGEST = 1L << 30;

    private final DatasetLayout layout;
    private final SerializableSupplier<GlobalFit> source;
    private transient @Nullable GlobalFit recipe;

    SeriesExamples(DatasetLayout layout, SerializableSupplier<GlobalFit> source) {
        this.layout = layout;
        this.source = source;
    }

    @Override
    public Iterator<Row> call(@Nullable Object key, Iterator<Row> rows) {
        GroupRows group = GroupRows.read(layout, key, rows);
        GlobalFit made = recipe();
        return SeriesTask.rows(
                layout,
                group,
                () -> List.of(examples(made, group.history())),
                reason -> RowFactory.create(group.id(), 0, null, null, SeriesTask.FAILED, reason));
    }

    private GlobalFit recipe() {
        GlobalFit made = recipe;
        if (made == null) {
            made = source.get();
            recipe = made;
        }
        return made;
    }

    private static Row examples(GlobalFit recipe, TimeSeries series) {
        Examples examples = captured(recipe, series).examples;
        int inputs = examples.features().size();
        int[] drawn = IntStream.range(0, examples.rows().length)
                .filter(place -> drawn(recipe, series.id(), place))
                .toArray();
        long bytes = (long) drawn.length * (inputs + 1) * Double.BYTES;
        if (bytes > LARGEST) {
            throw new IllegalArgumentException(drawn.length + " examples of " + inputs + " inputs take " + bytes
                    + " bytes, and a row of Spark holds " + LARGEST + "; draw a share by sample(...)");
        }
        ByteBuffer numbers = ByteBuffer.allocate((int) bytes);
        for (int place : drawn) {
            for (double value : examples.rows()[place]) {
                numbers.putDouble(value);
            }
            numbers.putDouble(examples.labels()[place]);
        }
        return RowFactory.create(
                series.id(),
                drawn.length,
                examples.features().toArray(String[]::new),
                numbers.array(),
                SeriesTask.OK,
                "");
    }

    private static Captured captured(GlobalFit recipe, TimeSeries series) {
        try {
            SeriesTask.fit(recipe.forecaster(new CapturingRegressor()), series).close();
        } catch (Captured e) {
            return e;
        }
        throw new InsufficientHistoryException(series + " gives no example");
    }

    /** Returns whether an example is in the sample, by SplitMix64's finaliser over the seed, the id and the place. */
    static boolean drawn(GlobalFit recipe, String id, int place) {
        if (recipe.share() == 1) {
            return true;
        }
        long hash = recipe.seed();
        for (int i = 0; i < id.length(); i++) {
            hash = mix(hash + id.charAt(i));
        }
        hash = mix(hash + place);
        return (hash >>> 11) * 0x1.0p-53 < recipe.share();
    }

    private static long mix(long value) {
        long mixed = value + 0x9e3779b97f4a7c15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }

    /** Ends a fit once its examples are made. */
    private static final class Captured extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final transient Examples examples;

        Captured(Examples examples) {
            super("the examples are made", null, false, false);
            this.examples = examples;
        }
    }

    /** Takes the examples and trains nothing. Stateless. */
    private static final class CapturingRegressor implements Regressor {
        @Override
        public String kind() {
            return "lightgbm";
        }

        @Override
        public boolean learnsFromMissing() {
            return true;
        }

        @Override
        public RegressionModel fit(Examples training, @Nullable Examples validation, FitListener listener) {
            throw new Captured(training);
        }
    }
}
