package io.forecastj.spring;

import io.forecastj.Predictor;
import io.forecastj.TimeSeries;
import io.forecastj.data.Csv;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;

/**
 * Forecasts of a history by which a predictor is checked and its code compiled before it serves.
 *
 * @param history the history
 * @param calls the number of forecasts
 */
record ModelWarmUp(TimeSeries history, int calls) {
    private static final long LONGEST = TimeUnit.SECONDS.toNanos(2);

    static ModelWarmUp of(ModelLocation place, int calls, ClassLoader loader) {
        try (InputStream stream = place.open(loader)) {
            return new ModelWarmUp(Csv.read().from(stream, place.text()).one(), calls);
        } catch (IOException | RuntimeException e) {
            throw new ForecastPropertyException(
                    place.property(),
                    "the history of the warm-up cannot be read: " + ForecastPropertyException.reasonOf(e),
                    "Set it to a CSV file of one series, or remove it",
                    e);
        }
    }

    /** Warms up a predictor that is loaded once; a {@code ReloadingPredictor} does it itself for each version. */
    void run(Predictor predictor) {
        long start = System.nanoTime();
        for (int i = 0; i < calls && System.nanoTime() - start < LONGEST; i++) {
            predictor.predict(history);
        }
    }
}
