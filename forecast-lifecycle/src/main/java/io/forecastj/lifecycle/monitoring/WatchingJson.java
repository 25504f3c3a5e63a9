package io.forecastj.lifecycle.monitoring;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.forecastj.ModelIntegrityException;
import java.io.IOException;

/** Profiles and sketches as JSON: records of this package, nothing else, and no class name from a text. */
final class WatchingJson {
    static final int FORMAT = 1;

    /** Far more than the profile of a thousand columns takes. */
    static final int MAX_BYTES = 16 << 20;

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private WatchingJson() {}

    static byte[] write(Object document) {
        try {
            return MAPPER.writeValueAsBytes(document);
        } catch (JsonProcessingException e) {
            throw new AssertionError("records of this package can be written", e);
        }
    }

    /**
     * Reads a document.
     *
     * @throws ModelIntegrityException if it is larger than {@link #MAX_BYTES} or has another form
     */
    static <T> T read(byte[] json, Class<T> type, String what) {
        if (json.length > MAX_BYTES) {
            throw new ModelIntegrityException(
                    "expected " + what + " of at most " + MAX_BYTES + " bytes, found " + json.length);
        }
        T document;
        try {
            document = MAPPER.readValue(json, type);
        } catch (IOException e) {
            String message = e.getMessage();
            throw new ModelIntegrityException(
                    "expected " + what + " in the format " + FORMAT + ", found another text: "
                            + (message == null
                                    ? e.toString()
                                    : message.lines().findFirst().orElse("")),
                    e);
        }
        if (document == null) {
            throw new ModelIntegrityException("expected " + what + " in the format " + FORMAT + ", found null");
        }
        return document;
    }
}
