package io.forecastj.models.statistical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ClassicalSeasonTest {
    @Test
    void indicesOfALineWithASeasonAreThoseOfTheSeason() {
        double[] terms = {3, -1, -4, 2};
        double[] values = new double[22];
        Arrays.setAll(values, i -> 100 + 2 * i + terms[i % 4]);
        assertThat(ClassicalSeason.indices(values, 4, false)).containsExactly(terms, within(1e-12));
        double[] factors = {1.2, 0.7, 1.1};
        Arrays.setAll(values, i -> 50 * factors[i % 3]);
        assertThat(ClassicalSeason.indices(values, 3, true)).containsExactly(factors, within(1e-12));
    }

    @Test
    void movingAveragesCountTheOuterValuesOfAnEvenSeasonHalf() {
        double[] values = {1, 5, 2, 8, 4, 9};
        assertThat(ClassicalSeason.movingAverage(values, 4))
                .containsExactly(Double.NaN, Double.NaN, (0.5 + 5 + 2 + 8 + 2) / 4, 5.25, Double.NaN, Double.NaN);
        assertThat(ClassicalSeason.movingAverage(values, 3)[1]).isCloseTo(8 / 3.0, within(1e-12));
    }

    @Test
    void aSeasonIsFoundInSeasonalSeriesAndSeldomInNoise() {
        int found = 0;
        for (long seed = 0; seed < 500; seed++) {
            double[] noise = new Random(seed).doubles(80, 1, 2).toArray();
            found += ClassicalSeason.isSeasonal(noise, 4) ? 1 : 0;
            Arrays.setAll(noise, i -> noise[i] + i % 4);
            assertThat(ClassicalSeason.isSeasonal(noise, 4)).as("seed " + seed).isTrue();
        }
        // a test at the level of 90 %, whose mean correlation is a little below 0
        assertThat(found).isBetween(25, 75);
    }

    @Test
    void seriesThatAreShortConstantOrNotPositiveAreTakenWithCare() {
        double[] values = new double[24];
        Arrays.setAll(values, i -> i % 4 - 1.5);
        assertThat(ClassicalSeason.ifSeasonal(values, 4).multiplicative()).isFalse();
        assertThat(ClassicalSeason.ifSeasonal(values, 4).places()).isEqualTo(4);
        assertThat(ClassicalSeason.ifSeasonal(Arrays.copyOf(values, 8), 4)).isSameAs(SeasonalIndices.NONE);
        assertThat(ClassicalSeason.ifSeasonal(new double[24], 4)).isSameAs(SeasonalIndices.NONE);
        assertThat(ClassicalSeason.ifSeasonal(values, 1)).isSameAs(SeasonalIndices.NONE);
    }

    @Test
    void missingValuesAreInterpolated() {
        double nan = Double.NaN;
        assertThat(FilledValues.interpolated(new double[] {1, nan, nan, 7, 8, nan}))
                .containsExactly(new double[] {1, 3, 5, 7, 8, 8}, within(1e-12));
        assertThat(FilledValues.observed(new double[] {1, nan, nan, 7, 8, nan})).isEqualTo(3);
    }
}
