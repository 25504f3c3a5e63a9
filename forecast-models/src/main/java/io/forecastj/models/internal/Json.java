package io.forecastj.models.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forecastj.ModelLoadException;
import io.forecastj.features.internal.JsonTree;
import java.util.Map;

/** Parses JSON and builds JSON trees; {@link JsonFields} reads the fields of a tree. Stateless and thread-safe. */
public final class Json {
    private Json() {}

    /**
     * Makes an empty JSON object.
     *
     * @return the object
     */
    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /**
     * Parses a text.
     *
     * @param text the text
     * @param where the source, for messages
     * @return the root
     * @throws ModelLoadException if the text is not JSON, has a key twice in one object, or continues after the end of
     *     the value
     */
    public static JsonNode tree(String text, String where) {
        try {
            return JsonTree.parse(text);
        } catch (JsonProcessingException e) {
            throw new ModelLoadException(where + " is not valid JSON: " + e.getMessage(), e);
        }
    }

    /**
     * Makes a tree of plain values.
     *
     * @param values maps, lists, texts, numbers and booleans
     * @return the object
     */
    public static ObjectNode tree(Map<String, ?> values) {
        return JsonTree.mapper().valueToTree(values);
    }

    /**
     * Adds numbers to an array.
     *
     * @param array the array
     * @param numbers the numbers, all finite
     * @throws IllegalArgumentException if one is not finite
     */
    public static void put(ArrayNode array, double[] numbers) {
        for (double number : numbers) {
            if (!Double.isFinite(number)) {
                throw new IllegalArgumentException("numbers to save should be finite, found " + number);
            }
            array.add(number);
        }
    }

    /**
     * Adds rows of numbers to an array.
     *
     * @param array the array
     * @param rows the rows, all of whose numbers are finite
     * @throws IllegalArgumentException if one is not finite
     */
    public static void put(ArrayNode array, double[][] rows) {
        for (double[] row : rows) {
            put(array.addArray(), row);
        }
    }
}
