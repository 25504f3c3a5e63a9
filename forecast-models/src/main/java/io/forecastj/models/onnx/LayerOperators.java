package io.forecastj.models.onnx;

import static io.forecastj.models.onnx.AttributeRule.axis;
import static io.forecastj.models.onnx.AttributeRule.factor;
import static io.forecastj.models.onnx.AttributeRule.factors;
import static io.forecastj.models.onnx.AttributeRule.flag;
import static io.forecastj.models.onnx.AttributeRule.integer;
import static io.forecastj.models.onnx.AttributeRule.integers;
import static io.forecastj.models.onnx.AttributeRule.text;
import static io.forecastj.models.onnx.AttributeRule.texts;

import java.util.Map;

/** Products, convolutions, recurrent layers and norms. */
final class LayerOperators {
    /** Largest kernel, stride, dilation or padding. */
    private static final int WINDOW = 4_096;

    private static final int CHANNELS = 1 << 16;

    private LayerOperators() {}

    static void addTo(Map<String, Operator> table) {
        Operator.filled(table, "MatMul", 2, 2, LayerRules::matMul);
        Operator.filled(
                table, "Gemm", 2, 3, LayerRules::gemm, factor("alpha"), factor("beta"), flag("transA"), flag("transB"));
        Operator.filled(table, "Einsum", 1, 8, LayerRules::einsum, text("equation"));
        AttributeRule auto = text("auto_pad", "NOTSET", "SAME_UPPER", "SAME_LOWER", "VALID");
        AttributeRule kernel = integers("kernel_shape", 1, WINDOW);
        AttributeRule strides = integers("strides", 1, WINDOW);
        AttributeRule dilations = integers("dilations", 1, WINDOW);
        AttributeRule pads = integers("pads", 0, WINDOW);
        Operator.filled(
                table,
                "Conv",
                2,
                3,
                WindowRules::conv,
                auto,
                kernel,
                strides,
                dilations,
                pads,
                integer("group", 1, CHANNELS));
        Operator.filled(
                table,
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
        Operator.filled(
                table,
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
        Operator.filled(
                table,
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
        Operator.filled(table, "GlobalAveragePool", 1, 1, WindowRules::global);
        Operator.filled(table, "GlobalMaxPool", 1, 1, WindowRules::global);
        AttributeRule epsilon = factor("epsilon", 0, 1);
        Operator.filled(
                table,
                "BatchNormalization",
                5,
                5,
                NumberRules::unary,
                epsilon,
                factor("momentum", 0, 1),
                integer("training_mode", 0, 0),
                flag("spatial"));
        Operator.filled(table, "InstanceNormalization", 3, 3, NumberRules::unary, epsilon);
        Operator.filled(
                table,
                "LayerNormalization",
                2,
                3,
                LayerRules::layerNormalization,
                epsilon,
                axis("axis"),
                integer("stash_type", 1, 1));
        Operator.filled(
                table,
                "RMSNormalization",
                2,
                2,
                NumberRules::unary,
                epsilon,
                axis("axis"),
                integer("stash_type", 1, 1));
        Operator.filled(
                table,
                "GroupNormalization",
                3,
                3,
                NumberRules::unary,
                epsilon,
                integer("num_groups", 1, CHANNELS),
                integer("stash_type", 1, 1));
        Operator.filled(table, "LpNormalization", 1, 1, NumberRules::unary, axis("axis"), integer("p", 1, 2));
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
        Operator.filled(
                table,
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
        Operator.filled(
                table,
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
        Operator.filled(
                table,
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
        Operator.filled(
                table,
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
        Operator.filled(
                table,
                "RotaryEmbedding",
                3,
                4,
                NumberRules::unary,
                flag("interleaved"),
                integer("num_heads", 1, 1024),
                integer("rotary_embedding_dim", 0, CHANNELS));
    }
}
