package io.forecastj.backtest.tuning;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One point of a search space: a value for each of its parameters.
 *
 * <p>Immutable and thread-safe. Two points with the same texts are equal.
 */
public final class Parameters {
    private final Map<Parameter<?>, Object> values;
    private final Map<String, String> texts = new LinkedHashMap<>();
    private final String text;

    Parameters(List<Parameter<?>> parameters, Map<Parameter<?>, Object> values) {
        this.values = values;
        parameters.forEach(parameter -> texts.put(parameter.name(), String.valueOf(values.get(parameter))));
        this.text = parameters.stream()
                .map(parameter -> parameter.name() + "=" + values.get(parameter))
                .collect(Collectors.joining(", "));
    }

    /**
     * Returns the value of a parameter.
     *
     * @param parameter the parameter, the same object that was given to the search space
     * @param <T> its type
     * @return its value
     * @throws IllegalArgumentException if the space has no such parameter
     */
    public <T> T get(Parameter<T> parameter) {
        Object value = values.get(parameter);
        if (value == null) {
            throw new IllegalArgumentException("'" + parameter.name() + "' is no parameter of this search space: "
                    + text + ". Ask with the object that SearchSpace.of was given");
        }
        // the parameter itself drew the value, so the value has its type
        @SuppressWarnings("unchecked")
        T typed = (T) value;
        return typed;
    }

    /** The values as texts, by the names of their parameters, in the order of the space. */
    Map<String, String> texts() {
        return texts;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Parameters that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /**
     * Returns the names and values.
     *
     * @return a text such as {@code rate=0.05, leaves=31}
     */
    @Override
    public String toString() {
        return text;
    }
}
