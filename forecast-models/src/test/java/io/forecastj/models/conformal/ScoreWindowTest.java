package io.forecastj.models.conformal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScoreWindowTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void theWindowIsThatOfAListThatIsSortedAnew(long seed) {
        Random random = new Random(seed);
        int capacity = 1 + random.nextInt(40);
        double[] first = random.ints(random.nextInt(60), 0, 20)
                .mapToDouble(score -> score - 5)
                .toArray();
        int borrowed = first.length == 0 ? 0 : random.nextInt(first.length);
        ScoreWindow window = new ScoreWindow(capacity, first, borrowed);
        List<Double> plain = new ArrayList<>(Arrays.stream(first).boxed().toList());
        int strangers = borrowed;
        while (plain.size() > capacity) {
            plain.remove(0);
            strangers--;
        }
        for (int i = 0; i < 200; i++) {
            // whole numbers, so that equal scores occur
            double score = random.nextInt(20) - 5;
            window.add(score);
            if (strangers > 0 || plain.size() == capacity) {
                plain.remove(0);
                strangers--;
            }
            plain.add(score);
            assertThat(window.scores())
                    .as("seed %d, score %d", seed, i)
                    .containsExactly(
                            plain.stream().mapToDouble(Double::doubleValue).toArray());
            double alpha = random.nextDouble();
            double[] sorted =
                    plain.stream().mapToDouble(Double::doubleValue).sorted().toArray();
            int rank = (int) Math.ceil((1 - alpha) * (sorted.length + 1));
            assertThat(window.quantile(alpha))
                    .as("seed %d, score %d, alpha %s", seed, i, alpha)
                    .isEqualTo(rank > sorted.length ? Double.POSITIVE_INFINITY : sorted[rank - 1]);
        }
    }

    @Test
    void anInfiniteQuantileBecomesABoundThatGrowsBeyondTheLargestScore() {
        ScoreWindow window = new ScoreWindow(9, new double[] {1, 2, 3, 4, 5, 6, 7, 8, 9}, 0);

        assertThat(window.quantile(0.1)).isEqualTo(9);
        assertThat(window.bound(0.1)).isEqualTo(9);
        assertThat(window.quantile(0.09)).isInfinite();
        assertThat(window.bound(0.0999)).isCloseTo(9, within(0.01));
        assertThat(window.bound(0)).isCloseTo(9 * (1 + 2 * 0.1), within(1e-12));
        assertThat(window.bound(-0.4)).isCloseTo(9 * (1 + 2 * 0.5), within(1e-12));
        assertThat(window.bound(1.5)).isEqualTo(1);
    }

    @Test
    void negativeScoresGiveABoundThatGrowsToo() {
        ScoreWindow window = new ScoreWindow(4, new double[] {-4, -3, -2, -1}, 0);

        assertThat(window.bound(0)).isCloseTo(-1 + 2 * 0.2 * 4, within(1e-12));
    }

    @Test
    void withoutAScoreThereIsNoBound() {
        assertThat(new ScoreWindow(4, new double[0], 0).bound(0.1)).isNaN();
    }

    @Test
    void windowsOfOneStartShareItsScoresAndChangeNoneOfThem() {
        double[] scores = {5, 1, 4, 2};
        StepState start = new StepState(new double[][] {scores}, new double[0][], 2);
        ScoreWindow learning = start.windows(4)[0];
        ScoreWindow other = start.windows(4)[0];

        learning.add(9);

        assertThat(learning.scores()).containsExactly(1, 4, 2, 9);
        assertThat(learning.borrowed()).isEqualTo(1);
        assertThat(learning.quantile(0.2)).isEqualTo(9);
        for (ScoreWindow window : List.of(other, start.windows(4)[0])) {
            assertThat(window.scores()).containsExactly(5, 1, 4, 2);
            assertThat(window.borrowed()).isEqualTo(2);
            assertThat(window.quantile(0.2)).isEqualTo(5);
            assertThat(window.smallest()).isEqualTo(1);
        }
        assertThat(scores).containsExactly(5, 1, 4, 2);
    }

    @Test
    void aWindowWithRoomGrowsToItsCapacity() {
        ScoreWindow window = new StepState(new double[][] {{3, 1}}, new double[0][], 0).windows(3)[0];

        window.add(2);
        window.add(4);

        assertThat(window.scores()).containsExactly(1, 2, 4);
        assertThat(window.median()).isEqualTo(2);
    }
}
