package io.forecastj.features.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * Parses JSON to trees: what this library writes without Jackson's mapper, whose 300 classes take more than 100 ms to
 * start, and anything else, malformed texts among it, by that mapper.
 *
 * <p>Stateless and thread-safe.
 */
public final class JsonTree {
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
        JsonNode root = PlainJson.parse(text);
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
}
