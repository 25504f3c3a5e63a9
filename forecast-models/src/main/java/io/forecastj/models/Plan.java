package io.forecastj.models;

import io.forecastj.Column;
import io.forecastj.ColumnRole;
import io.forecastj.Target;
import io.forecastj.features.FeaturePipeline;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * What training, forecasting and saving must agree on: which columns and inputs there are, in which order.
 *
 * @param knownFuture the columns whose value at the forecast step is an input
 * @param attributes the series' attributes that are inputs
 */
record Plan(
        Target target,
        Strategy strategy,
        int horizon,
        FeaturePipeline pipeline,
        List<String> knownFuture,
        List<String> attributes) {

    Plan {
        if (horizon < 1) {
            throw new IllegalArgumentException("horizon must be at least 1, found " + horizon);
        }
        if (strategy == Strategy.RECURSIVE && target instanceof Target.Direction) {
            throw new IllegalArgumentException(target + " has classes, which cannot be fed back as values; use "
                    + Strategy.DIRECT + " or " + Strategy.DIRECT_SHARED + " instead of " + strategy);
        }
        knownFuture = List.copyOf(knownFuture);
        attributes = List.copyOf(attributes);
        List<String> columns = new ArrayList<>(knownFuture);
        columns.add(target.column());
        requireDistinct(columns, "the target and the known-future columns");
        requireDistinct(inputs(strategy, pipeline, knownFuture, attributes), "the names of the inputs");
    }

    /** Refuses a name that stands twice. */
    private static void requireDistinct(List<String> names, String what) {
        HashSet<String> seen = new HashSet<>();
        List<String> twice = new ArrayList<>();
        for (String name : names) {
            if (!seen.add(name)) {
                twice.add(name);
            }
        }
        if (!twice.isEmpty()) {
            throw new IllegalArgumentException(what + " must be distinct; twice there are " + twice);
        }
    }

    Plan with(FeaturePipeline other) {
        return new Plan(target, strategy, horizon, other, knownFuture, attributes);
    }

    /** The columns with their roles: the target, the known-future ones, those that only features need, the static. */
    List<Column> columns() {
        List<Column> columns = new ArrayList<>();
        columns.add(new Column(target.column(), ColumnRole.TARGET));
        knownFuture.forEach(name -> columns.add(new Column(name, ColumnRole.KNOWN_FUTURE)));
        for (String name : pipeline.inputs()) {
            if (!name.equals(target.column()) && !knownFuture.contains(name)) {
                columns.add(new Column(name, ColumnRole.PAST));
            }
        }
        attributes.forEach(name -> columns.add(new Column(name, ColumnRole.STATIC)));
        return columns;
    }

    /** The columns of a session's row, the target first and then the known-future ones. */
    List<String> rowColumns() {
        return columns().stream()
                .filter(column -> column.role() != ColumnRole.STATIC)
                .map(Column::name)
                .toList();
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

    /** How many steps ahead labels look at most. */
    int reach() {
        return strategy == Strategy.RECURSIVE ? 1 : horizon;
    }

    /** How many models there are. */
    int models() {
        return strategy == Strategy.DIRECT ? horizon : 1;
    }

    /** How many numbers a model gives. */
    int outputs() {
        return target instanceof Target.Direction ? Target.Direction.CLASSES.size() : 1;
    }

    /** How many rows before the origin the farthest base lies. */
    int farthestBase() {
        int farthest = 0;
        for (int step = 1; step <= reach(); step++) {
            farthest = Math.max(farthest, target.baseLag(step));
        }
        return farthest;
    }

    /** The first row that can be an origin. */
    int firstOrigin() {
        return Math.max(pipeline.warmup(), farthestBase());
    }
}
