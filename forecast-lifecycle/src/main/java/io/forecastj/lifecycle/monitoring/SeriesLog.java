package io.forecastj.lifecycle.monitoring;

import io.forecastj.Forecast;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/** The waiting forecasts and the last rows of one series. */
final class SeriesLog extends TrackedSeries {
    private final SeenRows rows;
    private final int maxForecasts;
    private final LogCounts counts;
    /** In the order of their origins. */
    private final List<LoggedForecast> waiting = new ArrayList<>();
    /** The last ones that left {@link #waiting} complete, so that they are not scored twice. */
    private final Deque<ForecastKey> complete = new ArrayDeque<>();

    SeriesLog(int maxRows, int maxForecasts, LogCounts counts) {
        this.rows = new SeenRows(maxRows);
        this.maxForecasts = maxForecasts;
        this.counts = counts;
    }

    @Override
    void release() {
        counts.drop(waiting.size());
        waiting.clear();
    }

    /** Returns the last values of the targets at or before the origin, if the row of the origin was observed. */
    double[] naive(Forecast forecast) {
        List<String> targets = forecast.targets();
        double[] naive = new double[targets.size()];
        Arrays.fill(naive, Double.NaN);
        int origin = rows.find(forecast.origin().toEpochMilli());
        for (int target = 0; target < naive.length; target++) {
            for (int row = origin; row >= 0 && Double.isNaN(naive[target]); row--) {
                naive[target] = rows.value(row, targets.get(target));
            }
        }
        return naive;
    }

    /** Takes a forecast; returns false if there is one of its model and origin already, or it can never be scored. */
    boolean record(LoggedForecast forecast, List<String> targets, boolean estimated, List<ScoredForecast> scored) {
        ForecastKey key = forecast.key();
        long origin = key.origin();
        int at = waiting.size();
        while (at > 0 && waiting.get(at - 1).key().origin() >= origin) {
            if (waiting.get(--at).key().is(key.model(), origin)) {
                return false;
            }
        }
        while (at < waiting.size() && waiting.get(at).key().origin() == origin) {
            at++;
        }
        boolean late = rows.size() > 0 && rows.time(rows.size() - 1) > origin;
        if (late && isComplete(key)) {
            return false;
        }
        rows.keepTargets(targets);
        if (late) {
            if (estimated && !rows.reaches(origin) || rows.full() && forecast.over(rows.time(0))) {
                counts.dropped.increment();
                return false;
            }
            int first = rows.find(origin);
            for (int row = first < 0 ? -first - 1 : first + 1; row < rows.size(); row++) {
                forecast.score(rows, row, scored);
            }
            if (forecast.complete()) {
                addComplete(key);
                return true;
            }
        }
        waiting.add(at, forecast);
        counts.waiting.increment();
        if (waiting.size() > maxForecasts) {
            waiting.remove(0);
            counts.drop(1);
        }
        return true;
    }

    private boolean isComplete(ForecastKey key) {
        return complete.stream().anyMatch(one -> one.is(key.model(), key.origin()));
    }

    private void addComplete(ForecastKey key) {
        if (complete.size() == maxForecasts) {
            complete.removeFirst();
        }
        complete.addLast(key);
    }

    /** Takes a row and scores the forecasts that are due by it. */
    void observe(long time, RowValues row, List<ScoredForecast> scored) {
        if (!rows.put(time, row)) {
            return;
        }
        int at = rows.find(time);
        int kept = 0;
        for (int i = 0; i < waiting.size(); i++) {
            LoggedForecast forecast = waiting.get(i);
            forecast.score(rows, at, scored);
            if (forecast.complete()) {
                addComplete(forecast.key());
                counts.waiting.decrement();
            } else if (rows.full() && forecast.over(rows.time(0))) {
                counts.drop(1);
            } else {
                waiting.set(kept++, forecast);
            }
        }
        if (kept < waiting.size()) {
            waiting.subList(kept, waiting.size()).clear();
        }
    }
}
