package io.forecastj.models.conformal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ErrorScaleTest {
    private static ErrorScale unit(int volatilityRows, double spread) {
        return new ErrorScale(new double[] {1, 3}, new int[] {1, 4}, volatilityRows, spread, 1);
    }

    @Test
    void theScaleIsSpreadTimesProfileTimesTheVolatilityWhichFadesWithTheStep() {
        ErrorScale unit = unit(10, 2);
        assertThat(unit.scale(0)).isEqualTo(2);
        assertThat(unit.scale(1)).isEqualTo(6);
        unit.error(-6); // three times what is usual
        assertThat(unit.volatility()).isCloseTo(0.9 + 0.1 * 3, within(1e-15));
        assertThat(unit.scale(0)).isCloseTo(2 * 1.2, within(1e-14));
        assertThat(unit.scale(1)).as("at step 4 its square root").isCloseTo(6 * Math.sqrt(1.2), within(1e-14));
        unit.error(Double.NaN);
        assertThat(unit.volatility()).isCloseTo(1.2, within(1e-15));
    }

    @Test
    void oneErrorCountsAsAHundredUsualOnesAtMost() {
        ErrorScale unit = unit(10, 2);
        unit.error(1e9);
        assertThat(unit.volatility()).isCloseTo(0.9 + 0.1 * 100, within(1e-14));
    }

    @Test
    void withoutVolatilityErrorsChangeNothing() {
        ErrorScale unit = unit(0, 2);
        unit.error(50);
        assertThat(unit.scale(0)).isEqualTo(2);
    }

    @Test
    void aSeriesThatIsNotKnownHasTheMeanChangeOfItsRows() {
        ErrorScale unit = unit(0, Double.NaN);
        assertThat(unit.scale(0)).isNaN();
        for (double value : new double[] {10, 13, Double.NaN, 12}) {
            unit.row(value);
        }
        assertThat(unit.scale(0)).isEqualTo((3 + 1) / 2.0);
        assertThat(unit.scale(1)).isEqualTo(3 * 2.0);
    }
}
