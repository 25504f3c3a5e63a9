package io.forecastj.spring;

import io.forecastj.spring.ModelStatus.State;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The health of all models at one moment, for the indicators of both generations of Spring Boot.
 *
 * @param status {@code DOWN} if a required model does not serve, {@code DEGRADED} if a model has a problem, else {@code
 *     UP}
 * @param details the state of each model by its name
 */
record ForecastHealth(String status, Map<String, Object> details) {
    static final String DEGRADED = "DEGRADED";

    static ForecastHealth of(ForecastModels models, Clock clock) {
        Instant now = clock.instant();
        List<ModelStatus> all = models.names().stream().map(models::status).toList();
        Map<String, Object> details = new LinkedHashMap<>();
        all.forEach(status -> details.put(status.name(), StatusDocument.of(status, true, now)));
        return new ForecastHealth(overall(all), details);
    }

    private static String overall(List<ModelStatus> all) {
        if (all.stream().anyMatch(status -> status.required() && status.state() == State.DOWN)) {
            return State.DOWN.name();
        }
        return all.stream().anyMatch(status -> status.state() == State.DOWN || status.state() == State.DEGRADED)
                ? DEGRADED
                : State.UP.name();
    }
}
