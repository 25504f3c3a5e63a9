package io.forecastj.spark;

import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Made sales of shops, as series and as rows. Stateless. */
final class ShopSales {
    static final Instant START = Instant.parse("2024-01-01T00:00:00Z");
    static final long DAY = 86_400_000;

    static final StructType SCHEMA = new StructType()
            .add("shop", DataTypes.StringType)
            .add("day", DataTypes.LongType)
            .add("sales", DataTypes.DoubleType);

    private ShopSales() {}

    /** Series of days with a week, a trend and noise; each fifth has many zeros. */
    static List<TimeSeries> series(int count, int rows, long seed) {
        List<TimeSeries> made = new ArrayList<>();
        for (int s = 0; s < count; s++) {
            made.add(one(s, rows, seed));
        }
        return made;
    }

    static TimeSeries one(int s, int rows, long seed) {
        SplittableRandom random = new SplittableRandom(seed * 1_000_003 + s);
        double level = 20 + 80 * random.nextDouble();
        double trend = random.nextDouble() - 0.4;
        TimeSeries.Builder builder = TimeSeries.builder("sales").id(id(s)).sampling(Sampling.daily());
        for (int i = 0; i < rows; i++) {
            double week = 1 + 0.3 * Math.sin((i + s) * 2 * Math.PI / 7);
            double value = level * week + trend * i + 5 * random.nextDouble();
            boolean none = s % 5 == 0 && random.nextDouble() < 0.3;
            builder.add(START.toEpochMilli() + i * DAY, none ? 0 : Math.max(0, value));
        }
        return builder.build();
    }

    static String id(int s) {
        return "shop-" + s;
    }

    /** The rows of series in a random order. */
    static List<Row> rows(List<TimeSeries> series, long seed) {
        List<Row> rows = new ArrayList<>();
        for (TimeSeries one : series) {
            for (int i = 0; i < one.length(); i++) {
                double value = one.value(i, 0);
                rows.add(RowFactory.create(one.id(), one.timestamp(i), Double.isNaN(value) ? null : value));
            }
        }
        Collections.shuffle(rows, new Random(seed));
        return rows;
    }

    static Dataset<Row> dataset(SparkSession spark, List<TimeSeries> series, long seed) {
        return spark.createDataFrame(rows(series, seed), SCHEMA);
    }
}
