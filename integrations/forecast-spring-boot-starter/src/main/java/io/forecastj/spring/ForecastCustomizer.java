package io.forecastj.spring;

import io.forecastj.Predictor;
import io.forecastj.lifecycle.serving.ReloadingPredictor;
import java.util.OptionalInt;

/**
 * Changes to the models of the properties that only code can express. Every bean of this type is applied to each model,
 * in the order of the beans.
 *
 * <p>Implementations are thread-safe: versions are loaded on the threads of refreshes.
 */
public interface ForecastCustomizer {
    /**
     * Changes how a model of a store is followed, for example by {@link ReloadingPredictor.Builder#supplies}.
     *
     * @param name the name of the bean
     * @param builder the builder, with the settings of the properties; its {@link ReloadingPredictor.Builder#wrap} has
     *     no effect here, use {@link #wrap}
     */
    default void customize(String name, ReloadingPredictor.Builder builder) {}

    /**
     * Wraps a predictor when it has been loaded, for example by a fallback with a deadline. It is called once for a
     * model of a path and once for each version of a model of a store, just before that one serves. What it throws
     * refuses the version. Health knows the members of a fallback that is returned, but not those of one that is inside
     * another predictor of the application.
     *
     * @param name the name of the bean
     * @param version the number of the version; empty for a model of a path
     * @param predictor the predictor
     * @return a predictor of the same targets and steps, whose {@code close()} closes the given one; it may be the
     *     given one
     */
    default Predictor wrap(String name, OptionalInt version, Predictor predictor) {
        return predictor;
    }
}
