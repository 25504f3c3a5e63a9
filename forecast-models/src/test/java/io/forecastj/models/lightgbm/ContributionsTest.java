package io.forecastj.models.lightgbm;

import static com.microsoft.ml.lightgbm.lightgbmlibConstants.C_API_DTYPE_FLOAT64;
import static com.microsoft.ml.lightgbm.lightgbmlibConstants.C_API_FEATURE_IMPORTANCE_GAIN;
import static com.microsoft.ml.lightgbm.lightgbmlibConstants.C_API_FEATURE_IMPORTANCE_SPLIT;
import static com.microsoft.ml.lightgbm.lightgbmlibConstants.C_API_PREDICT_CONTRIB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.ml.lightgbm.SWIGTYPE_p_double;
import com.microsoft.ml.lightgbm.SWIGTYPE_p_void;
import com.microsoft.ml.lightgbm.lightgbmlib;
import io.forecastj.ForecastException;
import io.forecastj.models.trees.RandomTrees;
import io.forecastj.models.trees.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.Condition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ContributionsTest {
    @ParameterizedTest
    @EnumSource(Boosting.class)
    void contributionsEqualTheNativeOnes(Boosting boosting) {
        compare(model(new Objective.SquaredError(), boosting, 15));
        compare(model(new Objective.Binary(), boosting, 31));
        compare(model(new Objective.Multiclass(3), boosting, 8));
    }

    private static LightGbmModel model(Objective objective, Boosting boosting, int leaves) {
        LightGbmParameters.Builder settings = TestModels.settings()
                .objective(objective)
                .boosting(boosting)
                .leaves(leaves)
                .categorical("category");
        if (boosting == Boosting.RF) {
            settings.bagging(0.7, 1);
        }
        return TestModels.train(settings.build(), TestModels.examples(leaves, 800, true, objective));
    }

    private static void compare(LightGbmModel model) {
        ModelText text = LightGbmText.parse(model.text());
        int outputs = model.outputs();
        double[][] rows = TestModels.rows(5, 200, text);
        double scale = text.average() ? 1.0 / model.rounds() : 1;
        double[] scores = new double[outputs];
        try (NativeBooster booster = new NativeBooster(text)) {
            for (double[] row : rows) {
                double[] expected = booster.contributions(row);
                double[] found = new double[expected.length];
                model.contributions(row, found);
                for (int i = 0; i < found.length; i++) {
                    assertThat(found[i]).isCloseTo(expected[i] * scale, within(1e-9));
                }
                model.scores(row, scores, 0);
                List<Contributions> named = model.contributions(row);
                assertThat(named).hasSize(outputs);
                for (int k = 0; k < outputs; k++) {
                    assertThat(named.get(k).sum()).isCloseTo(scores[k] * scale, within(1e-9));
                }
            }
        }
    }

    @Test
    void importancesEqualTheNativeOnes() {
        LightGbmModel model = model(new Objective.SquaredError(), Boosting.GBDT, 15);
        try (NativeBooster booster = new NativeBooster(LightGbmText.parse(model.text()))) {
            double[] gain = booster.importance(C_API_FEATURE_IMPORTANCE_GAIN);
            double[] split = booster.importance(C_API_FEATURE_IMPORTANCE_SPLIT);
            for (int i = 0; i < TestModels.FEATURES.size(); i++) {
                String feature = TestModels.FEATURES.get(i);
                assertThat(model.gainImportance()).hasEntrySatisfying(feature, closeTo(gain[i]));
                assertThat(model.splitImportance()).containsEntry(feature, split[i]);
            }
        }
    }

    private static Condition<Double> closeTo(double value) {
        return new Condition<>(found -> Math.abs(found - value) <= 1e-6 * value, "close to %s", value);
    }

    @Test
    void contributionsAreNamedByFeatureInOrder() {
        LightGbmModel model = TestModels.model(1);
        Contributions found =
                model.contributions(new double[TestModels.FEATURES.size()]).get(0);
        assertThat(found.byFeature().keySet()).containsExactlyElementsOf(TestModels.FEATURES);
        Map<String, Double> parts = found.byFeature();
        assertThatThrownBy(() -> parts.put("b", 1.0)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void deepAndConstantTreesAreExplainedByTheDefinition() {
        // f(x) = 10 if a <= 0 and b <= 0, else 20; of 10 training rows 6 have a <= 0, and 3 of those b <= 0
        Tree tree = new Tree(
                new int[] {0, 1},
                new double[] {0, 0},
                new byte[] {0, 0},
                new int[] {1, ~0},
                new int[] {~1, ~2},
                new double[2],
                new double[] {10, 20, 20},
                new double[] {10, 6},
                new double[] {3, 4, 3},
                new int[1],
                new int[0]);
        int[] none = {};
        Tree constant = new Tree(
                none,
                new double[0],
                new byte[0],
                none,
                none,
                new double[0],
                new double[] {5},
                new double[0],
                new double[0],
                new int[1],
                none);
        ModelText text = new ModelText(
                "",
                List.of("a", "b"),
                1,
                false,
                OutputTransform.of(OutputTransform.Kind.IDENTITY),
                List.of(tree, constant),
                Categories.NONE,
                "");
        List<Contributions> found = LightGbmModel.of(text, Engine.JAVA).contributions(new double[] {-1, -1});
        double nothing = 0.3 * 10 + 0.7 * 20;
        double a = 0.5 * 10 + 0.5 * 20;
        double b = 0.6 * 10 + 0.4 * 20;
        assertThat(found.get(0).expected()).isCloseTo(nothing + 5, offset(1e-12));
        assertThat(found.get(0).byFeature().get("a")).isCloseTo((a - nothing + 10 - b) / 2, offset(1e-12));
        assertThat(found.get(0).byFeature().get("b")).isCloseTo((b - nothing + 10 - a) / 2, offset(1e-12));
    }

    @Test
    void eightThreadsGetTheSameContributions() throws Exception {
        LightGbmModel model = TestModels.model(3);
        double[][] rows = TestModels.rows(4, 50, LightGbmText.parse(model.text()));
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try {
            List<Future<List<List<Contributions>>>> all = new ArrayList<>();
            for (int t = 0; t < 8; t++) {
                all.add(pool.submit(
                        () -> List.of(rows).stream().map(model::contributions).toList()));
            }
            List<List<Contributions>> first = all.get(0).get();
            for (Future<List<List<Contributions>>> one : all) {
                assertThat(one.get()).isEqualTo(first);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void whatCannotBeExplainedIsRefused() {
        LightGbmModel model = TestModels.model(1);
        double[] row = new double[TestModels.FEATURES.size()];
        assertThatThrownBy(() -> model.contributions(new double[5]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected a row of 6 values");
        assertThatThrownBy(() -> model.contributions(row, new double[6]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected room for 7 contributions");
        String free = model.text().replaceFirst("tree_sizes=.*\n", "");
        assertThatThrownBy(() -> of(free.replaceAll("leaf_count=.*\n", "")).contributions(row))
                .isInstanceOf(ForecastException.class)
                .hasMessageContaining("expected the numbers of training rows in the leaves of tree 0, found none");
        // only a model of the CUDA learner may hold counts that do not add up
        String cuda = free.replace("[device_type: cpu]", "[device_type: cuda]");
        assertThatThrownBy(() -> of(cuda.replaceFirst("leaf_count=[0-9]+", "leaf_count=0"))
                        .contributions(row))
                .isInstanceOf(ForecastException.class)
                .hasMessageContaining("expected training rows in each of the leaves of tree 0, found 0 in number 0");
    }

    @Test
    void treesTooDeepToExplainAreRefused() {
        Tree chain = RandomTrees.counted(RandomTrees.tree(new SplittableRandom(1), 1_002, true, false));
        ModelText text = new ModelText(
                "",
                List.of("a", "b", "c", "d", "e", "f", "g"),
                1,
                false,
                OutputTransform.of(OutputTransform.Kind.IDENTITY),
                List.of(chain),
                Categories.NONE,
                "");
        assertThatThrownBy(() -> LightGbmModel.of(text, Engine.JAVA).contributions(new double[7]))
                .isInstanceOf(ForecastException.class)
                .hasMessageContaining("found 1001 in tree 0");
    }

    private static LightGbmModel of(String text) {
        return LightGbmModel.of(LightGbmText.parse(text), Engine.JAVA);
    }

    /** LightGBM's own explanation of a model. */
    private static final class NativeBooster implements AutoCloseable {
        private final NativeScope memory = new NativeScope();
        private final SWIGTYPE_p_void booster;
        private final int features;
        private final int outputs;

        NativeBooster(ModelText text) {
            NativeLibrary.load("this test");
            features = text.features().size();
            outputs = text.outputs();
            booster = memory.create(
                    "load the model",
                    place -> lightgbmlib.LGBM_BoosterLoadModelFromString(text.text(), memory.newInt(), place),
                    lightgbmlib::LGBM_BoosterFree);
        }

        double[] contributions(double[] row) {
            SWIGTYPE_p_double values = doubles(row.length);
            for (int i = 0; i < row.length; i++) {
                lightgbmlib.doubleArray_setitem(values, i, row[i]);
            }
            SWIGTYPE_p_double result = doubles(outputs * (features + 1));
            NativeCall.check(
                    lightgbmlib.LGBM_BoosterPredictForMat(
                            booster,
                            lightgbmlib.double_to_voidp_ptr(values),
                            C_API_DTYPE_FLOAT64,
                            1,
                            features,
                            1,
                            C_API_PREDICT_CONTRIB,
                            0,
                            -1,
                            "num_threads=1 verbosity=-1",
                            memory.newLong(),
                            result),
                    "explain");
            return read(result, outputs * (features + 1));
        }

        double[] importance(int type) {
            SWIGTYPE_p_double result = doubles(features);
            NativeCall.check(lightgbmlib.LGBM_BoosterFeatureImportance(booster, -1, type, result), "rank features");
            return read(result, features);
        }

        private SWIGTYPE_p_double doubles(int count) {
            return memory.newDoubles(count);
        }

        private static double[] read(SWIGTYPE_p_double from, int count) {
            double[] values = new double[count];
            for (int i = 0; i < count; i++) {
                values[i] = lightgbmlib.doubleArray_getitem(from, i);
            }
            return values;
        }

        @Override
        public void close() {
            memory.close();
        }
    }
}
