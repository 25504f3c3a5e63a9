package io.forecastj.models.onnx;

import static io.forecastj.models.onnx.OnnxModels.FLOAT;
import static io.forecastj.models.onnx.OnnxModels.INT64;
import static io.forecastj.models.onnx.OnnxModels.attribute;
import static io.forecastj.models.onnx.OnnxModels.emptyTensor;
import static io.forecastj.models.onnx.OnnxModels.external;
import static io.forecastj.models.onnx.OnnxModels.floats;
import static io.forecastj.models.onnx.OnnxModels.gemm;
import static io.forecastj.models.onnx.OnnxModels.graph;
import static io.forecastj.models.onnx.OnnxModels.header;
import static io.forecastj.models.onnx.OnnxModels.longs;
import static io.forecastj.models.onnx.OnnxModels.model;
import static io.forecastj.models.onnx.OnnxModels.node;
import static io.forecastj.models.onnx.OnnxModels.opset;
import static io.forecastj.models.onnx.OnnxModels.property;
import static io.forecastj.models.onnx.OnnxModels.signature;
import static io.forecastj.models.onnx.OnnxModels.tensor;
import static io.forecastj.models.onnx.OnnxModels.tensorType;
import static io.forecastj.models.onnx.OnnxModels.value;
import static io.forecastj.models.onnx.OnnxModels.weights;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Models that must not reach native code, each with words of the reason that the message must give. */
final class HostileModels {
    private static final int TENSOR = 4;
    private static final int GRAPH = 5;
    private static final int TENSORS = 9;
    private static final int GRAPHS = 10;

    private final List<Hostile> all = new ArrayList<>();

    /**
     * One model.
     *
     * @param name what is wrong with it
     * @param bytes the model
     * @param reason part of the message
     */
    record Hostile(String name, byte[] bytes, String reason) {
        @Override
        public String toString() {
            return name;
        }
    }

    private HostileModels() {}

    static List<Hostile> all() {
        HostileModels models = new HostileModels();
        models.dataInOtherFiles();
        models.foreignOperators();
        models.versions();
        models.signatures();
        models.tensors();
        models.shapes();
        models.nodes();
        models.attributes();
        models.trees();
        models.encoding();
        return models.all;
    }

    private void add(String name, Proto model, String reason) {
        all.add(new Hostile(name, model.toBytes(), reason));
    }

    private void addGraph(String name, Proto graph, String reason) {
        add(name, model(graph), reason);
    }

    private void dataInOtherFiles() {
        for (String location : List.of(
                "weights.bin",
                "../weights.bin",
                "../../../../etc/passwd",
                "/etc/passwd",
                "/proc/self/mem",
                "link",
                "sub/../../x",
                "C:\\weights.bin",
                "..\\weights.bin",
                "\\\\host\\share\\w",
                "file:///etc/passwd",
                "")) {
            Proto stored = external("w", location);
            String where = " at '" + location + "'";
            addGraph(
                    "data of a stored tensor" + where,
                    signature().message(1, gemm()).message(5, stored),
                    "another file");
            addGraph("data of a constant" + where, constant(attribute("value", TENSOR, 5, stored)), "another file");
            addGraph(
                    "data of a list of tensors" + where, constant(attribute("v", TENSORS, 10, stored)), "another file");
            addGraph(
                    "data in a graph in a node" + where,
                    inner(new Proto().message(5, stored), GRAPH, 6),
                    "another file");
            addGraph(
                    "data in graphs in a node" + where,
                    inner(new Proto().message(5, stored), GRAPHS, 11),
                    "another file");
            addGraph("data two graphs deep" + where, nested(2, new Proto().message(5, stored)), "another file");
            addGraph(
                    "data of a constant in a graph in a node" + where,
                    nested(
                            1,
                            new Proto()
                                    .message(
                                            1,
                                            node("Constant", "c").message(5, attribute("value", TENSOR, 5, stored)))),
                    "another file");
            Proto sparse = new Proto().message(1, stored).message(2, stored).varint(3, 3);
            addGraph("data of a sparse tensor" + where, graph().message(15, sparse), "a sparse one");
            addGraph(
                    "data of a sparse attribute" + where,
                    constant(attribute("sparse_value", 11, 22, sparse)),
                    "a sparse one");
            addGraph("data of sparse attributes" + where, constant(attribute("v", 12, 23, sparse)), "a sparse one");
            add(
                    "data in a function" + where,
                    model(graph())
                            .message(
                                    25,
                                    new Proto()
                                            .text(1, "f")
                                            .message(
                                                    7,
                                                    node("Constant", "c")
                                                            .message(5, attribute("value", TENSOR, 5, stored)))),
                    "a function");
            add(
                    "data in training information" + where,
                    model(graph()).message(20, new Proto().message(1, new Proto().message(5, stored))),
                    "training information");
        }
        addGraph(
                "a location without the flag",
                graph().message(5, weights2().message(13, property("location", "w"))),
                "another file");
        addGraph("the flag without a location", graph().message(5, weights2().varint(14, 1)), "another file");
        addGraph(
                "the flag after data",
                graph().message(5, weights2().varint(14, 0).varint(14, 1)),
                "field 14 of TensorProto once");
        addGraph(
                "the flag in the upper half of a long",
                graph().message(5, weights2().varint(14, 1L << 32 | 1)),
                "32 bits");
        addGraph("an unknown place", graph().message(5, weights2().varint(14, 2)), "another file");
    }

    // A second tensor beside those of the graph.
    private static Proto weights2() {
        return tensor("w2", FLOAT, floats(1, 2, 3), 3, 1);
    }

    private static Proto constant(Proto attribute) {
        return graph().message(1, node("Constant", "c").text(3, "constant").message(5, attribute));
    }

    private static Proto inner(Proto content, int type, int field) {
        return graph().message(1, node("If", "c", "x").message(5, attribute("then_branch", type, field, content)));
    }

    private static Proto nested(int depth, Proto content) {
        Proto graph = content;
        for (int i = 0; i < depth; i++) {
            graph = new Proto()
                    .message(1, node("If", "c" + i, "x").message(5, attribute("then_branch", GRAPH, 6, graph)));
        }
        return signature()
                .append(graph)
                .message(1, gemm())
                .message(5, weights())
                .message(5, bias());
    }

    private static Proto bias() {
        return tensor("b", FLOAT, floats(0.5f), 1);
    }

    private void foreignOperators() {
        for (String domain : List.of(
                "com.microsoft",
                "com.microsoft.nchwc",
                "com.example",
                "ai.onnx.training",
                "ai.onnx.preview.training",
                "x\ny",
                "AI.ONNX")) {
            add("operators of " + domain, model(graph()).message(8, opset(domain, 1)), "custom operators are refused");
            addGraph(
                    "a node of " + domain,
                    graph().message(1, node("EPContext", "z", "x").text(7, domain)),
                    "of the domain");
            addGraph(
                    "a node of " + domain + " in a graph in a node",
                    nested(1, new Proto().message(1, node("EPContext", "z", "x").text(7, domain))),
                    "of the domain");
        }
        addGraph(
                "a node of a domain that is not declared",
                graph().message(1, node("Scaler", "z", "x").text(7, "ai.onnx.ml")),
                "declares");
        addGraph(
                "a call of an overloaded function",
                graph().message(1, node("Relu", "z", "x").text(8, "o")),
                "overloaded");
        add("a function", model(graph()).message(25, new Proto().text(1, "Relu")), "a function");
        add("several devices", model(graph()).message(26, new Proto().text(1, "d")), "field 26");
    }

    private void versions() {
        for (long version : new long[] {0, 6, 27, 1_000, -1, Long.MAX_VALUE}) {
            add("version " + version + " of the operators", ofVersion(8, version), "a version from 7 to 26");
        }
        for (long version : new long[] {0, 2, 14, -8, 8L + (1L << 32)}) {
            add("version " + version + " of the format", ofVersion(version, 15), "version of the format from 3 to 13");
        }
        add("version 6 of ai.onnx.ml", model(graph()).message(8, opset("ai.onnx.ml", 6)), "a version from 1 to 5");
        add("one domain under both its names", model(graph()).message(8, opset("ai.onnx", 15)), "a second");
        add("no version of the operators", new Proto().varint(1, 8).message(7, graph()), "standard operators");
        add("no version of the format", new Proto().message(8, opset("", 15)).message(7, graph()), "found 0");
        add("two versions of the format", model(graph()).varint(1, 8), "field 1 of ModelProto once");
    }

    private static Proto ofVersion(long format, long operators) {
        return new Proto().varint(1, format).message(8, opset("", operators)).message(7, graph());
    }

    private void signatures() {
        add("no graph", header(), "a graph");
        add("two graphs", model(graph()).message(7, graph()), "field 7 of ModelProto once");
        add(
                "the same property twice",
                model(graph()).message(14, property("forecastj.version", "2")),
                "each metadata property once");
        addGraph("no inputs", new Proto().message(12, value("b", FLOAT, 1L)).message(5, bias()), "with inputs");
        addGraph("no outputs", new Proto().message(11, value("x", FLOAT, 1L)), "with outputs");
        addGraph("an output that no node computes", graph().message(12, value("z", FLOAT, 1L)), "which none does");
        addGraph("an input without a type", graph().message(11, new Proto().text(1, "z")), "stated type");
        addGraph("an input without a name", graph().message(11, value("", FLOAT, 1L)), "a value with a name");
        addGraph("two inputs of one name", graph().message(11, value("x", FLOAT, 1L)), "each value computed once");
        addGraph("an input without elements", graph().message(11, value("z", FLOAT, 0L)), "with elements");
        addGraph(
                "an input of unknown rank", graph().message(11, typed(new Proto().varint(1, FLOAT))), "number of axes");
        for (int type : new int[] {0, 14, 15, 17, 23, 99, -1}) {
            addGraph("an input of the type " + type, graph().message(11, value("z", type, 1L)), "type of elements");
        }
        for (int field : new int[] {5, 7, 8}) {
            addGraph(
                    "an input of the kind " + field,
                    graph().message(11, new Proto().text(1, "z").message(2, new Proto().message(field, new Proto()))),
                    "export the model with plain tensors");
        }
        addGraph(
                "an input that is a sequence",
                graph().message(11, new Proto().text(1, "z").message(2, new Proto().message(4, new Proto()))),
                "stated type");
        addGraph(
                "a value of two types",
                graph().message(
                                13,
                                new Proto()
                                        .text(1, "z")
                                        .message(
                                                2,
                                                new Proto()
                                                        .message(1, tensorType(FLOAT))
                                                        .message(4, new Proto()))),
                "one type");
    }

    private static Proto typed(Proto tensorType) {
        return new Proto().text(1, "z").message(2, new Proto().message(1, tensorType));
    }

    private void tensors() {
        stored("a tensor of complex numbers", tensor("t", 14, floats(1, 2), 1), "type 14");
        stored("a tensor of 4 bit numbers", tensor("t", 22, new byte[1], 2), "type 22");
        stored("a tensor of no type", emptyTensor("t", 0), "type 0");
        stored("a tensor of texts", emptyTensor("t", 8, 1).text(6, "a"), "stored texts");
        stored("a tensor without a name", tensor("", FLOAT, floats(1), 1), "with names");
        stored("a part of a tensor", tensor("t", FLOAT, floats(1), 1).message(3, new Proto()), "segment");
        stored("two tensors of one name", bias(), "each stored tensor once");
        stored("too few bytes", tensor("t", FLOAT, floats(1, 2), 3), "3 elements of FLOAT in 12 bytes, found 8");
        stored("too many bytes", tensor("t", FLOAT, floats(1, 2, 3, 4), 3), "found 16");
        stored("no data", emptyTensor("t", FLOAT, 3), "found 0 numbers");
        stored("data for an empty tensor", tensor("t", FLOAT, floats(1), 0), "0 elements");
        stored("data twice", tensor("t", FLOAT, floats(1), 1).bytes(4, floats(1)), "in one field");
        stored("numbers of another type", emptyTensor("t", FLOAT, 1).varint(7, 1), "elements of FLOAT in field 4");
        stored("a broken float", emptyTensor("t", FLOAT, 1).bytes(4, new byte[] {1, 2, 3}), "numbers of 4 bytes");
        stored("a byte of 300", emptyTensor("t", 2, 1).varint(5, 300), "elements of UINT8");
        stored("a signed byte of 200", emptyTensor("t", 3, 1).varint(5, 200), "elements of INT8");
        stored("an int of 64 bits", emptyTensor("t", 6, 1).varint(5, 1L << 40), "elements of INT32");
        stored("a truth value of 2", tensor("t", 9, new byte[] {2}, 1), "truth values");
        stored("a shape with a flipped bit", tensor("t", INT64, longs(2 + (1L << 31)), 1), "shapes, axes and indices");
        stored(
                "a packed shape that is absurd",
                emptyTensor("t", INT64, 1).varint(7, 1L << 50),
                "shapes, axes and indices");
    }

    private void stored(String name, Proto tensor, String reason) {
        addGraph(name, graph().message(5, tensor), reason);
    }

    private void shapes() {
        for (long size : new long[] {-1, -2, Long.MIN_VALUE}) {
            addGraph("an axis of " + size, graph().message(11, value("z", FLOAT, size)), "at least 0");
            stored("a stored axis of " + size, tensor("t", FLOAT, floats(1), size), "at least 0");
        }
        for (long size : new long[] {(1L << 28) + 1, 1L << 32, 1L << 62, Long.MAX_VALUE}) {
            addGraph("an axis of " + size, graph().message(11, value("z", FLOAT, size)), "tensor of at most");
            stored("a stored axis of " + size, tensor("t", FLOAT, floats(1), size), "tensor of at most");
            stored("an absurd axis beside an empty one", tensor("t", FLOAT, new byte[0], 0, size), "tensor of at most");
        }
        addGraph(
                "a product that overflows to 0",
                graph().message(11, value("z", FLOAT, 1L << 32, 1L << 32)),
                "tensor of at most");
        stored(
                "a stored product that overflows to 1",
                tensor("t", FLOAT, floats(1), 3, 0xAAAAAAAAAAAAAAABL),
                "at least 0");
        stored(
                "a stored product that overflows to 0",
                tensor("t", FLOAT, new byte[0], 1 << 20, 1 << 20, 1 << 24),
                "tensor of at most");
        stored(
                "absurd axes after an empty one",
                tensor("t", FLOAT, new byte[0], 0, 1 << 20, 1 << 20),
                "tensor of at most");
        Object[] axes = new Object[17];
        Arrays.fill(axes, 1L);
        addGraph("17 axes", graph().message(11, value("z", FLOAT, axes)), "at most 16 axes");
        stored("17 stored axes", tensor("t", FLOAT, floats(1), new long[17]), "at most 16 axes");
        addGraph(
                "an axis with a size and a name",
                graph().message(
                                11,
                                typed(new Proto()
                                        .varint(1, FLOAT)
                                        .message(
                                                2,
                                                new Proto()
                                                        .message(
                                                                1,
                                                                new Proto()
                                                                        .varint(1, 3)
                                                                        .text(2, "n"))))),
                "found both");
    }

    private void nodes() {
        addGraph(
                "an input that nothing computes",
                graph().message(1, node("Relu", "z", "nowhere")),
                "which neither does");
        addGraph("a node that reads its own output", graph().message(1, node("Relu", "z", "z")), "which neither does");
        addGraph(
                "two nodes that read each other",
                graph().message(1, node("Relu", "p", "q")).message(1, node("Relu", "q", "p")),
                "which neither does");
        addGraph("a value computed twice", graph().message(1, node("Relu", "y", "x")), "each value computed once");
        addGraph(
                "a node that overwrites an input",
                graph().message(1, node("Relu", "x", "y")),
                "each value computed once");
        addGraph("a node without an operator", graph().message(1, new Proto().text(2, "z")), "a node with an operator");
        addGraph(
                "two operators",
                graph().message(1, node("Relu", "z", "x").text(4, "Exp")),
                "field 4 of NodeProto once");
        addGraph(
                "two domains",
                graph().message(1, node("Relu", "z", "x").text(7, "").text(7, "")),
                "field 7 of NodeProto once");
        addGraph(
                "a name that hides one around",
                nested(1, new Proto().message(1, node("Relu", "x", "x"))),
                "each value computed once");
        addGraph(
                "an operator that is no text",
                graph().message(1, node("Relu", "z", "x").bytes(3, new byte[] {-1})),
                "UTF-8");
        addGraph("a name with a zero byte", graph().message(1, node("Re\0lu", "z", "x")), "zero byte");
        addGraph(
                "a name of 2,000 letters",
                graph().message(1, node("Relu", "z".repeat(2_000), "x")),
                "at most 1024 bytes");
    }

    private void attributes() {
        attributeCase("no name", new Proto().varint(3, 1).varint(20, 2), "with a name");
        attributeCase("no type", new Proto().text(1, "a").varint(3, 1), "a known type");
        attributeCase("an unknown type", new Proto().text(1, "a").varint(3, 1).varint(20, 15), "type 15");
        attributeCase("another type", new Proto().text(1, "a").varint(3, 1).varint(20, 1), "in field 2");
        attributeCase(
                "a hidden tensor",
                new Proto().text(1, "a").varint(3, 1).message(5, weights()).varint(20, 2),
                "one kind of value");
        attributeCase("a graph without one", new Proto().text(1, "a").varint(20, GRAPH), "in field 6");
        attributeCase(
                "two tensors in one",
                new Proto()
                        .text(1, "a")
                        .message(5, weights())
                        .message(5, weights())
                        .varint(20, TENSOR),
                "once");
        attributeCase("a reference", new Proto().text(1, "a").text(21, "b").varint(20, 2), "of a function");
        attributeCase(
                "an absurd number", new Proto().text(1, "a").varint(3, 1L << 40).varint(20, 2), "shapes, axes");
        attributeCase(
                "an absurd list", new Proto().text(1, "a").varint(8, 1L << 40).varint(20, 7), "shapes, axes");
        attributeCase(
                "a broken list", new Proto().text(1, "a").bytes(7, new byte[3]).varint(20, 6), "numbers of 4 bytes");
        attributeCase(
                "an opaque type",
                new Proto()
                        .text(1, "a")
                        .message(14, new Proto().message(7, new Proto()))
                        .varint(20, 13),
                "plain tensors");
        addGraph(
                "the same attribute twice",
                graph().message(
                                1,
                                node("Relu", "z", "x")
                                        .message(
                                                5,
                                                new Proto()
                                                        .text(1, "a")
                                                        .varint(3, 1)
                                                        .varint(20, 2))
                                        .message(
                                                5,
                                                new Proto()
                                                        .text(1, "a")
                                                        .varint(3, 2)
                                                        .varint(20, 2))),
                "each attribute once");
    }

    private void attributeCase(String name, Proto attribute, String reason) {
        addGraph(
                "an attribute with " + name,
                graph().message(1, node("Relu", "z", "x").message(5, attribute)),
                reason);
    }

    // 0 has the next nodes 1 and 2, which are leaves, unless the lists say otherwise
    private void trees() {
        treeCase("a circle", ids(0, 1, 2), ids(0, 0, 0), ids(2, 0, 0), "BRANCH_LEQ", "a circle");
        treeCase("two ways to a node", ids(0, 1, 2), ids(1, 0, 0), ids(1, 0, 0), "LEAF", "two ways");
        treeCase("a longer circle", ids(0, 1, 2), ids(1, 0, 0), ids(2, 2, 0), "BRANCH_LEQ", "a circle");
        treeCase(
                "a node that is not there", ids(0, 1, 2), ids(1, 0, 0), ids(9, 0, 0), "LEAF", "node 9, which it lacks");
        treeCase("a node twice", ids(0, 1, 1), ids(1, 0, 0), ids(2, 0, 0), "LEAF", "which it lacks");
        treeCase("a negative id", ids(0, 1, -2), ids(1, 0, 0), ids(-2, 0, 0), "LEAF", "found -2");
        treeCase(
                "an id that is too large",
                ids(0, 1, 1 << 21),
                ids(1, 0, 0),
                ids(1 << 21, 0, 0),
                "LEAF",
                "shapes, axes");
        treeCase("a list that is too short", ids(0, 1), ids(1, 0, 0), ids(2, 0, 0), "LEAF", "one length");
        treeCase("no nodes", ids(), ids(), ids(), "LEAF", "one length");
        treeCase("a lost node", ids(0, 1, 2, 3), ids(1, 0, 0, 0), ids(2, 0, 0, 0), "LEAF", "one length");
        Proto lost = trees(
                ids(0, 1, 2, 3), new long[4], ids(1, 0, 0, 0), ids(2, 0, 0, 0), "BRANCH_LEQ", "LEAF", "LEAF", "LEAF");
        addTrees("trees with a lost node", lost, "node 3 of tree 0, which does not");
        Proto mixed = trees(ids(0, 1, 0), ids(0, 0, 1), ids(0, 0, 0), ids(0, 0, 0), "LEAF", "LEAF", "LEAF");
        addTrees("trees with a node of its own", mixed, "node 1 of tree 0, which does not");
        Proto model = new Proto().varint(1, 8).message(8, opset("", 15)).message(8, opset("ai.onnx.ml", 5));
        add(
                "trees in the newest form",
                model.message(
                        7, graph().message(1, node("TreeEnsemble", "z", "x").text(7, "ai.onnx.ml"))),
                "version 3 of ai.onnx.ml");
    }

    private static long[] ids(long... ids) {
        return ids;
    }

    private void treeCase(String name, long[] ids, long[] ifTrue, long[] ifFalse, String second, String reason) {
        addTrees(
                "trees with " + name,
                trees(ids, new long[ids.length], ifTrue, ifFalse, "BRANCH_LEQ", second, "LEAF"),
                reason);
    }

    private void addTrees(String name, Proto trees, String reason) {
        Proto model = new Proto().varint(1, 8).message(8, opset("", 15)).message(8, opset("ai.onnx.ml", 3));
        add(name, model.message(7, graph().message(1, trees)), reason);
    }

    static Proto trees(long[] ids, long[] trees, long[] ifTrue, long[] ifFalse, String... modes) {
        Proto texts = new Proto().text(1, "nodes_modes").varint(20, 8);
        for (String mode : modes) {
            texts.text(9, mode);
        }
        return node("TreeEnsembleRegressor", "z", "x")
                .text(7, "ai.onnx.ml")
                .message(5, list("nodes_nodeids", ids))
                .message(5, list("nodes_treeids", trees))
                .message(5, list("nodes_truenodeids", ifTrue))
                .message(5, list("nodes_falsenodeids", ifFalse))
                .message(5, texts);
    }

    private static Proto list(String name, long... values) {
        Proto list = new Proto().text(1, name).varint(20, 7);
        for (long value : values) {
            list.varint(8, value);
        }
        return list;
    }

    private void encoding() {
        add("nothing", new Proto(), "version of the format");
        add("a text", new Proto().append('<', 'h', 't', 'm', 'l', '>'), "is this an ONNX model?");
        add("an unknown field", model(graph()).varint(60, 1), "field 60");
        add("a field with the number 0", model(graph()).append(0x02, 0), "the number 0");
        add("a field with a huge number", model(graph()).append(0xfa, 0xff, 0xff, 0xff, 0x0f, 0), "the number");
        add("a group", model(graph()).tag(4, 3).tag(4, 4), "wire type 3");
        add("the end of a group", model(graph()).tag(9, 4), "wire type 4");
        add("a wire type that does not exist", model(graph()).tag(6, 7), "wire type 7");
        add("a version as a text", new Proto().text(1, "8").append(header()).message(7, graph()), "as an integer");
        add("a graph as a number", header().varint(7, 1), "as a length");
        add("a length beyond the end", model(graph()).tag(6, 2).append(100), "was the file cut off?");
        add(
                "a length that is negative",
                model(graph()).tag(6, 2).append(0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1),
                "was the file cut off?");
        add(
                "a number of 11 bytes",
                model(graph()).tag(5, 0).append(0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 1),
                "64 bits");
        add(
                "a number of 65 bits",
                model(graph()).tag(5, 0).append(0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 2),
                "64 bits");
        addGraph("graphs 100 deep", nested(100, new Proto()), "messages at most 32 deep");
        Proto type = new Proto();
        for (int i = 0; i < 1_000; i++) {
            type = new Proto().message(4, new Proto().message(1, type));
        }
        addGraph(
                "types 1,000 deep",
                graph().message(13, new Proto().text(1, "z").message(2, type)),
                "messages at most 32 deep");
    }
}
