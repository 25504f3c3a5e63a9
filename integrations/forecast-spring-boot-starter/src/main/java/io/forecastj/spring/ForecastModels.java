package io.forecastj.spring;

import io.forecastj.Predictor;
import io.forecastj.lifecycle.monitoring.Monitor;
import io.forecastj.lifecycle.serving.ReloadingPredictor;
import io.forecastj.spring.ForecastProperties.Model;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The models of the properties: their states, and reloads on request. It is a bean; the predictors are beans
 * themselves, to be injected by their names.
 *
 * <p>Thread-safe. Calls of predictors are answered meanwhile.
 */
public final class ForecastModels {
    private final Map<String, ManagedModel> models = new LinkedHashMap<>();

    ForecastModels(Map<String, Model> properties, ModelOpener opener, Clock clock, Consumer<ModelChangedEvent> events) {
        properties.forEach((name, model) -> models.put(
                name,
                new ManagedModel(
                        ModelSettings.of(name, model),
                        opener,
                        clock,
                        status -> events.accept(new ModelChangedEvent(status)))));
    }

    /** {@return the names of all models, in the order of the properties} */
    public List<String> names() {
        return List.copyOf(models.keySet());
    }

    /**
     * Returns the state of a model, without a look at its store.
     *
     * @param name the name of the model
     * @return the state
     * @throws IllegalArgumentException if there is no such model; the message lists the names
     */
    public ModelStatus status(String name) {
        return model(name).status();
    }

    /**
     * Looks at the alias of a model once, and lets the version that it names serve; or tries again to load a model that
     * was absent at the start. A model of a path that has been loaded stays as it is. If another look is running, this
     * one waits for its end.
     *
     * @param name the name of the model
     * @return the state after it, with what failed
     * @throws IllegalArgumentException if there is no such model; the message lists the names
     * @throws io.forecastj.PredictorClosedException if the application is being stopped
     */
    public ModelStatus reload(String name) {
        ManagedModel model = model(name);
        model.look();
        return model.status();
    }

    /**
     * Returns the monitor of the version that serves.
     *
     * @param name the name of the model
     * @return the monitor, or empty if no version serves or the property {@code monitor} of the model is not set
     * @throws IllegalArgumentException if there is no such model; the message lists the names
     */
    public Optional<Monitor> monitor(String name) {
        return model(name).monitor();
    }

    @Override
    public String toString() {
        return "models " + models.keySet();
    }

    Collection<ManagedModel> managed() {
        return models.values();
    }

    private ManagedModel model(String name) {
        ManagedModel model = models.get(name);
        if (model == null) {
            throw new IllegalArgumentException("there is no model '" + name + "'; there are " + models.keySet());
        }
        return model;
    }

    // The factory methods of the beans, each with the type by which its bean can be injected.

    Predictor openFixed(String name) {
        return model(name).open();
    }

    ReloadingPredictor openFollowing(String name) {
        return (ReloadingPredictor) model(name).open();
    }

    Predictor openLate(String name) {
        return model(name).openLate();
    }
}
