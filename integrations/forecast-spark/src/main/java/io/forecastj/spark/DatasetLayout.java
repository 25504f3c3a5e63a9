package io.forecastj.spark;

import io.forecastj.Sampling;
import java.io.Serializable;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.KeyValueGroupedDataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a dataset that hold series, and how rows become a series. Immutable and thread-safe.
 *
 * @param zone the id of the time zone; empty for UTC
 * @param lastRows the number of last rows that are kept, 0 for all
 * @param mostRows the largest number of rows of a series
 */
record DatasetLayout(
        String id,
        String time,
        String[] columns,
        String[] knownFuture,
        @Nullable SerializableSupplier<Sampling> sampling,
        String zone,
        int lastRows,
        int mostRows,
        @Nullable SparkProgress progress)
        implements Serializable {
    private static final long serialVersionUID = 1;

    /** The place of the time in a row of {@link #select}; the values follow it. */
    static final int TIME = 1;

    static final int FIRST_VALUE = 2;

    /** A long name, since the column of the ids keeps the one that the caller gave it. */
    private static final String MILLIS = "__forecastj_time";

    private static final long DAY = 86_400_000L;

    static DatasetLayout of(String id, String time, String... columns) {
        DatasetLayout layout =
                new DatasetLayout(id, time, columns.clone(), new String[0], null, "", 0, 10_000_000, null);
        return layout.checked();
    }

    private DatasetLayout checked() {
        List<String> all = new ArrayList<>(List.of(id, time));
        all.addAll(Arrays.asList(columns));
        if (columns.length == 0 || new HashSet<>(all).size() < all.size()) {
            throw new IllegalArgumentException(
                    "expected the distinct names of the id, the time and at least one value column, found " + all);
        }
        for (String column : knownFuture) {
            if (!Arrays.asList(columns).contains(column)) {
                throw new IllegalArgumentException("the known-future column '" + column
                        + "' is none of the value columns " + Arrays.toString(columns) + "; name it there too");
            }
        }
        return this;
    }

    DatasetLayout withKnownFuture(String... names) {
        return new DatasetLayout(id, time, columns, names.clone(), sampling, zone, lastRows, mostRows, progress)
                .checked();
    }

    DatasetLayout withSampling(SerializableSupplier<Sampling> supplier) {
        return new DatasetLayout(id, time, columns, knownFuture, supplier, zone, lastRows, mostRows, progress);
    }

    DatasetLayout withZone(ZoneId chosen) {
        return new DatasetLayout(
                id, time, columns, knownFuture, sampling, chosen.getId(), lastRows, mostRows, progress);
    }

    DatasetLayout withLastRows(int rows) {
        return new DatasetLayout(
                id, time, columns, knownFuture, sampling, zone, atLeastOne("lastRows", rows), mostRows, progress);
    }

    DatasetLayout withMostRows(int rows) {
        return new DatasetLayout(
                id, time, columns, knownFuture, sampling, zone, lastRows, atLeastOne("mostRows", rows), progress);
    }

    DatasetLayout withProgress(SparkProgress counters) {
        return new DatasetLayout(id, time, columns, knownFuture, sampling, zone, lastRows, mostRows, counters);
    }

    private static int atLeastOne(String name, int rows) {
        if (rows < 1) {
            throw new IllegalArgumentException(name + " must be at least 1, found " + rows);
        }
        return rows;
    }

    /** Throws unless columns are among the value columns. */
    void requireColumns(String user, Collection<String> needed) {
        for (String column : needed) {
            if (!Arrays.asList(columns).contains(column)) {
                throw new IllegalArgumentException("'" + user + "' needs the column '" + column
                        + "', which is none of the value columns " + Arrays.toString(columns));
            }
        }
    }

    /** Returns the type of a dataset's ids. */
    DataType idType(Dataset<Row> dataset) {
        return field(dataset, id).dataType();
    }

    /**
     * Groups a dataset by series. Spark moves rows only if the dataset is not partitioned by the id already, since the
     * column of the id stays as it is.
     */
    KeyValueGroupedDataset<Object, Row> group(Dataset<Row> dataset) {
        return group(select(dataset), id);
    }

    /**
     * Groups models by series. Spark brings two groupings together only if their columns have one name and either both
     * or none may be null, so the models' column is made like that of the series.
     */
    KeyValueGroupedDataset<Object, Row> groupModels(Dataset<Row> models, Dataset<Row> series) {
        StructField like = field(series, id);
        DataType type = field(models, "id").dataType();
        if (!type.equals(like.dataType())) {
            throw new IllegalArgumentException("the ids of the series are "
                    + like.dataType().sql() + " and those of the models " + type.sql() + "; cast one of them");
        }
        if (!field(models, "model").dataType().equals(DataTypes.BinaryType)
                || !field(models, "reason").dataType().equals(DataTypes.StringType)) {
            throw new IllegalArgumentException("expected models as rows of fitLocal(...), with 'model' as BINARY and"
                    + " 'reason' as STRING, found " + models.schema().simpleString());
        }
        Dataset<Row> named = models.filter(functions.col("id").isNotNull());
        Column key = functions.col("id");
        if (like.nullable() && !field(models, "id").nullable()) {
            key = functions.when(functions.lit(true), key);
        } else if (!like.nullable() && field(models, "id").nullable()) {
            key = functions.coalesce(
                    key,
                    functions
                            .lit(type.equals(DataTypes.StringType) ? "" : (Object) 0)
                            .cast(type));
        }
        // by other names: the ids' column may be called "model"
        return group(
                named.select(
                        key.as(id),
                        functions.col("model").as("__forecastj_model"),
                        functions.col("reason").as("__forecastj_reason")),
                id);
    }

    private static KeyValueGroupedDataset<Object, Row> group(Dataset<Row> selected, String id) {
        Encoder<Object> keys = keyEncoder(id, field(selected, id).dataType());
        return selected.groupBy(selected.col(quoted(id))).as(keys, Encoders.row(selected.schema()));
    }

    /** Returns the order of rows within a series. */
    static Column[] order() {
        return new Column[] {functions.col(MILLIS)};
    }

    /** Selects the id as it is, the time in milliseconds and the values as doubles. */
    Dataset<Row> select(Dataset<Row> dataset) {
        List<Column> selected = new ArrayList<>();
        selected.add(dataset.col(quoted(field(dataset, id).name())));
        selected.add(millis(dataset).as(MILLIS));
        for (int i = 0; i < columns.length; i++) {
            DataType type = field(dataset, columns[i]).dataType();
            selected.add(
                    number(dataset.col(quoted(columns[i])), type, columns[i]).as("__forecastj_value" + i));
        }
        return dataset.select(selected.toArray(Column[]::new));
    }

    private Column millis(Dataset<Row> dataset) {
        return millis(dataset.col(quoted(time)), field(dataset, time).dataType(), time);
    }

    /** Returns values as doubles. */
    static Column number(Column column, DataType type, String name) {
        if (!(type instanceof org.apache.spark.sql.types.NumericType)) {
            throw new IllegalArgumentException(
                    "the column '" + name + "' should hold numbers, found " + type.sql() + "; cast it to DOUBLE");
        }
        return column.cast(DataTypes.DoubleType);
    }

    /** Returns times in milliseconds since 1970. */
    static Column millis(Column column, DataType type, String name) {
        if (type.equals(DataTypes.TimestampType)) {
            return functions.unix_millis(column);
        }
        if (type.equals(DataTypes.DateType)) {
            return functions.unix_date(column).cast(DataTypes.LongType).multiply(DAY);
        }
        if (type.equals(DataTypes.TimestampNTZType)) {
            // part by part, since a cast to TIMESTAMP would depend on the session's time zone
            Column seconds = functions
                    .hour(column)
                    .multiply(60)
                    .plus(functions.minute(column))
                    .multiply(60)
                    .plus(functions.date_part(functions.lit("SECOND"), column));
            return functions
                    .unix_date(column.cast(DataTypes.DateType))
                    .cast(DataTypes.LongType)
                    .multiply(DAY)
                    .plus(seconds.multiply(1_000).cast(DataTypes.LongType));
        }
        if (type.equals(DataTypes.LongType)) {
            return column;
        }
        throw new IllegalArgumentException("the column '" + name + "' should hold times as TIMESTAMP, TIMESTAMP_NTZ"
                + " or DATE (both read as in UTC), or BIGINT (milliseconds since 1970), found " + type.sql()
                + "; cast it");
    }

    @SuppressWarnings("unchecked")
    private static Encoder<Object> keyEncoder(String id, DataType type) {
        Encoder<?> encoder;
        if (type.equals(DataTypes.StringType)) {
            encoder = Encoders.STRING();
        } else if (type.equals(DataTypes.LongType)) {
            encoder = Encoders.LONG();
        } else if (type.equals(DataTypes.IntegerType)) {
            encoder = Encoders.INT();
        } else {
            throw new IllegalArgumentException(
                    "the column '" + id + "' should hold ids as STRING, INT or BIGINT, found " + type.sql()
                            + "; cast it, or join several columns by concat_ws");
        }
        return (Encoder<Object>) encoder;
    }

    private static StructField field(Dataset<Row> dataset, String name) {
        StructType schema = dataset.schema();
        for (StructField field : schema.fields()) {
            if (field.name().equals(name)) {
                return field;
            }
        }
        throw new IllegalArgumentException(
                "the dataset has no column '" + name + "'; it has " + Arrays.toString(schema.fieldNames()));
    }

    private static String quoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }
}
