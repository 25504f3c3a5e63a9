package io.forecastj.signal;

import com.fasterxml.jackson.annotation.JsonValue;
import io.forecastj.MessageText;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Description of a pattern recognizer: its patterns, columns, settings and origin.
 *
 * <p>Immutable and thread-safe, equal by value. Made by a {@linkplain #builder builder}.
 */
public final class PatternInfo {
    private final String name;
    private final String kind;
    private final List<String> patterns;
    private final List<String> columns;
    private final int requiredHistory;
    private final List<String> featureNames;
    private final String schemaHash;
    private final @Nullable Instant trainedFrom;
    private final @Nullable Instant trainedTo;
    private final Map<String, String> parameters;
    private final Map<String, String> libraries;

    private PatternInfo(Builder from) {
        this.name = from.name;
        this.kind = from.kind;
        this.patterns = distinct("pattern", from.patterns);
        this.columns = distinct("column", from.columns);
        this.requiredHistory = from.requiredHistory;
        this.featureNames = from.featureNames;
        this.schemaHash = from.schemaHash;
        this.trainedFrom = from.trainedFrom;
        this.trainedTo = from.trainedTo;
        this.parameters = Collections.unmodifiableMap(new LinkedHashMap<>(from.parameters));
        this.libraries = Collections.unmodifiableMap(new LinkedHashMap<>(from.libraries));
        if (requiredHistory < 1) {
            throw new IllegalArgumentException("requiredHistory must be at least 1, found " + requiredHistory);
        }
    }

    private static List<String> distinct(String what, List<String> names) {
        if (names.isEmpty()) {
            throw new IllegalArgumentException("a pattern recognizer needs at least one " + what);
        }
        if (new HashSet<>(names).size() < names.size()) {
            throw new IllegalArgumentException("a " + what + " is named twice in " + MessageText.list(names));
        }
        return names;
    }

    /** {@return the short name for reports} */
    public String name() {
        return name;
    }

    /** {@return the kind of model behind the recognizer, such as {@code "onnx"}} */
    public String kind() {
        return kind;
    }

    /** {@return the names of the patterns in the order of their probabilities; at least one, distinct; unmodifiable} */
    public List<String> patterns() {
        return patterns;
    }

    /** {@return the required columns of a series; at least one, all different; unmodifiable} */
    public List<String> columns() {
        return columns;
    }

    /** {@return the least number of rows of a history, at least 1} */
    public int requiredHistory() {
        return requiredHistory;
    }

    /** {@return the names of the model's inputs, in order; empty for models without features; unmodifiable} */
    public List<String> featureNames() {
        return featureNames;
    }

    /** {@return the hash of the feature pipeline; empty for models without features} */
    public String schemaHash() {
        return schemaHash;
    }

    /** {@return the time of the first training row, or null if it is unknown or nothing was trained} */
    public @Nullable Instant trainedFrom() {
        return trainedFrom;
    }

    /** {@return the time of the last training row, or null if it is unknown or nothing was trained} */
    public @Nullable Instant trainedTo() {
        return trainedTo;
    }

    /** {@return the settings and policies by name, in the order in which they were added; unmodifiable} */
    public Map<String, String> parameters() {
        return parameters;
    }

    /** {@return the versions of the libraries that trained or run the model, by name; unmodifiable} */
    public Map<String, String> libraries() {
        return libraries;
    }

    /**
     * Returns this description as plain values: maps, lists, texts, numbers and null, for JSON. Jackson 2 and 3 write
     * this map without further settings. The package page of the module {@code forecast-json}, which reads it,
     * describes the keys.
     *
     * @return a new map; changes of it do not reach the description
     */
    @JsonValue
    public Map<String, @Nullable Object> toMap() {
        return PlainSignals.of(this);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PatternInfo that && parts().equals(that.parts());
    }

    @Override
    public int hashCode() {
        return parts().hashCode();
    }

    private Map<String, @Nullable Object> parts() {
        Map<String, @Nullable Object> parts = new LinkedHashMap<>();
        parts.put("name", name);
        parts.put("kind", kind);
        parts.put("patterns", patterns);
        parts.put("columns", columns);
        parts.put("requiredHistory", requiredHistory);
        parts.put("featureNames", featureNames);
        parts.put("schemaHash", schemaHash);
        parts.put("trainedFrom", trainedFrom);
        parts.put("trainedTo", trainedTo);
        parts.put("parameters", parameters);
        parts.put("libraries", libraries);
        return parts;
    }

    @Override
    public String toString() {
        return "PatternInfo" + parts();
    }

    /**
     * Starts a description.
     *
     * @param kind the kind of model behind the recognizer; also its name unless another is set
     * @param patterns the names of the patterns, in the order of their probabilities
     * @return a builder
     */
    public static Builder builder(String kind, List<String> patterns) {
        return new Builder(kind, patterns);
    }

    /** Collects the parts of a description. Not thread-safe. */
    public static final class Builder {
        private final String kind;
        private final List<String> patterns;
        private String name;
        private List<String> columns = List.of();
        private int requiredHistory = 1;
        private List<String> featureNames = List.of();
        private String schemaHash = "";
        private @Nullable Instant trainedFrom;
        private @Nullable Instant trainedTo;
        private final Map<String, String> parameters = new LinkedHashMap<>();
        private final Map<String, String> libraries = new LinkedHashMap<>();

        private Builder(String kind, List<String> patterns) {
            this.kind = Objects.requireNonNull(kind, "kind");
            this.name = kind;
            this.patterns = List.copyOf(patterns);
        }

        /**
         * Sets the short name for reports.
         *
         * @param name the name
         * @return this builder
         */
        public Builder name(String name) {
            this.name = Objects.requireNonNull(name, "name");
            return this;
        }

        /**
         * Sets the required columns of a series.
         *
         * @param columns their names, at least one
         * @return this builder
         */
        public Builder columns(List<String> columns) {
            this.columns = List.copyOf(columns);
            return this;
        }

        /**
         * Sets the least number of rows of a history; 1 unless set.
         *
         * @param rows the number, at least 1
         * @return this builder
         */
        public Builder requiredHistory(int rows) {
            this.requiredHistory = rows;
            return this;
        }

        /**
         * Sets the model's inputs.
         *
         * @param names their names in order
         * @param hash the hash of the pipeline that makes them
         * @return this builder
         */
        public Builder features(List<String> names, String hash) {
            this.featureNames = List.copyOf(names);
            this.schemaHash = Objects.requireNonNull(hash, "hash");
            return this;
        }

        /**
         * Sets the training span.
         *
         * @param from the first row's time, or null
         * @param to the last row's time, or null
         * @return this builder
         */
        public Builder trained(@Nullable Instant from, @Nullable Instant to) {
            this.trainedFrom = from;
            this.trainedTo = to;
            return this;
        }

        /**
         * Adds a setting or policy.
         *
         * @param name its name
         * @param value its value, kept as text
         * @return this builder
         */
        public Builder parameter(String name, Object value) {
            parameters.put(name, value.toString());
            return this;
        }

        /**
         * Adds the version of a library.
         *
         * @param name the library
         * @param version its version
         * @return this builder
         */
        public Builder library(String name, String version) {
            libraries.put(name, version);
            return this;
        }

        /**
         * Makes the description.
         *
         * @return the description
         * @throws IllegalArgumentException if there is no pattern or no column, a name occurs twice among either of
         *     them, or the required history is below 1
         */
        public PatternInfo build() {
            return new PatternInfo(this);
        }
    }
}
