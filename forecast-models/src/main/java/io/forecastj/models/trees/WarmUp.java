package io.forecastj.models.trees;

import java.util.concurrent.TimeUnit;

/**
 * Runs compiled trees on generated rows until the JVM has turned their bytecode into machine code that is faster than
 * the flat form. New bytecode is interpreted at first, many times slower, so it must not be used at once.
 *
 * <p>HotSpot leaves out branches that it never saw taken while it profiled, and falls back to the interpreter at the
 * first row that takes one. So every leaf is reached here before that.
 */
final class WarmUp {
    private static final int ROWS = 256;

    // HotSpot's last compiler takes a method after 5,000 calls (Tier4InvocationThreshold), later if it is busy.
    private static final int CALLS = 6_000;

    private static final int AT_ONCE = 4;
    private static final int MAX_PASSES = 512;
    private static final long MAX_NANOS = TimeUnit.SECONDS.toNanos(10);

    private WarmUp() {}

    /**
     * Warms up compiled trees.
     *
     * @param compiled the trees
     * @param flat the same trees in the flat form
     * @return true as soon as they were faster twice in succession; false if this did not happen, as in a JVM without
     *     compilers
     */
    static boolean untilFaster(CompiledTrees compiled, FlatTrees flat) {
        MadeUpRows madeUp = new MadeUpRows(flat);
        double[][] rows = madeUp.spread(ROWS);
        long start = System.nanoTime();
        for (TreeGroup group : compiled.groups()) {
            reachEveryLeaf(group, madeUp, rows);
        }
        double[] out = new double[flat.outputs];
        int won = 0;
        for (int pass = 0; pass < MAX_PASSES && won < 2 && System.nanoTime() - start < MAX_NANOS; pass++) {
            won = nanos(compiled, rows, out) < nanos(flat, rows, out) ? won + 1 : 0;
        }
        return won == 2;
    }

    private static void reachEveryLeaf(TreeGroup group, MadeUpRows madeUp, double[][] rows) {
        double[] row = new double[rows[0].length];
        int leaves = group.leaves.length;
        for (int i = 0; i < Math.max(CALLS, leaves); i++) {
            System.arraycopy(rows[i % ROWS], 0, row, 0, row.length);
            // In several trees, far from each other, at once; a change for one may undo another, but never the last
            // change.
            for (int j = 0; j < AT_ONCE; j++) {
                madeUp.reach(group.leaves[(int) ((i + (long) leaves * j / AT_ONCE) % leaves)], row);
            }
            group.add(row, 0);
        }
    }

    private static long nanos(TreeEvaluator trees, double[][] rows, double[] out) {
        long start = System.nanoTime();
        for (double[] row : rows) {
            trees.scores(row, out, 0);
        }
        return System.nanoTime() - start;
    }
}
