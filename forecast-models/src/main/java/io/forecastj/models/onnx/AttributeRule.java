package io.forecastj.models.onnx;

import java.util.List;

/**
 * What an attribute may be.
 *
 * @param name its name
 * @param type its number in {@code AttributeType}
 * @param least the least number
 * @param greatest the greatest number
 * @param texts the texts that it may be; any if empty
 */
record AttributeRule(String name, int type, double least, double greatest, List<String> texts) {
    /** Largest size of a factor or bound, positive or negative. */
    private static final double FACTOR = 3.5e38;

    AttributeRule {
        texts = List.copyOf(texts);
    }

    static AttributeRule integer(String name, long least, long greatest) {
        return new AttributeRule(name, NodeAttribute.INT, least, greatest, List.of());
    }

    static AttributeRule integers(String name, long least, long greatest) {
        return new AttributeRule(name, NodeAttribute.INTS, least, greatest, List.of());
    }

    static AttributeRule flag(String name) {
        return integer(name, 0, 1);
    }

    static AttributeRule axis(String name) {
        return integer(name, -TypeScan.MAX_RANK, TypeScan.MAX_RANK);
    }

    static AttributeRule axes(String name) {
        return integers(name, -TypeScan.MAX_RANK, TypeScan.MAX_RANK);
    }

    static AttributeRule factor(String name) {
        return factor(name, -FACTOR, FACTOR);
    }

    static AttributeRule factor(String name, double least, double greatest) {
        return new AttributeRule(name, NodeAttribute.FLOAT, least, greatest, List.of());
    }

    static AttributeRule factors(String name) {
        return new AttributeRule(name, NodeAttribute.FLOATS, -FACTOR, FACTOR, List.of());
    }

    static AttributeRule text(String name, String... texts) {
        return new AttributeRule(name, NodeAttribute.STRING, 0, 0, List.of(texts));
    }

    static AttributeRule texts(String name, String... texts) {
        return new AttributeRule(name, NodeAttribute.STRINGS, 0, 0, List.of(texts));
    }

    static AttributeRule graph(String name) {
        return new AttributeRule(name, NodeAttribute.GRAPH, 0, 0, List.of());
    }

    static AttributeRule tensor(String name) {
        return new AttributeRule(name, NodeAttribute.TENSOR, 0, 0, List.of());
    }

    /** Refuses another value. */
    void require(NodeAttribute value, Wire at) {
        if (value.type() != type) {
            throw at.fail("the attribute '" + name + "' of type " + type, "type " + value.type());
        }
        if (!texts.isEmpty()) {
            if (value.count() > value.texts().size() || !texts.containsAll(value.texts())) {
                throw at.fail(
                        "the attribute '" + name + "' as one of " + texts,
                        value.texts().toString());
            }
            return;
        }
        if (value.numbers() == null || type == NodeAttribute.STRING || type == NodeAttribute.STRINGS) {
            return;
        }
        for (double number : value.numbers()) {
            // a NaN fails too
            if (!(number >= least && number <= greatest)) {
                throw at.fail(
                        "the attribute '" + name + "' from " + shown(least) + " to " + shown(greatest), shown(number));
            }
        }
    }

    private static String shown(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e15
                ? Long.toString((long) number)
                : Double.toString(number);
    }

    @Override
    public String toString() {
        return switch (type) {
            case NodeAttribute.INT, NodeAttribute.INTS -> name + " " + shown(least) + ".." + shown(greatest);
            case NodeAttribute.FLOAT, NodeAttribute.FLOATS ->
                greatest == FACTOR ? name : name + " " + shown(least) + ".." + shown(greatest);
            default -> texts.isEmpty() ? name : name + " " + String.join("|", texts);
        };
    }
}
