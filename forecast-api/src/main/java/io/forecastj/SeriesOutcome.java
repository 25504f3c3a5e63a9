package io.forecastj;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Forecast of one series among many, or the reason why there is none. {@link Predictor#predictEach} returns them.
 *
 * <p>Immutable and thread-safe.
 */
public final class SeriesOutcome {
    private final String seriesId;
    private final @Nullable Forecast forecast;
    private final @Nullable ForecastException failure;

    private SeriesOutcome(String seriesId, @Nullable Forecast forecast, @Nullable ForecastException failure) {
        this.seriesId = seriesId;
        this.forecast = forecast;
        this.failure = failure;
    }

    static SeriesOutcome of(TimeSeries series, Forecast forecast) {
        return new SeriesOutcome(series.id(), forecast, null);
    }

    static SeriesOutcome of(TimeSeries series, ForecastException failure) {
        return new SeriesOutcome(series.id(), null, failure);
    }

    /**
     * Returns the id of the series.
     *
     * @return the id, which may be empty
     */
    public String seriesId() {
        return seriesId;
    }

    /**
     * Returns the forecast.
     *
     * @return the forecast that {@link Predictor#predict(TimeSeries)} returns for the series, or empty if it throws
     */
    public Optional<Forecast> forecast() {
        return Optional.ofNullable(forecast);
    }

    /**
     * Returns the reason why there is no forecast.
     *
     * @return the exception that {@link Predictor#predict(TimeSeries)} throws for the series, such as an {@link
     *     InsufficientHistoryException}; empty if there is a forecast
     */
    public Optional<ForecastException> failure() {
        return Optional.ofNullable(failure);
    }

    /**
     * Returns this outcome as plain values: maps, lists, texts, numbers, booleans and null, for JSON. Jackson 2 and 3
     * write this map without further settings. The keys are {@code seriesId}, {@code forecast} and {@code failure}, the
     * message of the exception; one of the last two is null.
     *
     * @return a new map; changes of it do not reach the outcome
     */
    @JsonValue
    public Map<String, @Nullable Object> toMap() {
        return PlainValues.of(this);
    }

    @Override
    public String toString() {
        return forecast != null ? forecast.toString() : "no forecast of '" + seriesId + "': " + failure;
    }
}
