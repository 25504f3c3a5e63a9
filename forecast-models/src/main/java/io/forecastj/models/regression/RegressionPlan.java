package io.forecastj.models.regression;

import io.forecastj.Column;
import io.forecastj.ColumnRole;
import io.forecastj.MessageText;
import io.forecastj.features.FeaturePipeline;
import io.forecastj.features.StepCalendar;
import io.forecastj.models.internal.ArgumentChecks;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Structure that training, forecasting and saving share: the columns and inputs in their order, and the step and part
 * of each model.
 *
 * <p>Models are ordered by step, and within a step by part.
 *
 * @param steps the steps that are forecast, increasing
 * @param knownFuture the columns whose value at the forecast step is an input
 * @param calendar the features of the forecast step's time that are inputs
 * @param attributes the series' attributes that are inputs
 * @param scaling the division of features and labels by the series' scale
 * @param shortestHistory the number of rows from which features are used although they lack rows before them; 0 if they
 *     are used from the end of their warm-up on
 */
record RegressionPlan(
        Response response,
        Strategy strategy,
        List<Integer> steps,
        FeaturePipeline pipeline,
        List<String> knownFuture,
        StepCalendar calendar,
        List<String> attributes,
        SeriesScaling scaling,
        int shortestHistory) {

    RegressionPlan {
        steps = List.copyOf(steps);
        requireSteps(steps);
        if (strategy == Strategy.RECURSIVE) {
            requireRecursive(response, steps);
        }
        knownFuture = List.copyOf(knownFuture);
        attributes = List.copyOf(attributes);
        List<String> columns = new ArrayList<>(knownFuture);
        columns.addAll(response.columns());
        requireDistinct(columns, "the target and the known-future columns");
        requireDistinct(
                inputs(strategy, pipeline, knownFuture, calendar, attributes, scaling), "the names of the inputs");
    }

    /** Rejects a name that occurs twice. */
    private static void requireDistinct(List<String> names, String what) {
        HashSet<String> seen = new HashSet<>();
        List<String> duplicates = new ArrayList<>();
        for (String name : names) {
            if (!seen.add(name)) {
                duplicates.add(name);
            }
        }
        if (!duplicates.isEmpty()) {
            throw new IllegalArgumentException(what + " must be distinct; duplicates: " + MessageText.list(duplicates));
        }
    }

    /** Returns all steps from 1 to a horizon. */
    static List<Integer> upTo(int horizon) {
        return IntStream.rangeClosed(1, ArgumentChecks.horizon(horizon)).boxed().toList();
    }

    private static void requireSteps(List<Integer> steps) {
        int before = 0;
        for (int step : steps) {
            if (step <= before) {
                throw new IllegalArgumentException(
                        "horizons must increase from 1 or later, found " + MessageText.list(steps));
            }
            before = step;
        }
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("horizons must name at least one step, found none");
        }
        ArgumentChecks.horizon(before);
    }

    private static void requireRecursive(Response response, List<Integer> steps) {
        String instead =
                "; use " + Strategy.DIRECT + " or " + Strategy.DIRECT_SHARED + " instead of " + Strategy.RECURSIVE;
        String hindrance = response.hindrance();
        if (!hindrance.isEmpty()) {
            throw new IllegalArgumentException(hindrance + instead);
        }
        int last = steps.get(steps.size() - 1);
        if (steps.size() < last) {
            throw new IllegalArgumentException(
                    "a recursive forecast takes every step up to " + last + ", found the steps "
                            + MessageText.list(steps) + "; set horizon(" + last + "), or" + instead.substring(1));
        }
    }

    RegressionPlan with(FeaturePipeline other) {
        return new RegressionPlan(
                response, strategy, steps, other, knownFuture, calendar, attributes, scaling, shortestHistory);
    }

    /** Returns the last forecast step. */
    int horizon() {
        return steps.get(steps.size() - 1);
    }

    /** Returns the columns with their roles in this order: target, known-future, needed by features only, static. */
    List<Column> columns() {
        List<Column> columns = new ArrayList<>();
        for (String name : response.columns()) {
            columns.add(new Column(name, ColumnRole.TARGET));
        }
        for (String name : knownFuture) {
            columns.add(new Column(name, ColumnRole.KNOWN_FUTURE));
        }
        for (String name : pipeline.inputs()) {
            if (!response.columns().contains(name) && !knownFuture.contains(name)) {
                columns.add(new Column(name, ColumnRole.PAST));
            }
        }
        for (String name : attributes) {
            columns.add(new Column(name, ColumnRole.STATIC));
        }
        return columns;
    }

    /** Returns the columns of a session's row, the targets first and then the known-future ones. */
    List<String> rowColumns() {
        List<String> names = new ArrayList<>();
        for (Column column : columns()) {
            if (column.role() != ColumnRole.STATIC) {
                names.add(column.name());
            }
        }
        return names;
    }

    /** Returns the index of the first column of a session's row that is neither forecast nor known. */
    int pastAt() {
        return response.columns().size() + knownFuture.size();
    }

    /** Returns the names of a model's inputs. */
    List<String> inputs() {
        return inputs(strategy, pipeline, knownFuture, calendar, attributes, scaling);
    }

    private static List<String> inputs(
            Strategy strategy,
            FeaturePipeline pipeline,
            List<String> knownFuture,
            StepCalendar calendar,
            List<String> attributes,
            SeriesScaling scaling) {
        List<String> names = new ArrayList<>();
        for (String name : pipeline.columns()) {
            names.add(scaling.name(name, names.size()));
        }
        for (String name : knownFuture) {
            names.add("future(" + name + ")");
        }
        for (String name : calendar.columns()) {
            names.add("future(" + name + ")");
        }
        for (String name : attributes) {
            names.add("static(" + name + ")");
        }
        if (strategy == Strategy.DIRECT_SHARED) {
            names.add("step");
        }
        return List.copyOf(names);
    }

    /** Returns the hash of all features. */
    String schemaHash() {
        return calendar.schemaHash(pipeline.schemaHash());
    }

    /** Returns the index of the first known-future value among a model's inputs. */
    int knownAt() {
        return pipeline.columns().size();
    }

    /** Returns the index of the first feature of the forecast step's time among a model's inputs. */
    int calendarAt() {
        return knownAt() + knownFuture.size();
    }

    /** Returns the index of the first attribute among a model's inputs. */
    int attributesAt() {
        return calendarAt() + calendar.columns().size();
    }

    /** Returns the index of the step among a model's inputs, if the step is an input. */
    int stepAt() {
        return attributesAt() + attributes.size();
    }

    /** Returns the number of inputs. */
    int width() {
        return stepAt() + (strategy == Strategy.DIRECT_SHARED ? 1 : 0);
    }

    /** Returns the steps that models learn: step 1 for a recursive forecast, otherwise the forecast steps. */
    List<Integer> learntSteps() {
        return strategy == Strategy.RECURSIVE ? List.of(1) : steps;
    }

    /** Returns the largest number of steps from an origin to the end of a label. */
    int reach() {
        List<Integer> learnt = learntSteps();
        return learnt.get(learnt.size() - 1);
    }

    /** Returns the steps that each model learns, counting the models of all parts as one. */
    List<List<Integer>> stepsOfModels() {
        return strategy == Strategy.DIRECT ? steps.stream().map(List::of).toList() : List.of(learntSteps());
    }

    /** Returns the number of models for each step. */
    int parts() {
        return response.parts().size();
    }

    /** Returns the number of models. */
    int models() {
        return stepsOfModels().size() * parts();
    }

    /** Returns the number of rows from the farthest base to the origin; takes time in proportion to the steps. */
    int farthestBase() {
        int farthest = 0;
        for (int step : learntSteps()) {
            farthest = Math.max(farthest, response.baseLag(step));
        }
        return farthest;
    }

    /** Returns the first row that can be an origin; takes time in proportion to the steps. */
    int firstOrigin() {
        int known = shortestHistory == 0 ? pipeline.warmup() : Math.min(pipeline.warmup(), shortestHistory - 1);
        return Math.max(known, farthestBase());
    }
}
