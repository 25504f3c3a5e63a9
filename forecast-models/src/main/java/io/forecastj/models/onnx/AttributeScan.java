package io.forecastj.models.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks an {@code AttributeProto}: one or several numbers, texts, tensors or graphs that belong to a node. */
final class AttributeScan {
    /** Field of the value for each number of a type in {@code AttributeType}; 0 for types that are refused. */
    private static final int[] FIELD_OF_TYPE = {0, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 0, 0, 14, 15};

    private static final int KEPT_TEXTS = 16;
    private static final int MAX_TEXT_BYTES = 64;

    private final Wire wire;
    private final ScanPosition place;
    private final Set<String> domains;
    private final GraphScope scope;
    private final TensorNumbers numbers = new TensorNumbers();
    private final List<String> shortTexts = new ArrayList<>();
    private int texts;
    private int tensors;
    private @Nullable StoredTensor tensor;
    private @Nullable InnerGraph graph;
    private boolean end;
    private int valueField;

    private AttributeScan(Wire wire, ScanPosition place, Set<String> domains, GraphScope scope) {
        this.wire = wire;
        this.place = place;
        this.domains = domains;
        this.scope = scope;
    }

    static NodeAttribute of(Wire wire, ScanPosition place, Set<String> domains, GraphScope scope) {
        return new AttributeScan(wire, place, domains, scope).scan();
    }

    private NodeAttribute scan() {
        String name = "";
        int type = 0;
        while (wire.next()) {
            switch (wire.field()) {
                case 1 -> {
                    wire.once();
                    name = wire.name();
                    place.enter("attribute " + ScanPosition.shown(name));
                }
                case 13 -> wire.skipBytes();
                case 20 -> {
                    wire.once();
                    type = wire.int32();
                }
                case 21 -> throw wire.fail("a value", "a reference to an attribute of a function");
                default -> value();
            }
        }
        if (name.isEmpty()) {
            throw wire.fail("an attribute with a name", "none");
        }
        requireType(type);
        numbers.requireExtents(wire);
        place.leave();
        long count = texts + tensors + numbers.count();
        return new NodeAttribute(
                name,
                type,
                count,
                numbers.kept(),
                numbers.min(),
                numbers.max(),
                shortTexts,
                tensor,
                graph,
                end || numbers.hasEnd());
    }

    // The type decides which field counts; some readers would ignore a value in another field.
    private void requireType(int type) {
        int expected = type > 0 && type < FIELD_OF_TYPE.length ? FIELD_OF_TYPE[type] : 0;
        if (expected == 0) {
            throw wire.fail("an attribute of a known type", "type " + type);
        }
        // writers leave out zeros, empty texts and empty lists
        boolean omitted = valueField == 0 && expected != 5 && expected != 6 && expected != 14;
        if (valueField != expected && !omitted) {
            throw wire.fail(
                    "the value of an attribute of type " + type + " in field " + expected, "field " + valueField);
        }
    }

    private void value() {
        int field = wire.field();
        if (valueField != 0 && valueField != field) {
            throw wire.fail("an attribute with one kind of value", "fields " + valueField + " and " + field);
        }
        valueField = field;
        if (field <= 6 || field == 14) {
            wire.once();
        }
        switch (field) {
            case 2 -> numbers.add(wire, Wire.FIXED32);
            case 3, 8 -> numbers.add(wire, Wire.VARINT);
            case 4, 9 -> text();
            case 5, 10 -> tensor(TensorScan.of(wire.message("TensorProto"), place));
            case 6, 11 -> graph = GraphScan.inner(wire.message("GraphProto"), place, domains, scope);
            case 7 -> numbers.add(wire, Wire.FIXED32);
            case 14, 15 -> TypeScan.type(wire.message("TypeProto"), place);
            case 22, 23 -> throw wire.fail("dense tensors", "a sparse one; export the model with dense weights");
            default -> throw wire.unknown();
        }
    }

    // texts of any length and bytes are allowed: only those that could be a name are looked at
    private void text() {
        texts++;
        Wire text = wire.packed();
        if (shortTexts.size() < KEPT_TEXTS && text.left() <= MAX_TEXT_BYTES) {
            shortTexts.add(text.ascii());
        }
    }

    private void tensor(StoredTensor next) {
        tensors++;
        tensor = next;
        end |= next.end();
    }
}
