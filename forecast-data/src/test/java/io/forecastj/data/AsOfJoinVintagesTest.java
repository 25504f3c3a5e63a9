package io.forecastj.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AsOfJoinVintagesTest {
    private static final long START = 1_704_067_200_000L;
    private static final long HOUR = 3_600_000;
    private static final double HOURS_OF_DAY = 24;

    private static Instant day(int day) {
        return Instant.parse("2024-01-01T00:00:00Z").plus(Duration.ofDays(day));
    }

    private static TimeSeries days(int count) {
        return TimeSeries.of("close", day(0), Sampling.daily(), new double[count]);
    }

    private static TimeSeries growth() {
        return TimeSeries.builder("growth")
                .publish(day(0), day(3), 1.6)
                .publish(day(0), day(5), 1.3)
                .publish(day(2), day(4), 2.8)
                .publish(day(2), day(7), 3.0)
                .publish(day(3), day(1), 9) // published before its time
                .build();
    }

    @Test
    void aRowGetsTheVersionThatWasKnownThen() {
        TimeSeries joined =
                AsOfJoin.of(days(9)).with(growth().head(2)).age("age").join();
        assertThat(joined.values("growth"))
                .containsExactly(Double.NaN, Double.NaN, Double.NaN, 1.6, 2.8, 2.8, 2.8, 3, 3);
        assertThat(joined.values("age")).containsExactly(Double.NaN, Double.NaN, Double.NaN, 3, 2, 3, 4, 5, 6);
        assertThat(joined.hasVintages()).isFalse();
    }

    @Test
    void aDelayPostponesPublicationsAndAForecastOfALaterRowIsNotUsed() {
        TimeSeries joined = AsOfJoin.of(days(6))
                .with(growth())
                .delay(Duration.ofDays(1))
                .staleness(Duration.ofDays(1))
                .age("age")
                .join();
        assertThat(joined.values("growth")).containsExactly(Double.NaN, Double.NaN, Double.NaN, Double.NaN, 9, 9);
        assertThat(joined.values("age")).containsExactly(Double.NaN, Double.NaN, Double.NaN, Double.NaN, 0, 1);
    }

    @Test
    void columnsWithoutPublicationTimesAreKnownAtTheirRows() {
        TimeSeries mixed = growth().head(2).with("plain", 1, 2);
        TimeSeries rows = AsOfJoin.of(days(5)).with(mixed).join();
        assertThat(rows.values("plain")).containsExactly(1, 1, 2, 2, 2);
        assertThat(rows.values("growth")).containsExactly(Double.NaN, Double.NaN, Double.NaN, Double.NaN, 2.8);
        TimeSeries values = AsOfJoin.of(days(5)).with(mixed).skippingMissing().join();
        assertThat(values.values("plain")).containsExactly(1, 1, 2, 2, 2);
        assertThat(values.values("growth")).containsExactly(Double.NaN, Double.NaN, Double.NaN, 1.6, 2.8);
    }

    @Test
    void theLeftSeriesKeepsItsPublicationTimes() {
        TimeSeries left = days(9).publishedAfter("close", Duration.ofDays(1));
        TimeSeries joined = AsOfJoin.of(left).with(growth()).age("age").join();
        assertThat(joined.vintageColumns()).containsExactly("close");
        assertThat(joined.select("close")).isEqualTo(left);
        TimeSeries plain = AsOfJoin.of(days(9)).with(growth()).age("age").join();
        assertThat(joined.select("growth", "age")).isEqualTo(plain.select("growth", "age"));
    }

    /** Searches every row for the definition, from the last one on. */
    private static double[] bruteForce(
            TimeSeries left, TimeSeries right, int column, long delay, long staleness, boolean skip) {
        double[] found = new double[left.length()];
        Arrays.fill(found, Double.NaN);
        for (int i = 0; i < found.length; i++) {
            long known = left.timestamp(i) - delay;
            for (int row = right.length() - 1; row >= 0; row--) {
                boolean used = false;
                for (int c = 0; c < right.columns().size(); c++) {
                    used |= (!skip || c == column) && !Double.isNaN(right.valueAsOf(row, c, known));
                }
                if (right.timestamp(row) <= known && used) {
                    boolean stale = known - right.timestamp(row) > staleness;
                    found[i] = stale ? Double.NaN : right.valueAsOf(row, column, known);
                    break;
                }
            }
        }
        return found;
    }

    @Test
    void theJoinIsWhatItsDefinitionFindsInEveryRow() {
        for (long seed = 1; seed <= 300; seed++) {
            Random random = new Random(seed);
            TimeSeries right =
                    RandomVintages.series("", RandomVintages.rows(random, 1 + random.nextInt(30), 2), "a", "b");
            TimeSeries left = left(random);
            long delay = HOUR * random.nextInt(4);
            long staleness = HOUR * random.nextInt(30);
            AsOfJoin recipe = AsOfJoin.of(left)
                    .with(right)
                    .delay(Duration.ofMillis(delay))
                    .staleness(Duration.ofMillis(staleness));
            for (boolean skip : new boolean[] {false, true}) {
                TimeSeries joined = (skip ? recipe.skippingMissing() : recipe).join();
                for (int c = 0; c < 2; c++) {
                    assertThat(joined.values(right.columns().get(c)))
                            .as("seed %s, column %s, skipping %s", seed, c, skip)
                            .containsExactly(bruteForce(left, right, c, delay, staleness, skip));
                }
            }
        }
    }

    private static TimeSeries left(Random random) {
        TimeSeries.Builder left = TimeSeries.builder("y");
        long time = START - HOUR;
        for (int i = 0; i < 60; i++) {
            left.add(time += HOUR / 4 * (1 + random.nextInt(6)), i);
        }
        return left.build();
    }

    @Test
    void laterPublicationsAndRowsChangeNothing() {
        for (long seed = 1; seed <= 100; seed++) {
            Random random = new Random(seed);
            List<RandomVintages.Published> rows = RandomVintages.rows(random, 20, 2);
            TimeSeries left = left(random);
            int cut = random.nextInt(left.length());
            long delay = HOUR * random.nextInt(3);
            List<RandomVintages.Published> known = rows.stream()
                    .filter(row -> row.published() <= left.timestamp(cut) - delay)
                    .toList();
            if (known.isEmpty()) {
                continue;
            }
            for (boolean skip : new boolean[] {false, true}) {
                assertThat(joined(left, known, delay, skip).head(cut + 1))
                        .as("seed %s, skipping %s", seed, skip)
                        .isEqualTo(joined(left, rows, delay, skip).head(cut + 1));
            }
        }
    }

    private static TimeSeries joined(TimeSeries left, List<RandomVintages.Published> rows, long delay, boolean skip) {
        AsOfJoin recipe = AsOfJoin.of(left)
                .with(RandomVintages.series("", rows, "a", "b"))
                .delay(Duration.ofMillis(delay))
                .staleness(Duration.ofHours(20))
                .age("age");
        return (skip ? recipe.skippingMissing() : recipe).join();
    }

    @Test
    void agesCountFromTheTimeOfTheRowThatIsUsed() {
        Random random = new Random(7);
        TimeSeries right = RandomVintages.series("", RandomVintages.rows(random, 30, 1), "a");
        TimeSeries left = left(random);
        TimeSeries joined = AsOfJoin.of(left).with(right).age("age").join();
        int used = 0;
        for (int i = 0; i < left.length(); i++) {
            double age = joined.value(i, "age");
            if (!Double.isNaN(age)) {
                int row = right.rowAtOrBefore(
                        Instant.ofEpochMilli(left.timestamp(i) - Math.round(age * HOURS_OF_DAY * HOUR)));
                assertThat(joined.value(i, "a")).isEqualTo(right.valueAsOf(row, 0, left.timestamp(i)));
                used++;
            }
        }
        assertThat(used).isGreaterThan(20);
    }
}
