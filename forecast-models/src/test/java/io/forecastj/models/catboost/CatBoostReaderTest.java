package io.forecastj.models.catboost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.forecastj.ModelLoadException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CatBoostReaderTest {
    private static final String SMALL = CatBoostModelTest.SMALL;

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void damagedFilesGiveAModelOrARefusal(int outputs) {
        CatBoostModels models = new CatBoostModels(outputs);
        models.outputs = outputs;
        models.loss = outputs == 1 ? "Logloss" : "MultiClass";
        models.trees = 4;
        models.mostBorders = 4;
        models.mostSplits = 3;
        byte[] whole = models.bytes();
        String characters = "0123456789.,:-+eE[]{}\"\\ntrueflas \u0000";
        double[] row = {0.5, -1, Double.NaN, 0, 2};
        int refused = 0;
        for (int seed = 0; seed < 2_000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            byte[] damaged = whole.clone();
            int changes = 1 + random.nextInt(3);
            for (int i = 0; i < changes; i++) {
                damaged[random.nextInt(damaged.length)] = random.nextBoolean()
                        ? (byte) random.nextInt(256)
                        : (byte) characters.charAt(random.nextInt(characters.length()));
            }
            if (random.nextInt(4) == 0) {
                damaged = Arrays.copyOf(damaged, random.nextInt(damaged.length));
            }
            try {
                CatBoostModel model = CatBoost.load(damaged);
                if (model.features().size() == row.length) {
                    model.predict(row, new double[model.outputs()], 0);
                }
            } catch (ModelLoadException e) {
                refused++;
            } catch (RuntimeException | Error e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
        assertThat(refused).isGreaterThan(1_000);
    }

    @Test
    void everyCutOffFileIsRefused() {
        byte[] whole = SMALL.strip().getBytes(StandardCharsets.UTF_8);
        for (int length = 0; length < whole.length; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> CatBoost.load(part)).as("%s bytes", length).isInstanceOf(ModelLoadException.class);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"type\": \"Quantile\" | \"type\": \"MyLoss\" | found 'MyLoss'; known are [RMSE,",
                "\"type\": \"Quantile\" | \"type\": \"RMSEWithUncertainty\" | found 'RMSEWithUncertainty'",
                "\"type\": \"Quantile\" | \"type\": \"LogLinQuantile\" | found 'LogLinQuantile'",
                "\"type\": \"Quantile\" | \"type\": \"MultiClass\" | expected several outputs of the loss function",
                "\"loss_function\" | \"no_loss\" | get_metadata()['loss_function']",
                "\"oblivious_trees\" | \"trees\" | train with grow_policy='SymmetricTree'",
                "\"features_info\": { | \"ctr_data\": {\"a\": 1}, \"features_info\": { | one column of 0 and 1",
                "{\"float_features\" | {\"categorical_features\": [{}], \"float_features\""
                        + " | found 'categorical_features'",
                "{\"float_features\" | {\"text_features\": [{}], \"float_features\" | found 'text_features'",
                "{\"float_features\" | {\"embedding_features\": [{}], \"float_features\""
                        + " | expected numeric features only",
                "{\"float_features\" | {\"int_features\": [], \"float_features\" | found 'int_features'",
                "\"scale_and_bias\" | \"scale\" | expected the fields of CatBoost 1.0 to 1.2, found 'scale'",
                "[2, [100]] | [2, [100, 1]] | a list of 1 finite numbers, found [2,[100,1]]",
                "[2, [100]] | [1e999, [100]] | 'scale_and_bias' should be a finite number",
                "[2, [100]] | [2, [\"x\"]] | 'scale_and_bias' should be a finite number",
                "[2, [100]] | [2] | 'scale_and_bias' should be a finite number",
                "[1, 2, 3, 5] | [1, 2, 3] | numbers for 4 leaves, found 3 numbers",
                "[1, 2, 3, 5] | [] | numbers for 4 leaves, found 0 numbers",
                "[1, 2, 3, 5] | [1, 2, 3, null] | 'leaf_values' should be a finite number, found null",
                "[1, 2, 3, 5] | [1, 2, 3, 1e999] | 'leaf_values' should be a finite number",
                "[0.25] | [0.25, 1] | tree 1: 'leaf_values' should be 1 numbers",
                "[1, 2, 3, 5] | [1,2,3,5,1,2,3,5] | tree 1: 'leaf_values' should be 2 numbers",
                "[10, 20, 30, 40] | [10, 20, 30] | 'leaf_weights' should be a list of 4 numbers, found 3",
                "[10, 20, 30, 40] | [10, -20, 30, 40] | 'leaf_weights' should be weights of at least 0, found -20",
                "\"leaf_values\": [0.25] | \"leaf_value\": [0.25] | tree 1: expected the fields of CatBoost",
                "\"splits\": null | \"splits\": 7 | tree 1: 'splits' should be a list of at most 16 splits, found 7",
                "\"split_index\": 0 | \"split_index\": 2 | split 0: 'split_index' should be an integer from 0 to 1",
                "\"split_index\": 0 | \"split_index\": 1"
                        + " | expected the feature 1 and the border 1.5 of 'split_index' 1",
                "\"split_index\": 0, | \"x\": 0,"
                        + " | tree 0, split 0: expected the fields of CatBoost 1.0 to 1.2, found 'x'",
                "{\"border\": 0.5 | {\"border\": 0.6 | found the feature 0 and the border 0.6",
                "\"FloatFeature\"}, | \"OneHotFeature\"},"
                        + " | 'split_type' should be 'FloatFeature', found \"OneHotFeature\"",
                "\"borders\": [0.5] | \"borders\": [0.5, 0.2]"
                        + " | finite 32-bit floats in ascending order, found 0.2 at 1",
                "\"borders\": [0.5] | \"borders\": [0.5, 1e39]"
                        + " | finite 32-bit floats in ascending order, found 1.0E39 at 1",
                "\"feature_id\": \"b\" | \"feature_id\": \"a\" | expected different names of the float features",
                "\"flat_feature_index\": 1 | \"flat_feature_index\": 0"
                        + " | should be an integer from 1 to 1048575, found 0",
                "\"flat_feature_index\": 1 | \"flat_feature_index\": 99999999 | found 99999999",
                "\"feature_index\": 1 | \"feature_index\": 0 | 'feature_index' should be an integer from 1 to 1",
                "\"AsTrue\" | \"AsNaN\" | should be one of [AsIs, AsFalse, AsTrue], found \"AsNaN\"",
                "\"has_nans\": true | \"has_nans\": 1 | 'has_nans' should be true or false",
                "\"has_nans\": true | \"has_nan\": true | found 'has_nan'",
                "\"has_nans\": true | \"has_nans\": true, \"has_nans\": true | Duplicate field 'has_nans'",
            })
    void whatIsWrongIsNamed(String part, String by, String message) {
        assertThat(SMALL).contains(part);
        String text = SMALL.replaceFirst(Pattern.quote(part), Matcher.quoteReplacement(by));
        assertThatThrownBy(() -> CatBoostModelTest.load(text))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"class_names\":[0,1,2],\"class_to_label\":[0,2,1]}",
                "{\"class_names\":[0,1,2],\"class_to_label\":[0,1]}",
                "{\"classes_count\":4,\"class_to_label\":[0,1,3]}",
                "{\"class_to_label\":[0,1]}",
                "{\"class_names\":[[],1,2]}",
                "{\"class_names\":7}"
            })
    void classesThatAreNotThoseOfTheOutputsAreRefused(String classes) {
        CatBoostModels models = new CatBoostModels(1);
        models.outputs = 3;
        models.loss = "MultiClass";
        models.classes = classes;
        assertThatThrownBy(() -> CatBoost.load(models.bytes()))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining("class");
    }

    @Test
    void namesOfClassesAreReadAsTexts() {
        CatBoostModels models = new CatBoostModels(1);
        models.outputs = 3;
        models.loss = "MultiClass";
        models.classes = "{\"class_names\":[false,1.5,\"x\"],\"class_to_label\":[0,1,2],\"classes_count\":0}";
        assertThat(CatBoost.load(models.bytes()).classes()).containsExactly("false", "1.5", "x");
        models.classes = "\"{\\\"class_names\\\":[],\\\"class_to_label\\\":[3,4,7],\\\"classes_count\\\":0}\"";
        assertThat(CatBoost.load(models.bytes()).classes()).containsExactly("3", "4", "7");
        models.classes = "{\"class_names\":[],\"class_to_label\":[],\"classes_count\":3}";
        assertThat(CatBoost.load(models.bytes()).classes()).isEmpty();
        models.loss = "MultiRMSE"; // has none, so what is said of them does not count
        models.classes = "{\"class_names\":[1]}";
        assertThat(CatBoost.load(models.bytes()).classes()).isEmpty();
        models.outputs = 1;
        models.loss = "Logloss";
        models.classes = "{\"class_names\":[\"no\",\"yes\"],\"class_to_label\":[0,1]}";
        assertThat(CatBoost.load(models.bytes()).classes()).containsExactly("no", "yes");
    }

    @Test
    void theLossFunctionIsReadWhereCatBoostLooksForIt() {
        String own = SMALL.replace(
                "\"model_guid\"", "\"loss_function\": \"{\\\"type\\\":\\\"Poisson\\\"}\", \"model_guid\"");
        double[] row = {0, 0};
        String small = own.replace("[2, [100]]", "[1, [0]]");
        assertThat(CatBoostModelTest.load(small).predict(row)).isEqualTo(Math.exp(1.25));
        String text = SMALL.replace(
                "{\"loss_function\": {\"params\": {\"alpha\": \"0.9\"}, \"type\": \"Quantile\"}}",
                "\"{\\\"loss_function\\\":{\\\"type\\\":\\\"Logloss\\\"}}\"");
        assertThat(CatBoostModelTest.load(text.replace("[2, [100]]", "[1, [0]]"))
                        .predict(row))
                .isEqualTo(1 / (1 + Math.exp(-1.25)));
    }

    @Test
    void aTreeOfSixteenSplitsIsReadAndOneOfSeventeenIsRefused() {
        assertThat(load(16).predict(new double[] {8.5})).isEqualTo(8);
        assertThat(load(16).predict(new double[] {99})).isEqualTo(16);
        assertThatThrownBy(() -> load(17))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining("at most 16 splits, found 17");
    }

    /** A tree whose leaf counts the borders below a value. */
    private static CatBoostModel load(int splits) {
        StringBuilder borders = new StringBuilder("0.5");
        StringBuilder asked = new StringBuilder();
        for (int i = 0; i < splits; i++) {
            borders.append(i == 0 ? "" : "," + (i + 0.5));
            asked.append(i == 0 ? "" : ",")
                    .append("{\"border\":" + (i + 0.5) + ",\"float_feature_index\":0,\"split_index\":" + i
                            + ",\"split_type\":\"FloatFeature\"}");
        }
        StringBuilder leaves = new StringBuilder("0");
        for (int i = 1; i < 1 << splits; i++) {
            leaves.append(',').append(Integer.bitCount(i));
        }
        return CatBoostModelTest.load("{\"features_info\":{\"float_features\":[{\"borders\":[" + borders
                + "],\"feature_index\":0,\"flat_feature_index\":0,\"nan_value_treatment\":\"AsIs\"}]},"
                + "\"model_info\":{\"params\":{\"loss_function\":{\"type\":\"RMSE\"}}},\"oblivious_trees\":[{"
                + "\"leaf_values\":[" + leaves + "],\"splits\":[" + asked + "]}]}");
    }

    @Test
    void nodesWhoseAnswerIsKnownAreLeftOut() {
        CatBoostContent content = CatBoostReader.read(load(16).bytes());
        assertThat(TreeExpansion.of(content).get(0).leaf()).hasSize(17);
    }

    @Test
    void hostileFilesTakeBoundedMemory() {
        String start = SMALL.substring(0, SMALL.indexOf("{\"leaf_values\""));
        String end = "], \"scale_and_bias\": [1, []]}";
        String outputs = start + "{\"leaf_values\":[0" + ",0".repeat(2_000_000) + "],\"splits\":[]}" + end;
        requireRefusal(outputs, "expected at most 1048576 trees", 400);
        String values = start + "{\"leaf_values\":[0" + ",0".repeat(9_000_000) + "],\"splits\":[]}" + end;
        requireRefusal(values, "expected at most 8388608 values", 1);
        requireRefusal("{\"a\":" + "[".repeat(1_000_000), "", 100);
        requireRefusal("{\"a\":" + "{\"a\":".repeat(100_000), "", 100);
    }

    private static void requireRefusal(String text, String message, int megabytes) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = thread.getCurrentThreadAllocatedBytes();
        assertThatThrownBy(() -> CatBoostReader.read(bytes))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining(message)
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(2_000));
        assertThat(thread.getCurrentThreadAllocatedBytes() - before).isLessThan((long) megabytes << 20);
    }

    @Test
    void otherFilesAreRefusedWithTheWayToSaveAModel(@TempDir Path folder) {
        assertThatThrownBy(() -> CatBoost.load(new byte[0])).hasMessageContaining("found an empty file");
        assertThatThrownBy(() -> CatBoost.load("CBM1\0".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining("save_model(\"model.json\", format=\"json\")");
        assertThatThrownBy(() -> CatBoost.load(folder.resolve("absent.json")))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining("absent.json");
    }

    @Test
    void aValueTakesTheSideThatItTakesRoundedToAFloat() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 100_000; i++) {
            float border = Float.intBitsToFloat(random.nextInt());
            if (Float.isFinite(border)) {
                check(border);
            }
        }
        for (float border : new float[] {0, -0f, Float.MIN_VALUE, -Float.MIN_VALUE, 1, -1, Float.MAX_VALUE}) {
            check(border);
            check(-border);
        }
    }

    private static void check(float border) {
        double largest = TreeExpansion.largestNotAbove(border);
        assertThat((float) largest > border).as("%s", border).isFalse();
        assertThat((float) Math.nextUp(largest) > border).as("%s", border).isTrue();
    }
}
