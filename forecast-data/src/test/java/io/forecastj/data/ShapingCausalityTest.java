package io.forecastj.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.Aggregation;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows that come later, absent or with other values, change no result that was known before. */
class ShapingCausalityTest {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final Instant START = Instant.parse("2024-03-07T05:00:00Z");

    static Stream<Named<UnaryOperator<TimeSeries>>> shapes() {
        LocalTime five = LocalTime.of(17, 0);
        SessionCalendar fx = SessionCalendar.in(NEW_YORK).weekdays(five, five);
        SessionCalendar shares = SessionCalendar.in(NEW_YORK).weekdays(LocalTime.of(9, 30), LocalTime.of(16, 0));
        return Stream.<Named<UnaryOperator<TimeSeries>>>of(
                resample("hours", Resample.to(Sampling.hourly())),
                resample("hours at least", Resample.to(Sampling.hourly()).atLeast(0.9)),
                resample("local days", Resample.to(Sampling.daily(NEW_YORK))),
                resample("weeks", Resample.toWeeks(DayOfWeek.SATURDAY, NEW_YORK)),
                resample("forex days", Resample.sessions(fx).leavingOutClosed()),
                resample(
                        "hours of shares",
                        Resample.to(Sampling.hourly()).session(shares).leavingOutClosed()),
                resample("rows at the end", Resample.to(Sampling.hourly()).rowsAtEnd()),
                Named.of("as-of join", ShapingCausalityTest::joinedToThemselves),
                Named.of("carry", GapPolicy.carry(3)::apply),
                Named.of("missing", GapPolicy.missing()::apply),
                Named.of("slowest clock", ShapingCausalityTest::slowest));
    }

    private static Named<UnaryOperator<TimeSeries>> resample(String name, Resample recipe) {
        Resample ruled = recipe.rule("y", Aggregation.SUM).rule("z", Aggregation.LAST);
        return Named.of(name, ruled::apply);
    }

    private static TimeSeries joinedToThemselves(TimeSeries series) {
        return AsOfJoin.of(Resample.to(Sampling.hourly())
                        .rule("y", Aggregation.MEAN)
                        .rule("z", Aggregation.MAX)
                        .apply(series))
                .with(series.rename(name -> "fine_" + name))
                .delay(Duration.ofMinutes(7))
                .staleness(Duration.ofMinutes(20))
                .skippingMissing()
                .age("age")
                .join();
    }

    private static TimeSeries slowest(TimeSeries series) {
        TimeSeries hours = Resample.to(Sampling.hourly())
                .rule("y", Aggregation.MEAN)
                .rule("z", Aggregation.MAX)
                .apply(series);
        return Align.onCommon(List.of(series, hours), CommonClock.SLOWEST).get(0);
    }

    private static TimeSeries rows(Random random) {
        TimeSeries.Builder series = TimeSeries.builder("y", "z").sampling(Sampling.fixed(Duration.ofMinutes(5)));
        for (int i = 0; i < 8 * 24 * 12; i++) {
            if (i == 0 || random.nextInt(10) > 0) {
                series.add(
                        START.plus(Duration.ofMinutes(5L * i)),
                        random.nextInt(20) == 0 ? Double.NaN : random.nextInt(1_000),
                        random.nextGaussian());
            }
        }
        return series.build();
    }

    /** The rows before a time, and others after it. */
    private static TimeSeries changedFrom(TimeSeries series, Instant time, Random random) {
        TimeSeries.Builder changed = series.head(0).toBuilder();
        for (int row = 0; row < series.length(); row++) {
            if (series.time(row).isBefore(time)) {
                changed.add(series.timestamp(row), series.value(row, 0), series.value(row, 1));
            } else if (random.nextBoolean()) {
                changed.add(series.timestamp(row), random.nextInt(1_000), random.nextGaussian());
            }
        }
        return changed.build();
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void laterRowsChangeNothingThatWasKnown(UnaryOperator<TimeSeries> shape) {
        for (long seed = 1; seed <= 12; seed++) {
            Random random = new Random(seed);
            TimeSeries series = rows(random);
            TimeSeries whole = shape.apply(series);
            int cut = 600 + random.nextInt(series.length() - 600);
            // a row is known at its time, so those of this time are not yet: results up to it must not need them
            Instant time = series.time(cut).minusMillis(random.nextInt(2));
            TimeSeries before = whole.between(Instant.MIN, time.minusMillis(1));
            List<TimeSeries> others = List.of(
                    series.head(series.rowAtOrBefore(time.minusMillis(1)) + 1), changedFrom(series, time, random));
            assertThat(before.length()).isPositive();
            for (TimeSeries other : others) {
                TimeSeries found = shape.apply(other);
                TimeSeries same = found.between(Instant.MIN, time.minusMillis(1));
                if (other == others.get(0) && same.length() < before.length()) {
                    // the slot may be over and not yet known to be
                    assertThat(same).as("seed " + seed).isEqualTo(before.head(before.length() - 1));
                } else {
                    assertThat(same).as("seed " + seed).isEqualTo(before);
                }
            }
        }
    }
}
