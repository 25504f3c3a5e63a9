package io.forecastj.examples.rest;

import io.forecastj.ForecastException;
import io.forecastj.spring.ForecastModels;
import io.forecastj.store.ModelStore;
import io.forecastj.store.ModelVersion;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The models, with their states and versions. */
@RestController
class ModelController {
    private static final Logger LOG = LoggerFactory.getLogger(ModelController.class);

    private final ForecastModels models;
    private final ModelStore store;

    ModelController(ForecastModels models, ModelStore store) {
        this.models = models;
        this.store = store;
    }

    @GetMapping("/models")
    List<ModelAnswer> models() {
        return models.names().stream().map(this::answer).toList();
    }

    @GetMapping("/models/{name}")
    ModelAnswer model(@PathVariable String name) {
        if (!models.names().contains(name)) {
            throw RequestException.notFound("there is no model '" + name + "'; there are " + models.names());
        }
        return answer(name);
    }

    private ModelAnswer answer(String name) {
        return ModelAnswer.of(models.status(name), versions(name));
    }

    /** Null if the store cannot be read: the state is worth an answer all the same. */
    private @Nullable List<ModelAnswer.Version> versions(String name) {
        try {
            return store.model(name).versions().stream()
                    .sorted(Comparator.comparingInt(ModelVersion::number).reversed())
                    .map(ModelAnswer.Version::of)
                    .toList();
        } catch (ForecastException e) {
            LOG.warn("The versions of '{}' cannot be read", name, e);
            return null;
        }
    }
}
