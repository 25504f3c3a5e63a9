package io.forecastj.models.onnx;

import java.util.List;
import java.util.Map;

/**
 * A scanned graph.
 *
 * @param nodes its nodes in their order
 * @param stored its stored tensors by name
 * @param opsets the versions of the operators by domain
 * @param operators which operators the scan let pass
 */
record OnnxGraph(List<GraphNode> nodes, Map<String, Fact> stored, Map<String, Integer> opsets, Operators operators) {
    OnnxGraph {
        nodes = List.copyOf(nodes);
        stored = Map.copyOf(stored);
        opsets = Map.copyOf(opsets);
    }
}
