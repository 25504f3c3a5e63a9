package io.forecastj.models.statistical;

import io.forecastj.ColumnRole;
import io.forecastj.FitListener;
import io.forecastj.FitProgress;
import io.forecastj.FitTasks;
import io.forecastj.ForecastException;
import io.forecastj.Forecaster;
import io.forecastj.InsufficientHistoryException;
import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import io.forecastj.models.internal.SeriesIds;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * Forecaster that estimates one model for each series.
 *
 * <p>Immutable and thread-safe.
 *
 * @param name the name for reports
 * @param method the method of estimation
 * @param column the target column
 * @param regressors the known-future columns that the method takes
 * @param season the number of rows of a season, 0 for the usual one of the series' spacing
 * @param horizon the number of steps
 * @param unseen the policy for series without a model
 */
record LocalForecaster(
        String name,
        LocalMethod method,
        String column,
        List<String> regressors,
        int season,
        int horizon,
        UnseenSeries unseen)
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
        SeriesIds.requireDistinct(name, "a model", series);
        int rows = season == 0 ? Sampling.season(series) : season;
        List<FitTasks.Task<Optional<SeriesOutcome>>> tasks = new ArrayList<>();
        for (TimeSeries one : series) {
            tasks.add(its -> fit(one, rows, its));
        }
        double[] work = series.stream().mapToDouble(one -> one.length() + 1.0).toArray();
        List<SeriesOutcome> outcomes = FitTasks.<Optional<SeriesOutcome>>run(tasks, work, listener).stream()
                .flatMap(Optional::stream)
                .toList();
        requireSome(series, outcomes);
        Map<String, SeriesFit> fits = new LinkedHashMap<>();
        for (SeriesOutcome outcome : outcomes) {
            fits.put(outcome.fit.id(), outcome.fit);
        }
        return new LocalPredictor(info(series, rows, fits), method, rows, unseen, fits);
    }

    /** Model of a series, and the exception of the method if a fallback was fitted. */
    private record SeriesOutcome(SeriesFit fit, @Nullable ForecastException failure) {}

    /** Fits one series; empty if it has no value. */
    private Optional<SeriesOutcome> fit(TimeSeries series, int rows, FitListener listener) {
        if (listener.cancelled()) {
            throw new CancellationException("the fit of '" + name + "' was cancelled");
        }
        double[] values = series.values(column);
        double[][] known = regressors.stream().map(series::values).toArray(double[][]::new);
        Optional<SeriesOutcome> outcome = Optional.empty();
        if (hasValue(values)) {
            LocalFit.Outcome found = LocalFit.fit(method, new LocalRows(values, known), rows);
            ForecastException failure = found.failure();
            String reason = failure == null ? null : "'" + name + "' failed: " + failure.getMessage();
            SeriesFit fit = new SeriesFit(
                    series.id(),
                    series.timestamp(series.length() - 1),
                    values[values.length - 1],
                    found.fitted().model(),
                    found.fitted().state(),
                    reason);
            outcome = Optional.of(new SeriesOutcome(fit, failure));
        }
        listener.onProgress(new FitProgress(name, "series", 1, 1, Map.of()));
        return outcome;
    }

    private static boolean hasValue(double[] values) {
        for (double value : values) {
            if (!Double.isNaN(value)) {
                return true;
            }
        }
        return false;
    }

    /** Throws the first failure if no series has a model of the method. */
    private void requireSome(List<TimeSeries> series, List<SeriesOutcome> outcomes) {
        if (outcomes.isEmpty()) {
            throw new InsufficientHistoryException("'" + name + "' found no value of '" + column + "' in "
                    + (series.size() == 1 ? series.get(0) : series.size() + " series"));
        }
        ForecastException first = outcomes.get(0).failure;
        if (first != null && outcomes.stream().allMatch(outcome -> outcome.failure != null)) {
            throw first;
        }
    }

    private PredictorInfo info(List<TimeSeries> series, int rows, Map<String, SeriesFit> fits) {
        PredictorInfo.Builder info =
                PredictorInfo.builder(LocalPredictor.KIND, horizon).name(name).column(column, ColumnRole.TARGET);
        regressors.forEach(regressor -> info.column(regressor, ColumnRole.KNOWN_FUTURE));
        info.requiredHistory(1)
                .trainedOn(series)
                .parameter("method", method.kind())
                .parameter("season", rows)
                .parameter("unseen series", unseen == UnseenSeries.ESTIMATE ? "estimated" : "refused");
        LocalModels.describe(fits.values(), series.size(), info);
        return info.build();
    }
}
