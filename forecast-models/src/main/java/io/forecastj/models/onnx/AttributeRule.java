package io.forecastj.models.onnx;

import java.util.List;

/**
 * Values that an attribute may have.
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

    private static final double ANY = Double.POSITIVE_INFINITY;
    /** Marks a list of any length. */
    private static final String DATA = "*";

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

    /** A list of any length and numbers, infinities and NaN among them. */
    static AttributeRule factors(String name) {
        return new AttributeRule(name, NodeAttribute.FLOATS, -ANY, ANY, List.of());
    }

    /** Any number, an infinity or NaN too. */
    static AttributeRule any(String name) {
        return new AttributeRule(name, NodeAttribute.FLOAT, -ANY, ANY, List.of());
    }

    /** A list of any length. */
    static AttributeRule data(String name, long least, long greatest) {
        return new AttributeRule(name, NodeAttribute.INTS, least, greatest, List.of(DATA));
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
        switch (type) {
            case NodeAttribute.STRING, NodeAttribute.STRINGS -> requireText(value, at);
            case NodeAttribute.INTS -> {
                if (value.numbers() == null && !texts.contains(DATA)) {
                    throw at.fail("the attribute '" + name + "' as a short list", value.count() + " numbers");
                }
                if (value.count() > 0) {
                    requireNumber(value.least(), at);
                    requireNumber(value.greatest(), at);
                }
            }
            case NodeAttribute.INT, NodeAttribute.FLOAT -> requireNumber(value.number(), at);
            default -> {}
        }
    }

    private void requireText(NodeAttribute value, Wire at) {
        boolean known = value.count() == value.texts().size() && texts.containsAll(value.texts());
        if (!texts.isEmpty() && !known) {
            throw at.fail(
                    "the attribute '" + name + "' as one of " + texts,
                    value.texts().toString());
        }
    }

    private void requireNumber(double number, Wire at) {
        // a NaN fails too
        if (greatest != ANY && !(number >= least && number <= greatest)) {
            throw at.fail(
                    "the attribute '" + name + "' from " + shown(least) + " to " + shown(greatest), shown(number));
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
                greatest >= FACTOR ? name : name + " " + shown(least) + ".." + shown(greatest);
            default -> texts.isEmpty() ? name : name + " " + String.join("|", texts);
        };
    }
}
