package io.forecastj.models.onnx;

import java.util.List;

/** Random nodes of quantized and fused operators, whose weights fit their inputs more often than not. */
final class FuzzQuantized {
    private final FuzzNode node;
    private final FuzzRandom random;
    private final FuzzGraph graph;
    private final ElementType bytes;
    private final boolean extreme;

    private FuzzQuantized(FuzzNode node, FuzzGraph graph, FuzzRandom random) {
        this.node = node;
        this.random = random;
        this.graph = graph;
        this.bytes = random.once(2) ? ElementType.UINT8 : ElementType.INT8;
        this.extreme = random.once(3);
    }

    /** Gives a node its inputs; returns false if its operator is none of these. */
    static boolean fill(String operator, FuzzNode node, FuzzGraph graph, FuzzRandom random) {
        return new FuzzQuantized(node, graph, random).fill(operator);
    }

    private boolean fill(String operator) {
        switch (operator) {
            case "DynamicQuantizeLinear" -> {
                node.take(floats(random.below(4)));
                node.outputs(3);
            }
            case "QuantizeLinear" -> scaled(floats(random.below(4)), bytes);
            case "DequantizeLinear" -> {
                ElementType type = random.once(4) ? ElementType.INT32 : bytes;
                String any = graph.any(type);
                scaled(any.isEmpty() || random.once(2) ? node.tensor(type, random.sizes(random.below(4))) : any, type);
            }
            case "MatMulInteger" -> {
                String a = matrix(random.once(2) ? ElementType.UINT8 : ElementType.INT8);
                String b = right(a, bytes);
                node.take(a, b);
                if (random.once(2)) {
                    node.take(part(node.fact(a).type(), 1), random.once(2) ? part(bytes, columns(b)) : "");
                }
            }
            case "DynamicQuantizeMatMul" -> {
                String a = matrix(ElementType.FLOAT);
                String b = right(a, bytes);
                node.take(a, b, part(ElementType.FLOAT, columns(b)));
                if (random.once(2)) {
                    node.take(random.once(2) ? part(bytes, columns(b)) : "");
                    node.take(vector(columns(b)));
                }
            }
            case "MatMulIntegerToFloat" -> {
                String a = matrix(random.once(2) ? ElementType.UINT8 : ElementType.INT8);
                String b = right(a, bytes);
                node.take(a, b, part(ElementType.FLOAT, 1), part(ElementType.FLOAT, columns(b)));
                if (random.once(2)) {
                    node.take(random.once(2) ? part(node.fact(a).type(), 1) : "");
                    node.take(random.once(2) ? part(bytes, columns(b)) : "");
                    node.take(vector(columns(b)));
                }
            }
            case "MatMulNBits" -> nBits();
            case "FusedMatMul" -> fusedMatMul();
            case "BiasGelu", "FastGelu", "QuickGelu" -> {
                String a = floats(1 + random.below(4));
                node.take(a);
                if (operator.equals("BiasGelu") || operator.equals("FastGelu") && random.once(2)) {
                    node.take(vector(columns(a)));
                }
            }
            case "SkipLayerNormalization", "SkipSimplifiedLayerNormalization" -> skip(operator);
            case "DynamicQuantizeLSTM" -> lstm();
            default -> {
                return false;
            }
        }
        return true;
    }

    private String floats(int rank) {
        String any = graph.any(ElementType.FLOAT);
        boolean fits = !any.isEmpty()
                && graph.fact(any).rank() == rank
                && graph.fact(any).hasShape();
        return fits && random.once(2) ? any : node.tensor(ElementType.FLOAT, random.sizes(rank));
    }

    private void scaled(String in, ElementType zero) {
        Fact fact = node.fact(in);
        long size = 1;
        if (fact.rank() > 0 && random.once(2)) {
            int axis = random.below(fact.rank());
            node.integer("axis", random.once(2) ? axis : axis - fact.rank());
            size = random.once(15) ? random.size() : fact.dim(axis);
        }
        boolean scalar = size == 1 && random.once(2);
        node.take(
                in,
                scalar
                        ? node.stored(ElementType.FLOAT, extreme)
                        : node.stored(ElementType.FLOAT, extreme, Math.max(1, size)));
        if (random.once(2) || zero == ElementType.INT8) {
            node.take(scalar ? node.stored(zero, extreme) : node.stored(zero, extreme, Math.max(1, size)));
        }
    }

    private String matrix(ElementType type) {
        String any = graph.any(type);
        boolean fits =
                !any.isEmpty() && graph.fact(any).rank() >= 2 && graph.fact(any).hasShape();
        return fits ? any : node.tensor(type, random.sizes(2 + random.below(2)));
    }

    private long columns(String name) {
        return Math.max(0, node.fact(name).dim(-1));
    }

    private String right(String left, ElementType type) {
        long inner = random.once(15) ? random.size() : columns(left);
        return random.once(3)
                ? node.tensor(type, inner, random.size())
                : node.stored(type, extreme, inner, Math.max(1, random.size()));
    }

    /** A number for the whole matrix, or one for each column. */
    private String part(ElementType type, long columns) {
        long[] dims = random.once(3) ? new long[0] : new long[] {random.once(2) ? 1 : Math.max(1, columns)};
        return random.once(4) ? node.tensor(type, dims) : node.stored(type, extreme, dims);
    }

    private String vector(long size) {
        long dim = Math.max(1, random.once(15) ? random.size() : size);
        return random.once(3) ? node.tensor(ElementType.FLOAT, dim) : node.stored(ElementType.FLOAT, extreme, dim);
    }

    private void nBits() {
        String a = matrix(ElementType.FLOAT);
        if (random.once(2)) {
            // more than one block
            a = node.tensor(ElementType.FLOAT, Math.max(1, random.size()), random.from(1, 600));
        }
        long inner = Math.max(1, columns(a));
        long outer = random.from(1, 40);
        long bits = random.once(3) ? 8 : 4;
        long block = random.any(List.of(16L, 32L, 64L, 128L, 256L));
        long blocks = (inner + block - 1) / block;
        node.integer("K", random.once(15) ? random.from(1, 20) : inner);
        node.integer("N", outer);
        node.integer("bits", bits);
        node.integer("block_size", block);
        if (random.once(2)) {
            node.integer("accuracy_level", random.from(0, 4));
        }
        boolean flat = random.once(2);
        node.take(
                a,
                node.stored(ElementType.UINT8, true, outer, blocks, block * bits / 8),
                flat
                        ? node.stored(ElementType.FLOAT, extreme, outer * blocks)
                        : node.stored(ElementType.FLOAT, extreme, outer, blocks));
        long zeros = (blocks * bits + 7) / 8;
        if (random.once(2)) {
            node.take(
                    flat
                            ? node.stored(ElementType.UINT8, true, outer * zeros)
                            : node.stored(ElementType.UINT8, true, outer, zeros));
        }
        if (random.once(3)) {
            while (node.inputs().size() < 5) {
                node.take("");
            }
            node.take(node.stored(ElementType.FLOAT, extreme, outer));
        }
    }

    private void fusedMatMul() {
        String a = matrix(ElementType.FLOAT);
        Fact left = node.fact(a);
        boolean ta = random.once(2);
        boolean tb = random.once(2);
        node.integer("transA", ta ? 1 : 0);
        node.integer("transB", tb ? 1 : 0);
        long inner = Math.max(0, random.once(15) ? random.size() : left.dim(ta ? -2 : -1));
        int rank = 2 + random.below(2);
        long[] dims = random.sizes(rank);
        dims[tb ? rank - 1 : rank - 2] = inner;
        for (int i = 0; i < rank - 2; i++) {
            dims[i] = random.once(2) ? 1 : Math.max(0, left.dim(i - rank));
        }
        node.take(a, node.tensor(ElementType.FLOAT, dims));
    }

    private void skip(String operator) {
        String a = floats(random.once(3) ? 2 : 3);
        Fact in = node.fact(a);
        node.take(a, node.tensor(ElementType.FLOAT, random.once(15) ? random.sizes(in.rank()) : in.shape()));
        int more = operator.equals("SkipLayerNormalization") ? 1 + random.below(3) : 1 + random.below(2);
        for (int i = 0; i < more; i++) {
            node.take(vector(columns(a)));
        }
    }

    private void lstm() {
        long directions = random.once(3) ? 2 : 1;
        long time = Math.max(1, random.size());
        long batch = Math.max(1, random.size());
        long features = Math.max(1, random.size());
        long hidden = Math.max(1, random.size());
        node.integer("hidden_size", hidden);
        if (directions == 2) {
            node.text("direction", "bidirectional");
        } else {
            node.text("direction", random.once(2) ? "forward" : "reverse");
        }
        if (random.once(4)) {
            node.factor("clip", random.once(2) ? 0.5 : 0);
        }
        if (random.once(4)) {
            node.integer("input_forget", random.below(2));
        }
        node.take(
                node.tensor(ElementType.FLOAT, time, batch, features),
                node.stored(bytes, extreme, directions, features, 4 * hidden),
                node.stored(bytes, extreme, directions, hidden, 4 * hidden),
                random.once(2) ? node.stored(ElementType.FLOAT, extreme, directions, 8 * hidden) : "",
                "",
                random.once(2) ? node.tensor(ElementType.FLOAT, directions, batch, hidden) : "",
                random.once(2) ? node.tensor(ElementType.FLOAT, directions, batch, hidden) : "",
                "");
        for (int i = 0; i < 2; i++) {
            boolean whole = random.once(2);
            node.take(
                    whole
                            ? node.stored(ElementType.FLOAT, extreme, directions)
                            : node.stored(ElementType.FLOAT, extreme, directions, 4 * hidden),
                    whole
                            ? node.stored(bytes, extreme, directions)
                            : node.stored(bytes, extreme, directions, 4 * hidden));
        }
        node.outputs(1 + random.below(3));
    }
}
