package io.forecastj.store;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The versions that a {@link Retention} would remove: the result of a dry run.
 *
 * <p>Immutable and thread-safe. {@link StoredModel#remove} carries it out. Versions that an alias names by then are
 * kept.
 */
public final class RetentionPlan {
    private final String model;
    private final List<Integer> removed;
    private final List<Integer> kept;
    private final long bytes;

    RetentionPlan(String model, List<Integer> removed, List<Integer> kept, long bytes) {
        this.model = model;
        this.removed = List.copyOf(removed);
        this.kept = List.copyOf(kept);
        this.bytes = bytes;
    }

    /** {@return the model's name} */
    public String model() {
        return model;
    }

    /** {@return the numbers of the versions to remove, increasing, unmodifiable} */
    public List<Integer> removed() {
        return removed;
    }

    /** {@return the numbers of the versions to keep, increasing, unmodifiable} */
    public List<Integer> kept() {
        return kept;
    }

    /** {@return the bytes of files that no other version of any model uses} */
    public long bytes() {
        return bytes;
    }

    @Override
    public String toString() {
        return removed.isEmpty()
                ? "removes no version of " + model
                : "removes versions " + text(removed) + " of " + model + " and " + bytes + " bytes, keeps "
                        + text(kept);
    }

    private static String text(List<Integer> numbers) {
        return numbers.isEmpty()
                ? "none"
                : numbers.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
