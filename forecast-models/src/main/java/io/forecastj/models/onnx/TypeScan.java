package io.forecastj.models.onnx;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks the messages that describe a value: {@code ValueInfoProto} and the {@code TypeProto} in it. */
final class TypeScan {
    /** Maximum number of axes, far more than any model's tensors have. */
    static final int MAX_RANK = 16;

    private TypeScan() {}

    /**
     * A named value.
     *
     * @param name its name in the graph
     * @param type its type if it is a tensor; null if it has no type or is something else
     */
    record Value(String name, @Nullable TensorType type) {}

    /**
     * Type of a tensor.
     *
     * @param element the type of each element
     * @param dims the axes; null if not even their number is known
     */
    record TensorType(ElementType element, @Nullable List<Dim> dims) {}

    static Value value(Wire wire, ScanPosition place) {
        String name = "";
        TensorType type = null;
        while (wire.next()) {
            switch (wire.field()) {
                case 1 -> {
                    wire.once();
                    name = wire.name();
                    place.enter("value " + ScanPosition.shown(name));
                }
                case 2 -> {
                    wire.once();
                    type = type(wire.message("TypeProto"), place);
                }
                case 3, 4 -> wire.skipBytes();
                default -> throw wire.unknown();
            }
        }
        if (name.isEmpty()) {
            throw wire.fail("a value with a name", "none");
        }
        place.leave();
        return new Value(name, type);
    }

    static @Nullable TensorType type(Wire wire, ScanPosition place) {
        TensorType tensor = null;
        int given = 0;
        while (wire.next()) {
            wire.once();
            switch (wire.field()) {
                case 1 -> {
                    tensor = tensor(wire.message("TypeProto.Tensor"), place);
                    given++;
                }
                case 4, 9 -> {
                    container(wire.message("TypeProto.Sequence"), place);
                    given++;
                }
                case 5, 7, 8 ->
                    throw wire.fail(
                            "a tensor",
                            "a map, a sparse tensor or an opaque value; export the model with plain tensors"
                                    + " (zipmap=False)");
                case 6 -> wire.skipBytes();
                default -> throw wire.unknown();
            }
        }
        if (given > 1) {
            throw wire.fail("one type", "several");
        }
        return tensor;
    }

    private static void container(Wire wire, ScanPosition place) {
        while (wire.next()) {
            wire.once();
            if (wire.field() != 1) {
                throw wire.unknown();
            }
            type(wire.message("TypeProto"), place);
        }
    }

    private static TensorType tensor(Wire wire, ScanPosition place) {
        int code = 0;
        List<Dim> dims = null;
        while (wire.next()) {
            wire.once();
            switch (wire.field()) {
                case 1 -> code = wire.int32();
                case 2 -> dims = shape(wire.message("TensorShapeProto"), place);
                default -> throw wire.unknown();
            }
        }
        ElementType element = ElementType.of(code);
        if (element == null) {
            throw wire.fail("a type of elements among " + List.of(ElementType.values()), "number " + code);
        }
        return new TensorType(element, dims);
    }

    private static List<Dim> shape(Wire wire, ScanPosition place) {
        List<Dim> dims = new ArrayList<>();
        long elements = 1;
        while (wire.next()) {
            if (wire.field() != 1) {
                throw wire.unknown();
            }
            if (dims.size() == MAX_RANK) {
                throw wire.fail("at most " + MAX_RANK + " axes", "more");
            }
            Wire axis = wire.message("TensorShapeProto.Dimension");
            int at = axis.position();
            boolean plain = axis.left() == NativeChanges.ZERO_AXIS_BYTES;
            Dim dim = dim(axis);
            dims.add(dim);
            if (plain && dim instanceof Dim.Fixed fixed && fixed.size() == 0) {
                place.noteZeroAxis(at);
            }
            if (dim instanceof Dim.Fixed fixed) {
                elements = Elements.times(elements, fixed.size(), place.limits().elements(), wire);
            }
        }
        return dims;
    }

    private static Dim dim(Wire wire) {
        Dim dim = null;
        while (wire.next()) {
            wire.once();
            if (wire.field() == 3) {
                wire.skipBytes();
                continue;
            }
            if (dim != null) {
                throw wire.fail("an axis with a size or a name", "both");
            }
            dim = switch (wire.field()) {
                case 1 -> new Dim.Fixed(wire.varint());
                case 2 -> new Dim.Symbolic(wire.name());
                default -> throw wire.unknown();
            };
        }
        return dim == null ? new Dim.Symbolic("") : dim;
    }
}
