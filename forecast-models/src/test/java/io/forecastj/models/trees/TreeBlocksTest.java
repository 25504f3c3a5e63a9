package io.forecastj.models.trees;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TreeBlocksTest {
    /** Trees of plain comparisons, with infinite thresholds, that send NaN either way. */
    private static List<Tree> trees(SplittableRandom random, int... leaves) {
        return IntStream.of(leaves)
                .mapToObj(count -> plain(random, RandomTrees.tree(random, count, random.nextInt(3) == 0, false)))
                .toList();
    }

    private static Tree plain(SplittableRandom random, Tree tree) {
        byte[] decision = new byte[tree.decision().length];
        double[] threshold = tree.threshold().clone();
        double scale = random.nextBoolean() ? 1 : 1e300; // some features with a range beyond that of a double
        for (int i = 0; i < decision.length; i++) {
            decision[i] = (byte) (random.nextInt(2) * 2 | (random.nextBoolean() ? Tree.MISSING_NAN << 2 : 0));
            threshold[i] = switch (random.nextInt(20)) {
                case 0 -> Double.NEGATIVE_INFINITY;
                case 1 -> threshold[i] * scale;
                default -> threshold[i];
            };
        }
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

    private static void requireEqual(FlatTrees flat, TreeBlocks blocks, double[][] rows, String where) {
        double[] found = new double[rows.length * flat.outputs];
        Arrays.fill(found, 7); // what was there is written over
        blocks.scores(rows, found);
        double[] expected = new double[flat.outputs];
        for (int i = 0; i < rows.length; i++) {
            flat.scores(rows[i], expected, 0);
            assertThat(Arrays.copyOfRange(found, i * flat.outputs, (i + 1) * flat.outputs))
                    .as(where + ", row " + i + " of " + rows.length)
                    .containsExactly(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void aBatchScoresAsItsRowsDo(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] leaves = IntStream.concat(
                        IntStream.of(1, 2, 256, 31, 1, 127, 15, 63, 255), random.ints(random.nextInt(20), 1, 257))
                .toArray();
        FlatTrees flat = new FlatTrees(trees(random, leaves), Summation.doubles(1 + seed % 3));
        TreeBlocks blocks = Objects.requireNonNull(TreeBlocks.of(flat));
        // in this order, so that a smaller batch finds the larger one's values in the working tables
        for (int count : new int[] {700, 256, 257, 64, 65, 1, 0, 500}) {
            requireEqual(flat, blocks, RandomTrees.rows(random, count), "seed " + seed);
        }
    }

    @Test
    void valuesOnAndNextToEachThresholdAreDecidedExactly() {
        SplittableRandom random = new SplittableRandom(21);
        FlatTrees flat = new FlatTrees(trees(random, random.ints(40, 2, 128).toArray()), Summation.doubles(1));
        TreeBlocks blocks = Objects.requireNonNull(TreeBlocks.of(flat));
        double[][] rows = new double[1_500][RandomTrees.FEATURES];
        for (double[] row : rows) {
            for (int j = 0; j < row.length; j++) {
                double threshold = flat.threshold[random.nextInt(flat.threshold.length)];
                row[j] = switch (random.nextInt(3)) {
                    case 0 -> Math.nextUp(threshold);
                    case 1 -> Math.nextDown(threshold);
                    default -> threshold;
                };
            }
        }
        requireEqual(flat, blocks, rows, "seed 21");
    }

    @Test
    void compiledTreesTakeItForBatchesWithEqualAnswers() {
        SplittableRandom random = new SplittableRandom(22);
        FlatTrees flat = new FlatTrees(trees(random, random.ints(60, 20, 40).toArray()), Summation.doubles(2));
        assertThat(TreeBlocks.pays(flat)).isTrue();
        CompiledTrees compiled = Objects.requireNonNull(TreeCompiler.compile(flat));
        for (int count : new int[] {TreeBlocks.MIN_ROWS - 1, TreeBlocks.MIN_ROWS, 1_000}) {
            double[][] rows = RandomTrees.rows(random, count);
            double[] expected = new double[2 * count];
            double[] found = new double[2 * count];
            flat.scores(rows, expected);
            compiled.scores(rows, found);
            assertThat(found).as("seed 22, %s rows", count).containsExactly(expected);
        }
    }

    @Test
    void sumsBeginAtTheStartValues() {
        SplittableRandom random = new SplittableRandom(25);
        List<Tree> trees = trees(random, random.ints(8, 2, 60).toArray());
        FlatTrees flat = new FlatTrees(trees, new Summation(false, new double[] {0.1, -3}));
        requireEqual(flat, Objects.requireNonNull(TreeBlocks.of(flat)), RandomTrees.rows(random, 300), "seed 25");
    }

    @Test
    void sumsInSinglePrecisionAreLeftToCompiledCode() {
        List<Tree> trees = trees(new SplittableRandom(26), 31, 31);
        assertThat(TreeBlocks.of(new FlatTrees(trees, Summation.floats(new float[1]))))
                .isNull();
    }

    @Test
    void fewNodesForEachFeatureAreLeftToCompiledCode() {
        SplittableRandom random = new SplittableRandom(23);
        assertThat(TreeBlocks.pays(new FlatTrees(trees(random, 31, 31), Summation.doubles(1))))
                .isFalse();
    }

    @Test
    void treesOfTooManyLeavesAndOtherDecisionsAreLeftToCompiledCode() {
        SplittableRandom random = new SplittableRandom(24);
        assertThat(TreeBlocks.of(new FlatTrees(trees(random, 256), Summation.doubles(1))))
                .isNotNull();
        assertThat(TreeBlocks.of(new FlatTrees(trees(random, 257), Summation.doubles(1))))
                .isNull();
        assertThat(TreeBlocks.of(new FlatTrees(trees(random, 1), Summation.doubles(1))))
                .isNull();
        Tree categorical = RandomTrees.tree(random, 200, false, true);
        assertThat(TreeBlocks.of(new FlatTrees(List.of(categorical), Summation.doubles(1))))
                .isNull();
    }
}
