package io.forecastj.market;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that shows the time of a {@link RequestTiming} as if its origin were 1970. */
final class TimingClock extends Clock {
    private final RequestTiming timing;

    TimingClock(RequestTiming timing) {
        this.timing = timing;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }

    @Override
    public Instant instant() {
        return Instant.EPOCH.plusNanos(timing.nanoTime());
    }
}
