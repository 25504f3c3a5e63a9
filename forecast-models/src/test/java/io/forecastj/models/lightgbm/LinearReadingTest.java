package io.forecastj.models.lightgbm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** The time of reading a model is proportional to the length of its text. */
class LinearReadingTest {
    private static final String ONE_LEAF = "num_leaves=1\nnum_cat=0\nleaf_value=0.5\nshrinkage=1\n";

    private static String text(int features, List<String> trees) {
        StringJoiner names = new StringJoiner(" ");
        StringJoiner infos = new StringJoiner(" ");
        for (int i = 0; i < features; i++) {
            names.add("f" + i);
            infos.add("0:1:" + i);
        }
        StringBuilder text = new StringBuilder("tree\nversion=v4\nnum_class=1\nlabel_index=0\nmax_feature_idx="
                + (features - 1) + "\nobjective=regression\nfeature_names=" + names + "\nfeature_infos=" + infos
                + "\n\n");
        for (int t = 0; t < trees.size(); t++) {
            text.append("Tree=").append(t).append('\n').append(trees.get(t)).append("\n\n");
        }
        return text + "end of trees\n\nparameters:\n\nend of parameters\n";
    }

    /** A tree of which each node has a leaf on the left. */
    private static String chain(int leaves) {
        StringJoiner zeros = new StringJoiner(" ");
        StringJoiner left = new StringJoiner(" ");
        StringJoiner right = new StringJoiner(" ");
        StringJoiner values = new StringJoiner(" ");
        for (int i = 0; i < leaves - 1; i++) {
            zeros.add("0");
            left.add(Integer.toString(~i));
            right.add(Integer.toString(i + 1 < leaves - 1 ? i + 1 : ~(leaves - 1)));
        }
        for (int i = 0; i < leaves; i++) {
            values.add("0.5");
        }
        return "num_leaves=" + leaves + "\nnum_cat=0\nsplit_feature=" + zeros + "\nthreshold=" + zeros
                + "\ndecision_type=" + zeros + "\nleft_child=" + left + "\nright_child=" + right + "\nleaf_value="
                + values + "\nshrinkage=1\n";
    }

    /** Returns the shortest time of some readings; one that is short enough is the last. */
    private static double seconds(String text, double enough) {
        double least = Double.POSITIVE_INFINITY;
        for (int round = 0; round < 5 && least > enough; round++) {
            long start = System.nanoTime();
            assertThat(LightGbmModel.of(LightGbmText.parse(text), Engine.JAVA).rounds())
                    .isPositive();
            least = Math.min(least, (System.nanoTime() - start) / 1e9);
        }
        return least;
    }

    /** Sixty-four times the text may take some times as much for each character, since it fits no cache; not 64. */
    private static void assertLinear(int size, IntFunction<String> text) {
        double small = seconds(text.apply(size), 0);
        double most = 16 * 64 * Math.max(small, 4e-3);
        assertThat(seconds(text.apply(64 * size), most))
                .as("seconds, after %s for a sixty-fourth", small)
                .isLessThan(most);
    }

    @Test
    void treesOfOneLeaf() {
        assertLinear(1_250, count -> text(2, Collections.nCopies(count, ONE_LEAF)));
    }

    @Test
    void smallTrees() {
        assertLinear(60, count -> text(2, Collections.nCopies(count, chain(8))));
    }

    @Test
    void oneDeepTree() {
        assertLinear(3_000, leaves -> text(2, List.of(chain(leaves))));
    }

    @Test
    void features() {
        assertLinear(1_000, count -> text(count, List.of(ONE_LEAF)));
    }

    @Test
    void linesWithoutAnEqualsSign() {
        assertLinear(
                5_000,
                count -> text(2, List.of(ONE_LEAF)) + String.join("\n", Collections.nCopies(count, "importance")));
    }
}
