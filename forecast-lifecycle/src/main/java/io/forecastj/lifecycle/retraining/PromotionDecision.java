package io.forecastj.lifecycle.retraining;

import java.util.List;

/**
 * The decision of a {@link PromotionRule}: whether the challenger takes the champion's place, and why.
 *
 * <p>Immutable and thread-safe.
 */
public final class PromotionDecision {
    private final boolean promotes;
    private final List<String> reasons;

    private PromotionDecision(boolean promotes, List<String> reasons) {
        this.promotes = promotes;
        this.reasons = reasons;
    }

    /**
     * Returns the decision for the challenger.
     *
     * @param reasons why, in words
     * @return the decision
     */
    public static PromotionDecision promote(String... reasons) {
        return new PromotionDecision(true, List.of(reasons));
    }

    /**
     * Returns the decision for the champion.
     *
     * @param reasons why, in words
     * @return the decision
     */
    public static PromotionDecision keep(String... reasons) {
        return new PromotionDecision(false, List.of(reasons));
    }

    /** {@return whether the challenger is promoted} */
    public boolean promotes() {
        return promotes;
    }

    /** {@return the reasons in words, unmodifiable} */
    public List<String> reasons() {
        return reasons;
    }

    @Override
    public String toString() {
        return (promotes ? "promote: " : "keep: ") + String.join("; ", reasons);
    }
}
