package io.forecastj.models.catboost;

import static org.assertj.core.api.Assertions.assertThat;

import ai.catboost.CatBoostError;
import ai.catboost.CatBoostPredictions;
import io.forecastj.models.trees.Summation;
import io.forecastj.models.trees.TreeForms;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Compares with CatBoost itself, its native library for predictions, on made-up models. Compilers for other processors
 * may join the product and the sum of scale and bias to one rounding.
 */
@EnabledOnOs(architectures = {"amd64", "x86_64"})
class CatBoostParityTest {
    static Stream<Arguments> kinds() {
        return Stream.of(
                kind("plain", models -> {}),
                kind("without weights", models -> models.weights = false),
                kind("scale", models -> models.scale = "0.3"),
                kind("bias", models -> models.bias = "2.5731"),
                kind("scale and bias", models -> {
                    models.scale = "-1.7";
                    models.bias = "0.0123";
                }),
                kind("deep", models -> {
                    models.mostSplits = 11;
                    models.trees = 7;
                }),
                kind("many trees", models -> models.trees = 203),
                kind("many borders of a feature", models -> models.mostBorders = 900),
                kind("one feature", models -> models.features = 1),
                kind("constant trees", models -> models.mostSplits = 0),
                kind("classes", models -> {
                    models.outputs = 3;
                    models.loss = "MultiClass";
                    models.bias = "0.1,0,-0.7";
                }),
                kind("several targets with scale", models -> {
                    models.outputs = 4;
                    models.loss = "MultiRMSE";
                    models.scale = "0.7";
                    models.bias = "0.1,0,-0.7,1e3";
                }));
    }

    private static Arguments kind(String name, Consumer<CatBoostModels> settings) {
        return Arguments.of(name, settings);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kinds")
    void resultsEqualThoseOfCatBoostInEveryBit(String name, Consumer<CatBoostModels> settings) throws CatBoostError {
        for (int seed = 0; seed < 6; seed++) {
            CatBoostModels models = new CatBoostModels(seed);
            settings.accept(models);
            byte[] bytes = models.bytes();
            double[][] rows = models.rows(300);
            double[] expected = results(bytes, rows);
            CatBoostModel model = CatBoost.load(bytes);
            String as = name + ", seed " + seed;
            assertThat(singles(model, rows)).as(as).containsExactly(expected);
            check(CatBoostReader.read(bytes), rows, expected, as);
        }
    }

    /** Compares batches and rows in both forms of the trees. */
    private static void check(CatBoostContent content, double[][] rows, double[] expected, String as) {
        TreeForms forms = TreeForms.of(TreeExpansion.of(content), Summation.doubles(content.outputs()));
        double[] found = new double[expected.length];
        forms.flatScores(rows, found);
        assertThat(linear(content, found)).as("flat, %s", as).containsExactly(expected);
        if (forms.isCompiled()) {
            forms.compiledScores(rows, found);
            assertThat(linear(content, found)).as("compiled, %s", as).containsExactly(expected);
            double[] one = new double[content.outputs()];
            for (int i = 0; i < rows.length; i++) {
                forms.compiledScores(rows[i], one);
                content.linear().apply(one, 0);
                for (int k = 0; k < one.length; k++) {
                    assertThat(one[k]).as("compiled, row %s, %s", i, as).isEqualTo(expected[i * one.length + k]);
                }
            }
        } else {
            assertThat(content.trees()).as(as).allMatch(tree -> tree.splits().length == 0);
        }
    }

    private static double[] linear(CatBoostContent content, double[] sums) {
        for (int i = 0; i < sums.length; i += content.outputs()) {
            content.linear().apply(sums, i);
        }
        return sums;
    }

    private static double[] singles(CatBoostModel model, double[][] rows) {
        double[] all = new double[rows.length * model.outputs()];
        for (int i = 0; i < rows.length; i++) {
            model.raw(rows[i], all, i * model.outputs());
        }
        return all;
    }

    /** The results of CatBoost, which are equal for a row and for rows in a batch. */
    private static double[] results(byte[] bytes, double[][] rows) throws CatBoostError {
        // without the parameters, of which CatBoost reports missing ones on the console
        byte[] bare = bytes(new String(bytes, StandardCharsets.UTF_8).replaceFirst(",\"params\":.*?}}}", "}"));
        try (ai.catboost.CatBoostModel model = ai.catboost.CatBoostModel.loadModel(bare, "json")) {
            float[][] floats = new float[rows.length][];
            for (int i = 0; i < rows.length; i++) {
                floats[i] = new float[rows[i].length];
                for (int j = 0; j < rows[i].length; j++) {
                    floats[i][j] = (float) rows[i][j];
                }
            }
            double[] batch = values(model.predict(floats, (String[][]) null));
            int outputs = batch.length / rows.length;
            for (int i = 0; i < rows.length; i++) {
                double[] one = values(model.predict(floats[i], (String[]) null));
                for (int k = 0; k < outputs; k++) {
                    assertThat(one[k]).isEqualTo(batch[i * outputs + k]);
                }
            }
            return batch;
        }
    }

    private static double[] values(CatBoostPredictions predictions) throws CatBoostError {
        double[] values = new double[predictions.getObjectCount() * predictions.getPredictionDimension()];
        for (int i = 0; i < values.length; i++) {
            values[i] =
                    predictions.get(i / predictions.getPredictionDimension(), i % predictions.getPredictionDimension());
        }
        return values;
    }

    @Test
    void aZeroHasTheSignOfCatBoost() throws CatBoostError {
        CatBoostModels models = new CatBoostModels(2);
        models.mostSplits = 0;
        models.trees = 1;
        models.scale = "-2";
        byte[] bytes = bytes(models.json().replaceAll("\"leaf_values\":\\[[^]]*", "\"leaf_values\":[0"));
        double[][] rows = {new double[models.features]};
        assertThat(1 / results(bytes, rows)[0]).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(1 / CatBoost.load(bytes).predict(rows[0])).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Test
    void catBoostDecidesByTheNumberOfASplitAndIgnoresTheBorderBesideIt() throws CatBoostError {
        String text = new CatBoostModels(1).json();
        String other = text.replaceAll("\\{\"border\":[^,]*,", "{\"border\":77,");
        assertThat(other).isNotEqualTo(text);
        double[][] rows = {{1, 2, -1, 0.5, 3}};
        assertThat(results(bytes(other), rows)).containsExactly(results(bytes(text), rows));
    }

    @Test
    void catBoostReadsLongNumbersOfAFileLessExactlyThanTheyAreWritten() throws CatBoostError {
        CatBoostModels models = new CatBoostModels(2);
        models.mostSplits = 0;
        models.trees = 1;
        String text = models.json().replaceAll("\"leaf_values\":\\[[^]]*", "\"leaf_values\":[0.12345678901234567");
        double[][] rows = {new double[models.features]};
        assertThat(results(bytes(text), rows)[0]).isEqualTo(0.12345678901234568);
        assertThat(CatBoost.load(bytes(text)).predict(rows[0])).isEqualTo(0.12345678901234567);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
