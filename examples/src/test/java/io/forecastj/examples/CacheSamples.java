package io.forecastj.examples;

import io.forecastj.Baselines;
import io.forecastj.Forecast;
import io.forecastj.Predictor;
import io.forecastj.TimeSeries;
import io.forecastj.cache.Batching;
import io.forecastj.cache.BatchingPredictor;
import io.forecastj.cache.Caching;
import io.forecastj.cache.CachingPredictor;
import io.forecastj.cache.OverloadedException;
import io.forecastj.cache.Sessions;
import io.forecastj.cache.SnapshotStore;
import io.forecastj.lifecycle.serving.ReloadingPredictor;
import io.forecastj.models.fallback.FallbackPredictor;
import io.forecastj.resilience4j.CallRefusedException;
import io.forecastj.resilience4j.Guarded;
import io.forecastj.store.StoredModel;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;

/** The samples of the sections on caching, batching, live sessions and guards in docs/serving.md. */
final class CacheSamples {
    private CacheSamples() {}

    static void caching(Predictor predictor, TimeSeries history) {
        CachingPredictor cached = Caching.predictor(predictor, "maximumSize=10000,expireAfterWrite=5m");
        Forecast forecast = cached.predict(history);
        double share = cached.statistics().hitRate();
        System.out.println(forecast + ", found " + share);
    }

    static ReloadingPredictor eachVersion(StoredModel sales) {
        return ReloadingPredictor.follow(sales, "production")
                .wrap((version, predictor) -> Caching.predictor(predictor, "maximumWeight=50000000"))
                .open();
    }

    static Forecast batching(Predictor network, TimeSeries history, Forecast last) {
        BatchingPredictor batching = Batching.predictor(network)
                .maximumSize(64)
                .queueCapacity(512)
                .timeout(Duration.ofMillis(200))
                .build();
        try {
            return batching.predict(history);
        } catch (OverloadedException e) {
            return last; // or answer the request with status 503
        }
    }

    static void sessions(Predictor predictor, Function<String, TimeSeries> database, long time, double[] values) {
        try (Sessions sessions = Sessions.of(predictor)
                .history(symbol -> database.apply(symbol))
                .store(SnapshotStore.directory(Path.of("sessions")))
                .maximumLive(1_000)
                .idle(Duration.ofHours(1))
                .build()) {
            Forecast forecast = sessions.appendAndForecast("EUR/USD", time, values);
            System.out.println(forecast);
        }
    }

    static int missed(Sessions sessions, String symbol, TimeSeries bars) {
        return sessions.call(symbol, session -> {
            TimeSeries taken = session.history();
            int next = bars.rowAtOrBefore(taken.time(taken.length() - 1)) + 1;
            for (int row = next; row < bars.length(); row++) {
                session.append(bars.timestamp(row), bars.rows().get(row).values());
            }
            return bars.length() - next;
        });
    }

    static Predictor guarded(
            Predictor onnx, CircuitBreakerRegistry breakers, BulkheadRegistry bulkheads, TimeSeries history) {
        Predictor network = Guarded.by(onnx)
                .circuitBreaker(breakers.circuitBreaker("network"))
                .bulkhead(bulkheads.bulkhead("network"))
                .build();
        return FallbackPredictor.builder(network, Baselines.naive("close", 10).fit(history))
                .countFailures(thrown -> !(thrown instanceof CallRefusedException))
                .build();
    }
}
