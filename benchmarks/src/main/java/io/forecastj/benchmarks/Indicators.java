package io.forecastj.benchmarks;

import io.forecastj.features.Feature;
import io.forecastj.features.FeaturePipeline;
import io.forecastj.features.Features;
import java.util.List;
import java.util.stream.Stream;

/**
 * The indicators that ForecastJ, TA-Lib and ta4j all have. {@link TaLibIndicators} and {@link Ta4jIndicators} compute
 * the same columns in the same order.
 */
final class Indicators {
    private static final List<String> HISTORY = List.of(
            "mean(close,20)",
            "std(close,20)",
            "max(high,20)",
            "min(low,20)",
            "ema(close,20)",
            "macd(close,12,26,9)",
            "rsi(close,14)",
            "atr(high,low,close,14)",
            "roc(close,10)",
            "williamsR(high,low,close,14)",
            "cci(high,low,close,20)",
            "adx(high,low,close,14)",
            "mfi(high,low,close,volume,14)",
            "trix(close,15)",
            "aroon(high,low,25).up",
            "aroon(high,low,25).down",
            "linearRegression(close,20).slope");

    /**
     * Indicators for live use only: over history ta4j 0.17 computes the stochastic in quadratic time, and TA-Lib has
     * other columns.
     */
    private static final List<String> LIVE =
            List.of("stochastic(high,low,close,14,1,3)", "bollinger(close,20,2).position");

    private Indicators() {}

    static FeaturePipeline history() {
        return FeaturePipeline.of(HISTORY.stream().map(Features::parse).toList());
    }

    static FeaturePipeline live() {
        return history().plus(LIVE.stream().map(Features::parse).toArray(Feature[]::new));
    }

    /**
     * Checks that all columns agree on the last row, where the effects of the start have vanished, so that equal work
     * is compared.
     */
    static void checkAgreement(FeaturePipeline pipeline, double[] ours, double[] theirs, String library) {
        List<String> columns = pipeline.columns();
        List<String> different = Stream.iterate(0, i -> i < columns.size(), i -> i + 1)
                .filter(i -> !(Math.abs(ours[i] - theirs[i]) <= 1e-6 * Math.max(1, Math.abs(ours[i]))))
                .map(i -> columns.get(i) + ": " + ours[i] + ", " + library + " " + theirs[i])
                .toList();
        if (!different.isEmpty()) {
            throw new IllegalStateException("different values: " + different);
        }
    }
}
