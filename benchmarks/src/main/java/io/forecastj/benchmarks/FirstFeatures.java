package io.forecastj.benchmarks;

import io.forecastj.TimeSeries;
import io.forecastj.features.FeaturePipeline;
import io.forecastj.features.FeatureStream;
import io.forecastj.features.Features;
import java.util.function.Supplier;

/**
 * Features of a new JVM: the first bar into a stream, the first batch of all bars, and later batches. {@link
 * ColdFeatures} runs it.
 */
public final class FirstFeatures {
    private static final int BARS = 100_000;
    private static final int LATER = 6;

    private FirstFeatures() {}

    /**
     * Prints one line of milliseconds: the pipeline, the first bar, the first batch of 100,000 bars, the second, and
     * the fastest of six later ones; then the last value's bits.
     *
     * @param arguments {@code standard} for the standard features, {@code indicators} for the 21 columns of {@link
     *     Indicators}, {@code talib} for the same by TA-Lib's Java port, which has no streams
     */
    public static void main(String[] arguments) {
        TimeSeries bars = Bars.hourly(BARS, 1);
        long begin = System.nanoTime();
        Supplier<double[][]> batch;
        long made;
        if (arguments[0].equals("talib")) {
            TaLibIndicators taLib = new TaLibIndicators(bars);
            made = System.nanoTime();
            batch = taLib::compute;
        } else {
            FeaturePipeline pipeline =
                    arguments[0].equals("standard") ? Features.standardOhlcv() : Indicators.history();
            made = System.nanoTime();
            firstBar(pipeline, bars);
            batch = () -> pipeline.rows(bars);
        }
        long streamed = System.nanoTime();
        double[][] values = batch.get();
        long first = System.nanoTime();
        values = batch.get();
        long second = System.nanoTime();
        long fastest = Long.MAX_VALUE;
        for (int i = 0; i < LATER; i++) {
            long start = System.nanoTime();
            values = batch.get();
            fastest = Math.min(fastest, System.nanoTime() - start);
        }
        double[] last = values[values.length - 1];
        System.out.println((made - begin) / 1e6 + " " + (streamed - made) / 1e6 + " " + (first - streamed) / 1e6 + " "
                + (second - first) / 1e6 + " " + fastest / 1e6 + " "
                + Double.doubleToLongBits(last[last.length - 1]));
    }

    private static void firstBar(FeaturePipeline pipeline, TimeSeries bars) {
        FeatureStream stream = pipeline.open(bars.columns());
        double[] row = new double[bars.columns().size()];
        for (int c = 0; c < row.length; c++) {
            row[c] = bars.value(0, c);
        }
        double[] out = new double[pipeline.columns().size()];
        stream.update(bars.timestamp(0), row);
        stream.write(out, 0);
    }
}
