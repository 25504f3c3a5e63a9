package io.forecastj.micrometer;

import io.forecastj.Predictor;
import io.forecastj.lifecycle.monitoring.MonitoredPredictor;
import io.forecastj.lifecycle.serving.ReloadingPredictor;
import io.forecastj.models.fallback.FallbackPredictor;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The gauges of what is inside a predictor: monitors, members of fallbacks, reloading predictors.
 *
 * <p>Thread-safe. Neither this nor the gauges hold the predictor: when it is gone they are NaN.
 */
final class ModelGauges {
    private final MeterRegistry registry;
    private final List<Meter> bound;

    private ModelGauges(MeterRegistry registry, List<Meter> bound) {
        this.registry = registry;
        this.bound = List.copyOf(bound);
    }

    static ModelGauges bind(MeterRegistry registry, ModelLabel label, Predictor predictor) {
        List<Meter> bound = new ArrayList<>();
        GaugeTarget target = new GaugeTarget(registry, label.tags(), bound);
        Set<String> monitors = new HashSet<>();
        Set<String> members = new HashSet<>();
        for (Predictor part : PredictorParts.of(predictor)) {
            if (part instanceof MonitoredPredictor watched) {
                String name = distinct(watched.monitor().name(), monitors);
                MonitorGauges.bind(watched.monitor(), watched.info().targets(), target.and("monitor", name));
            } else if (part instanceof FallbackPredictor fallback) {
                for (int i = 0; i < fallback.members().size(); i++) {
                    String name = distinct(fallback.states().get(i).name(), members);
                    FallbackGauges.bind(fallback, i, target.and("member", name));
                }
            } else if (part instanceof ReloadingPredictor reloading) {
                Tags of = Tags.of("model", reloading.version().model(), "alias", reloading.alias());
                ReloadGauges.bind(reloading, new GaugeTarget(registry, of, bound));
            }
        }
        return new ModelGauges(registry, bound);
    }

    private static String distinct(String name, Set<String> used) {
        String distinct = name;
        for (int i = 2; !used.add(distinct); i++) {
            distinct = name + " " + i;
        }
        return distinct;
    }

    void remove() {
        bound.forEach(registry::remove);
    }
}
