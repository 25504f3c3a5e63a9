package io.forecastj.models.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forecastj.ModelLoadException;

/** Values to and from JSON; a double comes back as it was, bit for bit. Stateless and thread-safe. */
public final class Json {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    /**
     * Makes an empty object.
     *
     * @return the object
     */
    public static ObjectNode object() {
        return JSON.createObjectNode();
    }

    /**
     * Parses a file.
     *
     * @param text its text
     * @param where what errors call it
     * @return the root
     * @throws ModelLoadException if it is not JSON, has a field twice, or goes on after the end
     */
    public static JsonNode parse(String text, String where) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new ModelLoadException(where + " is not valid JSON: " + e.getMessage(), e);
        }
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
     * Reads an object that must be there.
     *
     * @param parent the node that has it
     * @param field its name
     * @param where what errors call the parent
     * @return the object
     * @throws ModelLoadException if there is no such field or it is no object
     */
    public static JsonNode object(JsonNode parent, String field, String where) {
        JsonNode object = parent.path(field);
        if (!object.isObject()) {
            throw new ModelLoadException(where + ": '" + field + "' should be an object, found " + found(object));
        }
        return object;
    }

    /**
     * Reads true or false.
     *
     * @param parent the node that has it
     * @param field its name
     * @param where what errors call the parent
     * @return the value
     * @throws ModelLoadException if there is no such field or it is something else
     */
    public static boolean flag(JsonNode parent, String field, String where) {
        JsonNode flag = parent.path(field);
        if (!flag.isBoolean()) {
            throw new ModelLoadException(where + ": '" + field + "' should be true or false, found " + found(flag));
        }
        return flag.booleanValue();
    }

    /**
     * Reads a whole number.
     *
     * @param parent the node that has it
     * @param field its name
     * @param least the smallest allowed
     * @param most the largest allowed
     * @param where what errors call the parent
     * @return the number
     * @throws ModelLoadException if there is no such field or it is no whole number in the range
     */
    public static int whole(JsonNode parent, String field, int least, int most, String where) {
        JsonNode number = parent.path(field);
        if (!number.canConvertToInt()
                || !number.isIntegralNumber()
                || number.intValue() < least
                || number.intValue() > most) {
            throw new ModelLoadException(
                    where + ": '" + field + "' should be " + least + " to " + most + ", found " + found(number));
        }
        return number.intValue();
    }

    private static String found(JsonNode node) {
        return node.isMissingNode() ? "nothing" : node.toString();
    }

    /**
     * Reads an array of so many numbers.
     *
     * @param array the node
     * @param length how many there must be
     * @param where what errors call it
     * @return the numbers
     * @throws ModelLoadException if it is no array of as many finite numbers
     */
    public static double[] numbers(JsonNode array, int length, String where) {
        if (!array.isArray() || array.size() != length) {
            throw new ModelLoadException(where + " should be an array of " + length + " numbers, found "
                    + (array.isArray() ? array.size() : array.getNodeType()));
        }
        double[] numbers = new double[length];
        for (int i = 0; i < length; i++) {
            numbers[i] = number(array.get(i), where + "[" + i + "]");
        }
        return numbers;
    }

    /**
     * Reads a number.
     *
     * @param node the node
     * @param where what errors call it
     * @return the number
     * @throws ModelLoadException if it is not a finite number
     */
    public static double number(JsonNode node, String where) {
        if (!node.isNumber() || !Double.isFinite(node.doubleValue())) {
            throw new ModelLoadException(where + " should be a finite number, found " + node);
        }
        return node.doubleValue();
    }
}
