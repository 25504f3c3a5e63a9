package io.forecastj.spring;

import java.time.Clock;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** The health of the models for Spring Boot 4. Thread-safe. */
final class Boot4Health extends AbstractHealthIndicator {
    private final ForecastModels models;

    Boot4Health(ForecastModels models) {
        this.models = models;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        ForecastHealth health = ForecastHealth.of(models, Clock.systemUTC());
        builder.status(health.status()).withDetails(health.details());
    }
}
