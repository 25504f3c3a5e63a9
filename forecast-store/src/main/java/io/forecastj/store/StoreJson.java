package io.forecastj.store;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.forecastj.ForecastException;
import io.forecastj.ModelIntegrityException;
import io.forecastj.ModelLoadException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** The documents of a store as JSON: records of this package, nothing else, and no class name from a text. */
final class StoreJson {
    private static final JsonSetter.Value NO_NULLS = JsonSetter.Value.forValueNulls(Nulls.FAIL, Nulls.FAIL);

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .withConfigOverride(SortedMap.class, map -> map.setSetterInfo(NO_NULLS))
            .withConfigOverride(Map.class, map -> map.setSetterInfo(NO_NULLS))
            .withConfigOverride(List.class, list -> list.setSetterInfo(NO_NULLS))
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
            T document = MAPPER.readValue(json, type);
            if (document == null) { // the text is 'null'
                throw new JsonParseException("there is no object");
            }
            return document;
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
