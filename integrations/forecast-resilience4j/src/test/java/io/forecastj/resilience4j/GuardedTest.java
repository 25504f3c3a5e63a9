package io.forecastj.resilience4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.AbstractPredictor;
import io.forecastj.Baselines;
import io.forecastj.ColumnRole;
import io.forecastj.Forecast;
import io.forecastj.ForecastException;
import io.forecastj.ForecastStatus;
import io.forecastj.InsufficientHistoryException;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;
import io.forecastj.Sampling;
import io.forecastj.SeriesContext;
import io.forecastj.SeriesState;
import io.forecastj.StateReader;
import io.forecastj.StateWriter;
import io.forecastj.TimeSeries;
import io.forecastj.models.fallback.BreakerState;
import io.forecastj.models.fallback.FallbackPredictor;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class GuardedTest {
    private static final TimeSeries SERIES = TimeSeries.of(
            "y", Instant.EPOCH, Sampling.daily(), new Random(7).doubles(80).toArray());

    private final CircuitBreaker breaker = CircuitBreakerRegistry.of(CircuitBreakerConfig.custom()
                    .slidingWindowSize(4)
                    .minimumNumberOfCalls(4)
                    .waitDurationInOpenState(Duration.ofDays(1))
                    .build())
            .circuitBreaker("network");
    private final Bulkhead bulkhead = BulkheadRegistry.of(BulkheadConfig.custom()
                    .maxConcurrentCalls(2)
                    .maxWaitDuration(Duration.ZERO)
                    .build())
            .bulkhead("network");
    private final Frail frail = new Frail();
    private final Predictor guarded =
            Guarded.by(frail).circuitBreaker(breaker).bulkhead(bulkhead).build();
    private final FallbackPredictor safe = FallbackPredictor.builder(
                    guarded, Baselines.naive("y", 2).fit(SERIES))
            .countFailures(thrown -> !(thrown instanceof CallRefusedException))
            .failureThreshold(1_000)
            .build();

    @Test
    void callsCountInTheBreakerOfTheApplication() {
        assertThat(guarded.predict(SERIES)).isEqualTo(frail.predict(SERIES));
        guarded.predictAll(List.of(SERIES, SERIES));
        guarded.predictEach(List.of(SERIES));
        assertThat(breaker.getMetrics().getNumberOfSuccessfulCalls()).isEqualTo(3);
        assertThat(bulkhead.getMetrics().getAvailableConcurrentCalls()).isEqualTo(2);
    }

    @Test
    void anOpenBreakerLetsTheNextMemberAnswerWithTheReason() {
        frail.failing = true;
        for (int i = 0; i < 4; i++) {
            assertThat(safe.predict(SERIES).status()).isEqualTo(ForecastStatus.FALLBACK);
        }
        assertThat(breaker.getState()).isEqualTo(CircuitBreaker.State.OPEN);
        frail.failing = false;
        Forecast refused = safe.predict(SERIES);
        assertThat(refused.status()).isEqualTo(ForecastStatus.FALLBACK);
        assertThat(refused.reasons().get(0)).contains("'frail' did not answer", "was not called", "'network' is OPEN");
        assertThat(breaker.getMetrics().getNumberOfNotPermittedCalls()).isEqualTo(1);
        assertThat(safe.states().get(0).breaker()).isEqualTo(BreakerState.CLOSED);
        breaker.transitionToClosedState();
        assertThat(safe.predict(SERIES).status()).isEqualTo(ForecastStatus.OK);
    }

    @Test
    void aRefusedCallIsTypedAndDoesNotReachTheModel() {
        breaker.transitionToForcedOpenState();
        int before = frail.forecasts;
        assertThatThrownBy(() -> guarded.predict(SERIES))
                .isInstanceOf(CallRefusedException.class)
                .hasCauseInstanceOf(CallNotPermittedException.class);
        assertThat(frail.forecasts).isEqualTo(before);
    }

    @Test
    void aFullBulkheadRefusesAndTheBreakerDoesNotCountIt() {
        bulkhead.acquirePermission();
        bulkhead.acquirePermission();
        assertThatThrownBy(() -> guarded.predict(SERIES))
                .isInstanceOf(CallRefusedException.class)
                .hasMessageContaining("Bulkhead 'network' is full");
        assertThat(breaker.getMetrics().getNumberOfBufferedCalls()).isZero();
        bulkhead.onComplete();
        assertThat(guarded.predict(SERIES).status()).isEqualTo(ForecastStatus.OK);
        assertThat(bulkhead.getMetrics().getAvailableConcurrentCalls()).isEqualTo(1);
    }

    @Test
    void theSeriesFaultIsNotCounted() {
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> guarded.predict(SERIES.head(1))).isInstanceOf(InsufficientHistoryException.class);
        }
        assertThat(breaker.getMetrics().getNumberOfBufferedCalls()).isZero();
        assertThat(breaker.getState()).isEqualTo(CircuitBreaker.State.CLOSED);
    }

    @Test
    void aPlaceIsGivenBackAfterAFailure() {
        frail.failing = true;
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> guarded.predict(SERIES)).hasMessage("the model fails");
        }
        assertThat(bulkhead.getMetrics().getAvailableConcurrentCalls()).isEqualTo(2);
        assertThat(breaker.getMetrics().getNumberOfFailedCalls()).isEqualTo(3);
    }

    @Test
    void aSessionTakesRowsWhileItsForecastsAreRefused() {
        try (PredictionSession session = guarded.openSession(SERIES.head(40));
                PredictionSession outer = safe.openSession(SERIES.head(40))) {
            for (int i = 40; i < 50; i++) {
                if (i == 43) {
                    breaker.transitionToForcedOpenState();
                } else if (i == 47) {
                    breaker.transitionToClosedState();
                }
                session.append(SERIES.timestamp(i), new double[] {SERIES.value(i, 0)});
                outer.append(SERIES.timestamp(i), new double[] {SERIES.value(i, 0)});
                if (i >= 43 && i < 47) {
                    assertThatThrownBy(session::forecast).isInstanceOf(CallRefusedException.class);
                    assertThatThrownBy(() -> session.forecastInto(new double[2]))
                            .isInstanceOf(CallRefusedException.class);
                    assertThat(outer.forecast().status()).isEqualTo(ForecastStatus.FALLBACK);
                } else {
                    assertThat(session.forecast()).isEqualTo(frail.predict(SERIES.head(i + 1)));
                    assertThat(outer.forecast().status()).isEqualTo(ForecastStatus.OK);
                    assertThat(outer.forecast().point(1))
                            .isEqualTo(session.forecast().point(1));
                }
            }
        }
    }

    @Test
    void aRateLimiterRefusesWhatIsTooMuch() {
        RateLimiter limiter = RateLimiter.of(
                "network",
                RateLimiterConfig.custom()
                        .limitForPeriod(2)
                        .limitRefreshPeriod(Duration.ofDays(1))
                        .timeoutDuration(Duration.ZERO)
                        .build());
        Predictor limited = Guarded.by(frail).rateLimiter(limiter).build();
        limited.predict(SERIES);
        limited.predict(SERIES);
        assertThatThrownBy(() -> limited.predict(SERIES)).isInstanceOf(CallRefusedException.class);
    }

    @Test
    void aCallThatIsInterruptedWhileItWaitsIsCancelledAndNotCounted() {
        Bulkhead waiting = Bulkhead.of(
                "network",
                BulkheadConfig.custom()
                        .maxConcurrentCalls(1)
                        .maxWaitDuration(Duration.ofDays(1))
                        .build());
        waiting.acquirePermission();
        Predictor patient =
                Guarded.by(frail).circuitBreaker(breaker).bulkhead(waiting).build();
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> patient.predict(SERIES)).isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(breaker.getMetrics().getNumberOfBufferedCalls()).isZero();
    }

    @Test
    void aGuardIsNeeded() {
        assertThatThrownBy(() -> Guarded.by(frail).build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("bulkhead(...)");
    }

    /** Forecasts the sum of all rows, or fails. */
    private static final class Frail extends AbstractPredictor {
        private boolean failing;
        private int forecasts;

        Frail() {
            super(PredictorInfo.builder("frail", 2)
                    .column("y", ColumnRole.TARGET)
                    .requiredHistory(2)
                    .build());
        }

        @Override
        protected void identify(StateWriter out) {}

        @Override
        protected SeriesState newState(SeriesContext series) {
            return new SeriesState() {
                private double sum;

                @Override
                public void update(long time, double[] row) {
                    sum += row[0];
                }

                @Override
                public void forecastInto(double[] out) {
                    forecasts++;
                    if (failing) {
                        throw new ForecastException("the model fails");
                    }
                    Arrays.fill(out, sum);
                }

                @Override
                public void save(StateWriter out) {
                    out.putDouble(sum);
                }

                @Override
                public void restore(StateReader in) {
                    sum = in.getDouble();
                }
            };
        }
    }
}
