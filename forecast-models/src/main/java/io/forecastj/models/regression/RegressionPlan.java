package io.forecastj.models.regression;

import io.forecastj.Column;
import io.forecastj.ColumnRole;
import io.forecastj.features.FeaturePipeline;
import io.forecastj.models.internal.Checks;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What training, forecasting and saving must agree on: which columns and inputs there are, in which order, and which
 * model is whose.
 *
 * <p>Models stand step by step, for each step part by part.
 *
 * @param steps the steps that are forecast, increasing
 * @param knownFuture the columns whose value at the forecast step is an input
 * @param attributes the series' attributes that are inputs
 */
record RegressionPlan(
        Response response,
        Strategy strategy,
        List<Integer> steps,
        FeaturePipeline pipeline,
        List<String> knownFuture,
        List<String> attributes) {

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
        requireDistinct(inputs(strategy, pipeline, knownFuture, attributes), "the names of the inputs");
    }

    /** Refuses a name that occurs twice. */
    private static void requireDistinct(List<String> names, String what) {
        HashSet<String> seen = new HashSet<>();
        List<String> duplicates = new ArrayList<>();
        for (String name : names) {
            if (!seen.add(name)) {
                duplicates.add(name);
            }
        }
        if (!duplicates.isEmpty()) {
            throw new IllegalArgumentException(what + " must be distinct; duplicates: " + duplicates);
        }
    }

    /** All steps up to a horizon. */
    static List<Integer> upTo(int horizon) {
        return IntStream.rangeClosed(1, Checks.atLeast(1, "horizon", horizon))
                .boxed()
                .toList();
    }

    private static void requireSteps(List<Integer> steps) {
        int before = 0;
        for (int step : steps) {
            if (step <= before) {
                throw new IllegalArgumentException("horizons must increase from 1 or later, found " + steps);
            }
            before = step;
        }
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("horizons must name at least one step, found none");
        }
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
            throw new IllegalArgumentException("a recursive forecast takes every step up to " + last
                    + ", found the steps " + steps + "; set horizon(" + last + "), or" + instead.substring(1));
        }
    }

    RegressionPlan with(FeaturePipeline other) {
        return new RegressionPlan(response, strategy, steps, other, knownFuture, attributes);
    }

    /** How many steps ahead the last forecast step is. */
    int horizon() {
        return steps.get(steps.size() - 1);
    }

    /** The columns with their roles: the targets, the known-future ones, those that only features need, the static. */
    List<Column> columns() {
        List<Column> columns = new ArrayList<>();
        response.columns().forEach(name -> columns.add(new Column(name, ColumnRole.TARGET)));
        knownFuture.forEach(name -> columns.add(new Column(name, ColumnRole.KNOWN_FUTURE)));
        for (String name : pipeline.inputs()) {
            if (!response.columns().contains(name) && !knownFuture.contains(name)) {
                columns.add(new Column(name, ColumnRole.PAST));
            }
        }
        attributes.forEach(name -> columns.add(new Column(name, ColumnRole.STATIC)));
        return columns;
    }

    /** The columns of a session's row, the targets first and then the known-future ones. */
    List<String> rowColumns() {
        return columns().stream()
                .filter(column -> column.role() != ColumnRole.STATIC)
                .map(Column::name)
                .toList();
    }

    /** Where the columns of a session's row stand that are neither forecast nor known. */
    int pastAt() {
        return response.columns().size() + knownFuture.size();
    }

    /** The names of a model's inputs. */
    List<String> inputs() {
        return inputs(strategy, pipeline, knownFuture, attributes);
    }

    private static List<String> inputs(
            Strategy strategy, FeaturePipeline pipeline, List<String> knownFuture, List<String> attributes) {
        List<String> names = new ArrayList<>(pipeline.columns());
        knownFuture.forEach(name -> names.add("future(" + name + ")"));
        attributes.forEach(name -> names.add("static(" + name + ")"));
        if (strategy == Strategy.DIRECT_SHARED) {
            names.add("step");
        }
        return List.copyOf(names);
    }

    /** Where the known-future values stand among a model's inputs. */
    int knownAt() {
        return pipeline.columns().size();
    }

    /** Where the attributes stand among a model's inputs. */
    int attributesAt() {
        return knownAt() + knownFuture.size();
    }

    /** Where the step stands among a model's inputs, if it does. */
    int stepAt() {
        return attributesAt() + attributes.size();
    }

    /** How many inputs there are. */
    int width() {
        return stepAt() + (strategy == Strategy.DIRECT_SHARED ? 1 : 0);
    }

    /** The steps that models learn: the first one for a recursive forecast, those that are forecast otherwise. */
    List<Integer> learntSteps() {
        return strategy == Strategy.RECURSIVE ? List.of(1) : steps;
    }

    /** How many steps ahead labels look at most. */
    int reach() {
        List<Integer> learnt = learntSteps();
        return learnt.get(learnt.size() - 1);
    }

    /** The steps that each model learns, model by model but for the parts. */
    List<List<Integer>> stepsOfModels() {
        return strategy == Strategy.DIRECT ? steps.stream().map(List::of).toList() : List.of(learntSteps());
    }

    /** How many models each step has. */
    int parts() {
        return response.parts().size();
    }

    /** How many models there are. */
    int models() {
        return stepsOfModels().size() * parts();
    }

    /** How many rows before the origin the farthest base lies. */
    int farthestBase() {
        return learntSteps().stream().mapToInt(response::baseLag).max().orElse(0);
    }

    /** The first row that can be an origin. */
    int firstOrigin() {
        return Math.max(pipeline.warmup(), farthestBase());
    }
}
