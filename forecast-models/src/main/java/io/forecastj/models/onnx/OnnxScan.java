package io.forecastj.models.onnx;

import io.forecastj.ModelLoadException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Signature of an ONNX model whose every byte is checked before any reaches native code.
 *
 * <p>The scan is strict where the protobuf format leaves room. It refuses an unknown field, a field of another wire
 * type, a singular field that occurs twice and a number that does not fit its field. Parsers skip, merge or truncate
 * those; if two readers may understand bytes differently, one of them cannot check the bytes for the other. The scan
 * reads the bytes once, in time proportional to their number, and keeps names, attributes, shapes and short lists of
 * numbers.
 *
 * @param irVersion the version of the file's format
 * @param producer name and version of the program that wrote the file; may be empty
 * @param opsets the operator sets by domain; the standard one has an empty name
 * @param inputs the inputs that a run needs, in the graph's order: those without stored values
 * @param outputs the outputs of a run, in the graph's order
 * @param graph the nodes and stored tensors
 * @param metadata the model's properties
 * @param changes the changes of the bytes before native code receives them
 */
record OnnxScan(
        int irVersion,
        String producer,
        Map<String, Integer> opsets,
        List<TensorSpec> inputs,
        List<TensorSpec> outputs,
        OnnxGraph graph,
        Map<String, String> metadata,
        NativeChanges changes) {
    OnnxScan {
        opsets = Map.copyOf(opsets);
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }

    /**
     * Scans a model.
     *
     * @param model the bytes of the file; not changed here, and nobody else may change them meanwhile
     * @param source the bytes' origin, for messages
     * @param limits the maximum sizes
     * @return its signature
     * @throws ModelLoadException if anything is not as expected; the message names the source, the byte and the node or
     *     tensor
     */
    static OnnxScan of(byte[] model, String source, OnnxLimits limits) {
        ScanPosition place = new ScanPosition(source, limits);
        if (model.length > limits.bytes()) {
            throw place.fail(0, "a model of at most " + limits.bytes() + " bytes", model.length + " bytes");
        }
        return ModelScan.of(Wire.of(model, place), place);
    }
}
