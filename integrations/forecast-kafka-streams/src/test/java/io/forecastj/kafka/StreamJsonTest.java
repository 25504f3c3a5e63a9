package io.forecastj.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.Predictor;
import io.forecastj.TimeSeries;
import io.forecastj.backtest.ForecastRow;
import io.forecastj.signal.Signal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;

class StreamJsonTest {
    private static <T> T back(Serde<T> serde, T value) {
        return serde.deserializer().deserialize("topic", serde.serializer().serialize("topic", value));
    }

    @Test
    void inputsAreReadAsTheyWereWritten() {
        Serde<StreamInput> serde = ForecastStreams.inputSerde();
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("z", 0.1 + 0.2);
        values.put("a", null);
        values.put("m", -0.0);
        values.put("i", Double.NEGATIVE_INFINITY);
        values.put("d", Double.MIN_VALUE);
        StreamInput row = StreamRow.of(Instant.parse("2026-01-01T00:00:00.001Z"), values);
        assertThat(back(serde, row)).isEqualTo(row);
        assertThat(back(serde, ModelSwitch.to(7))).isEqualTo(ModelSwitch.to(7));
        assertThat(back(serde, new UnreadableInput("why"))).isEqualTo(new UnreadableInput("why"));
        assertThat(serde.serializer().serialize("topic", null)).isNull();
    }

    @Test
    void theJsonOfARowIsThatOfThePage() {
        byte[] bytes = "{\"time\": \"2026-01-31T00:00:00Z\", \"values\": {\"units\": 31, \"price\": null}}"
                .getBytes(StandardCharsets.UTF_8);
        StreamRow row = (StreamRow) ForecastStreams.inputSerde().deserializer().deserialize("topic", bytes);
        assertThat(row.time()).isEqualTo("2026-01-31T00:00:00Z");
        assertThat(row.value("units")).isEqualTo(31);
        assertThat(row.value("price")).isNaN();
        assertThatThrownBy(() -> row.value("unit")).hasMessage("the row has no column 'unit'; it has [units, price]");
    }

    @Test
    void answersAreReadAsTheyWereWritten() {
        try (Predictor predictor = MadeRows.linear(10)) {
            TimeSeries series = MadeRows.series("key", 30);
            StreamAnswer answer = StreamAnswer.at(5).by(new OpenModel(3, predictor));
            answer.forecast = predictor.predict(series);
            answer.signal = Signal.of(Signal.Action.SELL, 0.25, "falls", "key", series.time(0), Double.NaN);
            ForecastRow score = ForecastRow.of("key", "m", "close", series.time(0), 2, series.time(2), 1.1, 0.1 + 0.2);
            answer.scores.add(score);
            answer.scores.add(score.withQuantiles(Map.of(0.05, Double.NEGATIVE_INFINITY, 0.1 + 0.2, 7.25)));
            Serde<StreamForecast> serde = ForecastStreams.forecastSerde();
            assertThat(back(serde, answer.build())).isEqualTo(answer.build());
        }
        StreamForecast closed = new StreamAnswer(StreamForecast.Outcome.CLOSED).build();
        assertThat(back(ForecastStreams.forecastSerde(), closed)).isEqualTo(closed);
    }

    @Test
    void bytesThatAreNoAnswerAreRefused() {
        for (String text : new String[] {"", "7", "{}", "{\"outcome\": \"GUESSED\"}"}) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            assertThatThrownBy(
                            () -> ForecastStreams.forecastSerde().deserializer().deserialize("topic", bytes))
                    .as(text)
                    .isInstanceOf(SerializationException.class)
                    .hasMessageContaining("a record of topic 'topic' is no answer of a stream");
        }
    }
}
