package io.forecastj.spark;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Forecasts the rows of one group in SQL, which a {@code collect_list} has brought together, exactly as {@link
 * LocalForecasts} does those of one series of a dataset.
 */
final class SqlForecast implements UDF1<Seq<Row>, List<Row>> {
    private static final long serialVersionUID = 1;

    static final String NAME = "forecast";
    static final String CALL = NAME + "(time, values, settings)";

    /** The id of the only series that a call sees; the ids are the groups of the query. */
    private static final String ID = "this group";

    private static final DataType TYPE = DataTypes.createArrayType(new StructType()
            .add("step", DataTypes.IntegerType)
            .add("time", DataTypes.TimestampType)
            .add("point", DataTypes.DoubleType)
            .add("quantiles", DataTypes.createMapType(DataTypes.DoubleType, DataTypes.DoubleType, false))
            .add("status", DataTypes.StringType)
            .add("reason", DataTypes.StringType));

    private final LocalForecasts forecasts;

    private SqlForecast(LocalForecasts forecasts) {
        this.forecasts = forecasts;
    }

    /**
     * Makes the aggregate.
     *
     * @param millis the times
     * @param value the values as doubles
     */
    static Column column(Column millis, Column value, SqlSettings settings) {
        LocalForecasts forecasts = new LocalForecasts(settings.layout(), settings.forecaster());
        Column rows = functions.sort_array(functions.collect_list(functions.struct(millis, value)));
        return functions.udf(new SqlForecast(forecasts), TYPE).withName(NAME).apply(rows);
    }

    @Override
    public List<Row> call(Seq<Row> rows) {
        Iterator<Row> found = CollectionConverters.asJava(rows).stream()
                .map(row -> RowFactory.create(ID, row.get(0), row.get(1)))
                .iterator();
        List<Row> made = new ArrayList<>();
        forecasts.call(ID, found).forEachRemaining(row -> made.add(row(row)));
        return made;
    }

    /** Turns a row of {@link ForecastRows} into one of SQL, whose array needs Spark's types at once. */
    private static Row row(Row row) {
        Row[] quantiles = row.getAs(5);
        if (quantiles == null) {
            return RowFactory.create(null, null, null, null, row.get(6), row.get(7));
        }
        Map<Double, Double> values = new LinkedHashMap<>();
        for (Row quantile : quantiles) {
            values.put(quantile.getDouble(0), quantile.getDouble(1));
        }
        // an instant, which Spark takes whatever the settings of the session are
        Instant time = Instant.ofEpochMilli(row.getLong(3));
        return RowFactory.create(row.get(2), time, row.get(4), values, row.get(6), row.get(7));
    }
}
