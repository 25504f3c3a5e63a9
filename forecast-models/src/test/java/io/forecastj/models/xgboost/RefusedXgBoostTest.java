package io.forecastj.models.xgboost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forecastj.ModelLoadException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Models whose file contradicts itself or needs what only XGBoost does are refused with the place and the remedy. */
class RefusedXgBoostTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String PLAIN = "1.7.4/squarederror";
    private static final String CLASSES = "1.7.4/softprob";
    private static final String SETS = "3.4.0/partition";
    private static final String VECTOR = "3.4.0/vector";

    @Test
    void aSnapshotOfMemoryIsRefused() {
        refuses("{\"Config\": {}, \"Model\": {}}".getBytes(StandardCharsets.UTF_8), "snapshot of memory", "save_model");
    }

    @Test
    void anotherVersionIsRefused() {
        refuses(PLAIN, root -> root.set("version", array(4, 0, 0)), "from 1 to 3", "found 4.0", "save it again");
        refuses(PLAIN, root -> root.remove("version"), "expected 'version'");
        refuses(PLAIN, root -> learner(root).put("later", 1), "learner", "found 'later'", "later version");
        refuses(PLAIN, root -> parameters(root).put("later", "1"), "learner_model_param", "found 'later'");
    }

    @Test
    void aFieldTwiceIsRefused() throws IOException {
        String text = Files.readString(XgBoostGoldenTest.FOLDER.resolve(PLAIN + ".json"));
        refuses(
                text.replaceFirst("\"id\":0", "\"split_type\":[]").getBytes(StandardCharsets.UTF_8),
                "line 1, column",
                "Duplicate field 'split_type'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "left_children",
                "right_children",
                "parents",
                "split_indices",
                "split_conditions",
                "default_left",
                "split_type",
                "loss_changes",
                "sum_hessian"
            })
    void anArrayOfAnotherLengthOrNoneIsRefused(String name) {
        refuses(PLAIN, root -> numbers(root, name).add(0), "tree 0", "numbers as '" + name + "', found");
        if (!name.equals("split_type")) { // versions before 1.3 write none
            refuses(PLAIN, root -> tree(root).remove(name), "tree 0", "expected '" + name + "', found none");
        }
    }

    @Test
    void aNodeWithTwoParentsOrNoneIsRefused() {
        set("parents", 0, 1, "no parent of node 0, found 1");
        set("parents", 1, 2, "expected node 0 as the parent of its child 1, found 2");
        set("left_children", 0, 2, "two children of node 0, found 2 twice");
        set("left_children", 0, 0, "parent of its child 0");
        set("left_children", 0, -1, "node 0 or none, found only the right one, 2");
        set("right_children", 0, -1, "node 0 or none, found only the left one, 1");
        set("left_children", 0, 1 << 20, "'left_children'");
        refuses(
                PLAIN,
                root -> {
                    numbers(root, "left_children").set(1, -1);
                    numbers(root, "right_children").set(1, -1);
                },
                "neither below it nor marked");
    }

    @Test
    void deletedNodesMustBeMarkedAndCounted() {
        set("split_indices", 2, Integer.MAX_VALUE, "node 2 both below it and marked");
        refuses(
                "1.7.4/pruned",
                root -> ((ObjectNode) tree(root).get("tree_param")).put("num_deleted", "1"),
                "expected 1 deleted nodes by 'num_deleted'");
    }

    @Test
    void inputsAndNumbersOutOfRangeAreRefused() {
        set("split_indices", 1, 6, "one of 6 inputs at node 1, found 6");
        set("default_left", 0, 2, "from 0 to 1 as 'default_left'", "2.0");
        set("split_type", 0, 1, "categories of the categorical node 0, found none");
        for (String word : List.of("NaN", "Infinity", "1e99")) {
            String text = changed(
                            PLAIN, root -> numbers(root, "split_conditions").set(1, "here"))
                    .replace("\"here\"", word);
            refuses(text.getBytes(StandardCharsets.UTF_8), "finite", "'split_conditions' at node 1");
        }
    }

    @Test
    void wrongCategoriesAreRefused() {
        refuses(SETS, root -> numbers(root, "categories").set(0, 1 << 24), "from 0 to 16777215 as 'categories'");
        refuses(SETS, root -> numbers(root, "categories").set(0, -1), "'categories'", "-1.0");
        refuses(SETS, root -> numbers(root, "categories_sizes").set(0, 10_000), "'categories_sizes'");
        refuses(
                SETS,
                root -> {
                    for (String name : List.of("categories_nodes", "categories_segments", "categories_sizes")) {
                        numbers(root, name).add(numbers(root, name).get(0));
                    }
                },
                "each node once");
        refuses(
                SETS,
                root -> numbers(root, "split_type")
                        .set(numbers(root, "categories_nodes").get(0).asInt(), 0),
                "expected 1 as 'split_type' of node");
    }

    @Test
    void categoriesOfADataFrameAreRefusedUnlessTheyAreTheirCodes() {
        Consumer<ObjectNode> codes =
                root -> enc(root, 5).putArray("values").add(0).add(1);
        assertThat(XgBoost.load(changed(SETS, codes).getBytes(StandardCharsets.UTF_8))
                        .outputs())
                .isEqualTo(1);
        refuses(
                SETS,
                root -> {
                    ObjectNode texts = enc(root, 5);
                    texts.putArray("offsets").add(0).add(1);
                    texts.putArray("values").add(97);
                },
                "input 'f5'",
                "found texts",
                ".cat.codes",
                "replacing the list after \"enc\" by []");
        refuses(
                SETS,
                root -> enc(root, 2).putArray("values").add(0).add(7),
                "input 'f2'",
                "found 7.0 with the code 1",
                ".cat.codes");
        refuses(SETS, root -> tables(root).set("enc", JSON.createArrayNode().add(JSON.createObjectNode())), "6 inputs");
    }

    @Test
    void treesThatDoNotFitTheOutputsAreRefused() {
        refuses(CLASSES, root -> ((ArrayNode) model(root).get("tree_info")).set(0, 2), "equally many");
        refuses(CLASSES, root -> ((ArrayNode) model(root).get("tree_info")).set(0, 3), "'tree_info'");
        refuses(CLASSES, root -> trees(root).remove(0), "'num_trees', 18, found 17");
        refuses(PLAIN, root -> tree(root).put("id", 1), "in the order of their 'id', found 1");
        refuses(
                PLAIN,
                root -> {
                    trees(root).removeAll();
                    ((ArrayNode) model(root).get("tree_info")).removeAll();
                    ((ObjectNode) model(root).get("gbtree_model_param")).put("num_trees", "0");
                },
                "at least one tree");
        refuses(
                "1.7.4/dart",
                root -> ((ArrayNode) booster(root).get("weight_drop")).add(1),
                "6 numbers as 'weight_drop', found 7");
    }

    @Test
    void leavesOfSeveralOutputsThatDoNotFitAreRefused() {
        refuses(VECTOR, root -> parameters(root).put("num_class", "4").put("base_score", "0"), "number of outputs, 4");
        refuses(VECTOR, root -> ((ArrayNode) model(root).get("tree_info")).set(0, 1), "'tree_info' 0", "and 1");
        refuses(VECTOR, root -> numbers(root, "leaf_weights").add(0), "3 for each leaf");
        refuses(VECTOR, root -> numbers(root, "right_children").set(lastLeaf(root), 0), "each once", "found 0");
        refuses(VECTOR, root -> numbers(root, "right_children").set(lastLeaf(root), -1), "found -1");
        refuses("2.0.3/vector", root -> numbers(root, "base_weights").add(0), "3 for each node");
        refuses(
                "2.0.3/vector",
                root -> ((ObjectNode) tree(root).get("tree_param")).put("size_leaf_vector", "65536"),
                "65536 for each node");
    }

    @Test
    void largeCategorySetsOfManyOutputsTakeBoundedMemory() {
        refuses(
                SETS,
                root -> {
                    int outputs = 1 << 14;
                    numbers(root, "categories").set(0, (1 << 24) - 1);
                    ((ObjectNode) tree(root).get("tree_param")).put("size_leaf_vector", Integer.toString(outputs));
                    tree(root)
                            .set(
                                    "base_weights",
                                    array(
                                            new int
                                                    [outputs
                                                            * numbers(root, "parents")
                                                                    .size()]));
                    parameters(root).put("num_class", Integer.toString(outputs));
                },
                "words of 32 categories in the whole model",
                "without gaps");
    }

    @Test
    void wrongParametersAreRefused() {
        refuses(PLAIN, root -> parameters(root).put("num_feature", "0"), "'num_feature'", "'0'");
        refuses(PLAIN, root -> parameters(root).put("num_feature", 3), "a text as 'num_feature'");
        refuses(CLASSES, root -> parameters(root).put("num_target", "2"), "a model for each target");
        refuses(PLAIN, root -> parameters(root).put("base_score", "0x1p3"), "'base_score'", "'0x1p3'");
        refuses(PLAIN, root -> parameters(root).put("base_score", "[1,2]"), "1 or 1 numbers as 'base_score', found 2");
        refuses(PLAIN, root -> names(root, "a", "b", "c"), "6 names");
        refuses(PLAIN, root -> names(root, "a", "b", "c", "d", "e", "a"), "that differ");
        refuses(PLAIN, root -> learner(root).putArray("feature_types").add("c"), "6 types");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1E0", "-1", "2E0"})
    void aBaseScoreOutsideTheObjectivesRangeIsRefused(String score) {
        refuses(
                "1.7.4/logistic",
                root -> parameters(root).put("base_score", score),
                "expected a 'base_score' between 0 and 1, found");
        if (!score.startsWith("1") && !score.startsWith("2")) {
            refuses("1.7.4/poisson", root -> parameters(root).put("base_score", score), "'base_score' above 0");
        }
    }

    @Test
    void aLogisticBaseScoreIsMovedIntoItsRangeFromVersion32On() {
        Consumer<ObjectNode> zero = root -> parameters(root).put("base_score", "[0E0]");
        ModelContent content =
                XgBoostReader.read(changed("3.4.0/logistic", zero).getBytes(StandardCharsets.UTF_8));
        assertThat(content.margins()).containsExactly((float) -Math.log(1 / 1e-6f - 1));
    }

    @Test
    void unknownObjectivesAreRefusedWithTheWayToTheSums() {
        refuses(
                PLAIN,
                root -> objective(root, "reg:custom"),
                "found 'reg:custom'",
                "count:poisson, multi:softmax",
                "set_param({\"objective\": \"reg:squarederror\"})");
        refuses(
                "3.4.0/quantiles",
                root -> objective(root, "reg:expectileerror"),
                "one level of reg:expectileerror, found 3",
                "a model for each level");
        refuses(PLAIN, root -> objective(root, "multi:softprob"), "at least 2 classes");
    }

    private static void objective(ObjectNode root, String name) {
        ((ObjectNode) learner(root).get("objective")).put("name", name);
    }

    private static int lastLeaf(ObjectNode root) {
        return numbers(root, "left_children").size() - 1;
    }

    private static ObjectNode tables(ObjectNode root) {
        return (ObjectNode) model(root).get("cats");
    }

    /** Adds an empty list of categories for each of 6 inputs, and returns that of one. */
    private static ObjectNode enc(ObjectNode root, int input) {
        ArrayNode lists = tables(root).putArray("enc");
        for (int i = 0; i < 6; i++) {
            lists.addObject().put("type", 4).putArray("values");
        }
        return (ObjectNode) lists.get(input);
    }

    private static void names(ObjectNode root, String... names) {
        learner(root).set("feature_names", JSON.valueToTree(names));
    }

    private static ArrayNode array(int... numbers) {
        return JSON.valueToTree(numbers);
    }

    private static ObjectNode learner(ObjectNode root) {
        return (ObjectNode) root.get("learner");
    }

    private static ObjectNode parameters(ObjectNode root) {
        return (ObjectNode) learner(root).get("learner_model_param");
    }

    private static ObjectNode booster(ObjectNode root) {
        return (ObjectNode) learner(root).get("gradient_booster");
    }

    private static ObjectNode model(ObjectNode root) {
        return (ObjectNode) booster(root).get("model");
    }

    private static ArrayNode trees(ObjectNode root) {
        return (ArrayNode) model(root).get("trees");
    }

    private static ObjectNode tree(ObjectNode root) {
        return (ObjectNode) trees(root).get(0);
    }

    private static ArrayNode numbers(ObjectNode root, String name) {
        return (ArrayNode) tree(root).get(name);
    }

    private static void set(String name, int at, int value, String... message) {
        refuses(PLAIN, root -> numbers(root, name).set(at, value), message);
    }

    private static String changed(String name, Consumer<ObjectNode> change) {
        try {
            ObjectNode root = (ObjectNode) JSON.readTree(
                    XgBoostGoldenTest.FOLDER.resolve(name + ".json").toFile());
            change.accept(root);
            return JSON.writeValueAsString(root);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void refuses(String name, Consumer<ObjectNode> change, String... message) {
        refuses(changed(name, change).getBytes(StandardCharsets.UTF_8), message);
    }

    private static void refuses(byte[] bytes, String... message) {
        assertThatThrownBy(() -> XgBoost.load(bytes))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContainingAll(message);
    }
}
