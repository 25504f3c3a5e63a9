package io.forecastj.streams;

import org.jspecify.annotations.Nullable;

/**
 * A store of an engine in which a {@link StreamTask} keeps its state. An engine that commits it together with the
 * answers and the place in its input gives each row one answer, whatever is killed.
 *
 * <p>A task calls it from its one thread, with keys of that task only.
 */
public interface StreamStates {
    /**
     * Returns the state of a series.
     *
     * @param key the key of the series
     * @return what was put last, which the task does not change; null if there is none
     */
    byte @Nullable [] get(String key);

    /**
     * Puts the state of a series in the place of the one before.
     *
     * @param key the key of the series
     * @param state the state, which may be kept without copying
     */
    void put(String key, byte[] state);

    /**
     * Removes the state of a series.
     *
     * @param key the key of the series
     */
    void remove(String key);

    /** {@return the state of the task beside its series that was put last; null if there is none} */
    byte @Nullable [] task();

    /**
     * Puts the state of the task beside its series in the place of the one before: the version that forecasts, and the
     * settings that were left to the version with which the state began.
     *
     * @param state the state, which may be kept without copying
     */
    void putTask(byte[] state);
}
