package io.forecastj.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.UncheckedIOException;
import tools.jackson.databind.json.JsonMapper;

/** The mappers of both versions of Jackson, as they come and with the modules that they find. */
enum Jackson {
    TWO {
        private final ObjectMapper plain = new ObjectMapper();
        private final ObjectMapper found = new ObjectMapper().findAndRegisterModules();
        private final ObjectMapper sparse = new ObjectMapper()
                .setDefaultPropertyInclusion(JsonInclude.Include.NON_EMPTY)
                .configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true);

        @Override
        String write(Object value) {
            return write(plain, value);
        }

        @Override
        byte[] writeBytes(Object value) {
            try {
                return plain.writeValueAsBytes(value);
            } catch (JsonProcessingException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        String writeSparsely(Object value) {
            return write(sparse, value);
        }

        private static String write(ObjectMapper mapper, Object value) {
            try {
                return mapper.writeValueAsString(value);
            } catch (JsonProcessingException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        <T> T read(String json, Class<T> type) {
            try {
                return found.readValue(json, type);
            } catch (JsonProcessingException e) {
                throw new UncheckedIOException(e);
            }
        }
    },
    THREE {
        private final JsonMapper plain = new JsonMapper();
        private final JsonMapper found =
                JsonMapper.builder().findAndAddModules().build();
        private final JsonMapper sparse = JsonMapper.builder()
                .changeDefaultPropertyInclusion(any ->
                        JsonInclude.Value.construct(JsonInclude.Include.NON_EMPTY, JsonInclude.Include.NON_EMPTY))
                .enable(tools.jackson.databind.SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .build();

        @Override
        String write(Object value) {
            return plain.writeValueAsString(value);
        }

        @Override
        byte[] writeBytes(Object value) {
            return plain.writeValueAsBytes(value);
        }

        @Override
        String writeSparsely(Object value) {
            return sparse.writeValueAsString(value);
        }

        @Override
        <T> T read(String json, Class<T> type) {
            return found.readValue(json, type);
        }
    };

    /** Writes as a new mapper does. */
    abstract String write(Object value);

    /** Writes in UTF-8. */
    abstract byte[] writeBytes(Object value);

    /** Writes without empty values, and keys in the order of the alphabet. */
    abstract String writeSparsely(Object value);

    /** Reads with the modules that are found on the class path. */
    abstract <T> T read(String json, Class<T> type);
}
