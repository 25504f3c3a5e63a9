package io.forecastj.models.onnx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Checks a {@code GraphProto}: the model's graph, or one in an attribute of a node. */
final class GraphScan {
    private final Wire wire;
    private final ScanPosition place;
    private final Set<String> domains;
    private final @Nullable GraphScope outer;
    private final List<TypeScan.Value> inputs = new ArrayList<>();
    private final List<TypeScan.Value> outputs = new ArrayList<>();
    private final Set<String> stored = new HashSet<>();
    private final Set<String> ends = new HashSet<>();
    private final Set<String> empties = new HashSet<>();
    private final Set<String> falses = new HashSet<>();
    private final Map<String, Fact> facts = new HashMap<>();
    private final List<GraphNode> graph = new ArrayList<>();

    private GraphScan(Wire wire, ScanPosition place, Set<String> domains, @Nullable GraphScope outer) {
        this.wire = wire;
        this.place = place;
        this.domains = domains;
        this.outer = outer;
    }

    /** Checks the model's graph. */
    static GraphScan main(Wire wire, ScanPosition place, Set<String> domains) {
        GraphScan scan = new GraphScan(wire, place, domains, null);
        scan.scan();
        if (scan.outputs.isEmpty()) {
            throw place.fail(wire.at(), "a graph with outputs", "none");
        }
        return scan;
    }

    /** Checks a graph in a node, which may use the values that the outer graphs have computed before that node. */
    static InnerGraph inner(Wire wire, ScanPosition place, Set<String> domains, GraphScope outer) {
        GraphScan scan = new GraphScan(wire, place, domains, outer);
        scan.scan();
        return new InnerGraph(
                scan.graph,
                scan.facts,
                scan.inputs.size(),
                scan.outputs.stream().map(TypeScan.Value::name).toList());
    }

    List<TensorSpec> inputs() {
        List<TypeScan.Value> given =
                inputs.stream().filter(input -> !stored.contains(input.name())).toList();
        if (given.isEmpty()) {
            throw place.fail(wire.at(), "a graph with inputs", "none");
        }
        return given.stream().map(this::spec).toList();
    }

    List<TensorSpec> outputs() {
        return outputs.stream().map(this::spec).toList();
    }

    /** Returns the nodes in their order. */
    List<GraphNode> nodes() {
        return graph;
    }

    /** Returns the stored tensors by name. */
    Map<String, Fact> stored() {
        return facts;
    }

    /** Returns true if an input or output has an axis of size 0. */
    boolean hasZeroAxis() {
        return Stream.concat(inputs().stream(), outputs().stream())
                .anyMatch(tensor -> tensor.dims().stream().anyMatch(Dim::isZero));
    }

    private TensorSpec spec(TypeScan.Value value) {
        TypeScan.TensorType type = value.type();
        if (type == null || type.dims() == null) {
            throw place.fail(
                    wire.at(),
                    "inputs and outputs that are tensors of a stated type and number of axes",
                    ScanPosition.shown(value.name()) + " without");
        }
        long zeros = type.dims().stream().filter(Dim::isZero).count();
        // some exporters write an open batch as 0
        if (zeros > 1 || zeros == 1 && type.dims().size() == 1) {
            throw place.fail(
                    wire.at(), "inputs and outputs with elements", ScanPosition.shown(value.name()) + type.dims());
        }
        return new TensorSpec(value.name(), type.element(), type.dims());
    }

    // Nodes come first in the file, but the values that they may use are known only at its end: so two passes.
    private void scan() {
        Wire nodes = wire.again();
        while (wire.next()) {
            field();
        }
        GraphScope scope = new GraphScope(outer);
        inputs.forEach(input -> scope.define(input.name(), wire));
        stored.stream().filter(name -> !scope.hasOwn(name)).forEach(name -> scope.define(name, wire));
        ends.forEach(scope::markEnd);
        empties.forEach(scope::markEmpty);
        falses.forEach(scope::markFalse);
        while (nodes.next()) {
            if (nodes.field() == 1) {
                graph.add(NodeScan.of(nodes.message("NodeProto"), place, domains, scope));
            } else {
                nodes.skip();
            }
        }
        for (TypeScan.Value output : outputs) {
            if (!scope.hasOwn(output.name())) {
                throw wire.fail(
                        "outputs that a node computes", ScanPosition.shown(output.name()) + ", which none does");
            }
            if (scope.isEnd(output.name()) || scope.isEmpty(output.name())) {
                throw wire.fail(
                        "outputs of a graph",
                        ScanPosition.shown(output.name())
                                + ", the bound of a slice or a stored tensor without elements");
            }
        }
    }

    private void field() {
        switch (wire.field()) {
            case 1 -> {
                wire.skipBytes();
                place.countNode(wire.at());
            }
            case 2 -> {
                wire.once();
                wire.name();
            }
            case 5 -> {
                StoredTensor tensor = TensorScan.of(wire.message("TensorProto"), place);
                if (tensor.name().isEmpty()) {
                    throw wire.fail("stored tensors with names", "one without");
                }
                if (!stored.add(tensor.name())) {
                    throw wire.fail("each stored tensor once", ScanPosition.shown(tensor.name()) + " again");
                }
                facts.put(tensor.name(), tensor.fact());
                if (tensor.empty()) {
                    empties.add(tensor.name());
                }
                if (tensor.end()) {
                    ends.add(tensor.name());
                }
                if (tensor.no()) {
                    falses.add(tensor.name());
                }
            }
            case 11 -> inputs.add(TypeScan.value(wire.message("ValueInfoProto"), place));
            case 12 -> outputs.add(TypeScan.value(wire.message("ValueInfoProto"), place));
            case 13 -> TypeScan.value(wire.message("ValueInfoProto"), place);
            case 15 -> throw wire.fail("dense tensors", "a sparse one; export the model with dense weights");
            case 10, 14, 16 -> wire.skipBytes();
            default -> throw wire.unknown();
        }
    }
}
