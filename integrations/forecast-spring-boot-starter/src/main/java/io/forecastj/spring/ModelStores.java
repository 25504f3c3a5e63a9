package io.forecastj.spring;

import io.forecastj.features.FeatureRegistry;
import io.forecastj.store.ModelStore;
import io.forecastj.store.StoreException;
import io.forecastj.store.StoredModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.beans.factory.ObjectProvider;

/** The stores of the properties, opened once each, and the one that is a bean. Thread-safe. */
final class ModelStores {
    private final ObjectProvider<ModelStore> beans;
    private final FeatureRegistry features;
    private final Map<Path, ModelStore> opened = new ConcurrentHashMap<>();

    ModelStores(ObjectProvider<ModelStore> beans, FeatureRegistry features) {
        this.beans = beans;
        this.features = features;
    }

    StoredModel model(ModelSettings settings) {
        ModelLocation place = settings.store();
        ModelStore store = place == null ? bean(settings) : directory(place.requirePath());
        try {
            return store.model(settings.model());
        } catch (IllegalArgumentException e) {
            throw new ForecastPropertyException(
                    settings.property("model"),
                    ForecastPropertyException.reasonOf(e),
                    "Set it to the name of the model in the store",
                    e);
        }
    }

    /** Opens a store that is there; {@link ModelStore#open} would create one in place of one whose name is misspelt. */
    private ModelStore directory(Path path) {
        Path directory = path.toAbsolutePath().normalize();
        if (!Files.isDirectory(directory)) {
            throw new StoreException("expected the directory of a model store, but '" + directory
                    + "' is none; publish a version there first");
        }
        return opened.computeIfAbsent(
                directory, key -> ModelStore.builder(key).features(features).open());
    }

    private ModelStore bean(ModelSettings settings) {
        ModelStore store;
        try {
            store = beans.getIfAvailable();
        } catch (NoUniqueBeanDefinitionException e) {
            throw new ForecastPropertyException(
                    settings.property("store"),
                    "it is not set, and there are several beans of type ModelStore: " + e.getBeanNamesFound(),
                    "Mark one of them as @Primary, or set the directory of a store",
                    e);
        }
        if (store == null) {
            throw new ForecastPropertyException(
                    settings.property("store"),
                    "it is not set, and there is no bean of type ModelStore",
                    "Set it to the directory of the store, or define such a bean");
        }
        return store;
    }
}
