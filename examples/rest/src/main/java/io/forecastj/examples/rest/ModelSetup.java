package io.forecastj.examples.rest;

import io.forecastj.lifecycle.serving.ReloadingPredictor;
import io.forecastj.spring.ForecastCustomizer;
import org.springframework.stereotype.Component;

/** Checks each version on the recent bars, and lets it be compiled, before it serves. */
@Component
class ModelSetup implements ForecastCustomizer {
    private static final int WARM_UP_CALLS = 300;

    private final KnownBars bars;

    ModelSetup(KnownBars bars) {
        this.bars = bars;
    }

    @Override
    public void customize(String name, ReloadingPredictor.Builder builder) {
        builder.warmUp(bars.recent()).warmUpCalls(WARM_UP_CALLS);
    }
}
