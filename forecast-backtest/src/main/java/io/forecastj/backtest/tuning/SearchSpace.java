package io.forecastj.backtest.tuning;

import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The settings that a search varies, each independent of the others.
 *
 * <p>Immutable and thread-safe.
 */
public final class SearchSpace {
    private final List<Parameter<?>> parameters;

    private SearchSpace(List<Parameter<?>> parameters) {
        this.parameters = parameters;
    }

    /**
     * Makes a space.
     *
     * @param parameters its parameters, at least one, with distinct names
     * @return the space
     * @throws IllegalArgumentException if there is no parameter or two have the same name
     */
    public static SearchSpace of(Parameter<?>... parameters) {
        List<Parameter<?>> all = List.of(parameters);
        if (all.isEmpty()) {
            throw new IllegalArgumentException("a search space needs at least one parameter");
        }
        Set<String> names = new HashSet<>();
        for (Parameter<?> parameter : all) {
            if (!names.add(parameter.name())) {
                throw new IllegalArgumentException("two parameters have the name '" + parameter.name() + "'");
            }
        }
        return new SearchSpace(all);
    }

    /** Draws a point of the space; the same source of random numbers must draw all points. */
    Parameters draw(Random random) {
        Map<Parameter<?>, Object> values = new IdentityHashMap<>();
        for (Parameter<?> parameter : parameters) {
            values.put(parameter, parameter.draw(random));
        }
        return new Parameters(parameters, values);
    }

    /**
     * Returns the parameters with their ranges.
     *
     * @return a text such as {@code rate: logUniform(0.001, 0.3); leaves: integer(7, 127)}
     */
    @Override
    public String toString() {
        return parameters.stream().map(Parameter::toString).collect(Collectors.joining("; "));
    }
}
