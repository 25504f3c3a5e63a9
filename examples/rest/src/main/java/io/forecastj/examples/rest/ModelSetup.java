package io.forecastj.examples.rest;

import io.forecastj.Predictor;
import io.forecastj.lifecycle.monitoring.MonitoredPredictor;
import io.forecastj.lifecycle.serving.ReloadingPredictor;
import io.forecastj.spring.ForecastCustomizer;
import java.util.OptionalInt;
import org.springframework.stereotype.Component;

/**
 * Checks each version on the recent bars, and lets it be compiled, before it serves. Its monitor watches the forecasts
 * of these bars only: what clients send may have any id, time and value.
 */
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

    @Override
    public Predictor wrap(String name, OptionalInt version, Predictor predictor) {
        return predictor instanceof MonitoredPredictor watched
                ? watched.monitor().watch(watched.predictor(), bars::isRecent)
                : predictor;
    }
}
