package io.forecastj.resilience4j;

import io.forecastj.InsufficientHistoryException;
import io.forecastj.InvalidSeriesException;
import io.forecastj.PredictorClosedException;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.core.exception.AcquirePermissionCancelledException;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RequestNotPermitted;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The guards of a predictor. The breaker is asked first, so that calls that it refuses take no place and no permit; it
 * does not count what the others refuse.
 *
 * <p>Thread-safe.
 */
final class CallGuard {
    private final String name;
    private final @Nullable CircuitBreaker breaker;
    private final @Nullable Bulkhead bulkhead;
    private final @Nullable RateLimiter limiter;

    CallGuard(
            String name, @Nullable CircuitBreaker breaker, @Nullable Bulkhead bulkhead, @Nullable RateLimiter limiter) {
        this.name = name;
        this.breaker = breaker;
        this.bulkhead = bulkhead;
        this.limiter = limiter;
    }

    <T> T call(Supplier<T> work) {
        CircuitBreaker counting = breaker;
        if (counting == null) {
            return bounded(work);
        }
        try {
            counting.acquirePermission();
        } catch (CallNotPermittedException e) {
            throw refused(e);
        }
        long start = counting.getCurrentTimestamp();
        T answer;
        try {
            answer = bounded(work);
        } catch (CallRefusedException
                | InvalidSeriesException
                | InsufficientHistoryException
                | PredictorClosedException
                | CancellationException e) {
            counting.releasePermission();
            throw e;
        } catch (RuntimeException | Error e) {
            counting.onError(counting.getCurrentTimestamp() - start, counting.getTimestampUnit(), e);
            throw e;
        }
        counting.onResult(counting.getCurrentTimestamp() - start, counting.getTimestampUnit(), answer);
        return answer;
    }

    private <T> T bounded(Supplier<T> work) {
        Bulkhead places = bulkhead;
        if (places == null) {
            return limited(work);
        }
        try {
            places.acquirePermission();
        } catch (BulkheadFullException e) {
            throw refused(e);
        } catch (AcquirePermissionCancelledException e) {
            throw interrupted(e);
        }
        try {
            return limited(work);
        } finally {
            places.onComplete();
        }
    }

    private <T> T limited(Supplier<T> work) {
        RateLimiter permits = limiter;
        if (permits != null) {
            try {
                RateLimiter.waitForPermission(permits);
            } catch (RequestNotPermitted e) {
                throw refused(e);
            } catch (AcquirePermissionCancelledException e) {
                throw interrupted(e);
            }
        }
        return work.get();
    }

    private CallRefusedException refused(RuntimeException cause) {
        return new CallRefusedException(
                "'" + name + "' was not called: " + cause.getMessage()
                        + ". Let another predictor answer, or try again later",
                cause);
    }

    /** The guard has left the thread interrupted. */
    private CancellationException interrupted(RuntimeException cause) {
        CancellationException cancelled =
                new CancellationException("interrupted while a call of '" + name + "' waited for permission");
        cancelled.initCause(cause);
        return cancelled;
    }
}
