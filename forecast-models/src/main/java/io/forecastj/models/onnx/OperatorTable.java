package io.forecastj.models.onnx;

import static io.forecastj.models.onnx.AttributeRule.axes;
import static io.forecastj.models.onnx.AttributeRule.axis;
import static io.forecastj.models.onnx.AttributeRule.factor;
import static io.forecastj.models.onnx.AttributeRule.factors;
import static io.forecastj.models.onnx.AttributeRule.flag;
import static io.forecastj.models.onnx.AttributeRule.graph;
import static io.forecastj.models.onnx.AttributeRule.integer;
import static io.forecastj.models.onnx.AttributeRule.integers;
import static io.forecastj.models.onnx.AttributeRule.tensor;
import static io.forecastj.models.onnx.AttributeRule.text;
import static io.forecastj.models.onnx.AttributeRule.texts;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The operators that models of strangers may have: those that forecasters need. Each line names the operator, the least
 * and greatest number of its inputs, what is followed of its inputs and required of them, and its attributes with their
 * ranges. {@code OperatorFuzzTest} runs graphs of all of them with values within these ranges and beyond.
 */
final class OperatorTable {
    static final String REMEDY =
            "OnnxOptions.provenInChildProcess(...) allows more: it tries the model in a process of" + " its own first";

    /** Maximum number of inputs of operators that take any number. */
    private static final int MANY = 2_000;
    /** Largest kernel, stride, dilation or padding. */
    private static final int WINDOW = 4_096;

    private static final int CHANNELS = 1 << 16;
    private static final String ML = "ai.onnx.ml.";
    private static final Map<String, Operator> OPERATORS = new LinkedHashMap<>();

    /**
     * An operator.
     *
     * @param name with its domain unless that is the standard one
     * @param fewest inputs
     * @param most inputs
     * @param filled true if all inputs must have elements
     * @param rule what is followed and required of its inputs
     * @param attributes what it may have
     */
    record Operator(String name, int fewest, int most, boolean filled, Rule rule, List<AttributeRule> attributes) {
        Operator {
            attributes = List.copyOf(attributes);
        }

        /** Follows a node of this operator, or refuses its inputs. */
        void apply(Step step) {
            for (int i = 0; filled && i < step.inputs(); i++) {
                if (step.has(i) && !step.in(i).isFilled()) {
                    throw step.fail(
                            "inputs with elements and a shape that is known before a run",
                            step.in(i).toString());
                }
            }
            rule.apply(step);
        }
    }

    static {
        numbers();
        shapes();
        layers();
        classic();
    }

    private OperatorTable() {}

    private static void numbers() {
        for (String name : List.of(
                "Abs",
                "Acosh",
                "Asinh",
                "Atan",
                "Atanh",
                "Ceil",
                "Cos",
                "Cosh",
                "Erf",
                "Exp",
                "Floor",
                "HardSwish",
                "Identity",
                "Log",
                "Mish",
                "Neg",
                "Not",
                "Reciprocal",
                "Relu",
                "Round",
                "Sigmoid",
                "Sign",
                "Sin",
                "Sinh",
                "Softplus",
                "Softsign",
                "Sqrt",
                "Tan",
                "Tanh")) {
            add(name, 1, 1, NumberRules::unary);
        }
        for (String name : List.of("Add", "Div", "Max", "Min", "Mul", "Pow", "PRelu", "Sub")) {
            add(
                    name,
                    name.startsWith("M") && name.length() == 3 && !name.equals("Mul") ? 1 : 2,
                    name.equals("Max") || name.equals("Min") ? MANY : 2,
                    NumberRules::arithmetic);
        }
        for (String name : List.of("And", "Equal", "Greater", "GreaterOrEqual", "Less", "LessOrEqual", "Or", "Xor")) {
            add(name, 2, 2, NumberRules::comparison);
        }
        add("IsInf", 1, 1, NumberRules::test, flag("detect_negative"), flag("detect_positive"));
        add("IsNaN", 1, 1, NumberRules::test);
        add("Mod", 2, 2, NumberRules::arithmetic, flag("fmod"));
        add("Sum", 1, MANY, NumberRules::arithmetic);
        add("Mean", 1, MANY, NumberRules::arithmetic);
        add("Where", 3, 3, NumberRules::where);
        add("Clip", 1, 3, NumberRules::clip, factor("min"), factor("max"));
        add("Cast", 1, 1, NumberRules::cast, integer("to", 1, 16), flag("saturate"));
        add("Celu", 1, 1, NumberRules::unary, factor("alpha"));
        add("Elu", 1, 1, NumberRules::unary, factor("alpha"));
        add("Gelu", 1, 1, NumberRules::unary, text("approximate", "none", "tanh"));
        add("HardSigmoid", 1, 1, NumberRules::unary, factor("alpha"), factor("beta"));
        add("LeakyRelu", 1, 1, NumberRules::unary, factor("alpha"));
        add("Selu", 1, 1, NumberRules::unary, factor("alpha"), factor("gamma"));
        add("Swish", 1, 1, NumberRules::unary, factor("alpha"));
        add("ThresholdedRelu", 1, 1, NumberRules::unary, factor("alpha"));
        add("Dropout", 1, 3, NumberRules::dropout, factor("ratio", 0, 1), integer("seed", 0, 1 << 20));
        add("Softmax", 1, 1, NumberRules::unary, axis("axis"));
        add("LogSoftmax", 1, 1, NumberRules::unary, axis("axis"));
        filled("CumSum", 2, 2, NumberRules::unary, flag("exclusive"), flag("reverse"));
        for (String name :
                List.of("L1", "L2", "LogSum", "LogSumExp", "Max", "Mean", "Min", "Prod", "Sum", "SumSquare")) {
            filled(
                    "Reduce" + name,
                    1,
                    2,
                    ShapeRules::reduce,
                    axes("axes"),
                    flag("keepdims"),
                    flag("noop_with_empty_axes"));
        }
        filled("ArgMax", 1, 1, ShapeRules::argument, axis("axis"), flag("keepdims"), flag("select_last_index"));
        filled("ArgMin", 1, 1, ShapeRules::argument, axis("axis"), flag("keepdims"), flag("select_last_index"));
    }

    private static void shapes() {
        add(
                "Constant",
                0,
                0,
                ShapeRules::constant,
                tensor("value"),
                factor("value_float"),
                factors("value_floats"),
                integer("value_int", -(1 << 20), 1 << 20),
                integers("value_ints", Long.MIN_VALUE, Long.MAX_VALUE));
        add("Shape", 1, 1, ShapeRules::shape, axis("start"), axis("end"));
        add("Size", 1, 1, ShapeRules::size);
        add("Reshape", 2, 2, ShapeRules::reshape, flag("allowzero"));
        add("Flatten", 1, 1, ShapeRules::flatten, axis("axis"));
        add("Squeeze", 1, 2, ShapeRules::squeeze, axes("axes"));
        add("Unsqueeze", 1, 2, ShapeRules::unsqueeze, axes("axes"));
        add("Transpose", 1, 1, ShapeRules::transpose, integers("perm", 0, TypeScan.MAX_RANK));
        add("Concat", 1, MANY, ShapeRules::concat, axis("axis"));
        add(
                "Split",
                1,
                2,
                ShapeRules::split,
                axis("axis"),
                integers("split", 0, 1 << 20),
                integer("num_outputs", 1, MANY));
        add(
                "Slice",
                1,
                5,
                SliceRules::slice,
                axes("axes"),
                integers("starts", Long.MIN_VALUE, Long.MAX_VALUE),
                integers("ends", Long.MIN_VALUE, Long.MAX_VALUE));
        add("Expand", 2, 2, GrowthRules::expand);
        add("Tile", 2, 2, GrowthRules::tile);
        add(
                "Pad",
                1,
                4,
                GrowthRules::pad,
                text("mode", "constant", "reflect", "edge", "wrap"),
                integers("pads", -WINDOW, WINDOW),
                factor("value"));
        add(
                "Resize",
                1,
                4,
                GrowthRules::resize,
                text("mode", "nearest", "linear", "cubic"),
                text(
                        "coordinate_transformation_mode",
                        "half_pixel",
                        "pytorch_half_pixel",
                        "align_corners",
                        "asymmetric",
                        "half_pixel_symmetric"),
                text("nearest_mode", "round_prefer_floor", "round_prefer_ceil", "floor", "ceil"),
                factor("cubic_coeff_a", -1, 1),
                flag("exclude_outside"),
                factor("extrapolation_value"),
                flag("antialias"),
                text("keep_aspect_ratio_policy", "stretch"));
        add("ConstantOfShape", 1, 1, GrowthRules::constantOfShape, tensor("value"));
        add("Range", 3, 3, GrowthRules::range);
        filled("OneHot", 3, 3, GrowthRules::oneHot, axis("axis"));
        filled("EyeLike", 1, 1, NumberRules::cast, integer("dtype", 1, 16), integer("k", -(1 << 20), 1 << 20));
        add("Trilu", 1, 2, NumberRules::trilu, flag("upper"));
        add("If", 1, 1, BranchRules::choose, graph("then_branch"), graph("else_branch"));
        add("NonZero", 1, 1, ShapeRules::nonZero);
        add("Gather", 2, 2, SliceRules::gather, axis("axis"));
        filled("GatherElements", 2, 2, SliceRules::gatherElements, axis("axis"));
        filled("GatherND", 2, 2, SliceRules::gatherNd, integer("batch_dims", 0, TypeScan.MAX_RANK));
        filled(
                "ScatterElements",
                3,
                3,
                NumberRules::unary,
                axis("axis"),
                text("reduction", "none", "add", "mul", "max", "min"));
        filled("ScatterND", 3, 3, NumberRules::unary, text("reduction", "none", "add", "mul", "max", "min"));
        filled("TopK", 1, 2, SliceRules::topK, axis("axis"), flag("largest"), flag("sorted"), integer("k", 1, 1 << 20));
        filled("ReverseSequence", 2, 2, NumberRules::unary, integer("batch_axis", 0, 1), integer("time_axis", 0, 1));
    }

    private static void layers() {
        filled("MatMul", 2, 2, LayerRules::matMul);
        filled("Gemm", 2, 3, LayerRules::gemm, factor("alpha"), factor("beta"), flag("transA"), flag("transB"));
        filled("Einsum", 1, 8, LayerRules::einsum, text("equation"));
        AttributeRule auto = text("auto_pad", "NOTSET", "SAME_UPPER", "SAME_LOWER", "VALID");
        AttributeRule kernel = integers("kernel_shape", 1, WINDOW);
        AttributeRule strides = integers("strides", 1, WINDOW);
        AttributeRule dilations = integers("dilations", 1, WINDOW);
        AttributeRule pads = integers("pads", 0, WINDOW);
        filled("Conv", 2, 3, WindowRules::conv, auto, kernel, strides, dilations, pads, integer("group", 1, CHANNELS));
        filled(
                "ConvTranspose",
                2,
                3,
                WindowRules::convTranspose,
                auto,
                kernel,
                strides,
                dilations,
                pads,
                integer("group", 1, CHANNELS),
                integers("output_padding", 0, WINDOW),
                integers("output_shape", 1, CHANNELS));
        filled(
                "AveragePool",
                1,
                1,
                WindowRules::pool,
                auto,
                kernel,
                strides,
                dilations,
                pads,
                flag("ceil_mode"),
                flag("count_include_pad"));
        filled(
                "MaxPool",
                1,
                1,
                WindowRules::pool,
                auto,
                kernel,
                strides,
                dilations,
                pads,
                flag("ceil_mode"),
                flag("storage_order"));
        filled("GlobalAveragePool", 1, 1, WindowRules::global);
        filled("GlobalMaxPool", 1, 1, WindowRules::global);
        AttributeRule epsilon = factor("epsilon", 0, 1);
        filled(
                "BatchNormalization",
                5,
                5,
                NumberRules::unary,
                epsilon,
                factor("momentum", 0, 1),
                integer("training_mode", 0, 0),
                flag("spatial"));
        filled("InstanceNormalization", 3, 3, NumberRules::unary, epsilon);
        filled(
                "LayerNormalization",
                2,
                3,
                LayerRules::layerNormalization,
                epsilon,
                axis("axis"),
                integer("stash_type", 1, 1));
        filled("RMSNormalization", 2, 2, NumberRules::unary, epsilon, axis("axis"), integer("stash_type", 1, 1));
        filled(
                "GroupNormalization",
                3,
                3,
                NumberRules::unary,
                epsilon,
                integer("num_groups", 1, CHANNELS),
                integer("stash_type", 1, 1));
        filled("LpNormalization", 1, 1, NumberRules::unary, axis("axis"), integer("p", 1, 2));
        AttributeRule hidden = integer("hidden_size", 1, CHANNELS);
        AttributeRule direction = text("direction", "forward", "reverse", "bidirectional");
        AttributeRule activations = texts(
                "activations",
                "Relu",
                "Tanh",
                "Sigmoid",
                "Affine",
                "LeakyRelu",
                "ThresholdedRelu",
                "ScaledTanh",
                "HardSigmoid",
                "Elu",
                "Softsign",
                "Softplus");
        AttributeRule clip = factor("clip", 0, 1e6);
        AttributeRule alpha = factors("activation_alpha");
        AttributeRule beta = factors("activation_beta");
        filled(
                "LSTM",
                3,
                8,
                RecurrentRules::recurrent,
                hidden,
                direction,
                activations,
                alpha,
                beta,
                clip,
                flag("input_forget"),
                flag("layout"));
        filled(
                "GRU",
                3,
                6,
                RecurrentRules::recurrent,
                hidden,
                direction,
                activations,
                alpha,
                beta,
                clip,
                flag("linear_before_reset"),
                flag("layout"));
        filled(
                "RNN",
                3,
                6,
                RecurrentRules::recurrent,
                hidden,
                direction,
                activations,
                alpha,
                beta,
                clip,
                flag("layout"));
        filled(
                "Attention",
                3,
                6,
                LayerRules::attention,
                integer("q_num_heads", 1, 1024),
                integer("kv_num_heads", 1, 1024),
                flag("is_causal"),
                factor("scale"),
                factor("softcap", 0, 1e6),
                integer("qk_matmul_output_mode", 0, 3),
                integer("softmax_precision", 1, 1));
        filled(
                "RotaryEmbedding",
                3,
                4,
                NumberRules::unary,
                flag("interleaved"),
                integer("num_heads", 1, 1024),
                integer("rotary_embedding_dim", 0, CHANNELS));
    }

    private static void classic() {
        AttributeRule post = text("post_transform", "NONE", "SOFTMAX", "LOGISTIC", "SOFTMAX_ZERO", "PROBIT");
        filled(ML + "Binarizer", 1, 1, NumberRules::unary, factor("threshold"));
        filled(ML + "ArrayFeatureExtractor", 2, 2, ClassicRules::extract);
        filled(
                ML + "Imputer",
                1,
                1,
                NumberRules::unary,
                factors("imputed_value_floats"),
                new AttributeRule(
                        "replaced_value_float",
                        NodeAttribute.FLOAT,
                        Double.NEGATIVE_INFINITY,
                        Double.POSITIVE_INFINITY,
                        List.of()));
        filled(
                ML + "LinearRegressor",
                1,
                1,
                ClassicRules::regressor,
                factors("coefficients"),
                factors("intercepts"),
                post,
                integer("targets", 1, CHANNELS));
        filled(
                ML + "LinearClassifier",
                1,
                1,
                ClassicRules::classifier,
                factors("coefficients"),
                factors("intercepts"),
                post,
                integer("multi_class", 0, 1),
                integers("classlabels_ints", -(1 << 20), 1 << 20),
                texts("classlabels_strings"));
        filled(ML + "Normalizer", 1, 1, ClassicRules::rows, text("norm", "MAX", "L1", "L2"));
        filled(ML + "Scaler", 1, 1, ClassicRules::rows, factors("offset"), factors("scale"));
        filled(
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
            trees.add(integers(name, 0, 1 << 21));
        }
        trees.add(integers("nodes_featureids", 0, CHANNELS));
        trees.add(integers("nodes_missing_value_tracks_true", 0, 1));
        trees.add(factors("nodes_hitrates"));
        trees.add(new AttributeRule(
                "nodes_values", NodeAttribute.FLOATS, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, List.of()));
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
                own.add(integers(name + "_" + list, 0, 1 << 21));
            }
            own.add(factors(name + "_weights"));
        }
        classifier.add(integers("classlabels_int64s", -(1 << 20), 1 << 20));
        classifier.add(texts("classlabels_strings"));
        filled(ML + "TreeEnsembleRegressor", 1, 1, ClassicRules::trees, regressor.toArray(AttributeRule[]::new));
        filled(ML + "TreeEnsembleClassifier", 1, 1, ClassicRules::trees, classifier.toArray(AttributeRule[]::new));
    }

    private static void add(String name, int fewest, int most, Rule rule, AttributeRule... attributes) {
        OPERATORS.put(name, new Operator(name, fewest, most, false, rule, List.of(attributes)));
    }

    /** Adds an operator whose inputs must have elements: ONNX Runtime divides by their number, or reads the first. */
    private static void filled(String name, int fewest, int most, Rule rule, AttributeRule... attributes) {
        OPERATORS.put(name, new Operator(name, fewest, most, true, rule, List.of(attributes)));
    }

    static Map<String, Operator> all() {
        return Map.copyOf(OPERATORS);
    }

    /** Returns the operator of a node that {@link #require} let pass. */
    static Operator of(GraphNode node) {
        return OPERATORS.get(name(node));
    }

    private static String name(GraphNode node) {
        return node.domain().isEmpty() ? node.operator() : node.domain() + "." + node.operator();
    }

    /** Refuses another operator, and attributes and numbers of inputs that it may not have. */
    static void require(GraphNode node, Wire at) {
        Operator operator = OPERATORS.get(name(node));
        if (operator == null) {
            throw at.fail(
                    "an operator that forecasters need, as docs/onnx.md lists them",
                    ScanPosition.shown(name(node)) + "; " + REMEDY);
        }
        int count = node.inputs().size();
        if (count < operator.fewest() || count > operator.most()) {
            throw at.fail("from " + operator.fewest() + " to " + operator.most() + " inputs", count + "; " + REMEDY);
        }
        for (NodeAttribute attribute : node.attributes().values()) {
            operator.attributes().stream()
                    .filter(rule -> rule.name().equals(attribute.name()))
                    .findFirst()
                    .orElseThrow(() -> at.fail(
                            "attributes that the operator has", ScanPosition.shown(attribute.name()) + "; " + REMEDY))
                    .require(attribute, at);
        }
    }
}
