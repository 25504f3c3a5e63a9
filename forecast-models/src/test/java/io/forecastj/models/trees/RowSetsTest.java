package io.forecastj.models.trees;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowSetsTest {
    /** Trees that compare with few thresholds, some of them infinite, and send NaN either way. */
    private static Tree tree(SplittableRandom random, int leaves, boolean chain) {
        Tree any = RandomTrees.tree(random, leaves, chain, false);
        double[] threshold = Arrays.stream(any.threshold())
                .map(value -> Double.isInfinite(value) ? value : Math.rint(value * 4) / 4)
                .toArray();
        byte[] decision = new byte[any.decision().length];
        for (int i = 0; i < decision.length; i++) {
            decision[i] = (byte) (random.nextInt(2) * 2 | (random.nextBoolean() ? Tree.MISSING_NAN << 2 : 0));
        }
        return with(any, threshold, decision);
    }

    private static Tree with(Tree tree, double[] threshold, byte[] decision) {
        double[] none = {};
        return new Tree(
                tree.feature(),
                threshold,
                decision,
                tree.left(),
                tree.right(),
                tree.gain(),
                tree.leaf(),
                none,
                none,
                tree.setBounds(),
                tree.setWords());
    }

    private static List<Tree> trees(SplittableRandom random, int... leaves) {
        return IntStream.of(leaves)
                .mapToObj(count -> tree(random, count, random.nextInt(3) == 0))
                .toList();
    }

    private static void requireEqual(FlatTrees flat, double[][] rows, double[] found, String where) {
        double[] expected = new double[flat.outputs];
        for (int i = 0; i < rows.length; i++) {
            flat.scores(rows[i], expected, 0);
            assertThat(Arrays.copyOfRange(found, i * flat.outputs, (i + 1) * flat.outputs))
                    .as(where + ", row " + i + " of " + rows.length)
                    .containsExactly(expected);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 31", "3, 64", "4, 65", "5, 200", "6, 512", "7, 513", "8, 1100", "9, 0"})
    void aBatchScoresAsItsRowsDo(int seed, int count) {
        SplittableRandom random = new SplittableRandom(seed);
        int outputs = 1 + seed % 3;
        FlatTrees flat =
                new FlatTrees(trees(random, 1, 2, 700, 31, 1, 3_000, 400, 5, 2_500), Summation.doubles(outputs));
        RowSets sets = Objects.requireNonNull(RowSets.of(flat));
        double[][] rows = RandomTrees.rows(random, count);
        double[] found = new double[rows.length * outputs];
        sets.add(rows, found);
        requireEqual(flat, rows, found, "seed " + seed);
    }

    @Test
    void batchesOfModelsTooLargeToCompileAreEqualToo() {
        SplittableRandom random = new SplittableRandom(10);
        FlatTrees flat = new FlatTrees(trees(random, 20_000, 100, 20_000), Summation.doubles(1));
        assertThat(TreeCompiler.compile(flat)).isNull();
        for (int count : new int[] {RowSets.MIN_ROWS - 1, RowSets.MIN_ROWS, 700}) {
            double[][] rows = RandomTrees.rows(random, count);
            double[] found = new double[count];
            Arrays.fill(found, 7); // what was there is written over
            flat.scores(rows, found);
            requireEqual(flat, rows, found, "large");
        }
    }

    @ParameterizedTest
    @ValueSource(bytes = {1, Tree.MISSING_ZERO << 2 | 2, Tree.MISSING_ZERO << 2})
    void decisionsThatAreNoComparisonAreLeftToTheOtherForm(byte decision) {
        SplittableRandom random = new SplittableRandom(11);
        Tree plain = tree(random, 5_000, false);
        byte[] decisions = plain.decision().clone();
        double[] thresholds = plain.threshold().clone();
        decisions[250] = decision;
        // zero is special where its side is not that of the comparison
        thresholds[250] = decision == 1 ? 0 : (decision & 2) != 0 ? -1 : 1;
        Tree special = with(plain, thresholds, decisions);
        if (decision == 1) {
            special = new Tree(
                    special.feature(),
                    thresholds,
                    decisions,
                    special.left(),
                    special.right(),
                    special.gain(),
                    special.leaf(),
                    new double[0],
                    new double[0],
                    new int[] {0, 1},
                    new int[] {5});
        }
        assertThat(RowSets.of(new FlatTrees(List.of(plain), Summation.doubles(1))))
                .isNotNull();
        assertThat(RowSets.of(new FlatTrees(List.of(special), Summation.doubles(1))))
                .isNull();
    }

    @Test
    void thresholdsThatNodesDoNotShareAreLeftToTheOtherForm() {
        SplittableRandom random = new SplittableRandom(12);
        Tree plain = tree(random, 5_000, false);
        double[] thresholds = random.doubles(plain.threshold().length).toArray();
        assertThat(RowSets.of(new FlatTrees(List.of(with(plain, thresholds, plain.decision())), Summation.doubles(1))))
                .isNull();
    }
}
