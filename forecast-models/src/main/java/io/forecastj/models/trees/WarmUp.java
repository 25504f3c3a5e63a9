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
    private static final int MAX_ROWS = 256;

    /** Largest number of values in all generated rows, 8 MiB. */
    private static final int MAX_VALUES = 1 << 20;

    /** Largest width of a generated row; with wider ones, reading the rows takes most of the time in either form. */
    static final int MAX_WIDTH = MAX_VALUES / 16;

    // HotSpot's last compiler takes a method after 5,000 calls (Tier4InvocationThreshold), later if it is busy.
    private static final int CALLS = 6_000;

    /** Enough for the loops over a block's rows, each of which a batch runs hundreds of times. */
    private static final int BATCHES = 16;

    private static final int AT_ONCE = 4;
    private static final int MAX_PASSES = 512;
    private static final long MAX_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** Time after which trees must be at least half as fast as the flat form, to have a prospect of becoming faster. */
    private static final long PROSPECT_NANOS = TimeUnit.SECONDS.toNanos(4);

    private WarmUp() {}

    /**
     * Warms up compiled trees.
     *
     * @param compiled the trees
     * @param flat the same trees in the flat form
     * @return true as soon as they were faster twice in succession; false if this did not happen in some seconds, as in
     *     a JVM without compilers
     */
    static boolean untilFaster(CompiledTrees compiled, FlatTrees flat) {
        MadeUpRows madeUp = new MadeUpRows(flat);
        double[][] rows = madeUp.spread(Math.max(1, Math.min(MAX_ROWS, MAX_VALUES / Math.max(1, madeUp.width()))));
        long start = System.nanoTime();
        for (TreeGroup group : compiled.groups()) {
            if (!reachEveryLeaf(group, madeUp, rows, start)) {
                return false;
            }
        }
        double[] all = new double[rows.length * flat.outputs];
        for (int i = 0; i < BATCHES && System.nanoTime() - start < MAX_NANOS; i++) {
            compiled.scores(rows, all);
        }
        double[] out = new double[flat.outputs];
        int won = 0;
        for (int pass = 0; pass < MAX_PASSES && won < 2; pass++) {
            long its = nanos(compiled, rows, out);
            long other = nanos(flat, rows, out);
            won = its < other ? won + 1 : 0;
            long spent = System.nanoTime() - start;
            if (spent > MAX_NANOS || spent > PROSPECT_NANOS && its > 2 * other) {
                break;
            }
        }
        return won == 2;
    }

    /** Returns false if the time was not enough, as for trees that are deep chains. */
    private static boolean reachEveryLeaf(TreeGroup group, MadeUpRows madeUp, double[][] rows, long start) {
        double[] row = new double[rows[0].length];
        int leaves = group.leaves.length;
        for (int i = 0; i < Math.max(CALLS, leaves); i++) {
            System.arraycopy(rows[i % rows.length], 0, row, 0, row.length);
            // In several trees, far from each other, at once; a change for one may undo another, but never the last
            // change.
            for (int j = 0; j < AT_ONCE; j++) {
                madeUp.reach(group.leaves[(int) ((i + (long) leaves * j / AT_ONCE) % leaves)], row);
            }
            group.add(row, 0);
            if (i % 64 == 0 && System.nanoTime() - start > MAX_NANOS) {
                return false;
            }
        }
        return true;
    }

    private static long nanos(TreeEvaluator trees, double[][] rows, double[] out) {
        long start = System.nanoTime();
        for (double[] row : rows) {
            trees.scores(row, out, 0);
        }
        return System.nanoTime() - start;
    }
}
