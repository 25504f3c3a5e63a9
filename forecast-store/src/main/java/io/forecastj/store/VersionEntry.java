package io.forecastj.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A version in a model's record.
 *
 * @param number its number
 * @param manifest the key of its manifest
 * @param signature the signature of the manifest's bytes in Base64, or null
 * @param tags the tags
 * @param notes the notes
 */
record VersionEntry(
        int number, String manifest, @Nullable String signature, SortedMap<String, String> tags, List<String> notes) {
    VersionEntry {
        Objects.requireNonNull(manifest, "manifest");
        notes = List.copyOf(notes);
    }

    VersionEntry tag(String name, @Nullable String value) {
        SortedMap<String, String> changed = new TreeMap<>(tags);
        if (value == null) {
            changed.remove(name);
        } else {
            changed.put(name, value);
        }
        return new VersionEntry(number, manifest, signature, changed, notes);
    }

    VersionEntry note(String text) {
        List<String> more = new ArrayList<>(notes);
        more.add(text);
        return new VersionEntry(number, manifest, signature, tags, more);
    }
}
