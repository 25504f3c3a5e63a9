package io.forecastj.signal;

import com.fasterxml.jackson.annotation.JsonValue;
import io.forecastj.ForecastStatus;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Probabilities that the rows up to a certain time end with each pattern that a recognizer knows.
 *
 * <p>Immutable and thread-safe. The probabilities are independent of each other and need not add up to 1: a series may
 * show several patterns at once, or none.
 */
public final class PatternRecognition {
    private final PatternInfo info;
    private final String seriesId;
    private final Instant time;
    private final double[] probabilities;
    private final ForecastStatus status;
    private final List<String> reasons;

    private PatternRecognition(
            PatternInfo info,
            String seriesId,
            Instant time,
            double[] probabilities,
            ForecastStatus status,
            List<String> reasons) {
        this.info = info;
        this.seriesId = seriesId;
        this.time = time;
        this.probabilities = probabilities;
        this.status = status;
        this.reasons = reasons;
    }

    /**
     * Makes a recognition. For implementers of recognizers.
     *
     * @param info the recognizer's description; defines the patterns and their order
     * @param seriesId the id of the series; empty if it has none
     * @param time the time of the last known row
     * @param probabilities one for each of {@code info.patterns()}, each from 0 to 1; copied
     * @param status the reliability of the recognition
     * @param reasons why the status is not {@link ForecastStatus#OK}, as readable sentences; empty if it is OK
     * @return the recognition
     * @throws IllegalArgumentException if there are more or fewer probabilities than patterns, one is NaN or outside 0
     *     to 1, the status is OK with reasons, or it is not OK without any
     */
    public static PatternRecognition of(
            PatternInfo info,
            String seriesId,
            Instant time,
            double[] probabilities,
            ForecastStatus status,
            List<String> reasons) {
        List<String> patterns = info.patterns();
        if (probabilities.length != patterns.size()) {
            throw new IllegalArgumentException("expected a probability for each of " + patterns + ", found "
                    + probabilities.length + " from '" + info.name() + "'");
        }
        for (int i = 0; i < probabilities.length; i++) {
            if (!(probabilities[i] >= 0 && probabilities[i] <= 1)) {
                throw new IllegalArgumentException("the probability of '" + patterns.get(i) + "' from '" + info.name()
                        + "' must be from 0 to 1, found " + probabilities[i]);
            }
        }
        if ((status == ForecastStatus.OK) != reasons.isEmpty()) {
            throw new IllegalArgumentException("a status other than OK needs a reason, and OK has none; found " + status
                    + " with the reasons " + reasons);
        }
        return new PatternRecognition(
                info,
                Objects.requireNonNull(seriesId, "seriesId"),
                Objects.requireNonNull(time, "time"),
                probabilities.clone(),
                status,
                List.copyOf(reasons));
    }

    /**
     * Returns the id of the series.
     *
     * @return the id; empty if the series had none
     */
    public String seriesId() {
        return seriesId;
    }

    /**
     * Returns the time of the last known row.
     *
     * @return the time
     */
    public Instant time() {
        return time;
    }

    /**
     * Returns the names of the patterns.
     *
     * @return the names in the recognizer's order; unmodifiable
     */
    public List<String> patterns() {
        return info.patterns();
    }

    /**
     * Returns the probabilities of all patterns.
     *
     * @return a new array, one value from 0 to 1 for each of {@link #patterns()}
     */
    public double[] probabilities() {
        return probabilities.clone();
    }

    /**
     * Returns the probability that the rows end with a pattern.
     *
     * @param pattern the pattern's name
     * @return its probability, from 0 to 1
     * @throws IllegalArgumentException if there is no such pattern; the message lists the existing ones
     */
    public double probability(String pattern) {
        int at = info.patterns().indexOf(pattern);
        if (at < 0) {
            throw new IllegalArgumentException(
                    "'" + info.name() + "' knows no pattern '" + pattern + "'; it knows " + info.patterns());
        }
        return probabilities[at];
    }

    /**
     * Returns the most probable pattern. It may still be improbable: see its {@link #probability}.
     *
     * @return its name; of equally probable patterns the first in the recognizer's order
     */
    public String strongest() {
        int best = 0;
        for (int i = 1; i < probabilities.length; i++) {
            if (probabilities[i] > probabilities[best]) {
                best = i;
            }
        }
        return info.patterns().get(best);
    }

    /**
     * Returns the reliability of this recognition.
     *
     * @return the status
     */
    public ForecastStatus status() {
        return status;
    }

    /**
     * Returns the reasons for a status other than {@link ForecastStatus#OK}.
     *
     * @return readable sentences; empty if the status is OK
     */
    public List<String> reasons() {
        return reasons;
    }

    /**
     * Returns the description of the recognizer that made this recognition.
     *
     * @return the description
     */
    public PatternInfo info() {
        return info;
    }

    /**
     * Returns this recognition as plain values: maps, lists, texts, numbers and null, for JSON. Jackson 2 and 3 write
     * this map without further settings. The package page of the module {@code forecast-json}, which reads it,
     * describes the keys.
     *
     * @return a new map; changes of it do not reach the recognition
     */
    @JsonValue
    public Map<String, @Nullable Object> toMap() {
        return PlainSignals.of(this);
    }

    /**
     * Compares by value; probabilities bit for bit.
     *
     * @param other the other object
     * @return true if it is an equal recognition
     */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || other instanceof PatternRecognition that
                        && seriesId.equals(that.seriesId)
                        && time.equals(that.time)
                        && Arrays.equals(probabilities, that.probabilities)
                        && status == that.status
                        && reasons.equals(that.reasons)
                        && info.equals(that.info);
    }

    @Override
    public int hashCode() {
        return Objects.hash(seriesId, time, Arrays.hashCode(probabilities), status);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("patterns")
                .append(seriesId.isEmpty() ? "" : " of '" + seriesId + "'")
                .append(" by ")
                .append(info.name())
                .append(" at ")
                .append(time)
                .append(':');
        for (int i = 0; i < probabilities.length; i++) {
            text.append(i == 0 ? " " : ", ")
                    .append(info.patterns().get(i))
                    .append(' ')
                    .append(probabilities[i]);
        }
        return status == ForecastStatus.OK
                ? text.toString()
                : text.append(" (")
                        .append(status)
                        .append(": ")
                        .append(String.join("; ", reasons))
                        .append(')')
                        .toString();
    }
}
