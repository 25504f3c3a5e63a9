package io.forecastj.models.statistical;

import io.forecastj.Forecast;
import io.forecastj.ForecastStatus;
import io.forecastj.models.internal.ForecastCopy;

/** Additions of a seasonal pattern to the forecast of a member. Stateless and thread-safe. */
final class SeasonalForecast {
    private SeasonalForecast() {}

    /**
     * Adds the pattern to points.
     *
     * @param points the member's points by step, which are changed; NaN at steps that are not forecast
     * @param steps the steps from the pattern's anchor to the origin
     */
    static void add(SeasonalPattern pattern, long steps, double[] points) {
        for (int i = 0; i < points.length; i++) {
            points[i] = pattern.add(points[i], pattern.at(steps + i + 1));
        }
    }

    /**
     * Completes a forecast by the status and quantiles of the member's.
     *
     * @param inner the member's forecast, of one target
     * @param steps the steps from the pattern's anchor to the origin
     */
    static void complete(
            SeasonalSettings settings, SeasonalPattern pattern, long steps, Forecast inner, Forecast.Builder forecast) {
        ForecastCopy.addReasons(forecast, inner);
        int found = pattern.parts().length;
        if (found < settings.seasons().length) {
            forecast.status(
                    ForecastStatus.DEGRADED,
                    "too few values of '" + settings.column() + "' for a season of " + settings.seasons()[found]
                            + " rows, which needs more than two of them; forecast without this season");
        }
        double[] levels = inner.levels();
        String target = inner.targets().get(0);
        double[][] quantiles = new double[inner.horizon()][levels.length];
        for (int step : inner.steps()) {
            double component = pattern.at(steps + step);
            for (int i = 0; i < levels.length; i++) {
                double quantile = inner.quantile(target, step, levels[i]);
                if (Double.isNaN(quantile)) {
                    return;
                }
                quantiles[step - 1][i] = pattern.add(quantile, component);
            }
        }
        if (levels.length > 0) {
            forecast.quantiles(0, levels, quantiles);
        }
    }
}
