package io.forecastj;

import java.util.Objects;

/**
 * A column that a predictor needs, and its role.
 *
 * <p>Immutable.
 *
 * @param name the column's name, or for {@link ColumnRole#STATIC} the attribute's
 * @param role what is known of it, and when
 */
public record Column(String name, ColumnRole role) {
    /**
     * Checks that neither is null.
     *
     * @param name the column's name
     * @param role what is known of it
     */
    public Column {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(role, "role");
    }
}
