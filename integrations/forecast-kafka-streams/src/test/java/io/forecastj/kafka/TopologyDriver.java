package io.forecastj.kafka;

import io.forecastj.streams.StreamForecast;
import io.forecastj.streams.StreamForecasting;
import io.forecastj.streams.StreamInput;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/** A topology of one partition, which can be stopped, and begun again from what its changelog has. */
final class TopologyDriver implements AutoCloseable {
    static final String STORE = "states";

    private final Supplier<StreamForecasting.Builder> builder;
    private final Map<String, byte[]> changelog = new LinkedHashMap<>();
    private TopologyTestDriver driver;
    private TestInputTopic<String, StreamInput> rows;
    private TestInputTopic<String, byte[]> bytes;
    private TestOutputTopic<String, StreamForecast> answers;
    private TestOutputTopic<String, byte[]> changes;

    TopologyDriver(Supplier<StreamForecasting.Builder> builder) {
        this.builder = builder;
        begin();
    }

    private void begin() {
        StreamsBuilder topology = new StreamsBuilder();
        topology.stream("rows", Consumed.with(Serdes.String(), ForecastStreams.inputSerde()))
                .process(ForecastStreams.of(builder.get().build(), Stores.inMemoryKeyValueStore(STORE)))
                .to("forecasts", Produced.with(Serdes.String(), ForecastStreams.forecastSerde()));
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "app");
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:9092");
        driver = new TopologyTestDriver(topology.build(), settings);
        rows = driver.createInputTopic(
                "rows",
                Serdes.String().serializer(),
                ForecastStreams.inputSerde().serializer());
        bytes = driver.createInputTopic(
                "rows", Serdes.String().serializer(), Serdes.ByteArray().serializer());
        answers = driver.createOutputTopic(
                "forecasts",
                new StringDeserializer(),
                ForecastStreams.forecastSerde().deserializer());
        changes = driver.createOutputTopic(
                "app-" + STORE + "-changelog", new StringDeserializer(), new ByteArrayDeserializer());
        KeyValueStore<String, byte[]> store = driver.getKeyValueStore(STORE);
        changelog.forEach(store::put);
    }

    StreamForecast send(@Nullable String key, @Nullable StreamInput input) {
        rows.pipeInput(key, input);
        return answer(key);
    }

    StreamForecast sendBytes(String key, byte[] value) {
        bytes.pipeInput(key, value);
        return answer(key);
    }

    private StreamForecast answer(@Nullable String key) {
        List<KeyValue<String, StreamForecast>> found = new ArrayList<>(answers.readKeyValuesToList());
        if (found.size() != 1 || !Objects.equals(found.get(0).key, key)) {
            throw new AssertionError("expected one answer to '" + key + "', found " + found);
        }
        return found.get(0).value;
    }

    /** Ends the process, and begins another one with the changelog only. */
    void restart() {
        collect();
        driver.close();
        begin();
    }

    /** Ends the process, and begins another one with an earlier changelog: what came later was not committed. */
    void restart(Map<String, byte[]> committed) {
        driver.close();
        changelog.clear();
        changelog.putAll(committed);
        begin();
    }

    Map<String, byte[]> changelog() {
        collect();
        return changelog;
    }

    private void collect() {
        driver.advanceWallClockTime(Duration.ofSeconds(60)); // so that caches are written
        changes.readKeyValuesToList().forEach(change -> {
            if (change.value == null) {
                changelog.remove(change.key);
            } else {
                changelog.put(change.key, change.value);
            }
        });
    }

    @Override
    public void close() {
        driver.close();
    }
}
