package io.forecastj.streams;

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
import org.junit.jupiter.api.Test;

class StreamJsonTest {
    private static StreamInput back(StreamInput input) {
        return StreamJson.readInput(StreamJson.write(input));
    }

    private static StreamForecast back(StreamForecast answer) {
        return StreamJson.readForecast(StreamJson.write(answer));
    }

    @Test
    void inputsAreReadAsTheyWereWritten() {
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("z", 0.1 + 0.2);
        values.put("a", null);
        values.put("m", -0.0);
        values.put("i", Double.NEGATIVE_INFINITY);
        values.put("d", Double.MIN_VALUE);
        StreamInput row = StreamRow.of(Instant.parse("2026-01-01T00:00:00.001Z"), values);
        assertThat(back(row)).isEqualTo(row);
        assertThat(back(ModelSwitch.to(7))).isEqualTo(ModelSwitch.to(7));
        assertThat(back(new UnreadableInput("why"))).isEqualTo(new UnreadableInput("why"));
    }

    @Test
    void theJsonOfARowIsThatOfThePage() {
        byte[] bytes = "{\"time\": \"2026-01-31T00:00:00Z\", \"values\": {\"units\": 31, \"price\": null}}"
                .getBytes(StandardCharsets.UTF_8);
        StreamRow row = (StreamRow) StreamJson.readInput(bytes);
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
            assertThat(back(answer.build())).isEqualTo(answer.build());
        }
        StreamForecast closed = new StreamAnswer(StreamForecast.Outcome.CLOSED).build();
        assertThat(back(closed)).isEqualTo(closed);
    }

    @Test
    void bytesThatAreNoAnswerAreRefused() {
        for (String text : new String[] {"", "7", "{}", "{\"outcome\": \"GUESSED\"}"}) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            assertThatThrownBy(() -> StreamJson.readForecast(bytes))
                    .as(text)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("bytes are no answer of a stream");
        }
    }
}
