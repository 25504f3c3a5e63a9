package io.forecastj.examples.rest;

import io.forecastj.TimeSeries;
import io.forecastj.signal.PatternRecognition;
import io.forecastj.signal.Signal;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Signals and patterns, of the bundled bars by GET and of a series by POST. */
@RestController
class SignalController {
    private final ForecastAnswers forecasts;

    SignalController(ForecastAnswers forecasts) {
        this.forecasts = forecasts;
    }

    @GetMapping("/signals")
    Map<String, Signal> signals() {
        return forecasts.signals(null);
    }

    @PostMapping("/signals")
    Map<String, Signal> signals(@RequestBody TimeSeries series) {
        return forecasts.signals(series);
    }

    @GetMapping("/patterns")
    PatternRecognition patterns() {
        return forecasts.patterns(null);
    }

    @PostMapping("/patterns")
    PatternRecognition patterns(@RequestBody TimeSeries series) {
        return forecasts.patterns(series);
    }
}
