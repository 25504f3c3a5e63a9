package io.forecastj.models.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Random nodes whose inputs fit the operator more often than not. */
final class FuzzRecipes {
    private static final List<ElementType> REAL =
            List.of(ElementType.FLOAT, ElementType.FLOAT, ElementType.FLOAT, ElementType.DOUBLE, ElementType.FLOAT16);
    private static final List<ElementType> NUMBERS = List.of(
            ElementType.FLOAT,
            ElementType.FLOAT,
            ElementType.INT64,
            ElementType.INT64,
            ElementType.INT32,
            ElementType.DOUBLE,
            ElementType.FLOAT16,
            ElementType.UINT8,
            ElementType.INT8,
            ElementType.UINT64,
            ElementType.BOOL);

    /** Operators that take integers. */
    private static final Pattern INTEGER = Pattern.compile(
            "Abs|Neg|Sign|Add|Sub|Mul|Div|Mod|Pow|Max|Min|Equal|Greater.*|Less.*|Where|Clip|Cast|Identity|Relu|CumSum|Reduce.*"
                    + "|Arg.*|Shape|Size|Reshape|Flatten|.*queeze|Transpose|Concat|Split|Slice|Expand|Tile|Pad|OneHot|EyeLike"
                    + "|Trilu|NonZero|Gather.*|Scatter.*|TopK|ReverseSequence");

    private final FuzzGraph graph;
    private final FuzzRandom random;
    private final FuzzNode node;
    private final Operator operator;
    private final boolean extreme;

    private FuzzRecipes(Operator operator, FuzzGraph graph, FuzzRandom random) {
        this.operator = operator;
        this.graph = graph;
        this.random = random;
        this.node = new FuzzNode(graph, random);
        this.extreme = random.once(3);
    }

    /** Returns a random node of an operator. */
    static FuzzNode of(String name, FuzzGraph graph, FuzzRandom random) {
        FuzzRecipes recipes = new FuzzRecipes(OperatorTable.all().get(name), graph, random);
        recipes.fill(name.substring(name.lastIndexOf('.') + 1));
        return recipes.node;
    }

    /** Returns the version in which an attribute became an input; a large one if it did not. */
    static int becameInput(String operator, String attribute) {
        return switch (attribute) {
            case "axes" ->
                operator.equals("Slice") ? 10 : operator.endsWith("queeze") || operator.equals("ReduceSum") ? 13 : 18;
            case "starts", "ends", "k" -> 10;
            case "pads" -> operator.equals("Pad") ? 11 : 99;
            case "value" -> operator.equals("Pad") ? 11 : 99;
            case "min", "max" -> 11;
            case "ratio" -> 12;
            case "spatial" -> 9;
            case "split" -> 13;
            default -> 99;
        };
    }

    /** Returns true if the operator takes the input that was an attribute before, seldom if it does not. */
    private boolean takes(String attribute) {
        return becameInput(operator.name(), attribute) <= graph.opset() || random.once(12);
    }

    /** Returns any value of the graph, or now and then a new one. */
    private String value() {
        List<ElementType> types = INTEGER.matcher(operator.name()).matches() || random.once(12) ? NUMBERS : REAL;
        String any = graph.any(types.toArray(ElementType[]::new));
        return any.isEmpty() || random.once(5) ? node.tensor(random.any(types), random.sizes(random.below(5))) : any;
    }

    private String value(int rank, List<ElementType> types) {
        String any = graph.any(types.toArray(ElementType[]::new));
        boolean fits = !any.isEmpty()
                && graph.fact(any).rank() == rank
                && graph.fact(any).hasShape();
        return fits && !random.once(4) ? any : node.tensor(random.any(types), random.sizes(rank));
    }

    private int rank(String name) {
        return Math.max(0, node.fact(name).rank());
    }

    private ElementType type(String name) {
        return node.fact(name).type() == null
                ? ElementType.FLOAT
                : node.fact(name).type();
    }

    /** Returns a tensor that can be spread over another one, and seldom one that cannot. */
    private String beside(String name, ElementType type) {
        if (random.once(4)) {
            String any = graph.any(type);
            if (!any.isEmpty()) {
                return any;
            }
        }
        int rank = rank(name);
        long[] dims = random.sizes(random.below(rank + 1));
        for (int i = 0; i < dims.length; i++) {
            long own = node.fact(name).dim(rank - dims.length + i);
            dims[i] = random.once(3) || own == Fact.UNKNOWN ? 1 : own;
        }
        return random.once(3) ? node.tensor(type, dims) : node.stored(type, extreme, dims);
    }

    private long[] dims(String name) {
        Fact fact = node.fact(name);
        return fact.hasShape() ? fact.dims() : random.sizes(Math.max(0, fact.rank()));
    }

    private String index(long size, long... dims) {
        int count = 1;
        for (long dim : dims) {
            count *= (int) dim;
        }
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = extreme && random.once(4) ? random.whole(true) : random.from(-size, Math.max(0, size - 1));
        }
        String any = graph.any(ElementType.INT64);
        return random.once(5) && !any.isEmpty()
                ? any
                : random.once(3)
                        ? node.tensor(ElementType.INT64, dims)
                        : node.stored(random.once(4) ? ElementType.INT32 : ElementType.INT64, values, dims);
    }

    private String sizes(int count, long least, long greatest) {
        double[] values = new double[random.once(12) ? random.below(7) : count];
        for (int i = 0; i < values.length; i++) {
            values[i] = extreme && random.once(5) ? random.whole(true) : random.from(least, greatest);
        }
        return node.stored(ElementType.INT64, values, values.length);
    }

    private void fill(String name) {
        String data = "";
        switch (name) {
            case "Constant" -> {
                switch (random.below(3)) {
                    case 0 ->
                        node.tensorAttribute(
                                "value", node.stored(random.any(NUMBERS), extreme, random.sizes(random.below(4))));
                    case 1 -> node.integer("value_int", random.from(-5, 70));
                    default -> node.factors("value_floats", 1, 2.5, Double.NaN);
                }
                return;
            }
            case "Add",
                    "Sub",
                    "Mul",
                    "Div",
                    "Mod",
                    "Pow",
                    "PRelu",
                    "Equal",
                    "Greater",
                    "GreaterOrEqual",
                    "Less",
                    "LessOrEqual" -> {
                data = value();
                node.take(data, beside(data, name.equals("Pow") && random.once(3) ? random.any(NUMBERS) : type(data)));
            }
            case "And", "Or", "Xor" -> {
                data = graph.any(ElementType.BOOL);
                data = data.isEmpty() ? node.stored(ElementType.BOOL, false, random.sizes(random.below(4))) : data;
                node.take(data, beside(data, ElementType.BOOL));
            }
            case "Not" -> {
                data = graph.any(ElementType.BOOL);
                node.take(data.isEmpty() ? node.stored(ElementType.BOOL, false, random.sizes(random.below(4))) : data);
            }
            case "Max", "Min", "Sum", "Mean" -> {
                data = value();
                node.take(data);
                for (int i = random.below(4); i > 0; i--) {
                    node.take(beside(data, type(data)));
                }
            }
            case "Where" -> {
                data = value();
                node.take(beside(data, ElementType.BOOL), data, beside(data, type(data)));
            }
            case "Clip" -> {
                data = value();
                node.take(data);
                for (int i = takes("min") ? random.below(3) : 0; i > 0; i--) {
                    node.take(random.once(5) ? "" : node.stored(type(data), extreme));
                }
            }
            case "If" -> {
                data = value();
                String condition = graph.any(ElementType.BOOL);
                boolean fits = !condition.isEmpty() && graph.fact(condition).rank() == 0;
                node.take(
                        fits
                                ? condition
                                : random.once(2)
                                        ? node.tensor(ElementType.BOOL)
                                        : node.stored(ElementType.BOOL, false));
                branch("then_branch", data);
                branch("else_branch", data);
                return;
            }
            case "Cast" -> {
                data = value();
                node.take(data);
                node.integer(
                        "to", random.any(List.of(1L, 2L, 3L, 4L, 5L, 6L, 7L, 7L, 9L, 10L, 11L, 12L, 13L, 16L, 8L)));
            }
            case "Dropout" -> {
                data = value();
                node.take(data);
                if (takes("ratio") && random.once(2)) {
                    node.take(node.stored(ElementType.FLOAT, new double[] {0.25}));
                }
                node.outputs(1 + random.below(2));
            }
            case "CumSum" -> {
                data = value();
                node.take(data, index(rank(data)));
            }
            case "Reshape" -> {
                data = value();
                node.take(data, reshaped(data));
            }
            case "Squeeze",
                    "Unsqueeze",
                    "ReduceL1",
                    "ReduceL2",
                    "ReduceLogSum",
                    "ReduceLogSumExp",
                    "ReduceMax",
                    "ReduceMean",
                    "ReduceMin",
                    "ReduceProd",
                    "ReduceSum",
                    "ReduceSumSquare" -> {
                data = value();
                node.take(data);
                if (takes("axes") && (name.startsWith("U") || random.once(2))) {
                    node.take(sizes(
                            1 + random.below(2),
                            -rank(data) - (name.startsWith("U") ? 1 : 0),
                            Math.max(0, rank(data) - 1)));
                }
            }
            case "Concat" -> {
                data = value();
                node.take(data);
                for (int i = random.below(4); i > 0; i--) {
                    node.take(random.once(3) ? data : beside(data, type(data)));
                }
                node.integer("axis", random.from(-rank(data), Math.max(0, rank(data) - 1)));
            }
            case "Split" -> {
                data = value();
                node.take(data);
                node.outputs(1 + random.below(4));
                if (takes("split") && random.once(3)) {
                    node.take(sizes(node.outputs(), 0, 3));
                } else if (graph.opset() >= 18) {
                    node.integer("num_outputs", node.outputs());
                }
            }
            case "Slice" -> {
                data = value();
                int count = 1 + random.below(Math.max(1, rank(data)));
                node.take(data);
                if (!takes("starts")) {
                    node.integers("starts", slices(count));
                    node.integers("ends", slices(count));
                } else {
                    node.take(sliceInput(count), sliceInput(count));
                    if (random.once(2)) {
                        node.take(sizes(count, -rank(data), Math.max(0, rank(data) - 1)));
                        if (random.once(2)) {
                            node.take(sizes(count, -3, 3));
                        }
                    }
                }
            }
            case "Expand" -> {
                data = value();
                long[] dims = dims(data).clone();
                for (int i = 0; i < dims.length; i++) {
                    dims[i] = dims[i] == 1 || random.once(10) ? random.size() : random.once(3) ? 1 : dims[i];
                }
                node.take(data, random.once(3) ? sizes(rank(data), 1, 4) : node.list(dims));
            }
            case "Tile" -> {
                data = value();
                node.take(data, sizes(rank(data), 0, 3));
            }
            case "Pad" -> {
                data = value();
                node.take(data);
                if (takes("pads")) {
                    node.take(sizes(2 * rank(data), -2, 3));
                    if (random.once(2)) {
                        node.take(random.once(4) ? "" : node.stored(type(data), extreme));
                        if (random.once(4)) {
                            node.take(sizes(rank(data), -rank(data), Math.max(0, rank(data) - 1)));
                        }
                    }
                }
            }
            case "Resize" -> {
                data = value(
                        3 + random.below(3),
                        List.of(ElementType.FLOAT, ElementType.FLOAT, ElementType.INT32, ElementType.UINT8));
                double[] scales = new double[rank(data)];
                long[] sizes = new long[scales.length];
                for (int i = 0; i < scales.length; i++) {
                    scales[i] = i < 2
                            ? 1
                            : extreme
                                    ? Math.abs(random.fraction(true))
                                    : random.any(List.of(0.5, 1.0, 2.0, 1.7, 0.3, 3.0));
                    sizes[i] = i < 2 ? dims(data)[i] : random.from(1, 12);
                }
                if (random.once(4)) {
                    node.take(data, node.stored(ElementType.FLOAT, scales, scales.length));
                } else if (random.once(2)) {
                    node.take(data, "", node.stored(ElementType.FLOAT, scales, scales.length));
                } else {
                    node.take(data, "", "", node.list(sizes));
                }
            }
            case "ConstantOfShape" -> {
                node.take(
                        random.once(3) && !graph.any(ElementType.INT64).isEmpty()
                                ? graph.any(ElementType.INT64)
                                : sizes(random.below(4), 0, 5));
                if (random.once(2)) {
                    node.tensorAttribute("value", node.stored(random.any(NUMBERS), extreme, 1));
                }
            }
            case "Range" -> {
                ElementType type = random.any(List.of(
                        ElementType.INT64,
                        ElementType.INT64,
                        ElementType.FLOAT,
                        ElementType.INT32,
                        ElementType.DOUBLE));
                node.take(node.stored(type, extreme), node.stored(type, extreme), node.stored(type, extreme));
            }
            case "OneHot" -> {
                data = value();
                node.take(
                        data,
                        node.stored(ElementType.INT64, new double[] {random.from(1, 9)}),
                        node.stored(random.any(NUMBERS), extreme, 2));
            }
            case "EyeLike" -> node.take(value(2, NUMBERS));
            case "Trilu" -> {
                data = value();
                node.take(data);
                if (random.once(2)) {
                    node.take(node.stored(ElementType.INT64, extreme));
                }
            }
            case "Gather" -> {
                data = value();
                int axis = random.below(Math.max(1, rank(data)));
                node.integer("axis", random.once(3) ? axis - rank(data) : axis);
                node.take(data, index(Math.max(1, node.fact(data).dim(axis)), random.sizes(random.below(3))));
            }
            case "GatherElements", "ScatterElements" -> {
                data = value();
                long[] dims = dims(data).clone();
                for (int i = 0; i < dims.length; i++) {
                    dims[i] = dims[i] > 1 && random.once(3) ? dims[i] - 1 : random.once(20) ? dims[i] + 1 : dims[i];
                }
                int axis = random.below(Math.max(1, rank(data)));
                node.integer("axis", axis);
                node.take(data, index(Math.max(1, node.fact(data).dim(axis)), dims));
                if (name.startsWith("S")) {
                    node.take(node.tensor(type(data), random.once(12) ? random.sizes(dims.length) : dims));
                }
            }
            case "GatherND", "ScatterND" -> {
                data = value();
                long[] own = dims(data);
                int depth = own.length == 0 ? 1 : 1 + random.below(own.length);
                int batch = name.startsWith("G") && random.once(3) && own.length > 1 ? random.below(own.length) : 0;
                depth = Math.max(1, Math.min(depth, own.length - batch));
                long[] dims = Shapes.joined(
                        Arrays.copyOf(own, batch),
                        random.once(2) ? random.sizes(1) : new long[0],
                        new long[] {random.once(12) ? random.size() : depth});
                long size = Math.max(1, Arrays.stream(own).min().orElse(1));
                if (batch > 0 || random.once(10)) {
                    node.integer("batch_dims", batch);
                }
                String indices = index(size, dims);
                node.take(data, indices);
                if (name.startsWith("S")) {
                    long[] updates = Shapes.joined(
                            Arrays.copyOf(dims, dims.length - 1),
                            Arrays.copyOfRange(own, Math.min(own.length, depth), own.length));
                    node.take(node.tensor(type(data), random.once(12) ? random.sizes(updates.length) : updates));
                }
            }
            case "TopK" -> {
                data = value();
                node.take(data);
                if (takes("k")) {
                    node.take(node.stored(
                            ElementType.INT64, new double[] {extreme ? random.whole(true) : random.from(0, 4)}, 1));
                }
                node.outputs(2);
            }
            case "ReverseSequence" -> {
                data = value();
                boolean first = random.once(2);
                node.integer("batch_axis", first ? 0 : 1);
                node.integer("time_axis", first ? 1 : 0);
                long batch = Math.max(0, node.fact(data).dim(first ? 0 : 1));
                node.take(data, index(Math.max(1, node.fact(data).dim(first ? 1 : 0)) + 1, batch));
            }
            case "LayerNormalization", "RMSNormalization" -> {
                data = value(1 + random.below(4), REAL);
                int axis = random.below(rank(data));
                node.integer("axis", random.once(2) ? axis - rank(data) : axis);
                long[] scale =
                        Arrays.copyOfRange(dims(data), random.once(6) ? random.below(rank(data)) : axis, rank(data));
                node.take(data, node.tensor(type(data), scale));
                if (name.startsWith("L")) {
                    node.take(node.tensor(type(data), random.once(10) ? random.sizes(1) : scale));
                    node.outputs(1 + (random.once(3) ? 2 : 0));
                }
            }
            case "BatchNormalization", "InstanceNormalization", "GroupNormalization" -> {
                data = value(2 + random.below(4), REAL);
                node.take(data);
                long channels = random.once(15) ? random.size() : dims(data)[1];
                if (name.startsWith("G")) {
                    node.integer("num_groups", random.once(3) ? random.from(1, 4) : Math.max(1, channels));
                }
                for (int i = name.startsWith("B") ? 4 : 2; i > 0; i--) {
                    node.take(node.tensor(type(data), random.once(20) ? random.size() : channels));
                }
            }
            default -> {
                if (FuzzLayers.fill(name, node, graph, random)) {
                    data = node.inputs().get(0);
                } else {
                    data = value();
                    node.take(data);
                    if (operator.most() > 1 && random.once(3)) {
                        node.take(value());
                    }
                }
            }
        }
        node.fill(
                operator,
                data.isEmpty() ? 2 : rank(data),
                name.matches(".*(Conv|Pool|Norm|LSTM|GRU|RNN|Slice|Att|Tree|Linear).*"));
    }

    private void branch(String name, String data) {
        List<GraphNode> nodes = new ArrayList<>();
        Proto inner = new Proto().text(2, name);
        String last = data;
        for (int i = 1 + random.below(3); i > 0; i--) {
            String next = graph.fresh();
            String single = random.any(List.of("Identity", "Relu", "Squeeze", "Neg", "Exp", "Softmax", "Abs", "Tanh"));
            nodes.add(new GraphNode(single, single, "", List.of(last), List.of(next), Map.of(), 0));
            inner.message(1, OnnxModels.node(single, next, last));
            last = next;
        }
        inner.message(
                12,
                new Proto()
                        .text(1, last)
                        .message(
                                2,
                                new Proto()
                                        .message(
                                                1,
                                                new Proto().varint(1, type(data).code()))));
        node.graphAttribute(name, nodes, inner, last);
    }

    private String sliceInput(int count) {
        double[] values = Numbers.doubles(slices(count));
        return random.once(6) && !graph.any(ElementType.INT64).isEmpty()
                ? graph.any(ElementType.INT64)
                : node.stored(ElementType.INT64, values, values.length);
    }

    private long[] slices(int count) {
        long[] values = new long[count];
        for (int i = 0; i < count; i++) {
            values[i] = random.whole(random.once(2));
        }
        return values;
    }

    private String reshaped(String data) {
        if (random.once(10)) {
            return sizes(1 + random.below(4), -1, 6);
        }
        long[] dims = dims(data);
        long all = Arrays.stream(dims).reduce(1, (a, b) -> a * b);
        return switch (random.below(5)) {
            case 0 -> node.list(-1);
            case 1 -> node.list(all);
            case 2 -> dims.length > 1 ? node.list(0, -1) : node.list(1, -1);
            case 3 -> node.list(1, all, 1);
            default -> all % 2 == 0 ? node.list(2, all / 2) : node.list(-1, 1);
        };
    }
}
