package io.forecastj.spring;

import io.forecastj.lifecycle.serving.Reload;
import io.forecastj.micrometer.ForecastMeters;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;

/**
 * The meters of the reloads of a model of a store. A model that is absent has only the gauge that says so, which makes
 * way for those of {@link ForecastMeters} once it has been loaded.
 */
final class ReloadMeters {
    private static final String FAILING = "forecastj.reload.failing";

    private ReloadMeters() {}

    static void bind(ManagedModel model, MeterRegistry registry) {
        ModelSettings settings = model.settings();
        if (!settings.follows()) {
            return;
        }
        // the tags that ForecastMeters gives to the same gauge
        Tags tags =
                Tags.of("model", settings.model(), "alias", settings.alias(), "outcome", Reload.Outcome.FAILED.name());
        // another bean may follow the same alias, whose gauge must stay
        Gauge absent = model.isLoaded() || registry.find(FAILING).tags(tags).gauge() != null
                ? null
                : Gauge.builder(FAILING, model, one -> one.isAbsent() ? 1 : 0)
                        .description("1 while the named version cannot serve, else 0")
                        .tags(tags)
                        .register(registry);
        model.whenLoaded(predictor -> {
            if (absent != null) {
                registry.remove(absent);
            }
            ForecastMeters.of(predictor).bindTo(registry);
        });
    }
}
