package io.forecastj.models.xgboost;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.forecastj.ModelLoadException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads JSON into maps, lists, texts and numbers. An array of numbers or of booleans becomes a {@code double[]}, and a
 * number with a fraction or an exponent is rounded to a 32-bit float first, as XGBoost reads it.
 *
 * <p>Not thread-safe.
 */
final class JsonValues {
    /** Largest depth of objects and arrays; XGBoost's models have fewer than ten levels. */
    static final int MAX_DEPTH = 64;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private final JsonParser parser;

    private JsonValues(JsonParser parser) {
        this.parser = parser;
    }

    /**
     * Reads a document.
     *
     * @param bytes the whole file
     * @return the value
     * @throws ModelLoadException if it is not valid JSON, or is too deep
     */
    static Object read(byte[] bytes) {
        try (JsonParser parser = FACTORY.createParser(bytes)) {
            parser.nextToken();
            Object value = new JsonValues(parser).value(0);
            if (parser.nextToken() != null) {
                throw new ModelLoadException(
                        "expected the end of the XGBoost model after its last brace, found more at "
                                + parser.currentLocation().offsetDescription());
            }
            return value;
        } catch (IOException e) {
            throw new ModelLoadException("expected an XGBoost model in JSON, found other text: " + e.getMessage(), e);
        }
    }

    private Object value(int depth) throws IOException {
        if (depth > MAX_DEPTH) {
            throw new ModelLoadException("expected at most " + MAX_DEPTH + " levels of objects and arrays in an XGBoost"
                    + " model, found more at " + parser.currentLocation().offsetDescription());
        }
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            Map<String, Object> fields = new LinkedHashMap<>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                parser.nextToken();
                fields.put(name, value(depth + 1));
            }
            return fields;
        }
        if (token == JsonToken.START_ARRAY) {
            return array(depth);
        }
        if (token == JsonToken.VALUE_STRING) {
            return parser.getText();
        }
        if (token == null || !isNumber(token)) {
            throw new ModelLoadException("expected a text, a number, an object or an array in an XGBoost model, found "
                    + token + " at " + parser.currentLocation().offsetDescription());
        }
        return number(token);
    }

    private Object array(int depth) throws IOException {
        double[] numbers = new double[16];
        int count = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            JsonToken token = parser.currentToken();
            if (token == null || !isNumber(token)) {
                return list(Arrays.copyOf(numbers, count), depth);
            }
            if (count == numbers.length) {
                numbers = Arrays.copyOf(numbers, 2 * count);
            }
            numbers[count++] = number(token);
        }
        return Arrays.copyOf(numbers, count);
    }

    /** Reads the rest of an array that begins with some numbers. */
    private List<Object> list(double[] before, int depth) throws IOException {
        List<Object> values = new ArrayList<>();
        for (double number : before) {
            values.add(number);
        }
        do {
            values.add(value(depth + 1));
        } while (parser.nextToken() != JsonToken.END_ARRAY);
        return values;
    }

    private static boolean isNumber(JsonToken token) {
        return token.isNumeric() || token.isBoolean();
    }

    private double number(JsonToken token) throws IOException {
        if (token == JsonToken.VALUE_NUMBER_INT) {
            return parser.getDoubleValue();
        }
        if (token == JsonToken.VALUE_NUMBER_FLOAT) {
            return Double.isFinite(parser.getDoubleValue())
                    ? Float.parseFloat(parser.getText())
                    : parser.getDoubleValue();
        }
        return token == JsonToken.VALUE_TRUE ? 1 : 0;
    }
}
