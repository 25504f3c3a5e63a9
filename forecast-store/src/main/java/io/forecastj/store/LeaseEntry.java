package io.forecastj.store;

import java.util.Objects;

/**
 * A lease in the head of a store. It stays there after its end, so that generations only increase.
 *
 * @param holder a random text of its holder, empty if it was given back
 * @param generation the number of times that it was taken
 * @param until when it ends, in milliseconds since 1970
 */
record LeaseEntry(String holder, long generation, long until) {
    LeaseEntry {
        Objects.requireNonNull(holder, "holder");
    }
}
