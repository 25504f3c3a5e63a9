package io.forecastj.json;

import io.forecastj.ForecastStatus;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Forecast of one horizon in a {@link ForecastDocument}, with the values of the members behind it.
 *
 * <p>Immutable and thread-safe, equal by value.
 */
public final class DocumentHorizon {
    private final String name;
    private final String model;
    private final Instant origin;
    private final ForecastStatus status;
    private final List<String> reasons;
    private final DocumentStep step;
    private final List<DocumentMember> members;
    private final @Nullable DocumentSpread spread;

    DocumentHorizon(
            String name,
            String model,
            Instant origin,
            ForecastStatus status,
            List<String> reasons,
            DocumentStep step,
            List<DocumentMember> members,
            @Nullable DocumentSpread spread) {
        this.name = name;
        this.model = model;
        this.origin = origin;
        this.status = status;
        this.reasons = List.copyOf(reasons);
        this.step = step;
        this.members = List.copyOf(members);
        this.spread = spread;
    }

    /** {@return the name that the host gave the horizon, such as {@code "1 week"}} */
    public String name() {
        return name;
    }

    /** {@return the name of the model that forecast it} */
    public String model() {
        return model;
    }

    /** {@return the time of the last row that the forecast knew} */
    public Instant origin() {
        return origin;
    }

    /** {@return the status of that forecast} */
    public ForecastStatus status() {
        return status;
    }

    /** {@return the reasons for a status other than {@link ForecastStatus#OK}; unmodifiable} */
    public List<String> reasons() {
        return reasons;
    }

    /** {@return the forecast; its step counts from {@link #origin}} */
    public DocumentStep step() {
        return step;
    }

    /** {@return the members in the order in which they were given; empty if none were; unmodifiable} */
    public List<DocumentMember> members() {
        return members;
    }

    /** {@return the spread of the members; empty if fewer than two have a finite value} */
    public Optional<DocumentSpread> spread() {
        return Optional.ofNullable(spread);
    }

    Map<String, @Nullable Object> toMap() {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        plain.put("name", name);
        plain.put("model", model);
        plain.put("origin", origin.toString());
        plain.put("status", status.name());
        plain.put("reasons", reasons);
        step.writeTo(plain);
        plain.put("members", members.stream().map(DocumentMember::toMap).toList());
        plain.put("spread", spread == null ? null : spread.toMap());
        return plain;
    }

    private List<Object> parts() {
        return List.of(name, model, origin, status, reasons, step, members, spread());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DocumentHorizon that && parts().equals(that.parts());
    }

    @Override
    public int hashCode() {
        return parts().hashCode();
    }

    @Override
    public String toString() {
        return name + ", " + step;
    }
}
