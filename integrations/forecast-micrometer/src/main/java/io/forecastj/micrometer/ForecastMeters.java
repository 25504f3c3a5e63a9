package io.forecastj.micrometer;

import io.forecastj.Predictor;
import io.forecastj.lifecycle.serving.ReloadingPredictor;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Objects;

/**
 * The gauges of what is inside a predictor: the serving version, its age and the reloads of a {@link
 * ReloadingPredictor}; errors, coverage and drift of a {@link io.forecastj.lifecycle.monitoring.MonitoredPredictor};
 * breakers, failures and running calls of the members of a {@link
 * io.forecastj.models.fallback.FallbackPredictor}.
 *
 * <p>They are found in the predictor itself, inside monitored and recorded predictors, inside those that {@link
 * ForecastMetrics} or {@link ForecastObservations} observe, and among the members of fallbacks, to any depth. Not
 * looked into are the versions of a reloading predictor, which are observed by its {@code wrap}, and all other
 * predictors, such as caches, batches, guards, splits, shadows, bounds and ensembles: bind what is inside them, too.
 *
 * <p>Thread-safe. The gauges do not keep the predictor in memory: hold it elsewhere, or they become NaN. What is not
 * known yet is NaN too. A predictor that {@link ForecastMetrics} observes has these gauges already, until it is closed;
 * those bound here stay in the registry.
 */
public final class ForecastMeters implements MeterBinder {
    private final ModelLabel label;
    private final Predictor predictor;

    private ForecastMeters(ModelLabel label, Predictor predictor) {
        this.label = label;
        this.predictor = Objects.requireNonNull(predictor, "predictor");
    }

    /**
     * Returns the gauges of a predictor, under its name and the first eight digits of the hash that it has now. Those
     * of a {@link ReloadingPredictor} have the name of the stored model and the alias.
     *
     * @param predictor the predictor
     * @return the gauges, to be bound
     * @throws IllegalArgumentException if a {@link ReloadingPredictor} is found inside another predictor, whose version
     *     is then not known
     */
    public static ForecastMeters of(Predictor predictor) {
        return predictor instanceof ReloadingPredictor reloading
                ? new ForecastMeters(ModelLabel.of(reloading.version()), reloading)
                : new ForecastMeters(ModelLabel.of(predictor), predictor);
    }

    /**
     * Returns the gauges of a predictor, under a name and a version.
     *
     * @param model the name of the model
     * @param version its version, also if the model changes inside; a text such as {@code "live"} then
     * @param predictor the predictor
     * @return the gauges, to be bound
     */
    public static ForecastMeters of(String model, String version, Predictor predictor) {
        return new ForecastMeters(new ModelLabel(model, version), predictor);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        ModelGauges.bind(registry, label, predictor);
    }
}
