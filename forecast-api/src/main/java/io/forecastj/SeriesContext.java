package io.forecastj;

import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Description of a series for {@code newState}: id, attributes, sampling and known future.
 *
 * <p>Not thread-safe: it belongs to the session's thread, which updates {@code future}.
 *
 * @param seriesId the series' id
 * @param attributes the numbers that belong to the whole series, among them those of the static columns
 * @param sampling the declared spacing of the series, else that of the training series; null if it is inferred from the
 *     rows
 * @param zone the time zone in which days and months are counted when the spacing is inferred
 * @param future the times and the known values of future rows, kept up to date by the session
 */
public record SeriesContext(
        String seriesId,
        Map<String, Double> attributes,
        @Nullable Sampling sampling,
        ZoneId zone,
        KnownFuture future) {}
