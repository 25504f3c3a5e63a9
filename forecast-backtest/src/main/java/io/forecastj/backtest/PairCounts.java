package io.forecastj.backtest;

/**
 * Number of pairs of forecast and actual value that were compared for a target, and of those left out, by reason.
 *
 * <p>Immutable and thread-safe. A pair is one step of one origin of one series, the same for all models. Each pair
 * counts once, under the first reason that holds, in the order of the components.
 *
 * @param compared pairs that all models have, which are scored
 * @param beyondEnd steps after the last row of the series
 * @param actualMissing steps whose actual value is missing (NaN)
 * @param beyondHorizon steps beyond the horizon of some model
 * @param notForecast steps of origins that some model skipped
 * @param notFinite steps for which some model's forecast is NaN or infinite
 */
public record PairCounts(
        long compared, long beyondEnd, long actualMissing, long beyondHorizon, long notForecast, long notFinite) {
    /**
     * Returns the number of all pairs.
     *
     * @return the sum of the components
     */
    public long total() {
        return compared + beyondEnd + actualMissing + beyondHorizon + notForecast + notFinite;
    }
}
