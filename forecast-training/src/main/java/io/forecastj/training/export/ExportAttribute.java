package io.forecastj.training.export;

import java.util.Arrays;
import java.util.List;

/**
 * An attribute of a node.
 *
 * @param name the name
 * @param type the number of its type in {@code AttributeProto}
 * @param numbers its numbers
 */
record ExportAttribute(String name, int type, List<? extends Number> numbers) {
    private static final int FLOAT = 1;
    private static final int INT = 2;
    private static final int INTS = 7;

    static ExportAttribute integer(String name, long value) {
        return new ExportAttribute(name, INT, List.of(value));
    }

    static ExportAttribute integers(String name, int... values) {
        return new ExportAttribute(
                name, INTS, Arrays.stream(values).mapToObj(Long::valueOf).toList());
    }

    static ExportAttribute number(String name, float value) {
        return new ExportAttribute(name, FLOAT, List.of(value));
    }

    /** Returns the {@code AttributeProto}. */
    ProtoWriter message() {
        ProtoWriter message = new ProtoWriter().text(1, name);
        for (Number number : numbers) {
            switch (type) {
                case FLOAT -> message.number(2, number.floatValue());
                case INT -> message.integer(3, number.longValue());
                default -> message.integer(8, number.longValue());
            }
        }
        return message.integer(20, type);
    }
}
