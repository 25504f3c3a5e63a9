package io.forecastj.models.xgboost;

import io.forecastj.ForecastException;
import io.forecastj.StateWriter;
import io.forecastj.Target;
import io.forecastj.models.internal.CheckedBytes;
import io.forecastj.models.regression.ExplainedModel;
import io.forecastj.models.trees.LazyShap;
import io.forecastj.models.trees.RowShape;
import io.forecastj.models.trees.SplitSums;
import io.forecastj.models.trees.Summation;
import io.forecastj.models.trees.TieredTrees;
import io.forecastj.models.trees.TreeShap;
import java.util.List;
import java.util.Map;

/**
 * A trained XGBoost model, evaluated in Java.
 *
 * <p>Immutable and thread-safe. Evaluation takes no lock and needs no native library, a row allocates nothing, and
 * closing does nothing. The model can be used at once; after about a thousand rows its trees are compiled to bytecode
 * in the background, see {@link #compile}.
 *
 * <p>As in XGBoost, a value counts rounded to a 32-bit float, and leaves are added in floats, tree after tree, to the
 * base score; so the sums, XGBoost's margins, equal its own in every bit. (XGBoost 1.0 to 1.2, and DART up to 1.3, add
 * the base score last, which may round otherwise: files of these versions have the sums of a later one that reads
 * them.) Where the base score is a probability or an exponential, its logarithm may differ in the last bit, and so may
 * the answers that follow the sums: a sigmoid, an exponential function, or probabilities of classes, which {@code
 * multi:softmax} has here too. Several quantiles of a row are sorted if the file is of XGBoost 3.4 or later, as there.
 * NaN is a missing value; infinities are ordinary values. At a categorical input, a value that is no category of the
 * set, also a negative one, takes the way of XGBoost 1.7 and later.
 */
public final class XgBoostModel implements ExplainedModel {
    static final String KIND = "xgboost";

    private final byte[] bytes;
    private final ModelContent content;
    private final TieredTrees trees;
    private final RowShape shape;
    private final LazyShap shap;

    private XgBoostModel(byte[] bytes, ModelContent content) {
        this.bytes = bytes;
        this.content = content;
        this.trees = new TieredTrees(content.trees(), Summation.floats(content.margins()));
        this.shape = new RowShape("XGBoost", content.features().size(), content.outputs());
        this.shap = new LazyShap(
                content.trees(),
                trees,
                shape,
                "XGBoost writes the weights of training rows as 'sum_hessian', of trees of several outputs from 3.2"
                        + " on");
    }

    static XgBoostModel of(byte[] bytes) {
        return new XgBoostModel(bytes.clone(), XgBoostReader.read(bytes));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public List<String> features() {
        return content.features();
    }

    @Override
    public int outputs() {
        return content.outputs();
    }

    /**
     * Returns the number of trees for each output.
     *
     * @return the number of boosting rounds times that of parallel trees, at least 1
     */
    public int trees() {
        return content.trees().size() / outputs();
    }

    /**
     * Compiles the trees to bytecode now, on this thread, and runs them on generated rows until they are fast. Without
     * this call the same happens on a background thread after about a thousand rows. Answers are equal in every bit
     * before, during and after. The limits are those of {@link
     * io.forecastj.models.lightgbm.LightGbmModel#compile()}.
     *
     * @return true if compiled trees are used now
     */
    public boolean compile() {
        return trees.compile();
    }

    /**
     * Returns the file that the model was read from.
     *
     * @return a copy of its bytes, JSON or UBJSON, which XGBoost in every language can read
     */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** Requires answers that are probabilities which add up to 1. */
    void requireProbabilities(Target target) {
        if (outputs() > 1 && content.objective() != LinkedOutput.SOFTMAX) {
            throw new IllegalArgumentException("the model's objective should be multi:softprob for " + target
                    + ", since the answers of others are no probabilities that add up to 1; train with multi:softprob");
        }
    }

    /**
     * Returns the reduction of the training loss by each feature's splits, over all trees: XGBoost's {@code
     * total_gain}.
     *
     * @return the sums of split gains by feature, in the order of {@link #features()}, 0 for an unused one; empty if
     *     the file has no gains, as those of trees of several outputs before XGBoost 3.2
     */
    @Override
    public Map<String, Double> gainImportance() {
        boolean written = content.splits().stream().allMatch(tree -> tree.gain().length == tree.feature().length);
        return written ? SplitSums.of(features(), content.splits(), (tree, node) -> tree.gain()[node]) : Map.of();
    }

    /**
     * Returns the number of each feature's splits, over all trees: XGBoost's {@code weight}.
     *
     * @return the numbers of splits by feature, in the order of {@link #features()}, 0 for an unused one
     */
    public Map<String, Double> splitImportance() {
        return SplitSums.of(features(), content.splits(), (tree, node) -> 1);
    }

    /**
     * Explains the sums for a row by each feature's contribution, XGBoost's {@code pred_contribs}, in double precision.
     *
     * @param row the inputs in the order of {@link #features()}, NaN for a missing one
     * @param out receives for each output the features' contributions in order and then the expected value, the base
     *     score included
     * @throws IllegalArgumentException if the row has another length or the values do not fit
     * @throws ForecastException if the file lacks the nodes' {@code sum_hessian}, as those of trees of several outputs
     *     before XGBoost 3.2, or a tree has more than {@value
     *     TreeShap#MAX_DEPTH} nodes from root to leaf
     */
    @Override
    public void contributions(double[] row, double[] out) {
        shap.explain(row, out);
    }

    /**
     * Turns a sum of contributions into an answer: the objective's function, such as the exponential one for Poisson.
     *
     * @param sum the sum of the trees and the base score
     * @return the answer
     */
    @Override
    public double answer(double sum) {
        return content.objective().apply(sum);
    }

    @Override
    public double predict(double[] row) {
        shape.requireOneOutput();
        shape.requireRow(row);
        return content.objective().apply(trees.score(row));
    }

    @Override
    public void predict(double[] row, double[] out, int at) {
        shape.requireRow(row);
        shape.requireRoom(out, at);
        trees.scores(row, out, at);
        content.objective().apply(out, at, outputs());
    }

    @Override
    public void predictAll(double[][] rows, double[] out) {
        shape.requireRows(rows, out);
        trees.scores(rows, out);
        for (int i = 0; i < rows.length; i++) {
            content.objective().apply(out, i * outputs(), outputs());
        }
    }

    /**
     * Describes a value in a categorical input that can be no category: a negative or a fractional one, or one of 2^24
     * or more. The answer to such a row is that of XGBoost 1.7 and later, which drops the decimals of a fraction and
     * treats the others as none of the categories.
     *
     * @param row the inputs in the order of {@link #features()}, NaN for a missing one
     * @return a readable sentence; empty if nothing is wrong
     */
    @Override
    public String flaw(double[] row) {
        boolean[] categorical = content.categorical();
        for (int i = 0; i < categorical.length; i++) {
            if (categorical[i] && !Double.isNaN(row[i]) && !isCategory(row[i])) {
                return "the categorical input '" + features().get(i) + "' is " + row[i]
                        + ", but categories are whole numbers from 0 to " + TreeArrays.MAX_CATEGORY;
            }
        }
        return "";
    }

    private static boolean isCategory(double value) {
        return value >= 0 && value <= TreeArrays.MAX_CATEGORY && value == Math.rint(value);
    }

    @Override
    public void identify(StateWriter out) {
        out.putText(CheckedBytes.sha256(bytes));
    }

    /** Writes the sums of the trees and the base score, before the objective's function. */
    void margins(double[] row, double[] out) {
        trees.scores(row, out, 0);
    }

    @Override
    public String toString() {
        return "XGBoost model of " + features().size() + " features, " + trees() + " trees, " + outputs() + " outputs";
    }
}
