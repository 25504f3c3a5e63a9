package io.forecastj.json;

import io.forecastj.Forecast;
import io.forecastj.Interval;
import io.forecastj.NullNotes;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the steps of a forecast in a document, and notes why numbers of them are not known. */
final class StepMaking {
    private final Forecast forecast;
    private final String target;
    private final double current;
    private final double coverage;
    private final NullNotes notes;

    StepMaking(Forecast forecast, String target, double current, double coverage, NullNotes notes) {
        if (!forecast.targets().contains(target)) {
            throw new IllegalArgumentException(
                    "'" + forecast.info().name() + "' has no target '" + target + "'; there are " + forecast.targets());
        }
        this.forecast = forecast;
        this.target = target;
        this.current = current;
        this.coverage = coverage;
        this.notes = notes;
    }

    /** Makes a step; the path is its place in the document. */
    DocumentStep step(int step, Object... path) {
        Map<String, Double> values = new LinkedHashMap<>();
        Map<String, Double> probabilities = Map.of();
        double value = Double.NaN;
        if (forecast.classes().isEmpty()) {
            for (String each : forecast.targets()) {
                double point = forecast.point(each, step);
                values.put(each, point);
                notes.number(point, "there is no finite forecast", at(path, "values", each));
            }
            value = forecast.point(target, step);
        } else {
            probabilities = forecast.probabilities(step);
        }
        double change = change(value, at(path, "return"));
        return new DocumentStep(
                step,
                forecast.time(step),
                values,
                change,
                confidence(step, value, at(path, "confidence")),
                interval(step, path),
                probabilities);
    }

    /** Makes a member of a horizon; it has no value if it does not forecast the step. */
    DocumentMember member(String name, Forecast member, int step, Object... path) {
        double value = Double.NaN;
        String reason = "the member does not forecast step " + step;
        if (member.steps().contains(step)) {
            reason = "there is no finite forecast";
            if (member.classes().isEmpty()) {
                value = member.point(target, step);
            } else {
                reason = "the member forecasts classes";
            }
        }
        notes.number(value, reason, at(path, "value"));
        return new DocumentMember(name, value, change(value, at(path, "return")), member.status(), member.reasons());
    }

    private static Object[] at(Object[] path, Object... more) {
        Object[] longer = Arrays.copyOf(path, path.length + more.length);
        System.arraycopy(more, 0, longer, path.length, more.length);
        return longer;
    }

    private double change(double value, Object[] path) {
        if (current > 0 && Double.isFinite(value)) {
            double change = value / current - 1;
            notes.number(change, "it is too large for a number", path);
            return change;
        }
        return unknown(
                Double.isNaN(current)
                        ? "no current value was given"
                        : current > 0 ? "there is no finite forecast" : "the current value is not above 0",
                path);
    }

    private double unknown(String reason, Object[] path) {
        notes.number(Double.NaN, reason, path);
        return Double.NaN;
    }

    private double confidence(int step, double value, Object[] path) {
        if (!forecast.classes().isEmpty()) {
            // probabilities may exceed 1 by rounding
            return Math.min(
                    1,
                    forecast.probabilities(step).values().stream()
                            .mapToDouble(Double::doubleValue)
                            .max()
                            .orElseThrow());
        }
        String lack = lack(step, value);
        if (!lack.isEmpty()) {
            return unknown(lack, path);
        }
        double below = forecast.probabilityBelow(target, step, current);
        if (value < current) {
            return below;
        }
        for (double level : forecast.levels()) {
            if (forecast.quantile(target, step, level) == current) {
                below = level;
            }
        }
        return 1 - below;
    }

    /** Returns why there is no confidence; empty if there is one. */
    private String lack(int step, double value) {
        double[] levels = forecast.levels();
        if (levels.length == 0 || Double.isNaN(forecast.quantile(target, step, levels[0]))) {
            return "there are no quantiles";
        }
        if (Double.isNaN(current)) {
            return "no current value was given";
        }
        if (!Double.isFinite(value)) {
            return "there is no finite forecast";
        }
        if (value == current) {
            return "the forecast equals the current value";
        }
        boolean wrongSide = value > current
                ? current >= forecast.quantile(target, step, levels[levels.length - 1])
                : current <= forecast.quantile(target, step, levels[0]);
        return wrongSide ? "the current value is beyond the outermost quantile" : "";
    }

    private @Nullable Interval interval(int step, Object[] path) {
        double[] levels = forecast.levels();
        boolean none = levels.length == 0 || Double.isNaN(forecast.quantile(target, step, levels[0]));
        double asked = Double.isNaN(coverage) ? largest(levels) : coverage;
        if (none || Double.isNaN(asked)) {
            unknown("there are no quantiles on both sides", at(path, "interval"));
            return null;
        }
        Interval interval = forecast.interval(target, step, asked);
        notes.number(interval.lower(), "the interval has no lower end", at(path, "interval", "lower"));
        notes.number(interval.upper(), "the interval has no upper end", at(path, "interval", "upper"));
        return interval;
    }

    /** Returns the largest coverage of an interval between two levels, or NaN. */
    private static double largest(double[] levels) {
        for (int i = levels.length - 1; i >= 0; i--) {
            double opposite = 1 - levels[i];
            if (levels[i] > 0.5 && Arrays.stream(levels).anyMatch(level -> Math.abs(level - opposite) < 1e-9)) {
                return 2 * levels[i] - 1;
            }
        }
        return Double.NaN;
    }
}
