package io.forecastj.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a model: a version was published, promoted or removed, or what a caller recorded by {@link
 * StoredModel#record}.
 *
 * <p>Immutable and thread-safe, equal by value. The events of the store have the kinds {@value #PUBLISHED}, {@value
 * #PROMOTED}, {@value #ROLLED_BACK}, {@value #ALIAS_REMOVED} and {@value #REMOVED}, and are written in the same step as
 * the change.
 */
public final class StoreEvent {
    /** The kind of the publication of a version. */
    public static final String PUBLISHED = "published";
    /** The kind of a promotion: an alias names another version. */
    public static final String PROMOTED = "promoted";
    /** The kind of a return of an alias to the version that it named before. */
    public static final String ROLLED_BACK = "rolled-back";
    /** The kind of the removal of an alias. */
    public static final String ALIAS_REMOVED = "alias-removed";
    /** The kind of the removal of a version by retention. */
    public static final String REMOVED = "removed";

    private final Instant time;
    private final String kind;
    private final int version;
    private final String alias;
    private final List<String> reasons;
    private final Map<String, String> details;

    StoreEvent(
            Instant time, String kind, int version, String alias, List<String> reasons, Map<String, String> details) {
        this.time = time;
        this.kind = kind;
        this.version = version;
        this.alias = alias;
        this.reasons = List.copyOf(reasons);
        this.details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
    }

    /**
     * Creates an event to be recorded.
     *
     * @param time when it happened; kept in milliseconds
     * @param kind what happened, such as {@code "retraining-kept"}: letters, digits, dots, underscores and hyphens
     * @return the event, of no version and without reasons
     * @throws IllegalArgumentException if the kind is malformed
     */
    public static StoreEvent of(Instant time, String kind) {
        Names.requireName("kind of the event", kind);
        return new StoreEvent(Instant.ofEpochMilli(time.toEpochMilli()), kind, 0, "", List.of(), Map.of());
    }

    /**
     * Sets the version that the event is about.
     *
     * @param number the version's number, at least 1
     * @return the event with it
     * @throws IllegalArgumentException if {@code number < 1}
     */
    public StoreEvent version(int number) {
        if (number < 1) {
            throw new IllegalArgumentException("expected the number of a version, at least 1, found " + number);
        }
        return new StoreEvent(time, kind, number, alias, reasons, details);
    }

    /**
     * Adds a reason.
     *
     * @param reason the reason in words, at most 10,000 characters
     * @return the event with it
     * @throws IllegalArgumentException if it is longer
     */
    public StoreEvent reason(String reason) {
        Names.requireNote("reason", reason);
        List<String> more = new ArrayList<>(reasons);
        more.add(reason);
        return new StoreEvent(time, kind, version, alias, more, details);
    }

    /**
     * Adds a detail.
     *
     * @param name its name, at most 200 characters
     * @param value its value, kept as text of at most 10,000 characters
     * @return the event with it
     * @throws IllegalArgumentException if the name is malformed or the text longer
     */
    public StoreEvent detail(String name, Object value) {
        Names.requireText("detail", name);
        Map<String, String> more = new LinkedHashMap<>(details);
        more.put(name, Names.requireNote("detail '" + name + "'", value.toString()));
        return new StoreEvent(time, kind, version, alias, reasons, more);
    }

    /** {@return when it happened, in milliseconds} */
    public Instant time() {
        return time;
    }

    /** {@return what happened} */
    public String kind() {
        return kind;
    }

    /** {@return the number of the version that the event is about, or empty} */
    public OptionalInt version() {
        return version == 0 ? OptionalInt.empty() : OptionalInt.of(version);
    }

    /** {@return the alias that the event is about, or empty} */
    public Optional<String> alias() {
        return alias.isEmpty() ? Optional.empty() : Optional.of(alias);
    }

    /** {@return the reasons in words, unmodifiable} */
    public List<String> reasons() {
        return reasons;
    }

    /** {@return further details by name, in the order in which they were added, unmodifiable} */
    public Map<String, String> details() {
        return details;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StoreEvent that
                && time.equals(that.time)
                && kind.equals(that.kind)
                && version == that.version
                && alias.equals(that.alias)
                && reasons.equals(that.reasons)
                && details.equals(that.details);
    }

    @Override
    public int hashCode() {
        return Objects.hash(time, kind, version, alias, reasons, details);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder().append(time).append(' ').append(kind);
        if (version > 0) {
            text.append(", version ").append(version);
        }
        if (!alias.isEmpty()) {
            text.append(", ").append(alias);
        }
        details.forEach(
                (name, value) -> text.append(", ").append(name).append(' ').append(value));
        return reasons.isEmpty() ? text.toString() : text + ": " + String.join("; ", reasons);
    }
}
