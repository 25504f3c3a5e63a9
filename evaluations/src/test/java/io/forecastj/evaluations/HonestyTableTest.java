package io.forecastj.evaluations;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.backtest.Verdict.Outcome;
import io.forecastj.evaluations.HonestyTable.Findings;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** On random walks the whole chain of tuner, backtest, verdict and strategy finds nothing but what chance gives. */
class HonestyTableTest {
    private static List<Findings> walks(int count) {
        return IntStream.range(0, count)
                .parallel()
                .mapToObj(seed -> HonestyTable.study(seed, false))
                .toList();
    }

    @Test
    void aWalkIsStudiedTheSameWayEveryTime() {
        assertThat(HonestyTable.study(7, false)).isEqualTo(HonestyTable.study(7, false));
        Findings found = HonestyTable.study(8, true);
        assertThat(found.pValue()).isBetween(0.0, 1.0);
        assertThat(found.levelR2()).as("prices seem to be forecast well").isGreaterThan(0.5);
        assertThat(HonestyTable.text(List.of(found), true)).startsWith("1 random walks, 20 linear models each, shrunk");
    }

    @Test
    @Tag("slow")
    void onAThousandWalksDifferencesAreSignificantAsOftenAsTheLevelSaysAndSharpeRatiosAreNot() {
        List<Findings> found = walks(1_000);
        assertThat(HonestyTable.significant(found)).isBetween(0.03, 0.07);
        assertThat(HonestyTable.share(found, one -> one.outcome() == Outcome.BETTER))
                .isLessThan(0.05);
        assertThat(HonestyTable.share(found, one -> one.deflatedSharpe() > 0.95))
                .isLessThanOrEqualTo(0.05);
        assertThat(HonestyTable.share(found, one -> one.naiveSharpe() > 0.95))
                .as("what a naive study would claim")
                .isGreaterThan(0.1);
    }
}
