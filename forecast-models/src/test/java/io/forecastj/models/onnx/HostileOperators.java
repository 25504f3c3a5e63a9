package io.forecastj.models.onnx;

import static io.forecastj.models.onnx.OnnxModels.graph;
import static io.forecastj.models.onnx.OnnxModels.node;
import static io.forecastj.models.onnx.OnnxModels.opset;
import static io.forecastj.models.onnx.OnnxModels.tensor;

import java.util.Arrays;
import java.util.List;

/** Well-formed models with operators, attributes and numbers that end the process, fill its memory or never end. */
final class HostileOperators extends HostileGroup {
    private static final int FLOAT16 = 10;

    @Override
    void fill() {
        operators();
        attributes();
    }

    static Proto integer(String name, long value) {
        return new Proto().text(1, name).varint(3, value).varint(20, 2);
    }

    static Proto integers(String name, long... values) {
        Proto list = new Proto().text(1, name).varint(20, 7);
        for (long value : values) {
            list.varint(8, value);
        }
        return list;
    }

    private static Proto factor(String name, float value) {
        return new Proto().text(1, name).fixed32(2, value).varint(20, 1);
    }

    static Proto words(String name, String value) {
        return new Proto().text(1, name).text(4, value).varint(20, 3);
    }

    private void operators() {
        for (String operator : List.of(
                "CastLike",
                "STFT",
                "DFT",
                "MelWeightMatrix",
                "HannWindow",
                "Loop",
                "Scan",
                "SequenceAt",
                "Unique",
                "Compress",
                "NonMaxSuppression",
                "RoiAlign",
                "MaxUnpool",
                "MaxRoiPool",
                "GridSample",
                "AffineGrid",
                "Det",
                "QLinearConv",
                "ConvInteger",
                "MatMulInteger",
                "DequantizeLinear",
                "StringNormalizer",
                "BitShift",
                "LpPool",
                "DeformConv",
                "Col2Im",
                "CenterCropPad",
                "ImageDecoder",
                "RegexFullMatch",
                "TensorScatter",
                "Upsample")) {
            addGraph("the operator " + operator, graph().message(1, node(operator, "z", "x")), "provenInChildProcess");
        }
        for (String operator : List.of(
                "CategoryMapper",
                "DictVectorizer",
                "FeatureVectorizer",
                "LabelEncoder",
                "OneHotEncoder",
                "SVMClassifier",
                "ZipMap")) {
            Proto model = new Proto().varint(1, 8).message(8, opset("", 15)).message(8, opset("ai.onnx.ml", 3));
            add(
                    "the operator " + operator,
                    model.message(7, graph().message(1, node(operator, "z", "x").text(7, "ai.onnx.ml"))),
                    "found 'ai.onnx.ml." + operator + "'");
        }
        addGraph(
                "a cast like a stored half",
                graph().message(5, tensor("k", FLOAT16, new byte[2])).message(1, node("CastLike", "z", "x", "k")),
                "an operator that forecasters need");
    }

    private void attributes() {
        attributeCase("Conv", integer("group", 0), "'group' from 1");
        attributeCase("ConvTranspose", integer("group", 0), "'group' from 1");
        attributeCase("ConvTranspose", integer("group", -1), "'group' from 1");
        attributeCase("Conv", integers("kernel_shape", 0), "'kernel_shape' from 1");
        attributeCase("Conv", integers("strides", 0), "'strides' from 1");
        attributeCase("Conv", integers("dilations", -1), "'dilations' from 1");
        attributeCase("Conv", integers("pads", -1, 1), "'pads' from 0");
        attributeCase("MaxPool", integers("kernel_shape", 1 << 20), "'kernel_shape' from 1 to 4096");
        attributeCase("Conv", words("auto_pad", "SOME"), "'auto_pad' as one of");
        attributeCase("GatherND", integer("batch_dims", -5), "'batch_dims' from 0");
        attributeCase("Attention", integer("q_num_heads", 0), "'q_num_heads' from 1");
        attributeCase("Attention", integer("kv_num_heads", -1), "'kv_num_heads' from 1");
        attributeCase("GroupNormalization", integer("num_groups", 0), "'num_groups' from 1");
        attributeCase("LSTM", integer("hidden_size", 0), "'hidden_size' from 1");
        attributeCase("LSTM", integer("hidden_size", -4), "'hidden_size' from 1");
        attributeCase("LSTM", words("direction", "sideways"), "'direction' as one of");
        attributeCase("LayerNormalization", factor("epsilon", -1), "'epsilon' from 0 to 1");
        attributeCase("LayerNormalization", factor("epsilon", Float.NaN), "found NaN");
        attributeCase("Softmax", integer("axis", 1_000), "'axis' from -16 to 16");
        attributeCase("Softmax", factor("axis", 1), "'axis' of type 2");
        attributeCase("Cast", integer("to", 99), "'to' from 1 to 16");
        attributeCase("Relu", integer("axis", 1), "attributes that the operator has");
        attributeCase("Transpose", integers("perm", 0, -1), "'perm' from 0");
        addGraph("too few inputs", graph().message(1, node("MatMul", "z", "x")), "from 2 to 2 inputs");
        addGraph("too many inputs", graph().message(1, node("Relu", "z", "x", "x")), "from 1 to 1 inputs");
    }

    private void attributeCase(String operator, Proto attribute, String reason) {
        String[] inputs = new String[OperatorTable.all().get(operator).fewest()];
        Arrays.fill(inputs, "x");
        addGraph(
                operator + " with " + reason,
                graph().message(1, node(operator, "z", inputs).message(5, attribute)),
                reason);
    }
}
