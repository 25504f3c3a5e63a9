package io.forecastj.benchmarks;

import ai.onnxruntime.OrtException;
import io.forecastj.Forecast;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.TimeSeries;
import io.forecastj.models.onnx.Onnx;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Time of one forecast by a network from a window of 60 rows with 32 features: by this library, by ONNX Runtime
 * directly with everything tuned, and by ONNX Runtime as most programs call it. All figures are for one series.
 *
 * <p>The networks have random weights: an LSTM of two layers of 64, and a Transformer encoder of two layers of width 64
 * with four heads. The set-up checks that all ways give the same output.
 *
 * <p>Run with {@code java -jar benchmarks/target/benchmarks.jar OnnxInferenceBenchmark -prof gc}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class OnnxInferenceBenchmark {
    private static final int BATCH = 32;
    private static final int ROWS = 200;

    /** The network. */
    @Param({"lstm", "transformer"})
    public String network;

    private final double[] out = new double[OnnxTask.STEPS];
    private final LiveBars live = new LiveBars();
    private Predictor predictor;
    private PredictionSession still;
    private PredictionSession session;
    private List<TimeSeries> histories;
    private RawOnnx naive;
    private RawOnnx tuned;
    private RawOnnx tunedBatch;
    private float[] window;
    private float[] windows;
    private float[][][] nested;

    /** Loads the network in each way and compares the answers. */
    @Setup
    public void setUp() throws OrtException {
        byte[] model = OnnxTask.model(network);
        predictor = Onnx.load(model, OnnxTask.options());
        TimeSeries bars = Bars.hourly(ROWS + BATCH, 5);
        int rows = predictor.info().requiredHistory();
        histories = IntStream.range(0, BATCH)
                .mapToObj(i -> bars.slice(ROWS + i - rows, ROWS + i))
                .toList();
        still = predictor.openSession(histories.get(0));
        session = predictor.openSession(Bars.hourly(ROWS, 1).select(LiveBars.COLUMNS.toArray(String[]::new)));
        // the session's bars must come after its history
        while (live.nextTime() < 1_700_000_000_000L + ROWS * 3_600_000L) {
            live.next();
        }
        window = OnnxTask.window(histories.get(0));
        windows = new float[BATCH * window.length];
        for (int i = 0; i < BATCH; i++) {
            System.arraycopy(OnnxTask.window(histories.get(i)), 0, windows, i * window.length, window.length);
        }
        nested = new float[1][OnnxTask.LOOKBACK][OnnxTask.FEATURES];
        for (int i = 0; i < window.length; i++) {
            nested[0][i / OnnxTask.FEATURES][i % OnnxTask.FEATURES] = window[i];
        }
        naive = new RawOnnx(model, false, 1);
        tuned = new RawOnnx(model, true, 1);
        tunedBatch = new RawOnnx(model, true, BATCH);
        double base = histories.get(0).value(rows - 1, "close");
        double expected = base * Math.exp(0.004 * tuned.tuned(window));
        requireEqual(expected, predictor.predict(histories.get(0)).point(1));
        requireEqual(expected, base * Math.exp(0.004 * naive.naive(nested)));
        requireEqual(expected, base * Math.exp(0.004 * tunedBatch.tuned(windows)));
    }

    private static void requireEqual(double expected, double found) {
        if (!(Math.abs(found / expected - 1) < 1e-6)) {
            throw new IllegalStateException("expected " + expected + ", found " + found);
        }
    }

    /** Closes all. */
    @TearDown
    public void tearDown() throws OrtException {
        predictor.close();
        naive.close();
        tuned.close();
        tunedBatch.close();
    }

    /**
     * Nested arrays as input and {@code getValue} for the output, with the default options.
     *
     * @return the first step
     */
    @Benchmark
    public float rawNaive() throws OrtException {
        return naive.naive(nested);
    }

    /**
     * Direct buffers, preallocated outputs, one thread.
     *
     * @return the first step
     */
    @Benchmark
    public float rawTuned() throws OrtException {
        return tuned.tuned(window);
    }

    /**
     * The same for 32 windows in one run.
     *
     * @return the first step of the first window
     */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public float rawTunedBatch32() throws OrtException {
        return tunedBatch.tuned(windows);
    }

    /**
     * This library: a forecast from a session's state, checked, scaled and decoded to prices.
     *
     * @return the prices
     */
    @Benchmark
    public double[] runner() {
        still.forecastInto(out);
        return out;
    }

    /**
     * A new bar with its 32 features, and a forecast.
     *
     * @return the prices
     */
    @Benchmark
    public double[] sessionAppendAndForecast() {
        session.append(live.nextTime(), live.next());
        session.forecastInto(out);
        return out;
    }

    /**
     * Makes a stateless forecast from just enough history: 68 rows of features and one run.
     *
     * @return the forecast
     */
    @Benchmark
    public Forecast predict() {
        return predictor.predict(histories.get(0));
    }

    /**
     * The same for 32 series together.
     *
     * @return the forecasts
     */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public List<Forecast> batch32() {
        return predictor.predictAll(histories);
    }
}
