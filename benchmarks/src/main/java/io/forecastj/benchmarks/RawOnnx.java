package io.forecastj.benchmarks;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;

/**
 * Runs ONNX Runtime directly: in the fastest way that its Java interface allows, and in the way that most programs use.
 */
final class RawOnnx implements AutoCloseable {
    private static final int WINDOW = OnnxTask.LOOKBACK * OnnxTask.FEATURES;

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession.SessionOptions options = new OrtSession.SessionOptions();
    private final OrtSession session;
    private final FloatBuffer in;
    private final FloatBuffer out;
    private final Map<String, OnnxTensor> inputs;
    private final Map<String, OnnxTensor> outputs;

    /**
     * Opens the network.
     *
     * @param tuned true for one thread that does not spin, false for the defaults
     */
    RawOnnx(byte[] model, boolean tuned, int batch) throws OrtException {
        if (tuned) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
        }
        session = environment.createSession(model, options);
        in = direct(batch * WINDOW);
        out = direct(batch * OnnxTask.STEPS);
        inputs = Map.of("past", OnnxTensor.createTensor(environment, in.duplicate(), new long[] {
            batch, OnnxTask.LOOKBACK, OnnxTask.FEATURES
        }));
        outputs = Map.of(
                "point", OnnxTensor.createTensor(environment, out.duplicate(), new long[] {batch, OnnxTask.STEPS}));
    }

    private static FloatBuffer direct(int floats) {
        return ByteBuffer.allocateDirect(4 * floats)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    /** Uses direct buffers and preallocated outputs. */
    float tuned(float[] windows) throws OrtException {
        in.put(0, windows);
        session.run(inputs, outputs).close();
        return out.get(0);
    }

    /** Uses nested arrays as input and {@code getValue} for the output. */
    float naive(float[][][] window) throws OrtException {
        try (OnnxTensor tensor = OnnxTensor.createTensor(environment, window);
                OrtSession.Result result = session.run(Map.of("past", tensor))) {
            return ((float[][]) result.get(0).getValue())[0][0];
        }
    }

    @Override
    public void close() throws OrtException {
        inputs.values().forEach(OnnxTensor::close);
        outputs.values().forEach(OnnxTensor::close);
        session.close();
        options.close();
    }
}
