package io.forecastj.examples.spark;

import java.time.LocalDate;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Made but plausible sales of one article in many shops: a week and a year, a trend, closed holidays, promotions with a
 * dip after them, and noise that grows with the level. In a tenth of the shops it sells on few days only. Each shop
 * depends on its number and the seed alone, so every task can make its own shops. Immutable.
 */
final class MadeSales implements FlatMapFunction<Long, Row> {
    private static final long serialVersionUID = 1;

    static final StructType SCHEMA = new StructType()
            .add("shop", DataTypes.StringType)
            .add("day", DataTypes.LongType)
            .add("sales", DataTypes.DoubleType);

    private static final LocalDate FIRST = LocalDate.of(2024, 1, 1);
    private static final long MILLIS = 86_400_000;
    private static final Set<MonthDay> HOLIDAYS =
            Set.of(MonthDay.of(1, 1), MonthDay.of(5, 1), MonthDay.of(12, 25), MonthDay.of(12, 26));
    private static final double[] WEEK = {0.9, 0.85, 0.9, 1.0, 1.25, 1.4, 0.7};

    private final int days;
    private final long seed;

    private MadeSales(int days, long seed) {
        this.days = days;
        this.seed = seed;
    }

    static Dataset<Row> of(SparkSession spark, long shops, int days, long seed, int partitions) {
        return spark.range(0, shops, 1, partitions).flatMap(new MadeSales(days, seed), Encoders.row(SCHEMA));
    }

    /** The sales of one shop, day by day. */
    double[] shop(long shop) {
        SplittableRandom random = new SplittableRandom(seed + 0x9e3779b97f4a7c15L * (shop + 1));
        boolean rare = random.nextInt(10) == 0;
        double level = rare ? 2 : Math.exp(2 + 2.5 * random.nextDouble());
        double trend = (random.nextDouble() - 0.4) * 0.001;
        double year = 0.3 * random.nextDouble();
        double[] sales = new double[days];
        int promotion = 0;
        for (int i = 0; i < days; i++) {
            LocalDate day = FIRST.plusDays(i);
            promotion = promotion > 0 ? promotion - 1 : random.nextInt(60) == 0 ? 10 : 0;
            double lift = promotion > 3 ? 1.6 : promotion > 0 ? 0.8 : 1;
            double expected = level
                    * (1 + trend * i)
                    * WEEK[day.getDayOfWeek().getValue() - 1]
                    * (1 + year * Math.cos(2 * Math.PI * (day.getDayOfYear() - 350) / 365.25))
                    * lift;
            double noise = 1 + 0.2 * (random.nextDouble() + random.nextDouble() + random.nextDouble() - 1.5);
            boolean none = HOLIDAYS.contains(MonthDay.from(day)) || rare && random.nextInt(3) > 0;
            sales[i] = none ? 0 : Math.rint(Math.max(0, expected * noise));
        }
        return sales;
    }

    static long time(int day) {
        return (FIRST.toEpochDay() + day) * MILLIS;
    }

    static MadeSales generator(int days, long seed) {
        return new MadeSales(days, seed);
    }

    @Override
    public Iterator<Row> call(Long shop) {
        double[] sales = shop(shop);
        List<Row> rows = new ArrayList<>(days);
        for (int i = 0; i < days; i++) {
            rows.add(RowFactory.create("shop " + shop, time(i), sales[i]));
        }
        return rows.iterator();
    }
}
