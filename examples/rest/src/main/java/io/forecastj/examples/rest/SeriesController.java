package io.forecastj.examples.rest;

import io.forecastj.TimeSeries;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The bundled bars that are known. */
@RestController
class SeriesController {
    private final KnownBars bars;
    private final int most;

    SeriesController(KnownBars bars, ServiceSettings settings) {
        this.bars = bars;
        this.most = settings.limits().rows();
    }

    @GetMapping("/series")
    TimeSeries series(@RequestParam(defaultValue = "250") int rows) {
        if (rows < 1 || rows > most) {
            throw RequestException.unprocessable("expected 1 to " + most + " rows, found " + rows);
        }
        return bars.known().tail(rows);
    }
}
