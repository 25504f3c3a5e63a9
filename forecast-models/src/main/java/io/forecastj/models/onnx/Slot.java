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
 * The tensors of one run: inputs to fill, outputs to read, all made once and used again.
 *
 * <p>Not thread-safe: two calls that shared one would read each other's numbers without a sign. A slot is lent to one
 * call at a time by its {@link SlotPool}, and closed only when no call has it: ONNX Runtime does not notice a closed
 * tensor and crashes.
 */
final class Slot implements AutoCloseable {
    /** How many rows a run has. */
    final int rows;

    private final List<Buffer> inputs = new ArrayList<>();
    private final List<Buffer> outputs = new ArrayList<>();
    private final Map<String, OnnxTensor> given = new LinkedHashMap<>();
    private final Map<String, OnnxTensor> pinned = new LinkedHashMap<>();

    /**
     * @param masks the index of the first mask; masks are the last inputs and start as ones, the others as zeros
     */
    Slot(OrtEnvironment environment, Signature signature, int rows, int masks) throws OrtException {
        this.rows = rows;
        try {
            for (Signature.Port port : signature.inputs()) {
                Buffer buffer = Buffer.of(environment, port, rows);
                if (inputs.size() >= masks) {
                    buffer.fill(rows, 1);
                }
                inputs.add(buffer);
                given.put(port.name(), buffer.tensor);
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

    /** Puts what one forecast asks into a row. */
    void put(int row, ModelRow from) {
        for (int i = 0; i < from.inputs.length; i++) {
            inputs.get(i).put(row, from.inputs[i], 0);
        }
    }

    /** Gives a row's answers to the forecast that asked, as its draw of this number. */
    void get(int row, ModelRow to, int draw) {
        for (int i = 0; i < to.answers.length; i++) {
            Buffer output = outputs.get(i);
            output.get(row, to.answers[i], draw * output.width);
        }
    }

    /** Runs the model. The outputs are this slot's own, so the result holds nothing that is worth keeping. */
    void run(OrtSession session) throws OrtException {
        session.run(given, pinned).close();
    }

    @Override
    public void close() {
        inputs.forEach(Buffer::close);
        outputs.forEach(Buffer::close);
    }
}
