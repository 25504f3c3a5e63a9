package io.forecastj.resilience4j;

import io.forecastj.Predictor;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.ratelimiter.RateLimiter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Door to predictors whose calls need the permission of guards of Resilience4j, which come from the application's
 * registries and count in its metrics.
 *
 * <pre>{@code
 * Predictor network = Guarded.by(onnx)
 *         .circuitBreaker(breakers.circuitBreaker("network"))
 *         .bulkhead(bulkheads.bulkhead("network"))
 *         .build();
 * Predictor safe = FallbackPredictor.builder(network, baseline)
 *         .countFailures(thrown -> !(thrown instanceof CallRefusedException))
 *         .build();
 * }</pre>
 *
 * <p>A call without permission throws {@link CallRefusedException}; in a predictor with fallbacks, as above, the next
 * member then answers, with the reason in its forecast. The breaker of that predictor should not count these: it would
 * keep the member out longer than the application's own breaker says.
 *
 * <p>There is no time limiter: to stop waiting for a call takes another thread, and {@code deadline} of the predictor
 * with fallbacks has that already.
 *
 * <p>Stateless and thread-safe.
 */
public final class Guarded {
    private Guarded() {}

    /**
     * Starts a guarded predictor.
     *
     * @param predictor the predictor, which the built one owns: closing that one closes it
     * @return a builder
     */
    public static Builder by(Predictor predictor) {
        return new Builder(predictor);
    }

    /** Builder of guarded predictors. Not thread-safe. */
    public static final class Builder {
        private final Predictor predictor;
        private @Nullable CircuitBreaker breaker;
        private @Nullable Bulkhead bulkhead;
        private @Nullable RateLimiter limiter;

        private Builder(Predictor predictor) {
            this.predictor = Objects.requireNonNull(predictor, "predictor");
        }

        /**
         * Lets a circuit breaker permit calls and count their outcomes. Exceptions that are the series' fault, {@link
         * io.forecastj.InvalidSeriesException} and {@link io.forecastj.InsufficientHistoryException}, are not counted,
         * nor is {@link io.forecastj.PredictorClosedException}; all others are, as the breaker's configuration says.
         *
         * @param breaker the breaker
         * @return this builder
         */
        public Builder circuitBreaker(CircuitBreaker breaker) {
            this.breaker = Objects.requireNonNull(breaker, "breaker");
            return this;
        }

        /**
         * Lets a bulkhead bound the calls at the same time. A call waits for as long as its configuration says.
         *
         * @param bulkhead the bulkhead
         * @return this builder
         */
        public Builder bulkhead(Bulkhead bulkhead) {
            this.bulkhead = Objects.requireNonNull(bulkhead, "bulkhead");
            return this;
        }

        /**
         * Lets a rate limiter bound the calls in a time. A call waits for as long as its configuration says.
         *
         * @param limiter the limiter
         * @return this builder
         */
        public Builder rateLimiter(RateLimiter limiter) {
            this.limiter = Objects.requireNonNull(limiter, "limiter");
            return this;
        }

        /**
         * Creates the predictor.
         *
         * @return a new predictor with the same answers and description; the caller closes it, and with it the one
         *     inside. Not saved with a model: save the predictor inside
         * @throws IllegalStateException if there is no guard
         */
        public Predictor build() {
            if (breaker == null && bulkhead == null && limiter == null) {
                throw new IllegalStateException("set a guard: circuitBreaker(...), bulkhead(...) or rateLimiter(...)");
            }
            return new GuardedPredictor(
                    predictor, new CallGuard(predictor.info().name(), breaker, bulkhead, limiter));
        }
    }
}
