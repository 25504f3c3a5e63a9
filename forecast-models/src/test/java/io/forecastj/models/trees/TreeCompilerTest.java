package io.forecastj.models.trees;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.forecastj.models.lightgbm.LightGbmModel;
import io.forecastj.models.lightgbm.TestModels;
import java.lang.management.ClassLoadingMXBean;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassReader;

class TreeCompilerTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
    void treesOfAnyShapeScoreAsInTheFlatForm(int seed) {
        treesOfAnyShapeScoreAsInTheFlatForm(seed, Summation.doubles(1 + seed % 3));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
    void floatSumsOfTreesOfAnyShapeAreThoseOfTheFlatForm(int seed) {
        float[] start = new float[1 + seed % 3];
        Arrays.fill(start, 0.3f);
        treesOfAnyShapeScoreAsInTheFlatForm(seed, Summation.floats(start));
    }

    private static void treesOfAnyShapeScoreAsInTheFlatForm(int seed, Summation sums) {
        SplittableRandom random = new SplittableRandom(seed);
        int outputs = sums.outputs();
        List<Tree> trees = new ArrayList<>();
        for (int leaves : new int[] {1, 2, 31, 5, 700, 1, 3_000, 2, 9, 1, 1, 400}) {
            Tree tree = RandomTrees.tree(random, leaves, random.nextInt(3) == 0, random.nextBoolean());
            trees.add(sums.single() ? RandomTrees.withFloatLeaves(tree) : tree);
        }
        FlatTrees flat = new FlatTrees(trees, sums);
        CompiledTrees compiled = Objects.requireNonNull(TreeCompiler.compile(flat));
        double[][] rows = RandomTrees.rows(random, 500);
        double[] expected = new double[rows.length * outputs];
        double[] found = new double[rows.length * outputs];
        for (int i = 0; i < rows.length; i++) {
            flat.scores(rows[i], expected, i * outputs);
            compiled.scores(rows[i], found, i * outputs);
        }
        assertThat(found).as("seed " + seed).containsExactly(expected);
        compiled.scores(rows, found);
        assertThat(found).as("seed " + seed + ", batch").containsExactly(expected);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void noMethodIsTooLargeForTheJvmToCompile(boolean chain) {
        SplittableRandom random = new SplittableRandom(1);
        List<Tree> trees = new ArrayList<>();
        for (int leaves : new int[] {3, 31, 1, 200, 31, 31, 5_000, 620}) {
            trees.add(RandomTrees.tree(random, leaves, chain, leaves % 2 == 0));
        }
        FlatTrees flat = new FlatTrees(trees, Summation.doubles(1));
        List<TreeParts> parts = List.of(TreeCompiler.cut(flat));
        List<List<TreeParts>> methods = TreeCompiler.methods(parts);
        CodeSizes sizes = CodeSizes.of(new ClassReader(GroupWriter.write(flat, methods)));
        for (int m = 0; m < methods.size(); m++) {
            int estimate = TreeCompiler.bytes(methods.get(m));
            assertThat(sizes.bytes("trees" + m))
                    .as("the estimate is an upper bound, and a close one")
                    .isLessThanOrEqualTo(estimate + 2) // the return of the sum
                    .isGreaterThan(estimate * 8 / 10);
        }
        assertThat(methods).hasSizeGreaterThan(2);
        sizes.all().forEach((name, bytes) -> assertThat(bytes).as(name).isLessThan(8_000));
    }

    @Test
    void modelsTooLargeToCompileStayFlat() {
        SplittableRandom random = new SplittableRandom(1);
        Tree large = RandomTrees.tree(random, TreeCompiler.MAX_CLASS_LEAVES + 1, false, false);
        assertThat(TreeCompiler.compile(new FlatTrees(List.of(large), Summation.doubles(1))))
                .isNull();
        Tree fitting = RandomTrees.tree(random, TreeCompiler.MAX_CLASS_LEAVES, false, true);
        assertThat(TreeCompiler.compile(new FlatTrees(List.of(fitting), Summation.doubles(1))))
                .isNotNull();
        List<Tree> many = trees(random, 33, 1_000);
        TieredTrees tiered = new TieredTrees(many, Summation.doubles(1));
        FlatTrees flat = tiered.flat();
        assertThat(tiered.compile()).isFalse();
        double[] row = new double[RandomTrees.FEATURES];
        assertThat(tiered.score(row)).isEqualTo(flat.score(row));
        List<Tree> outputs = trees(random, TreeCompiler.MAX_OUTPUTS + 1, 2);
        assertThat(TreeCompiler.compile(new FlatTrees(outputs, Summation.doubles(outputs.size()))))
                .isNull();
    }

    @Test
    void manyTreesOfOneLeafAreDealtOutToSeveralClasses() {
        List<Tree> constants = new ArrayList<>(trees(new SplittableRandom(1), 30_000, 1));
        assertThat(TreeCompiler.compile(new FlatTrees(constants, Summation.doubles(1))))
                .as("a constant")
                .isNull();
        constants.addAll(trees(new SplittableRandom(2), 1, 2));
        FlatTrees flat = new FlatTrees(constants, Summation.doubles(1));
        CompiledTrees compiled = Objects.requireNonNull(TreeCompiler.compile(flat));
        assertThat(compiled.groups()).hasSize(3);
        double[] row = new double[RandomTrees.FEATURES];
        assertThat(compiled.score(row)).isEqualTo(flat.score(row));
    }

    private static Tree splitOn(int feature) {
        int[] none = {};
        return new Tree(
                new int[] {feature},
                new double[] {0},
                new byte[] {0},
                new int[] {~0},
                new int[] {~1},
                new double[] {0},
                new double[] {1, 2},
                new double[0],
                new double[0],
                new int[1],
                none);
    }

    @Test
    void compilingAModelOfWideRowsTakesTheMemoryOfFewOfThem() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int features : new int[] {10, 5_000, WarmUp.MAX_WIDTH, 1_000_000}) {
            TieredTrees trees = new TieredTrees(List.of(splitOn(features - 1), splitOn(0)), Summation.doubles(1));
            long before = threads.getCurrentThreadAllocatedBytes();
            boolean compiled = trees.compile();
            assertThat(threads.getCurrentThreadAllocatedBytes() - before)
                    .as("%s features", features)
                    .isLessThan(16L << 20);
            assertThat(compiled && features > WarmUp.MAX_WIDTH).isFalse();
        }
    }

    private static List<Tree> trees(SplittableRandom random, int count, int leaves) {
        return IntStream.range(0, count)
                .mapToObj(i -> RandomTrees.tree(random, leaves, false, false))
                .toList();
    }

    @Test
    void compiledClassesAreUnloadedWithTheirModel() {
        FlatTrees flat = new FlatTrees(
                List.of(RandomTrees.tree(new SplittableRandom(1), 31, false, true)), Summation.doubles(1));
        List<WeakReference<Class<?>>> classes = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            CompiledTrees compiled = Objects.requireNonNull(TreeCompiler.compile(flat));
            compiled.score(new double[RandomTrees.FEATURES]);
            classes.add(new WeakReference<>(compiled.groups().get(0).getClass()));
        }
        assertThat(collectedUntil(() -> classes.stream().allMatch(reference -> reference.refersTo(null))))
                .isTrue();
    }

    @Test
    void aThousandModelsCompiledAndDroppedLeaveNoClasses() {
        LightGbmModel model = TestModels.model(1);
        ClassLoadingMXBean loaded = ManagementFactory.getClassLoadingMXBean();
        cycle(model, 10);
        int before = loaded.getLoadedClassCount();
        cycle(model, 1_000);
        assertThat(collectedUntil(() -> loaded.getLoadedClassCount() < before + 100))
                .isTrue();
    }

    private static void cycle(LightGbmModel model, int times) {
        double[] row = new double[TestModels.FEATURES.size()];
        for (int i = 0; i < times; i++) {
            Objects.requireNonNull(TreeCompiler.compile(new FlatTrees(TestModels.trees(model), Summation.doubles(1))))
                    .score(row);
        }
    }

    private static boolean collectedUntil(BooleanSupplier done) {
        for (int i = 0; i < 20 && !done.getAsBoolean(); i++) {
            System.gc();
        }
        return done.getAsBoolean();
    }
}
