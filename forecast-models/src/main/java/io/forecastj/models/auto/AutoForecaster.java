package io.forecastj.models.auto;

import io.forecastj.FitListener;
import io.forecastj.Forecaster;
import io.forecastj.InvalidSeriesException;
import io.forecastj.Predictor;
import io.forecastj.TimeSeries;
import io.forecastj.models.internal.SeriesIds;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Forecaster built by {@link Auto#forecaster()}.
 *
 * @param seasons the seasons that the user has set, empty to find them; a 1 for none
 * @param budget the limit of the time of a fit, or null
 * @param own the user's own candidates
 */
record AutoForecaster(
        String name,
        String column,
        int horizon,
        List<Integer> seasons,
        Preset preset,
        @Nullable Duration budget,
        List<String> knownFuture,
        List<String> attributes,
        List<Forecaster> own)
        implements Forecaster {
    @Override
    public List<String> targets() {
        return List.of(column);
    }

    @Override
    public Predictor fit(List<TimeSeries> series, FitListener listener) {
        if (series.isEmpty()) {
            throw new IllegalArgumentException("'" + name + "' needs at least one series to train on, found none");
        }
        SeriesIds.requireDistinct(name, "weights", series);
        requireInputs(series);
        return new AutoFit(this, series, listener).run();
    }

    /** Requires the columns and attributes that are set; without them a candidate would only be left out. */
    private void requireInputs(List<TimeSeries> series) {
        for (String known : knownFuture) {
            for (TimeSeries one : series) {
                if (!one.hasColumn(known)) {
                    throw new InvalidSeriesException("'" + name + "' needs the column '" + known
                            + "', which is set as known ahead; " + one + " has " + one.columns());
                }
            }
        }
        for (String attribute : attributes) {
            if (series.stream().noneMatch(one -> one.attributes().containsKey(attribute))) {
                throw new InvalidSeriesException(
                        "'" + name + "' needs the attribute '" + attribute + "'; no series has it");
            }
        }
    }
}
