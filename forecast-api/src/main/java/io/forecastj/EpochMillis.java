package io.forecastj;

import java.time.Duration;
import java.time.Instant;

/**
 * Converts instants of the public methods into the milliseconds that the library uses inside, and computes with them.
 *
 * <p>Times are at most 2^61 milliseconds from 1970, some 73 million years, so that distances between them and sums of
 * two distances fit into a {@code long}.
 */
final class EpochMillis {
    static final long FARTHEST = 1L << 61;

    /** The longest step: the distance of the two farthest times. */
    static final Duration LONGEST = Duration.ofMillis(2 * FARTHEST);

    private EpochMillis() {}

    static long of(Instant time) {
        try {
            return require(time.toEpochMilli());
        } catch (ArithmeticException e) {
            throw new InvalidSeriesException(tooFar("the time " + time), e);
        }
    }

    /** Returns a time, or refuses one that is too far from 1970. */
    static long require(long epochMillis) {
        if (epochMillis < -FARTHEST || epochMillis > FARTHEST) {
            throw new InvalidSeriesException(tooFar("the time " + Instant.ofEpochMilli(epochMillis)));
        }
        return epochMillis;
    }

    /** Returns whether a duration cannot be the distance of two times. */
    static boolean isNoStep(Duration step) {
        return step.compareTo(Duration.ofMillis(1)) < 0 || step.compareTo(LONGEST) > 0;
    }

    /** Returns the time that lies some equal distances after another one, or refuses one that is too far from 1970. */
    static long after(long epochMillis, long count, long distance) {
        long high = Math.multiplyHigh(count, distance);
        long time = epochMillis + count * distance;
        if (high != 0 || time < epochMillis || time > FARTHEST) {
            throw new InvalidSeriesException(tooFar("a time " + count + " steps of " + distance + " milliseconds after "
                    + Instant.ofEpochMilli(epochMillis)));
        }
        return time;
    }

    private static String tooFar(String what) {
        return what + " is too far from 1970-01-01T00:00Z; expected one within 73 million years of it";
    }
}
