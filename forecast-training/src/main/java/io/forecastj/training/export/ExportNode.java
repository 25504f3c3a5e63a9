package io.forecastj.training.export;

import java.util.List;

/**
 * A node of the graph with one output.
 *
 * @param operator the operator of ai.onnx
 * @param inputs the names of its inputs
 * @param attributes the attributes
 */
record ExportNode(String operator, List<String> inputs, List<ExportAttribute> attributes) {
    /** Returns the {@code NodeProto}. */
    ProtoWriter message(String output) {
        ProtoWriter message = new ProtoWriter();
        inputs.forEach(input -> message.text(1, input));
        message.text(2, output).text(4, operator);
        attributes.forEach(attribute -> message.message(5, attribute.message()));
        return message;
    }
}
