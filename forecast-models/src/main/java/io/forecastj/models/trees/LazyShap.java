package io.forecastj.models.trees;

import io.forecastj.ForecastException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Explanations of a model's rows, which the first one prepares.
 *
 * <p>Thread-safe.
 */
public final class LazyShap {
    private final List<Tree> trees;
    private final TieredTrees evaluated;
    private final RowShape shape;
    private final String counts;

    // Made by the first call that needs it; if two threads make one at the same time, both are equal.
    private volatile @Nullable TreeShap ready;

    /**
     * Names the trees.
     *
     * @param trees the trees of a model
     * @param evaluated the same trees, in the form in which they are evaluated
     * @param shape the model's sizes
     * @param counts a sentence for messages that says where the model's file has the counts of training rows
     */
    public LazyShap(List<Tree> trees, TieredTrees evaluated, RowShape shape, String counts) {
        this.trees = trees;
        this.evaluated = evaluated;
        this.shape = shape;
        this.counts = counts;
    }

    /**
     * Writes the contributions to a row's sums.
     *
     * @param row the row
     * @param out receives for each output the features' contributions in order and then the expected value
     * @throws IllegalArgumentException if the row has another length or the values do not fit
     * @throws ForecastException if a tree lacks the counts of training rows or is too deep
     */
    public void explain(double[] row, double[] out) {
        shape.requireRow(row);
        if (out.length < shape.contributions()) {
            throw new IllegalArgumentException(
                    "expected room for " + shape.contributions() + " contributions, found an array of " + out.length);
        }
        TreeShap shap = ready;
        if (shap == null) {
            shap = prepared();
            ready = shap;
        }
        shap.explain(row, out);
    }

    private TreeShap prepared() {
        try {
            return new TreeShap(trees, evaluated, shape.features());
        } catch (ForecastException e) {
            throw new ForecastException(
                    "cannot explain the " + shape.model() + " model: " + e.getMessage() + ". " + counts, e);
        }
    }
}
