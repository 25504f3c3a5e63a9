package io.forecastj.lifecycle.retraining;

/** One condition of a {@link RetrainPolicy}. Immutable and thread-safe; depends on nothing but the state. */
@FunctionalInterface
interface RetrainRule {
    /** Looks at a state. */
    Finding look(RetrainState state);

    /**
     * Finding of a rule.
     *
     * @param met whether the condition is met, so that it is time to retrain
     * @param words the numbers that it saw and its limit
     */
    record Finding(boolean met, String words) {}
}
