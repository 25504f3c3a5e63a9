package io.forecastj.models.fallback;

import io.forecastj.Forecast;
import io.forecastj.ForecastStatus;
import io.forecastj.PredictorInfo;
import io.forecastj.models.internal.ForecastCopy;
import java.util.List;

/** Converts a member's forecast to one of the predictor with fallbacks. */
final class Forecasts {
    private Forecasts() {}

    /** Returns the same forecast as one of another predictor, with the reasons of the members before this one. */
    static Forecast by(PredictorInfo info, Forecast answer, List<String> reasons) {
        Forecast.Builder forecast = ForecastCopy.start(info, answer, value -> value);
        if (!reasons.isEmpty()) {
            reasons.forEach(reason -> forecast.status(ForecastStatus.FALLBACK, reason));
            forecast.status(ForecastStatus.FALLBACK, "'" + answer.info().name() + "' answered");
        }
        ForecastCopy.addReasons(forecast, answer);
        return forecast.build();
    }
}
