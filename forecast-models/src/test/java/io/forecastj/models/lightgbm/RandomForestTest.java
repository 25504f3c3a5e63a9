package io.forecastj.models.lightgbm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.forecastj.FitListener;
import io.forecastj.FitProgress;
import io.forecastj.models.regression.Examples;
import io.forecastj.models.regression.Regressor;
import io.forecastj.models.trees.Summation;
import io.forecastj.models.trees.TieredTrees;
import io.forecastj.models.trees.Tree;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random forests answer with means over trees, of values, quantiles or shares of classes. */
class RandomForestTest {
    private static final Objective VALUES = new Objective.SquaredError();
    private static final Objective CLASSES = new Objective.Multiclass(3);

    private static LightGbmModel fit(Regressor regressor, Examples examples) {
        return (LightGbmModel) regressor.fit(examples, null, FitListener.NONE);
    }

    private static RandomForestParameters.Builder small() {
        return RandomForest.parameters().trees(20);
    }

    private static Regressor classes(RandomForestParameters.Builder settings) {
        return RandomForest.regressor(settings.build()).classes(3);
    }

    private static Examples unweighted(Examples given) {
        return new Examples(given.features(), given.rows(), given.labels(), null);
    }

    private static double[] answers(LightGbmModel model, double[][] rows) {
        double[] out = new double[rows.length * model.outputs()];
        model.predictAll(rows, out);
        return out;
    }

    @Test
    void theAnswerIsTheMeanOfTheLabelsInTheLeavesOfAllTrees() {
        Examples examples = unweighted(TestModels.examples(1, 300, true, VALUES));
        LightGbmModel model =
                fit(RandomForest.regressor(small().rowShare(1).featureShare(0.5).build()), examples);
        int[][] leaves = leaves(model, examples.rows());
        for (int i = 0; i < 50; i++) {
            double sum = 0;
            for (int[] tree : leaves) {
                int leaf = tree[i];
                sum += IntStream.range(0, tree.length)
                        .filter(row -> tree[row] == leaf)
                        .mapToDouble(row -> examples.labels()[row])
                        .average()
                        .orElseThrow();
            }
            assertThat(model.predict(examples.rows()[i])).isCloseTo(sum / 20, within(1e-6));
        }
    }

    @Test
    void theProbabilityOfAClassIsTheMeanOfItsSharesInTheLeavesScaledToAddUpToOne() {
        Examples examples = unweighted(TestModels.examples(2, 300, true, CLASSES));
        LightGbmModel model = fit(classes(small().rowShare(1).featureShare(0.5)), examples);
        int[][] leaves = leaves(model, examples.rows());
        for (int i = 0; i < 50; i++) {
            double[] means = new double[3];
            for (int t = 0; t < leaves.length; t++) {
                int[] tree = leaves[t];
                int leaf = tree[i];
                int its = t % 3;
                means[its] += IntStream.range(0, tree.length)
                                .filter(row -> tree[row] == leaf)
                                .mapToDouble(row -> examples.labels()[row] == its ? 1 : 0)
                                .average()
                                .orElseThrow()
                        / 20;
            }
            double total = Arrays.stream(means).sum();
            double[] out = new double[3];
            model.predict(examples.rows()[i], out, 0);
            for (int c = 0; c < 3; c++) {
                assertThat(out[c]).as("row %d, class %d", i, c).isCloseTo(means[c] / total, within(1e-6));
            }
            assertThat(Arrays.stream(out).sum()).isCloseTo(1, within(1e-12));
        }
    }

    /** The leaf of each row in each tree, {@code [tree][row]}. */
    private static int[][] leaves(LightGbmModel model, double[][] rows) {
        int[][] leaves = new int[model.model().trees().size()][rows.length];
        for (int t = 0; t < leaves.length; t++) {
            Tree tree = model.model().trees().get(t);
            for (int i = 0; i < rows.length; i++) {
                leaves[t][i] = leaf(tree, rows[i]);
            }
        }
        return leaves;
    }

    /** The leaf of a row, by a tree whose leaves hold their numbers. */
    private static int leaf(Tree tree, double[] row) {
        double[] numbers = new double[tree.leaf().length];
        Arrays.setAll(numbers, leaf -> leaf);
        Tree numbered = new Tree(
                tree.feature(),
                tree.threshold(),
                tree.decision(),
                tree.left(),
                tree.right(),
                tree.gain(),
                numbers,
                tree.nodeCount(),
                tree.leafCount(),
                tree.setBounds(),
                tree.setWords());
        return (int) new TieredTrees(List.of(numbered), Summation.doubles(1)).score(row);
    }

    @Test
    void eachTreeIsGrownOnAboutTheShareOfTheRowsAndExtraTreesOnAll() {
        Examples examples = TestModels.examples(3, 1000, false, VALUES);
        for (Tree tree :
                fit(RandomForest.regressor(small().build()), examples).model().trees()) {
            assertThat(tree.nodeCount()[0]).isBetween(560.0, 700.0);
        }
        for (Tree tree : fit(RandomForest.regressor(small().extraTrees().build()), examples)
                .model()
                .trees()) {
            assertThat(tree.nodeCount()[0]).isEqualTo(1001.0); // with one row of missing values, which has no weight
        }
    }

    @Test
    void theTreesOfAllClassesAreGrownOnTheSameRows() {
        Examples examples = TestModels.examples(4, 500, false, CLASSES);
        List<Tree> trees = fit(classes(small()), examples).model().trees();
        for (int t = 0; t < trees.size(); t += 3) {
            assertThat(trees.get(t + 1).nodeCount()[0]).isEqualTo(trees.get(t).nodeCount()[0]);
            assertThat(trees.get(t + 2).nodeCount()[0]).isEqualTo(trees.get(t).nodeCount()[0]);
        }
    }

    @Test
    void extraTreesTellTheHighestValueOfAFeatureFromTheOthers() {
        double[][] rows = new double[300][];
        double[] labels = new double[300];
        for (int i = 0; i < 300; i++) {
            rows[i] = new double[] {i % 3, i % 7};
            labels[i] = i % 3 == 2 ? 1 : 0;
        }
        Examples examples = new Examples(List.of("of three", "noise"), rows, labels, null);
        LightGbmModel model = fit(RandomForest.regressor(small().extraTrees().build()), examples);
        assertThat(model.predict(new double[] {2, 0})).isGreaterThan(0.3 + model.predict(new double[] {1, 0}));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.5, 0.9})
    void aQuantileLeavesItsShareOfLaterRowsBelow(double level) {
        Examples later = TestModels.examples(8, 4000, false, VALUES);
        Regressor regressor = RandomForest.regressor(
                        RandomForest.parameters().trees(100).build())
                .quantile(level);
        LightGbmModel model = fit(regressor, TestModels.examples(7, 4000, false, VALUES));
        double[] answers = answers(model, later.rows());
        double below = 0;
        for (int i = 0; i < answers.length; i++) {
            below += later.labels()[i] < answers[i] ? 1.0 / answers.length : 0;
        }
        // a leaf of 20 rows spans a part of the signal, so intervals are a little too wide
        assertThat(below).isCloseTo(level, within(0.06));
    }

    @Test
    void equalSettingsGiveEqualBytesForAnyNumberOfThreads() {
        for (Objective objective : List.of(VALUES, CLASSES)) {
            Examples examples = TestModels.examples(9, 3000, true, objective);
            List<String> texts = new ArrayList<>();
            for (int threads : new int[] {1, 1, 2}) {
                RandomForestParameters.Builder settings =
                        small().threads(threads).categorical("category");
                Regressor regressor = RandomForest.regressor(settings.build());
                texts.add(fit(objective == VALUES ? regressor : regressor.classes(3), examples)
                        .text());
                regressor = RandomForest.regressor(settings.extraTrees().build());
                texts.add(fit(objective == VALUES ? regressor : regressor.classes(3), examples)
                        .text());
            }
            assertThat(texts.get(2)).isEqualTo(texts.get(0));
            assertThat(texts.get(4)).isEqualTo(texts.get(0));
            assertThat(texts.get(3)).isEqualTo(texts.get(1));
            assertThat(texts.get(5)).isEqualTo(texts.get(1));
            Regressor other = RandomForest.regressor(
                    small().categorical("category").seed(2).build());
            assertThat(fit(objective == VALUES ? other : other.classes(3), examples)
                            .text())
                    .isNotEqualTo(texts.get(0));
        }
    }

    @Test
    void aTextOfSharesIsReadAgainAndNativeLightGbmGivesTheSameAnswers() {
        Examples examples = TestModels.examples(10, 400, true, CLASSES);
        LightGbmModel model = fit(classes(small()), examples);
        LightGbmModel read = LightGbm.load(model.text().getBytes(StandardCharsets.UTF_8));
        double[] expected = answers(model, examples.rows());
        assertThat(answers(read, examples.rows())).isEqualTo(expected);
        try (LightGbmModel other = read.withEngine(Engine.NATIVE)) {
            assertThat(answers(other, examples.rows())).isEqualTo(expected);
        }
    }

    @Test
    void compiledTreesGiveTheSameShares() {
        Examples examples = TestModels.examples(11, 400, true, CLASSES);
        LightGbmModel model = fit(classes(small()), examples);
        double[] before = answers(model, examples.rows());
        assertThat(model.compile()).isTrue();
        assertThat(answers(model, examples.rows())).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"squared", "absolute", "quantile", "poisson"})
    void labelsThatAreAllEqualAreTheAnswerOfEveryForest(String loss) {
        Examples given = unweighted(TestModels.examples(12, 200, false, VALUES));
        double[] labels = new double[200];
        Arrays.fill(labels, 7);
        Examples constant = new Examples(given.features(), given.rows(), labels, null);
        Objective objective =
                switch (loss) {
                    case "squared" -> VALUES;
                    case "absolute" -> new Objective.AbsoluteError();
                    case "quantile" -> new Objective.Quantile(0.9);
                    default -> new Objective.Poisson();
                };
        LightGbmParameters settings = LightGbm.parameters()
                .boosting(Boosting.RF)
                .objective(objective)
                .rounds(10)
                .bagging(0.6, 1)
                .build();
        LightGbmModel forest = fit(LightGbm.regressor(settings), constant);
        assertThat(forest.predict(given.rows()[0])).isCloseTo(7, within(1e-9));
        try (LightGbmModel other = forest.withEngine(Engine.NATIVE)) {
            assertThat(other.predict(given.rows()[0])).isCloseTo(7, within(1e-9));
        }
        assertThat(fit(RandomForest.regressor(small().build()), constant).predict(given.rows()[0]))
                .isCloseTo(7, within(1e-9));
    }

    @Test
    void treesWhoseBagAllowsNoSplitAnswerWithTheMeanOfTheLabels() {
        // bags of about 25 of the 40 rows, of which some have two leaves of 13 rows
        Examples few = unweighted(TestModels.examples(13, 40, false, VALUES));
        double[] labels = Arrays.stream(few.labels()).map(label -> 1000 + label).toArray();
        Examples high = new Examples(few.features(), few.rows(), labels, null);
        LightGbmModel model = fit(RandomForest.regressor(small().minLeafRows(13).build()), high);
        assertThat(model.model().trees().stream().map(tree -> tree.leaf().length))
                .contains(1)
                .anyMatch(leaves -> leaves > 1);
        assertThat(model.predict(few.rows()[0])).isBetween(980.0, 1020.0);
        assertThat(model.flaw(few.rows()[0])).isEmpty();
    }

    @Test
    void tooFewRowsGiveTheSharesOfTheClassesAndTheReason() {
        Examples few = unweighted(TestModels.examples(14, 9, false, CLASSES));
        LightGbmModel model = fit(classes(small()), few);
        double[] out = new double[3];
        model.predict(few.rows()[0], out, 0);
        for (int c = 0; c < 3; c++) {
            int its = c;
            double share =
                    Arrays.stream(few.labels()).filter(label -> label == its).count() / 9.0;
            assertThat(out[c]).isCloseTo(share, within(1e-12));
        }
        assertThat(model.flaw(few.rows()[0])).contains("9 rows").contains("a split needs 10");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 10, 26, 30})
    void fewRowsAreNoReasonToFail(int rows) {
        Examples few = unweighted(TestModels.examples(14, rows, false, VALUES));
        LightGbmModel model = fit(
                RandomForest.regressor(RandomForest.parameters().minLeafRows(1).build()), few);
        double[] bounds = Arrays.stream(few.labels()).sorted().toArray();
        assertThat(model.predict(few.rows()[0])).isBetween(bounds[0] - 1e-6, bounds[rows - 1] + 1e-6);
    }

    @Test
    void aClassThatNeverOccursHasTheProbabilityZero() {
        Examples given = unweighted(TestModels.examples(15, 300, false, CLASSES));
        double[] labels = Arrays.stream(given.labels())
                .map(label -> label == 1 ? 2 : label)
                .toArray();
        LightGbmModel model = fit(classes(small()), new Examples(given.features(), given.rows(), labels, null));
        double[] out = answers(model, given.rows());
        for (int i = 0; i < given.rows().length; i++) {
            assertThat(out[3 * i + 1]).isZero();
        }
    }

    @Test
    void aWeightOfZeroLeavesAnExampleOutOfTheLeaves() {
        Examples given = unweighted(TestModels.examples(16, 400, false, VALUES));
        double[] weights = new double[400];
        double[] labels = given.labels().clone();
        for (int i = 0; i < 400; i++) {
            weights[i] = i % 2;
            labels[i] = i % 2 == 0 ? 1e6 : labels[i];
        }
        LightGbmModel model = fit(
                RandomForest.regressor(small().build()), new Examples(given.features(), given.rows(), labels, weights));
        assertThat(Math.abs(model.predict(given.rows()[1]))).isLessThan(100);
    }

    @Test
    void validationExamplesAreCheckedAndChangeNothing() {
        Examples training = TestModels.examples(17, 300, false, VALUES);
        Examples validation = TestModels.examples(18, 100, false, VALUES);
        Regressor regressor = RandomForest.regressor(small().build());
        String alone = fit(regressor, training).text();
        assertThat(((LightGbmModel) regressor.fit(training, validation, FitListener.NONE)).text())
                .isEqualTo(alone);
        Examples other = new Examples(List.of("x"), new double[1][1], new double[1], null);
        assertThatThrownBy(() -> regressor.fit(training, other, FitListener.NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("validation examples");
    }

    @Test
    void progressCountsTheTreesOfAllClassesAndTheListenerMayCancel() {
        List<FitProgress> seen = new ArrayList<>();
        classes(small()).fit(TestModels.examples(19, 200, false, CLASSES), null, seen::add);
        assertThat(seen).hasSize(60);
        assertThat(seen.get(59).phase()).isEqualTo("trees");
        assertThat(seen).extracting(FitProgress::total).containsOnly(60);
        for (int i = 0; i < 60; i++) {
            assertThat(seen.get(i).done()).isEqualTo(i + 1);
        }
        FitListener cancelling = new FitListener() {
            private int trees;

            @Override
            public void onProgress(FitProgress progress) {
                trees++;
            }

            @Override
            public boolean cancelled() {
                return trees >= 30;
            }
        };
        assertThatThrownBy(() -> classes(small()).fit(TestModels.examples(19, 200, false, CLASSES), null, cancelling))
                .isInstanceOf(CancellationException.class);
    }

    @Test
    void labelsThatAreNoClassesAreRefused() {
        assertThatThrownBy(() -> fit(classes(small()), TestModels.examples(20, 50, false, VALUES)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("whole numbers from 0 to 2");
    }

    @Test
    void valuesOutOfRangeAreNamed() {
        RandomForestParameters.Builder builder = RandomForest.parameters();
        assertThatThrownBy(() -> builder.trees(0))
                .hasMessageContaining("'trees'")
                .hasMessageContaining("found 0");
        assertThatThrownBy(() -> builder.rowShare(0)).hasMessageContaining("'rowShare'");
        assertThatThrownBy(() -> builder.rowShare(Double.NaN)).hasMessageContaining("found NaN");
        assertThatThrownBy(() -> builder.featureShare(1.01)).hasMessageContaining("'featureShare'");
        assertThatThrownBy(() -> builder.minLeafRows(0)).hasMessageContaining("'minLeafRows'");
        assertThatThrownBy(() -> builder.leaves(1)).hasMessageContaining("'leaves'");
        assertThatThrownBy(() -> builder.maxDepth(0)).hasMessageContaining("'maxDepth'");
        assertThatThrownBy(() -> builder.maxBin(1)).hasMessageContaining("'maxBin'");
        assertThatThrownBy(() -> builder.threads(0)).hasMessageContaining("'threads'");
    }

    @Test
    void defaultsDependOnThePurpose() {
        Regressor values = RandomForest.regressor(RandomForest.parameters().build());
        assertThat(values.parameters())
                .containsEntry("min_data_in_leaf", "3")
                .containsEntry("bagging_fraction", "0.632")
                .containsEntry("boosting", "rf");
        assertThat(values.classes(3).parameters())
                .containsEntry("min_data_in_leaf", "5")
                .containsEntry("feature_fraction_bynode", "sqrt")
                .containsEntry("classes", "3");
        assertThat(values.quantile(0.9).parameters())
                .containsEntry("min_data_in_leaf", "20")
                .containsEntry("alpha", "0.9");
        assertThat(RandomForest.parameters().build())
                .isEqualTo(RandomForest.parameters().trees(300).build());
        assertThat(RandomForest.parameters().build())
                .isNotEqualTo(RandomForest.parameters().minLeafRows(3).build());
    }
}
