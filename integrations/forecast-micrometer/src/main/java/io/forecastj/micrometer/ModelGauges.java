package io.forecastj.micrometer;

import io.forecastj.Predictor;
import io.forecastj.lifecycle.monitoring.MonitoredPredictor;
import io.forecastj.lifecycle.serving.ReloadingPredictor;
import io.forecastj.models.fallback.FallbackPredictor;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.lang.ref.WeakReference;
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
    private final ModelLabel label;
    private final WeakReference<Predictor> of;

    /** Guarded by this; empty while the gauges are not registered. */
    private final List<Meter> bound = new ArrayList<>();

    private ModelGauges(MeterRegistry registry, ModelLabel label, Predictor predictor) {
        this.registry = registry;
        this.label = label;
        this.of = new WeakReference<>(predictor);
    }

    static ModelGauges bind(MeterRegistry registry, ModelLabel label, Predictor predictor) {
        ModelGauges gauges = new ModelGauges(registry, label, predictor);
        gauges.register(predictor);
        return gauges;
    }

    /** Registers the gauges if they are not and the predictor is still there. */
    synchronized void bind() {
        Predictor predictor = of.get();
        if (predictor != null && bound.isEmpty()) {
            register(predictor);
        }
    }

    /** Returns whether the predictor is gone. */
    boolean collected() {
        return of.get() == null;
    }

    private synchronized void register(Predictor predictor) {
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
    }

    private static String distinct(String name, Set<String> used) {
        String distinct = name;
        for (int i = 2; !used.add(distinct); i++) {
            distinct = name + " " + i;
        }
        return distinct;
    }

    synchronized void remove() {
        bound.forEach(registry::remove);
        bound.clear();
    }
}
