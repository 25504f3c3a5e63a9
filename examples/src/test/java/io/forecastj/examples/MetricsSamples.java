package io.forecastj.examples;

import io.forecastj.Predictor;
import io.forecastj.TimeSeries;
import io.forecastj.lifecycle.monitoring.Monitor;
import io.forecastj.lifecycle.serving.RecordedPredictor;
import io.forecastj.lifecycle.serving.ReloadingPredictor;
import io.forecastj.micrometer.ForecastMeters;
import io.forecastj.micrometer.ForecastMetrics;
import io.forecastj.micrometer.ForecastObservationContext;
import io.forecastj.micrometer.ForecastObservations;
import io.forecastj.store.ModelVersion;
import io.forecastj.store.StoredModel;
import io.micrometer.common.KeyValues;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.ObservationRegistry;
import java.util.List;

/** The samples of the part about metrics in docs/serving.md. */
final class MetricsSamples {
    private MetricsSamples() {}

    static ReloadingPredictor serve(MeterRegistry registry, StoredModel sales, TimeSeries history) {
        ForecastMetrics metrics = ForecastMetrics.of(registry);
        ReloadingPredictor serving = ReloadingPredictor.follow(sales, "production")
                .warmUp(history)
                .wrap((version, loaded) ->
                        metrics.observe(version, monitorOf(version).watch(loaded)))
                .open();
        ForecastMeters.of(serving).bindTo(registry);
        return serving;
    }

    private static Monitor monitorOf(ModelVersion version) {
        return Monitor.builder(version.info()).build();
    }

    static List<Predictor> observe(ForecastMetrics metrics, Predictor predictor, Predictor another) {
        Predictor observed = metrics.observe(predictor);
        Predictor named = metrics.observe("temperatures", "2026-11", another);
        return List.of(observed, named);
    }

    static ForecastMetrics bounded(MeterRegistry registry) {
        ForecastMetrics metrics = ForecastMetrics.builder(registry)
                .versions(2)
                .seriesTag(50) // the first 50 ids of each version; the others are "other"
                .build();
        return metrics;
    }

    static ReloadingPredictor trace(
            ObservationRegistry observationRegistry, ForecastMetrics metrics, StoredModel sales) {
        ForecastObservations observations = ForecastObservations.of(observationRegistry);
        ReloadingPredictor serving = ReloadingPredictor.follow(sales, "production")
                .wrap((version, loaded) -> metrics.observe(version, observations.observe(version, loaded)))
                .open();
        return serving;
    }

    static ForecastObservations withSeries(ForecastObservations observations) {
        ForecastObservations bySeries =
                observations.convention(new ObservationConvention<ForecastObservationContext>() {
                    @Override
                    public boolean supportsContext(Observation.Context context) {
                        return context instanceof ForecastObservationContext;
                    }

                    @Override
                    public KeyValues getHighCardinalityKeyValues(ForecastObservationContext context) {
                        return KeyValues.of("series", String.join(",", context.seriesIds()));
                    }
                });
        return bySeries;
    }

    static Predictor record(Predictor predictor) {
        Predictor recorded = RecordedPredictor.of("temperatures", "2026-11", predictor);
        return recorded;
    }
}
