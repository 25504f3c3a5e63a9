package io.forecastj.models.trees;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The trees of a model: in the flat form at first, as bytecode once they are asked often.
 *
 * <p>Thread-safe; evaluating takes no lock, and a row allocates nothing. Both forms give the same scores in every bit, so it
 * never matters which one answers.
 */
public final class TieredTrees {
    /** After so many rows compiling, some tenths of a second on another thread, is likely to pay. */
    static final int ROWS_BEFORE_COMPILING = 1_000;

    /** Set to {@code false} when the JVM starts, this system property keeps all models in the flat form. */
    public static final String SWITCH = "io.forecastj.trees.compile";

    /** The most leaves of a model that is compiled. */
    public static final int MAX_LEAVES = TreeCompiler.MAX_LEAVES;

    /** The most leaves of one of its trees. */
    public static final int MAX_TREE_LEAVES = TreeCompiler.MAX_CLASS_LEAVES;

    /** The most outputs of a model that is compiled. */
    public static final int MAX_OUTPUTS = TreeCompiler.MAX_OUTPUTS;

    private static final boolean ENABLED = !"false".equals(System.getProperty(SWITCH));

    private final FlatTrees flat;
    private final AtomicBoolean asked = new AtomicBoolean(!ENABLED);
    private volatile TreeEvaluator serving;
    private boolean tried; // guarded by this

    // Callers add to it without a lock and so lose some; it only says when to begin.
    private int rows;

    /**
     * Prepares the flat form.
     *
     * @param trees the trees, one for each output, then the next round's, and so on
     * @param outputs how many sums a row has
     */
    public TieredTrees(List<Tree> trees, int outputs) {
        this.flat = new FlatTrees(trees, outputs);
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
     * @param out takes a sum for each output
     * @param at where the first one goes
     */
    public void scores(double[] row, double[] out, int at) {
        ready(1).scores(row, out, at);
    }

    /**
     * Sums the leaves of many rows.
     *
     * @param rows the rows, each of the model's length
     * @param out takes the sums, all outputs of a row side by side
     */
    public void scores(double[][] rows, double[] out) {
        ready(rows.length).scores(rows, out);
    }

    FlatTrees flat() {
        return flat;
    }

    /**
     * Tells which form serves.
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
            // the queue is full: ask again after as many rows
            rows = 0;
            asked.set(false);
        }
    }

    /**
     * Compiles on this thread, unless that is done.
     *
     * @return whether compiled trees serve now
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
