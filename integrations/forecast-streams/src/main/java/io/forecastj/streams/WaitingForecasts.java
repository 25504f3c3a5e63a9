package io.forecastj.streams;

import io.forecastj.Forecast;
import io.forecastj.StateReader;
import io.forecastj.StateWriter;
import io.forecastj.backtest.ForecastRow;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The forecasts of one series that wait for actual values, in the order of their origins. At most twice as many as a
 * forecast has steps wait, so that missing values cannot fill the memory. Not thread-safe.
 */
final class WaitingForecasts {
    private final List<WaitingForecast> waiting;

    private WaitingForecasts(List<WaitingForecast> waiting) {
        this.waiting = waiting;
    }

    static WaitingForecasts none() {
        return new WaitingForecasts(new ArrayList<>());
    }

    /** Takes a forecast from the last row, unless there is one of its origin already or it is one of classes. */
    void add(Forecast forecast, String model, @Nullable List<Integer> wanted) {
        long origin = forecast.origin().toEpochMilli();
        boolean known = !waiting.isEmpty() && waiting.get(waiting.size() - 1).origin() >= origin;
        if (known || !forecast.classes().isEmpty()) {
            return;
        }
        WaitingForecast one = WaitingForecast.of(forecast, model, wanted);
        if (!one.complete()) {
            waiting.add(one);
        }
        if (waiting.size() > 2 * forecast.horizon()) {
            waiting.remove(0);
        }
    }

    /** Counts a row after the last one. */
    void next() {
        waiting.forEach(WaitingForecast::next);
    }

    /** Scores what a row brings; {@code inOrder} is true if it is the last one, which {@link #next} has counted. */
    List<ForecastRow> score(String key, long time, WaitingForecast.ActualValues actuals, boolean inOrder) {
        List<ForecastRow> scores = new ArrayList<>();
        waiting.forEach(forecast -> forecast.score(key, time, actuals, inOrder, scores));
        waiting.removeIf(WaitingForecast::complete);
        return scores;
    }

    void save(StateWriter out) {
        out.putInt(waiting.size());
        WaitingForecast.@Nullable Header before = null;
        for (WaitingForecast forecast : waiting) {
            boolean same = before != null && before.same(forecast.header());
            out.putBoolean(same);
            if (!same) {
                forecast.header().save(out);
            }
            before = forecast.header();
            forecast.save(out);
        }
    }

    static WaitingForecasts restore(StateReader in) {
        int count = in.getInt(0, Integer.MAX_VALUE);
        List<WaitingForecast> waiting = new ArrayList<>();
        WaitingForecast.@Nullable Header header = null;
        for (int i = 0; i < count; i++) {
            boolean same = in.getBoolean();
            if (!same || header == null) {
                header = WaitingForecast.Header.restore(in);
            }
            waiting.add(WaitingForecast.restore(header, in));
        }
        return new WaitingForecasts(waiting);
    }
}
