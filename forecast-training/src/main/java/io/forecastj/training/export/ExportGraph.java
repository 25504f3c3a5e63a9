package io.forecastj.training.export;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * A graph while it is built. For one thread.
 *
 * <p>Equal nodes and equal constants are kept once, and what the output does not depend on is not written, so operators
 * need not care whether another one already computed what they use. Names of nodes and constants have a colon, which
 * those of weights and inputs lack.
 */
final class ExportGraph {
    private final List<OnnxValue> inputs = new ArrayList<>();
    private final Map<ExportNode, String> nodes = new LinkedHashMap<>();
    private final Map<ExportTensor, String> constants = new HashMap<>();
    private final Map<String, ExportTensor> stored = new LinkedHashMap<>();

    /** Adds an input, which is written even if nothing depends on it. */
    OnnxValue input(String name, int... shape) {
        OnnxValue input = OnnxValue.of(name, shape);
        inputs.add(input);
        return input;
    }

    /** Returns the name of the output of a node, which is added unless there is an equal one. */
    String node(String operator, List<String> inputs, ExportAttribute... attributes) {
        return nodes.computeIfAbsent(
                new ExportNode(operator, List.copyOf(inputs), List.of(attributes)),
                node -> operator + ":" + nodes.size());
    }

    /**
     * Returns a value with its axes in another order, the batch wherever that puts it. Transposing back gives the value
     * from before, so stacked recurrent layers hand their states on without a node between them.
     */
    OnnxValue transpose(OnnxValue x, int... axes) {
        OnnxValue source = x.source();
        OnnxValue base = source == null ? x : source;
        int[] order = source == null
                ? axes
                : Arrays.stream(axes).map(axis -> x.order()[axis]).toArray();
        if (Arrays.equals(order, IntStream.range(0, order.length).toArray())) {
            return base;
        }
        String output = node("Transpose", List.of(base.name()), ExportAttribute.integers("perm", order));
        return OnnxValue.transposed(output, base, order);
    }

    /** Returns the name of stored numbers, which are added unless there are equal ones. */
    String constant(ExportTensor tensor) {
        String name = constants.computeIfAbsent(tensor, each -> "constant:" + constants.size());
        stored.putIfAbsent(name, tensor);
        return name;
    }

    /** Adds the numbers of a name unless it has them already, and returns the name. */
    String stored(String name, Supplier<ExportTensor> tensor) {
        if (!stored.containsKey(name)) {
            stored.put(name, tensor.get());
        }
        return name;
    }

    /** Returns the names of all values that a value depends on, and its own. */
    Set<String> needed(OnnxValue result) {
        Set<String> needed = new HashSet<>(Set.of(result.name()));
        List<Map.Entry<ExportNode, String>> all = new ArrayList<>(nodes.entrySet());
        // a node follows those that it depends on
        for (int i = all.size() - 1; i >= 0; i--) {
            if (needed.contains(all.get(i).getValue())) {
                needed.addAll(all.get(i).getKey().inputs());
            }
        }
        return needed;
    }

    /**
     * Returns the {@code GraphProto}.
     *
     * @param result the value that is the output
     * @param name the name of the output
     */
    ProtoWriter message(OnnxValue result, String name) {
        Set<String> needed = needed(result);
        // a node that renames, since the result may be an input or stored, and other nodes may take it too
        ExportNode last = new ExportNode("Identity", List.of(result.name()), List.of());
        ProtoWriter message = new ProtoWriter();
        nodes.forEach((node, output) -> {
            if (needed.contains(output)) {
                message.message(1, node.message(output));
            }
        });
        message.message(1, last.message(name)).text(2, "network");
        stored.forEach((each, tensor) -> {
            if (needed.contains(each)) {
                message.message(5, tensor.message(each));
            }
        });
        inputs.forEach(input -> message.message(11, valueInfo(input.name(), input.shape())));
        return message.message(12, valueInfo(name, result.shape()));
    }

    private static ProtoWriter valueInfo(String name, int[] shape) {
        ProtoWriter dims = new ProtoWriter();
        Arrays.stream(shape)
                .forEach(size -> dims.message(
                        1,
                        size == OnnxValue.BATCH
                                ? new ProtoWriter().text(2, "batch")
                                : new ProtoWriter().integer(1, size)));
        ProtoWriter tensor = new ProtoWriter().integer(1, ExportTensor.FLOAT).message(2, dims);
        return new ProtoWriter().text(1, name).message(2, new ProtoWriter().message(1, tensor));
    }
}
