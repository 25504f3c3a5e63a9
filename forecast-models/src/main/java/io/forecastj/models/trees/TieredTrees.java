package io.forecastj.models.trees;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Trees of a model: in the flat form at first, as bytecode once they are used often.
 *
 * <p>Thread-safe; evaluation takes no lock, and a row allocates nothing. Both forms give the same scores in every bit,
 * so it does not matter which one is used.
 */
public final class TieredTrees {
    /** Number of rows after which compilation, some tenths of a second on another thread, is likely to pay off. */
    static final int ROWS_BEFORE_COMPILING = 1_000;

    /** System property that keeps all models in the flat form, if it is {@code false} when the JVM starts. */
    public static final String SWITCH = "io.forecastj.trees.compile";

    /** Largest number of leaves of a model that is compiled. */
    public static final int MAX_LEAVES = TreeCompiler.MAX_LEAVES;

    /** Largest number of leaves of a tree that is compiled. */
    public static final int MAX_TREE_LEAVES = TreeCompiler.MAX_CLASS_LEAVES;

    /** Largest number of outputs of a model that is compiled. */
    public static final int MAX_OUTPUTS = TreeCompiler.MAX_OUTPUTS;

    /** Largest number of features up to the last one of a split in a model that is compiled. */
    public static final int MAX_FEATURES = WarmUp.MAX_WIDTH;

    /** In a native image no class can be defined. */
    private static final boolean ENABLED = !"false".equals(System.getProperty(SWITCH))
            && System.getProperty("org.graalvm.nativeimage.imagecode") == null;

    private final FlatTrees flat;
    private final AtomicBoolean asked = new AtomicBoolean(!ENABLED);
    private volatile TreeEvaluator serving;
    private boolean tried; // guarded by this

    // Callers add to it without a lock, so some additions are lost; it only decides when to begin.
    private int rows;

    /**
     * Prepares the flat form.
     *
     * @param trees the trees, one for each output, then those of the next round, and so on
     * @param sums the way in which leaves are added
     */
    public TieredTrees(List<Tree> trees, Summation sums) {
        this.flat = new FlatTrees(trees, sums);
        this.serving = flat;
    }

    /**
     * Sums the leaves of a row in a model of one output.
     *
     * @param row the row, of the model's length
     * @return the sum
     */
    public double score(double[] row) {
        return ready(1).score(row);
    }

    /**
     * Sums the leaves of a row.
     *
     * @param row the row, of the model's length
     * @param out receives a sum for each output
     * @param at the index of the first one
     */
    public void scores(double[] row, double[] out, int at) {
        ready(1).scores(row, out, at);
    }

    /**
     * Sums the leaves of many rows.
     *
     * @param rows the rows, each of the model's length
     * @param out receives the sums, all outputs of a row side by side
     */
    public void scores(double[][] rows, double[] out) {
        ready(rows.length).scores(rows, out);
    }

    FlatTrees flat() {
        return flat;
    }

    /**
     * Returns which form is used.
     *
     * @return true if it is the compiled one
     */
    public boolean isCompiled() {
        return serving != flat;
    }

    private TreeEvaluator ready(int more) {
        TreeEvaluator now = serving;
        if (now == flat && !asked.get()) {
            count(more);
        }
        return now;
    }

    private void count(int more) {
        int sum = rows + Math.min(more, ROWS_BEFORE_COMPILING);
        rows = sum;
        if (sum >= ROWS_BEFORE_COMPILING && asked.compareAndSet(false, true) && !BackgroundCompiler.submit(this)) {
            // the queue is full: try again after the same number of rows
            rows = 0;
            asked.set(false);
        }
    }

    /**
     * Compiles on this thread, unless that has been done.
     *
     * @return true if compiled trees are used now
     */
    public synchronized boolean compile() {
        if (!tried && ENABLED) {
            asked.set(true);
            CompiledTrees compiled = TreeCompiler.compile(flat);
            if (compiled != null && WarmUp.untilFaster(compiled, flat)) {
                serving = compiled;
            }
            tried = true;
        }
        return isCompiled();
    }
}
