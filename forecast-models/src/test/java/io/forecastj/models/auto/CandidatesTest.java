package io.forecastj.models.auto;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CandidatesTest {
    private static String leftOut(String name, int series, int rows, List<Integer> seasons) {
        SeriesProfile profile = new SeriesProfile(series, (long) series * rows, rows, seasons, true, true, 0, 0);
        AutoForecaster settings =
                (AutoForecaster) Auto.forecaster().column("y").horizon(48).build();
        return Candidates.of(settings, profile).stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow()
                .leftOut();
    }

    @Test
    void nearestWindowsAreLeftOutWhereASearchWouldTakeLong() {
        assertThat(leftOut("nearest-windows", 414, 900, List.of(24, 168))).isEmpty();
        assertThat(leftOut("nearest-windows", 10_000, 900, List.of(24, 168)))
                .isEqualTo("2e+13 multiplications to forecast all series are more than 5e+11");
    }

    @Test
    void pooledWeightsAreLeftOutWhereTheyWouldFillTheMemory() {
        assertThat(leftOut("pooled-linear", 414, 900, List.of(24, 168))).isEmpty();
        assertThat(leftOut("pooled-linear", 10_000, 900, List.of(24, 168)))
                .isEqualTo("8e+07 weights for all series are more than 5e+07");
    }
}
