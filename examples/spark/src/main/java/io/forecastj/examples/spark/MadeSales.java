package io.forecastj.examples.spark;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Made but plausible sales of one article in many shops:
 *
 * <ul>
 *   <li>a week by the kind of shop (in a town and closed on Sundays, in a suburb with a strong Saturday, at a station),
 *       a year, and a slow trend;
 *   <li>closed holidays, Easter's too, and more on the day before them;
 *   <li>a week of promotion of the whole chain each five weeks and others of single shops, each with a dip after it,
 *       since customers have stocked up;
 *   <li>counts whose noise is that of chance at a low level and in proportion at a high one; in a tenth of the shops
 *       the article sells on a third of the days only, mostly one or two pieces.
 * </ul>
 *
 * <p>Each shop depends on nothing but its number and the seed, so every task can make its own shops. Immutable.
 */
final class MadeSales implements FlatMapFunction<Long, Row> {
    private static final long serialVersionUID = 1;

    static final StructType SCHEMA = new StructType()
            .add("shop", DataTypes.StringType)
            .add("day", DataTypes.LongType)
            .add("sales", DataTypes.DoubleType);

    private static final LocalDate FIRST = LocalDate.of(2024, 1, 1);
    private static final long MILLIS = 86_400_000;
    private static final Set<LocalDate> HOLIDAYS =
            Stream.of(2024, 2025, 2026).flatMap(MadeSales::holidays).collect(Collectors.toUnmodifiableSet());
    private static final double[][] WEEKS = {
        {0.95, 0.95, 1.0, 1.05, 1.3, 1.5, 0},
        {0.8, 0.8, 0.85, 0.95, 1.25, 1.6, 0.75},
        {1.05, 1.0, 1.0, 1.05, 1.2, 0.9, 0.8}
    };

    /** Days from the start of one promotion of the chain to the next. */
    private static final int CAMPAIGNS = 35;

    private static final int PROMOTED = 7;
    private static final int DIP = 3;

    private final int days;
    private final long seed;

    private MadeSales(int days, long seed) {
        this.days = days;
        this.seed = seed;
    }

    static Dataset<Row> of(SparkSession spark, long shops, int days, long seed, int partitions) {
        return spark.range(0, shops, 1, partitions).flatMap(new MadeSales(days, seed), Encoders.row(SCHEMA));
    }

    private static Stream<LocalDate> holidays(int year) {
        LocalDate easter =
                switch (year) {
                    case 2024 -> LocalDate.of(2024, 3, 31);
                    case 2025 -> LocalDate.of(2025, 4, 20);
                    default -> LocalDate.of(2026, 4, 5);
                };
        return Stream.of(
                LocalDate.of(year, 1, 1),
                easter.minusDays(2),
                easter.plusDays(1),
                LocalDate.of(year, 5, 1),
                LocalDate.of(year, 12, 25),
                LocalDate.of(year, 12, 26));
    }

    /** The sales of one shop, day by day. */
    double[] shop(long shop) {
        SplittableRandom random = new SplittableRandom(seed + 0x9e3779b97f4a7c15L * (shop + 1));
        boolean rare = random.nextInt(10) == 0;
        double[] week = WEEKS[random.nextInt(WEEKS.length)];
        double level = Math.exp(2 + 2.5 * random.nextDouble());
        double trend = (random.nextDouble() - 0.4) * 0.001;
        double year = 0.3 * random.nextDouble();
        double lift = 1.3 + 0.9 * random.nextDouble();
        double[] sales = new double[days];
        int own = 0;
        for (int i = 0; i < days; i++) {
            LocalDate day = FIRST.plusDays(i);
            own = own > 0 ? own - 1 : random.nextInt(120) == 0 ? PROMOTED + DIP : 0;
            double expected = (1 + trend * i)
                    * week[day.getDayOfWeek().getValue() - 1]
                    * (1 + year * Math.cos(2 * Math.PI * (day.getDayOfYear() - 350) / 365.25))
                    * promotion(Math.max(own, PROMOTED + DIP - i % CAMPAIGNS), lift)
                    * (HOLIDAYS.contains(day.plusDays(1)) ? 1.35 : 1);
            if (!HOLIDAYS.contains(day)) {
                sales[i] = rare ? few(random, expected) : count(random, level * expected);
            }
        }
        return sales;
    }

    /** The factor of a promotion that has a number of days left, those of the dip included. */
    private static double promotion(int left, double lift) {
        return left > DIP ? lift : left > 0 ? 0.85 : 1;
    }

    /** About normal, with the variance of a negative binomial distribution. */
    private static double count(SplittableRandom random, double expected) {
        double normal = 2 * (random.nextDouble() + random.nextDouble() + random.nextDouble() - 1.5);
        return Math.rint(Math.max(0, expected + Math.sqrt(expected + 0.03 * expected * expected) * normal));
    }

    /** None on most days, else one piece and perhaps more. */
    private static double few(SplittableRandom random, double expected) {
        if (random.nextDouble() >= expected / 3) {
            return 0;
        }
        int pieces = 1;
        while (random.nextInt(5) < 2) {
            pieces++;
        }
        return pieces;
    }

    static long time(int day) {
        return (FIRST.toEpochDay() + day) * MILLIS;
    }

    static Instant start() {
        return Instant.ofEpochMilli(time(0));
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
