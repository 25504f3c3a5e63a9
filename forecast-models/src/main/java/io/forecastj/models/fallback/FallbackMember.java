package io.forecastj.models.fallback;

import io.forecastj.Forecast;
import io.forecastj.ForecastStatus;
import io.forecastj.Predictor;
import io.forecastj.PredictorClosedException;
import io.forecastj.models.fallback.CircuitBreaker.Pass;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A predictor among others that can replace it, with its health. Thread-safe. */
final class FallbackMember {
    private static final Logger LOG = LoggerFactory.getLogger(FallbackPredictor.class);

    final Predictor predictor;

    /** Runs the member's calls with a deadline; null if they run on the caller's thread. */
    final @Nullable DeadlineCalls calls;

    /** True to refuse a forecast whose status is not OK. */
    final boolean refusesDoubtful;

    private final CircuitBreaker breaker;
    private final Predicate<RuntimeException> counts;
    private volatile String lastFailure = "";

    FallbackMember(
            Predictor predictor,
            CircuitBreaker breaker,
            @Nullable DeadlineCalls calls,
            boolean refusesDoubtful,
            Predicate<RuntimeException> counts) {
        this.predictor = predictor;
        this.breaker = breaker;
        this.calls = calls;
        this.refusesDoubtful = refusesDoubtful;
        this.counts = counts;
    }

    String name() {
        return predictor.info().name();
    }

    MemberState state() {
        return new MemberState(
                name(), breaker.state(), breaker.failures(), calls == null ? 0 : calls.running(), lastFailure);
    }

    boolean called() {
        return breaker.state() == BreakerState.CLOSED;
    }

    /** Forecasts without a session. */
    Forecast ask(Supplier<Forecast> work) {
        Pass pass = enter();
        try {
            Forecast answer = calls == null ? work.get() : awaited(calls, work);
            requireAnswer(answer);
            succeeded(pass);
            return answer;
        } catch (RuntimeException | Error e) {
            throw ended(pass, e);
        }
    }

    private static <T> T awaited(DeadlineCalls calls, Supplier<T> work) {
        DeadlineCalls.Call<T> call = calls.start(work);
        try {
            return call.await(System.nanoTime() + calls.deadlineNanos());
        } finally {
            call.giveUp();
        }
    }

    /**
     * Begins a call; {@link #succeeded}, {@link #neutral} or {@link #ended} ends it.
     *
     * @throws NoAnswer if the circuit breaker refuses the call
     */
    Pass enter() {
        Pass pass = breaker.enter();
        if (pass == Pass.REFUSED) {
            throw NoAnswer.other("its circuit breaker is " + breaker.state() + " after " + breaker.failures()
                    + " failures in a row, the last: " + lastFailure);
        }
        return pass;
    }

    void succeeded(Pass pass) {
        breaker.succeeded(pass);
        if (pass == Pass.PROBE) {
            LOG.info("'{}' answers again and is called as before", name());
        }
    }

    /** Ends a call that proves nothing about the member's health. */
    void neutral(Pass pass) {
        breaker.abandoned(pass);
    }

    /** Records a failure outside of a call. */
    void failedOnRow(RuntimeException thrown) {
        NoAnswer reason = threw(thrown);
        if (reason.counts) {
            failed(Pass.NORMAL, reason.reason());
        } else {
            lastFailure = reason.reason();
        }
    }

    /** Ends a call that threw: returns the reason to throw, or rethrows an error or a closed predictor's exception. */
    NoAnswer ended(Pass pass, Throwable thrown) {
        if (thrown instanceof Error error) {
            failed(pass, error.toString());
            throw error;
        }
        if (thrown instanceof PredictorClosedException closed) {
            breaker.abandoned(pass);
            throw closed;
        }
        NoAnswer reason = thrown instanceof NoAnswer known ? known : threw((RuntimeException) thrown);
        if (reason.counts) {
            failed(pass, reason.reason());
        } else {
            breaker.abandoned(pass);
            lastFailure = reason.reason();
        }
        return reason;
    }

    NoAnswer threw(RuntimeException thrown) {
        return NoAnswer.threw(thrown, counts.test(thrown));
    }

    private void failed(Pass pass, String reason) {
        lastFailure = reason;
        if (breaker.failed(pass)) {
            LOG.warn(
                    "'{}' is not called for a while: it failed {} times in a row, the last: {}",
                    name(),
                    breaker.failures(),
                    reason);
        }
    }

    /**
     * Refuses a forecast with a point that is NaN or infinite, and, if so set, one whose status is not OK.
     *
     * @throws NoAnswer with the reason
     */
    void requireAnswer(Forecast forecast) {
        if (refusesDoubtful && forecast.status() != ForecastStatus.OK) {
            throw NoAnswer.other("its forecast is " + forecast.status() + ": " + String.join("; ", forecast.reasons()));
        }
        if (!forecast.classes().isEmpty()) {
            return; // their sum is checked when a forecast is built
        }
        for (String target : forecast.targets()) {
            for (int step : forecast.steps()) {
                double point = forecast.point(target, step);
                if (!Double.isFinite(point)) {
                    throw NoAnswer.failure("its forecast of '" + target + "' is " + point + " at step " + step);
                }
            }
        }
    }
}
