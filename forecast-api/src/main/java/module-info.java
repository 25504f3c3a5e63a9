/**
 * The nouns and verbs of ForecastJ: time series, forecasts, predictors, the naive baselines and the metrics.
 *
 * <p>Start at {@link io.forecastj}.
 */
@org.jspecify.annotations.NullMarked
module io.forecastj.api {
    requires static transitive org.jspecify;

    exports io.forecastj;
    exports io.forecastj.metrics;
    exports io.forecastj.signal;
}
