package io.forecastj.signal;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A decision to buy, hold or sell, with a confidence and a readable reason.
 *
 * <p>Immutable and thread-safe, equal by value. Made by a {@link SignalRule}.
 *
 * <p>The confidence is a lower bound, by the forecast, of the probability that the action is right:
 *
 * <ul>
 *   <li>for {@link Action#BUY} that the price rises, and for {@link Action#SELL} that it falls, by more than the costs
 *       of a round trip (one trade in and one out);
 *   <li>for {@link Action#HOLD} that it rises or falls by no more than these costs.
 * </ul>
 *
 * <p>For a forecast of classes it is the probability of the action's class. It is 0 if the forecast has neither
 * quantiles nor classes, or if the break-even price is beyond its outermost quantile. It is only as reliable as the
 * calibration of the forecast's quantiles or probabilities. A rule may refuse a trade for other reasons (too small a
 * return, a degraded forecast), so the confidence of a HOLD may be small.
 */
public final class Signal {
    private final Action action;
    private final double confidence;
    private final String reason;
    private final String seriesId;
    private final Instant time;
    private final double expectedReturn;

    /**
     * An action on a series' asset.
     *
     * <p>Immutable and thread-safe.
     */
    public enum Action {
        /** Buy, or stay invested. */
        BUY,
        /** Do nothing: no trade is expected to pay. */
        HOLD,
        /** Sell: leave a long position, or take a short one. */
        SELL
    }

    Signal(Action action, double confidence, String reason, String seriesId, Instant time, double expectedReturn) {
        if (!(confidence >= 0 && confidence <= 1)) {
            throw new IllegalArgumentException("a confidence must be from 0 to 1, found " + confidence);
        }
        this.action = action;
        this.confidence = confidence;
        this.reason = reason;
        this.seriesId = seriesId;
        this.time = time;
        this.expectedReturn = expectedReturn;
    }

    /**
     * Returns a signal that was made elsewhere. For readers of documents; a {@link SignalRule} decides.
     *
     * @param action the action to take
     * @param confidence the confidence in the action, from 0 to 1
     * @param reason the reason
     * @param seriesId the id of the series; empty if it has none
     * @param time the time of the last known row
     * @param expectedReturn the expected return after costs as a fraction, or NaN
     * @return the signal
     * @throws IllegalArgumentException if the confidence is not from 0 to 1
     */
    public static Signal of(
            Action action, double confidence, String reason, String seriesId, Instant time, double expectedReturn) {
        return new Signal(action, confidence, reason, seriesId, time, expectedReturn);
    }

    /** {@return the action to take} */
    public Action action() {
        return action;
    }

    /** {@return the confidence in the action, from 0 to 1; defined in the class comment} */
    public double confidence() {
        return confidence;
    }

    /** {@return the reason, a sentence with the numbers that decided} */
    public String reason() {
        return reason;
    }

    /** {@return the id of the series that was forecast; empty if it has none} */
    public String seriesId() {
        return seriesId;
    }

    /** {@return the time of the last known row} */
    public Instant time() {
        return time;
    }

    /**
     * Returns the expected return, after costs, of a trade in the forecast's direction.
     *
     * @return the return as a fraction: 0.01 is one percent. Also given for a HOLD, where it is mostly negative; NaN if
     *     the forecast has no return
     */
    public double expectedReturn() {
        return expectedReturn;
    }

    /**
     * Returns this signal as plain values: maps, texts, numbers and null, for JSON. Jackson 2 and 3 write this map
     * without further settings. The package page of the module {@code forecast-json}, which reads it, describes the
     * keys.
     *
     * @return a new map; changes of it do not reach the signal
     */
    @JsonValue
    public Map<String, @Nullable Object> toMap() {
        return PlainSignals.of(this);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Signal that
                && action == that.action
                && Double.compare(confidence, that.confidence) == 0
                && reason.equals(that.reason)
                && seriesId.equals(that.seriesId)
                && time.equals(that.time)
                && Double.compare(expectedReturn, that.expectedReturn) == 0;
    }

    @Override
    public int hashCode() {
        return Objects.hash(action, confidence, reason, seriesId, time, expectedReturn);
    }

    @Override
    public String toString() {
        return "Signal[action=" + action + ", confidence=" + confidence + ", reason=" + reason + ", seriesId="
                + seriesId + ", time=" + time + ", expectedReturn=" + expectedReturn + "]";
    }
}
