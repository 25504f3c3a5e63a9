package io.forecastj.micrometer;

import io.forecastj.Predictor;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The meters of the latest versions of one model; those of earlier ones are removed from the registry.
 *
 * <p>Thread-safe.
 */
final class ModelVersions {
    private final MeterRegistry registry;
    private final int mostVersions;
    private final int mostSeries;

    /** In the order in which they came into use; guarded by this. */
    private final Map<String, VersionMeters> versions = new LinkedHashMap<>();

    ModelVersions(MeterRegistry registry, int mostVersions, int mostSeries) {
        this.registry = registry;
        this.mostVersions = mostVersions;
        this.mostSeries = mostSeries;
    }

    /** Returns a predictor whose calls the meters of its version count, until it is closed. */
    synchronized ObservedPredictor observe(ModelLabel label, Predictor predictor) {
        VersionMeters meters = versions.remove(label.version());
        if (meters == null) {
            while (versions.size() >= mostVersions) {
                removeOne();
            }
            meters = new VersionMeters(registry, label, mostSeries);
        }
        versions.put(label.version(), meters);
        return new ObservedPredictor(predictor, meters, meters.acquire(predictor));
    }

    /** Removes the oldest version that is closed, or the oldest one if all are in use. */
    private void removeOne() {
        Iterator<VersionMeters> all = versions.values().iterator();
        VersionMeters oldest = all.next();
        for (VersionMeters one = oldest; ; one = all.next()) {
            if (!one.inUse()) {
                oldest = one;
                break;
            }
            if (!all.hasNext()) {
                break;
            }
        }
        versions.values().remove(oldest);
        oldest.removeAll();
    }
}
