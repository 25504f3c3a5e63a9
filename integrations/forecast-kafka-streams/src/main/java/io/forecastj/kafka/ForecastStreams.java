package io.forecastj.kafka;

import io.forecastj.streams.StreamForecast;
import io.forecastj.streams.StreamForecasting;
import io.forecastj.streams.StreamInput;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Forecasting of every series of a Kafka topic as its rows arrive.
 *
 * <p>Stateless and thread-safe.
 *
 * <pre>{@code
 * StreamForecasting forecasting =
 *         StreamForecasting.of(sales, "production").sampling(Sampling.daily()).build();
 *
 * StreamsBuilder builder = new StreamsBuilder();
 * builder.stream("rows", Consumed.with(Serdes.String(), ForecastStreams.inputSerde()))
 *         .process(ForecastStreams.of(forecasting))
 *         .to("forecasts", Produced.with(Serdes.String(), ForecastStreams.forecastSerde()));
 * }</pre>
 *
 * <p>The key of a record is the id of its series. Every record gives one {@link StreamForecast} with its key and
 * timestamp, whatever is in it. A {@link io.forecastj.streams.ModelSwitch} changes the version of its partition at its
 * offset. What stops a stream is in {@link StreamForecasting}.
 *
 * <p>With {@code processing.guarantee=exactly_once_v2}, state, answers and offsets are committed together, so each row
 * is answered once although processes are killed. With at-least-once, rows after the last commit may be taken again;
 * they are then {@link StreamForecast.Outcome#DUPLICATE}, and answers of rows before the last one of a series may be
 * lost.
 *
 * <p>A store with a changelog has the state of each series, and for each partition the version that forecasts. It is
 * written at each row; its cache holds writes back until the next commit.
 */
public final class ForecastStreams {
    private ForecastStreams() {}

    /**
     * Returns the supplier of processors for {@code KStream.process}, with a store on disk named {@code "forecasts"},
     * which it adds to the topology itself.
     *
     * @param forecasting the forecasting
     * @return the supplier, thread-safe
     */
    public static ProcessorSupplier<String, StreamInput, String, StreamForecast> of(StreamForecasting forecasting) {
        return of(forecasting, Stores.persistentKeyValueStore("forecasts"));
    }

    /**
     * Returns the supplier of processors for {@code KStream.process}, with a store, which it adds to the topology
     * itself. Each stream of a topology needs a store of another name.
     *
     * @param forecasting the forecasting
     * @param store the supplier of the store, such as {@code Stores.inMemoryKeyValueStore("prices")}; its changelog is
     *     named by it too
     * @return the supplier, thread-safe
     */
    public static ProcessorSupplier<String, StreamInput, String, StreamForecast> of(
            StreamForecasting forecasting, KeyValueBytesStoreSupplier store) {
        return new Supplier(Objects.requireNonNull(forecasting, "forecasting"), Objects.requireNonNull(store, "store"));
    }

    /**
     * Returns the serde of rows and switches as JSON, such as {@code {"time": "2026-01-31T00:00:00Z", "values":
     * {"units": 31, "price": null}}} and {@code {"switchTo": 7}}. It does not throw on other bytes; they are answered
     * as {@link StreamForecast.Outcome#INVALID}.
     *
     * @return the serde, thread-safe
     */
    public static Serde<StreamInput> inputSerde() {
        return StreamSerdes.input();
    }

    /**
     * Returns the serde of answers as JSON. The forecast in it is that of the module {@code forecast-json}. What is
     * read equals what was written.
     *
     * @return the serde, thread-safe; it throws {@link org.apache.kafka.common.errors.SerializationException} on bytes
     *     that are no answer
     */
    public static Serde<StreamForecast> forecastSerde() {
        return StreamSerdes.forecast();
    }

    /** Makes a processor for each task. */
    private record Supplier(StreamForecasting forecasting, KeyValueBytesStoreSupplier store)
            implements ProcessorSupplier<String, StreamInput, String, StreamForecast> {
        @Override
        public Processor<String, StreamInput, String, StreamForecast> get() {
            return new ForecastProcessor(store.name(), forecasting);
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            return Set.of(Stores.keyValueStoreBuilder(store, Serdes.String(), Serdes.ByteArray())
                    .withCachingEnabled());
        }
    }
}
