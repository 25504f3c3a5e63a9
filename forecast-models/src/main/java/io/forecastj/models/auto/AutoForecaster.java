package io.forecastj.models.auto;

import io.forecastj.FitListener;
import io.forecastj.Forecaster;
import io.forecastj.Predictor;
import io.forecastj.TimeSeries;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
        Set<String> ids = new HashSet<>();
        for (TimeSeries one : series) {
            if (!ids.add(one.id())) {
                throw new IllegalArgumentException("'" + name
                        + "' keeps weights for each series by its id; more than one series has the id '" + one.id()
                        + "'. Give every series an id: series.toBuilder().id(...)");
            }
        }
        return new AutoFit(this, series, listener).run();
    }
}
