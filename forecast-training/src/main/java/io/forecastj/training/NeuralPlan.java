package io.forecastj.training;

import io.forecastj.MessageText;
import io.forecastj.Sampling;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.features.Feature;
import io.forecastj.features.FeaturePipeline;
import io.forecastj.features.FeatureRegistry;
import io.forecastj.features.Features;
import io.forecastj.features.StepCalendar;
import io.forecastj.training.network.Network;
import io.forecastj.training.network.NetworkShape;
import io.forecastj.training.network.OutputForm;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a neural forecaster, checked as far as they can be without series.
 *
 * <p>Immutable and thread-safe.
 *
 * @param kinds the kinds of features that the pipeline may use
 * @param lookback the number of rows of the window; null if the fit finds it
 * @param quantiles the levels of quantiles, with 0.5; empty for points or classes
 * @param weights the column with the weights of the examples, or null
 * @param loss the loss of points; null for the default
 * @param balanced whether rare classes are weighted
 * @param samples the number of dropout masks of a forecast, or 0
 */
record NeuralPlan(
        String name,
        Architecture architecture,
        Target target,
        FeaturePipeline pipeline,
        FeatureRegistry kinds,
        @Nullable Integer lookback,
        int horizon,
        List<Double> quantiles,
        List<String> knownFuture,
        StepCalendar calendar,
        List<String> attributes,
        @Nullable String weights,
        NetworkScaling scaling,
        @Nullable PointLoss loss,
        boolean balanced,
        TrainingSettings training,
        int samples) {
    private static final int MOST_ROWS = 10_000;
    private static final int MOST_ROWS_FOUND = 1_000;
    private static final int LEAST_ROWS_FOUND = 16;
    private static final int MOST_SAMPLES = 1_000;

    NeuralPlan {
        quantiles = List.copyOf(quantiles);
        knownFuture = List.copyOf(knownFuture);
        attributes = List.copyOf(attributes);
        SettingChecks.require(!name.isBlank(), "name", "a text that is not blank", "'" + name + "'");
        SettingChecks.horizon(horizon);
        if (lookback != null) {
            SettingChecks.require(
                    lookback >= 1 && lookback <= MOST_ROWS, "lookback", "from 1 to " + MOST_ROWS, lookback);
        }
        SettingChecks.require(
                samples == 0 || samples >= 2 && samples <= MOST_SAMPLES,
                "samples",
                "0 or from 2 to " + MOST_SAMPLES,
                samples);
        if (samples > 0 && !architecture.dropout()) {
            throw new IllegalArgumentException(
                    "samples(" + samples + ") need dropout, found " + architecture + " without; set dropout(...)");
        }
        checkOutputs(target, quantiles, loss, balanced);
        checkColumns(target, knownFuture, attributes);
        checkScaling(target, pipeline, scaling);
    }

    private static void checkOutputs(
            Target target, List<Double> quantiles, @Nullable PointLoss loss, boolean balanced) {
        boolean classes = target instanceof Target.Direction;
        if (classes && !quantiles.isEmpty()) {
            throw new IllegalArgumentException(
                    target + " has classes, which have no quantiles; leave out quantiles(...)");
        }
        if (loss != null && (classes || !quantiles.isEmpty())) {
            throw new IllegalArgumentException("loss(" + loss + ") is one of points, and "
                    + (classes ? target + " has classes" : "quantiles have their own") + "; leave out loss(...)");
        }
        if (balanced && !classes) {
            throw new IllegalArgumentException(
                    "balancedClasses() needs a target of classes such as Target.direction, found " + target);
        }
    }

    private static void checkColumns(Target target, List<String> knownFuture, List<String> attributes) {
        requireOnce("known-future column", knownFuture);
        requireOnce("static attribute", attributes);
        if (knownFuture.contains(target.column())) {
            throw new IllegalArgumentException(
                    "'" + target.column() + "' is the column to forecast, so it cannot be known ahead");
        }
    }

    private static void requireOnce(String what, List<String> names) {
        Set<String> seen = new HashSet<>();
        for (String each : names) {
            if (!seen.add(each)) {
                throw new IllegalArgumentException("the " + what + " '" + each + "' occurs twice; name it once");
            }
        }
    }

    private static void checkScaling(Target target, FeaturePipeline pipeline, NetworkScaling scaling) {
        String first = pipeline.columns().get(0);
        if (scaling == NetworkScaling.WINDOW
                && target instanceof Target.Level
                && !first.equals(Features.column(target.column()).text())) {
            throw new IllegalArgumentException("a level that is scaled by its window needs the column '"
                    + target.column() + "' as the first feature, found " + first + "; put it first, or use"
                    + " scaling(NetworkScaling.STANDARD)");
        }
    }

    /** Returns the features of a window unless others are set. */
    static FeaturePipeline features(Target target) {
        Feature feature = target instanceof Target.Level
                ? Features.column(target.column())
                : target instanceof Target.Difference
                        ? Features.difference(target.column(), 1)
                        : Features.price().logReturns(target.column(), 1);
        return FeaturePipeline.of(feature);
    }

    /** Returns the scaling unless another one is set. */
    static NetworkScaling scaling(Target target) {
        return target instanceof Target.Level ? NetworkScaling.WINDOW : NetworkScaling.STANDARD;
    }

    /** Adds the level of the median to levels, which must increase between 0 and 1. */
    static List<Double> withMedian(List<Double> levels) {
        if (!SettingChecks.increaseBetween0And1(levels)) {
            throw new IllegalArgumentException(
                    "the levels of quantiles must increase between 0 and 1, found " + MessageText.list(levels));
        }
        if (levels.isEmpty() || levels.contains(0.5)) {
            return levels;
        }
        List<Double> all = new ArrayList<>(levels);
        int at = 0;
        while (at < all.size() && all.get(at) < 0.5) {
            at++;
        }
        all.add(at, 0.5);
        return all;
    }

    /** Returns whether forecasts are probabilities of classes. */
    boolean classes() {
        return target instanceof Target.Direction;
    }

    /** Returns the number of rows of the window for series to train on, as the builder documents it. */
    int lookback(List<TimeSeries> series) {
        if (lookback != null) {
            return lookback;
        }
        long wanted = Math.max(LEAST_ROWS_FOUND, Math.max(2L * horizon, 3L * Sampling.season(series)));
        int longest = series.stream().mapToInt(TimeSeries::length).max().orElse(0);
        return (int) Math.max(1, Math.min(wanted, Math.min(MOST_ROWS_FOUND, longest / 4)));
    }

    /** Returns the form of the network's output. */
    OutputForm outputs() {
        if (classes()) {
            return new OutputForm.Classes(horizon, Target.Direction.CLASSES.size());
        }
        return quantiles.isEmpty() ? new OutputForm.Points(horizon) : new OutputForm.Quantiles(horizon, levels());
    }

    /** Returns the levels of quantiles; none for points and classes. */
    double[] levels() {
        return quantiles.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** Returns the sizes of the network. */
    NetworkShape shape(int rows) {
        return new NetworkShape(
                rows,
                pipeline.columns().size(),
                horizon,
                knownFuture.size() + calendar.columns().size(),
                attributes.size(),
                outputs());
    }

    /** Returns the index of the feature on whose scale the output is a level; empty if it is no such level. */
    OptionalInt level() {
        int column = pipeline.columns().indexOf(Features.column(target.column()).text());
        return target instanceof Target.Level && column >= 0 ? OptionalInt.of(column) : OptionalInt.empty();
    }

    /**
     * Returns the network.
     *
     * @throws IllegalArgumentException if the architecture does not suit the window
     */
    Network network(int rows) {
        return architecture.network(shape(rows), level());
    }

    /** Returns these settings with the features and the window of a network that is there. */
    NeuralPlan with(FeaturePipeline fitted, int rows) {
        return new NeuralPlan(
                name,
                architecture,
                target,
                fitted,
                kinds,
                rows,
                horizon,
                quantiles,
                knownFuture,
                calendar,
                attributes,
                weights,
                scaling,
                loss,
                balanced,
                training,
                samples);
    }
}
