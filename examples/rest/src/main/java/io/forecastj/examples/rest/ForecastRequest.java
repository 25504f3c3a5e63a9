package io.forecastj.examples.rest;

import io.forecastj.TimeSeries;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request of a client for one forecast. Everything may be left out.
 *
 * @param series the rows known so far; the bundled bars if absent
 * @param model the model that answers; that of the settings if absent
 * @param horizons the steps to compare with the other models; none if absent
 * @param coverage the nominal coverage of the intervals; the widest ones if absent
 */
record ForecastRequest(
        @Nullable TimeSeries series,
        @Nullable String model,
        @Nullable List<@Nullable Integer> horizons,
        @Nullable Double coverage) {
    static final ForecastRequest DEFAULT = new ForecastRequest(null, null, null, null);
}
