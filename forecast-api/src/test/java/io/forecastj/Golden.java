package io.forecastj;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** Reference values that numpy, scipy and scikit-learn computed; the file describes how. */
public final class Golden {
    private Golden() {}

    /** Returns a part of golden-metrics.json by its JSON pointer. */
    static JsonNode at(String pointer) {
        try (InputStream in = Golden.class.getResourceAsStream("/io/forecastj/golden-metrics.json")) {
            JsonNode node = new ObjectMapper().readTree(Objects.requireNonNull(in, "golden-metrics.json"));
            return node.requiredAt(pointer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns a number by its JSON pointer. */
    public static double number(String pointer) {
        return at(pointer).doubleValue();
    }

    /** Returns an array of numbers by its JSON pointer. */
    public static double[] array(String pointer) {
        JsonNode node = at(pointer);
        double[] values = new double[node.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = node.get(i).doubleValue();
        }
        return values;
    }
}
