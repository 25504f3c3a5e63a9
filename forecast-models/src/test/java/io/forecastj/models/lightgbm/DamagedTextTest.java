package io.forecastj.models.lightgbm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.sun.management.ThreadMXBean;
import io.forecastj.FitListener;
import io.forecastj.ForecastException;
import io.forecastj.ModelLoadException;
import io.forecastj.models.trees.TreeForms;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Damaged texts are refused, or mean something to LightGBM too: then both answer alike. LightGBM's own loader crashes
 * on most of them, so that this test ends at all shows that it never saw one.
 */
class DamagedTextTest {
    private static final String[] HOSTILE = {
        "-1",
        "0",
        "1",
        "2147483647",
        "2147483648",
        "-2147483648",
        "4294967295",
        "99999999999999999999",
        "-500000000",
        "99999",
        "nan",
        "inf",
        "1e999",
        "0x10",
        "1d",
        "",
        " ",
        "\t",
        "1e-400",
        "--1",
        "+1",
        "=",
        "a"
    };

    @Test
    void hundredsOfDamagedTextsAreRefusedOrEvaluated() {
        damage(600, 1);
    }

    @Tag("slow")
    @Test
    void thousandsOfDamagedTextsAreRefusedOrEvaluated() {
        damage(5_000, 2);
    }

    private static void damage(int count, long seed) {
        List<LightGbmModel> models = List.of(TestModels.model(1), multiclass());
        SplittableRandom random = new SplittableRandom(seed);
        int refused = 0;
        for (int i = 0; i < count; i++) {
            LightGbmModel model = models.get(i % models.size());
            String damaged = mutate(model.text(), i % 7, random);
            String where = "seed " + seed + ", damage " + i;
            requireCheap(damaged, where);
            refused += evaluatesLikeNative(damaged, model, where) ? 0 : 1;
        }
        assertThat(refused).as("refused of " + count).isGreaterThan(count / 2);
    }

    private static LightGbmModel multiclass() {
        LightGbmParameters parameters = TestModels.settings()
                .objective(new Objective.Multiclass(3))
                .rounds(4)
                .build();
        return (LightGbmModel) LightGbm.regressor(parameters)
                .fit(TestModels.examples(3, 300, true, parameters.objective()), null, FitListener.NONE);
    }

    /** Reads a text a second time, the first having loaded the classes: in under a second and 64 MiB. */
    private static void requireCheap(String text, String where) {
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long allocated = thread.getCurrentThreadAllocatedBytes();
        long start = thread.getCurrentThreadCpuTime();
        try {
            LightGbmText.parse(text);
        } catch (ModelLoadException e) {
            assertThat(e).as(where).hasMessageContaining("expected");
        }
        assertThat(thread.getCurrentThreadCpuTime() - start).as(where).isLessThan(TimeUnit.SECONDS.toNanos(1));
        assertThat(thread.getCurrentThreadAllocatedBytes() - allocated)
                .as(where)
                .isLessThan(64L << 20);
    }

    @Test
    void aChainAsDeepAsTheTreeIsLargeIsReadWithoutRecursionAndCheaply() {
        int leaves = 100_000;
        String text = TestModels.chain(leaves);
        requireCheap(text, "a chain of " + leaves + " leaves");
        LightGbmModel model = LightGbmModel.of(LightGbmText.parse(text), Engine.JAVA);
        // row value v stops at the first threshold of at least v
        assertThat(model.predict(new double[] {0})).isEqualTo(1);
        assertThat(model.predict(new double[] {70_000})).isEqualTo(70_001);
        assertThat(model.predict(new double[] {1e9})).isEqualTo(leaves);
    }

    private static boolean evaluatesLikeNative(String damaged, LightGbmModel original, String where) {
        ModelText text;
        try {
            text = LightGbmText.parse(damaged);
        } catch (ModelLoadException e) {
            assertThat(e).as(where).hasMessageContaining("expected").hasMessageNotContaining("null");
            return false;
        } catch (RuntimeException | Error e) {
            return fail(where, e);
        }
        double[][] rows = TestModels.rows(7, 20, LightGbmText.parse(original.text()));
        TreeForms trees = TreeForms.flat(text.trees(), text.outputs());
        double[] found = new double[text.outputs()];
        double[] expected = new double[text.outputs()];
        try (NativePredictor predictor = NativePredictor.raw(text)) {
            for (double[] row : rows) {
                double[] fitting = Arrays.copyOf(row, text.features().size());
                trees.flatScores(fitting, found);
                predictor.predict(fitting, expected, 0);
                assertThat(found).as(where).containsExactly(expected);
            }
        } catch (ForecastException e) {
            // LightGBM may refuse by itself what evaluates well, such as a header line with two equals signs
            assertThat(e).as(where).hasMessageContaining("LightGBM could not load");
        }
        return true;
    }

    private static String mutate(String text, int kind, SplittableRandom random) {
        return switch (kind) {
            case 0 -> text.substring(0, random.nextInt(text.length()));
            case 1 -> flip(text, random);
            case 2 -> lines(text, random, false);
            case 3 -> lines(text, random, true);
            case 4 -> number(text, random, HOSTILE[random.nextInt(HOSTILE.length)]);
            case 5 -> child(text, random);
            // without sizes the trees themselves must be checked
            default ->
                number(text.replaceFirst("tree_sizes=.*\n", ""), random, HOSTILE[random.nextInt(HOSTILE.length)]);
        };
    }

    private static String flip(String text, SplittableRandom random) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        for (int i = random.nextInt(4); i >= 0; i--) {
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static String lines(String text, SplittableRandom random, boolean twice) {
        List<String> lines = new ArrayList<>(text.lines().toList());
        int at = random.nextInt(lines.size() / 2);
        if (twice) {
            lines.add(at, lines.get(random.nextInt(lines.size())));
        } else {
            lines.remove(at);
        }
        return String.join("\n", lines) + "\n";
    }

    private static String number(String text, SplittableRandom random, String hostile) {
        List<String> lines = new ArrayList<>(text.lines().toList());
        int end = lines.indexOf("end of trees");
        int at = random.nextInt(end);
        String line = lines.get(at);
        int equals = line.indexOf('=') + 1;
        String[] words = line.substring(equals).split(" ");
        words[random.nextInt(words.length)] = hostile;
        lines.set(at, line.substring(0, equals) + String.join(" ", words));
        return String.join("\n", lines) + "\n";
    }

    // Points a child elsewhere, often back up: a cycle, a node with two parents, a leaf that is lost.
    private static String child(String text, SplittableRandom random) {
        String free = text.replaceFirst("tree_sizes=.*\n", "");
        String key = random.nextBoolean() ? "left_child=" : "right_child=";
        List<String> lines = new ArrayList<>(free.lines().toList());
        List<Integer> where = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith(key) && lines.get(i).length() > key.length()) {
                where.add(i);
            }
        }
        int at = where.get(random.nextInt(where.size()));
        String[] words = lines.get(at).substring(key.length()).split(" ");
        words[random.nextInt(words.length)] = Integer.toString(random.nextInt(-9, 8));
        lines.set(at, key + String.join(" ", words));
        return String.join("\n", lines) + "\n";
    }
}
