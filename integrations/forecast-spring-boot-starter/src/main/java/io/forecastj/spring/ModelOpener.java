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
import java.util.List;
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

    /** Loads the predictor of a path. */
    Predictor fixed(ModelSettings settings, ModelLocation place, Consumer<Monitor> monitors) {
        ModelWarmUp warmUp = warmUp(settings);
        Path path = place.path();
        Predictor loaded = path == null
                ? Predictors.loadResource(loader, String.valueOf(place.resource()), features)
                : Predictors.load(path, features);
        try {
            if (warmUp != null) {
                warmUp.run(loaded);
            }
            Predictor watched = settings.monitor()
                    ? watch(monitors, Monitor.builder(loaded.info()).build(), loaded)
                    : loaded;
            return wrap(settings.name(), OptionalInt.empty(), watched);
        } catch (Throwable e) {
            loaded.close();
            throw e;
        }
    }

    /** Loads the version that an alias names, and follows the alias from now on. */
    ReloadingPredictor following(ModelSettings settings, Consumer<Monitor> monitors, Consumer<Reload> listener) {
        StoredModel model = stores.model(settings);
        ReloadingPredictor.Builder builder =
                ReloadingPredictor.follow(model, settings.alias()).onReload(listener);
        ModelWarmUp warmUp = warmUp(settings);
        if (warmUp != null) {
            builder.warmUp(warmUp.history()).warmUpCalls(warmUp.calls());
        }
        customizers.forEach(customizer -> customizer.customize(settings.name(), builder));
        return builder.wrap((version, predictor) -> {
                    Predictor watched =
                            settings.monitor() ? watch(monitors, monitor(model, version), predictor) : predictor;
                    return wrap(settings.name(), OptionalInt.of(version.number()), watched);
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

    private static Predictor watch(Consumer<Monitor> monitors, Monitor monitor, Predictor predictor) {
        monitors.accept(monitor);
        return monitor.watch(predictor);
    }

    private Predictor wrap(String name, OptionalInt version, Predictor predictor) {
        Predictor wrapped = predictor;
        for (ForecastCustomizer customizer : customizers) {
            wrapped = customizer.wrap(name, version, wrapped);
        }
        return wrapped;
    }
}
