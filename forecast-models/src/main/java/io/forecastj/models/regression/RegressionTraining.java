package io.forecastj.models.regression;

import io.forecastj.FitListener;
import io.forecastj.FitProgress;
import io.forecastj.FitTasks;
import io.forecastj.InsufficientHistoryException;
import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;
import io.forecastj.models.internal.SeriesIds;
import io.forecastj.models.internal.Shrinkage;
import io.forecastj.models.internal.Validation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One fit: makes the examples, trains the strategy's models, and closes them if the fit fails. */
final class RegressionTraining {
    private final String name;
    private final Regressor regressor;
    private final RegressionPlan plan;
    private final Validation validation;
    private final @Nullable String weights;
    private final List<TrainingSeries> series;
    private final FitListener listener;
    private final boolean shrinking;
    private final boolean[] taught;
    /** Values of the plan that it computes anew from all steps at each call. */
    private final int firstOrigin;

    private final int reach;

    private final MissingInTraining missing;
    private final String refused;

    /**
     * Takes the settings of a recipe.
     *
     * @param plan the recipe's plan, with fitted features
     * @param refused description of the series that were left out for their values; empty if there are none
     */
    RegressionTraining(
            RegressionForecaster recipe,
            RegressionPlan plan,
            List<TrainingSeries> series,
            String refused,
            FitListener listener) {
        this.name = recipe.name();
        this.regressor = recipe.regressor();
        this.plan = plan;
        this.validation = recipe.validation();
        this.weights = recipe.weights();
        this.shrinking = recipe.shrinking();
        this.series = series;
        this.refused = refused;
        this.listener = listener;
        this.taught = new boolean[series.size()];
        this.firstOrigin = plan.firstOrigin();
        this.reach = plan.reach();
        this.missing = MissingInTraining.of(plan, series, regressor.learnsFromMissing());
    }

    Predictor train() {
        requireRows(name, plan, validation, longest());
        List<FitTasks.Task<RegressionModel>> tasks = new ArrayList<>();
        for (List<Integer> steps : plan.stepsOfModels()) {
            String step = plan.strategy() == Strategy.DIRECT ? " step " + steps.get(0) : "";
            for (int i = 0; i < plan.parts(); i++) {
                int part = i;
                String phase = step + plan.response().parts().get(part);
                tasks.add(its -> model(steps, part, phase, its));
            }
        }
        List<RegressionModel> models = FitTasks.run(tasks, listener);
        try {
            Shrinkage shrinkage = shrinkage(models);
            return new RegressionPredictor(info(shrinkage), plan, models, missing, shrinkage);
        } catch (RuntimeException | Error e) {
            models.forEach(RegressionModel::close);
            throw e;
        }
    }

    /** Estimates the shrinkage on the origins of the validation part. */
    private Shrinkage shrinkage(List<RegressionModel> models) {
        if (!shrinking || validation.none() || !plan.response().shrinks()) {
            return Shrinkage.NONE;
        }
        List<Validation.Split> splits =
                series.stream().map(one -> split(one, reach)).toList();
        // the models stay open: this predictor is never closed
        RegressionPredictor whole =
                new RegressionPredictor(info(Shrinkage.NONE), plan, models, missing, Shrinkage.NONE);
        return ValidationForecasts.shrinkage(whole, series, splits, listener);
    }

    /** Trains the model of one part for some steps. */
    private RegressionModel model(List<Integer> steps, int part, String phase, FitListener listener) {
        if (listener.cancelled()) {
            throw new CancellationException("the fit of '" + name + "' was cancelled");
        }
        Examples training = examples(steps, part, false);
        if (training.rows().length == 0) {
            throw noExample(name, plan, longest(), longest() > (long) firstOrigin + reach ? noLabel() : "");
        }
        Examples validating = validation.none() ? null : examples(steps, part, true);
        if (validating != null && validating.rows().length == 0) {
            throw new InsufficientHistoryException(
                    "'" + name + "' has no validation example: the target is missing in the last part of every series");
        }
        requireWeight(training, "training");
        if (validating != null) {
            requireWeight(validating, "validation");
        }
        RegressionModel model =
                plan.response().regressor(regressor, part).fit(training, validating, named(phase, listener));
        int expected = plan.response().outputs();
        if (model.outputs() != expected) {
            int outputs = model.outputs();
            model.close();
            throw new IllegalArgumentException(plan.response() + " needs a regressor with " + expected
                    + " outputs, found " + outputs + " of the kind '" + regressor.kind() + "'"
                    + (plan.response() instanceof ClassResponse
                            ? "; a LightGBM has them with objective(new Objective.Multiclass(" + expected + "))"
                            : ""));
        }
        return model;
    }

    private static InsufficientHistoryException noExample(String name, RegressionPlan plan, int longest, String but) {
        int first = plan.firstOrigin();
        int reach = plan.reach();
        return new InsufficientHistoryException("'" + name + "' has no example to train on: an origin needs " + first
                + " rows before it and " + reach + " after it with the target known at both ends, so one series of at"
                + " least " + ((long) first + reach + 1) + " rows; the longest has " + longest + but);
    }

    /** Returns why no origin has a label although a series is long enough. */
    private String noLabel() {
        return plan.scaling().active() && series.stream().noneMatch(TrainingSeries::hasScale)
                ? ", but the scale of " + plan.response().columns() + " by "
                        + plan.scaling().scale()
                        + " is 0 at each of its rows, so nothing can be divided by it; leave out scale(...)"
                : ", but " + plan.response().columns() + " is missing at an end of each example" + publishedLate();
    }

    /** Returns why the start of an example may be missing, empty if the target has no publication times. */
    private String publishedLate() {
        List<String> targets = plan.response().columns();
        return series.stream().allMatch(one -> Collections.disjoint(one.series().vintageColumns(), targets))
                ? ""
                : ": it has publication times, and a value published after its row is not known at an origin there;"
                        + " a level as target needs no value at the origin";
    }

    /** Requires an example that counts: a weight of 0 leaves its example out. */
    private void requireWeight(Examples examples, String part) {
        double[] values = examples.weights();
        if (values != null && Arrays.stream(values).noneMatch(weight -> weight > 0)) {
            throw new InsufficientHistoryException("'" + name + "' has no " + part + " example with a weight above 0:"
                    + " the column '" + weights + "' is 0 at all " + values.length + " origins");
        }
    }

    private int longest() {
        return series.stream().mapToInt(TrainingSeries::length).max().orElse(0);
    }

    /**
     * Refuses series that are too short for any example, or for one in the validation part.
     *
     * @param longest the number of rows of the longest series
     */
    static void requireRows(String name, RegressionPlan plan, Validation validation, int longest) {
        int first = plan.firstOrigin();
        int reach = plan.reach();
        if (!validation.none() && validation.of(longest, first, reach) == 0) {
            String part = validation.rows() > 0 ? validation.rows() + " rows" : validation.fraction() + " of the rows";
            throw new InsufficientHistoryException("'" + name + "' cannot keep " + part
                    + " for validation: besides them a series needs " + (first + 2L * reach)
                    + " rows, and the longest has " + longest);
        }
        if (longest < (long) first + reach + 1) {
            throw noExample(name, plan, longest, "");
        }
    }

    /** Collects the examples of all series for some steps; within a series they are in the order of the origins. */
    private Examples examples(List<Integer> steps, int part, boolean validating) {
        int capacity = 0;
        for (TrainingSeries one : series) {
            for (int step : steps) {
                Range origins = origins(one, step, validating);
                capacity = Math.addExact(capacity, origins.to - origins.from);
            }
        }
        double[][] rows = new double[capacity][];
        double[] labels = new double[capacity];
        double[] weighting = weights == null ? null : new double[capacity];
        int count = 0;
        for (int index = 0; index < series.size(); index++) {
            TrainingSeries one = series.get(index);
            int before = count;
            Range[] ranges =
                    steps.stream().map(step -> origins(one, step, validating)).toArray(Range[]::new);
            for (int origin = firstOrigin; origin < one.length(); origin++) {
                for (int i = 0; i < ranges.length; i++) {
                    int step = steps.get(i);
                    double label = ranges[i].contains(origin) ? one.label(plan, origin, step, part) : Double.NaN;
                    if (Double.isFinite(label)) {
                        labels[count] = label;
                        if (weighting != null) {
                            weighting[count] = one.weight(origin);
                        }
                        rows[count++] = one.inputs(plan, origin, step);
                    }
                }
            }
            if (count > before && !validating) {
                taught[index] = true; // models of other steps, on other threads, only write the same
            }
        }
        return new Examples(
                plan.inputs(),
                Arrays.copyOf(rows, count),
                Arrays.copyOf(labels, count),
                weighting == null ? null : Arrays.copyOf(weighting, count));
    }

    private record Range(int from, int to) {
        boolean contains(int row) {
            return from <= row && row < to;
        }
    }

    private Range origins(TrainingSeries one, int step, boolean validating) {
        Validation.Split split = split(one, step);
        return validating
                ? new Range(split.validFrom(), split.validTo())
                : new Range(split.trainFrom(), split.trainTo());
    }

    /**
     * Splits the origins of a series; for a model of several steps, the longest label decides which origins are left
     * out before the validation part.
     */
    private Validation.Split split(TrainingSeries one, int step) {
        int validating = validation.of(one.length(), firstOrigin, reach);
        boolean together = validating > 0 && plan.strategy() == Strategy.DIRECT_SHARED;
        return Validation.split(one.length(), validating, firstOrigin, together ? reach : step);
    }

    private FitListener named(String phase, FitListener listener) {
        return new FitListener() {
            @Override
            public void onProgress(FitProgress progress) {
                listener.onProgress(new FitProgress(
                        name,
                        progress.phase() + phase,
                        progress.done(),
                        progress.total(),
                        progress.metrics(),
                        progress.completed()));
            }

            @Override
            public boolean cancelled() {
                return listener.cancelled();
            }

            @Override
            public Executor executor() {
                return listener.executor();
            }
        };
    }

    private PredictorInfo info(Shrinkage shrinkage) {
        PredictorInfo.Builder info = RegressionPredictor.describe(plan, name, shrinkage)
                .trainedOn(series.stream().map(TrainingSeries::series).toList())
                .parameter("regressor", regressor.kind());
        // for quantiles, the settings of the median's model are recorded; the others differ in the level only
        int part = Math.max(0, plan.response().levels().indexOf(0.5));
        Regressor used = plan.response().regressor(regressor, part);
        used.parameters().forEach((key, value) -> info.parameter(regressor.kind() + "." + key, value));
        used.libraries().forEach(info::library);
        info.seed(used.seed());
        if (weights != null) {
            info.parameter("weights", weights);
        }
        if (!missing.never().isEmpty()) {
            info.parameter("features without values", String.join(" ", missing.never()));
        }
        if (!missing.often().isEmpty()) {
            info.parameter("features often missing", String.join(" ", missing.often()));
        }
        List<String> leftOut = IntStream.range(0, series.size())
                .filter(index -> !taught[index])
                .mapToObj(index -> series.get(index).series().id())
                .toList();
        SeriesIds.describeLeftOut(info, leftOut, series.size());
        if (!refused.isEmpty()) {
            info.parameter("series with refused values", refused);
        }
        if (validation.rows() > 0) {
            info.parameter("validation rows", validation.rows());
        } else if (!validation.none()) {
            info.parameter("validation fraction", validation.fraction());
        }
        return info.build();
    }
}
