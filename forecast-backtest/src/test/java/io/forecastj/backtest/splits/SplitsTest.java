package io.forecastj.backtest.splits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SplitsTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void noTrainingLabelOverlapsATestLabelAndNothingElseIsLeftOut(long seed) {
        Random random = new Random(seed);
        int rows = 20 + random.nextInt(60);
        int embargo = random.nextInt(4);
        int[] ends = new int[rows];
        Arrays.setAll(ends, row -> row + random.nextInt(9));
        int groups = 2 + random.nextInt(5);
        Splits rule = random.nextBoolean()
                ? PurgedKFold.of(groups).embargo(embargo)
                : CombinatorialPurged.of(groups, 1 + random.nextInt(groups - 1)).embargo(embargo);

        for (Split split : rule.splits(ends)) {
            Set<Integer> train = new HashSet<>();
            Arrays.stream(split.trainRows()).forEach(train::add);
            for (int row = 0; row < rows; row++) {
                boolean out = false;
                for (RowRange block : split.test()) {
                    int last = block.rows().map(tested -> ends[tested]).max().orElseThrow();
                    boolean overlaps = row <= last && ends[row] >= block.from();
                    out |= overlaps || row > last && row <= last + embargo;
                }
                assertThat(train.contains(row))
                        .as("seed %d, %s, row %d of %s", seed, rule, row, split)
                        .isEqualTo(!out);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void everyPathTestsEveryRowOnce(int tested) {
        CombinatorialPurged rule = CombinatorialPurged.of(5, tested);
        List<Split> splits = rule.splits(23, 2);
        for (int path = 0; path < rule.paths(); path++) {
            int its = path;
            int[] rows = splits.stream()
                    .flatMapToInt(split -> IntStream.range(0, split.test().size())
                            .filter(block -> split.paths().get(block) == its)
                            .flatMap(block -> split.test().get(block).rows()))
                    .sorted()
                    .toArray();
            assertThat(rows)
                    .as("path %d", path)
                    .containsExactly(IntStream.range(0, 23).toArray());
        }
    }

    @Test
    void rowsThatDoNotDivideEvenlyGoToTheFirstBlocks() {
        assertThat(PurgedKFold.of(3).splits(8, 0))
                .extracting(split -> split.test().get(0))
                .containsExactly(new RowRange(0, 3), new RowRange(3, 6), new RowRange(6, 8));
        assertThat(PurgedKFold.of(3).splits(8, 0).get(1).train())
                .containsExactly(new RowRange(0, 3), new RowRange(6, 8));
        assertThat(PurgedKFold.of(2).splits(8, 99))
                .allSatisfy(split -> assertThat(split.train()).isEmpty());
    }

    @Test
    void splitsAreEqualByValue() {
        assertThat(PurgedKFold.of(3).splits(8, 1)).isEqualTo(PurgedKFold.of(3).splits(8, 1));
        assertThat(PurgedKFold.of(3).splits(8, 1).get(0))
                .hasSameHashCodeAs(PurgedKFold.of(3).splits(8, 1).get(0));
        assertThat(PurgedKFold.of(3).splits(8, 1))
                .isNotEqualTo(PurgedKFold.of(3).splits(8, 2));
    }

    @Test
    void numbersOutOfRangeAreNamed() {
        assertThatIllegalArgumentException().isThrownBy(() -> PurgedKFold.of(1)).withMessageContaining("found 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PurgedKFold.of(2).embargo(-1))
                .withMessageContaining("found -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CombinatorialPurged.of(3, 3))
                .withMessageContaining("found 3 of 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CombinatorialPurged.of(40, 20))
                .withMessageContaining("more than 100,000 splits");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PurgedKFold.of(5).splits(4, 1))
                .withMessageContaining("each of 5 blocks, found 4 rows");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PurgedKFold.of(2).splits(4, -1))
                .withMessageContaining("and -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PurgedKFold.of(2).splits(new int[] {0, 0, 2}))
                .withMessage("the label of row 1 ends before it, at 0");
        assertThatIllegalArgumentException().isThrownBy(() -> new RowRange(3, 3));
    }
}
