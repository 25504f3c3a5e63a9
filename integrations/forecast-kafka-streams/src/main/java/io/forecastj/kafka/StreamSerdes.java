package io.forecastj.kafka;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

/** The serdes of JSON. Stateless and thread-safe. */
final class StreamSerdes {
    private StreamSerdes() {}

    static Serde<StreamInput> input() {
        return Serdes.serdeFrom(
                (topic, input) -> input == null ? null : bytes(StreamJson.write(input)),
                (topic, bytes) -> bytes == null ? null : readInput(bytes));
    }

    /** Never throws: a record that cannot be read is answered, and others are not kept from being read. */
    private static StreamInput readInput(byte[] bytes) {
        try {
            return StreamJson.readInput(StreamJson.MAPPER.readTree(bytes));
        } catch (IOException | IllegalArgumentException e) {
            return new UnreadableInput("the value of " + bytes.length + " bytes is no row and no switch of the model: "
                    + StreamAnswer.text(e));
        }
    }

    static Serde<StreamForecast> forecast() {
        return Serdes.serdeFrom(
                (topic, answer) -> answer == null ? null : bytes(StreamJson.write(answer)),
                (topic, bytes) -> bytes == null ? null : readForecast(topic, bytes));
    }

    private static StreamForecast readForecast(@Nullable String topic, byte[] bytes) {
        try {
            return StreamJson.readForecast(StreamJson.MAPPER.readTree(bytes));
        } catch (IOException | IllegalArgumentException e) {
            throw new SerializationException(
                    "a record of topic '" + topic + "' is no answer of a stream: " + StreamAnswer.text(e), e);
        }
    }

    private static byte[] bytes(JsonNode document) {
        try {
            return StreamJson.MAPPER.writeValueAsBytes(document);
        } catch (JsonProcessingException e) {
            throw new SerializationException(e);
        }
    }
}
