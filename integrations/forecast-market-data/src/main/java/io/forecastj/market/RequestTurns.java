package io.forecastj.market;

/**
 * Turns of the requests to one provider: a least distance between two of them, and none before the end of a wait that
 * the provider has asked for, whichever call it answered. Thread-safe.
 *
 * <p>This is no rate limiter of Resilience4j, since that takes a turn for calls that cannot wait for it too, cannot be
 * held by an answer, and has a clock that can be given in an internal class only.
 */
final class RequestTurns {
    private final RequestTiming timing;
    private final long distance;
    private long next;

    RequestTurns(double requestsPerSecond, RequestTiming timing) {
        this.timing = timing;
        this.distance = (long) (1e9 / requestsPerSecond);
        this.next = timing.nanoTime();
    }

    /**
     * Takes the next turn, unless it is too late.
     *
     * @param most the time in nanoseconds that the call can wait
     * @return the nanoseconds until the turn; at least {@code most} if none was taken
     */
    synchronized long take(long most) {
        long now = timing.nanoTime();
        long wait = Math.max(0, next - now);
        if (wait < most) {
            next = now + wait + distance;
        }
        return wait;
    }

    /** Lets no turn begin before a time has passed, in nanoseconds. */
    synchronized void hold(long wait) {
        long end = timing.nanoTime() + wait;
        if (end - next > 0) {
            next = end;
        }
    }
}
