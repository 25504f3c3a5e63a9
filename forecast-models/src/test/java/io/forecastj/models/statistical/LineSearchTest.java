package io.forecastj.models.statistical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LineSearchTest {
    @Test
    void findsTheMinimumInsideAndAtTheBounds() {
        assertThat(LineSearch.minimum(x -> (x - 0.3) * (x - 0.3), 0, 1)).isCloseTo(0.3, within(1e-7));
        assertThat(LineSearch.minimum(x -> x, 0.2, 1)).isCloseTo(0.2, within(1e-8));
        assertThat(LineSearch.minimum(x -> -x, 0.2, 1)).isCloseTo(1, within(1e-8));
    }

    @Test
    void findsTheDeeperOfTwoValleys() {
        assertThat(LineSearch.minimum(x -> Math.min(Math.abs(x - 0.2), 2 * Math.abs(x - 0.8) - 0.1), 0, 1))
                .isCloseTo(0.8, within(1e-7));
    }

    @Test
    void staysWhereTheFunctionIsDefined() {
        assertThat(LineSearch.minimum(x -> x < 0.5 ? Double.NaN : x, 0, 1)).isBetween(0.5, 0.5001);
        assertThat(LineSearch.minimum(x -> 7, 0, 1)).isBetween(0.0, 1.0);
    }
}
