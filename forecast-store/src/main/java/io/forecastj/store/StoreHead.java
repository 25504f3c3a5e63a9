package io.forecastj.store;

import io.forecastj.ModelLoadException;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The one object of a store that changes: it names the present record of each model. Every change of the store is one
 * conditional replace of it.
 *
 * @param generation the number of changes so far
 * @param epoch the number of clean-ups so far; objects that are written carry it in their keys
 * @param live the key of the document with the hashes of all files that the latest clean-up kept, or null before the
 *     first one
 * @param models the key of each model's record by the model's name
 * @param leases the leases by name
 */
record StoreHead(
        long generation,
        long epoch,
        @Nullable String live,
        SortedMap<String, String> models,
        SortedMap<String, LeaseEntry> leases) {
    /** More than any store gets to; a key has room for the digits. */
    private static final long MOST = 99_999_999_999_999_999L;

    StoreHead {
        if (generation < 0 || epoch < 0 || generation > MOST || epoch > MOST) {
            throw new ModelLoadException("the head of the store has the generation " + generation + " and the epoch "
                    + epoch + "; expected numbers from 0 to " + MOST);
        }
    }

    static StoreHead empty() {
        return new StoreHead(0, 0, null, new TreeMap<>(), new TreeMap<>());
    }

    StoreHead model(String name, String record) {
        SortedMap<String, String> changed = new TreeMap<>(models);
        changed.put(name, record);
        return new StoreHead(generation + 1, epoch, live, changed, leases);
    }

    StoreHead lease(String name, LeaseEntry lease) {
        SortedMap<String, LeaseEntry> changed = new TreeMap<>(leases);
        changed.put(name, lease);
        return new StoreHead(generation + 1, epoch, live, models, changed);
    }

    StoreHead nextEpoch(String kept) {
        return new StoreHead(generation + 1, epoch + 1, kept, models, leases);
    }
}
