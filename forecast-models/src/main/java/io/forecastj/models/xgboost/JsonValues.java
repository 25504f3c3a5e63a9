package io.forecastj.models.xgboost;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.forecastj.ModelLoadException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
            // There are few names; many that were chosen to collide would make the table of names slow.
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
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
            JsonValues values = new JsonValues(parser);
            Object value = values.value(0);
            if (parser.nextToken() != null) {
                throw values.refuse("expected the end of the file after the last brace, found more");
            }
            return value;
        } catch (JsonProcessingException e) {
            throw new ModelLoadException(
                    place(e.getLocation()) + "expected a whole model, found: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new ModelLoadException("XGBoost model in JSON: expected a whole model, found: " + e.getMessage(), e);
        }
    }

    private Object value(int depth) throws IOException {
        if (depth > MAX_DEPTH) {
            throw refuse("expected at most " + MAX_DEPTH + " levels of objects and arrays, found more");
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
            throw refuse("expected a text, a number, an object or an array, found " + token);
        }
        return number(token);
    }

    private Object array(int depth) throws IOException {
        ArrayElements elements = new ArrayElements();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            boolean number = token != null && isNumber(token);
            if (!(number ? elements.add(number(token)) : elements.addOther(value(depth + 1)))) {
                throw refuse("expected an array of numbers only or of no numbers, found both");
            }
        }
        return elements.value();
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

    private ModelLoadException refuse(String message) {
        return new ModelLoadException(place(parser.currentLocation()) + message);
    }

    private static String place(@Nullable JsonLocation at) {
        return at == null
                ? "XGBoost model in JSON: "
                : "XGBoost model in JSON, line " + at.getLineNr() + ", column " + at.getColumnNr() + ": ";
    }
}
