package io.forecastj.models.trees;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Trees of a model as bytecode.
 *
 * <p>Thread-safe, without a lock; allocates nothing but the working tables of {@link TreeBlocks}, which evaluates
 * batches of models whose nodes share few features. The trees are split into groups whose machine code remains in a
 * core's cache while a block of rows is evaluated. Each sum adds the same leaves in the same order as in {@link
 * FlatTrees}.
 */
final class CompiledTrees implements TreeEvaluator {
    // Measured with 300 trees of 31 leaves: blocks of 64 to 256 rows differ by less than the noise.
    private static final int BLOCK = 128;

    private final TreeGroup[][] groups; // by output, in order
    private final Summation sums;
    private final @Nullable TreeBlocks blocks; // for batches, if that is faster

    CompiledTrees(TreeGroup[][] groups, Summation sums, @Nullable TreeBlocks blocks) {
        this.groups = groups;
        this.sums = sums;
        this.blocks = blocks;
    }

    List<TreeGroup> groups() {
        return Arrays.stream(groups).flatMap(Arrays::stream).toList();
    }

    @Override
    public double score(double[] row) {
        return score(row, 0);
    }

    @Override
    public void scores(double[] row, double[] out, int at) {
        for (int k = 0; k < groups.length; k++) {
            out[at + k] = score(row, k);
        }
    }

    private double score(double[] row, int output) {
        double sum = sums.start()[output];
        for (TreeGroup group : groups[output]) {
            sum = group.add(row, sum);
        }
        return sum;
    }

    @Override
    public void scores(double[][] rows, double[] out) {
        if (blocks != null && rows.length >= TreeBlocks.MIN_ROWS) {
            blocks.scores(rows, out);
            return;
        }
        int outputs = groups.length;
        sums.begin(rows.length, out);
        for (int from = 0; from < rows.length; from += BLOCK) {
            int to = Math.min(rows.length, from + BLOCK);
            for (int k = 0; k < outputs; k++) {
                for (TreeGroup group : groups[k]) {
                    group.add(rows, from, to, out, from * outputs + k, outputs);
                }
            }
        }
    }
}
