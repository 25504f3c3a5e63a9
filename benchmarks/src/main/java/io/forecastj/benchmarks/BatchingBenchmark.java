package io.forecastj.benchmarks;

import io.forecastj.Forecast;
import io.forecastj.Predictor;
import io.forecastj.TimeSeries;
import io.forecastj.cache.Batching;
import io.forecastj.models.onnx.Onnx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Forecasts a second by networks when callers come at the same time: each on its own, gathered into runs of up to 32,
 * and gathered with a wait of half a millisecond for others.
 *
 * <p>The number of callers is that of JMH's threads. Run with {@code java -jar benchmarks/target/benchmarks.jar
 * BatchingBenchmark -t 1}, and with 8 and 64.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 4, time = 1)
public class BatchingBenchmark {
    private static final int SERIES = 64;

    /** The network. */
    @Param({"lstm", "transformer"})
    public String network;

    /** The way of the calls: without batches, gathered, gathered in one run at a time, or waiting for others. */
    @Param({"single", "batching", "oneRun", "waiting"})
    public String way;

    private Predictor predictor;
    private List<TimeSeries> histories;

    /** A caller with its series. */
    @State(Scope.Thread)
    public static class Caller {
        private static final AtomicInteger NEXT = new AtomicInteger();
        private final int number = NEXT.getAndIncrement() % SERIES;
    }

    /** Loads the network and compares forecasts of a batch with single ones. */
    @Setup
    public void setUp() {
        Predictor bare = Onnx.load(OnnxTask.model(network), OnnxTask.options());
        TimeSeries bars = Bars.hourly(400, 5);
        int rows = bare.info().requiredHistory();
        histories = IntStream.range(0, SERIES)
                .mapToObj(i -> bars.slice(200 + i - rows, 200 + i))
                .toList();
        List<Forecast> singles = histories.stream().map(bare::predict).toList();
        List<Forecast> together = bare.predictAll(histories);
        if (!together.equals(singles)) {
            throw new IllegalStateException("a batch answers otherwise than single calls");
        }
        predictor = switch (way) {
            case "single" -> bare;
            case "batching" -> Batching.predictor(bare).build();
            case "oneRun" -> Batching.predictor(bare).parallelRuns(1).build();
            default ->
                Batching.predictor(bare).maximumWait(Duration.ofNanos(500_000)).build();
        };
    }

    /** Closes the network. */
    @TearDown
    public void tearDown() {
        predictor.close();
    }

    /**
     * One forecast for a caller.
     *
     * @param caller the caller
     * @return the forecast
     */
    @Benchmark
    public Forecast forecast(Caller caller) {
        return predictor.predict(histories.get(caller.number));
    }
}
