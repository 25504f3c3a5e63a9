package io.forecastj.models.statistical;

import org.jspecify.annotations.Nullable;

/**
 * Model of one training series, with its state after the last training row.
 *
 * <p>Immutable by agreement: the state is not changed.
 *
 * @param id the series' id
 * @param end the time of the last training row, in milliseconds since 1970-01-01T00:00Z
 * @param last the value of that row, NaN if it is missing
 * @param model the model
 * @param state the state after that row
 * @param failure null if the method gave the model, else the reason for which a fallback stands in
 */
record SeriesFit(
        String id,
        long end,
        double last,
        LocalModel model,
        double[] state,
        @Nullable String failure) {
    /** Relative difference up to which a value is that of training: another forecaster may have adjusted it. */
    private static final double ROUNDING = 1e-9;

    /**
     * Returns whether a row is the last training row. The value is compared too, since other data may have the same id,
     * such as the empty one, and the same times.
     */
    boolean endsWith(long time, double value) {
        return time == end
                && (Double.isNaN(last)
                        ? Double.isNaN(value)
                        : Math.abs(value - last) <= ROUNDING * Math.max(Math.abs(value), Math.abs(last)));
    }
}
