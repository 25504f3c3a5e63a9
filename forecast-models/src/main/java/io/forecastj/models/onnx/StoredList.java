package io.forecastj.models.onnx;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stored tensor's name, and its integers if they are few, as those of axes and shapes are.
 *
 * @param name its name; may be empty
 * @param numbers the integers; empty if there are many or they have another type than those of axes
 */
record StoredList(String name, List<Long> numbers) {
    private static final int MAX_NUMBERS = 16;

    StoredList {
        numbers = List.copyOf(numbers);
    }

    /** Reads a tensor that has passed the scan. */
    static StoredList of(Wire tensor) {
        String name = "";
        ElementType type = null;
        Wire raw = null;
        List<Long> numbers = new ArrayList<>();
        while (tensor.next()) {
            switch (tensor.field()) {
                case 2 -> type = ElementType.of(tensor.int32());
                case 5, 7 -> addVarints(tensor, numbers);
                case 8 -> name = tensor.name();
                case 9 -> raw = tensor.packed();
                default -> tensor.skip();
            }
        }
        return new StoredList(name, integers(type, raw, numbers));
    }

    private static List<Long> integers(@Nullable ElementType type, @Nullable Wire raw, List<Long> numbers) {
        if (type != ElementType.INT64 && type != ElementType.INT32) {
            return List.of();
        }
        if (raw != null && raw.left() <= MAX_NUMBERS * type.bytes() && raw.left() % type.bytes() == 0) {
            while (raw.left() > 0) {
                numbers.add(integer(raw, type.bytes()));
            }
        }
        return numbers.size() <= MAX_NUMBERS ? numbers : List.of();
    }

    private static long integer(Wire raw, int bytes) {
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            value |= (raw.readByte() & 0xffL) << (Byte.SIZE * i);
        }
        return bytes == Integer.BYTES ? (int) value : value;
    }

    /** Adds the integers of a repeated field, packed or one by one; of a long list only so many that it shows. */
    static void addVarints(Wire field, List<Long> numbers) {
        if (!field.is(Wire.BYTES)) {
            add(field.varint(), numbers);
            return;
        }
        Wire packed = field.packed();
        while (packed.left() > 0) {
            add(packed.readVarint(), numbers);
        }
    }

    private static void add(long number, List<Long> numbers) {
        if (numbers.size() <= MAX_NUMBERS) {
            numbers.add(number);
        }
    }
}
