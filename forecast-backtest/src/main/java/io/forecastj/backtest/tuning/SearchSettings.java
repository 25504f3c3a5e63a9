package io.forecastj.backtest.tuning;

import io.forecastj.Forecaster;
import io.forecastj.PublishedValue;
import io.forecastj.TimeSeries;
import io.forecastj.WalkForward;
import io.forecastj.backtest.ClassLabel;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The settings of one search, as checked by {@link Tuner}.
 *
 * @param season the season length in rows; empty to derive it from the series
 * @param tpe how points are proposed by the scores of earlier ones, null to draw all at random
 * @param labels the rule for classes, null if the predictors tell
 * @param log the file that keeps the evaluations, or null for none
 */
record SearchSettings(
        List<TimeSeries> series,
        SearchSpace space,
        Function<Parameters, Forecaster> forecaster,
        WalkForward windows,
        String metricName,
        TrialMetric metric,
        int trials,
        long seed,
        int factor,
        int rounds,
        @Nullable TpeSettings tpe,
        OptionalInt season,
        @Nullable ClassLabel labels,
        TuningListener listener,
        Executor executor,
        @Nullable Path log) {

    /**
     * The header lines that identify a search in its log. Their form is fixed, so that logs of earlier versions stay
     * readable.
     */
    List<String> logHeader(int horizon) {
        List<String> lines = new ArrayList<>(List.of(
                "ForecastJ search, version 1",
                "metric: " + metricName,
                "space: " + space,
                "seed: " + seed,
                "windows: " + text(Rungs.resolved(series, windows, horizon)),
                "horizon: " + horizon,
                "rounds: " + rounds + ", factor: " + factor + ", season: " + season.orElse(0)));
        if (tpe != null) {
            lines.add("sampler: " + tpe);
        }
        series.forEach(one -> lines.add("series: " + one + ", CRC-32C " + checksum(one)));
        return lines;
    }

    /** The settings as texts for a report. */
    Map<String, String> configuration() {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("metric", metricName);
        texts.put("search space", space.toString());
        texts.put("trials", Integer.toString(trials));
        texts.put("rounds", rounds + ", keeping one trial in " + factor + " after each");
        texts.put("sampler", tpe == null ? "random" : tpe.toString());
        texts.put("windows", windows.toString());
        texts.put("seed", Long.toString(seed));
        return Collections.unmodifiableMap(texts);
    }

    private static String text(WalkForward windows) {
        return "WalkForward[expanding=" + windows.expanding() + ", train=" + windows.train() + ", test="
                + windows.test()
                + ", step=" + windows.step() + ", refitEvery="
                + windows.refitEvery().orElse(Integer.MAX_VALUE) + ", purge="
                + windows.purge().orElse(-1) + ", last=" + windows.last().orElse(0) + "]";
    }

    private static String checksum(TimeSeries series) {
        CRC32C sum = new CRC32C();
        ByteBuffer eight = ByteBuffer.allocate(Long.BYTES);
        for (int row = 0; row < series.length(); row++) {
            sum.update(eight.clear().putLong(series.timestamp(row)).flip());
            for (int column = 0; column < series.columns().size(); column++) {
                sum.update(eight.clear().putDouble(series.value(row, column)).flip());
                for (PublishedValue one :
                        series.publications(row, series.columns().get(column))) {
                    sum.update(eight.clear()
                            .putLong(one.published().toEpochMilli())
                            .flip());
                    sum.update(eight.clear().putDouble(one.value()).flip());
                }
            }
        }
        return Long.toHexString(sum.getValue());
    }
}
