package io.forecastj.models.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A random node with the stored tensors and new inputs of the graph that it takes. */
final class FuzzNode {
    private final FuzzGraph graph;
    private final FuzzRandom random;
    private final List<String> inputs = new ArrayList<>();
    private final Map<String, Fact> facts = new LinkedHashMap<>();
    private final Map<String, Proto> tensors = new HashMap<>();
    private final Map<String, Fact> fed = new LinkedHashMap<>();
    private final Map<String, NodeAttribute> attributes = new HashMap<>();
    private final List<Proto> messages = new ArrayList<>();
    private int outputs = 1;

    FuzzNode(FuzzGraph graph, FuzzRandom random) {
        this.graph = graph;
        this.random = random;
    }

    List<String> inputs() {
        return inputs;
    }

    Map<String, Fact> facts() {
        return facts;
    }

    Map<String, Proto> tensors() {
        return tensors;
    }

    Map<String, Fact> fed() {
        return fed;
    }

    Map<String, NodeAttribute> attributes() {
        return attributes;
    }

    List<Proto> messages() {
        return messages;
    }

    int outputs() {
        return outputs;
    }

    void outputs(int count) {
        outputs = count;
    }

    void take(String... names) {
        inputs.addAll(List.of(names));
    }

    Fact fact(String name) {
        return facts.containsKey(name) ? facts.get(name) : fed.containsKey(name) ? fed.get(name) : graph.fact(name);
    }

    /** Returns a new tensor of a shape: now and then a stored one, else an input of the graph. */
    String tensor(ElementType type, long... dims) {
        if (random.once(3) || type == ElementType.UINT64) {
            return stored(type, random.once(6), dims);
        }
        String name = graph.fresh();
        fed.put(name, Fact.of(type, dims));
        return name;
    }

    /** Returns a stored tensor of random numbers. */
    String stored(ElementType type, boolean extreme, long... dims) {
        int count = 1;
        for (long dim : dims) {
            count *= (int) dim;
        }
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = type.isInteger()
                    ? random.whole(extreme)
                    : type == ElementType.BOOL ? random.below(2) : random.fraction(extreme);
        }
        return stored(type, values, dims);
    }

    String list(long... values) {
        return stored(ElementType.INT64, Numbers.doubles(values), values.length);
    }

    String stored(ElementType type, double[] values, long... dims) {
        String name = graph.fresh();
        ByteBuffer bytes =
                ByteBuffer.allocate(values.length * Math.max(1, type.bytes())).order(ByteOrder.LITTLE_ENDIAN);
        for (double value : values) {
            switch (type) {
                case FLOAT -> bytes.putFloat((float) value);
                case DOUBLE -> bytes.putDouble(value);
                case INT64, UINT64 -> bytes.putLong((long) value);
                case INT32, UINT32 -> bytes.putInt((int) value);
                case FLOAT16 -> bytes.putShort(Half.of(value));
                case INT16, UINT16, BFLOAT16 -> bytes.putShort((short) (long) value);
                default -> bytes.put((byte) (long) value);
            }
        }
        Proto tensor = OnnxModels.tensor(name, type.code(), bytes.array(), dims);
        StoredTensor scanned = TensorScan.of(
                Wire.of(tensor.toBytes(), new ScanPosition("fuzz", OnnxLimits.DEFAULT)),
                new ScanPosition("fuzz", OnnxLimits.DEFAULT));
        facts.put(name, scanned.fact());
        tensors.put(name, tensor);
        return name;
    }

    void integer(String name, long value) {
        put(name, NodeAttribute.INT, new double[] {value}, List.of(), new Proto().varint(3, value));
    }

    void integers(String name, long... values) {
        Proto proto = new Proto();
        for (long value : values) {
            proto.varint(8, value);
        }
        put(name, NodeAttribute.INTS, Numbers.doubles(values), List.of(), proto);
    }

    void factor(String name, double value) {
        put(name, NodeAttribute.FLOAT, new double[] {(float) value}, List.of(), new Proto().fixed32(2, (float) value));
    }

    void factors(String name, double... values) {
        Proto proto = new Proto();
        for (double value : values) {
            proto.fixed32(7, (float) value);
        }
        put(name, NodeAttribute.FLOATS, values, List.of(), proto);
    }

    void text(String name, String value) {
        put(name, NodeAttribute.STRING, null, List.of(value), new Proto().text(4, value));
    }

    void texts(String name, List<String> values) {
        Proto proto = new Proto();
        values.forEach(value -> proto.text(9, value));
        put(name, NodeAttribute.STRINGS, null, values, proto);
    }

    /** Gives the node a stored tensor as an attribute. */
    void tensorAttribute(String name, String stored) {
        StoredTensor tensor = new StoredTensor("", false, false, false, facts.remove(stored));
        Proto message =
                new Proto().text(1, name).message(5, tensors.remove(stored)).varint(20, NodeAttribute.TENSOR);
        messages.add(message);
        attributes.put(
                name, new NodeAttribute(name, NodeAttribute.TENSOR, 1, null, 0, 0, List.of(), tensor, null, false));
    }

    /** Gives the node a graph as an attribute, which takes nothing but values around it. */
    void graphAttribute(String name, List<GraphNode> nodes, Proto graph, String output) {
        messages.add(new Proto().text(1, name).message(6, graph).varint(20, NodeAttribute.GRAPH));
        InnerGraph inner = new InnerGraph(nodes, Map.of(), 0, List.of(output));
        attributes.put(
                name, new NodeAttribute(name, NodeAttribute.GRAPH, 0, null, 0, 0, List.of(), null, inner, false));
    }

    private void put(String name, int type, double @Nullable [] numbers, List<String> texts, Proto value) {
        if (attributes.containsKey(name)) {
            return;
        }
        messages.add(new Proto().text(1, name).append(value).varint(20, type));
        long least = Long.MAX_VALUE;
        long greatest = Long.MIN_VALUE;
        for (double number : numbers == null ? new double[0] : numbers) {
            least = Math.min(least, (long) number);
            greatest = Math.max(greatest, (long) number);
        }
        int count = numbers == null ? texts.size() : numbers.length;
        attributes.put(name, new NodeAttribute(name, type, count, numbers, least, greatest, texts, null, null, false));
    }

    /** Gives each attribute of the operator that it does not have yet a random value of its range, now and then. */
    void fill(Operator operator, int rank, boolean rare) {
        for (AttributeRule rule : operator.attributes()) {
            boolean old = FuzzRecipes.becameInput(operator.name(), rule.name()) <= graph.opset();
            if (attributes.containsKey(rule.name()) || !random.once(rare ? 6 : 2) || old && !random.once(12)) {
                continue;
            }
            long least = (long) rule.least();
            long greatest = (long) rule.greatest();
            switch (rule.type()) {
                case NodeAttribute.INT ->
                    integer(
                            rule.name(),
                            rule.name().contains("axis")
                                    ? random.from(-rank - 1, rank)
                                    : random.within(least, greatest));
                case NodeAttribute.INTS -> integers(rule.name(), list(rule, rank, least, greatest));
                case NodeAttribute.FLOAT -> factor(rule.name(), fraction(rule));
                case NodeAttribute.FLOATS -> {
                    double[] values = new double[random.below(7)];
                    for (int i = 0; i < values.length; i++) {
                        values[i] = fraction(rule);
                    }
                    factors(rule.name(), values);
                }
                case NodeAttribute.STRING -> {
                    if (!rule.texts().isEmpty()) {
                        text(rule.name(), random.any(rule.texts()));
                    }
                }
                case NodeAttribute.STRINGS -> {
                    List<String> values = new ArrayList<>();
                    for (int i = 1 + random.below(6); i > 0 && !rule.texts().isEmpty(); i--) {
                        values.add(random.any(rule.texts()));
                    }
                    texts(rule.name(), values);
                }
                default -> {}
            }
        }
    }

    private double fraction(AttributeRule rule) {
        if (random.once(8)) {
            return random.once(2) ? Math.max(rule.least(), -3e38) : Math.min(rule.greatest(), 3e38);
        }
        double value = random.fraction(random.once(4));
        if (rule.greatest() == Double.POSITIVE_INFINITY) {
            return value;
        }
        return Double.isNaN(value) || value < rule.least() || value > rule.greatest()
                ? 0.5 * Math.min(1, rule.greatest())
                : value;
    }

    private long[] list(AttributeRule rule, int rank, long least, long greatest) {
        int spatial = Math.max(0, rank - 2);
        int length =
                switch (rule.name()) {
                    case "perm" -> rank;
                    case "axes", "starts", "ends", "split" -> 1 + random.below(Math.max(1, rank));
                    case "pads" -> 2 * spatial;
                    default -> spatial;
                };
        length = random.once(20) ? random.below(7) : length;
        long[] values = new long[length];
        for (int i = 0; i < length; i++) {
            values[i] = rule.name().equals("axes")
                    ? random.from(-rank, Math.max(0, rank - 1))
                    : rule.name().equals("perm") ? i : random.within(least, greatest);
        }
        for (int i = length - 1; i > 0 && rule.name().equals("perm"); i--) {
            int j = random.below(i + 1);
            long other = values[j];
            values[j] = values[i];
            values[i] = other;
        }
        return values;
    }
}
