package io.forecastj.backtest;

import io.forecastj.Forecast;
import io.forecastj.Target;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The class probabilities of one forecaster in primitive columns; empty for one that forecasts values. */
final class ClassPlanes {
    private static final List<List<String>> MEANINGS =
            List.of(List.of("DOWN", "SELL"), List.of("FLAT", "HOLD"), List.of("UP", "BUY"));

    private final BacktestPlan plan;
    private final int horizon;
    /** The classes in the order of the forecasts, and in that of the rule for what happened. */
    private List<String> given = List.of();

    private List<String> classes = List.of();
    private String target = "";
    /** {@code [series][(origin * horizon + step - 1) * classes + class]}, NaN where there is no forecast. */
    private double[][] probabilities = new double[0][];

    private @Nullable ClassLabel label;

    ClassPlanes(BacktestPlan plan, int horizon) {
        this.plan = plan;
        this.horizon = horizon;
    }

    /** Returns true if the forecaster forecasts classes. */
    boolean present() {
        return !classes.isEmpty();
    }

    List<String> classes() {
        return classes;
    }

    /** The text of the target in the predictor's description; empty if a rule was given. */
    String target() {
        return target;
    }

    /** The rule for what happened. */
    ClassLabel label() {
        return Objects.requireNonNull(label);
    }

    /**
     * Adds a forecast of classes. Returns what is wrong with it, else an empty text.
     *
     * @throws IllegalArgumentException if no rule tells which class happened
     */
    String add(int series, int origin, Forecast forecast, Entry entry) {
        if (!present()) {
            target = entry.labels() == null ? forecast.info().parameters().getOrDefault("target", "") : "";
            label = entry.labels() == null ? described(target) : entry.labels();
            if (label == null) {
                throw new IllegalArgumentException("'" + entry.name() + "' forecasts the classes " + forecast.classes()
                        + ", but its description has no target such as direction(close,0.002)"
                        + " that tells which class happened: set the rule with labels()");
            }
            given = forecast.classes();
            classes = entry.labels() == null ? inOrder(given) : given;
            probabilities = new double[plan.series().size()][];
            Arrays.setAll(probabilities, s -> {
                double[] empty = new double
                        [Math.multiplyExact(
                                Math.multiplyExact(plan.series().get(s).count(), horizon), classes.size())];
                Arrays.fill(empty, Double.NaN);
                return empty;
            });
        }
        if (!forecast.classes().equals(given)) {
            return "the forecast has the classes " + forecast.classes() + ", an earlier one " + given;
        }
        for (int step : forecast.steps()) {
            Map<String, Double> byClass = forecast.probabilities(step);
            int at = at(origin, step);
            for (String name : classes) {
                probabilities[series][at++] = byClass.getOrDefault(name, Double.NaN);
            }
        }
        return "";
    }

    /**
     * Returns the classes in the order of a direction, fall, neither and rise, if their names tell: {@code [UP, FLAT,
     * DOWN]} is turned. Other names are in that order, as for every network of a direction.
     */
    private static List<String> inOrder(List<String> names) {
        List<String> ordered = new ArrayList<>();
        for (List<String> meaning : MEANINGS) {
            names.stream()
                    .filter(name -> meaning.contains(name.toUpperCase(Locale.ROOT)))
                    .forEach(ordered::add);
        }
        return ordered.size() == names.size() && names.size() == MEANINGS.size() ? List.copyOf(ordered) : names;
    }

    private int at(int origin, int step) {
        return (origin * horizon + step - 1) * classes.size();
    }

    /** The probabilities of a step; NaN if there are none. */
    double[] get(int series, int origin, int step) {
        if (step > horizon) {
            double[] none = new double[classes.size()];
            Arrays.fill(none, Double.NaN);
            return none;
        }
        int at = at(origin, step);
        return Arrays.copyOfRange(probabilities[series], at, at + classes.size());
    }

    /** The probabilities of a step by class. */
    Map<String, Double> byClass(int series, int origin, int step) {
        double[] values = get(series, origin, step);
        Map<String, Double> byClass = new LinkedHashMap<>();
        for (int c = 0; c < values.length; c++) {
            byClass.put(classes.get(c), values[c]);
        }
        return byClass;
    }

    /** The rule for what happened that the predictor's description gives, or null if it gives none. */
    private static @Nullable ClassLabel described(String target) {
        try {
            return Target.parse(target) instanceof Target.Direction direction ? ClassLabel.of(direction) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
