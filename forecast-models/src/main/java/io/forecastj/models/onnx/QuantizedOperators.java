package io.forecastj.models.onnx;

import static io.forecastj.models.onnx.AttributeRule.axis;
import static io.forecastj.models.onnx.AttributeRule.factor;
import static io.forecastj.models.onnx.AttributeRule.flag;
import static io.forecastj.models.onnx.AttributeRule.integer;
import static io.forecastj.models.onnx.AttributeRule.text;
import static io.forecastj.models.onnx.AttributeRule.texts;

import java.util.Map;

/**
 * Operators of quantized and fused networks: those of the standard, and a few of ONNX Runtime's own.
 *
 * <p>The documentation of the latter is <a
 * href="https://github.com/microsoft/onnxruntime/blob/main/docs/ContribOperators.md">ContribOperators.md</a>.
 */
final class QuantizedOperators {
    /** Largest number of rows or columns of a quantized matrix. */
    private static final int SIZE = 1 << 20;

    private QuantizedOperators() {}

    static void addTo(Map<String, Operator> table) {
        Operator.filled(table, "DynamicQuantizeLinear", 1, 1, QuantizedRules::dynamicQuantize);
        Operator.filled(table, "QuantizeLinear", 2, 3, QuantizedRules::quantize, axis("axis"), flag("saturate"));
        Operator.filled(table, "DequantizeLinear", 2, 3, QuantizedRules::dequantize, axis("axis"));
        Operator.filled(table, "MatMulInteger", 2, 4, QuantizedRules::matMulInteger);
        addOwn(table);
    }

    private static void addOwn(Map<String, Operator> table) {
        String own = OperatorSets.RUNTIME + ".";
        Operator.filled(
                table,
                own + "MatMulNBits",
                3,
                6,
                QuantizedRules::matMulNBits,
                integer("K", 1, SIZE),
                integer("N", 1, SIZE),
                integer("bits", 4, 8),
                integer("block_size", 16, 256),
                integer("accuracy_level", 0, 4));
        Operator.filled(table, own + "DynamicQuantizeMatMul", 3, 5, QuantizedRules::dynamicMatMul);
        Operator.filled(table, own + "MatMulIntegerToFloat", 4, 7, QuantizedRules::matMulToFloat);
        Operator.filled(
                table,
                own + "FusedMatMul",
                2,
                2,
                FusedRules::matMul,
                factor("alpha"),
                flag("transA"),
                flag("transB"),
                integer("transBatchA", 0, 0),
                integer("transBatchB", 0, 0));
        Operator.filled(table, own + "BiasGelu", 2, 2, FusedRules::bias);
        Operator.filled(table, own + "FastGelu", 1, 2, FusedRules::bias);
        Operator.filled(table, own + "Gelu", 1, 1, FusedRules::bias);
        Operator.filled(table, own + "QuickGelu", 1, 1, FusedRules::bias, factor("alpha"));
        AttributeRule epsilon = factor("epsilon", 0, 1);
        Operator.filled(table, own + "SkipLayerNormalization", 3, 5, FusedRules::skip, epsilon);
        Operator.filled(table, own + "SkipSimplifiedLayerNormalization", 3, 4, FusedRules::skip, epsilon);
        Operator.filled(
                table,
                own + "DynamicQuantizeLSTM",
                12,
                12,
                QuantizedRules::dynamicLstm,
                integer("hidden_size", 1, 1 << 16),
                text("direction", "forward", "reverse", "bidirectional"),
                texts("activations", "Relu", "Tanh", "Sigmoid"),
                factor("clip", 0, 1e6),
                flag("input_forget"));
    }
}
