package io.forecastj.benchmarks;

import io.forecastj.features.FeaturePipeline;
import io.forecastj.features.FeatureStream;
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
import org.ta4j.core.BaseBarSeriesBuilder;
import org.ta4j.core.num.DoubleNum;

/** Time of one live update: one new bar, and all 24 indicators read. ta4j keeps the last 1,000 bars. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class LivePatternBenchmark {
    private static final int KEPT = 1_000;

    private final LiveBars bars = new LiveBars();
    private final FeaturePipeline pipeline = Indicators.live();
    private final double[] out = new double[pipeline.columns().size()];
    private final FeatureStream stream = pipeline.open(LiveBars.COLUMNS);
    private final BarSeries series =
            new BaseBarSeriesBuilder().withNumTypeOf(DoubleNum.class).build();
    private final Ta4jIndicators ta4j = Ta4jIndicators.live(series);

    /** Fills the windows and checks that both compute the same. */
    @Setup
    public void setUp() {
        series.setMaximumBarCount(KEPT);
        for (int i = 0; i < 2 * KEPT; i++) {
            long time = bars.nextTime();
            double[] bar = bars.next();
            stream.update(time, bar);
            Ta4jIndicators.add(series, time, bar);
            ta4j.lastRowInto(out);
        }
        double[] ours = new double[out.length];
        stream.write(ours, 0);
        Indicators.checkAgreement(pipeline, ours, out, "ta4j");
    }

    /**
     * By this library.
     *
     * @return the indicators
     */
    @Benchmark
    public double[] forecastj() {
        stream.update(bars.nextTime(), bars.next());
        stream.write(out, 0);
        return out;
    }

    /**
     * By ta4j.
     *
     * @return the indicators
     */
    @Benchmark
    public double[] ta4j() {
        Ta4jIndicators.add(series, bars.nextTime(), bars.next());
        ta4j.lastRowInto(out);
        return out;
    }
}
