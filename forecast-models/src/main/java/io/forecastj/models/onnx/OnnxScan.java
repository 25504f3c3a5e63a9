package io.forecastj.models.onnx;

import io.forecastj.ModelLoadException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The signature of an ONNX model whose every byte has been looked at, before any reaches native code.
 *
 * <p>The scan takes the strict view wherever the protobuf format leaves room: an unknown field, a field of another wire
 * type, a singular field given twice, a number that does not fit its field. Parsers skip, merge or truncate those, and
 * what two readers may understand differently cannot be checked by one of them for the other. It walks the bytes once,
 * in time proportional to their number, and keeps names only.
 *
 * @param irVersion of the file's format
 * @param producer name and version of the program that wrote the file; may be empty
 * @param opsets the operator sets by domain; the standard one has an empty name
 * @param inputs what a run must be given, in the graph's order: without those that have stored values
 * @param outputs what a run answers, in the graph's order
 * @param metadata the model's properties
 */
record OnnxScan(
        int irVersion,
        String producer,
        Map<String, Integer> opsets,
        List<TensorSpec> inputs,
        List<TensorSpec> outputs,
        Map<String, String> metadata) {
    OnnxScan {
        opsets = Map.copyOf(opsets);
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }

    /**
     * Walks a model.
     *
     * @param model the bytes of the file; not changed, and nobody else may change them meanwhile
     * @param source where they come from, for messages
     * @param limits how large it may be
     * @return its signature
     * @throws ModelLoadException naming the source, the byte and the node or tensor if anything is not as expected
     */
    static OnnxScan of(byte[] model, String source, OnnxLimits limits) {
        ScanPosition place = new ScanPosition(source, limits);
        if (model.length > limits.bytes()) {
            throw place.fail(0, "a model of at most " + limits.bytes() + " bytes", model.length + " bytes");
        }
        return ModelScan.of(Wire.of(model, place), place);
    }
}
