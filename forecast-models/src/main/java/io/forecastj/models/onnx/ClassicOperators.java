package io.forecastj.models.onnx;

import static io.forecastj.models.onnx.AttributeRule.any;
import static io.forecastj.models.onnx.AttributeRule.data;
import static io.forecastj.models.onnx.AttributeRule.factor;
import static io.forecastj.models.onnx.AttributeRule.factors;
import static io.forecastj.models.onnx.AttributeRule.integer;
import static io.forecastj.models.onnx.AttributeRule.text;
import static io.forecastj.models.onnx.AttributeRule.texts;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Operators of classical models. */
final class ClassicOperators {
    private static final int CHANNELS = 1 << 16;
    private static final String ML = "ai.onnx.ml.";

    private ClassicOperators() {}

    static void addTo(Map<String, Operator> table) {
        AttributeRule post = text("post_transform", "NONE", "SOFTMAX", "LOGISTIC", "SOFTMAX_ZERO", "PROBIT");
        Operator.filled(table, ML + "Binarizer", 1, 1, NumberRules::unary, factor("threshold"));
        Operator.filled(table, ML + "ArrayFeatureExtractor", 2, 2, ClassicRules::extract);
        Operator.filled(
                table,
                ML + "Imputer",
                1,
                1,
                NumberRules::unary,
                factors("imputed_value_floats"),
                any("replaced_value_float"));
        Operator.filled(
                table,
                ML + "LinearRegressor",
                1,
                1,
                ClassicRules::regressor,
                factors("coefficients"),
                factors("intercepts"),
                post,
                integer("targets", 1, CHANNELS));
        Operator.filled(
                table,
                ML + "LinearClassifier",
                1,
                1,
                ClassicRules::classifier,
                factors("coefficients"),
                factors("intercepts"),
                post,
                integer("multi_class", 0, 1),
                data("classlabels_ints", -(1 << 20), 1 << 20),
                texts("classlabels_strings"));
        Operator.filled(table, ML + "Normalizer", 1, 1, ClassicRules::rows, text("norm", "MAX", "L1", "L2"));
        Operator.filled(table, ML + "Scaler", 1, 1, ClassicRules::rows, factors("offset"), factors("scale"));
        Operator.filled(
                table,
                ML + "SVMRegressor",
                1,
                1,
                ClassicRules::vectors,
                factors("coefficients"),
                factors("kernel_params"),
                text("kernel_type", "LINEAR", "POLY", "RBF", "SIGMOID"),
                integer("n_supports", 1, CHANNELS),
                integer("one_class", 0, 0),
                post,
                factors("rho"),
                factors("support_vectors"));
        List<AttributeRule> trees = new ArrayList<>();
        for (String name : List.of("nodes_falsenodeids", "nodes_truenodeids", "nodes_nodeids", "nodes_treeids")) {
            trees.add(data(name, 0, 1 << 21));
        }
        trees.add(data("nodes_featureids", 0, CHANNELS));
        trees.add(data("nodes_missing_value_tracks_true", 0, 1));
        trees.add(factors("nodes_hitrates"));
        trees.add(factors("nodes_values"));
        trees.add(factors("base_values"));
        trees.add(texts("nodes_modes"));
        trees.add(post);
        List<AttributeRule> regressor = new ArrayList<>(trees);
        regressor.add(text("aggregate_function", "SUM", "AVERAGE", "MIN", "MAX"));
        regressor.add(integer("n_targets", 1, CHANNELS));
        List<AttributeRule> classifier = new ArrayList<>(trees);
        for (String name : List.of("target", "class")) {
            List<AttributeRule> own = name.equals("target") ? regressor : classifier;
            for (String list : List.of("ids", "nodeids", "treeids")) {
                own.add(data(name + "_" + list, 0, 1 << 21));
            }
            own.add(factors(name + "_weights"));
        }
        classifier.add(data("classlabels_int64s", -(1 << 20), 1 << 20));
        classifier.add(texts("classlabels_strings"));
        Operator.filled(
                table,
                ML + "TreeEnsembleRegressor",
                1,
                1,
                ClassicRules::trees,
                regressor.toArray(AttributeRule[]::new));
        Operator.filled(
                table,
                ML + "TreeEnsembleClassifier",
                1,
                1,
                ClassicRules::trees,
                classifier.toArray(AttributeRule[]::new));
    }
}
