package io.forecastj;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a predictor is told of a series when a session opens on it.
 *
 * @param seriesId the series' id
 * @param attributes the numbers that belong to the whole series; those of the static columns are there
 * @param sampling the spacing that the series declares, or null if it is inferred from the rows
 * @param future the times and the known values of the rows ahead, kept up to date by the session
 */
public record SeriesContext(
        String seriesId,
        Map<String, Double> attributes,
        @Nullable Sampling sampling,
        KnownFuture future) {}
