package io.forecastj.lifecycle.serving;

import io.forecastj.Forecast;
import org.jspecify.annotations.Nullable;

/**
 * A forecast with the number of the version that made it.
 *
 * <p>Immutable and thread-safe.
 */
public final class VersionedForecast {
    private final int version;
    private final Forecast forecast;

    VersionedForecast(int version, Forecast forecast) {
        this.version = version;
        this.forecast = forecast;
    }

    /** {@return the number of the version} */
    public int version() {
        return version;
    }

    /** {@return the forecast} */
    public Forecast forecast() {
        return forecast;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof VersionedForecast that && version == that.version && forecast.equals(that.forecast);
    }

    @Override
    public int hashCode() {
        return 31 * version + forecast.hashCode();
    }

    @Override
    public String toString() {
        return "version " + version + ": " + forecast;
    }
}
