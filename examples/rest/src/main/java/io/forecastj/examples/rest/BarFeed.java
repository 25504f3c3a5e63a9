package io.forecastj.examples.rest;

import io.forecastj.lifecycle.serving.ReloadingPredictor;
import java.util.Map;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Lets a bar after the other be known, and every model forecast, so that the monitors score what was forecast. */
@Component
class BarFeed {
    private final KnownBars bars;
    private final Map<String, ReloadingPredictor> models;

    BarFeed(KnownBars bars, Map<String, ReloadingPredictor> models) {
        this.bars = bars;
        this.models = models;
    }

    @Scheduled(initialDelayString = "${service.bar-every}", fixedDelayString = "${service.bar-every}")
    void next() {
        if (bars.advance()) {
            models.values().forEach(model -> model.predict(bars.recent()));
        }
    }
}
