package io.forecastj.models.lightgbm;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.sun.management.ThreadMXBean;
import io.forecastj.ModelLoadException;
import io.forecastj.models.trees.TreeForms;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Any bytes are refused, or are a model whose flat and compiled trees agree; in under a second and 64 MiB.
 *
 * <p>Runs over the corpus in the resources. To look for new inputs, which Jazzer then adds to the corpus:
 *
 * <pre>{@code
 * JAZZER_FUZZ=1 mvn -pl forecast-models -am test -Dtest=LightGbmTextFuzzTest -Djazzer.hooks=true \
 *     -Dsurefire.failIfNoSpecifiedTests=false
 * }</pre>
 */
class LightGbmTextFuzzTest {
    private static final long MAX_BYTES = 64L << 20;
    private static final double[] VALUES = {0, Double.NaN, -1, 1, 3, Double.POSITIVE_INFINITY, -1e300};

    @FuzzTest
    void everyTextIsEvaluatedOrRefused(byte[] bytes) {
        String input = new String(bytes, StandardCharsets.UTF_8);
        ModelText text = parsed(input);
        requireCheap(input);
        if (text != null) {
            evaluate(text);
        }
    }

    // The second time, as the first one loads classes, and Jazzer instruments them.
    private static void requireCheap(String input) {
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long allocated = thread.getCurrentThreadAllocatedBytes();
        long start = thread.getCurrentThreadCpuTime();
        parsed(input);
        assertThat(thread.getCurrentThreadCpuTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(1));
        assertThat(thread.getCurrentThreadAllocatedBytes() - allocated).isLessThan(MAX_BYTES);
    }

    private static @Nullable ModelText parsed(String text) {
        try {
            return LightGbmText.parse(text);
        } catch (ModelLoadException e) {
            assertThat(e).hasMessageContaining("expected").hasMessageNotContaining("null");
            return null;
        }
    }

    private static void evaluate(ModelText text) {
        TreeForms forms = TreeForms.of(text.trees(), text.outputs());
        double[] row = new double[text.features().size()];
        double[] expected = new double[text.outputs()];
        double[] found = new double[text.outputs()];
        for (double value : VALUES) {
            Arrays.fill(row, value);
            forms.flatScores(row, expected);
            if (forms.isCompiled()) {
                forms.compiledScores(row, found);
                assertThat(found).containsExactly(expected);
            }
        }
    }
}
