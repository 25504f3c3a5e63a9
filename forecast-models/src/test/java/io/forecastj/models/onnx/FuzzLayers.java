package io.forecastj.models.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Random layers, whose weights fit their inputs more often than not. */
final class FuzzLayers {
    private static final List<ElementType> REAL =
            List.of(ElementType.FLOAT, ElementType.FLOAT, ElementType.FLOAT, ElementType.DOUBLE, ElementType.FLOAT16);
    private static final List<String> EQUATIONS = List.of(
            "bp,pt->bt",
            "bnhd,bmhd->bhnm",
            "bhnm,bmhd->bnhd",
            "ij,jk->ik",
            "ii->i",
            "ij->ji",
            "ij->",
            "i,i->",
            "i,j->ij",
            "abc,cd->abd",
            "ab,ab->ab",
            "ab,bc,cd->ad",
            "abc->cab",
            "ab->a",
            "a,b,c->abc",
            "iij->ij",
            "ij,->ij",
            "ij,ij,ij->i");

    private final FuzzNode node;
    private final FuzzRandom random;
    private final FuzzGraph graph;
    private final ElementType type;

    private FuzzLayers(FuzzNode node, FuzzGraph graph, FuzzRandom random) {
        this.node = node;
        this.graph = graph;
        this.random = random;
        this.type = random.any(REAL);
    }

    /** Gives a node its inputs; returns false if its operator is none of these. */
    static boolean fill(String operator, FuzzNode node, FuzzGraph graph, FuzzRandom random) {
        return new FuzzLayers(node, graph, random).fill(operator);
    }

    private boolean fill(String operator) {
        switch (operator) {
            case "MatMul" -> matMul();
            case "Gemm" -> gemm();
            case "Einsum" -> einsum();
            case "Conv", "ConvTranspose" -> conv(operator.equals("Conv"));
            case "AveragePool", "MaxPool" -> {
                image();
                long[] kernel = random.sizes(node.fact(node.inputs().get(0)).rank() - 2);
                node.integers("kernel_shape", kernel);
                node.outputs(operator.equals("MaxPool") && random.once(3) ? 2 : 1);
            }
            case "GlobalAveragePool", "GlobalMaxPool" -> image();
            case "LSTM" -> recurrent(4);
            case "GRU" -> recurrent(3);
            case "RNN" -> recurrent(1);
            case "Attention" -> attention();
            case "RotaryEmbedding" -> rotary();
            case "ArrayFeatureExtractor" -> {
                table();
                node.take(node.stored(ElementType.INT64, random.once(5), random.from(1, 3)));
            }
            case "LinearRegressor", "LinearClassifier" ->
                linear(operator.endsWith("r") && operator.contains("Regressor"));
            case "Scaler" -> {
                long columns = table();
                node.factors("offset", weights(random.once(3) ? 1 : columns));
                node.factors("scale", weights(random.once(3) ? 1 : columns));
            }
            case "Imputer" -> {
                long columns = table();
                node.factors(
                        "imputed_value_floats", weights(random.once(5) ? random.size() : random.once(3) ? 1 : columns));
                node.factor("replaced_value_float", random.once(2) ? Double.NaN : 0);
            }
            case "SVMRegressor" -> {
                long columns = table();
                long supports = random.from(1, 5);
                node.integer("n_supports", supports);
                node.factors("support_vectors", weights(random.once(10) ? random.size() : supports * columns));
                node.factors("coefficients", weights(supports));
                node.factors("kernel_params", weights(3));
                node.factors("rho", weights(random.once(10) ? random.size() : 1));
            }
            case "Normalizer" -> table();
            case "TreeEnsembleRegressor", "TreeEnsembleClassifier" ->
                FuzzTrees.fill(node, random, table(), operator.contains("Class"));
            default -> {
                return FuzzQuantized.fill(operator, node, graph, random);
            }
        }
        return true;
    }

    private double[] weights(long count) {
        double[] weights = new double[(int) count];
        for (int i = 0; i < count; i++) {
            weights[i] = random.fraction(random.once(5));
        }
        return weights;
    }

    private long table() {
        String any = graph.any(ElementType.FLOAT, ElementType.DOUBLE, ElementType.INT64, ElementType.INT32);
        boolean fits =
                !any.isEmpty() && graph.fact(any).hasShape() && graph.fact(any).rank() == 2 && random.once(2);
        ElementType element = random.any(List.of(
                ElementType.FLOAT, ElementType.FLOAT, ElementType.DOUBLE, ElementType.INT64, ElementType.INT32));
        node.take(fits ? any : node.tensor(element, random.sizes(random.once(12) ? random.below(5) : 2)));
        Fact fact = node.fact(node.inputs().get(0));
        return Math.max(1, fact.dim(fact.rank() - 1));
    }

    private void image() {
        String any = graph.any(ElementType.FLOAT, ElementType.DOUBLE);
        boolean fits = !any.isEmpty()
                && graph.fact(any).hasShape()
                && graph.fact(any).rank() >= 3
                && graph.fact(any).rank() <= 5;
        node.take(fits && random.once(2) ? any : node.tensor(type, random.sizes(3 + random.below(3))));
    }

    private long size() {
        return Math.max(1, random.size());
    }

    private void matMul() {
        String any = graph.any(ElementType.FLOAT, ElementType.DOUBLE, ElementType.INT64, ElementType.INT32);
        boolean fits =
                !any.isEmpty() && graph.fact(any).rank() > 0 && graph.fact(any).hasShape();
        String a =
                fits ? any : node.tensor(random.once(8) ? ElementType.INT64 : type, random.sizes(1 + random.below(4)));
        Fact left = node.fact(a);
        long inner = random.once(15) ? random.size() : left.dim(-1);
        int rank = random.below(4);
        long[] right = rank == 0 ? new long[] {inner} : random.sizes(rank + 1);
        if (rank > 0) {
            right[rank - 1] = inner;
            for (int i = 0; i < rank - 1; i++) {
                long own = left.dim(i - rank - 1);
                right[i] = random.once(3) || own == Fact.UNKNOWN ? 1 : own;
            }
        }
        node.take(a, node.tensor(left.type(), right));
    }

    private void gemm() {
        long m = random.size();
        long k = random.size();
        long n = random.size();
        boolean ta = random.once(3);
        boolean tb = random.once(3);
        node.integer("transA", ta ? 1 : 0);
        node.integer("transB", tb ? 1 : 0);
        long other = random.once(15) ? random.size() : k;
        node.take(
                ta ? node.tensor(type, k, m) : node.tensor(type, m, k),
                tb ? node.tensor(type, n, other) : node.tensor(type, other, n));
        if (random.once(2)) {
            node.take(node.tensor(
                    type,
                    random.once(6)
                            ? random.sizes(random.below(4))
                            : random.once(2) ? new long[] {n} : new long[] {m, n}));
        }
    }

    private void einsum() {
        String equation = random.any(EQUATIONS);
        Map<Character, Long> sizes = new HashMap<>();
        for (String term : equation.split("->")[0].split(",", -1)) {
            long[] dims = new long[term.length()];
            for (int i = 0; i < dims.length; i++) {
                dims[i] = random.once(30)
                        ? random.size()
                        : sizes.computeIfAbsent(term.charAt(i), letter -> random.size());
            }
            node.take(node.tensor(random.once(8) ? ElementType.INT64 : type, dims));
        }
        node.text("equation", equation);
    }

    private void conv(boolean forward) {
        image();
        Fact in = node.fact(node.inputs().get(0));
        long group = random.once(3) ? random.from(1, 3) : 1;
        long channels = in.dim(1);
        group = channels % group == 0 ? group : 1;
        long[] weights = random.sizes(in.rank());
        for (int i = 2; i < weights.length; i++) {
            weights[i] = Math.max(1, Math.min(4, weights[i]));
        }
        weights[0] = forward ? group * size() : channels;
        weights[1] = forward ? channels / group : size();
        node.integer("group", group);
        node.take(node.tensor(in.type(), weights));
        if (random.once(2)) {
            node.integers("kernel_shape", Arrays.copyOfRange(weights, 2, weights.length));
        }
        if (random.once(2)) {
            node.take(node.tensor(in.type(), forward ? weights[0] : weights[1] * group));
        }
        if (!forward && !random.once(8)) {
            node.text("auto_pad", "NOTSET");
        }
    }

    private void recurrent(long gates) {
        long time = size();
        long batch = size();
        long features = size();
        long hidden = random.once(5) ? random.from(1, 40) : random.from(1, 5);
        String direction = random.any(List.of("forward", "reverse", "bidirectional"));
        long directions = direction.equals("bidirectional") ? 2 : 1;
        node.text("direction", direction);
        node.integer("hidden_size", hidden);
        ElementType real = random.once(5) ? ElementType.DOUBLE : ElementType.FLOAT;
        String in = node.tensor(real, time, batch, features);
        node.take(
                in,
                node.tensor(real, directions, gates * hidden, features),
                node.tensor(real, directions, gates * hidden, hidden));
        String lengths = "";
        if (random.once(4)) {
            double[] values = new double[(int) batch];
            for (int i = 0; i < values.length; i++) {
                values[i] = random.from(0, time);
            }
            lengths = node.stored(ElementType.INT32, values, batch);
        }
        List<String> optional = new ArrayList<>(List.of(
                random.once(3) ? "" : node.tensor(real, directions, 2 * gates * hidden),
                lengths,
                random.once(2) ? "" : node.tensor(real, directions, batch, hidden)));
        if (gates == 4) {
            optional.add(random.once(2) ? "" : node.tensor(real, directions, batch, hidden));
            optional.add(random.once(2) ? "" : node.tensor(real, directions, 3 * hidden));
        }
        optional.subList(0, random.below(optional.size() + 1)).forEach(node::take);
        if (random.once(3)) {
            List<String> names = List.of(
                    "Relu",
                    "Tanh",
                    "Sigmoid",
                    "Affine",
                    "LeakyRelu",
                    "ThresholdedRelu",
                    "ScaledTanh",
                    "HardSigmoid",
                    "Elu",
                    "Softsign",
                    "Softplus");
            List<String> activations = new ArrayList<>();
            long each = gates == 4 ? 3 : gates == 3 ? 2 : 1;
            for (int i = 0; i < each * directions; i++) {
                activations.add(random.any(names));
            }
            node.texts("activations", activations);
        }
        node.outputs(1 + random.below(gates == 4 ? 3 : 2));
    }

    private void attention() {
        long kv = random.from(1, 3);
        long heads = kv * random.from(1, 2);
        long batch = size();
        long rows = size();
        long columns = random.once(2) ? rows : size();
        long unit = size();
        long unitV = random.once(2) ? unit : size();
        boolean flat = random.once(2);
        if (flat) {
            node.integer("q_num_heads", random.once(12) ? random.from(1, 5) : heads);
            node.integer("kv_num_heads", kv);
            node.take(
                    node.tensor(type, batch, rows, heads * unit),
                    node.tensor(type, batch, columns, kv * unit),
                    node.tensor(type, batch, columns, kv * unitV));
        } else {
            node.take(
                    node.tensor(type, batch, heads, rows, unit),
                    node.tensor(type, batch, kv, columns, unit),
                    node.tensor(type, batch, kv, columns, unitV));
        }
        long past = random.once(3) ? size() : 0;
        if (random.once(2) || past > 0) {
            ElementType mask = random.once(3) ? ElementType.BOOL : type;
            long[] dims =
                    switch (random.below(4)) {
                        case 0 -> new long[] {rows, columns + past};
                        case 1 -> new long[] {1, 1, rows, columns + past};
                        case 2 -> new long[] {batch, heads, rows, columns + past};
                        default -> random.sizes(1 + random.below(4));
                    };
            node.take(
                    random.once(3)
                            ? ""
                            : mask == ElementType.BOOL ? node.stored(mask, false, dims) : node.tensor(mask, dims));
        }
        if (past > 0) {
            long p = random.once(10) ? size() : past;
            node.take(node.tensor(type, batch, kv, past, unit), node.tensor(type, batch, kv, p, unitV));
        }
        node.outputs(random.once(2) ? 1 : 1 + random.below(4));
    }

    private void rotary() {
        long batch = size();
        long heads = random.from(1, 3);
        long time = size();
        long unit = 2 * random.from(1, 4);
        boolean flat = random.once(3);
        long half = random.once(10) ? size() : unit / 2;
        if (flat) {
            node.integer("num_heads", random.once(10) ? random.from(1, 5) : heads);
        }
        node.take(flat ? node.tensor(type, batch, time, heads * unit) : node.tensor(type, batch, heads, time, unit));
        if (random.once(2)) {
            long rows = size() + 3;
            node.take(node.tensor(type, rows, half), node.tensor(type, rows, half));
            node.take(
                    random.once(3)
                            ? node.tensor(ElementType.INT64, batch, time)
                            : node.stored(ElementType.INT64, random.once(3), batch, time));
        } else {
            node.take(node.tensor(type, batch, time, half), node.tensor(type, batch, time, half));
        }
    }

    private void linear(boolean regressor) {
        long columns = table();
        long targets = random.from(1, 3);
        node.factors("coefficients", weights(random.once(10) ? random.size() : targets * columns));
        if (regressor) {
            node.integer("targets", targets);
            if (random.once(2)) {
                node.factors("intercepts", weights(random.once(10) ? random.size() : targets));
            }
            return;
        }
        node.factors("intercepts", weights(targets));
        long[] labels = new long[(int) (targets == 1 ? 2 : targets)];
        Arrays.setAll(labels, i -> i);
        node.integers("classlabels_ints", labels);
        node.outputs(2);
    }
}
