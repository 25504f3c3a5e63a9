package io.forecastj.kafka;

import io.forecastj.streams.StreamForecast;
import io.forecastj.streams.StreamInput;
import io.forecastj.streams.StreamJson;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

/** The serdes of JSON. Stateless and thread-safe. */
final class StreamSerdes {
    private StreamSerdes() {}

    static Serde<StreamInput> input() {
        return Serdes.serdeFrom(
                (topic, input) -> input == null ? null : StreamJson.write(input),
                (topic, bytes) -> bytes == null ? null : StreamJson.readInput(bytes));
    }

    static Serde<StreamForecast> forecast() {
        return Serdes.serdeFrom(
                (topic, answer) -> answer == null ? null : StreamJson.write(answer),
                (topic, bytes) -> bytes == null ? null : readForecast(topic, bytes));
    }

    private static StreamForecast readForecast(@Nullable String topic, byte[] bytes) {
        try {
            return StreamJson.readForecast(bytes);
        } catch (IllegalArgumentException e) {
            throw new SerializationException("a record of topic '" + topic + "': " + e.getMessage(), e);
        }
    }
}
