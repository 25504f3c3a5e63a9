package io.forecastj.benchmarks;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import com.microsoft.ml.lightgbm.SWIGTYPE_p_double;
import io.forecastj.models.lightgbm.LightGbmModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Time of evaluating gradient-boosted trees for one row and for 1,000 rows: compiled, flat, by LightGBM itself with its
 * fastest calls, and by ONNX Runtime. All figures are for one row.
 *
 * <p>The 16,384 rows were not used in training and come in random order, so that branch predictors cannot learn them.
 * All forms give the same score in every bit, except ONNX Runtime, which computes in floats; the set-up checks both.
 * The batches of LightGBM and ONNX Runtime are already in native memory; a Java caller would have to copy them first. A
 * batch holds consecutive hours, a mixed one hours that were drawn at random.
 *
 * <p>Run with {@code java -jar benchmarks/target/benchmarks.jar TreeInferenceBenchmark -prof gc}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class TreeInferenceBenchmark {
    private static final String UNCOMPILED = "-Dio.forecastj.trees.compile=false";
    private static final int ROWS = 16_384;
    private static final int BATCH = 1_000;
    private static final int BATCHES = ROWS / BATCH;

    /** The number of trees of the model, of 31 leaves each. */
    @Param({"100", "300"})
    public int trees;

    private LightGbmModel model;
    private NativeTrees nativeTrees;
    private OnnxTrees onnxTrees;
    private double[][] rows;
    private float[][] onnxRows;
    private final double[][][] batches = new double[BATCHES][][];
    private final SWIGTYPE_p_double[] nativeBatches = new SWIGTYPE_p_double[BATCHES];
    private final double[][][] mixed = new double[BATCHES][][];
    private final SWIGTYPE_p_double[] nativeMixed = new SWIGTYPE_p_double[BATCHES];
    private final List<Map<String, OnnxTensor>> onnxMixed = new ArrayList<>();
    private final List<Map<String, OnnxTensor>> onnxBatches = new ArrayList<>();
    private final double[] out = new double[BATCH];
    private final SplittableRandom random = new SplittableRandom(3);

    /**
     * Loads or trains the model, compiles it unless that is switched off, and checks that all forms agree.
     *
     * @throws OrtException if ONNX Runtime fails
     */
    @Setup
    public void setUp() throws OrtException {
        model = TreeTask.model(trees);
        model.compile();
        nativeTrees = NativeTrees.of(model, BATCH);
        onnxTrees = new OnnxTrees(model, BATCH);
        rows = TreeTask.examples(ROWS, 2).rows();
        onnxRows = Arrays.stream(rows).map(OnnxTrees::floats).toArray(float[][]::new);
        for (int b = 0; b < BATCHES; b++) {
            batches[b] = Arrays.copyOfRange(rows, b * BATCH, (b + 1) * BATCH);
            nativeBatches[b] = NativeTrees.copy(batches[b]);
            onnxBatches.add(onnxTrees.copy(batches[b]));
        }
        List<double[]> order = new ArrayList<>(Arrays.asList(rows));
        Collections.shuffle(order, new Random(4));
        for (int b = 0; b < BATCHES; b++) {
            mixed[b] = order.subList(b * BATCH, (b + 1) * BATCH).toArray(double[][]::new);
            nativeMixed[b] = NativeTrees.copy(mixed[b]);
            onnxMixed.add(onnxTrees.copy(mixed[b]));
        }
        for (double[] row : Arrays.copyOf(rows, 500)) {
            if (model.predict(row) != nativeTrees.score(row)) {
                throw new IllegalStateException("scores differ");
            }
        }
        for (int i = 0; i < 500; i++) {
            OnnxTrees.check(model, onnxRows[i], onnxTrees.score(onnxRows[i]), trees);
        }
        OnnxTrees.check(model, onnxRows[BATCH - 1], onnxTrees.scores(onnxBatches.get(0)), trees);
    }

    /**
     * One row through compiled trees.
     *
     * @return the score
     */
    @Benchmark
    public double compiledSingleRow() {
        return model.predict(rows[random.nextInt(ROWS)]);
    }

    /**
     * One row through the flat form, which is used until the trees are compiled.
     *
     * @return the score
     */
    @Benchmark
    @Fork(value = 2, jvmArgsAppend = UNCOMPILED)
    public double flatSingleRow() {
        return model.predict(rows[random.nextInt(ROWS)]);
    }

    /**
     * One row through LightGBM's fastest call, with a prepared configuration and without a copy of the Java array.
     *
     * @return the score
     */
    @Benchmark
    public double nativeSingleRowFast() {
        return nativeTrees.score(rows[random.nextInt(ROWS)]);
    }

    /**
     * One row of floats through ONNX Runtime's tree ensemble on one thread, with direct buffers.
     *
     * @return the score
     * @throws OrtException if ONNX Runtime fails
     */
    @Benchmark
    public float onnxSingleRow() throws OrtException {
        return onnxTrees.score(onnxRows[random.nextInt(ROWS)]);
    }

    /**
     * A thousand rows through compiled trees.
     *
     * @return the scores
     */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public double[] compiledBatch1000() {
        model.predictAll(batches[random.nextInt(BATCHES)], out);
        return out;
    }

    /**
     * A thousand rows through the flat form.
     *
     * @return the scores
     */
    @Benchmark
    @Fork(value = 2, jvmArgsAppend = UNCOMPILED)
    @OperationsPerInvocation(BATCH)
    public double[] flatBatch1000() {
        model.predictAll(batches[random.nextInt(BATCHES)], out);
        return out;
    }

    /**
     * A thousand rows through LightGBM on one thread.
     *
     * @return the last score
     */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public double nativeBatch1000() {
        return nativeTrees.scores(nativeBatches[random.nextInt(BATCHES)], BATCH, TreeTask.FEATURES);
    }

    /**
     * A thousand rows of floats through ONNX Runtime's tree ensemble on one thread.
     *
     * @return the last score
     * @throws OrtException if ONNX Runtime fails
     */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public float onnxBatch1000() throws OrtException {
        return onnxTrees.scores(onnxBatches.get(random.nextInt(BATCHES)));
    }

    /**
     * A thousand rows of unrelated hours through compiled trees.
     *
     * @return the scores
     */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public double[] compiledMixedBatch1000() {
        model.predictAll(mixed[random.nextInt(BATCHES)], out);
        return out;
    }

    /**
     * A thousand rows of unrelated hours through LightGBM on one thread.
     *
     * @return the last score
     */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public double nativeMixedBatch1000() {
        return nativeTrees.scores(nativeMixed[random.nextInt(BATCHES)], BATCH, TreeTask.FEATURES);
    }

    /**
     * A thousand rows of unrelated hours through ONNX Runtime's tree ensemble on one thread.
     *
     * @return the last score
     * @throws OrtException if ONNX Runtime fails
     */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public float onnxMixedBatch1000() throws OrtException {
        return onnxTrees.scores(onnxMixed.get(random.nextInt(BATCHES)));
    }
}
