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

    /** Returns the axes of the parameters, in their order. */
    List<? extends Axis<?>> axes() {
        return parameters.stream().map(Parameter::axis).toList();
    }

    /** Returns the number of points, infinite if a parameter is a range of {@code double}. */
    double size() {
        return axes().stream().mapToDouble(Axis::values).reduce(1, (a, b) -> a * b);
    }

    /** Draws the places of a point; the same source of random numbers must draw all points. */
    double[] draw(Random random) {
        return parameters.stream()
                .mapToDouble(parameter -> parameter.axis().draw(random))
                .toArray();
    }

    /** Returns the point with the values at the given places, one for each parameter. */
    Parameters at(double[] places) {
        Map<Parameter<?>, Object> values = new IdentityHashMap<>();
        for (int i = 0; i < places.length; i++) {
            values.put(parameters.get(i), parameters.get(i).axis().at().apply(places[i]));
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
