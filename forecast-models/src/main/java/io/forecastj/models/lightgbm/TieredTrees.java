package io.forecastj.models.lightgbm;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The trees of a model: in the flat form at first, as bytecode once they are asked often.
 *
 * <p>Thread-safe; evaluating takes no lock, and a row allocates nothing. Both forms give the same scores in every bit, so it
 * never matters which one answers.
 */
final class TieredTrees {
    /** After so many rows compiling, some tenths of a second on another thread, is likely to pay. */
    static final int ROWS_BEFORE_COMPILING = 1_000;

    /** Set to {@code false} when the JVM starts, this system property keeps all models in the flat form. */
    static final String SWITCH = "io.forecastj.lightgbm.compile";

    private static final boolean ENABLED = !"false".equals(System.getProperty(SWITCH));

    private final FlatTrees flat;
    private final AtomicBoolean asked = new AtomicBoolean(!ENABLED);
    private volatile Evaluator serving;
    private boolean tried; // guarded by this

    // Callers add to it without a lock and so lose some; it only says when to begin.
    private int rows;

    TieredTrees(FlatTrees flat) {
        this.flat = flat;
        this.serving = flat;
    }

    double score(double[] row) {
        return ready(1).score(row);
    }

    void scores(double[] row, double[] out, int at) {
        ready(1).scores(row, out, at);
    }

    void scores(double[][] rows, double[] out) {
        ready(rows.length).scores(rows, out);
    }

    FlatTrees flat() {
        return flat;
    }

    boolean isCompiled() {
        return serving != flat;
    }

    private Evaluator ready(int more) {
        Evaluator now = serving;
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
    synchronized boolean compile() {
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
