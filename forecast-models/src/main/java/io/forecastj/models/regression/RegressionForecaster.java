package io.forecastj.models.regression;

import io.forecastj.FitListener;
import io.forecastj.FitProgress;
import io.forecastj.FitTasks;
import io.forecastj.Forecaster;
import io.forecastj.InvalidSeriesException;
import io.forecastj.Predictor;
import io.forecastj.TimeSeries;
import io.forecastj.features.FeaturePipeline;
import io.forecastj.models.internal.ClassForecasts;
import io.forecastj.models.internal.SeriesIds;
import io.forecastj.models.internal.Validation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Forecaster built by {@link Regression#forecaster()}.
 *
 * @param weights the column with the weights of the examples, or null
 * @param shrinking whether forecasts are drawn towards naive ones as the validation rows suggest
 */
record RegressionForecaster(
        String name,
        Regressor regressor,
        RegressionPlan plan,
        Validation validation,
        @Nullable String weights,
        boolean shrinking)
        implements Forecaster, ClassForecasts {
    /** The part of the work that features take, roughly. */
    private static final double FEATURES_PART = 0.1;

    @Override
    public int horizon() {
        return plan.horizon();
    }

    @Override
    public List<String> targets() {
        return plan.response().columns();
    }

    @Override
    public boolean classes() {
        return plan.response() instanceof ClassResponse;
    }

    @Override
    public Predictor fit(List<TimeSeries> series, FitListener listener) {
        if (series.isEmpty()) {
            throw new IllegalArgumentException("'" + name + "' needs at least one series to train on, found none");
        }
        requireAll(series, this::checkColumns);
        List<TimeSeries> accepted = new ArrayList<>();
        String refused = sort(series, Function.identity(), accepted);
        // before features of long windows take memory
        RegressionTraining.requireRows(
                name,
                plan,
                validation,
                accepted.stream().mapToInt(TimeSeries::length).max().orElse(0));
        RegressionPlan ready = plan.pipeline().fitted() ? plan : plan.with(fitPipeline(accepted));
        List<TrainingSeries> all = new ArrayList<>();
        FitListener featureListener = FitTasks.phase(listener, 0, FEATURES_PART);
        for (TimeSeries one : accepted) {
            if (listener.cancelled()) {
                throw new CancellationException("the fit of '" + name + "' was cancelled");
            }
            all.add(TrainingSeries.of(one, ready, weights));
            featureListener.onProgress(new FitProgress(name, "features", all.size(), accepted.size(), Map.of()));
        }
        return train(ready, all, refused, FitTasks.phase(listener, FEATURES_PART, 1));
    }

    /** Fits the features on the rows before the validation part of each series. */
    private FeaturePipeline fitPipeline(List<TimeSeries> series) {
        int first = plan.firstOrigin();
        int reach = plan.reach();
        return plan.pipeline()
                .fit(series.stream()
                        .map(one -> one.head(
                                Validation.split(one.length(), validation.of(one.length(), first, reach), first, reach)
                                        .dataTo()))
                        .toList());
    }

    @Override
    public Trainer prepare(List<TimeSeries> series) {
        // with publication times, what was known of a row depends on the end of the training span
        if (!plan.pipeline().fitted() || series.stream().anyMatch(TimeSeries::hasVintages)) {
            return Forecaster.super.prepare(series);
        }
        List<TrainingSeries> whole = series.stream()
                .map(one -> TrainingSeries.of(one, plan, weights))
                .toList();
        return (from, to, listener) -> {
            List<TrainingSeries> cut = whole.stream()
                    .map(one -> one.between(from, to))
                    .filter(one -> one.length() > 0)
                    .toList();
            if (cut.isEmpty()) {
                throw new IllegalArgumentException(
                        "'" + name + "' has no row to train on between " + from + " and " + to);
            }
            List<TrainingSeries> accepted = new ArrayList<>();
            String refused = sort(cut, TrainingSeries::series, accepted);
            return train(plan, accepted, refused, listener);
        };
    }

    private void checkColumns(TimeSeries one) {
        plan.response().columns().forEach(one::columnIndex);
        plan.pipeline().inputs().forEach(one::columnIndex);
        plan.knownFuture().forEach(one::columnIndex);
        plan.attributes().forEach(name -> TrainingSeries.attribute(one, name));
        if (weights != null) {
            one.columnIndex(weights);
        }
    }

    /**
     * Sorts out the series whose values the target does not accept, such as a price of 0 for a log return: they are
     * left out as those without examples are.
     *
     * @param accepted receives the others
     * @return a description of those left out; empty if there are none
     * @throws InvalidSeriesException if no series remains
     */
    private <T> String sort(List<T> series, Function<T, TimeSeries> seriesOf, List<T> accepted) {
        List<String> refused = new ArrayList<>();
        String first = "";
        for (T one : series) {
            try {
                plan.response().check(seriesOf.apply(one));
                accepted.add(one);
            } catch (InvalidSeriesException e) {
                first = refused.isEmpty() ? String.valueOf(e.getMessage()) : first;
                refused.add(seriesOf.apply(one).id());
            }
        }
        if (accepted.isEmpty()) {
            requireAll(series.stream().map(seriesOf).toList(), plan.response()::check);
        }
        return refused.isEmpty()
                ? ""
                : refused.size() + " of " + series.size() + ": " + SeriesIds.first(refused) + "; the first one: "
                        + first;
    }

    /** Checks all series before an exception is thrown, so that its message has every series that is refused. */
    private static void requireAll(List<TimeSeries> series, Consumer<TimeSeries> check) {
        List<String> refused = new ArrayList<>();
        @Nullable InvalidSeriesException first = null;
        for (TimeSeries one : series) {
            try {
                check.accept(one);
            } catch (InvalidSeriesException e) {
                refused.add(one.id());
                first = first == null ? e : first;
            }
        }
        if (first != null && refused.size() > 1) {
            throw new InvalidSeriesException(
                    refused.size() + " of " + series.size() + " series cannot be trained on, "
                            + SeriesIds.first(refused) + "; the first one: " + first.getMessage(),
                    first);
        }
        if (first != null) {
            throw first;
        }
    }

    private Predictor train(RegressionPlan ready, List<TrainingSeries> series, String refused, FitListener listener) {
        return new RegressionTraining(this, ready, series, refused, listener).train();
    }

    @Override
    public String toString() {
        int features = plan.pipeline().columns().size();
        return "'" + name + "' of " + plan.response() + " by " + regressor.kind() + ", " + plan.strategy() + ", steps "
                + plan.steps() + ", " + features + (features == 1 ? " feature" : " features")
                + (plan.scaling().active() ? ", scale " + plan.scaling().scale() : "");
    }
}
