package io.forecastj.models.fallback;

/**
 * State of a member's circuit breaker, which decides if the member is called.
 *
 * <p>CLOSED becomes OPEN when the failures in a row reach the threshold. OPEN becomes HALF_OPEN with the first call
 * after the open time; that call is the probe. HALF_OPEN becomes CLOSED if the probe succeeds, and OPEN again, for the
 * whole time, if it fails. A probe can also end without a verdict on the member, because the series is at fault or no
 * thread is free; the breaker is then OPEN, and the next call is a new probe. A call that begins before the breaker
 * opens and ends before it closes changes nothing. Only calls cause transitions: an OPEN breaker whose time is over
 * stays OPEN until the next call.
 *
 * <p>An enum, therefore immutable and thread-safe.
 */
public enum BreakerState {
    /** The member is called. */
    CLOSED,
    /** The member has failed too often in a row; it is not called until the open time is over. */
    OPEN,
    /** One call, the probe, tests if the member works again; all others go to the next member. */
    HALF_OPEN
}
