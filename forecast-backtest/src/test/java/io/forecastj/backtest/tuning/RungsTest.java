package io.forecastj.backtest.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.TimeSeries;
import io.forecastj.WalkForward;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RungsTest {
    /** The rows of a round's test origins. */
    private static int[] origins(Rungs.Rung rung, int reach) {
        int rows = rung.series().get(0).length() - reach;
        return rung.windows().windows(rows, reach).stream()
                .flatMapToInt(window -> IntStream.range(window.testFrom(), window.testTo()))
                .toArray();
    }

    @Test
    void aRoundIsScoredOnRowsAfterThoseOfTheRoundBefore() {
        for (long seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            int reach = 1 + random.nextInt(12);
            int test = 1 + random.nextInt(5);
            int factor = 2 + random.nextInt(3);
            int count = 1 + random.nextInt(4);
            int train = 20 + random.nextInt(30);
            WalkForward walk = (random.nextBoolean() ? WalkForward.expanding(train) : WalkForward.rolling(train))
                    .test(test)
                    .step(test + random.nextInt(4));
            if (random.nextBoolean()) {
                walk = walk.last(60 + random.nextInt(30));
            }
            TimeSeries series = Offset.series(900 + random.nextInt(50));
            Rungs rungs = new Rungs(List.of(series), walk, reach, factor, count);
            int scoredTo = -1;
            int before = 0;
            for (int i = 0; i < count; i++) {
                int[] origins = origins(rungs.get(i), reach);
                assertThat(origins[0]).as("seed %d, round %d", seed, i).isGreaterThanOrEqualTo(scoredTo);
                scoredTo = origins[origins.length - 1] + reach;
                assertThat(scoredTo)
                        .as("seed %d: a round sees no row beyond its own", seed)
                        .isEqualTo(rungs.get(i).series().get(0).length() - 1);
                assertThat(origins.length).as("seed %d", seed).isGreaterThanOrEqualTo(before);
                before = origins.length;
            }
            // the last round ends where the whole walk does
            int[] all = walk.windows(series.length() - reach, reach).stream()
                    .mapToInt(WalkForward.Window::testTo)
                    .toArray();
            assertThat(scoredTo - reach + 1).as("seed %d", seed).isEqualTo(all[all.length - 1]);
        }
    }

    @Test
    void oneRoundHasAllWindows() {
        WalkForward walk = WalkForward.expanding(20).test(2).step(3);
        TimeSeries series = Offset.series(100);
        Rungs rungs = new Rungs(List.of(series), walk, 4, 2, 1);
        assertThat(rungs.get(0).windows().windows(rungs.get(0).series().get(0).length() - 4, 4))
                .hasSameSizeAs(walk.windows(96, 4));
    }
}
