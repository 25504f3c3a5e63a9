package io.forecastj.signal;

import io.forecastj.Forecast;
import io.forecastj.ForecastStatus;
import java.util.List;
import java.util.Set;

/** Reasons not to trade on a forecast or on the patterns of the same rows. */
final class Doubts {
    private Doubts() {}

    /** The first reason as a clause, or an empty text. */
    static String of(Forecast forecast, List<PatternRecognition> patterns, Set<ForecastStatus> allowed) {
        if (!allowed.contains(forecast.status())) {
            return clause("the forecast of '" + forecast.info().name() + "'", forecast.status(), forecast.reasons());
        }
        for (PatternRecognition seen : patterns) {
            if (!allowed.contains(seen.status())) {
                return clause("the recognition of '" + seen.info().name() + "'", seen.status(), seen.reasons());
            }
        }
        return "";
    }

    private static String clause(String what, ForecastStatus status, List<String> reasons) {
        return what + " is " + status + " (" + String.join("; ", reasons) + "), which this rule does not trade on";
    }
}
