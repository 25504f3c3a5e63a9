package io.forecastj.lifecycle.retraining;

import io.forecastj.FitProgress;
import io.forecastj.store.StoreEvent;

/**
 * Receives what a {@link Retrainer} does.
 *
 * <p>Called on the threads of the retraining, by one at a time for one retraining. What a listener throws is logged and
 * changes nothing.
 */
@FunctionalInterface
public interface RetrainListener {
    /** A listener that ignores everything. */
    RetrainListener NONE = outcome -> {};

    /**
     * Receives the outcome of a look, whatever it is.
     *
     * @param outcome the outcome
     */
    void onOutcome(RetrainOutcome outcome);

    /**
     * Receives a step when it has been recorded in the store. Does nothing by default.
     *
     * @param event the event
     */
    default void onEvent(StoreEvent event) {}

    /**
     * Receives the progress of fits. Does nothing by default.
     *
     * @param progress the progress
     */
    default void onFit(FitProgress progress) {}
}
