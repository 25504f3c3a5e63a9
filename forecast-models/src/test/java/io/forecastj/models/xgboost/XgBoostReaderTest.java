package io.forecastj.models.xgboost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.forecastj.ModelLoadException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class XgBoostReaderTest {
    private static final Path FOLDER = XgBoostGoldenTest.FOLDER;

    /** A model of a million inputs without names takes most; one changed byte can make that number. */
    private static final long MAX_ALLOCATED = 256L << 20;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.7.4/squarederror",
                "1.7.4/softprob",
                "1.7.4/dart",
                "1.7.4/partition",
                "3.4.0/dart",
                "3.4.0/softprob",
                "2.1.4/squarederror",
                "2.0.3/vector",
                "3.0.4/partition",
                "3.4.0/vector"
            })
    void jsonAndUbjsonOfAModelGiveTheSameAnswers(String name) throws IOException {
        XgBoostModel json = XgBoost.load(FOLDER.resolve(name + ".json"));
        XgBoostModel binary = XgBoost.load(FOLDER.resolve(name + ".ubj"));
        double[] one = new double[json.outputs()];
        double[] other = new double[json.outputs()];
        for (double[] row : XgBoostGoldenTest.rows(FOLDER.resolve(name + ".json"))) {
            json.margins(row, one);
            binary.margins(row, other);
            assertThat(other).containsExactly(one);
        }
        assertThat(binary.gainImportance()).isEqualTo(json.gainImportance());
        assertThat(binary.splitImportance()).isEqualTo(json.splitImportance());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.7.4/partition.json",
                "1.7.4/partition.ubj",
                "3.4.0/dart.json",
                "3.4.0/softprob.ubj",
                "3.4.0/vector.ubj",
                "2.0.3/vector.json"
            })
    void damagedFilesGiveAModelOrARefusal(String name) throws IOException {
        byte[] whole = Files.readAllBytes(FOLDER.resolve(name));
        double[] row = {0.5, -1, Double.NaN, 0, 2, 3};
        int refused = 0;
        for (int seed = 0; seed < 2_000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            byte[] damaged = whole.clone();
            int changes = 1 + random.nextInt(3);
            for (int i = 0; i < changes; i++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            if (random.nextInt(4) == 0) {
                damaged = Arrays.copyOf(damaged, random.nextInt(damaged.length));
            }
            long before = allocated();
            try {
                XgBoostModel model = XgBoost.load(damaged);
                if (model.features().size() == row.length) {
                    model.predict(row, new double[model.outputs()], 0);
                }
            } catch (ModelLoadException e) {
                refused++;
            } catch (RuntimeException | Error e) {
                throw new AssertionError(name + ", seed " + seed, e);
            }
            assertThat(allocated() - before).as(name + ", seed " + seed).isLessThan(MAX_ALLOCATED);
        }
        assertThat(refused).isGreaterThan(500);
    }

    private static long allocated() {
        return THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
    }

    @Test
    void everyCutOffFileIsRefused() throws IOException {
        for (String name : new String[] {"1.7.4/forest.json", "1.7.4/squarederror.ubj"}) {
            byte[] whole = Files.readAllBytes(FOLDER.resolve(name));
            for (int length = 0; length < whole.length; length += 1 + length / 50) {
                byte[] part = Arrays.copyOf(whole, length);
                assertThatThrownBy(() -> XgBoost.load(part))
                        .as(name + " cut off at " + length)
                        .isInstanceOf(ModelLoadException.class);
            }
        }
    }

    @Test
    void lengthsBeyondTheFileAndEndlessDepthTakeNoMemory() {
        ByteBuffer hostile = ByteBuffer.allocate(64);
        hostile.put("{i\u0001a[$d#L".getBytes(StandardCharsets.ISO_8859_1)).putLong(1L << 62);
        assertThatThrownBy(() -> XgBoost.load(hostile.array()))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining("found " + (1L << 62));
        byte[] deep = ("{i\u0001a" + "[".repeat(1_000_000)).getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> XgBoost.load(deep)).hasMessageContaining("at most 64 levels");
        byte[] deepText = ("{\"a\":" + "[".repeat(1_000_000)).getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> XgBoost.load(deepText)).isInstanceOf(ModelLoadException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "reg:squarederror | my:loss | expected a known objective, found 'my:loss'",
                "\"gbtree\" | \"gblinear\" | a linear booster has no trees",
                "\"num_feature\":\"6\" | \"num_feature\":\"2\" | expected the number of one of 2 inputs at node",
                "\"size_leaf_vector\":\"0\" | \"size_leaf_vector\":\"3\" | 3 for each node, found",
                "\"split_type\" | \"slit_type\" | found 'slit_type'",
                "\"base_score\":\"5E-1\" | \"base_score\":\"half\" | expected numbers as 'base_score', found 'half'",
                "\"base_score\":\"5E-1\" | \"base_score\":\"1E99\" | expected finite numbers as 'base_score'",
                "\"num_feature\":\"6\" | \"num_feature\":\"16777216\" | expected a whole number from 1 to 1048576",
                "\"left_children\":[1 | \"left_children\":[0 | as the parent of its child 0",
                "\"left_children\":[1 | \"left_children\":[2 | expected two children of node 0, found 2 twice",
            })
    void whatIsWrongIsNamed(String part, String by, String message) throws IOException {
        String text = Files.readString(FOLDER.resolve("1.7.4/squarederror.json"));
        assertThat(text).contains(part);
        assertThatThrownBy(() -> XgBoost.load(text.replace(part, by).getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining(message);
    }

    @Test
    void fewBytesOfLargeCategoriesTakeBoundedMemory() {
        String tree = ",\"tree_param\":{\"num_nodes\":\"3\"},\"left_children\":[1,-1,-1],\"right_children\":[2,-1,-1],"
                + "\"parents\":[2147483647,0,0],\"split_indices\":[0,0,0],\"split_conditions\":[0,1,2],"
                + "\"default_left\":[0,0,0],\"loss_changes\":[1,0,0],\"sum_hessian\":[2,1,1],"
                + "\"split_type\":[1,0,0],\"categories_nodes\":[0],\"categories\":[16777215],"
                + "\"categories_segments\":[0],\"categories_sizes\":[1]}";
        String trees =
                IntStream.range(0, 400).mapToObj(t -> "{\"id\":" + t + tree).collect(Collectors.joining(","));
        String model = "{\"version\":[1,7,0],\"learner\":{\"learner_model_param\":{\"num_feature\":\"1\","
                + "\"base_score\":\"0\"},\"objective\":{\"name\":\"reg:squarederror\"},\"gradient_booster\":"
                + "{\"name\":\"gbtree\",\"model\":{\"gbtree_model_param\":{\"num_trees\":\"400\"},"
                + "\"tree_info\":[" + "0,".repeat(399) + "0],\"trees\":[" + trees + "]}}}}";
        assertThatThrownBy(() -> XgBoost.load(model.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContainingAll("tree 32", "without gaps");
    }

    @Test
    void otherFilesAreRefusedWithTheWayToSaveAModel() throws IOException {
        assertThatThrownBy(() -> XgBoost.load(new byte[0])).hasMessageContaining("found an empty file");
        assertThatThrownBy(() -> XgBoost.load("binf\0".getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("save_model(\"model.json\")");
        Path absent = FOLDER.resolve("absent.json");
        assertThatThrownBy(() -> XgBoost.load(absent))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining("absent.json");
    }

    @Test
    void aValueTakesTheSideThatItTakesRoundedToAFloat() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 100_000; i++) {
            float threshold = Float.intBitsToFloat(random.nextInt());
            if (!Float.isFinite(threshold)) {
                continue;
            }
            check(threshold, TreeArrays.largestBelow(threshold));
        }
        for (float threshold :
                new float[] {0, -0f, Float.MIN_VALUE, -Float.MIN_VALUE, Float.MAX_VALUE, -Float.MAX_VALUE, 1, -1}) {
            check(threshold, TreeArrays.largestBelow(threshold));
        }
    }

    private static void check(float threshold, double largest) {
        assertThat((float) largest < threshold).as("%s", threshold).isTrue();
        assertThat((float) Math.nextUp(largest) < threshold).as("%s", threshold).isFalse();
    }
}
