package io.forecastj.models.statistical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StlTest {
    /** Two seasons of amplitudes 10 and 5 on a line, with noise. */
    private static double[] twoSeasons(int n, double noise, long seed) {
        Random random = new Random(seed);
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = 100 + 0.1 * i + shortSeason(i) + longSeason(i) + noise * random.nextGaussian();
        }
        return values;
    }

    private static double shortSeason(int i) {
        return 10 * Math.sin(2 * Math.PI * i / 6);
    }

    private static double longSeason(int i) {
        return 5 * Math.cos(2 * Math.PI * i / 42);
    }

    @Test
    void componentsOfTwoSeasonsAreToldApart() {
        MstlParts parts = Mstl.of(6, 42).decompose(twoSeasons(420, 0.1, 3));
        for (int i = 0; i < 420; i++) {
            assertThat(parts.seasonal()[0][i]).as("season 6, row " + i).isCloseTo(shortSeason(i), within(0.5));
            assertThat(parts.seasonal()[1][i]).as("season 42, row " + i).isCloseTo(longSeason(i), within(0.5));
            assertThat(parts.trend()[i]).as("trend, row " + i).isCloseTo(100 + 0.1 * i, within(0.5));
        }
        assertThat(Arrays.stream(SeasonalStrength.seasonal(parts))).allMatch(strength -> strength > 0.99);
        assertThat(SeasonalStrength.trend(parts)).isGreaterThan(0.99);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void partsAddUpToTheSeries(long seed) {
        double[] values = twoSeasons(130, 3, seed);
        MstlParts parts = Mstl.of(6, 42).robust().decompose(values);
        for (int i = 0; i < values.length; i++) {
            double sum = parts.seasonal()[0][i] + parts.seasonal()[1][i] + parts.trend()[i] + parts.remainder()[i];
            assertThat(sum).as("seed " + seed + ", row " + i).isCloseTo(values[i], within(1e-9));
        }
    }

    @Test
    void oneSeasonOfSeveralIsThatOfOneDecomposition() {
        double[] values = twoSeasons(130, 3, 8);
        assertThat(Mstl.of(6).decompose(values).seasonal()[0])
                .isEqualTo(Stl.changing(6, 11).decompose(values).seasonal());
        assertThat(Mstl.periodic(6).decompose(values).seasonal()[0])
                .isEqualTo(Stl.periodic(6).decompose(values).seasonal());
    }

    @Test
    void aPeriodicComponentIsTheSameInEverySeason() {
        double[] seasonal = Stl.periodic(6).decompose(twoSeasons(130, 3, 9)).seasonal();
        for (int i = 6; i < seasonal.length; i++) {
            assertThat(seasonal[i]).isEqualTo(seasonal[i - 6]);
        }
    }

    @Test
    void aRobustDecompositionGivesAnOutlierNoWeight() {
        double[] values = twoSeasons(132, 0.1, 10);
        double[] clean = Stl.periodic(6).robust().decompose(values).seasonal();
        values[60] += 1000;
        StlParts parts = Stl.periodic(6).robust().decompose(values);
        assertThat(parts.weights()[60]).isZero();
        assertThat(parts.remainder()[60]).isCloseTo(1000, within(1.0));
        for (int i = 0; i < values.length; i++) {
            assertThat(parts.seasonal()[i]).as("row " + i).isCloseTo(clean[i], within(0.2));
        }
    }

    @Test
    void aDecompositionLeavesItsInputAsItWas() {
        double[] values = twoSeasons(130, 3, 11);
        double[] before = values.clone();
        Mstl.of(6, 42).robust().decompose(values);
        assertThat(values).isEqualTo(before);
    }

    @Test
    void aConstantHasNoSeasonAndNoStrength() {
        double[] constant = new double[50];
        Arrays.fill(constant, 3);
        StlParts parts = Stl.periodic(12).robust().decompose(constant);
        for (int i = 0; i < constant.length; i++) {
            assertThat(parts.seasonal()[i]).isCloseTo(0, within(1e-12));
            assertThat(parts.trend()[i]).isCloseTo(3, within(1e-12));
        }
        assertThat(SeasonalStrength.of(new double[50], 12)).isZero();
    }

    @Test
    void twoSeasonsOfValuesAreTooFew() {
        assertThat(Stl.periodic(12).decompose(twoSeasons(25, 1, 1)).trend()).hasSize(25);
        assertThatThrownBy(() -> Stl.periodic(12).decompose(twoSeasons(24, 1, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a decomposition with a season of 12 needs more than 24 values, found 24");
        assertThatThrownBy(() -> Stl.periodic(Integer.MAX_VALUE).decompose(twoSeasons(24, 1, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("needs more than 4294967294 values");
    }

    @Test
    void missingValuesAreRefused() {
        double[] values = twoSeasons(50, 1, 1);
        values[17] = Double.NaN;
        assertThatThrownBy(() -> Stl.periodic(12).decompose(values))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("value 17 must be finite, found NaN");
    }

    @Test
    void settingsThatMakeNoDecompositionAreRefused() {
        assertThatThrownBy(() -> Stl.periodic(1)).hasMessage("season must be at least 2, found 1");
        assertThatThrownBy(() -> Stl.changing(12, 8))
                .hasMessage("seasonalWindow must be odd and at least 3, or 0, found 8");
        assertThatThrownBy(() -> Stl.changing(12, 0)).hasMessage("seasonalWindow must be at least 3, found 0");
        assertThatThrownBy(() -> Mstl.of()).hasMessage("seasons must be at least one, found []");
        assertThatThrownBy(() -> Mstl.of(24, 7))
                .hasMessage("seasons must be increasing and at least 2 each, found [24, 7]");
    }
}
