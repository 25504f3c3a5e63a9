package io.forecastj.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.InvalidSeriesException;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class GapPolicyTest {
    private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");
    private static final double NAN = Double.NaN;

    /** Hours 0 to 9 of which 2, 5, 6 and 8 are absent, with the value 10 times the hour. */
    private static final TimeSeries HOURS = hours(0, 1, 3, 4, 7, 9);

    private static TimeSeries hours(int... hours) {
        TimeSeries.Builder series = TimeSeries.builder("y", "z").sampling(Sampling.hourly());
        for (int hour : hours) {
            series.add(START.plus(Duration.ofHours(hour)), 10 * hour, hour == 0 ? NAN : hour);
        }
        return series.build();
    }

    @Test
    void absentRowsBecomeMissing() {
        assertThat(GapPolicy.missing().apply(HOURS).values("y"))
                .containsExactly(0, 10, NAN, 30, 40, NAN, NAN, 70, NAN, 90);
    }

    @Test
    void aValueIsCarriedOverAFewRows() {
        assertThat(GapPolicy.carry(1).apply(HOURS).values("y")).containsExactly(0, 10, 10, 30, 40, 40, NAN, 70, 70, 90);
        TimeSeries carried = GapPolicy.carry(2).apply(HOURS, "z");
        assertThat(carried.values("z")).containsExactly(NAN, 1, 1, 3, 4, 4, 4, 7, 7, 9);
        assertThat(carried.value(2, "y")).isNaN();
    }

    @Test
    void linesAreDrawnWithinTheTrainingRowsOnly() {
        GapPolicy policy = GapPolicy.interpolateBefore(START.plus(Duration.ofHours(7)));
        // the gap of the hours 5 and 6 is closed by hour 7, which is no training row
        assertThat(policy.apply(HOURS).values("y")).containsExactly(0, 10, 20, 30, 40, NAN, NAN, 70, NAN, 90);
        assertThat(policy.thenCarry(1).apply(HOURS).values("y"))
                .containsExactly(0, 10, 20, 30, 40, 40, NAN, 70, 70, 90);
        GapPolicy later =
                GapPolicy.interpolateBefore(START.plus(Duration.ofHours(7)).plusMillis(1));
        assertThat(later.apply(HOURS).values("y")).containsExactly(0, 10, 20, 30, 40, 50, 60, 70, NAN, 90);
        assertThat(GapPolicy.interpolateBefore(START).apply(HOURS))
                .isEqualTo(GapPolicy.missing().apply(HOURS));
    }

    @Test
    void incompleteSeriesAreRefusedWithTheFirstPlace() {
        assertThatThrownBy(() -> GapPolicy.refuse().apply(HOURS))
                .isExactlyInstanceOf(InvalidSeriesException.class)
                .hasMessageContaining("3 gaps, the first between 2024-01-01T01:00:00Z and 2024-01-01T03:00:00Z");
        TimeSeries complete = hours(0, 1, 2);
        assertThatThrownBy(() -> GapPolicy.refuse().apply(complete))
                .hasMessageContaining("1 missing values of 'z', the first in row 0 at 2024-01-01T00:00:00Z");
        assertThat(GapPolicy.refuse().apply(complete, "y")).isSameAs(complete);
        assertThatThrownBy(() -> GapPolicy.refuse().apply(complete, "x")).hasMessageContaining("has no column 'x'");
    }

    @Test
    void mistakesInCallsAreRefused() {
        assertThatThrownBy(() -> GapPolicy.carry(0)).hasMessageEndingWith("must be at least 1, found 0");
        assertThatThrownBy(() -> GapPolicy.carry(1).thenCarry(1)).isExactlyInstanceOf(IllegalStateException.class);
    }
}
