package io.forecastj.spring;

import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;
import io.forecastj.features.FeatureRegistry;
import io.forecastj.lifecycle.monitoring.InputProfile;
import io.forecastj.lifecycle.monitoring.Monitor;
import io.forecastj.lifecycle.serving.Reload;
import io.forecastj.lifecycle.serving.ReloadingPredictor;
import io.forecastj.models.Predictors;
import io.forecastj.store.ModelVersion;
import io.forecastj.store.StoredModel;
import java.nio.file.Path;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Loads the predictors of the properties, with the beans of the application that change them. Thread-safe. */
final class ModelOpener {
    private final ModelStores stores;
    private final FeatureRegistry features;
    private final List<ForecastCustomizer> customizers;
    private final ClassLoader loader;

    ModelOpener(
            ModelStores stores, FeatureRegistry features, List<ForecastCustomizer> customizers, ClassLoader loader) {
        this.stores = stores;
        this.features = features;
        this.customizers = List.copyOf(customizers);
        this.loader = loader;
    }

    /** Loads the predictor of a path, and passes it on with what was put around it. */
    Predictor fixed(ModelSettings settings, ModelLocation place, Consumer<WrappedVersion> wrapped) {
        ModelWarmUp warmUp = warmUp(settings);
        Path path = place.path();
        Predictor loaded = path == null
                ? Predictors.loadResource(loader, String.valueOf(place.resource()), features)
                : Predictors.load(path, features);
        try {
            if (warmUp != null) {
                warmUp.run(loaded);
            }
            Monitor monitor =
                    settings.monitor() ? Monitor.builder(loaded.info()).build() : null;
            WrappedVersion version = wrap(settings.name(), OptionalInt.empty(), monitor, loaded);
            wrapped.accept(version);
            return version.predictor();
        } catch (Throwable e) {
            loaded.close();
            throw e;
        }
    }

    /**
     * Loads the version that an alias names, and follows the alias from now on. Each version is passed on with what was
     * put around it before the last check, which may still refuse it.
     */
    ReloadingPredictor following(ModelSettings settings, Consumer<WrappedVersion> wrapped, Consumer<Reload> listener) {
        StoredModel model = stores.model(settings);
        ReloadingPredictor.Builder builder =
                ReloadingPredictor.follow(model, settings.alias()).onReload(listener);
        ModelWarmUp warmUp = warmUp(settings);
        if (warmUp != null) {
            builder.warmUp(warmUp.history()).warmUpCalls(warmUp.calls());
        }
        customizers.forEach(customizer -> customizer.customize(settings.name(), builder));
        return builder.wrap((version, predictor) -> {
                    Monitor monitor = settings.monitor() ? monitor(model, version) : null;
                    WrappedVersion around = wrap(settings.name(), OptionalInt.of(version.number()), monitor, predictor);
                    wrapped.accept(around);
                    return around.predictor();
                })
                .open();
    }

    private @Nullable ModelWarmUp warmUp(ModelSettings settings) {
        ModelLocation place = settings.warmUp();
        return place == null ? null : ModelWarmUp.of(place, settings.warmUpCalls(), loader);
    }

    private static Monitor monitor(StoredModel model, ModelVersion version) {
        PredictorInfo info = version.info();
        Monitor.Builder builder = Monitor.builder(info);
        if (version.attachments().containsKey(InputProfile.ATTACHMENT)) {
            builder.reference(InputProfile.fromJson(model.attachment(version, InputProfile.ATTACHMENT)));
        }
        return builder.build();
    }

    private WrappedVersion wrap(String name, OptionalInt number, @Nullable Monitor monitor, Predictor loaded) {
        Map<Predictor, Predictor> inside = new IdentityHashMap<>();
        Predictor outermost = monitor == null ? loaded : monitor.watch(loaded);
        try {
            for (ForecastCustomizer customizer : customizers) {
                Predictor given = outermost;
                outermost = requireReturned(customizer, name, number, given);
                if (outermost != given) {
                    inside.put(outermost, given);
                }
            }
        } catch (Throwable e) {
            closeAfter(e, outermost);
            throw e;
        }
        return new WrappedVersion(number, outermost, inside, monitor);
    }

    private static Predictor requireReturned(
            ForecastCustomizer customizer, String name, OptionalInt number, Predictor given) {
        return Objects.requireNonNull(
                customizer.wrap(name, number, given),
                () -> customizer.getClass().getName() + ".wrap returned null for '" + name
                        + "'; return the given predictor if there is nothing to wrap");
    }

    /** Closes what the customizers have made so far, with its threads and meters; whoever loaded it closes the rest. */
    private static void closeAfter(Throwable failure, Predictor outermost) {
        try {
            outermost.close();
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }
}
