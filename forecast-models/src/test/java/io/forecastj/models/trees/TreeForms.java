package io.forecastj.models.trees;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The two forms of a model's trees side by side, for tests of the readers that made the trees. */
public final class TreeForms {
    /** Largest absolute value that counts as zero. */
    public static final double ZERO = FlatTrees.ZERO;

    private final FlatTrees flat;
    private final @Nullable CompiledTrees compiled;

    private TreeForms(FlatTrees flat, @Nullable CompiledTrees compiled) {
        this.flat = flat;
        this.compiled = compiled;
    }

    /** Both forms. */
    public static TreeForms of(List<Tree> trees, int outputs) {
        return of(trees, Summation.doubles(outputs));
    }

    /** Both forms, with a choice of the sums. */
    public static TreeForms of(List<Tree> trees, Summation sums) {
        FlatTrees flat = new FlatTrees(trees, sums);
        return new TreeForms(flat, TreeCompiler.compile(flat));
    }

    /** The flat form only. */
    public static TreeForms flat(List<Tree> trees, int outputs) {
        return new TreeForms(new FlatTrees(trees, Summation.doubles(outputs)), null);
    }

    public boolean isCompiled() {
        return compiled != null;
    }

    public void flatScores(double[] row, double[] out) {
        flat.scores(row, out, 0);
    }

    public void flatScores(double[][] rows, double[] out) {
        flat.scores(rows, out);
    }

    public void compiledScores(double[] row, double[] out) {
        compiled().scores(row, out, 0);
    }

    public void compiledScores(double[][] rows, double[] out) {
        compiled().scores(rows, out);
    }

    private CompiledTrees compiled() {
        if (compiled == null) {
            throw new AssertionError("the trees were not compiled");
        }
        return compiled;
    }
}
