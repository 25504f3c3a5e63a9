package io.forecastj.models.onnx;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A node of a scanned graph.
 *
 * @param label its name and operator, for messages
 * @param operator the operator
 * @param domain the operator's domain; empty for the standard one
 * @param inputs the names of its inputs; empty for one that is not given
 * @param outputs the names of its outputs; empty for one that is not wanted
 * @param attributes its attributes by name
 * @param at the byte where it ends
 */
record GraphNode(
        String label,
        String operator,
        String domain,
        List<String> inputs,
        List<String> outputs,
        Map<String, NodeAttribute> attributes,
        int at) {
    GraphNode {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        attributes = Map.copyOf(attributes);
    }

    /** Returns the graphs in its attributes. */
    List<InnerGraph> graphs() {
        return attributes.values().stream()
                .map(NodeAttribute::graph)
                .filter(Objects::nonNull)
                .toList();
    }

    boolean has(String attribute) {
        return attributes.containsKey(attribute);
    }

    /** Returns an attribute's integer, or {@code absent} if the node does not have it. */
    long integer(String attribute, long absent) {
        NodeAttribute found = attributes.get(attribute);
        return found == null ? absent : (long) found.number();
    }

    /** Returns an attribute's integers, or null if the node does not have it. */
    long @Nullable [] integers(String attribute) {
        NodeAttribute found = attributes.get(attribute);
        return found == null || found.numbers() == null ? null : Numbers.longs(found.numbers());
    }

    String text(String attribute, String absent) {
        NodeAttribute found = attributes.get(attribute);
        return found == null ? absent : found.text();
    }

    boolean wants(int output) {
        return output < outputs.size() && !outputs.get(output).isEmpty();
    }
}
