package io.forecastj.json;

import io.forecastj.ForecastStatus;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Pattern in a {@link ForecastDocument}, with its strength.
 *
 * <p>Immutable and thread-safe, equal by value.
 */
public final class DocumentPattern {
    private final String name;
    private final double strength;
    private final String recognizer;
    private final Instant time;
    private final ForecastStatus status;
    private final List<String> reasons;

    DocumentPattern(
            String name,
            double strength,
            String recognizer,
            Instant time,
            ForecastStatus status,
            List<String> reasons) {
        this.name = name;
        this.strength = strength;
        this.recognizer = recognizer;
        this.time = time;
        this.status = status;
        this.reasons = List.copyOf(reasons);
    }

    /** {@return the pattern's name} */
    public String name() {
        return name;
    }

    /** {@return the probability that the recognizer gives the pattern, from 0 to 1} */
    public double strength() {
        return strength;
    }

    /** {@return the name of the recognizer} */
    public String recognizer() {
        return recognizer;
    }

    /** {@return the time of the last row that was recognized} */
    public Instant time() {
        return time;
    }

    /** {@return the status of the recognition} */
    public ForecastStatus status() {
        return status;
    }

    /** {@return the reasons for a status other than {@link ForecastStatus#OK}; unmodifiable} */
    public List<String> reasons() {
        return reasons;
    }

    Map<String, @Nullable Object> toMap() {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        plain.put("name", name);
        plain.put("strength", strength);
        plain.put("recognizer", recognizer);
        plain.put("time", time.toString());
        plain.put("status", status.name());
        plain.put("reasons", reasons);
        return plain;
    }

    private List<Object> parts() {
        return List.of(name, strength, recognizer, time, status, reasons);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DocumentPattern that && parts().equals(that.parts());
    }

    @Override
    public int hashCode() {
        return parts().hashCode();
    }

    @Override
    public String toString() {
        return name + " " + strength;
    }
}
