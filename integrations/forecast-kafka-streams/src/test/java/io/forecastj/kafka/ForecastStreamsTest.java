package io.forecastj.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.Baselines;
import io.forecastj.Predictor;
import io.forecastj.streams.MadeRows;
import io.forecastj.streams.ModelSwitch;
import io.forecastj.streams.StreamForecast;
import io.forecastj.streams.StreamForecasting;
import io.forecastj.streams.StreamInput;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

class ForecastStreamsTest {
    private final Predictor predictor = Baselines.naive("close", 2).fit(MadeRows.series("key", 30));
    private final StreamForecasting forecasting =
            StreamForecasting.of(predictor).build();

    @Test
    void theStoreIsNamedAndLoggedAndComesWithTheSupplier() {
        ProcessorSupplier<String, StreamInput, String, StreamForecast> supplier =
                ForecastStreams.of(forecasting, Stores.persistentKeyValueStore("prices"));
        StoreBuilder<?> store = supplier.stores().iterator().next();
        assertThat(supplier.stores()).hasSize(1);
        assertThat(store.name()).isEqualTo("prices");
        assertThat(store.loggingEnabled()).isTrue();
        assertThat(supplier.get()).isNotSameAs(supplier.get());
        assertThat(ForecastStreams.of(forecasting).stores().iterator().next().name())
                .isEqualTo("forecasts");
    }

    @Test
    void aTombstoneHasNoBytes() {
        Serde<StreamInput> serde = ForecastStreams.inputSerde();
        assertThat(serde.serializer().serialize("topic", null)).isNull();
        assertThat(serde.deserializer().deserialize("topic", null)).isNull();
        byte[] bytes = serde.serializer().serialize("topic", ModelSwitch.to(7));
        assertThat(serde.deserializer().deserialize("topic", bytes)).isEqualTo(ModelSwitch.to(7));
    }

    @Test
    void bytesThatAreNoAnswerAreRefusedWithTheirTopic() {
        Deserializer<StreamForecast> deserializer =
                ForecastStreams.forecastSerde().deserializer();
        assertThatThrownBy(() -> deserializer.deserialize("topic", "7".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("a record of topic 'topic': the 1 bytes are no answer of a stream");
    }
}
