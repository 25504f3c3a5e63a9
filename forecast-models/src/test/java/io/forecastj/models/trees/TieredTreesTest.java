package io.forecastj.models.trees;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.forecastj.models.lightgbm.LightGbmModel;
import io.forecastj.models.lightgbm.TestModels;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TieredTreesTest {
    private final LightGbmModel model = TestModels.model(21);
    private final TieredTrees trees = new TieredTrees(TestModels.trees(model), Summation.doubles(1));
    private final FlatTrees flat = trees.flat();
    private final double[][] rows = TestModels.rows(22, 500, model);

    @Test
    void manyRowsHaveTheTreesCompiledInTheBackgroundWithEqualAnswers() {
        for (int i = 0; i < TieredTrees.ROWS_BEFORE_COMPILING - 1; i++) {
            trees.score(rows[i % rows.length]);
        }
        assertThat(trees.isCompiled()).isFalse();
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        for (int i = 0; !trees.isCompiled() && System.nanoTime() < deadline; i++) {
            double[] row = rows[i % rows.length];
            assertThat(trees.score(row)).isEqualTo(flat.score(row));
        }
        assertThat(trees.isCompiled()).isTrue();
        for (double[] row : rows) {
            assertThat(trees.score(row)).isEqualTo(flat.score(row));
        }
    }

    @Test
    void aBatchCountsEachRow() {
        double[] out = new double[rows.length];
        trees.scores(rows, out);
        trees.scores(rows, out);
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!trees.isCompiled() && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(trees.isCompiled()).isTrue();
    }

    @Test
    void compilingOnDemandChangesNoAnswer() {
        double[] before = new double[rows.length];
        model.predictAll(rows, before);
        assertThat(model.compile()).isTrue();
        assertThat(model.compile()).as("a second time").isTrue();
        double[] after = new double[rows.length];
        model.predictAll(rows, after);
        assertThat(after).containsExactly(before);
        for (int i = 0; i < rows.length; i++) {
            assertThat(model.predict(rows[i])).isEqualTo(before[i]);
        }
    }

    @Test
    void evaluatingAllocatesNothingInEitherForm() {
        assertThat(allocatedByPredicting()).as("flat").isZero();
        trees.compile();
        assertThat(allocatedByPredicting()).as("compiled").isZero();
    }

    private long allocatedByPredicting() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        double[] out = new double[rows.length];
        long least = Long.MAX_VALUE;
        // the first rounds load classes
        for (int round = 0; round < 5; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 100; i++) {
                out[i] = trees.score(rows[i]);
                trees.scores(rows[i], out, i);
            }
            trees.scores(rows, out);
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        return least;
    }
}
