package io.forecastj.models.fallback;

/**
 * Whether a member is called.
 *
 * <p>CLOSED becomes OPEN when as many calls in a row have failed as the threshold says. OPEN becomes HALF_OPEN with the
 * first call after the time to stay open, which is the probe. HALF_OPEN becomes CLOSED if the probe answers, and OPEN
 * again, for the whole time, if it fails; if the probe ends without telling either (the series was at fault, or no thread
 * was free), it becomes OPEN and the next call is a probe at once. Results of calls that began before the breaker opened
 * and end before it closes change nothing. Nothing happens without a call: an OPEN breaker whose time is over stays OPEN until there is one.
 */
public enum BreakerState {
    /** The member is called. */
    CLOSED,
    /** The member has failed too often in a row; it is not called for a while. */
    OPEN,
    /** One call is on its way to find out whether the member is well again; all others go to the next member. */
    HALF_OPEN
}
