package io.forecastj;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Columns of two series side by side, by each policy. */
class ColumnJoinTest {
    private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");
    private static final double MISSING = Double.NaN;

    /** A series with rows at the given hours, whose values are the hours. */
    private static TimeSeries at(String column, int... hours) {
        TimeSeries.Builder builder = TimeSeries.builder(column)
                .id(column)
                .attribute("of " + column, 1)
                .sampling(Sampling.hourly());
        for (int hour : hours) {
            builder.add(START.plus(Duration.ofHours(hour)), hour);
        }
        return builder.build();
    }

    @Test
    void eachPolicyTreatsAbsentTimesAsItsNamePromises() {
        TimeSeries load = at("load", 1, 2, 3, 5);
        TimeSeries heat = at("heat", 2, 4, 5, 6);
        TimeSeries missing = load.join(heat, Join.MISSING);
        assertThat(missing.columns()).containsExactly("load", "heat");
        assertThat(missing.values("load")).containsExactly(1, 2, 3, 5);
        assertThat(missing.values("heat")).containsExactly(MISSING, 2, MISSING, 5);
        assertThat(load.join(heat, Join.PREVIOUS).values("heat")).containsExactly(MISSING, 2, 2, 5);
        TimeSeries common = load.join(heat, Join.COMMON);
        assertThat(common.values("load")).containsExactly(2, 5);
        assertThat(common.values("heat")).containsExactly(2, 5);
        TimeSeries all = load.join(heat, Join.ALL);
        assertThat(all.values("load")).containsExactly(1, 2, 3, MISSING, 5, MISSING);
        assertThat(all.values("heat")).containsExactly(MISSING, 2, MISSING, 4, 5, 6);
        assertThatThrownBy(() -> load.join(heat, Join.EXACT))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageContaining("has no row at 2024-01-01T01:00:00Z, the time of row 0 of series 'load'")
                .hasMessageContaining("Join.MISSING");
        assertThat(load.join(at("heat", 0, 1, 2, 3, 4, 5, 6), Join.EXACT).values("heat"))
                .containsExactly(1, 2, 3, 5);
    }

    @ParameterizedTest
    @EnumSource(Join.class)
    void theSeriesStaysTheSameApartFromTheNewColumns(Join policy) {
        TimeSeries joined = at("load", 1, 2, 3).join(at("heat", 1, 2, 3), policy);
        assertThat(joined.select("load")).isEqualTo(at("load", 1, 2, 3));
        assertThat(joined.values("heat")).containsExactly(1, 2, 3);
    }

    @ParameterizedTest
    @EnumSource(
            value = Join.class,
            names = {"MISSING", "PREVIOUS"})
    void aSeriesWithoutRowsGivesMissingValues(Join policy) {
        assertThat(at("load", 1, 2).join(at("heat"), policy).values("heat")).containsExactly(MISSING, MISSING);
        assertThat(at("load").join(at("heat", 1, 2), policy).length()).isZero();
    }

    @Test
    void viewsAreJoinedByTheirRows() {
        TimeSeries load = at("load", 0, 1, 2, 3, 4).slice(1, 4);
        TimeSeries heat = at("heat", 0, 1, 2, 3, 4, 5).slice(2, 5);
        assertThat(load.join(heat, Join.MISSING).values("load")).containsExactly(1, 2, 3);
        assertThat(load.join(heat, Join.MISSING).values("heat")).containsExactly(MISSING, 2, 3);
        assertThat(load.join(heat, Join.ALL).values("load")).containsExactly(1, 2, 3, MISSING);
    }

    @Test
    void rowsOfAnotherSpacingEndTheDeclaredOne() {
        TimeSeries daily =
                at("heat", 0, 24, 48).toBuilder().sampling(Sampling.daily()).build();
        assertThat(at("load", 1, 2).join(daily, Join.ALL).declaredSampling()).isNull();
        assertThat(at("load", 1, 2).join(daily, Join.PREVIOUS).declaredSampling())
                .isEqualTo(Sampling.hourly());
        assertThat(at("load", 1, 2).join(at("heat", 3), Join.ALL).declaredSampling())
                .isEqualTo(Sampling.hourly());
    }

    @Test
    void rowsThatAreAddedOrLeftOutEndADeclaredSpacingThatTheyContradict() {
        TimeSeries load = at("load", 0, 1, 2, 3, 4);
        TimeSeries halves = TimeSeries.builder("heat")
                .add(START.plus(Duration.ofMinutes(90)), 1)
                .add(START.plus(Duration.ofMinutes(150)), 1)
                .build();
        assertThat(load.join(halves, Join.ALL).declaredSampling()).isNull();
        assertThat(load.join(halves.toBuilder().sampling(Sampling.hourly()).build(), Join.ALL)
                        .declaredSampling())
                .as("hours on the half hour")
                .isNull();
        assertThat(load.join(at("heat", 9), Join.ALL).declaredSampling())
                .as("with rows absent between")
                .isNull();
        assertThat(load.join(at("heat", 5, 6), Join.ALL).declaredSampling()).isEqualTo(Sampling.hourly());
        assertThat(load.join(at("heat", 0, 2, 4), Join.COMMON).declaredSampling())
                .isNull();
        assertThat(load.join(at("heat", 0, 1, 2, 3, 4), Join.COMMON).declaredSampling())
                .isEqualTo(Sampling.hourly());
    }

    @Test
    void columnsOfTheSameNameAreRefused() {
        assertThatThrownBy(() -> at("load", 1).join(at("load", 1), Join.ALL))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("have the columns [load]; rename(...) them");
        TimeSeries renamed = at("load", 1).join(at("load", 1).rename("load", "other"), Join.EXACT);
        assertThat(renamed.columns()).containsExactly("load", "other");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void randomTimesAreJoinedAsMapsWouldBe(long seed) {
        Random random = new Random(seed);
        int[] left = random.ints(30, 0, 60).sorted().distinct().toArray();
        int[] right = random.ints(30, 0, 60).sorted().distinct().toArray();
        TimeSeries all = at("a", left).join(at("b", right), Join.ALL);
        TreeMap<Instant, Double> expected = new TreeMap<>();
        for (int hour : right) {
            expected.put(START.plus(Duration.ofHours(hour)), (double) hour);
        }
        for (int hour : left) {
            Instant time = START.plus(Duration.ofHours(hour));
            int row = all.rowAtOrBefore(time);
            assertThat(all.time(row)).as("seed %d", seed).isEqualTo(time);
            assertThat(all.value(row, "a")).as("seed %d", seed).isEqualTo(hour);
            assertThat(all.value(row, "b"))
                    .as("seed %d, %s", seed, time)
                    .isEqualTo(expected.getOrDefault(time, Double.NaN));
            var last = expected.floorEntry(time);
            TimeSeries previous = at("a", left).join(at("b", right), Join.PREVIOUS);
            assertThat(previous.value(previous.rowAtOrBefore(time), "b"))
                    .as("seed %d, %s", seed, time)
                    .isEqualTo(last == null ? Double.valueOf(Double.NaN) : last.getValue());
        }
        assertThat(all.values("b")).as("seed %d", seed).contains(right[right.length - 1]);
    }
}
