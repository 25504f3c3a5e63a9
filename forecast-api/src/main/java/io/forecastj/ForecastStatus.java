package io.forecastj;

/** How far a forecast can be trusted, beyond its intervals. Its reasons stand in {@link Forecast#reasons()}. */
public enum ForecastStatus {
    /** Made as designed, on complete inputs. */
    OK,
    /** Made by the model that was asked, on inputs with holes: a missing value was carried forward, say. */
    DEGRADED,
    /** Made by another model than the one that was asked. */
    FALLBACK
}
