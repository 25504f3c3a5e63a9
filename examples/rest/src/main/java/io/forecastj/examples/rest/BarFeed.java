package io.forecastj.examples.rest;

import io.forecastj.lifecycle.serving.ReloadingPredictor;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Lets a bar after the other be known, and every model forecast, so that the monitors score what was forecast. */
@Component
class BarFeed {
    private static final Logger LOG = LoggerFactory.getLogger(BarFeed.class);

    private final KnownBars bars;
    private final Map<String, ReloadingPredictor> models;
    private boolean ended; // of one thread, the scheduler's

    BarFeed(KnownBars bars, Map<String, ReloadingPredictor> models) {
        this.bars = bars;
        this.models = models;
    }

    @Scheduled(initialDelayString = "${service.bar-every}", fixedDelayString = "${service.bar-every}")
    void next() {
        if (bars.advance()) {
            models.values().forEach(model -> model.predict(bars.recent()));
        } else if (!ended) {
            ended = true;
            LOG.warn("All bundled bars are known: the page, the monitors and the metrics get no new ones. Feed rows of"
                    + " yours, or start again with an empty store to begin anew");
        }
    }
}
