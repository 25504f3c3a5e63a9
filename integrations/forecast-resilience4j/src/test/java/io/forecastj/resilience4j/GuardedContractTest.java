package io.forecastj.resilience4j;

import io.forecastj.Baselines;
import io.forecastj.Predictor;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import io.forecastj.models.Predictors;
import io.forecastj.testkit.PredictorContract;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;

/** A guarded predictor keeps the promises of a predictor. */
class GuardedContractTest extends PredictorContract {
    private static Predictor guarded(Predictor predictor) {
        RateLimiterConfig many = RateLimiterConfig.custom()
                .limitForPeriod(1_000_000)
                .limitRefreshPeriod(Duration.ofSeconds(1))
                .build();
        return Guarded.by(predictor)
                .circuitBreaker(CircuitBreaker.ofDefaults("m"))
                .bulkhead(Bulkhead.ofDefaults("m"))
                .rateLimiter(RateLimiter.of("m", many))
                .build();
    }

    @Override
    protected Predictor fit() {
        return guarded(Baselines.naive("y", 3).fit(series()));
    }

    @Override
    protected TimeSeries series() {
        return TimeSeries.of(
                "y", Instant.EPOCH, Sampling.daily(), new Random(7).doubles(80).toArray());
    }

    @Override
    protected Predictor saveAndLoad(Predictor original, Path directory) throws IOException {
        try (Predictor inside = Baselines.naive("y", 3).fit(series())) {
            Predictors.save(inside, directory);
        }
        return guarded(Predictors.load(directory));
    }

    @Override
    protected Optional<Predictor> otherModel() {
        return Optional.of(guarded(Baselines.drift("y", 3).fit(series())));
    }
}
