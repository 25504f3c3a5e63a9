package io.forecastj.models.ensemble;

import io.forecastj.FitListener;
import io.forecastj.FitProgress;
import io.forecastj.FitTasks;
import io.forecastj.InvalidSeriesException;
import io.forecastj.Predictor;
import io.forecastj.TimeSeries;
import io.forecastj.WalkForward;
import io.forecastj.models.internal.Folds;
import io.forecastj.models.internal.OutOfFold;
import io.forecastj.models.internal.OutOfFoldFit;
import io.forecastj.models.internal.SeriesForecasts;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fit that all ensembles share: fits the members, with their forecasts of rows that they had not seen, and passes
 * them to the part that learns the combination. Immutable and thread-safe.
 *
 * @param windows the windows of the forecasts, null for the standard ones
 * @param learning the part that differs between ensembles
 */
record EnsembleRecipe(
        String name, Members members, @Nullable WalkForward windows, Learning learning) {
    /** The part of the work that fits and forecasts of the members take; what remains is little. */
    private static final double MEMBERS_PART = 0.98;

    /** Learns a combination. */
    interface Learning {
        /**
         * Learns from the members' forecasts.
         *
         * @param inputs the fitted members, which belong to the result, and what to learn from
         * @param listener receives progress and may cancel
         * @return the ensemble, and its own forecasts of training rows if they are wanted
         */
        OutOfFoldFit learn(Inputs inputs, FitListener listener);
    }

    /**
     * Inputs of a combination.
     *
     * @param series the training series
     * @param before the rows before the first forecast
     * @param predictors the members, fitted to all rows
     * @param forecasts the members' forecasts of rows that they had not seen
     * @param replay true if the combination's own forecasts of these rows are wanted
     */
    record Inputs(
            List<TimeSeries> series,
            List<TimeSeries> before,
            List<Predictor> predictors,
            List<SeriesForecasts> forecasts,
            boolean replay) {}

    Predictor fit(List<TimeSeries> series, FitListener listener) {
        return fit(series, folds(series), false, listener).predictor();
    }

    OutOfFoldFit fit(List<TimeSeries> series, Folds folds, boolean replay, FitListener listener) {
        requireDistinct(series);
        OutOfFold.Fitted fitted = OutOfFold.fit(
                name,
                members.forecasters(),
                members.targets(),
                new double[0],
                series,
                folds,
                windows,
                FitTasks.phase(listener, 0, MEMBERS_PART));
        try {
            fitted.forecasts().forEach(one -> one.keepSteps(members.steps(fitted.predictors())));
            OutOfFoldFit learnt = learning.learn(
                    new Inputs(series, folds.before(series), fitted.predictors(), fitted.forecasts(), replay),
                    FitTasks.phase(listener, MEMBERS_PART, 1));
            listener.onProgress(new FitProgress(name, "weights", 1, 1, Map.of()));
            return learnt;
        } catch (RuntimeException | Error e) {
            fitted.predictors().forEach(Predictor::close);
            throw e;
        }
    }

    Folds folds(List<TimeSeries> series) {
        requireDistinct(series);
        int numbers = members.forecasters().size() * members.targets().size() * members.horizon();
        return windows == null
                ? Folds.standard(series, members.horizon(), numbers)
                : Folds.of(windows, series, members.horizon());
    }

    private void requireDistinct(List<TimeSeries> series) {
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
    }
}
