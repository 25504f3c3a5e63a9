package io.forecastj.models.ensemble;

import io.forecastj.FitListener;
import io.forecastj.Forecaster;
import io.forecastj.InvalidSeriesException;
import io.forecastj.TimeSeries;
import io.forecastj.WalkForward;
import io.forecastj.models.internal.Folds;
import io.forecastj.models.internal.OutOfFold;
import io.forecastj.models.internal.SeriesForecasts;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** First half of an ensemble's fit: the members' forecasts of rows that they had not seen. */
final class OutOfFoldFit {
    private final List<SeriesForecasts> forecasts;
    private final List<TimeSeries> before;

    OutOfFoldFit(
            String name,
            Members members,
            @Nullable WalkForward windows,
            List<TimeSeries> series,
            FitListener listener) {
        if (series.isEmpty()) {
            throw new IllegalArgumentException("'" + name + "' needs at least one series to train on, found none");
        }
        Set<String> ids = new HashSet<>();
        for (TimeSeries one : series) {
            if (!ids.add(one.id())) {
                throw new InvalidSeriesException(
                        "'" + name + "' needs training series with distinct ids, found the id '" + one.id()
                                + "' twice; give each series a different one");
            }
        }
        int numbers = members.forecasters().size() * members.targets().size() * members.horizon();
        Folds folds = windows == null
                ? Folds.standard(series, members.horizon(), numbers)
                : Folds.of(windows, series, members.horizon());
        Folds.Fold first = folds.folds().get(0);
        this.before = Forecaster.Trainer.cut(series, first.from(), first.to());
        this.forecasts = OutOfFold.collect(
                name, members.forecasters(), members.targets(), new double[0], series, folds, listener);
    }

    /** Returns the forecasts, one entry for each series. */
    List<SeriesForecasts> forecasts() {
        return forecasts;
    }

    /** Returns the rows before the first of these forecasts. */
    List<TimeSeries> before() {
        return before;
    }
}
