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

import java.util.Map;

/** Operators that change shapes, take elements and make tensors. */
final class ShapeOperators {
    /** Maximum number of inputs of operators that take any number. */
    private static final int MANY = 2_000;
    /** Largest kernel, stride, dilation or padding. */
    private static final int WINDOW = 4_096;

    private ShapeOperators() {}

    static void addTo(Map<String, Operator> table) {
        Operator.add(
                table,
                "Constant",
                0,
                0,
                ShapeRules::constant,
                tensor("value"),
                factor("value_float"),
                factors("value_floats"),
                integer("value_int", -(1 << 20), 1 << 20),
                integers("value_ints", Long.MIN_VALUE, Long.MAX_VALUE));
        Operator.add(table, "Shape", 1, 1, ShapeRules::shape, axis("start"), axis("end"));
        Operator.add(table, "Size", 1, 1, ShapeRules::size);
        Operator.add(table, "Reshape", 2, 2, ShapeRules::reshape, flag("allowzero"));
        Operator.add(table, "Flatten", 1, 1, ShapeRules::flatten, axis("axis"));
        Operator.add(table, "Squeeze", 1, 2, ShapeRules::squeeze, axes("axes"));
        Operator.add(table, "Unsqueeze", 1, 2, ShapeRules::unsqueeze, axes("axes"));
        Operator.add(table, "Transpose", 1, 1, ShapeRules::transpose, integers("perm", 0, TypeScan.MAX_RANK));
        Operator.add(table, "Concat", 1, MANY, ShapeRules::concat, axis("axis"));
        Operator.add(
                table,
                "Split",
                1,
                2,
                ShapeRules::split,
                axis("axis"),
                integers("split", 0, 1 << 20),
                integer("num_outputs", 1, MANY));
        Operator.add(
                table,
                "Slice",
                1,
                5,
                SliceRules::slice,
                axes("axes"),
                integers("starts", Long.MIN_VALUE, Long.MAX_VALUE),
                integers("ends", Long.MIN_VALUE, Long.MAX_VALUE));
        Operator.add(table, "Expand", 2, 2, GrowthRules::expand);
        Operator.add(table, "Tile", 2, 2, GrowthRules::tile);
        Operator.add(
                table,
                "Pad",
                1,
                4,
                GrowthRules::pad,
                text("mode", "constant", "reflect", "edge", "wrap"),
                integers("pads", -WINDOW, WINDOW),
                factor("value"));
        Operator.add(
                table,
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
        Operator.add(table, "ConstantOfShape", 1, 1, GrowthRules::constantOfShape, tensor("value"));
        Operator.add(table, "Range", 3, 3, GrowthRules::range);
        Operator.filled(table, "OneHot", 3, 3, GrowthRules::oneHot, axis("axis"));
        Operator.filled(
                table, "EyeLike", 1, 1, NumberRules::cast, integer("dtype", 1, 16), integer("k", -(1 << 20), 1 << 20));
        Operator.add(table, "Trilu", 1, 2, NumberRules::unary, flag("upper"));
        Operator.add(table, "If", 1, 1, BranchRules::choose, graph("then_branch"), graph("else_branch"));
        Operator.add(table, "NonZero", 1, 1, ReduceRules::nonZero);
        Operator.add(table, "Gather", 2, 2, SliceRules::gather, axis("axis"));
        Operator.filled(table, "GatherElements", 2, 2, SliceRules::gatherElements, axis("axis"));
        Operator.filled(table, "GatherND", 2, 2, SliceRules::gatherNd, integer("batch_dims", 0, TypeScan.MAX_RANK));
        Operator.filled(
                table,
                "ScatterElements",
                3,
                3,
                NumberRules::unary,
                axis("axis"),
                text("reduction", "none", "add", "mul", "max", "min"));
        Operator.filled(
                table, "ScatterND", 3, 3, NumberRules::unary, text("reduction", "none", "add", "mul", "max", "min"));
        Operator.filled(
                table,
                "TopK",
                1,
                2,
                SliceRules::topK,
                axis("axis"),
                flag("largest"),
                flag("sorted"),
                integer("k", 1, 1 << 20));
        Operator.filled(
                table,
                "ReverseSequence",
                2,
                2,
                NumberRules::unary,
                integer("batch_axis", 0, 1),
                integer("time_axis", 0, 1));
    }
}
