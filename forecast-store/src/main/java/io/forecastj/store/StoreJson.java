package io.forecastj.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.forecastj.ForecastException;
import io.forecastj.ModelIntegrityException;
import io.forecastj.ModelLoadException;
import java.io.IOException;

/** The documents of a store as JSON: records of this package, nothing else, and no class name from a text. */
final class StoreJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    private StoreJson() {}

    static byte[] write(Object document) {
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(document);
        } catch (JsonProcessingException e) {
            throw new AssertionError("records of this package can be written", e);
        }
    }

    /**
     * Reads a document whose hash was checked, so it is what a store wrote: of this version or of a newer one.
     *
     * @throws ModelIntegrityException if it has another form; the message names its place
     */
    static <T> T read(byte[] json, Class<T> type, String place) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JsonMappingException e) {
            if (e.getCause() instanceof ForecastException cause) {
                throw new ModelLoadException(place + ": " + cause.getMessage(), e);
            }
            throw malformed(place, e);
        } catch (IOException e) {
            throw malformed(place, e);
        }
    }

    private static ModelIntegrityException malformed(String place, IOException e) {
        String message = e.getMessage();
        return new ModelIntegrityException(
                place + " is not a document of a model store in the format " + HeadText.FORMAT + ": "
                        + (message == null
                                ? e.toString()
                                : message.lines().findFirst().orElse("")),
                e);
    }
}
