package io.forecastj.store;

import io.forecastj.PredictorInfo;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The description of one published version of a model: what it is, how good it was, and where it came from.
 *
 * <p>Immutable and thread-safe: the state when it was read. Aliases, tags and notes may have changed since; {@link
 * StoredModel#version} reads them again. {@link StoredModel#load(ModelVersion)} loads the predictor.
 */
public final class ModelVersion {
    private final VersionEntry entry;
    private final Manifest manifest;
    private final List<String> aliases;
    private final SignatureState signature;

    ModelVersion(VersionEntry entry, Manifest manifest, List<String> aliases, SignatureState signature) {
        this.entry = entry;
        this.manifest = manifest;
        this.aliases = List.copyOf(aliases);
        this.signature = signature;
    }

    /** {@return the model's name} */
    public String model() {
        return manifest.model();
    }

    /** {@return the number of the version, from 1 on in the order of publication} */
    public int number() {
        return entry.number();
    }

    /** {@return the SHA-256 hash of the manifest, which names this version in every store that has a copy} */
    public String id() {
        return ObjectSpace.hashOf(entry.manifest());
    }

    /** {@return when it was published, in milliseconds} */
    public Instant published() {
        return Instant.ofEpochMilli(manifest.published());
    }

    /** {@return the description of the predictor} */
    public PredictorInfo info() {
        return manifest.predictorInfo();
    }

    /** {@return the hash of the predictor's model, to which snapshots of its sessions are bound} */
    public String modelHash() {
        return manifest.modelHash();
    }

    /** {@return the metrics that were published with it, by name, unmodifiable} */
    public SortedMap<String, Double> metrics() {
        return Collections.unmodifiableSortedMap(new TreeMap<>(manifest.metrics()));
    }

    /**
     * Returns a metric.
     *
     * @param name its name
     * @return the value, or empty if it was not published
     */
    public OptionalDouble metric(String name) {
        Double value = manifest.metrics().get(name);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /** {@return the hash, span and size of the training data, or empty if they were not published} */
    public Optional<TrainingData> data() {
        return Optional.ofNullable(manifest.trainingData());
    }

    /** {@return Java, the operating system, the processor and the library where it was published, by name} */
    public Map<String, String> environment() {
        return Collections.unmodifiableMap(new TreeMap<>(manifest.environment()));
    }

    /** {@return the {@link #id} of the version that it continues or replaces, or empty} */
    public Optional<String> parent() {
        return Optional.ofNullable(manifest.parent());
    }

    /** {@return the sizes of the predictor's files in bytes, by name, unmodifiable} */
    public SortedMap<String, Long> files() {
        return sizes(manifest.files());
    }

    /** {@return the sizes of the attached files in bytes, by name, unmodifiable} */
    public SortedMap<String, Long> attachments() {
        return sizes(manifest.attachments());
    }

    private static SortedMap<String, Long> sizes(Map<String, FileEntry> files) {
        SortedMap<String, Long> sizes = new TreeMap<>();
        files.forEach((name, file) -> sizes.put(name, file.bytes()));
        return Collections.unmodifiableSortedMap(sizes);
    }

    /** {@return the tags by name, unmodifiable} */
    public SortedMap<String, String> tags() {
        return Collections.unmodifiableSortedMap(new TreeMap<>(entry.tags()));
    }

    /** {@return the notes in the order in which they were added, unmodifiable} */
    public List<String> notes() {
        return entry.notes();
    }

    /** {@return the aliases that name this version, sorted, unmodifiable} */
    public List<String> aliases() {
        return aliases;
    }

    /** {@return what is known of the signature} */
    public SignatureState signature() {
        return signature;
    }

    Manifest manifest() {
        return manifest;
    }

    VersionEntry entry() {
        return entry;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ModelVersion that
                && entry.equals(that.entry)
                && aliases.equals(that.aliases)
                && signature == that.signature;
    }

    @Override
    public int hashCode() {
        return entry.hashCode();
    }

    @Override
    public String toString() {
        return model() + " version " + number() + (aliases.isEmpty() ? "" : " " + aliases) + ", published "
                + published() + ", " + manifest.metrics();
    }
}
