package io.forecastj.benchmarks;

import io.forecastj.TimeSeries;
import io.forecastj.features.FeaturePipeline;
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
import org.ta4j.core.BarSeries;

/**
 * Time of the same 21 indicator columns over 100,000 bars by three libraries.
 *
 * <p>Each allocates its output within the measurement. It gets its input before it, in the library's form: a series,
 * arrays, or a list of bars with numbers of type double. ta4j's indicators are new each time, since they keep the
 * values that they have computed.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
        value = 2,
        jvmArgsAppend = {"-Xms2g", "-Xmx2g"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class FeatureBatchBenchmark {
    private static final int BARS = 100_000;

    private final TimeSeries bars = Bars.hourly(BARS, 1);
    private final FeaturePipeline pipeline = Indicators.history();
    private final TaLibIndicators taLib = new TaLibIndicators(bars);
    private final BarSeries ta4j = Ta4jIndicators.series(bars);

    /** Checks that all compute the same. */
    @Setup
    public void setUp() {
        double[] ours = pipeline.rows(bars)[BARS - 1];
        double[] theirs = new double[ours.length];
        Ta4jIndicators.history(ta4j).lastRowInto(theirs);
        Indicators.checkAgreement(pipeline, ours, taLib.lastRow(), "TA-Lib");
        Indicators.checkAgreement(pipeline, ours, theirs, "ta4j");
    }

    /**
     * By this library.
     *
     * @return the rows
     */
    @Benchmark
    public double[][] forecastj() {
        return pipeline.rows(bars);
    }

    /**
     * By the Java port of TA-Lib.
     *
     * @return the columns
     */
    @Benchmark
    public double[][] taLib() {
        return taLib.compute();
    }

    /**
     * By ta4j.
     *
     * @return the columns
     */
    @Benchmark
    public double[][] ta4j() {
        return Ta4jIndicators.history(ta4j).compute();
    }
}
