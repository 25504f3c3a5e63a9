package io.forecastj.models.onnx;

import static io.forecastj.models.onnx.AttributeRule.axes;
import static io.forecastj.models.onnx.AttributeRule.axis;
import static io.forecastj.models.onnx.AttributeRule.factor;
import static io.forecastj.models.onnx.AttributeRule.flag;
import static io.forecastj.models.onnx.AttributeRule.integer;
import static io.forecastj.models.onnx.AttributeRule.text;

import java.util.List;
import java.util.Map;

/** Operators that compute with numbers. */
final class NumberOperators {
    /** Maximum number of inputs of operators that take any number. */
    private static final int MANY = 2_000;

    private NumberOperators() {}

    static void addTo(Map<String, Operator> table) {
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
            Operator.add(table, name, 1, 1, NumberRules::unary);
        }
        for (String name : List.of("Add", "Div", "Mul", "Pow", "PRelu", "Sub")) {
            Operator.add(table, name, 2, 2, NumberRules::arithmetic);
        }
        for (String name : List.of("Max", "Mean", "Min", "Sum")) {
            Operator.add(table, name, 1, MANY, NumberRules::arithmetic);
        }
        for (String name : List.of("And", "Equal", "Greater", "GreaterOrEqual", "Less", "LessOrEqual", "Or", "Xor")) {
            Operator.add(table, name, 2, 2, NumberRules::comparison);
        }
        Operator.add(table, "IsInf", 1, 1, NumberRules::test, flag("detect_negative"), flag("detect_positive"));
        Operator.add(table, "IsNaN", 1, 1, NumberRules::test);
        Operator.add(table, "Mod", 2, 2, NumberRules::arithmetic, flag("fmod"));
        Operator.add(table, "Where", 3, 3, NumberRules::where);
        Operator.add(table, "Clip", 1, 3, NumberRules::clip, factor("min"), factor("max"));
        Operator.add(table, "Cast", 1, 1, NumberRules::cast, integer("to", 1, 16), flag("saturate"));
        Operator.add(table, "Celu", 1, 1, NumberRules::unary, factor("alpha"));
        Operator.add(table, "Elu", 1, 1, NumberRules::unary, factor("alpha"));
        Operator.add(table, "Gelu", 1, 1, NumberRules::unary, text("approximate", "none", "tanh"));
        Operator.add(table, "HardSigmoid", 1, 1, NumberRules::unary, factor("alpha"), factor("beta"));
        Operator.add(table, "LeakyRelu", 1, 1, NumberRules::unary, factor("alpha"));
        Operator.add(table, "Selu", 1, 1, NumberRules::unary, factor("alpha"), factor("gamma"));
        Operator.add(table, "Swish", 1, 1, NumberRules::unary, factor("alpha"));
        Operator.add(table, "ThresholdedRelu", 1, 1, NumberRules::unary, factor("alpha"));
        Operator.add(table, "Dropout", 1, 3, NumberRules::dropout, factor("ratio", 0, 1), integer("seed", 0, 1 << 20));
        Operator.add(table, "Softmax", 1, 1, NumberRules::unary, axis("axis"));
        Operator.add(table, "LogSoftmax", 1, 1, NumberRules::unary, axis("axis"));
        Operator.filled(table, "CumSum", 2, 2, NumberRules::unary, flag("exclusive"), flag("reverse"));
        for (String name :
                List.of("L1", "L2", "LogSum", "LogSumExp", "Max", "Mean", "Min", "Prod", "Sum", "SumSquare")) {
            Operator.filled(
                    table,
                    "Reduce" + name,
                    1,
                    2,
                    ReduceRules::reduce,
                    axes("axes"),
                    flag("keepdims"),
                    flag("noop_with_empty_axes"));
        }
        Operator.filled(
                table,
                "ArgMax",
                1,
                1,
                ReduceRules::argument,
                axis("axis"),
                flag("keepdims"),
                flag("select_last_index"));
        Operator.filled(
                table,
                "ArgMin",
                1,
                1,
                ReduceRules::argument,
                axis("axis"),
                flag("keepdims"),
                flag("select_last_index"));
    }
}
