package io.forecastj.spring;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Properties of the application under {@code forecastj}, which {@code docs/spring.md} lists. An unknown one is refused.
 *
 * <p>Filled by Spring Boot, which reads the descriptions of the fields. Not thread-safe while it is filled.
 */
@ConfigurationProperties(prefix = ForecastProperties.PREFIX, ignoreUnknownFields = false)
public final class ForecastProperties {
    static final String PREFIX = "forecastj";
    static final String MODELS = PREFIX + ".models";

    /**
     * Models by name. Each one is a bean of type Predictor with this name.
     */
    private Map<String, Model> models = new LinkedHashMap<>();

    /** Creates the properties of an application without models. */
    public ForecastProperties() {}

    /** {@return the models by name} */
    public Map<String, Model> getModels() {
        return models;
    }

    /**
     * Sets the models.
     *
     * @param models the models by name
     */
    public void setModels(Map<String, Model> models) {
        this.models = Objects.requireNonNull(models, "models");
    }

    /** Properties of one model, under {@code forecastj.models.<name>}. Not thread-safe while they are filled. */
    public static final class Model {
        private @Nullable String path;
        private @Nullable String store;
        private @Nullable String model;
        private @Nullable String alias;
        private Duration refresh = Duration.ofSeconds(30);
        private boolean required = true;
        private @Nullable String warmUp;
        private int warmUpCalls = 1_000;
        private boolean monitor;

        /** Creates the properties of a model that has no place yet. */
        public Model() {}

        /** {@return the place of a saved predictor: a directory, or a directory of resources after "classpath:"} */
        public @Nullable String getPath() {
            return path;
        }

        /**
         * Sets the place of a saved predictor.
         *
         * @param path a directory, or a directory of resources after {@code classpath:}
         */
        public void setPath(@Nullable String path) {
            this.path = path;
        }

        /** {@return the directory of the store; null for the store that is a bean} */
        public @Nullable String getStore() {
            return store;
        }

        /**
         * Sets the directory of the store.
         *
         * @param store the directory
         */
        public void setStore(@Nullable String store) {
            this.store = store;
        }

        /** {@return the name of the model in the store; null for the name of the bean} */
        public @Nullable String getModel() {
            return model;
        }

        /**
         * Sets the name of the model in the store.
         *
         * @param model the name
         */
        public void setModel(@Nullable String model) {
            this.model = model;
        }

        /** {@return the alias whose version serves} */
        public @Nullable String getAlias() {
            return alias;
        }

        /**
         * Sets the alias whose version serves.
         *
         * @param alias the alias, such as {@code production}
         */
        public void setAlias(@Nullable String alias) {
            this.alias = alias;
        }

        /** {@return the time between two looks at the alias; zero for none} */
        public Duration getRefresh() {
            return refresh;
        }

        /**
         * Sets the time between two looks at the alias.
         *
         * @param refresh the time; zero for none
         */
        public void setRefresh(Duration refresh) {
            this.refresh = Objects.requireNonNull(refresh, "refresh");
        }

        /** {@return whether the application starts only with this model} */
        public boolean isRequired() {
            return required;
        }

        /**
         * Sets whether the application starts only with this model.
         *
         * @param required false to start without it, and to try again at each look
         */
        public void setRequired(boolean required) {
            this.required = required;
        }

        /** {@return the CSV file of the history for the warm-up; null for none} */
        public @Nullable String getWarmUp() {
            return warmUp;
        }

        /**
         * Sets the CSV file of the history for the warm-up.
         *
         * @param warmUp a file, or a resource after {@code classpath:}
         */
        public void setWarmUp(@Nullable String warmUp) {
            this.warmUp = warmUp;
        }

        /** {@return the number of forecasts of a warm-up} */
        public int getWarmUpCalls() {
            return warmUpCalls;
        }

        /**
         * Sets the number of forecasts of a warm-up, which ends after two seconds in any case.
         *
         * @param warmUpCalls the number, at least 1
         */
        public void setWarmUpCalls(int warmUpCalls) {
            this.warmUpCalls = warmUpCalls;
        }

        /** {@return whether each version has a monitor} */
        public boolean isMonitor() {
            return monitor;
        }

        /**
         * Sets whether each version has a {@link io.forecastj.lifecycle.monitoring.Monitor}.
         *
         * @param monitor true for a monitor
         */
        public void setMonitor(boolean monitor) {
            this.monitor = monitor;
        }

        boolean follows() {
            return path == null;
        }
    }
}
