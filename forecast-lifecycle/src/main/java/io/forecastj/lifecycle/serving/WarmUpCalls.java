package io.forecastj.lifecycle.serving;

import io.forecastj.Forecast;
import io.forecastj.ModelLoadException;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;
import io.forecastj.TimeSeries;
import java.util.function.LongSupplier;

/**
 * The calls that a version answers before it serves: forecasts of a given history, so that its first real call finds
 * classes loaded, trees compiled or on the way to that, and learnt values in the cache.
 *
 * @param history the history
 * @param future its known-future rows, may be empty
 * @param calls the largest number of forecasts
 * @param nanoClock the clock of {@link #MOST_NANOS}
 */
record WarmUpCalls(TimeSeries history, TimeSeries future, int calls, LongSupplier nanoClock) {
    /** The time after which a slow model has been warmed up long enough. */
    static final long MOST_NANOS = 2_000_000_000L;

    /**
     * Makes the calls.
     *
     * @return the forecast
     * @throws ModelLoadException if a point is not finite
     * @throws io.forecastj.ForecastException if the predictor does not accept the history
     */
    Forecast run(Predictor predictor, String version) {
        long start = nanoClock.getAsLong();
        predictor.modelHash(); // computed by the first call, which is then no caller's
        PredictorInfo info = predictor.info();
        try (PredictionSession session = predictor.openSession(history, future)) {
            double[] points = new double[info.targets().size() * info.horizon()];
            Forecast forecast = session.forecast();
            for (int i = 1; i < calls && nanoClock.getAsLong() - start < MOST_NANOS; i++) {
                session.forecastInto(points);
            }
            session.snapshot();
            requireFinite(forecast, version);
            return forecast;
        }
    }

    private static void requireFinite(Forecast forecast, String version) {
        if (!forecast.classes().isEmpty()) {
            return;
        }
        for (String target : forecast.targets()) {
            for (int step : forecast.steps()) {
                if (!Double.isFinite(forecast.point(target, step))) {
                    throw new ModelLoadException(version + " forecasts " + forecast.point(target, step) + " for '"
                            + target + "' at step " + step + " after the warm-up history; expected a finite number");
                }
            }
        }
    }
}
