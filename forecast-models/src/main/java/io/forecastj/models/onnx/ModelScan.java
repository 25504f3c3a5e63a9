package io.forecastj.models.onnx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks a {@code ModelProto}, the file's outermost message. */
final class ModelScan {
    /** Version of the format that introduced {@code opset_import}. */
    private static final int MIN_IR = 3;

    private static final int MAX_PRODUCER_BYTES = 1_024;
    private static final int MAX_KEY_BYTES = 1_024;
    /** Limit for one property; a pipeline of hundreds of features takes tens of kilobytes. */
    private static final int MAX_VALUE_BYTES = 4 << 20;

    private final Wire wire;
    private final ScanPosition place;
    private long irVersion;
    private String producer = "";
    private String producerVersion = "";
    private @Nullable Wire graph;
    private final Map<String, Integer> opsets = new HashMap<>();
    private final List<NativeChanges.Span> dropped = new ArrayList<>();
    private final Map<String, String> metadata = new LinkedHashMap<>();

    private ModelScan(Wire wire, ScanPosition place) {
        this.wire = wire;
        this.place = place;
    }

    static OnnxScan of(Wire wire, ScanPosition place) {
        return new ModelScan(wire, place).scan();
    }

    private OnnxScan scan() {
        while (wire.next()) {
            field();
        }
        if (irVersion < MIN_IR || irVersion > OperatorSets.MAX_IR) {
            throw place.fail(
                    0,
                    "a version of the format from " + MIN_IR + " to " + OperatorSets.MAX_IR,
                    irVersion == 0 ? "none; is this an ONNX model?" : Long.toString(irVersion));
        }
        if (!opsets.containsKey("")) {
            throw place.fail(0, "a version of the standard operators", "none; is this an ONNX model?");
        }
        if (graph == null) {
            throw place.fail(0, "a graph", "none");
        }
        GraphScan main = GraphScan.main(graph, place, opsets.keySet());
        return new OnnxScan(
                (int) irVersion,
                (producer + " " + producerVersion).strip(),
                opsets,
                main.inputs(),
                main.outputs(),
                new OnnxGraph(
                        main.nodes(), main.stored(), opsets, place.limits().operators()),
                metadata,
                new NativeChanges(dropped, main.hasZeroAxis() ? place.zeroAxes() : List.of()));
    }

    private void field() {
        switch (wire.field()) {
            case 1 -> {
                wire.once();
                irVersion = wire.varint();
            }
            case 2 -> {
                wire.once();
                producer = wire.text(MAX_PRODUCER_BYTES);
            }
            case 3 -> {
                wire.once();
                producerVersion = wire.text(MAX_PRODUCER_BYTES);
            }
            case 4, 6 -> wire.skipBytes();
            case 5 -> wire.varint();
            case 7 -> {
                wire.once();
                graph = wire.message("GraphProto");
            }
            case 8 -> {
                Wire entry = wire.message("OperatorSetIdProto");
                if (!opset(entry)) {
                    dropped.add(new NativeChanges.Span(wire.at(), wire.position()));
                }
            }
            case 14 -> property(wire.message("StringStringEntryProto"));
            case 20 -> throw wire.fail("a model for inference", "training information; export it without");
            case 25 ->
                throw wire.fail(
                        "nodes of the standard operators",
                        "a function of the model; inline it (onnx.inliner.inline_local_functions in Python)");
            default -> throw wire.unknown();
        }
    }

    /** Reads a domain and its version; returns false for a domain whose operators no node may use. */
    private boolean opset(Wire entry) {
        String domain = "";
        long version = 0;
        while (entry.next()) {
            entry.once();
            switch (entry.field()) {
                case 1 -> domain = entry.name();
                case 2 -> version = entry.varint();
                default -> throw entry.unknown();
            }
        }
        if (!OperatorSets.known(domain)) {
            return false;
        }
        String known = OperatorSets.require(domain, version, wire);
        if (opsets.put(known, (int) version) != null) {
            throw wire.fail("one version of the operators of the domain '" + known + "'", "a second");
        }
        return true;
    }

    private void property(Wire entry) {
        String key = "";
        String value = "";
        while (entry.next()) {
            entry.once();
            switch (entry.field()) {
                case 1 -> key = entry.text(MAX_KEY_BYTES);
                case 2 -> value = entry.text(MAX_VALUE_BYTES);
                default -> throw entry.unknown();
            }
        }
        if (metadata.put(key, value) != null) {
            throw wire.fail("each metadata property once", ScanPosition.shown(key) + " again");
        }
    }
}
