package io.forecastj;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Missing values filled by each policy. */
class FillTest {
    private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");
    private static final double MISSING = Double.NaN;

    private static TimeSeries series(double... values) {
        return TimeSeries.of("y", START, Sampling.hourly(), values).with("x", row -> MISSING);
    }

    private static double[] filled(Fill policy, double... values) {
        return series(values).fill(policy, "y").values("y");
    }

    @Test
    void theLastKnownValueIsRepeated() {
        assertThat(filled(Fill.previous(), MISSING, 1, MISSING, MISSING, 2, MISSING))
                .containsExactly(MISSING, 1, 1, 1, 2, 2);
    }

    @Test
    void aConstantFillsEverywhere() {
        assertThat(filled(Fill.constant(0), MISSING, 1, MISSING)).containsExactly(0, 1, 0);
        assertThatThrownBy(() -> Fill.constant(MISSING))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a value to fill with must be finite, found NaN");
        assertThatThrownBy(() -> Fill.constant(Double.NEGATIVE_INFINITY)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aStraightLineGoesByTimeAndStaysBetweenKnownValues() {
        assertThat(filled(Fill.linear(), MISSING, 1, MISSING, MISSING, 4, MISSING))
                .containsExactly(MISSING, 1, 2, 3, 4, MISSING);
        TimeSeries uneven = TimeSeries.builder("y")
                .add(0, 0)
                .add(1000, MISSING)
                .add(4000, 8)
                .build();
        assertThat(uneven.fill(Fill.linear()).values("y")).containsExactly(0, 2, 8);
        assertThat(filled(Fill.linear(), -Double.MAX_VALUE, MISSING, Double.MAX_VALUE))
                .as("a distance that is more than a double")
                .containsExactly(-Double.MAX_VALUE, 0, Double.MAX_VALUE);
        assertThat(filled(Fill.linear(), 0.1, MISSING, MISSING, 0.1)).containsExactly(0.1, 0.1, 0.1, 0.1);
    }

    @Test
    void aSeasonIsRepeatedOverSeveralOfThem() {
        assertThat(filled(Fill.seasonal(3), 1, 2, MISSING, 4, MISSING, 6, MISSING, MISSING, MISSING))
                .containsExactly(1, 2, MISSING, 4, 2, 6, 4, 2, 6);
        assertThatThrownBy(() -> Fill.seasonal(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 1, found 0");
    }

    @Test
    void onlyTheLinearPolicyLooksAhead() {
        double[] known = {1, MISSING, 3, MISSING, MISSING};
        double[] later = {1, MISSING, 3, MISSING, 9};
        for (Fill policy : new Fill[] {Fill.previous(), Fill.constant(7), Fill.seasonal(2)}) {
            assertThat(series(later).fill(policy).head(4))
                    .isEqualTo(series(known).fill(policy).head(4));
        }
        assertThat(series(later).fill(Fill.linear()).head(4))
                .isNotEqualTo(series(known).fill(Fill.linear()).head(4));
    }

    @Test
    void onlyTheNamedColumnsAreFilledAndAllIfNoneIs() {
        TimeSeries series = series(1, MISSING);
        assertThat(series.fill(Fill.constant(5), "x").values("y")).containsExactly(1, MISSING);
        assertThat(series.fill(Fill.constant(5), "x").values("x")).containsExactly(5, 5);
        assertThat(series.fill(Fill.constant(5)).values("y")).containsExactly(1, 5);
        assertThatThrownBy(() -> series.fill(Fill.previous(), "z"))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageContaining("has no column 'z'");
    }

    @Test
    void aViewIsFilledFromItsRowsAndKeepsWhatBelongsToTheSeries() {
        TimeSeries series = series(1, MISSING, 3, MISSING).toBuilder()
                .id("s")
                .attribute("size", 2)
                .build();
        TimeSeries filled = series.slice(1, 4).fill(Fill.previous(), "y");
        assertThat(filled.values("y")).containsExactly(MISSING, 3, 3);
        assertThat(filled.time(0)).isEqualTo(START.plus(Duration.ofHours(1)));
        assertThat(filled.id()).isEqualTo("s");
        assertThat(filled.attributes()).containsEntry("size", 2.0);
        assertThat(filled.declaredSampling()).isEqualTo(Sampling.hourly());
        assertThat(series.head(0).fill(Fill.linear()).length()).isZero();
    }
}
