package io.forecastj.models.onnx;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A graph in an attribute of a node.
 *
 * @param nodes its nodes in their order
 * @param stored its stored tensors by name
 * @param inputs the number of its inputs
 * @param outputs the names of its outputs
 */
record InnerGraph(List<GraphNode> nodes, Map<String, Fact> stored, int inputs, List<String> outputs) {
    InnerGraph {
        nodes = List.copyOf(nodes);
        stored = Map.copyOf(stored);
        outputs = List.copyOf(outputs);
    }

    /** Returns the names of all values that nodes take, of the graphs around too. */
    Set<String> used() {
        Set<String> used = new TreeSet<>();
        for (GraphNode node : nodes) {
            used.addAll(node.inputs());
            node.graphs().forEach(graph -> used.addAll(graph.used()));
        }
        return used;
    }
}
