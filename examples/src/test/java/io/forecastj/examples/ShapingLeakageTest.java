package io.forecastj.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.Aggregation;
import io.forecastj.Join;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import io.forecastj.backtest.leakage.Finding;
import io.forecastj.backtest.leakage.LeakKind;
import io.forecastj.backtest.leakage.LeakageAudit;
import io.forecastj.data.AsOfJoin;
import io.forecastj.data.GapPolicy;
import io.forecastj.data.Resample;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The leakage audit finds nothing in columns that are resampled, joined as of and filled, but finds their misuse. */
class ShapingLeakageTest {
    private static final Instant START = Instant.parse("2024-03-01T00:00:00Z");
    private static final TimeSeries MINUTES = minutes();

    private static TimeSeries minutes() {
        Random random = new Random(3);
        TimeSeries.Builder series =
                TimeSeries.builder("price", "amount").sampling(Sampling.fixed(Duration.ofMinutes(10)));
        double price = 100;
        for (int i = 0; i < 1_000; i++) {
            price += random.nextGaussian();
            series.add(
                    START.plus(Duration.ofMinutes(10L * i)),
                    random.nextInt(12) == 0 ? Double.NaN : price,
                    random.nextInt(50));
        }
        return series.build();
    }

    private static Resample hours() {
        return Resample.to(Sampling.hourly()).rule("price", Aggregation.LAST).rule("amount", Aggregation.SUM);
    }

    /** The columns of a slow series that is made of the rows, beside the rows. */
    private static TimeSeries beside(TimeSeries rows, TimeSeries slow) {
        return AsOfJoin.of(rows).with(slow.rename(name -> "slow_" + name)).join();
    }

    private static List<Finding> findings(String column, UnaryOperator<TimeSeries> shape) {
        return LeakageAudit.on(MINUTES)
                .feature(column, 200, rows -> shape.apply(rows).values(column))
                .run()
                .findings();
    }

    @Test
    void resampledColumnsBesideFineRowsAreCausal() {
        for (String column : List.of("slow_price", "slow_amount")) {
            assertThat(findings(column, rows -> beside(rows, hours().apply(rows))))
                    .as(column)
                    .isEmpty();
            assertThat(findings(
                            column, rows -> beside(rows, hours().atLeast(0.9).apply(rows))))
                    .as(column + " of enough rows")
                    .isEmpty();
        }
    }

    @Test
    void columnsLabelledAtTheStartLeakUnlessDelayed() {
        assertThat(findings(
                        "slow_amount",
                        rows -> beside(rows, hours().labelledAtStart().apply(rows))))
                .extracting(Finding::kind)
                .contains(LeakKind.UNFINISHED_PERIOD);
        assertThat(findings("slow_amount", rows -> AsOfJoin.of(rows)
                        .with(hours().labelledAtStart().apply(rows).rename(name -> "slow_" + name))
                        .delay(Duration.ofHours(1))
                        .join()))
                .isEmpty();
    }

    @Test
    void columnsJoinedAsOfWithAllOptionsAreCausal() {
        UnaryOperator<TimeSeries> joined = rows -> AsOfJoin.of(rows)
                .with(hours().apply(rows).rename(name -> "slow_" + name))
                .delay(Duration.ofMinutes(25))
                .staleness(Duration.ofMinutes(70))
                .skippingMissing()
                .age("age")
                .join();
        for (String column : List.of("slow_price", "slow_amount", "age")) {
            assertThat(findings(column, joined)).as(column).isEmpty();
        }
    }

    @Test
    void carriedValuesAreCausalAndLinesAreWithinTheTrainingRowsOnly() {
        assertThat(findings("price", GapPolicy.carry(2)::apply)).isEmpty();
        assertThat(findings("price", GapPolicy.interpolateBefore(START)::apply)).isEmpty();
        Instant beyond = START.plus(Duration.ofDays(30));
        assertThat(findings("price", GapPolicy.interpolateBefore(beyond)::apply))
                .isNotEmpty();
    }

    @Test
    void theJoinOfTheApiLeaksWithRowsAtTheStart() {
        assertThat(findings(
                        "slow_amount",
                        rows -> rows.join(
                                hours().labelledAtStart().apply(rows).rename(name -> "slow_" + name), Join.PREVIOUS)))
                .isNotEmpty();
    }
}
