package io.forecastj.lifecycle.monitoring;

import io.forecastj.Forecast;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** A forecast that waits for its truth. Not thread-safe. */
final class LoggedForecast {
    private static final double[] NONE = {};

    private final ForecastKey key;
    private final Forecast forecast;
    private final double[] naive;
    private final long[] times;
    /** The number of steps whose time is known: all, or those of the rows counted so far if times are estimates. */
    private int known;

    private final BitSet due;
    private int left;

    LoggedForecast(String model, Forecast forecast, double[] naive) {
        this.key = new ForecastKey(
                model, forecast.seriesId(), forecast.origin().toEpochMilli(), forecast.levels(), forecast.status());
        this.forecast = forecast;
        this.naive = naive;
        int horizon = forecast.horizon();
        this.times = new long[horizon];
        if (!forecast.timesEstimated()) {
            for (int step = 1; step <= horizon; step++) {
                times[step - 1] = forecast.time(step).toEpochMilli();
            }
            known = horizon;
        }
        List<Integer> steps = forecast.steps();
        int targets = forecast.targets().size();
        this.left = steps.size() * targets;
        this.due = new BitSet(horizon * targets);
        if (steps.size() == horizon) {
            due.set(0, horizon * targets);
        } else {
            for (int step : steps) {
                for (int target = 0; target < targets; target++) {
                    due.set(target * horizon + step - 1);
                }
            }
        }
    }

    ForecastKey key() {
        return key;
    }

    boolean complete() {
        return left == 0;
    }

    /** Returns true if all steps lie before a time, before which no truth is taken any more. */
    boolean over(long time) {
        return known == times.length && times[known - 1] < time;
    }

    /** Scores the step of a row of {@code rows}, whose time or value is new, and adds what became known to a list. */
    void score(SeenRows rows, int row, List<ScoredForecast> scored) {
        long time = rows.time(row);
        int at = place(time);
        if (at < 0) {
            return;
        }
        List<String> targets = forecast.targets();
        for (int target = 0; target < targets.size(); target++) {
            int bit = target * times.length + at;
            double actual = due.get(bit) ? rows.value(row, targets.get(target)) : Double.NaN;
            if (!Double.isNaN(actual)) {
                due.clear(bit);
                left--;
                String name = targets.get(target);
                scored.add(new ScoredForecast(
                        key,
                        name,
                        at + 1,
                        time,
                        forecast.point(name, at + 1),
                        actual,
                        naive[target],
                        quantiles(name, at + 1)));
            }
        }
    }

    /** Returns the index of the step of a row, or a negative number if it is none. */
    private int place(long time) {
        long last = known == 0 ? key.origin() : times[known - 1];
        if (time > last) {
            if (known == times.length) {
                return -1;
            }
            times[known++] = time;
            return known - 1;
        }
        return Arrays.binarySearch(times, 0, known, time);
    }

    private double[] quantiles(String target, int step) {
        double[] levels = key.levels();
        if (levels.length == 0) {
            return NONE;
        }
        double[] values = new double[levels.length];
        for (int i = 0; i < levels.length; i++) {
            values[i] = forecast.quantile(target, step, levels[i]);
        }
        return Double.isNaN(values[0]) ? NONE : values;
    }
}
