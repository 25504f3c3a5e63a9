package io.forecastj.models.onnx;

import static io.forecastj.models.onnx.OnnxModels.graph;
import static io.forecastj.models.onnx.OnnxModels.header;
import static io.forecastj.models.onnx.OnnxModels.model;

/** Bytes that are no protobuf message, or one that readers understand differently. */
final class HostileEncoding extends HostileGroup {
    @Override
    void fill() {
        encoding();
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
