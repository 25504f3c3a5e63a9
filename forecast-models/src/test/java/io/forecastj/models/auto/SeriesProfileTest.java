package io.forecastj.models.auto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class SeriesProfileTest {
    private static final Random RANDOM = new Random(5);

    private static SeriesProfile profile(Sampling sampling, int rows, IntToDoubleFunction value) {
        double[] values = new double[rows];
        for (int t = 0; t < rows; t++) {
            values[t] = value.applyAsDouble(t);
        }
        TimeSeries one = TimeSeries.of("y", Instant.parse("2020-01-06T00:00:00Z"), sampling, values);
        return SeriesProfile.of(List.of(one), "y", List.of());
    }

    private static double wave(int t, int season) {
        return Math.sin(2 * Math.PI * t / season);
    }

    @Test
    void hoursWithADayAndAWeekHaveBothSeasons() {
        SeriesProfile found = profile(
                Sampling.hourly(),
                1_000,
                t -> 20 + 3 * wave(t, 24) + (t / 24 % 7 > 4 ? -4 : 0) + 0.3 * RANDOM.nextGaussian());
        assertThat(found.seasons()).containsExactly(24, 168);
        assertThat(found.positive()).isTrue();
        assertThat(found.season()).isEqualTo(24);
        assertThat(found.longestSeason()).isEqualTo(168);
    }

    @Test
    void aRandomWalkOfMonthsHasNoSeason() {
        double[] level = new double[1];
        SeriesProfile found = profile(Sampling.monthly(), 200, t -> level[0] += RANDOM.nextGaussian());
        assertThat(found.seasons()).isEmpty();
        assertThat(found.season()).isEqualTo(1);
        assertThat(found.positive()).isFalse();
        assertThat(found.nonNegative()).isFalse();
    }

    @Test
    void theUsualSeasonIsTakenFromTwoYearsOfMonthsSinceTheyAreTooFewForTheTest() {
        assertThat(profile(Sampling.monthly(), 30, t -> 20 + wave(t, 12)).seasons())
                .containsExactly(12);
        assertThat(profile(Sampling.monthly(), 23, t -> 20 + wave(t, 12)).seasons())
                .isEmpty();
    }

    @Test
    void aSeasonThatTheSpacingDoesNotSuggestIsFoundInTheValues() {
        SeriesProfile found =
                profile(Sampling.fixed(Duration.ofMinutes(7)), 600, t -> 5 * wave(t, 37) + RANDOM.nextGaussian());
        assertThat(found.seasons()).hasSize(1);
        assertThat(found.season()).isBetween(36, 38);
    }

    @Test
    void zerosAndMissingValuesAreCounted() {
        SeriesProfile found = profile(
                Sampling.daily(),
                200,
                t -> t % 10 == 3 ? Double.NaN : RANDOM.nextDouble() < 0.6 ? 0 : RANDOM.nextInt(9) + 1);
        assertThat(found.intermittent()).isEqualTo(1);
        assertThat(found.nonNegative()).isTrue();
        assertThat(found.positive()).isFalse();
        assertThat(found.missing()).isCloseTo(0.1, within(1e-12));
        assertThat(found.toString()).contains("no value below 0, 100 % intermittent, 10.0 % missing");
    }

    @Test
    void theUsersSeasonsAreTaken() {
        TimeSeries one = TimeSeries.of("y", Instant.EPOCH, Sampling.daily(), 1, 2, 3);
        assertThat(SeriesProfile.of(List.of(one), "y", List.of(5, 10)).seasons())
                .containsExactly(5, 10);
    }
}
