package io.forecastj.signal;

import java.time.Instant;
import java.util.Objects;

/**
 * A decision to buy, hold or sell, with a confidence and a reason that a person can read.
 *
 * <p>Immutable. Made by a {@link SignalRule}; the constructor may gain components.
 *
 * <p>The confidence is a lower bound of the probability that the action proves right, as far as the forecast tells it:
 *
 * <ul>
 *   <li>for {@link Action#BUY} that the price rises, and for {@link Action#SELL} that it falls, by more than the costs of
 *       getting in and out again;
 *   <li>for {@link Action#HOLD} that it moves by no more than these costs either way.
 * </ul>
 *
 * For a forecast of classes it is the probability of the action's class. It is 0 where the forecast says nothing: one
 * without quantiles or classes, or of which the break-even price lies beyond its outermost quantile. It is as good as
 * the forecast's quantiles or probabilities are calibrated, no better. A trade is refused for reasons of its own (too
 * small a return, a degraded forecast), so the confidence of a HOLD may be small.
 *
 * @param action what to do
 * @param confidence the confidence in the action, from 0 to 1; see above
 * @param reason why, in a sentence with the numbers that decided
 * @param seriesId the id of the series that was forecast; empty if it has none
 * @param time the time of the last row that was known
 * @param expectedReturn the return after costs that a trade in the forecast's direction is expected to earn, as a
 *     fraction: 0.01 is one percent. Also for a HOLD, where it is mostly negative; NaN if the forecast tells no return
 */
public record Signal(
        Action action, double confidence, String reason, String seriesId, Instant time, double expectedReturn) {

    /** What to do with a series' asset. */
    public enum Action {
        /** Buy, or stay invested. */
        BUY,
        /** Do nothing: no trade is expected to pay. */
        HOLD,
        /** Sell: leave a long position, or take a short one. */
        SELL
    }

    /**
     * Checks the range.
     *
     * @param action what to do
     * @param confidence the confidence in the action
     * @param reason why
     * @param seriesId the id of the series
     * @param time the time of the last row that was known
     * @param expectedReturn the expected return after costs
     * @throws IllegalArgumentException if the confidence is not from 0 to 1
     */
    public Signal {
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(seriesId, "seriesId");
        Objects.requireNonNull(time, "time");
        if (!(confidence >= 0 && confidence <= 1)) {
            throw new IllegalArgumentException("a confidence must be from 0 to 1, found " + confidence);
        }
    }
}
