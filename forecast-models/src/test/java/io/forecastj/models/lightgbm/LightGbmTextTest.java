package io.forecastj.models.lightgbm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.ModelLoadException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LightGbmTextTest {
    // A root that splits feature a at 0.5 and a right node that splits b by category, {1, 33}.
    private static final String TEXT = """
            tree
            version=v3
            num_class=1
            num_tree_per_iteration=1
            label_index=0
            max_feature_idx=1
            objective=regression
            feature_names=a b
            feature_infos=[-1:1] 0:1:33

            Tree=0
            num_leaves=3
            num_cat=1
            split_feature=0 1
            split_gain=3.5 1
            threshold=0.5 0
            decision_type=2 1
            left_child=-1 -2
            right_child=1 -3
            leaf_value=1 2 -3.5e-1
            leaf_weight=1 1 1
            leaf_count=1 1 1
            internal_value=0 0
            internal_weight=3 2
            internal_count=3 2
            cat_boundaries=0 2
            cat_threshold=2 2
            is_linear=0
            shrinkage=1


            end of trees

            feature_importances:
            a=1

            parameters:
            [linear_tree: 0]

            end of parameters

            pandas_categorical:null
            """;

    private static double predict(String text, double... row) {
        return LightGbmModel.of(LightGbmText.parse(text), Engine.JAVA).predict(row);
    }

    @Test
    void aSmallTextSaysWhatItSays() {
        assertThat(predict(TEXT, 0.5, 7)).isEqualTo(1);
        assertThat(predict(TEXT, Double.NaN, 7)).isEqualTo(1); // no missing type: NaN is 0
        assertThat(predict(TEXT, 0.6, 1)).isEqualTo(2);
        assertThat(predict(TEXT, 0.6, 33)).isEqualTo(2);
        assertThat(predict(TEXT, 0.6, 32)).isEqualTo(-0.35);
        assertThat(predict(TEXT, 0.6, 64)).isEqualTo(-0.35);
        assertThat(predict(TEXT, 0.6, Double.NaN)).isEqualTo(-0.35);
        assertThat(predict(TEXT, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY))
                .isEqualTo(-0.35);
    }

    @Test
    void itsImportancesAreByName() {
        LightGbmModel model = LightGbmModel.of(LightGbmText.parse(TEXT), Engine.JAVA);
        assertThat(model.gainImportance()).containsEntry("a", 3.5).containsEntry("b", 1.0);
        assertThat(model.splitImportance()).containsEntry("a", 1.0).containsEntry("b", 1.0);
    }

    @Test
    void anInfiniteThresholdSendsAllButNaNLeft() {
        String text = TEXT.replace("threshold=0.5", "threshold=inf").replace("decision_type=2", "decision_type=8");
        assertThat(predict(text, Double.POSITIVE_INFINITY, 1)).isEqualTo(1);
        assertThat(predict(text, Double.NaN, 1)).isEqualTo(2);
    }

    @Test
    void windowsLineEndsAreTaken() {
        assertThat(LightGbmText.parse(TEXT.replace("\n", "\r\n")).text()).isEqualTo(TEXT);
    }

    @Test
    void olderTextsWithoutTheLinearFlagAreTaken() {
        assertThat(predict(TEXT.replace("is_linear=0\n", ""), 0, 0)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"leaf_count=1 1 1", "internal_count=3 2"})
    void countsMayBeMissing(String line) {
        assertThat(predict(TEXT.replaceFirst("(?m)^" + line + "\n", ""), 0, 0)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "[device_type: cpu],true",
        "[device_type: cuda],false",
        "[use_quantized_grad: 1],false",
        "[tree_learner: serial] [use_quantized_grad: 1],true",
        "[tree_learner: data] [use_quantized_grad: 0],true",
        "[tree_learner: data] [use_quantized_grad: 1],false",
    })
    void countsThatLightGbmOnlyEstimatesNeedNotAddUp(String parameters, boolean exact) {
        String text = TEXT.replace("leaf_count=1 1 1", "leaf_count=1 1 2")
                .replace("[linear_tree: 0]", parameters.replace("] [", "]\n["));
        if (exact) {
            assertThatThrownBy(() -> LightGbmText.parse(text)).hasMessageContaining("expected the rows of node 1");
        } else {
            LightGbmModel model = LightGbmModel.of(LightGbmText.parse(text), Engine.JAVA);
            assertThat(model.predict(new double[2])).isEqualTo(1);
            assertThatThrownBy(() ->
                            LightGbm.continuing(model, LightGbm.parameters().build()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("expected trees whose numbers of training rows add up");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "objective=regression|objective=binary sigmoid:2|0.8807970779778823",
                "objective=regression|objective=poisson|2.718281828459045",
                "objective=regression|objective=gamma|2.718281828459045",
                "objective=regression|objective=tweedie|2.718281828459045",
                "objective=regression|objective=cross_entropy|0.7310585786300049",
                "objective=regression|objective=cross_entropy_lambda|1.3132616875182228",
                "objective=regression|objective=quantile|1",
                "objective=regression|average_output|1",
                "leaf_value=1|leaf_value=-3|-3",
            })
    void objectivesTransformTheirScores(String from, String to, double expected) {
        assertThat(predict(TEXT.replace(from, to), 0, 0)).isEqualTo(expected);
    }

    @Test
    void aSquareRootObjectiveSquaresAndKeepsTheSign() {
        String text = TEXT.replace("=regression", "=regression sqrt").replace("leaf_value=1", "leaf_value=-3");
        assertThat(predict(text, 0, 0)).isEqualTo(-9);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "version=v3|version=v2|line 2: expected version v3 or v4",
                "tree|booster|line 1: expected 'tree' as the first line",
                "objective=regression|objective=sorcery|line 7: expected an objective of LightGBM, found 'sorcery'",
                "objective=regression|objective=huber sqrt|line 7: expected 0 settings",
                "objective=regression|objective=binary sigmoid:-1|line 7: expected 'sigmoid:' and a number above 0",
                "objective=regression|objective=multiclass num_class:3|line 7: expected 'num_class:1'",
                "num_class=1|num_class=2|num_tree_per_iteration to be num_class=2",
                "max_feature_idx=1|max_feature_idx=2147483647|line 8: expected 2147483648 values in 'feature_names'",
                "feature_names=a b|feature_names=a a|feature names that differ",
                "feature_names=a b|surprise=1|line 8: expected one of a header's known keys, found 'surprise=1'",
                "label_index=0|num_class=1|line 5: expected each key once, found 'num_class' a second time",
                "Tree=0|Tree=1|line 11, tree 0: expected",
                "num_leaves=3|num_leaves=2147483647|tree 0: expected 2147483647 values in 'leaf_value', found 3",
                "num_leaves=3|num_leaves=0|line 12, tree 0: expected whole numbers from 1 to",
                "is_linear=0|is_linear=1|line 28, tree 0: expected constant leaves, found linear trees",
                "[linear_tree: 0]|[linear_tree: 1]|expected constant leaves, found linear trees",
                "split_feature=0 1|split_feature=0 2|line 14, tree 0: expected whole numbers from 0 to 1",
                "left_child=-1 -2|left_child=-1 -4|line 18, tree 0: expected whole numbers from -3 to 1",
                "left_child=-1 -2|left_child=-1 -1|a second way to leaf 0",
                "left_child=-1 -2|left_child=0 -2|a second way to node 0",
                "right_child=1 -3|right_child=-3 -3|tree 0: expected",
                "internal_count=3 2|internal_count=4 2|line 25, tree 0: expected the rows of node 0 to be those of its children",
                "internal_count=3 2|internal_count=3 1|line 25, tree 0: expected the rows of node 0",
                "leaf_count=1 1 1|leaf_count=1 2147483647 2147483647|and 'leaf_count', 4294967294, found 2",
                "leaf_count=1 1 1|leaf_count=1 1 -1|line 22, tree 0: expected whole numbers from 0",
                "leaf_value=1 2|leaf_value=nan 2|line 20, tree 0: expected finite numbers in 'leaf_value', found 'nan'",
                "leaf_value=1 2|leaf_value=1e999 2|expected finite numbers in 'leaf_value', found '1e999'",
                "threshold=0.5 0|threshold=0.5 1|expected the number of one of 1 category sets",
                "decision_type=2 1|decision_type=12 1|line 17, tree 0: expected whole numbers from 0 to 11",
                "cat_boundaries=0 2|cat_boundaries=0 3|line 27, tree 0: expected 3 values in 'cat_threshold', found 2",
                "cat_boundaries=0 2|cat_boundaries=1 2|expected 'cat_boundaries' to begin with 0",
                "num_cat=1|num_cat=2147483647|expected 2147483648 values in 'cat_boundaries', found 2",
                "shrinkage=1|leaf_const=1|line 29, tree 0: expected one of a tree's known keys",
                "end of trees|begin of trees|expected 'end of trees', found 'begin of trees'",
                "end of parameters|end|expected 'end of parameters'",
            })
    void whatIsWrongIsNamedWithItsPlace(String from, String to, String message) {
        String text = TEXT.replaceFirst(Pattern.quote(from), to);
        assertThatThrownBy(() -> LightGbmText.parse(text))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aSizeThatDoesNotFitItsTreeIsRefused() {
        String text = TEXT.replace("\n\nTree", "\ntree_sizes=9\n\nTree");
        assertThatThrownBy(() -> LightGbmText.parse(text))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining("expected the length that 'tree_sizes' gives for this tree, 9, found");
    }

    @Test
    void aCycleApartFromTheRootIsRefused() {
        String text =
                TEXT.replace("left_child=-1 -2", "left_child=-1 1").replace("right_child=1 -3", "right_child=-2 -3");
        assertThatThrownBy(() -> LightGbmText.parse(text))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining("expected 5 nodes and leaves below the root, found 3");
    }

    @Test
    void charactersThatNativeCodeTakesForAnEndAreRefused() {
        for (String character : new String[] {"\0", "\r"}) {
            assertThatThrownBy(() -> LightGbmText.parse(TEXT.replace("a b", "a" + character + " b")))
                    .isInstanceOf(ModelLoadException.class)
                    .hasMessageContaining("a NUL or a lone carriage return at character");
        }
    }

    @Test
    void anEmptyTextIsRefused() {
        assertThatThrownBy(() -> LightGbmText.parse(""))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining("found an empty text");
    }

    @Test
    void loadingNamesTheFile(@TempDir Path folder) throws IOException {
        Path missing = folder.resolve("none.txt");
        assertThatThrownBy(() -> LightGbm.load(missing))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining(missing.toString());
        Path bad = Files.writeString(folder.resolve("bad.txt"), "hello");
        assertThatThrownBy(() -> LightGbm.load(bad))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining(bad + ": LightGBM text model, line 1: expected 'tree'");
        Path binary = Files.write(folder.resolve("binary.txt"), new byte[] {(byte) 0xFF, 0});
        assertThatThrownBy(() -> LightGbm.load(binary))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining("UTF-8");
        Path good = Files.writeString(folder.resolve("good.txt"), TEXT, StandardCharsets.UTF_8);
        assertThat(LightGbm.load(good).features()).containsExactly("a", "b");
    }
}
