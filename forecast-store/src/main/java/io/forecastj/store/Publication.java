package io.forecastj.store;

import io.forecastj.TimeSeries;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Things published with a model's version beside the predictor: metrics, training data, parent, attachments, tags,
 * and the aliases that name it from the start.
 *
 * <p>Immutable and thread-safe: each method returns a new publication.
 *
 * <pre>{@code
 * Publication publication = Publication.of(days)
 *         .metric("mean_absolute_error", 2.91)
 *         .tag("region", "north")
 *         .promoteTo("candidate");
 * }</pre>
 */
public final class Publication {
    private static final Publication NONE = new Publication(
            null, new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), Collections.emptySortedMap(), null, "");

    private final @Nullable TrainingData data;
    private final SortedMap<String, Double> metrics;
    private final SortedMap<String, byte[]> attachments;
    private final SortedMap<String, String> tags;
    private final SortedMap<String, String> aliases;
    private final @Nullable ModelVersion parent;
    private final String note;

    private Publication(
            @Nullable TrainingData data,
            SortedMap<String, Double> metrics,
            SortedMap<String, byte[]> attachments,
            SortedMap<String, String> tags,
            SortedMap<String, String> aliases,
            @Nullable ModelVersion parent,
            String note) {
        this.data = data;
        this.metrics = metrics;
        this.attachments = attachments;
        this.tags = tags;
        this.aliases = aliases;
        this.parent = parent;
        this.note = note;
    }

    /** {@return a publication of the predictor only} */
    public static Publication none() {
        return NONE;
    }

    /**
     * Returns a publication with the hash, span and size of the training data.
     *
     * @param series the training series, in the order of the fit
     * @return the publication
     */
    public static Publication of(List<TimeSeries> series) {
        return NONE.data(TrainingData.of(series));
    }

    /**
     * Returns a publication with the hash, span and size of the training data.
     *
     * @param series the training series
     * @return the publication
     */
    public static Publication of(TimeSeries series) {
        return of(List.of(series));
    }

    /**
     * Sets the training data.
     *
     * @param data the hash, span and size
     * @return the publication with it
     */
    public Publication data(TrainingData data) {
        Objects.requireNonNull(data, "data");
        return new Publication(data, metrics, attachments, tags, aliases, parent, note);
    }

    /**
     * Adds a metric by which versions can be compared.
     *
     * @param name its full name, such as {@code "mean_absolute_error"}: at most 200 characters, none of them a control
     *     character
     * @param value its value
     * @return the publication with it
     * @throws IllegalArgumentException if the value is NaN or infinite, or the name is empty or malformed
     */
    public Publication metric(String name, double value) {
        Names.requireText("metric", name);
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(
                    "expected a number for the metric '" + name + "', found " + value + "; leave it out");
        }
        return new Publication(data, with(metrics, name, value), attachments, tags, aliases, parent, note);
    }

    /**
     * Adds several metrics; see {@link #metric}.
     *
     * @param values the values by name
     * @return the publication with them
     * @throws IllegalArgumentException as {@link #metric} throws it
     */
    public Publication metrics(Map<String, Double> values) {
        Publication all = this;
        for (Map.Entry<String, Double> one : values.entrySet()) {
            all = all.metric(one.getKey(), one.getValue());
        }
        return all;
    }

    /**
     * Adds a file that is kept with the version, such as a report or a profile of the inputs. Its hash is part of the
     * manifest, so a signature covers it.
     *
     * @param name the file's name: at most 100 letters, digits, dots, underscores and hyphens, a letter or digit first
     * @param content its bytes, at most {@link Storage#MAX_BYTES}; copied
     * @return the publication with it
     * @throws IllegalArgumentException if the name is malformed
     */
    public Publication attach(String name, byte[] content) {
        Names.requireName("attachment", name);
        return new Publication(data, metrics, with(attachments, name, content.clone()), tags, aliases, parent, note);
    }

    /**
     * Adds a text file in UTF-8; see {@link #attach(String, byte[])}.
     *
     * @param name the file's name
     * @param content its text
     * @return the publication with it
     * @throws IllegalArgumentException if the name is malformed
     */
    public Publication attach(String name, String content) {
        return attach(name, content.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Adds a tag. Tags can be changed later by {@link StoredModel#tag}.
     *
     * @param name its name: at most 200 characters, none of them a control character
     * @param value its value, at most 10,000 characters
     * @return the publication with it
     * @throws IllegalArgumentException if the name or the value is malformed
     */
    public Publication tag(String name, String value) {
        Names.requireText("tag", name);
        Names.requireNote("value of the tag '" + name + "'", value);
        return new Publication(data, metrics, attachments, with(tags, name, value), aliases, parent, note);
    }

    /**
     * Sets the version that this one continues or replaces.
     *
     * @param parent the version
     * @return the publication with it
     */
    public Publication parent(ModelVersion parent) {
        Objects.requireNonNull(parent, "parent");
        return new Publication(data, metrics, attachments, tags, aliases, parent, note);
    }

    /**
     * Sets a note for people.
     *
     * @param text the note, at most 10,000 characters
     * @return the publication with it
     * @throws IllegalArgumentException if it is longer
     */
    public Publication note(String text) {
        Names.requireNote("note", text);
        return new Publication(data, metrics, attachments, tags, aliases, parent, text);
    }

    /**
     * Lets an alias name the version as soon as it is published, in the same step.
     *
     * @param alias the alias, such as {@code "candidate"}
     * @return the publication with it
     * @throws IllegalArgumentException if the alias is malformed
     */
    public Publication promoteTo(String alias) {
        Names.requireName("alias", alias);
        return new Publication(data, metrics, attachments, tags, with(aliases, alias, ""), parent, note);
    }

    /** {@return the names of the files attached so far, sorted and unmodifiable} */
    public Set<String> attachments() {
        return Collections.unmodifiableSet(attachments.keySet());
    }

    @Nullable
    TrainingData trainingData() {
        return data;
    }

    SortedMap<String, Double> allMetrics() {
        return metrics;
    }

    SortedMap<String, byte[]> allAttachments() {
        return attachments;
    }

    SortedMap<String, String> allTags() {
        return tags;
    }

    List<String> allAliases() {
        return List.copyOf(aliases.keySet());
    }

    @Nullable
    ModelVersion parentVersion() {
        return parent;
    }

    String noteText() {
        return note;
    }

    private static <V> SortedMap<String, V> with(SortedMap<String, V> map, String name, V value) {
        SortedMap<String, V> changed = new TreeMap<>(map);
        changed.put(name, value);
        return Collections.unmodifiableSortedMap(changed);
    }
}
