package io.forecastj.benchmarks;

import io.forecastj.features.FeaturePipeline;
import io.forecastj.features.FeatureStream;
import io.forecastj.features.Features;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Time from one bar to its row of standard features.
 *
 * <p>The stream takes 4,096 different bars over and over, so that branch predictors cannot learn them. Run with {@code
 * -prof gc} to see that nothing is allocated.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class FeatureStreamBenchmark {
    private final LiveBars bars = new LiveBars();
    private FeatureStream stream;
    private double[] out;

    /** Opens the stream. */
    @Setup
    public void setUp() {
        FeaturePipeline pipeline = Features.standardOhlcv();
        stream = pipeline.open(LiveBars.COLUMNS);
        out = new double[pipeline.columns().size()];
    }

    /**
     * Takes a bar and returns its features.
     *
     * @return the features
     */
    @Benchmark
    public double[] append() {
        stream.update(bars.nextTime(), bars.next());
        stream.write(out, 0);
        return out;
    }
}
