package io.forecastj.signal;

import io.forecastj.Forecast;
import java.util.List;
import java.util.Map;

/** The return that weighted patterns add to a forecast's return. */
final class PatternTilt {
    private PatternTilt() {}

    static double of(Map<String, Double> weights, Forecast forecast, List<PatternRecognition> recognitions) {
        for (PatternRecognition seen : recognitions) {
            if (!seen.seriesId().equals(forecast.seriesId()) || !seen.time().equals(forecast.origin())) {
                throw new IllegalArgumentException("the patterns of '"
                        + seen.info().name() + "' are of the series '"
                        + seen.seriesId() + "' at " + seen.time() + ", the forecast is of '" + forecast.seriesId()
                        + "' at " + forecast.origin() + ": give both the same history");
            }
        }
        double tilt = 0;
        for (Map.Entry<String, Double> weight : weights.entrySet()) {
            tilt += weight.getValue() * probability(weight.getKey(), recognitions);
        }
        return tilt;
    }

    private static double probability(String pattern, List<PatternRecognition> recognitions) {
        List<PatternRecognition> knowing = recognitions.stream()
                .filter(seen -> seen.patterns().contains(pattern))
                .toList();
        if (knowing.size() != 1) {
            throw new IllegalArgumentException("the pattern '" + pattern + "' has a weight in this rule and must be"
                    + " known to exactly one recognition, found " + knowing.size() + " among the "
                    + recognitions.size() + " given");
        }
        return knowing.get(0).probability(pattern);
    }
}
