package io.forecastj.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.forecastj.Forecast;
import io.forecastj.Predictor;
import io.forecastj.TimeSeries;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A network without a contract answers as in Python once its scaler is described. */
class PlainWindowTest {
    @Test
    void theClosesAreThoseOfPyTorchAndScikitLearn() throws IOException {
        TimeSeries bars = Sp500Daily.bundled();
        TimeSeries known = bars.head(bars.rowAtOrBefore(ExportMatrix.lastTrainingTime()) + 1);
        JsonNode expected = reference();
        assertThat(known.time(known.length() - 1).toString())
                .startsWith(expected.path("time").asText());
        try (Predictor network = PlainWindow.load()) {
            Forecast forecast = network.predict(known);
            for (int step = 1; step <= 5; step++) {
                assertThat(forecast.point(step))
                        .as("step " + step)
                        .isCloseTo(expected.path("closes").path(step - 1).asDouble(), within(1e-3));
            }
            assertThat(network.predict(known.tail(30)).points()).isEqualTo(forecast.points());
        }
    }

    private static JsonNode reference() throws IOException {
        String file = "plain-window.reference.json";
        try (InputStream in = Objects.requireNonNull(PlainWindowTest.class.getResourceAsStream(file), file)) {
            return new JsonMapper().readTree(in);
        }
    }
}
