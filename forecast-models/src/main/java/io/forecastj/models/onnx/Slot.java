package io.forecastj.models.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tensors of one run: inputs to fill and outputs to read, all created once and reused.
 *
 * <p>Not thread-safe: two calls with the same slot would read each other's numbers without a sign of it. Its
 * {@link SlotPool} lends a slot to one call at a time and closes it only when no call has it: ONNX Runtime does not
 * notice a closed tensor and crashes.
 */
final class Slot implements AutoCloseable {
    /** Number of rows of a run. */
    final int rows;

    private final List<Buffer> inputs = new ArrayList<>();
    private final List<Buffer> outputs = new ArrayList<>();
    private final Map<String, OnnxTensor> given = new LinkedHashMap<>();
    private final Map<String, OnnxTensor> pinned = new LinkedHashMap<>();

    /**
     * Creates the tensors.
     *
     * @param masks the index of the first mask; masks are the last inputs and start as ones, the others, with the
     *     initial states among them, as zeros
     * @param separate the index of the input that numbers the rows, or -1
     */
    Slot(OrtEnvironment environment, Signature signature, int rows, int masks, int separate) throws OrtException {
        this.rows = rows;
        try {
            for (Signature.Port port : signature.inputs()) {
                Buffer buffer = Buffer.of(environment, port, rows);
                if (inputs.size() >= masks) {
                    buffer.fill(1);
                }
                inputs.add(buffer);
                given.put(port.name(), buffer.tensor);
            }
            for (int row = 0; separate >= 0 && row < rows; row++) {
                inputs.get(separate).put(row, new double[] {row}, 0);
            }
            for (Signature.Port port : signature.outputs()) {
                Buffer buffer = Buffer.of(environment, port, rows);
                outputs.add(buffer);
                pinned.put(port.name(), buffer.tensor);
            }
        } catch (OrtException | RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    Buffer input(int index) {
        return inputs.get(index);
    }

    Buffer output(int index) {
        return outputs.get(index);
    }

    /** Copies the inputs of one forecast into a row. */
    void put(int row, ModelRow from) {
        for (int i = 0; i < from.inputs.length; i++) {
            inputs.get(i).put(row, from.inputs[i], 0);
        }
    }

    /** Copies a row's outputs to a forecast, as its draw with this number. */
    void get(int row, ModelRow to, int draw) {
        for (int i = 0; i < to.answers.length; i++) {
            Buffer output = outputs.get(i);
            output.get(row, to.answers[i], draw * output.width);
        }
    }

    /** Runs the model. The outputs are this slot's own tensors, so the result object is not kept. */
    void run(OrtSession session) throws OrtException {
        session.run(given, pinned).close();
    }

    @Override
    public void close() {
        inputs.forEach(Buffer::close);
        outputs.forEach(Buffer::close);
    }
}
