package io.forecastj.models.onnx;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks a {@code NodeProto}: one operator with its attributes. */
final class NodeScan {
    /**
     * Operators for which an empty list has a meaning: the shape of a scalar, no axes, no region. Others read an
     * element of it.
     */
    private static final Set<String> TAKE_EMPTY =
            Set.of("Reshape", "ConstantOfShape", "Expand", "Resize", "Squeeze", "Unsqueeze");

    private final Wire wire;
    private final ScanPosition place;
    private final Set<String> domains;
    private final GraphScope scope;
    private final List<String> inputs = new ArrayList<>();
    private final List<String> outputs = new ArrayList<>();
    private final Map<String, NodeAttribute> attributes = new HashMap<>();
    private final BitSet endInputs = new BitSet();
    private String emptyInput = "";
    private String domain = "";
    private String label = "";

    private NodeScan(Wire wire, ScanPosition place, Set<String> domains, GraphScope scope) {
        this.wire = wire;
        this.place = place;
        this.domains = domains;
        this.scope = scope;
    }

    static GraphNode of(Wire wire, ScanPosition place, Set<String> domains, GraphScope scope) {
        return new NodeScan(wire, place, domains, scope).scan();
    }

    private GraphNode scan() {
        Wire fields = wire.again();
        label = label(wire.again());
        place.enter(label);
        String operator = "";
        while (wire.next()) {
            switch (wire.field()) {
                case 1 -> input(wire.name());
                case 2 -> outputs.add(wire.name());
                case 3, 7 -> {
                    // already read by label()
                    wire.once();
                    wire.skipBytes();
                }
                case 4 -> {
                    wire.once();
                    operator = wire.name();
                }
                case 5 -> attribute();
                case 6, 9 -> wire.skipBytes();
                case 8 -> throw wire.fail("nodes of the standard operators", "the call of an overloaded function");
                default -> throw wire.unknown();
            }
        }
        if (operator.isEmpty()) {
            throw wire.fail("a node with an operator", "none");
        }
        GraphNode node = new GraphNode(label, operator, domain, inputs, outputs, attributes, wire.at());
        boolean strict = place.limits().operators() == Operators.FORECASTING;
        if (!strict && domain.equals(OperatorSets.RUNTIME)) {
            // also in a process of its own: some read files
            OperatorTable.require(node, wire);
        }
        switch (operator) {
            case "TreeEnsembleRegressor", "TreeEnsembleClassifier" -> TreeScan.of(fields);
            case "TreeEnsemble" ->
                throw wire.fail(
                        "trees as TreeEnsembleRegressor or TreeEnsembleClassifier",
                        "a TreeEnsemble; export the model with version 3 of ai.onnx.ml");
            default -> {}
        }
        if (!emptyInput.isEmpty() && !TAKE_EMPTY.contains(operator)) {
            throw wire.fail("inputs with elements", ScanPosition.shown(emptyInput) + ", which has none");
        }
        boolean emptyAttribute = attributes.values().stream()
                .map(NodeAttribute::tensor)
                .anyMatch(tensor -> tensor != null && tensor.empty());
        if (emptyAttribute && !operator.equals("Constant")) {
            throw wire.fail("attributes with elements", "a tensor that has none");
        }
        DrawingNodes.refuse(operator, fields, inputs, outputs, scope, wire);
        boolean isFalse = operator.equals("Constant")
                        && attributes.values().stream()
                                .map(NodeAttribute::tensor)
                                .anyMatch(tensor -> tensor != null && tensor.no())
                || operator.equals("Identity") && !inputs.isEmpty() && scope.isFalse(inputs.get(0));
        boolean endAttribute = attributes.values().stream().anyMatch(NodeAttribute::ends);
        boolean end = SliceEnds.require(operator, endInputs, endAttribute, wire);
        if (strict) {
            OperatorTable.require(node, wire);
            if (!operator.equals("Constant")) {
                place.countComputing(wire.at());
            }
        }
        for (String output : outputs) {
            // an empty name means an optional output that is not wanted
            if (!output.isEmpty()) {
                scope.define(output, wire);
                if (end) {
                    scope.markEnd(output);
                }
                if (emptyAttribute) {
                    scope.markEmpty(output);
                }
                if (isFalse) {
                    scope.markFalse(output);
                }
            }
        }
        place.leave();
        return node;
    }

    // Returns the node's name in messages; its name and domain may be anywhere in it.
    private String label(Wire fields) {
        String name = "";
        String operator = "";
        while (fields.next()) {
            switch (fields.field()) {
                case 3 -> name = fields.name();
                case 4 -> operator = fields.name();
                case 7 -> domain = fields.name();
                default -> fields.skip();
            }
        }
        if (!domains.contains(OperatorSets.domain(domain))) {
            throw fields.fail(
                    "operators of the domains that the model declares, ai.onnx, ai.onnx.ml and com.microsoft at"
                            + " most",
                    "node " + ScanPosition.shown(name) + " with the operator " + ScanPosition.shown(operator)
                            + " of the domain " + ScanPosition.shown(domain)
                            + "; custom operators are refused, most of those of ONNX Runtime too. Export the model"
                            + " without fused operators, and inline functions of the model"
                            + " (onnx.inliner.inline_local_functions in Python)");
        }
        domain = OperatorSets.domain(domain);
        return "node " + ScanPosition.shown(name) + " (" + ScanPosition.shown(operator) + ")";
    }

    private void input(String name) {
        // an empty name means an optional input that is not given
        if (!name.isEmpty() && !scope.has(name)) {
            throw wire.fail(
                    "inputs that the graph has or an earlier node computes",
                    ScanPosition.shown(name) + ", which neither does");
        }
        if (scope.isEmpty(name)) {
            emptyInput = name;
        }
        if (scope.isEnd(name)) {
            endInputs.set(inputs.size());
        }
        inputs.add(name);
    }

    private void attribute() {
        NodeAttribute attribute = AttributeScan.of(wire.message("AttributeProto"), place, domains, scope);
        if (attributes.put(attribute.name(), attribute) != null) {
            throw wire.fail("each attribute once", ScanPosition.shown(attribute.name()) + " again");
        }
    }
}
