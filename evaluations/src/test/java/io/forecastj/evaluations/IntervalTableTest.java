package io.forecastj.evaluations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The promise of the intervals on the two made series, shorter than in the table of docs/intervals.md. */
class IntervalTableTest {
    private static final int ROWS = 5_000;

    @Test
    void everyWindowOfAThousandForecastsIsWithinTwoPointsOfNominalThroughShiftsOfVolatility() {
        for (IntervalTable.Line line : assertHolds(IntervalData.volatilityShifts(ROWS, 1))) {
            assertThat(line.split().most() - line.split().least())
                    .as("fixed intervals do not hold: " + line)
                    .isGreaterThan(0.1);
        }
    }

    @Test
    void everyWindowOfAThousandForecastsIsWithinTwoPointsOfNominalThroughJumpsOfLevel() {
        assertHolds(IntervalData.levelShifts(ROWS, 2));
    }

    private static List<IntervalTable.Line> assertHolds(IntervalData data) {
        List<IntervalTable.Line> lines = IntervalTable.lines(data, 1);

        assertThat(lines).hasSize(4);
        for (IntervalTable.Line line : lines) {
            assertThat(line.holds()).as(line.toString()).isTrue();
            assertThat(line.adaptive().forecasts()).as(line.toString()).isGreaterThan(3_000);
            assertThat(line.winklerRatio()).as(line.toString()).isLessThan(1);
        }
        return lines;
    }
}
