package io.forecastj.json;

import io.forecastj.Interval;
import io.forecastj.NullNotes;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Forecast of one step in a {@link ForecastDocument}.
 *
 * <p>Immutable and thread-safe, equal by value.
 */
public final class DocumentStep {
    private final int step;
    private final Instant time;
    private final Map<String, Double> values;
    private final double change;
    private final double confidence;
    private final @Nullable Interval interval;
    private final Map<String, Double> probabilities;

    DocumentStep(
            int step,
            Instant time,
            Map<String, Double> values,
            double change,
            double confidence,
            @Nullable Interval interval,
            Map<String, Double> probabilities) {
        this.step = step;
        this.time = time;
        this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        this.change = change;
        this.confidence = confidence;
        this.interval = interval;
        this.probabilities = Collections.unmodifiableMap(new LinkedHashMap<>(probabilities));
    }

    /** {@return the step, counted from 1} */
    public int step() {
        return step;
    }

    /** {@return the time that is forecast} */
    public Instant time() {
        return time;
    }

    /**
     * {@return the forecast values by target, such as open, high, low and close; NaN if there is none; unmodifiable}
     */
    public Map<String, Double> values() {
        return values;
    }

    /**
     * Returns the change from the current value to the forecast one.
     *
     * @return {@code value / current - 1} of the document's target, 0.01 for one percent; empty if it is not known, and
     *     {@link ForecastDocument#nulls()} says why
     */
    public OptionalDouble returnFromCurrent() {
        return optional(change);
    }

    /**
     * Returns the probability that the direction of the forecast is right.
     *
     * @return the probability as {@link ForecastDocument} defines it, from 0 to 1; empty if it is not known, and {@link
     *     ForecastDocument#nulls()} says why
     */
    public OptionalDouble confidence() {
        return optional(confidence);
    }

    /** {@return the interval of the document's target with its nominal coverage; empty if there is none} */
    public Optional<Interval> interval() {
        return Optional.ofNullable(interval);
    }

    /** {@return the probability of each class; empty unless classes are forecast; unmodifiable} */
    public Map<String, Double> probabilities() {
        return probabilities;
    }

    static OptionalDouble optional(double value) {
        return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /** Returns a number as JSON has it; the document has notes on its nulls already. */
    static @Nullable Double orNull(double value) {
        return new NullNotes().number(value, "");
    }

    static Map<String, @Nullable Double> orNull(Map<String, Double> values) {
        Map<String, @Nullable Double> plain = new LinkedHashMap<>();
        values.forEach((name, value) -> plain.put(name, orNull(value)));
        return plain;
    }

    void writeTo(Map<String, @Nullable Object> plain) {
        plain.put("step", step);
        plain.put("time", time.toString());
        plain.put("values", orNull(values));
        plain.put("return", orNull(change));
        plain.put("confidence", orNull(confidence));
        plain.put("interval", interval == null ? null : plain(interval));
        plain.put("probabilities", probabilities);
    }

    private static Map<String, @Nullable Object> plain(Interval interval) {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        plain.put("coverage", interval.level());
        plain.put("lower", orNull(interval.lower()));
        plain.put("upper", orNull(interval.upper()));
        return plain;
    }

    private List<Object> parts() {
        return List.of(step, time, values, change, confidence, interval(), probabilities);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DocumentStep that && parts().equals(that.parts());
    }

    @Override
    public int hashCode() {
        return parts().hashCode();
    }

    @Override
    public String toString() {
        return "step " + step + " at " + time + ": " + (probabilities.isEmpty() ? values : probabilities);
    }
}
