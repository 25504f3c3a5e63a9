package io.forecastj.streams;

import io.forecastj.Forecast;
import io.forecastj.Forecaster;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import io.forecastj.models.conformal.Conformal;
import io.forecastj.models.linear.Linear;
import io.forecastj.models.statistical.Ets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** Made series, models of them, and the forecasts of a plain session. Also for the tests of engines. */
public final class MadeRows {
    public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    public static final Duration STEP = Duration.ofHours(1);
    public static final List<String> COLUMNS = List.of("close", "volume");

    private MadeRows() {}

    /** A seasonal walk of a series; equal for equal keys. */
    public static TimeSeries series(String key, int rows) {
        Random random = new Random(key.hashCode());
        TimeSeries.Builder series = TimeSeries.builder(COLUMNS).id(key).sampling(Sampling.fixed(STEP));
        double level = 50 + 50 * random.nextDouble();
        for (int i = 0; i < rows; i++) {
            level += random.nextGaussian();
            series.add(
                    time(i),
                    Math.max(1, level + 5 * Math.sin(i * Math.PI / 12)),
                    Math.abs(random.nextGaussian()) * 100);
        }
        return series.build();
    }

    public static Instant time(int row) {
        return START.plus(STEP.multipliedBy(row));
    }

    public static StreamRow row(TimeSeries series, int row) {
        return StreamRow.of(series.time(row), COLUMNS, series.value(row, 0), series.value(row, 1));
    }

    public static List<TimeSeries> training() {
        return IntStream.range(0, 4).mapToObj(i -> series("training " + i, 300)).toList();
    }

    /** A linear model with adaptive intervals, whose state depends on all rows. */
    public static Predictor linear(int lookback) {
        Forecaster linear = Linear.forecaster()
                .column("close")
                .lookback(lookback)
                .horizon(3)
                .build();
        return Conformal.adaptive(linear, 0.8).fit(training());
    }

    public static Predictor ets(List<TimeSeries> series) {
        return Ets.forecaster().column("close").horizon(3).form("AAN").build().fit(series);
    }

    /** The forecasts of a session that is opened on the first rows that the model needs, by the time of the row. */
    public static List<Forecast> plain(Predictor predictor, TimeSeries series) {
        int first = predictor.info().requiredHistory();
        List<Forecast> forecasts = new ArrayList<>();
        try (PredictionSession session = predictor.openSession(series.head(first))) {
            forecasts.add(session.forecast());
            for (int i = first; i < series.length(); i++) {
                session.append(series.time(i), Map.of("close", series.value(i, 0), "volume", series.value(i, 1)));
                forecasts.add(session.forecast());
            }
        }
        return forecasts;
    }
}
