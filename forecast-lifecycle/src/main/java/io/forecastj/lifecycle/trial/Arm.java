package io.forecastj.lifecycle.trial;

import io.forecastj.ColumnRole;
import io.forecastj.Forecast;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.TimeSeries;
import java.util.List;

/**
 * An arm of a split.
 *
 * @param name its name
 * @param predictor the predictor that serves its keys
 * @param share its share of the keys, from 0 to 1
 */
record Arm(String name, Predictor predictor, double share) {
    /** Returns whether the predictor reads known-future rows; another one gets none. */
    boolean takesFuture() {
        return !predictor.info().columns(ColumnRole.KNOWN_FUTURE).isEmpty();
    }

    Forecast predict(TimeSeries history, TimeSeries future) {
        return takesFuture() ? predictor.predict(history, future) : predictor.predict(history);
    }

    List<Forecast> predictAll(List<TimeSeries> histories, List<TimeSeries> futures) {
        return takesFuture() ? predictor.predictAll(histories, futures) : predictor.predictAll(histories);
    }

    PredictionSession open(TimeSeries history, TimeSeries future) {
        return takesFuture() ? predictor.openSession(history, future) : predictor.openSession(history);
    }
}
