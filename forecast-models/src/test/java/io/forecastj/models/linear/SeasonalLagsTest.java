package io.forecastj.models.linear;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SeasonalLagsTest {
    @Test
    void aDayAndAWeekOfHoursHaveEighteenLags() {
        assertThat(SeasonalLags.of(List.of(24, 168), 1000))
                .containsExactly(1, 2, 3, 23, 24, 25, 48, 49, 72, 96, 120, 143, 144, 145, 167, 168, 169, 170);
    }

    @Test
    void oneSeasonHasLagsAroundItAndTwiceIt() {
        assertThat(SeasonalLags.of(List.of(12), 1000)).containsExactly(1, 2, 3, 11, 12, 13, 24);
        assertThat(SeasonalLags.of(List.of(4), 1000)).containsExactly(1, 2, 3, 4, 5, 8);
        assertThat(SeasonalLags.of(List.of(2), 1000)).containsExactly(1, 2, 3, 4);
    }

    @Test
    void withoutASeasonThereAreTheLastThreeRows() {
        assertThat(SeasonalLags.of(List.of(), 1000)).containsExactly(1, 2, 3);
    }

    @Test
    void longLagsAreLeftOut() {
        assertThat(SeasonalLags.of(List.of(12), 12)).containsExactly(1, 2, 3, 11, 12);
        assertThat(SeasonalLags.of(List.of(), 1)).containsExactly(1);
    }

    @Test
    void aYearOfHoursDoesNotBringItsDays() {
        assertThat(SeasonalLags.of(List.of(24, 8760), 10_000)).hasSize(8 + 10 + 3 + 4);
    }
}
