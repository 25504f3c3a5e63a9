package io.forecastj.models.auto;

/**
 * Effort of {@link Auto}: the number of candidate members, and of windows of training rows on which they compete.
 *
 * <p>Immutable and thread-safe.
 */
public enum Preset {
    /** Members that are fitted quickly, and the last window. */
    FAST(1),
    /** All members that suit the data, with moderate trees, and the last two windows. The default. */
    BALANCED(2),
    /**
     * All members that suit the data, those of windows also with another lookback, larger trees where there are many
     * rows, and the last three windows.
     */
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
