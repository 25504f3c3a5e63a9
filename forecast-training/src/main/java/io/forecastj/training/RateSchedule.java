package io.forecastj.training;

/** The learning rates of one training. For one thread. */
@FunctionalInterface
interface RateSchedule {
    /** Returns the rate of a step, numbered from 0 over the whole training. */
    double rate(long step);

    /** Receives the loss of an epoch after its last step. */
    default void epochEnded(double loss) {}
}
