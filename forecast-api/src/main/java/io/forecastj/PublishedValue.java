package io.forecastj;

import java.time.Instant;
import java.util.Objects;

/**
 * One value of a row as it was published at a time: the first figure, or a revision of it.
 *
 * <p>Immutable and thread-safe.
 *
 * @param published the time from which on the value was known
 * @param value the value, finite
 */
public record PublishedValue(Instant published, double value) {
    /**
     * Checks the value.
     *
     * @param published the time from which on the value was known
     * @param value the value
     * @throws IllegalArgumentException if the value is not finite
     */
    public PublishedValue {
        Objects.requireNonNull(published, "published");
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("a published value must be finite, found " + value);
        }
    }
}
