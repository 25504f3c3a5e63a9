package io.forecastj.models.onnx;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Checks a {@code TensorProto}: numbers that are stored in the model. */
final class TensorScan {
    private final Wire wire;
    private final ScanPosition place;
    private final TensorNumbers numbers = new TensorNumbers();
    private long elements = 1;
    /** The number of elements without empty axes, which must not hide absurd sizes. */
    private long extent = 1;

    private final long[] dims = new long[TypeScan.MAX_RANK];
    private int axes;
    private int code;
    private int dataField;
    private boolean anyTrue;
    private @Nullable Wire raw;

    private TensorScan(Wire wire, ScanPosition place) {
        this.wire = wire;
        this.place = place;
    }

    static StoredTensor of(Wire wire, ScanPosition place) {
        return new TensorScan(wire, place).scan();
    }

    private StoredTensor scan() {
        place.countTensor(wire.at());
        String name = name(wire.again());
        place.enter("tensor " + ScanPosition.shown(name));
        while (wire.next()) {
            field();
        }
        ElementType type = ElementType.of(code);
        if (type == null || type == ElementType.STRING) {
            throw wire.fail("stored numbers of a type that forecasts need", "type " + code);
        }
        requireSize(type);
        place.leave();
        boolean no = type == ElementType.BOOL && isFalse();
        return new StoredTensor(name, elements == 0, numbers.hasEnd(), no, fact(type));
    }

    private Fact fact(ElementType type) {
        // a number beyond those of a long would look negative
        boolean large = type == ElementType.UINT64 && numbers.count() > 0 && numbers.min() < 0;
        boolean whole = type.isInteger() && elements > 0 && numbers.count() == elements && !large;
        boolean read =
                !large && type != ElementType.FLOAT16 && type != ElementType.BFLOAT16 && numbers.count() == elements;
        return Fact.stored(
                type,
                Arrays.copyOf(dims, axes),
                whole ? numbers.min() : Double.NEGATIVE_INFINITY,
                whole ? numbers.max() : Double.POSITIVE_INFINITY,
                read ? numbers.kept() : null);
    }

    // Writers put the name near the end, but messages need it from the start.
    private static String name(Wire fields) {
        String name = "";
        while (fields.next()) {
            if (fields.field() == 8) {
                fields.once();
                name = fields.name();
            } else {
                fields.skip();
            }
        }
        return name;
    }

    private void field() {
        switch (wire.field()) {
            case 1 -> dims();
            case 2 -> {
                wire.once();
                code = wire.int32();
            }
            case 3 -> throw wire.fail("a whole tensor", "a segment of one");
            case 4 -> data(Wire.FIXED32);
            case 5, 7, 11 -> data(Wire.VARINT);
            case 6 -> throw wire.fail("stored numbers", "stored texts");
            case 8, 12, 16 -> wire.skipBytes();
            case 9 -> {
                wire.once();
                claim();
                raw = wire.packed();
            }
            case 10 -> data(Wire.FIXED64);
            case 13 -> throw wire.fail("data in the model itself", external());
            case 14 -> {
                wire.once();
                if (wire.int32() != 0) {
                    throw wire.fail("data in the model itself", external());
                }
            }
            default -> throw wire.unknown();
        }
    }

    private static String external() {
        return "data in another file; save the model as one file, without external data (external_data=False in"
                + " torch.onnx.export, or onnx.load and onnx.save in Python)";
    }

    private void dims() {
        if (wire.is(Wire.BYTES)) {
            Wire packed = wire.packed();
            while (packed.left() > 0) {
                axis(packed.readVarint());
            }
        } else {
            axis(wire.varint());
        }
    }

    private void axis(long size) {
        if (axes == TypeScan.MAX_RANK) {
            throw wire.fail("at most " + TypeScan.MAX_RANK + " axes", "more");
        }
        axes++;
        extent = Elements.times(extent, size, place.limits().elements(), wire);
        elements *= size;
        dims[axes - 1] = size;
    }

    private void data(int wireType) {
        claim();
        numbers.add(wire, wireType);
    }

    private void claim() {
        if (dataField != 0 && dataField != wire.field()) {
            throw wire.fail("the data in one field", "it in fields " + dataField + " and " + wire.field());
        }
        dataField = wire.field();
    }

    private void requireSize(ElementType type) {
        if (elements == 0 && axes > 1) {
            throw wire.fail("stored tensors with elements, or empty lists", "an empty tensor of " + axes + " axes");
        }
        if (raw != null) {
            if (raw.left() != elements * type.bytes()) {
                throw wire.fail(
                        elements + " elements of " + type + " in " + elements * type.bytes() + " bytes",
                        raw.left() + " bytes");
            }
            if (type == ElementType.BOOL) {
                requireTruths(raw);
            } else {
                numbers.addRaw(raw, type);
            }
            if (type == ElementType.INT64 || type == ElementType.INT32) {
                numbers.requireExtents(wire);
            }
            return;
        }
        if (numbers.count() != elements) {
            throw wire.fail(elements + " elements of " + type, numbers.count() + " numbers");
        }
        if (dataField != 0 && dataField != type.dataField()) {
            throw wire.fail("elements of " + type + " in field " + type.dataField(), "field " + dataField);
        }
        if (!numbers.within(type.min(), type.max())) {
            throw wire.fail("elements of " + type, "numbers " + numbers);
        }
        numbers.requireExtents(wire);
    }

    /** Returns true if the only element, a boolean, is false. */
    private boolean isFalse() {
        return elements == 1 && (raw == null ? numbers.within(0, 0) : !anyTrue);
    }

    // Native code takes any other byte neither as true nor as false.
    private void requireTruths(Wire bytes) {
        while (bytes.left() > 0) {
            int value = bytes.readByte();
            if (value != 0 && value != 1) {
                throw bytes.fail("booleans of 0 or 1", Integer.toString(value));
            }
            anyTrue |= value == 1;
        }
    }
}
