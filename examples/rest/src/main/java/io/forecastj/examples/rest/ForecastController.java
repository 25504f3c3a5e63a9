package io.forecastj.examples.rest;

import io.forecastj.json.ForecastDocument;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Forecasts of one series, or of several. */
@RestController
class ForecastController {
    private final ForecastAnswers forecasts;
    private final int most;

    ForecastController(ForecastAnswers forecasts, ServiceSettings settings) {
        this.forecasts = forecasts;
        this.most = settings.limits().batch();
    }

    @PostMapping("/forecast")
    ForecastDocument forecast(@RequestBody ForecastRequest request) {
        return forecasts.document(request);
    }

    /** A request that fails leaves the others their answers. */
    @PostMapping("/forecasts")
    BatchAnswer forecasts(@RequestBody BatchRequest batch) {
        List<@Nullable ForecastRequest> requests = batch.requests();
        if (requests == null || requests.isEmpty() || requests.size() > most) {
            throw RequestException.unprocessable("expected 1 to " + most + " elements in 'requests', found "
                    + (requests == null ? "none" : requests.size()));
        }
        return new BatchAnswer(requests.stream().map(this::answer).toList());
    }

    private BatchAnswer.Item answer(@Nullable ForecastRequest request) {
        try {
            return new BatchAnswer.Item(forecasts.document(request == null ? ForecastRequest.DEFAULT : request), null);
        } catch (RuntimeException e) {
            return new BatchAnswer.Item(null, Problems.of(e).problem());
        }
    }
}
