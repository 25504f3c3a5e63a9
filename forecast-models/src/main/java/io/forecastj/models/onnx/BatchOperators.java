package io.forecastj.models.onnx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds operators whose result for one row may depend on the numbers of the other rows of a batch, in all graphs of a
 * scanned model.
 *
 * <p>A trial shows arithmetic over the rows, such as a matrix product, by any numbers. It may miss operators behind a
 * threshold: a count of the rows that exceed it stays the same unless a trial meets it. So where an operator reduces,
 * sorts or accumulates along the first axis, or along one that is not stored, or lets numbers decide which elements it
 * reads, writes or repeats, the rows are taken to depend on each other.
 */
final class BatchOperators {
    /** Operators that let numbers decide which parts of a graph run, or how many elements there are. */
    private static final Set<String> BY_NUMBERS =
            Set.of("NonZero", "Unique", "Compress", "If", "Loop", "Scan", "NonMaxSuppression", "DynamicQuantizeLinear");

    /** Operators along one axis, with the axis that is meant if none is given. */
    private static final Map<String, Long> AXIS = Map.of(
            "Softmax", -1L,
            "LogSoftmax", -1L,
            "Hardmax", -1L,
            "LpNormalization", -1L,
            "TopK", -1L,
            "ArgMax", 0L,
            "ArgMin", 0L);

    /** Operators along one axis, which is an input. */
    private static final Set<String> AXIS_INPUT = Set.of("CumSum", "CumProd");
    /** Operators that read or write where another input says. */
    private static final Set<String> INDEXED =
            Set.of("Gather", "GatherElements", "GatherND", "ScatterElements", "ScatterND", "Scatter");

    private final Map<String, List<Long>> stored = new HashMap<>();
    private boolean mixes;
    private boolean rounds;

    private BatchOperators() {}

    static BatchOperators of(byte[] model) {
        BatchOperators operators = new BatchOperators();
        Wire fields = Wire.of(model, new ScanPosition("the model", OnnxLimits.DEFAULT));
        while (fields.next()) {
            if (fields.field() == 7) {
                operators.graph(fields.message("GraphProto"));
            } else {
                fields.skip();
            }
        }
        return operators;
    }

    /** Returns true if rows may change each other's answers depending on their numbers. */
    boolean mixes() {
        return mixes;
    }

    /** Returns true if a node rounds a tensor to 8 bits by its own range, which every row changes a little. */
    boolean rounds() {
        return rounds;
    }

    private void graph(Wire graph) {
        Wire tensors = graph.again();
        while (tensors.next()) {
            if (tensors.field() == 5) {
                StoredList tensor = StoredList.of(tensors.message("TensorProto"));
                stored.put(tensor.name(), tensor.numbers());
            } else {
                tensors.skip();
            }
        }
        while (graph.next()) {
            if (graph.field() == 1) {
                node(graph.message("NodeProto"));
            } else {
                graph.skip();
            }
        }
    }

    private void node(Wire node) {
        String operator = "";
        List<String> inputs = new ArrayList<>();
        List<String> outputs = new ArrayList<>();
        Map<String, List<Long>> attributes = new HashMap<>();
        while (node.next()) {
            switch (node.field()) {
                case 1 -> inputs.add(node.name());
                case 2 -> outputs.add(node.name());
                case 4 -> operator = node.name();
                case 5 -> attribute(node.message("AttributeProto"), attributes);
                default -> node.skip();
            }
        }
        if (operator.equals("Constant")) {
            // its only attribute is the value
            attributes.values().forEach(value -> stored.put(outputs.get(0), value));
        }
        rounds |= operator.equals("DynamicQuantizeLinear");
        mixes |= mixes(operator, inputs, attributes);
    }

    private void attribute(Wire attribute, Map<String, List<Long>> attributes) {
        String name = "";
        List<Long> numbers = new ArrayList<>();
        while (attribute.next()) {
            switch (attribute.field()) {
                case 1 -> name = attribute.name();
                case 3 -> numbers.add(attribute.varint());
                case 5 ->
                    numbers.addAll(
                            StoredList.of(attribute.message("TensorProto")).numbers());
                case 6, 11 -> graph(attribute.message("GraphProto"));
                case 8 -> StoredList.addVarints(attribute, numbers);
                default -> attribute.skip();
            }
        }
        attributes.put(name, numbers);
    }

    private boolean mixes(String operator, List<String> inputs, Map<String, List<Long>> attributes) {
        if (BY_NUMBERS.contains(operator)) {
            return true;
        }
        if (operator.startsWith("Reduce")) {
            return reduces(inputs, attributes);
        }
        Long usual = AXIS.get(operator);
        if (usual != null) {
            return isFirst(attributes.getOrDefault("axis", List.of(usual)));
        }
        if (AXIS_INPUT.contains(operator)) {
            return isFirst(input(1, inputs));
        }
        return INDEXED.contains(operator)
                && isFirst(attributes.getOrDefault("axis", List.of(0L)))
                && input(0, inputs) == null
                && input(1, inputs) == null;
    }

    private boolean reduces(List<String> inputs, Map<String, List<Long>> attributes) {
        List<Long> given = attributes.get("axes");
        if (given == null && inputs.size() > 1 && !inputs.get(1).isEmpty()) {
            return isFirst(input(1, inputs));
        }
        if (given == null || given.isEmpty()) {
            return attributes.getOrDefault("noop_with_empty_axes", List.of(0L)).equals(List.of(0L));
        }
        return isFirst(given);
    }

    /** Returns the numbers of an input if they are stored, an empty list if they are stored and long, else null. */
    private @Nullable List<Long> input(int index, List<String> inputs) {
        return index < inputs.size() ? stored.get(inputs.get(index)) : null;
    }

    /**
     * Returns true if the first axis may be among these. The last one, -1, is the first only in a list, which has no
     * other axis.
     */
    private static boolean isFirst(@Nullable List<Long> axes) {
        return axes == null || axes.isEmpty() || axes.stream().anyMatch(axis -> axis == 0 || axis < -1);
    }
}
