package io.forecastj.store;

import io.forecastj.ModelLoadException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * All that a store knows of a model: an immutable document, of which the head names the present one.
 *
 * @param name the model's name
 * @param last the highest number of a version so far
 * @param versions the versions by increasing number
 * @param aliases the aliases by name
 * @param segments the keys of documents with older events, the oldest first
 * @param events the newest events, the oldest first
 */
record ModelRecord(
        String name,
        int last,
        List<VersionEntry> versions,
        SortedMap<String, AliasEntry> aliases,
        List<String> segments,
        List<EventEntry> events) {
    ModelRecord {
        Objects.requireNonNull(name, "name");
        if (last < 0 || last == Integer.MAX_VALUE) {
            throw new ModelLoadException("the record of '" + name + "' has the last version " + last
                    + "; expected a number from 0 to " + (Integer.MAX_VALUE - 1));
        }
        versions = List.copyOf(versions);
        segments = List.copyOf(segments);
        events = List.copyOf(events);
    }

    static ModelRecord empty(String name) {
        return new ModelRecord(name, 0, List.of(), new TreeMap<>(), List.of(), List.of());
    }

    @Nullable
    VersionEntry version(int number) {
        return versions.stream()
                .filter(one -> one.number() == number)
                .findFirst()
                .orElse(null);
    }

    List<Integer> numbers() {
        return versions.stream().map(VersionEntry::number).toList();
    }

    /** Returns the names of the aliases of a version. */
    List<String> aliasesOf(int number) {
        return aliases.entrySet().stream()
                .filter(one -> one.getValue().version() == number)
                .map(Map.Entry::getKey)
                .toList();
    }

    ModelRecord add(VersionEntry version) {
        List<VersionEntry> more = new ArrayList<>(versions);
        more.add(version);
        return new ModelRecord(name, version.number(), more, aliases, segments, events);
    }

    ModelRecord replace(VersionEntry changed) {
        List<VersionEntry> all = new ArrayList<>(versions);
        all.replaceAll(one -> one.number() == changed.number() ? changed : one);
        return new ModelRecord(name, last, all, aliases, segments, events);
    }

    ModelRecord remove(Set<Integer> numbers) {
        List<VersionEntry> left =
                versions.stream().filter(one -> !numbers.contains(one.number())).toList();
        SortedMap<String, AliasEntry> changed = new TreeMap<>(aliases);
        changed.replaceAll((alias, entry) -> entry.without(numbers));
        return new ModelRecord(name, last, left, changed, segments, events);
    }

    /** Returns the record with an alias, or without it if the entry is null. */
    ModelRecord alias(String alias, @Nullable AliasEntry entry) {
        SortedMap<String, AliasEntry> changed = new TreeMap<>(aliases);
        if (entry == null) {
            changed.remove(alias);
        } else {
            changed.put(alias, entry);
        }
        return new ModelRecord(name, last, versions, changed, segments, events);
    }

    ModelRecord promote(String alias, int number) {
        AliasEntry present = aliases.get(alias);
        return alias(alias, present == null ? new AliasEntry(number, List.of()) : present.promote(number));
    }

    ModelRecord event(StoreEvent event) {
        List<EventEntry> more = new ArrayList<>(events);
        more.add(EventEntry.of(event));
        return new ModelRecord(name, last, versions, aliases, segments, more);
    }

    /** The versions that aliases name, and those that they would be rolled back to. */
    Set<Integer> protectedVersions() {
        Set<Integer> numbers = new TreeSet<>();
        aliases.values().forEach(alias -> {
            numbers.add(alias.version());
            if (!alias.previous().isEmpty()) {
                numbers.add(alias.previous().get(alias.previous().size() - 1));
            }
        });
        return numbers;
    }

    /** Returns the record whose newest events were moved into a document. */
    ModelRecord segment(String key) {
        List<String> more = new ArrayList<>(segments);
        more.add(key);
        return new ModelRecord(name, last, versions, aliases, more, List.of());
    }
}
