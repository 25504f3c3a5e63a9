package io.forecastj.models.onnx;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The operators that models of strangers may have: those that forecasters need. Each entry names the operator, the
 * least and greatest number of its inputs, what is followed of its inputs and required of them, and its attributes with
 * their ranges. {@code OperatorFuzzTest} runs graphs of all of them with values within these ranges.
 */
final class OperatorTable {
    static final String REMEDY =
            "OnnxOptions.provenInChildProcess(...) allows more: it tries the model in a process of" + " its own first";

    private static final Map<String, Operator> OPERATORS = new LinkedHashMap<>();

    static {
        NumberOperators.addTo(OPERATORS);
        ShapeOperators.addTo(OPERATORS);
        LayerOperators.addTo(OPERATORS);
        ClassicOperators.addTo(OPERATORS);
        QuantizedOperators.addTo(OPERATORS);
    }

    private OperatorTable() {}

    static Map<String, Operator> all() {
        return Collections.unmodifiableMap(OPERATORS);
    }

    /** Returns the operator of a node that {@link #require} let pass. */
    static Operator of(GraphNode node) {
        return Objects.requireNonNull(OPERATORS.get(name(node)), "operator");
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
                    ScanPosition.shown(name(node)) + "; "
                            + (node.operator().equals("ZipMap")
                                    ? "export the classifier with probabilities as a tensor (zipmap=False)"
                                    : node.domain().equals(OperatorSets.RUNTIME)
                                            ? "custom operators are refused, and of ONNX Runtime's own only these are"
                                                    + " allowed; export the model without fused operators"
                                            : REMEDY));
        }
        operator.require(node, at);
    }
}
