package io.forecastj.streams;

import io.forecastj.Forecast;
import io.forecastj.StateReader;
import io.forecastj.StateWriter;
import io.forecastj.backtest.ForecastRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The steps of a forecast that wait for their actual values. A forecast with exact times takes the row at the time of a
 * step; one whose times are estimates counts rows. Not thread-safe.
 */
final class WaitingForecast {
    /**
     * The parts that forecasts of one model share.
     *
     * @param model the name of the model
     * @param targets the targets
     * @param levels the levels of the quantiles
     */
    record Header(String model, List<String> targets, double[] levels) {
        boolean same(Header other) {
            return model.equals(other.model) && targets.equals(other.targets) && Arrays.equals(levels, other.levels);
        }

        void save(StateWriter out) {
            out.putText(model);
            out.putTexts(targets);
            out.putDoubles(levels);
        }

        static Header restore(StateReader in) {
            return new Header(in.getText(), in.getTexts(), in.getDoubles());
        }
    }

    /** A step of a target; {@code values} are the point and the quantiles. */
    private record Due(int target, int step, long time, double[] values) {}

    private final Header header;
    private final long origin;
    /** True if steps count rows. */
    private final boolean counted;

    /** The number of rows since the origin. */
    private int seen;

    private final List<Due> due;

    private WaitingForecast(Header header, long origin, boolean counted, int seen, List<Due> due) {
        this.header = header;
        this.origin = origin;
        this.counted = counted;
        this.seen = seen;
        this.due = due;
    }

    /**
     * Creates one.
     *
     * @param wanted the steps to score, or null for all
     */
    static WaitingForecast of(Forecast forecast, String model, @Nullable List<Integer> wanted) {
        Header header = new Header(model, forecast.targets(), forecast.levels());
        List<Due> due = new ArrayList<>();
        for (int step : forecast.steps()) {
            if (wanted == null || wanted.contains(step)) {
                for (int t = 0; t < header.targets.size(); t++) {
                    double[] values = new double[1 + header.levels.length];
                    values[0] = forecast.point(header.targets.get(t), step);
                    for (int q = 1; q < values.length; q++) {
                        values[q] = forecast.quantile(header.targets.get(t), step, header.levels[q - 1]);
                    }
                    due.add(new Due(t, step, forecast.time(step).toEpochMilli(), values));
                }
            }
        }
        return new WaitingForecast(header, forecast.origin().toEpochMilli(), forecast.timesEstimated(), 0, due);
    }

    Header header() {
        return header;
    }

    long origin() {
        return origin;
    }

    boolean complete() {
        return due.isEmpty();
    }

    /** Notes a row after the last one. */
    void next() {
        seen++;
    }

    /** Scores the steps of a row; {@code inOrder} is true if it is the last one. */
    void score(String key, long time, ActualValues actuals, boolean inOrder, List<ForecastRow> scores) {
        due.removeIf(step -> {
            if (counted ? !inOrder || step.step != seen : step.time != time) {
                return false;
            }
            double actual = actuals.of(header.targets.get(step.target));
            if (Double.isNaN(actual)) {
                return false;
            }
            scores.add(row(key, step, time, actual));
            return true;
        });
        // a row that is counted does not come again
        due.removeIf(step -> counted && step.step < seen);
    }

    private ForecastRow row(String key, Due step, long time, double actual) {
        ForecastRow row = ForecastRow.of(
                key,
                header.model,
                header.targets.get(step.target),
                Instant.ofEpochMilli(origin),
                step.step,
                Instant.ofEpochMilli(time),
                actual,
                step.values[0]);
        if (header.levels.length == 0 || Double.isNaN(step.values[1])) {
            return row;
        }
        Map<Double, Double> byLevel = new TreeMap<>();
        for (int q = 0; q < header.levels.length; q++) {
            byLevel.put(header.levels[q], step.values[q + 1]);
        }
        return row.withQuantiles(byLevel);
    }

    void save(StateWriter out) {
        out.putLong(origin);
        out.putBoolean(counted);
        out.putInt(seen);
        out.putInt(due.size());
        long last = origin;
        for (Due step : due) {
            out.putInt(step.target);
            out.putInt(step.step);
            out.putLong(step.time - last);
            last = step.time;
            for (double value : step.values) {
                out.putDouble(value);
            }
        }
    }

    static WaitingForecast restore(Header header, StateReader in) {
        long origin = in.getLong();
        boolean counted = in.getBoolean();
        int seen = in.getInt(0, Integer.MAX_VALUE);
        int count = in.getInt(0, Integer.MAX_VALUE);
        List<Due> due = new ArrayList<>();
        long last = origin;
        for (int i = 0; i < count; i++) {
            int target = in.getInt(0, header.targets.size() - 1);
            int step = in.getInt(1, Integer.MAX_VALUE);
            last += in.getLong();
            double[] values = new double[1 + header.levels.length];
            for (int v = 0; v < values.length; v++) {
                values[v] = in.getDouble();
            }
            due.add(new Due(target, step, last, values));
        }
        return new WaitingForecast(header, origin, counted, seen, due);
    }

    /** The actual values of a row by column. */
    interface ActualValues {
        /** Returns a value, NaN if it is missing or the row has no such column. */
        double of(String column);
    }
}
