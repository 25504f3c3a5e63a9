package io.forecastj.models.fallback;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * State of a member of a {@link FallbackPredictor} at one moment.
 *
 * <p>Immutable and thread-safe, equal by value. Made by {@link FallbackPredictor#states()}.
 */
public final class MemberState {
    private final String name;
    private final BreakerState breaker;
    private final int failures;
    private final int running;
    private final String lastFailure;

    MemberState(String name, BreakerState breaker, int failures, int running, String lastFailure) {
        this.name = name;
        this.breaker = breaker;
        this.failures = failures;
        this.running = running;
        this.lastFailure = lastFailure;
    }

    /** {@return the member's name} */
    public String name() {
        return name;
    }

    /** {@return the state of its circuit breaker; always {@link BreakerState#CLOSED} for the last member} */
    public BreakerState breaker() {
        return breaker;
    }

    /** {@return the number of calls in a row that have failed} */
    public int failures() {
        return failures;
    }

    /** {@return the number of its calls that run on other threads, late ones included; 0 without a deadline} */
    public int running() {
        return running;
    }

    /** {@return the reason of the member's latest call without an answer; empty if there was none} */
    public String lastFailure() {
        return lastFailure;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MemberState that
                && name.equals(that.name)
                && breaker == that.breaker
                && failures == that.failures
                && running == that.running
                && lastFailure.equals(that.lastFailure);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, breaker, failures, running, lastFailure);
    }

    @Override
    public String toString() {
        return "MemberState[name=" + name + ", breaker=" + breaker + ", failures=" + failures + ", running=" + running
                + ", lastFailure=" + lastFailure + "]";
    }
}
