package io.forecastj.spring;

import io.forecastj.spring.ForecastProperties.Model;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The checked properties of one model.
 *
 * @param name the name of the bean
 * @param path the place of a saved predictor; null for a model of a store
 * @param store the directory of the store; null for a path or the store that is a bean
 * @param model the name of the model in the store
 * @param alias the alias that is followed; empty for a path
 * @param refresh the time between two looks; zero for none
 * @param required whether the application starts only with this model
 * @param warmUp the place of the history; null for none
 * @param warmUpCalls the number of forecasts of a warm-up
 * @param monitor whether each version has a monitor
 */
record ModelSettings(
        String name,
        @Nullable ModelLocation path,
        @Nullable ModelLocation store,
        String model,
        String alias,
        Duration refresh,
        boolean required,
        @Nullable ModelLocation warmUp,
        int warmUpCalls,
        boolean monitor) {

    /** Checks the properties of a model and throws at the first one that is wrong. */
    static ModelSettings of(String name, Model model) {
        requireOnePlace(name, model);
        if (model.getRefresh().isNegative()) {
            throw new ForecastPropertyException(
                    property(name, "refresh"),
                    "expected a time of at least zero, found " + model.getRefresh(),
                    "Set it to a time such as 30s, or to 0 for no looks by itself");
        }
        if (model.getWarmUpCalls() < 1) {
            throw new ForecastPropertyException(
                    property(name, "warm-up-calls"),
                    "expected at least 1, found " + model.getWarmUpCalls(),
                    "Remove forecastj.models." + name + ".warm-up for no warm-up");
        }
        return new ModelSettings(
                name,
                place(name, "path", model.getPath()),
                place(name, "store", model.getStore()),
                Objects.requireNonNullElse(model.getModel(), name),
                Objects.requireNonNullElse(model.getAlias(), ""),
                model.getRefresh(),
                model.isRequired(),
                place(name, "warm-up", model.getWarmUp()),
                model.getWarmUpCalls(),
                model.isMonitor());
    }

    private static void requireOnePlace(String name, Model model) {
        if (model.getPath() != null) {
            requireUnset(name, "store", model.getStore());
            requireUnset(name, "model", model.getModel());
            requireUnset(name, "alias", model.getAlias());
        } else if (model.getAlias() == null && model.getStore() == null && model.getModel() == null) {
            throw new ForecastPropertyException(
                    property(name, "path"),
                    "the model '" + name + "' has no place",
                    "Set " + property(name, "path") + " to the directory of a saved predictor, or "
                            + property(name, "store") + " and " + property(name, "alias") + " to follow an alias");
        } else if (model.getAlias() == null || model.getAlias().isBlank()) {
            throw new ForecastPropertyException(
                    property(name, "alias"),
                    "a model of a store needs the alias that it follows, and it is not set",
                    "Set it to an alias such as production");
        }
    }

    private static void requireUnset(String name, String key, @Nullable String value) {
        if (value != null) {
            throw new ForecastPropertyException(
                    property(name, key),
                    "found '" + value + "' although " + property(name, "path") + " is set too",
                    "Remove one of them: a model is of a path or of a store");
        }
    }

    private static @Nullable ModelLocation place(String name, String key, @Nullable String value) {
        return value == null ? null : ModelLocation.of(property(name, key), value);
    }

    static String property(String name, String key) {
        return ForecastProperties.MODELS + "." + name + "." + key;
    }

    String property(String key) {
        return property(name, key);
    }

    boolean follows() {
        return path == null;
    }

    /** The name of the property that names the place of the model. */
    String source() {
        return property(follows() ? (store == null ? "alias" : "store") : "path");
    }
}
