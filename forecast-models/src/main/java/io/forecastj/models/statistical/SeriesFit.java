package io.forecastj.models.statistical;

import org.jspecify.annotations.Nullable;

/**
 * Model of one training series, with its state after the last training row.
 *
 * <p>Immutable by agreement: the state is not changed.
 *
 * @param id the series' id
 * @param end the time of the last training row, in milliseconds since 1970-01-01T00:00Z
 * @param model the model
 * @param state the state after that row
 * @param failure null if the method gave the model, else the reason for which a fallback stands in
 */
record SeriesFit(
        String id,
        long end,
        LocalModel model,
        double[] state,
        @Nullable String failure) {}
