package io.forecastj.lifecycle.retraining;

import java.util.ArrayList;
import java.util.List;

/**
 * The decision of a {@link RetrainPolicy}: whether it is time to retrain, and why.
 *
 * <p>Immutable and thread-safe.
 */
public final class RetrainDecision {
    private final boolean due;
    private final List<String> reasons;
    private final List<String> others;

    RetrainDecision(boolean due, List<String> reasons, List<String> others) {
        this.due = due;
        this.reasons = List.copyOf(reasons);
        this.others = List.copyOf(others);
    }

    /** {@return whether it is time to retrain} */
    public boolean due() {
        return due;
    }

    /**
     * Returns the reasons for the decision, each in words and with the numbers: the conditions that are met, or why it
     * is not time although some are, or those that are not met.
     *
     * @return the reasons, at least one, unmodifiable
     */
    public List<String> reasons() {
        return reasons;
    }

    /**
     * Returns what else was looked at: beside reasons to retrain the conditions that are not met, and beside a reason
     * to wait the conditions that are.
     *
     * @return the findings in words, unmodifiable
     */
    public List<String> others() {
        return others;
    }

    /** {@return the reasons and what else was looked at, in one list} */
    List<String> all() {
        List<String> all = new ArrayList<>(reasons);
        all.addAll(others);
        return all;
    }

    @Override
    public String toString() {
        return (due ? "retrain: " : "do not retrain: ")
                + String.join("; ", reasons)
                + (others.isEmpty() ? "" : " (also seen: " + String.join("; ", others) + ")");
    }
}
