package io.forecastj.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.Join;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

class AsOfJoinTest {
    private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");
    private static final TimeSeries DAYS = TimeSeries.of("y", START, Sampling.daily(), 1, 2, 3, 4, 5, 6);

    private static TimeSeries figures() {
        return TimeSeries.builder("a", "b")
                .id("figures")
                .add(START, 10, 100)
                .add(START.plus(Duration.ofDays(3)), 20, Double.NaN)
                .build();
    }

    @Test
    void delayAndStalenessAreThoseOfMergeAsof() {
        TimeSeries found = AsOfJoin.of(GoldenFiles.read("left"))
                .with(GoldenFiles.read("right"))
                .delay(Duration.ofMinutes(45))
                .staleness(Duration.ofMinutes(240))
                .join();
        GoldenFiles.assertSame(found, GoldenFiles.read("asof"));
    }

    @Test
    void withoutOptionsItIsTheJoinOfTheApi() {
        assertThat(AsOfJoin.of(DAYS).with(figures()).join()).isEqualTo(DAYS.join(figures(), Join.PREVIOUS));
        assertThat(AsOfJoin.of(DAYS).join()).isSameAs(DAYS);
    }

    @Test
    void aValueIsUsedFromTheTimeAtWhichItIsKnown() {
        TimeSeries joined = AsOfJoin.of(DAYS)
                .with(figures())
                .delay(Duration.ofDays(1))
                .staleness(Duration.ofDays(1))
                .age("age")
                .join();
        assertThat(joined.columns()).containsExactly("y", "a", "b", "age");
        assertThat(joined.values("a")).containsExactly(Double.NaN, 10, 10, Double.NaN, 20, 20);
        assertThat(joined.values("b")).containsExactly(Double.NaN, 100, 100, Double.NaN, Double.NaN, Double.NaN);
        assertThat(joined.values("age")).containsExactly(Double.NaN, 0, 1, 2, 0, 1);
        assertThat(joined.declaredSampling()).isEqualTo(Sampling.daily());
    }

    @Test
    void theLastValueThatIsNotMissingMayBeUsed() {
        TimeSeries joined = AsOfJoin.of(DAYS)
                .with(figures())
                .skippingMissing()
                .staleness(Duration.ofDays(4))
                .age("age")
                .join();
        assertThat(joined.values("a")).containsExactly(10, 10, 10, 20, 20, 20);
        assertThat(joined.values("b")).containsExactly(100, 100, 100, 100, 100, Double.NaN);
        assertThat(joined.values("age")).containsExactly(0, 1, 2, 3, 4, 5);
    }

    @Test
    void optionsHoldForTheLastGivenSeries() {
        TimeSeries other = figures().rename("a", "c").rename("b", "d");
        TimeSeries joined = AsOfJoin.of(DAYS)
                .with(figures())
                .with(other)
                .delay(Duration.ofDays(2))
                .staleness(ChronoUnit.FOREVER.getDuration())
                .join();
        assertThat(joined.values("a")).startsWith(10, 10, 10, 20);
        assertThat(joined.values("c")).startsWith(Double.NaN, Double.NaN, 10);
    }

    @Test
    void mistakesAreRefused() {
        assertThatThrownBy(() -> AsOfJoin.of(DAYS).delay(Duration.ZERO))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("give a series by with(...) before its options");
        AsOfJoin join = AsOfJoin.of(DAYS).with(figures());
        assertThatThrownBy(() -> join.delay(Duration.ofDays(-1))).hasMessageEndingWith("found PT-24H");
        assertThatThrownBy(() -> join.delay(Duration.ofNanos(1))).hasMessageEndingWith("found PT0.000000001S");
        assertThatThrownBy(() -> join.staleness(Duration.ofDays(-1))).hasMessageEndingWith("found PT-24H");
        assertThatThrownBy(() -> join.age("y").join()).hasMessageEndingWith("give the ages another name");
        assertThatThrownBy(() -> join.with(figures()).join()).hasMessageContaining("have the columns [a, b]");
    }
}
