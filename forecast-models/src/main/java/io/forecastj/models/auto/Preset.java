package io.forecastj.models.auto;

/**
 * Effort of {@link Auto}: the number of candidate members, and of windows of training rows on which they compete.
 *
 * <p>Immutable and thread-safe.
 */
public enum Preset {
    /** Members that fit in milliseconds, and the last window. */
    FAST(1),
    /** All members that suit the data, with moderate settings, and the last two windows. The default. */
    BALANCED(2),
    /** All members with several settings, and the last three windows. */
    BEST(3);

    private final int windows;

    Preset(int windows) {
        this.windows = windows;
    }

    /** Returns the largest number of windows on which members compete. */
    int windows() {
        return windows;
    }
}
