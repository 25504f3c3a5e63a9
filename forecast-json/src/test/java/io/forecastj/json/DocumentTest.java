package io.forecastj.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.forecastj.Forecast;
import io.forecastj.TimeSeries;
import io.forecastj.signal.Signal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every document is read as it was written, by both versions of Jackson. */
class DocumentTest {
    private static final String SIGNAL =
            "{\"action\":\"BUY\",\"confidence\":0.5,\"time\":\"2026-01-31T00:00:00Z\",\"expectedReturn\":";

    @ParameterizedTest
    @EnumSource(DocumentCase.class)
    void whatIsReadEqualsWhatWasWrittenInEveryBit(DocumentCase one) {
        for (long seed = 0; seed < 200; seed++) {
            Object sample = one.sample.apply(new Samples(seed));
            String json = Jackson.TWO.write(sample);
            assertThat(Jackson.THREE.write(sample)).as("seed %d", seed).isEqualTo(json);
            for (Jackson jackson : Jackson.values()) {
                Object read = jackson.read(json, one.type);
                assertThat(read).as("%s, seed %d: %s", jackson, seed, json).isEqualTo(sample);
                assertThat(read).hasSameHashCodeAs(sample);
                assertThat(jackson.write(read)).as("%s, seed %d", jackson, seed).isEqualTo(json);
            }
        }
    }

    @Test
    void aMapperWithBigDecimalsReadsTheSameBits() throws Exception {
        ObjectMapper mapper = new ObjectMapper()
                .findAndRegisterModules()
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.USE_LONG_FOR_INTS);
        for (long seed = 0; seed < 50; seed++) {
            TimeSeries series = new Samples(seed).series();
            assertThat(mapper.readValue(mapper.writeValueAsString(series), TimeSeries.class))
                    .as("seed %d", seed)
                    .isEqualTo(series);
        }
    }

    @ParameterizedTest
    @EnumSource(Jackson.class)
    void aNullNumberIsReadAsWhatItsNoteSays(Jackson jackson) {
        assertThat(jackson.read(SIGNAL + "null}", Signal.class).expectedReturn())
                .isNaN();
        String note = SIGNAL + "null,\"nulls\":{\"/expectedReturn\":\"%s\"}}";
        assertThat(jackson.read(note.formatted("-Infinity"), Signal.class).expectedReturn())
                .isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(jackson.read(note.formatted("Infinity: too large"), Signal.class)
                        .expectedReturn())
                .isEqualTo(Double.POSITIVE_INFINITY);
        assertThatThrownBy(() -> jackson.read(note.formatted("Infinite"), Signal.class))
                .hasMessageContaining("expected a note that begins with NaN, Infinity or -Infinity in"
                        + " 'nulls./expectedReturn', found Infinite");
    }

    @ParameterizedTest
    @EnumSource(Jackson.class)
    void aKeyThatOccursTwiceIsRefused(Jackson jackson) {
        assertThatThrownBy(() -> jackson.read(SIGNAL + "1,\"nulls\":{\"a\":\"NaN\",\"a\":\"NaN\"}}", Signal.class))
                .hasMessageContaining("the key 'a' occurs twice in an object, at /nulls/a");
        assertThatThrownBy(() -> jackson.read(SIGNAL + "1,\"expectedReturn\":2}", Signal.class))
                .hasMessageContaining("the key 'expectedReturn' occurs twice");
    }

    @ParameterizedTest
    @EnumSource(Jackson.class)
    void aNumberOrTimeThatWouldLoseDigitsIsRefused(Jackson jackson) {
        assertThatThrownBy(() -> jackson.read(SIGNAL + "1e400}", Signal.class))
                .hasMessageContaining("expected a number in 'expectedReturn', found Infinity");
        String forecast = jackson.write(new Samples(5).forecast());
        for (String seed : new String[] {"9223372036854775808", "9223372036854775808.0", "-1e19", "1.5"}) {
            assertThatThrownBy(() ->
                            jackson.read(forecast.replaceFirst("\"seed\":-?\\d+", "\"seed\":" + seed), Forecast.class))
                    .as(seed)
                    .hasMessageContaining("expected a whole number in 'info.seed'");
        }
        String rows = "{\"times\":[\"%s\"],\"values\":{\"y\":[1]}}";
        assertThatThrownBy(() -> jackson.read(rows.formatted("2026-01-31T00:00:00.0000001Z"), TimeSeries.class))
                .hasMessageContaining("expected a time in whole milliseconds in 'times[0]'");
        assertThatThrownBy(() -> jackson.read(rows.formatted("+1000000000-01-01T00:00:00Z"), TimeSeries.class))
                .hasMessageContaining("expected a time within 292 million years in 'times[0]'");
        assertThat(jackson.read(rows.formatted("2026-01-31T00:00:00.0010000Z"), TimeSeries.class)
                        .time(0))
                .isEqualTo(Instant.parse("2026-01-31T00:00:00.001Z"));
    }

    @ParameterizedTest
    @EnumSource(Jackson.class)
    void halfAPairOfSurrogatesIsKeptInTextsAndBytes(Jackson jackson) {
        Signal signal = Signal.of(Signal.Action.BUY, 0.5, "a\ud83d", "\ude00", Instant.EPOCH, 1);
        assertThat(jackson.read(jackson.write(signal), Signal.class)).isEqualTo(signal);
        byte[] bytes = jackson.writeBytes(signal);
        assertThat(jackson.read(new String(bytes, StandardCharsets.UTF_8), Signal.class))
                .isEqualTo(signal);
    }
}
