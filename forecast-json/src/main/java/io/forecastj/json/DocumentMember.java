package io.forecastj.json;

import io.forecastj.ForecastStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Forecast of one member at a horizon of a {@link ForecastDocument}.
 *
 * <p>Immutable and thread-safe, equal by value.
 */
public final class DocumentMember {
    private final String name;
    private final double value;
    private final double change;
    private final ForecastStatus status;
    private final List<String> reasons;

    DocumentMember(String name, double value, double change, ForecastStatus status, List<String> reasons) {
        this.name = name;
        this.value = value;
        this.change = change;
        this.status = status;
        this.reasons = List.copyOf(reasons);
    }

    /** {@return the member's name} */
    public String name() {
        return name;
    }

    /** {@return the value in the target's unit; empty if the member has none, and the document's nulls say why} */
    public OptionalDouble value() {
        return DocumentStep.optional(value);
    }

    /** {@return the change from the current value, as {@link DocumentStep#returnFromCurrent()}} */
    public OptionalDouble returnFromCurrent() {
        return DocumentStep.optional(change);
    }

    /** {@return the status of the member's forecast} */
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
        plain.put("value", DocumentStep.orNull(value));
        plain.put("return", DocumentStep.orNull(change));
        plain.put("status", status.name());
        plain.put("reasons", reasons);
        return plain;
    }

    private List<Object> parts() {
        return List.of(name, value, change, status, reasons);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DocumentMember that && parts().equals(that.parts());
    }

    @Override
    public int hashCode() {
        return parts().hashCode();
    }

    @Override
    public String toString() {
        return name + " " + value;
    }
}
