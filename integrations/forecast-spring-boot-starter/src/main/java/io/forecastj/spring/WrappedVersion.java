package io.forecastj.spring;

import io.forecastj.Predictor;
import io.forecastj.lifecycle.monitoring.Monitor;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A loaded version with all that was put around it.
 *
 * @param number the number of the version; empty for a model of a path
 * @param predictor the outermost predictor
 * @param inside the predictor that a customizer was given, by the one that it returned, compared by identity
 * @param monitor its monitor; null for none
 */
record WrappedVersion(
        OptionalInt number,
        Predictor predictor,
        Map<Predictor, Predictor> inside,
        @Nullable Monitor monitor) {}
