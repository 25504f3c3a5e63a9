package io.forecastj;

import java.time.Instant;

/** Converts instants of the public methods into the milliseconds that the library uses inside. */
final class EpochMillis {
    private EpochMillis() {}

    static long of(Instant time) {
        try {
            return time.toEpochMilli();
        } catch (ArithmeticException e) {
            throw new InvalidSeriesException(
                    "the time " + time + " is more milliseconds from 1970-01-01T00:00Z than a long holds; expected one"
                            + " within 292 million years of it",
                    e);
        }
    }
}
