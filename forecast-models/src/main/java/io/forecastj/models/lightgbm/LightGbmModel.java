package io.forecastj.models.lightgbm;

import io.forecastj.StateWriter;
import io.forecastj.models.internal.CheckedBytes;
import io.forecastj.models.regression.ExplainedModel;
import io.forecastj.models.trees.LazyShap;
import io.forecastj.models.trees.RowShape;
import io.forecastj.models.trees.SplitSums;
import io.forecastj.models.trees.Summation;
import io.forecastj.models.trees.TieredTrees;
import io.forecastj.models.trees.Tree;
import io.forecastj.models.trees.TreeShap;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A trained LightGBM model.
 *
 * <p>Immutable and thread-safe. With {@link Engine#JAVA}, evaluation takes no lock and needs no native library, a row
 * allocates nothing, and closing does nothing. The model can be used at once; after about a thousand rows its trees are
 * compiled to bytecode in the background, see {@link #compile}. {@link #predictAll} allocates nothing either, except
 * its working tables: for 192 rows or more and many nodes a feature up to 2 MiB, which the model keeps for the next
 * call, and up to 2 MiB a call if the model is too large to be compiled. For the native engine see {@link
 * Engine#NATIVE}.
 *
 * <p>Outputs are on the scale of the labels; for classes they are probabilities. NaN is a missing value; infinities are
 * ordinary values. Raw scores of the two engines are equal in every bit; outputs through an exponential differ by at
 * most 4 units in the last place.
 */
public final class LightGbmModel implements ExplainedModel {
    private final ModelText model;
    private final TieredTrees trees;
    private final @Nullable NativePredictor nativePredictor;
    private final RowShape shape;
    private final LazyShap shap;

    private LightGbmModel(ModelText model, TieredTrees trees, Engine engine) {
        this.model = model;
        this.trees = trees;
        this.nativePredictor = engine == Engine.NATIVE ? NativePredictor.of(model) : null;
        this.shape = new RowShape("LightGBM", model.features().size(), model.outputs());
        this.shap = new LazyShap(
                model.trees(),
                trees,
                shape,
                "LightGBM 3 and 4 write the numbers of training rows as 'internal_count' and 'leaf_count'");
    }

    static LightGbmModel of(ModelText model, Engine engine) {
        return new LightGbmModel(model, new TieredTrees(model.trees(), Summation.doubles(model.outputs())), engine);
    }

    @Override
    public String kind() {
        return LightGbmRegressor.KIND;
    }

    @Override
    public List<String> features() {
        return model.features();
    }

    @Override
    public int outputs() {
        return model.outputs();
    }

    /**
     * Returns the number of boosting rounds in the model; each round has {@link #outputs()} trees.
     *
     * @return the number of rounds, at least 1
     */
    public int rounds() {
        return model.trees().size() / model.outputs();
    }

    /**
     * Returns the engine that evaluates this model.
     *
     * @return the engine
     */
    public Engine engine() {
        return nativePredictor == null ? Engine.JAVA : Engine.NATIVE;
    }

    /**
     * Returns the same model on an engine; this one remains unchanged.
     *
     * @param engine the engine of the new model
     * @return a new model; close it if the engine is {@link Engine#NATIVE}
     * @throws io.forecastj.ForecastException if the native engine is chosen and its library is missing or does not load
     */
    public LightGbmModel withEngine(Engine engine) {
        return new LightGbmModel(model, trees, engine);
    }

    /**
     * Compiles the trees to bytecode now, on this thread, and runs them on generated rows until they are fast: some
     * tenths of a second for some hundred trees. Without this call the same happens on a background thread after about
     * a thousand rows. Answers are equal in every bit before, during and after. A JVM started with the system property
     * {@value TieredTrees#SWITCH} set to {@code false} never compiles.
     *
     * @return true if compiled trees are used now; false if the model has more than {@value TieredTrees#MAX_LEAVES}
     *     leaves, a tree more than {@value TieredTrees#MAX_TREE_LEAVES} or a row more than {@value
     *     TieredTrees#MAX_OUTPUTS} outputs, if no tree has a split or a split is on a feature beyond the first {@value
     *     TieredTrees#MAX_FEATURES}, if compiling is switched off, or if compiled trees are not faster in this JVM
     *     within some seconds
     */
    public boolean compile() {
        return trees.compile();
    }

    /**
     * Returns the model as LightGBM's text, which {@link LightGbm#load} and LightGBM in every language can read.
     *
     * <p>Characters that LightGBM does not allow in feature names (white space, control characters and {@code
     * ",:[]{}%=}) are written as a percent sign and two hex digits.
     *
     * @return the text, to be written as UTF-8
     */
    public String text() {
        return model.text();
    }

    /**
     * Returns the reduction of the training loss by each feature's splits, over all trees.
     *
     * @return the sums of split gains by feature, in the order of {@link #features()}, 0 for an unused one; exact to
     *     the six digits of each gain in the text
     */
    @Override
    public Map<String, Double> gainImportance() {
        return SplitSums.of(features(), model.trees(), (tree, node) -> gained(tree, node) ? tree.gain()[node] : 0);
    }

    /**
     * Returns the number of each feature's splits, over all trees.
     *
     * @return the numbers of splits by feature, in the order of {@link #features()}, 0 for an unused one
     */
    public Map<String, Double> splitImportance() {
        return SplitSums.of(features(), model.trees(), (tree, node) -> gained(tree, node) ? 1 : 0);
    }

    /** Returns whether a split counts, as in LightGBM; forced splits, which have no gain, do not. */
    private static boolean gained(Tree tree, int node) {
        return tree.gain()[node] > 0;
    }

    /**
     * Explains the answers for a row by each feature's contribution to each answer. Computed in Java with either
     * engine, in some tens of microseconds to milliseconds.
     *
     * @param row the inputs in the order of {@link #features()}, NaN for a missing one
     * @return for each output its contributions by feature
     * @throws IllegalArgumentException if the row has another length
     * @throws io.forecastj.ForecastException if the model's text lacks the numbers of training rows in its nodes, or a
     *     tree has more than {@value TreeShap#MAX_DEPTH} nodes from root to leaf
     */
    public List<Contributions> contributions(double[] row) {
        int features = features().size();
        double[] parts = new double[outputs() * (features + 1)];
        contributions(row, parts);
        List<Contributions> all = new ArrayList<>();
        for (int k = 0; k < outputs(); k++) {
            int at = k * (features + 1);
            Map<String, Double> byFeature = new LinkedHashMap<>();
            for (int i = 0; i < features; i++) {
                byFeature.put(features().get(i), parts[at + i]);
            }
            all.add(new Contributions(parts[at + features], byFeature));
        }
        return List.copyOf(all);
    }

    /**
     * Explains the answers for a row as {@link #contributions(double[])} does, into an array.
     *
     * @param row the inputs in the order of {@link #features()}, NaN for a missing one
     * @param out receives for each output the features' contributions in order and then the expected value
     * @throws IllegalArgumentException if the row has another length or the values do not fit
     * @throws io.forecastj.ForecastException as {@link #contributions(double[])}
     */
    @Override
    public void contributions(double[] row, double[] out) {
        shap.explain(row, out);
        for (int i = 0; model.average() && i < shape.contributions(); i++) {
            out[i] /= rounds();
        }
    }

    /**
     * Turns a sum of contributions into an answer: the objective's function, such as the exponential one for Poisson.
     *
     * @param sum the sum of the trees, for a random forest their mean
     * @return the answer
     */
    @Override
    public double answer(double sum) {
        return model.transform().apply(sum);
    }

    @Override
    public double predict(double[] row) {
        shape.requireOneOutput();
        shape.requireRow(row);
        if (nativePredictor != null) {
            return nativePredictor.predict(row);
        }
        double score = trees.score(row);
        return model.transform().apply(model.average() ? score / rounds() : score);
    }

    @Override
    public void predict(double[] row, double[] out, int at) {
        shape.requireRow(row);
        shape.requireRoom(out, at);
        if (nativePredictor != null) {
            nativePredictor.predict(row, out, at);
            return;
        }
        trees.scores(row, out, at);
        convert(out, at);
    }

    @Override
    public void predictAll(double[][] rows, double[] out) {
        shape.requireRows(rows, out);
        if (nativePredictor != null) {
            for (int i = 0; i < rows.length; i++) {
                nativePredictor.predict(rows[i], out, i * outputs());
            }
            return;
        }
        trees.scores(rows, out);
        for (int i = 0; i < rows.length; i++) {
            convert(out, i * outputs());
        }
    }

    /**
     * Describes a category that the training would have refused (negative, fractional) or has not kept; or, for a model
     * whose training had too few rows for a split, this reason. The answer to such a row is that of LightGBM, which
     * drops the decimals of a fraction and treats other unknown categories as none of those it knows.
     *
     * @param row the inputs in the order of {@link #features()}, NaN for a missing one
     * @return a readable sentence; empty if nothing is wrong
     */
    @Override
    public String flaw(double[] row) {
        return model.tooFewRows().isEmpty() ? model.categories().flaw(row, model.features()) : model.tooFewRows();
    }

    @Override
    public void identify(StateWriter out) {
        out.putText(CheckedBytes.sha256(text().getBytes(StandardCharsets.UTF_8)));
    }

    /** Writes the sums of the trees, before averaging and the objective's function. Always evaluated in Java. */
    void scores(double[] row, double[] out, int at) {
        trees.scores(row, out, at);
    }

    /** Writes the sums of the trees for many rows, row after row. */
    void scores(double[][] rows, double[] out) {
        trees.scores(rows, out);
    }

    /** Returns the content of the model's text. */
    ModelText model() {
        return model;
    }

    private void convert(double[] out, int at) {
        if (model.average()) {
            for (int i = at; i < at + outputs(); i++) {
                out[i] /= rounds();
            }
        }
        model.transform().apply(out, at, outputs());
    }

    @Override
    public void close() {
        if (nativePredictor != null) {
            nativePredictor.close();
        }
    }

    @Override
    public String toString() {
        return "LightGBM model of " + features().size() + " features, " + rounds() + " rounds, " + outputs()
                + " outputs, evaluated by " + engine();
    }
}
