package io.forecastj.models.onnx;

import java.util.Arrays;
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
            Set.of("NonZero", "Unique", "Compress", "If", "Loop", "Scan", "NonMaxSuppression");

    /** Operators that round a whole tensor to 8 bits by the range of its numbers. */
    private static final Set<String> ROUNDING =
            Set.of("DynamicQuantizeLinear", "DynamicQuantizeMatMul", "DynamicQuantizeLSTM");

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

    /** The integers of stored values; an empty list for other ones, or if there are many. */
    private final Map<String, List<Long>> stored = new HashMap<>();

    private boolean mixes;
    private boolean rounds;

    private BatchOperators() {}

    static BatchOperators of(OnnxGraph graph) {
        BatchOperators operators = new BatchOperators();
        operators.take(graph.nodes(), graph.stored());
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

    private void take(List<GraphNode> nodes, Map<String, Fact> facts) {
        facts.forEach((name, fact) -> stored.put(name, integers(fact.values())));
        for (GraphNode node : nodes) {
            if (node.operator().equals("Constant")) {
                // its only attribute is the value
                node.attributes().values().forEach(value -> {
                    StoredTensor tensor = value.tensor();
                    double[] numbers =
                            tensor == null ? value.numbers() : tensor.fact().values();
                    stored.put(node.outputs().get(0), integers(numbers));
                });
            }
            rounds |= ROUNDING.contains(node.operator());
            mixes |= mixes(node);
            node.graphs().forEach(graph -> take(graph.nodes(), graph.stored()));
        }
    }

    private static List<Long> integers(double @Nullable [] numbers) {
        return numbers == null
                ? List.of()
                : Arrays.stream(numbers).mapToObj(number -> (long) number).toList();
    }

    private boolean mixes(GraphNode node) {
        String operator = node.operator();
        if (BY_NUMBERS.contains(operator) || ROUNDING.contains(operator)) {
            return true;
        }
        if (operator.startsWith("Reduce")) {
            return reduces(node);
        }
        Long usual = AXIS.get(operator);
        if (usual != null) {
            return isFirst(node.integer("axis", usual));
        }
        if (AXIS_INPUT.contains(operator)) {
            return isFirst(input(1, node));
        }
        return INDEXED.contains(operator)
                && isFirst(node.integer("axis", 0))
                && input(0, node) == null
                && input(1, node) == null;
    }

    private boolean reduces(GraphNode node) {
        long[] given = node.integers("axes");
        boolean asInput = node.inputs().size() > 1 && !node.inputs().get(1).isEmpty();
        if (given == null && asInput) {
            return isFirst(input(1, node));
        }
        if (given == null || given.length == 0) {
            return node.integer("noop_with_empty_axes", 0) == 0;
        }
        return Arrays.stream(given).anyMatch(BatchOperators::isFirst);
    }

    /** Returns the numbers of an input if they are stored, an empty list if they are many, else null. */
    private @Nullable List<Long> input(int index, GraphNode node) {
        return index < node.inputs().size() ? stored.get(node.inputs().get(index)) : null;
    }

    /** Returns true if the first axis may be among these. */
    private static boolean isFirst(@Nullable List<Long> axes) {
        return axes == null || axes.isEmpty() || axes.stream().anyMatch(BatchOperators::isFirst);
    }

    /**
     * Returns true if this may be the first axis. The last one, -1, is the first only in a list, which has no other
     * axis.
     */
    private static boolean isFirst(long axis) {
        return axis == 0 || axis < -1;
    }
}
