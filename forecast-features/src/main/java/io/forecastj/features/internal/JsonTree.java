package io.forecastj.features.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Parses JSON to trees without Jackson's mapper, whose 300 classes take more than 100 ms to start, unless a text is
 * malformed: then the mapper finds the fault and describes it.
 *
 * <p>Stateless and thread-safe.
 */
public final class JsonTree {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private JsonTree() {}

    /** Holds the mapper, so that it starts at the first use. */
    private static final class Lazy {
        static final JsonMapper MAPPER = JsonMapper.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
    }

    /**
     * Parses a text.
     *
     * @param text the text
     * @return the root; a missing node for an empty text
     * @throws JsonProcessingException if the text is not JSON, has a key twice in one object, or continues after the
     *     end of the value
     */
    public static JsonNode parse(String text) throws JsonProcessingException {
        JsonNode root = wellFormed(text);
        return root == null ? Lazy.MAPPER.readTree(text) : root;
    }

    /**
     * Returns the mapper, which refuses repeated keys and what follows a value.
     *
     * @return the mapper
     */
    public static JsonMapper mapper() {
        return Lazy.MAPPER;
    }

    /** Returns the root; null if the text is not one value. */
    private static @Nullable JsonNode wellFormed(String text) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            JsonToken first = parser.nextToken();
            JsonNode root = first == null ? null : value(parser, first);
            return parser.nextToken() == null ? root : null;
        } catch (IOException e) {
            return null;
        }
    }

    // The parser refuses more than 1,000 levels.
    private static @Nullable JsonNode value(JsonParser parser, JsonToken token) throws IOException {
        switch (token) {
            case START_OBJECT:
                return object(parser);
            case START_ARRAY:
                return array(parser);
            case VALUE_STRING:
                return NODES.textNode(parser.getText());
            case VALUE_NUMBER_INT:
                return whole(parser);
            case VALUE_NUMBER_FLOAT:
                return NODES.numberNode(parser.getDoubleValue());
            case VALUE_TRUE:
                return NODES.booleanNode(true);
            case VALUE_FALSE:
                return NODES.booleanNode(false);
            case VALUE_NULL:
                return NODES.nullNode();
            default:
                return null;
        }
    }

    private static JsonNode whole(JsonParser parser) throws IOException {
        JsonParser.NumberType type = parser.getNumberType();
        if (type == JsonParser.NumberType.INT) {
            return NODES.numberNode(parser.getIntValue());
        }
        return type == JsonParser.NumberType.LONG
                ? NODES.numberNode(parser.getLongValue())
                : NODES.numberNode(parser.getBigIntegerValue());
    }

    private static ObjectNode object(JsonParser parser) throws IOException {
        ObjectNode object = NODES.objectNode();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            object.set(name, value(parser, parser.nextToken()));
        }
        return object;
    }

    private static ArrayNode array(JsonParser parser) throws IOException {
        ArrayNode array = NODES.arrayNode();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            array.add(value(parser, token));
        }
        return array;
    }
}
