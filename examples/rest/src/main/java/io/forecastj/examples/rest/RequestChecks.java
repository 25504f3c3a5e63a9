package io.forecastj.examples.rest;

import io.forecastj.Forecast;
import io.forecastj.TimeSeries;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Refuses requests that ask for more than there is. */
final class RequestChecks {
    private static final double LARGEST = 1e100;
    private static final double SMALLEST = 1e-100;

    private RequestChecks() {}

    static TimeSeries series(TimeSeries series, int most) {
        if (series.length() > most) {
            throw RequestException.unprocessable(
                    "expected at most " + most + " rows, found " + series.length() + "; send the latest ones");
        }
        return series;
    }

    /** Returns the steps, each from 1 to the model's horizon. */
    static List<Integer> horizons(@Nullable List<@Nullable Integer> steps, int horizon) {
        if (steps == null) {
            return List.of();
        }
        if (steps.size() > horizon || steps.stream().distinct().count() < steps.size()) {
            throw RequestException.unprocessable(
                    "expected different horizons, at most " + horizon + ", found " + steps);
        }
        for (Integer step : steps) {
            if (step == null || step < 1 || step > horizon) {
                throw RequestException.unprocessable(
                        "expected horizons from 1 to " + horizon + ", as far as the model forecasts, found " + step);
            }
        }
        return List.copyOf(steps);
    }

    /** Returns the coverage, which is one that the model has intervals of. */
    static double coverage(double coverage, Forecast forecast) {
        try {
            forecast.interval(ForecastAnswers.TARGET, 1, coverage);
            return coverage;
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw RequestException.unprocessable(Objects.requireNonNullElse(e.getMessage(), "no such intervals"));
        }
    }

    /**
     * Computes an answer of a series. Sums, products or ratios of very large and very small values are not finite,
     * which the library refuses as a mistake of the caller; here it is one of the client.
     */
    static <T> T finite(@Nullable TimeSeries series, Supplier<T> answer) {
        try {
            return answer.get();
        } catch (IllegalArgumentException e) {
            if (series != null && isExtreme(series)) {
                throw RequestException.unprocessable(
                        "the forecast of this series is not finite, as it has values above " + LARGEST + " or below "
                                + SMALLEST + "; send them in another unit");
            }
            throw e;
        }
    }

    private static boolean isExtreme(TimeSeries series) {
        return series.columns().stream()
                .flatMapToDouble(column -> Arrays.stream(series.values(column)))
                .map(Math::abs)
                .anyMatch(value -> value > LARGEST || value > 0 && value < SMALLEST);
    }
}
