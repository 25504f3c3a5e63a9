/**
 * The vocabulary of ForecastJ: time series, forecasts, predictors, naive baselines, metrics and trading signals.
 *
 * <p>Start at {@link io.forecastj}.
 */
@org.jspecify.annotations.NullMarked
module io.forecastj.api {
    requires static transitive org.jspecify;
    // marks what Jackson writes; absent at run time without Jackson, and then nothing looks for it
    requires static com.fasterxml.jackson.annotation;

    exports io.forecastj;
    exports io.forecastj.metrics;
    exports io.forecastj.signal;
}
