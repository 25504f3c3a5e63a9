package io.forecastj.examples.rest;

import io.forecastj.Predictor;
import io.forecastj.TimeSeries;
import io.forecastj.store.ModelStore;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads, answers and writes one request again and again before the service is ready, so that the JVM has compiled most
 * of the code by then. A predictor that nobody observes answers, so that metrics and monitors count clients only. Under
 * load the threads that compile would compete with all requests for the processors.
 */
@Component
class WarmUp implements ApplicationRunner {
    private final ForecastAnswers forecasts;
    private final ModelStore store;
    private final KnownBars bars;
    private final JsonMapper json;
    private final String model;
    private final Duration length;

    WarmUp(ForecastAnswers forecasts, ModelStore store, KnownBars bars, JsonMapper json, ServiceSettings settings) {
        this.forecasts = forecasts;
        this.store = store;
        this.bars = bars;
        this.json = json;
        this.model = settings.model();
        this.length = settings.warmUp();
    }

    @Override
    public void run(ApplicationArguments arguments) {
        Map<String, TimeSeries> request = Map.of("series", bars.recent());
        byte[] body = json.writeValueAsBytes(request);
        try (Predictor unobserved = store.model(model).load(Trainer.ALIAS)) {
            long start = System.nanoTime();
            while (System.nanoTime() - start < length.toNanos()) {
                ForecastRequest read = json.readValue(body, ForecastRequest.class);
                json.writeValueAsBytes(forecasts.rehearse(read, unobserved));
            }
        }
    }
}
