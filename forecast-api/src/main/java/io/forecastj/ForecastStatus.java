package io.forecastj;

/**
 * Reliability of a forecast, apart from its intervals. See {@link Forecast#reasons()}.
 *
 * <p>Immutable and thread-safe. The statuses are ordered from best to worst.
 */
public enum ForecastStatus {
    /** Made as designed, from complete inputs. */
    OK,
    /** Made by the requested model from incomplete inputs, such as with a missing value carried forward. */
    DEGRADED,
    /** Made by another model in place of the requested one. */
    FALLBACK
}
