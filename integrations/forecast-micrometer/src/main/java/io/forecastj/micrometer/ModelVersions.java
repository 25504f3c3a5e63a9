package io.forecastj.micrometer;

import io.forecastj.Predictor;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The meters of the latest versions of one model; those of earlier ones are removed from the registry.
 *
 * <p>Thread-safe.
 */
final class ModelVersions {
    private final MeterRegistry registry;
    private final String model;
    private final int mostVersions;
    private final int mostSeries;

    /** In the order in which they came into use; guarded by this. */
    private final Map<String, VersionMeters> versions = new LinkedHashMap<>();

    private volatile @Nullable VersionMeters unknown;

    ModelVersions(MeterRegistry registry, String model, int mostVersions, int mostSeries) {
        this.registry = registry;
        this.model = model;
        this.mostVersions = mostVersions;
        this.mostSeries = mostSeries;
    }

    /** Returns a predictor whose calls the meters of a version count, until it is closed. */
    ObservedPredictor observe(String version, Predictor predictor) {
        return new ObservedPredictor(predictor, this, HashFollower.fixed(predictor, use(version, predictor)));
    }

    /** Returns a predictor whose calls the meters of its hash at each call count, until it is closed. */
    ObservedPredictor follow(Predictor predictor) {
        String hash = predictor.modelHash();
        HashFollower<VersionUse> serving = HashFollower.following(
                predictor,
                registry.config().clock()::monotonicTime,
                (before, next) -> move(before, ModelLabel.version(next), predictor),
                hash,
                use(ModelLabel.version(hash), predictor));
        return new ObservedPredictor(predictor, this, serving);
    }

    private synchronized VersionUse move(VersionUse before, String version, Predictor predictor) {
        before.end();
        return use(version, predictor);
    }

    private synchronized VersionUse use(String version, Predictor predictor) {
        VersionMeters meters = versions.remove(version);
        if (meters == null) {
            while (versions.size() >= mostVersions) {
                removeOne();
            }
            meters = new VersionMeters(registry, new ModelLabel(model, version), mostSeries);
        }
        versions.put(version, meters);
        return new VersionUse(meters, meters.acquire(predictor));
    }

    /** Returns the meters of calls whose version is not known; they are made by the first one and stay. */
    VersionMeters unknown() {
        VersionMeters known = unknown;
        return known == null ? newUnknown() : known;
    }

    private synchronized VersionMeters newUnknown() {
        VersionMeters known = unknown;
        if (known == null) {
            known = new VersionMeters(registry, new ModelLabel(model, ModelLabel.UNKNOWN), mostSeries);
            unknown = known;
        }
        return known;
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
