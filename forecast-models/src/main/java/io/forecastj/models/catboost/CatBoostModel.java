package io.forecastj.models.catboost;

import io.forecastj.ForecastException;
import io.forecastj.StateWriter;
import io.forecastj.Target;
import io.forecastj.models.internal.CheckedBytes;
import io.forecastj.models.regression.ExplainedModel;
import io.forecastj.models.trees.RowShape;
import io.forecastj.models.trees.Summation;
import io.forecastj.models.trees.TieredTrees;
import io.forecastj.models.trees.TreeShap;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A trained CatBoost model, evaluated in Java.
 *
 * <p>Immutable and thread-safe. Evaluation takes no lock and needs no native library, a row allocates nothing, and
 * closing does nothing. The model can be used at once; after about a thousand rows in batches its trees are compiled to
 * bytecode in the background, see {@link #compile}. Single rows are evaluated without a branch and need no compilation.
 *
 * <p>As in CatBoost, a value counts rounded to a 32-bit float, leaves are added in doubles, tree after tree, and scale
 * and bias are applied to the sum. Where CatBoost reads the same numbers from the file, the results equal its {@code
 * RawFormulaVal} on a processor of the x86 family in every bit. It writes enough digits for the trained model's
 * numbers, which are read exactly here; but it reads long ones less exactly itself, so a model that it has loaded from
 * the file may differ from the trained one, and from this one, in the last bits. The answers that follow from the
 * results, probabilities for classes and exponentials for Poisson and Tweedie, may differ in the last bits too.
 *
 * <p>NaN is a missing value, which takes the side that the training chose by {@code nan_mode}, and counts as one below
 * every border if the training had none in this input; infinities are ordinary values.
 */
public final class CatBoostModel implements ExplainedModel {
    static final String KIND = "catboost";

    private final byte[] bytes;
    private final CatBoostContent content;
    private final ObliviousRows single;
    private final TieredTrees trees; // for batches
    private final RowShape shape;

    // Made by the first call that needs it; if two threads make one at the same time, both are equal.
    private volatile @Nullable TreeShap shap;

    private CatBoostModel(byte[] bytes, CatBoostContent content) {
        this.bytes = bytes;
        this.content = content;
        this.single = new ObliviousRows(content);
        this.trees = new TieredTrees(TreeExpansion.of(content), Summation.doubles(content.outputs()));
        this.shape = new RowShape("CatBoost", content.inputs().names().size(), content.outputs());
    }

    static CatBoostModel of(byte[] bytes) {
        return new CatBoostModel(bytes.clone(), CatBoostReader.read(bytes));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public List<String> features() {
        return content.inputs().names();
    }

    @Override
    public int outputs() {
        return content.outputs();
    }

    /**
     * Returns the names of the classes, numbers as texts, in the order of the outputs. A model for two classes has one
     * output, the probability of the second class.
     *
     * @return the names, unmodifiable; empty if the file names none
     */
    public List<String> classes() {
        return content.classes();
    }

    /**
     * Returns the number of trees.
     *
     * @return the number, at least 1; each tree has a value for every output
     */
    public int trees() {
        return content.trees().size();
    }

    /**
     * Compiles the trees to bytecode now, on this thread, and runs them on generated rows until they are fast; for
     * {@link #predictAll}. Without this call the same happens on a background thread after about a thousand rows.
     * Answers are equal in every bit before, during and after. The limits are those of {@link
     * io.forecastj.models.lightgbm.LightGbmModel#compile()}; a tree of {@code depth} 6 has up to 64 leaves.
     *
     * @return true if compiled trees are used now
     */
    public boolean compile() {
        return trees.compile();
    }

    /**
     * Returns the file that the model was read from.
     *
     * @return a copy of its bytes, JSON, which CatBoost in every language can read
     */
    public byte[] bytes() {
        return bytes.clone();
    }

    /**
     * Returns how much the sums change with each feature, CatBoost's importance {@code PredictionValuesChange}: for
     * each split and each pair of leaves that it separates, the squared distances of their values to the common mean,
     * weighted by the training rows.
     *
     * @return the parts of each feature in percent, in the order of {@link #features()}, 0 for an unused one; empty if
     *     the file lacks {@code leaf_weights}
     */
    @Override
    public Map<String, Double> gainImportance() {
        for (ObliviousTree tree : content.trees()) {
            if (tree.weights().length == 0) {
                return Map.of();
            }
        }
        double[] parts = new double[features().size()];
        double total = 0;
        for (ObliviousTree tree : content.trees()) {
            for (int i = 0; i < tree.splits().length; i++) {
                double change = change(tree, i);
                parts[content.inputs().inputs()[tree.splits()[i]]] += change;
                total += change;
            }
        }
        for (int i = 0; i < parts.length && total > 0; i++) {
            parts[i] = parts[i] / total * 100;
        }
        return byName(parts);
    }

    private double change(ObliviousTree tree, int split) {
        int outputs = outputs();
        double sum = 0;
        for (int low = 0; low < tree.weights().length; low++) {
            int high = low | 1 << split;
            double below = tree.weights()[low];
            double above = tree.weights()[high];
            if (high == low || below == 0 || above == 0) {
                continue;
            }
            for (int k = 0; k < outputs; k++) {
                double ofLow = tree.values()[low * outputs + k];
                double ofHigh = tree.values()[high * outputs + k];
                double mean = (ofLow * below + ofHigh * above) / (below + above);
                sum += (ofLow - mean) * (ofLow - mean) * below + (ofHigh - mean) * (ofHigh - mean) * above;
            }
        }
        return sum;
    }

    /**
     * Returns the number of each feature's splits, over all trees. A split of a level counts once, though it is at all
     * nodes of the level.
     *
     * @return the numbers of splits by feature, in the order of {@link #features()}, 0 for an unused one
     */
    public Map<String, Double> splitImportance() {
        double[] counts = new double[features().size()];
        for (ObliviousTree tree : content.trees()) {
            for (int split : tree.splits()) {
                counts[content.inputs().inputs()[split]]++;
            }
        }
        return byName(counts);
    }

    private Map<String, Double> byName(double[] values) {
        Map<String, Double> byName = new LinkedHashMap<>();
        for (int i = 0; i < values.length; i++) {
            byName.put(features().get(i), values[i]);
        }
        return Collections.unmodifiableMap(byName);
    }

    /**
     * Explains the results for a row by each feature's contribution, CatBoost's importance {@code ShapValues}. If no
     * row of the training had the answers of this row to a tree's splits, its way through that tree counts as the only
     * one from there on; CatBoost leaves such leaves out.
     *
     * @param row the inputs in the order of {@link #features()}, NaN for a missing one
     * @param out receives for each output the features' contributions in order and then the expected value, scale and
     *     bias included
     * @throws IllegalArgumentException if the row has another length or the values do not fit
     * @throws ForecastException if the file lacks {@code leaf_weights}
     */
    @Override
    public void contributions(double[] row, double[] out) {
        shape.requireRow(row);
        int width = features().size() + 1;
        if (out.length < (long) outputs() * width) {
            throw new IllegalArgumentException("expected room for " + (long) outputs() * width
                    + " contributions, found an array of " + out.length);
        }
        TreeShap ready = shap;
        if (ready == null) {
            ready = newShap();
            shap = ready;
        }
        ready.explain(row, out);
        for (int k = 0; k < outputs(); k++) {
            for (int i = k * width; i < (k + 1) * width; i++) {
                out[i] *= content.linear().scale();
            }
            out[(k + 1) * width - 1] += content.linear().bias()[k];
        }
    }

    private TreeShap newShap() {
        try {
            return TreeShap.withUnseenLeaves(
                    TreeExpansion.of(content), trees, features().size());
        } catch (ForecastException e) {
            throw new ForecastException(
                    "cannot explain the CatBoost model: " + e.getMessage() + ". CatBoost writes the weights of training"
                            + " rows as 'leaf_weights'",
                    e);
        }
    }

    /**
     * Turns a sum of contributions into an answer: the loss function's, such as the exponential one for Poisson.
     *
     * @param sum the result of the trees, scale and bias included
     * @return the answer
     */
    @Override
    public double answer(double sum) {
        return content.loss().apply(sum);
    }

    @Override
    public double predict(double[] row) {
        shape.requireOneOutput();
        shape.requireRow(row);
        return content.loss().apply(content.linear().apply(single.sum(row)));
    }

    @Override
    public void predict(double[] row, double[] out, int at) {
        shape.requireRow(row);
        shape.requireRoom(out, at);
        raw(row, out, at);
        content.loss().apply(out, at, outputs());
    }

    @Override
    public void predictAll(double[][] rows, double[] out) {
        shape.requireRows(rows, out);
        trees.scores(rows, out);
        for (int i = 0; i < rows.length; i++) {
            content.linear().apply(out, i * outputs());
            content.loss().apply(out, i * outputs(), outputs());
        }
    }

    @Override
    public void identify(StateWriter out) {
        out.putText(CheckedBytes.sha256(bytes));
    }

    /** Requires answers that are probabilities of classes which exclude each other. */
    void requireSharesOfClasses(Target target) {
        if (outputs() > 1 && content.loss() != LossOutput.SOFTMAX) {
            throw new IllegalArgumentException("the model's loss function should be MultiClass for " + target
                    + ", since the answers of others are no probabilities that add up to 1; train with MultiClass");
        }
    }

    /** Writes the results before the loss function's function is applied, CatBoost's {@code RawFormulaVal}. */
    void raw(double[] row, double[] out, int at) {
        single.sums(row, out, at);
        content.linear().apply(out, at);
    }

    @Override
    public String toString() {
        return "CatBoost model of " + features().size() + " features, " + trees() + " trees, " + outputs() + " outputs";
    }
}
