package io.forecastj.market;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Gets pages of one provider: within the rate of requests, repeated while that can help, and not at all while the
 * provider is down. Thread-safe.
 *
 * <p>Resilience4j decides; the waits it asks for are made here, so that an interrupt ends them and time can be given.
 */
final class ProviderClient {
    private static final Duration FIRST_WAIT = Duration.ofMillis(500);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final MarketSettings settings;
    private final RequestTiming timing;
    private final HttpAttempt http;
    private final RequestTurns turns;
    private final CircuitBreaker breaker;
    private final Retry retry;

    ProviderClient(String name, double requestsPerSecond, MarketSettings settings) {
        this.settings = settings;
        this.timing = settings.timing();
        this.http = new HttpAttempt(settings);
        this.turns = new RequestTurns(requestsPerSecond, timing);
        this.breaker = breaker(name, settings);
        this.retry = retry(name, settings.attempts());
    }

    private static CircuitBreaker breaker(String name, MarketSettings settings) {
        CircuitBreakerConfig config = CircuitBreakerConfig.custom()
                .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                .slidingWindowSize(settings.failures())
                .minimumNumberOfCalls(settings.failures())
                .failureRateThreshold(100)
                .permittedNumberOfCallsInHalfOpenState(1)
                .waitDurationInOpenState(settings.breakerPause())
                .clock(new TimingClock(settings.timing()))
                .build();
        return CircuitBreaker.of(name, config);
    }

    private static Retry retry(String name, int attempts) {
        IntervalFunction backOff = IntervalFunction.ofExponentialRandomBackoff(FIRST_WAIT, 2, 0.5, LONGEST_WAIT);
        RetryConfig config = RetryConfig.<Object>custom()
                .maxAttempts(attempts)
                .retryOnException(e -> e instanceof FailedAttempt failed && failed.kind() != FailedAttempt.Kind.FINAL)
                .intervalBiFunction((attempt, outcome) -> {
                    long asked = outcome.isLeft() && outcome.getLeft() instanceof FailedAttempt failed
                            ? failed.retryAfter().toMillis()
                            : 0;
                    return Math.max(backOff.apply(attempt), asked);
                })
                .build();
        return Retry.of(name, config);
    }

    /**
     * Gets a page and reads it; a page that cannot be read as a whole is requested again.
     *
     * @throws MarketDataException if no attempt succeeds
     * @throws CancellationException if the thread is interrupted
     */
    <T> T get(PageRange page, URI uri, AnswerReader<T> reader) {
        long start = timing.nanoTime();
        Retry.AsyncContext<Object> attempts = retry.asyncContext();
        FailedAttempt failure = null;
        for (int attempt = 1; ; attempt++) {
            acquirePermission(page, attempt, failure);
            breaker.releasePermission(); // a call that fails at once takes no turn, and one that waits holds no trial
            awaitTurn(page, start, attempt);
            acquirePermission(page, attempt, failure);
            boolean reported = false;
            try {
                T answer = reader.read(http.get(page, uri, left(start)));
                breaker.onSuccess(0, TimeUnit.NANOSECONDS);
                reported = true;
                attempts.onComplete();
                return answer;
            } catch (FailedAttempt e) {
                if (e.kind() == FailedAttempt.Kind.DOWN) {
                    breaker.onError(0, TimeUnit.NANOSECONDS, e);
                } else {
                    breaker.onSuccess(0, TimeUnit.NANOSECONDS);
                }
                reported = true;
                failure = e;
                turns.hold(e.retryAfter().toNanos());
            } finally {
                if (!reported) {
                    breaker.releasePermission();
                }
            }
            long wait = attempts.onError(failure);
            if (wait < 0) {
                throw failure(page, failure.text(), failure, attempt);
            }
            pause(page, start, Duration.ofMillis(wait), attempt, failure);
        }
    }

    private void acquirePermission(PageRange page, int attempt, @Nullable FailedAttempt last) {
        if (breaker.tryAcquirePermission()) {
            return;
        }
        String text = "no request was sent, since the last " + settings.failures() + " requests to " + page.source()
                + " failed; try again in " + PageRange.seconds(settings.breakerPause());
        throw last == null
                ? page.failure(text, null, 0, attempt)
                : failure(page, text + ". The last failure: " + last.text(), last, attempt);
    }

    /** Returns the time until the deadline of a page. */
    private Duration left(long start) {
        return settings.pageDeadline().minusNanos(timing.nanoTime() - start);
    }

    private void awaitTurn(PageRange page, long start, int attempt) {
        long wait = turns.take(left(start).toNanos());
        if (wait > 0) {
            FailedAttempt reason = FailedAttempt.later("requests wait for the limit of requests, or for the end of a"
                    + " Retry-After of " + page.source());
            pause(page, start, Duration.ofNanos(wait), attempt, reason);
        }
    }

    private void pause(PageRange page, long start, Duration wait, int attempt, FailedAttempt reason) {
        if (wait.compareTo(left(start)) >= 0) {
            throw failure(
                    page,
                    reason.text() + "; the next attempt would be in " + PageRange.seconds(wait)
                            + ", after the deadline of " + PageRange.seconds(settings.pageDeadline())
                            + "; try again then, or raise pageDeadline",
                    reason,
                    attempt);
        }
        settings.listener().waiting(page.symbol(), wait, http.masked(reason.text()));
        try {
            timing.pause(wait.toNanos());
        } catch (InterruptedException e) {
            throw HttpAttempt.cancelled(page);
        }
    }

    /** Returns the exception of a failed attempt, whose own cause it has; no key is in them. */
    private MarketDataException failure(PageRange page, String text, FailedAttempt failure, int attempt) {
        return page.failure(http.masked(text), http.shown(failure.getCause()), failure.status(), attempt);
    }

    /** Reads the body of an answer of status 200. */
    @FunctionalInterface
    interface AnswerReader<T> {
        T read(HttpAnswer answer) throws FailedAttempt;
    }
}
