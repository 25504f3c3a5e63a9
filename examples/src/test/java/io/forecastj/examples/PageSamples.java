package io.forecastj.examples;

import io.forecastj.Baselines;
import io.forecastj.Forecast;
import io.forecastj.Forecaster;
import io.forecastj.Interval;
import io.forecastj.Predictor;
import io.forecastj.TimeSeries;
import io.forecastj.models.conformal.Conformal;
import io.forecastj.models.ensemble.Ensembles;
import io.forecastj.models.ensemble.Stacking;

/** The samples of docs/ensembles.md and docs/intervals.md. */
final class PageSamples {
    private PageSamples() {}

    static void ensembles(Forecaster lightGbm, Forecaster linear) {
        Forecaster online = Ensembles.online(lightGbm, linear, Baselines.naive("close", 10));
        Forecaster stack = Ensembles.stack(lightGbm, linear)
                .stacking(Stacking.NON_NEGATIVE)
                .sharedOverSteps();
    }

    static void intervals(Forecaster linear, TimeSeries series, double last) {
        Forecaster model = Conformal.adaptive(linear, 0.80, 0.95);
        try (Predictor predictor = model.fit(series)) {
            Forecast forecast = predictor.predict(series);
            Interval range = forecast.interval(10, 0.95);
            double sure = forecast.confidence(10, 5.0); // within 5 units of the point
            double up = 1 - forecast.probabilityBelow(10, last);
        }
    }
}
