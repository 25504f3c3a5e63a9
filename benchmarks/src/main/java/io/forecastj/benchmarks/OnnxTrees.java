package io.forecastj.benchmarks;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.forecastj.models.lightgbm.LightGbmModel;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;

/**
 * Evaluates a LightGBM model by the tree ensemble of ONNX Runtime, with one thread, direct buffers and outputs that are
 * allocated once; nothing is freed before the process ends.
 */
final class OnnxTrees {
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;
    private final int features;
    private final FloatBuffer row;
    private final FloatBuffer score;
    private final FloatBuffer scores;
    private final Map<String, OnnxTensor> rowInput;
    private final Map<String, OnnxTensor> scoreOutput;
    private final Map<String, OnnxTensor> scoresOutput;

    OnnxTrees(LightGbmModel model, int batch) throws OrtException {
        environment.setTelemetry(false);
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        options.setIntraOpNumThreads(1);
        options.setInterOpNumThreads(1);
        options.addConfigEntry("session.intra_op.allow_spinning", "0");
        session = environment.createSession(TreeEnsembleWriter.write(model), options);
        features = model.features().size();
        row = direct(features);
        score = direct(1);
        scores = direct(batch);
        rowInput = Map.of("rows", tensor(row, features));
        scoreOutput = Map.of("scores", tensor(score, 1));
        scoresOutput = Map.of("scores", tensor(scores, 1));
    }

    private static FloatBuffer direct(int floats) {
        return ByteBuffer.allocateDirect(Float.BYTES * floats)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    private OnnxTensor tensor(FloatBuffer values, int width) throws OrtException {
        return OnnxTensor.createTensor(environment, values.duplicate(), new long[] {values.capacity() / width, width});
    }

    static float[] floats(double[] row) {
        float[] floats = new float[row.length];
        for (int i = 0; i < row.length; i++) {
            floats[i] = (float) row[i];
        }
        return floats;
    }

    /** Copies rows to native memory. */
    Map<String, OnnxTensor> copy(double[][] rows) throws OrtException {
        FloatBuffer copy = direct(rows.length * features);
        for (double[] each : rows) {
            copy.put(floats(each));
        }
        return Map.of("rows", tensor(copy.rewind(), features));
    }

    float score(float[] values) throws OrtException {
        row.put(0, values);
        session.run(rowInput, scoreOutput).close();
        return score.get(0);
    }

    /** Scores of a batch of rows that are already in native memory. */
    float scores(Map<String, OnnxTensor> rows) throws OrtException {
        session.run(rows, scoresOutput).close();
        return scores.get(scores.capacity() - 1);
    }

    /** Checks a score of a row of floats against the model's, up to the rounding of a sum of floats. */
    static void check(LightGbmModel model, float[] row, float found, int trees) {
        double[] wide = new double[row.length];
        for (int i = 0; i < row.length; i++) {
            wide[i] = row[i];
        }
        double expected = model.predict(wide);
        // each addition rounds, and partial sums are larger than the last one
        if (!(Math.abs(found - expected) <= trees * Math.ulp((float) expected) + 1e-9)) {
            throw new IllegalStateException("ONNX Runtime answers " + found + ", expected " + expected);
        }
    }
}
