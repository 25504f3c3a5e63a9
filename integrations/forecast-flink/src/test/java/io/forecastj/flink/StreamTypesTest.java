package io.forecastj.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.streams.MadeRows;
import io.forecastj.streams.ModelSwitch;
import io.forecastj.streams.StreamDriver;
import io.forecastj.streams.StreamForecast;
import io.forecastj.streams.StreamForecasting;
import io.forecastj.streams.StreamInput;
import io.forecastj.streams.StreamJson;
import io.forecastj.streams.StreamRow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;

class StreamTypesTest {
    private static <T> TypeSerializer<T> serializer(TypeInformation<T> type) {
        return type.createSerializer(new SerializerConfigImpl());
    }

    private static <T> T back(TypeSerializer<T> serializer, T value) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        serializer.serialize(value, out);
        serializer.serialize(value, out);
        DataOutputSerializer copied = new DataOutputSerializer(64);
        DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
        serializer.copy(in, copied);
        T first = serializer.deserialize(new DataInputDeserializer(copied.getCopyOfBuffer()));
        T second = serializer.deserialize(in);
        assertThat(in.available()).isZero();
        assertThat(first).isEqualTo(second);
        return second;
    }

    @Test
    void recordsAreReadAsTheyWereWritten() throws IOException {
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("close", 0.1 + 0.2);
        values.put("volume", null);
        StreamInput row = StreamRow.of(MadeRows.START, values);
        StreamInput unreadable = StreamJson.readInput("no".getBytes(StandardCharsets.UTF_8));
        TypeSerializer<Tuple2<String, StreamInput>> records = serializer(ForecastFlink.records());
        for (StreamInput input : new StreamInput[] {row, unreadable, ModelSwitch.to(3), null}) {
            assertThat(back(records, Tuple2.of("key", input))).isEqualTo(Tuple2.of("key", input));
            assertThat(records.copy(Tuple2.of("key", input))).isEqualTo(Tuple2.of("key", input));
        }
    }

    @Test
    void answersAreReadAsTheyWereWritten() throws IOException {
        try (var predictor = MadeRows.linear(6);
                StreamDriver driver = new StreamDriver(() -> StreamForecasting.of(predictor))) {
            for (int row = 0; row < 12; row++) {
                StreamForecast answer = driver.send("key", MadeRows.row(MadeRows.series("key", 12), row));
                assertThat(back(serializer(ForecastFlink.forecasts()), answer)).isEqualTo(answer);
            }
        }
    }

    @Test
    void aFormatThatIsUnknownIsRefusedByName() {
        TypeSerializer<StreamInput> serializer = serializer(ForecastFlink.inputs());
        assertThatThrownBy(() -> serializer.deserialize(new DataInputDeserializer(new byte[] {7})))
                .isInstanceOf(IOException.class)
                .hasMessage("expected a value in the format 1, found the format 7; it was written by another version"
                        + " of forecast-flink, or is damaged");
        byte[] negative = {1, -1, -1, -1, -1};
        assertThatThrownBy(() -> serializer.deserialize(new DataInputDeserializer(negative)))
                .hasMessageContaining("found -1");
        byte[] noAnswer = {1, 0, 0, 0, 2, '{', '}'};
        assertThatThrownBy(() -> serializer(ForecastFlink.forecasts()).deserialize(new DataInputDeserializer(noAnswer)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no answer of a stream");
    }

    @Test
    void aSavepointNamesTheSerializerAndFindsItAgain() throws IOException {
        for (TypeSerializer<?> serializer : new TypeSerializer<?>[] {
            serializer(ForecastFlink.inputs()),
            serializer(ForecastFlink.forecasts()),
            serializer(ForecastFlink.records())
        }) {
            requireRestored(serializer);
        }
    }

    private static <T> void requireRestored(TypeSerializer<T> serializer) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        TypeSerializerSnapshot.writeVersionedSnapshot(out, serializer.snapshotConfiguration());
        TypeSerializerSnapshot<T> snapshot = TypeSerializerSnapshot.readVersionedSnapshot(
                new DataInputDeserializer(out.getCopyOfBuffer()), StreamTypesTest.class.getClassLoader());
        assertThat(snapshot.restoreSerializer()).isEqualTo(serializer);
        assertThat(serializer
                        .snapshotConfiguration()
                        .resolveSchemaCompatibility(snapshot)
                        .isCompatibleAsIs())
                .isTrue();
    }

    @Test
    void aStreamWithAnotherSerializerIsRefused() {
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
        DataStream<Tuple2<String, StreamInput>> rows = environment.fromData(
                Types.TUPLE(Types.STRING, Types.GENERIC(StreamInput.class)),
                ForecastFlink.record("key", ModelSwitch.to(1)));
        ForecastFlink forecasting = ForecastFlink.of(TallyPredictor::new).build();
        assertThatThrownBy(() -> forecasting.answer(rows))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(".returns(ForecastFlink.records())");
    }

    @Test
    void switchesNeedEventTimes() {
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
        DataStream<Tuple2<String, StreamInput>> rows =
                environment.fromData(ForecastFlink.records(), ForecastFlink.record("key", TallyPredictor.row(1, 1)));
        DataStream<StreamInput> switches = environment.fromData(ForecastFlink.inputs(), ModelSwitch.to(1));
        assertThatThrownBy(() -> ForecastFlink.of(TallyPredictor::new)
                        .onArrival()
                        .build()
                        .answer(rows, switches))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("leave onArrival() out");
    }
}
