package io.forecastj.models.onnx;

import static io.forecastj.models.onnx.OnnxModels.FLOAT;
import static io.forecastj.models.onnx.OnnxModels.graph;
import static io.forecastj.models.onnx.OnnxModels.header;
import static io.forecastj.models.onnx.OnnxModels.model;
import static io.forecastj.models.onnx.OnnxModels.node;
import static io.forecastj.models.onnx.OnnxModels.opset;
import static io.forecastj.models.onnx.OnnxModels.property;
import static io.forecastj.models.onnx.OnnxModels.tensorType;
import static io.forecastj.models.onnx.OnnxModels.value;

import java.util.List;

/** Models of foreign operators, wrong versions and wrong inputs and outputs. */
final class HostileSignatures extends HostileGroup {
    @Override
    void fill() {
        foreignOperators();
        versions();
        signatures();
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
            add(
                    "a node of the declared domain " + domain,
                    model(graph().message(1, node("EPContext", "z", "x").text(7, domain)))
                            .message(8, opset(domain, 1)),
                    "custom operators are refused");
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
        add(
                "a function",
                model(graph()).message(25, new Proto().text(1, "Relu")),
                "onnx.inliner.inline_local_functions");
        add(
                "functions of PyTorch's newer exporter",
                model(graph())
                        .message(8, opset("pkg.onnxscript.torch_lib.common", 1))
                        .message(25, new Proto().text(1, "Rank")),
                "onnx.inliner.inline_local_functions");
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
        add(
                "no version of the format",
                new Proto().message(8, opset("", 15)).message(7, graph()),
                "found none; is this an ONNX model?");
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
}
