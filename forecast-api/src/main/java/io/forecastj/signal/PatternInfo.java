package io.forecastj.signal;

import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a pattern recognizer is and where it comes from.
 *
 * <p>Immutable. Made by a {@linkplain #builder builder}; the constructor may gain components.
 *
 * @param name the short name that reports show
 * @param kind what reads it back when it is saved, such as {@code "onnx"}
 * @param patterns the names of the patterns, in the order of their probabilities; at least one, all different
 * @param columns the columns that a series must have, at least one
 * @param requiredHistory how many rows a history needs at least
 * @param featureNames the names of the model's inputs, in order; empty for models without features
 * @param schemaHash the hash of the feature pipeline; empty for models without features
 * @param trainedFrom the first row's time of the training span, or null if it is unknown or nothing was trained
 * @param trainedTo the last row's time of the training span, or null if it is unknown or nothing was trained
 * @param parameters the settings and policies, by name
 * @param libraries the versions of the libraries that trained the model, by name
 */
public record PatternInfo(
        String name,
        String kind,
        List<String> patterns,
        List<String> columns,
        int requiredHistory,
        List<String> featureNames,
        String schemaHash,
        @Nullable Instant trainedFrom,
        @Nullable Instant trainedTo,
        Map<String, String> parameters,
        Map<String, String> libraries) {

    /**
     * Checks the ranges and copies the collections.
     *
     * @param name the short name that reports show
     * @param kind what reads it back when it is saved
     * @param patterns the names of the patterns
     * @param columns the columns that a series must have
     * @param requiredHistory how many rows a history needs at least
     * @param featureNames the names of the model's inputs
     * @param schemaHash the hash of the feature pipeline
     * @param trainedFrom the first row's time of the training span
     * @param trainedTo the last row's time of the training span
     * @param parameters the settings and policies
     * @param libraries the versions of the libraries that trained the model
     * @throws IllegalArgumentException if there is no pattern or no column, one is named twice, or the required history
     *     is below 1
     */
    public PatternInfo {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(schemaHash, "schemaHash");
        patterns = distinct("pattern", patterns);
        columns = distinct("column", columns);
        if (requiredHistory < 1) {
            throw new IllegalArgumentException("requiredHistory must be at least 1, found " + requiredHistory);
        }
        featureNames = List.copyOf(featureNames);
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        libraries = Collections.unmodifiableMap(new LinkedHashMap<>(libraries));
    }

    private static List<String> distinct(String what, List<String> names) {
        List<String> copy = List.copyOf(names);
        if (copy.isEmpty()) {
            throw new IllegalArgumentException("a pattern recognizer needs at least one " + what);
        }
        if (new HashSet<>(copy).size() < copy.size()) {
            throw new IllegalArgumentException("a " + what + " is named twice in " + copy);
        }
        return copy;
    }

    /**
     * Starts a description.
     *
     * @param kind what reads the recognizer back when it is saved; also its name unless another is set
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
            this.kind = kind;
            this.name = kind;
            this.patterns = List.copyOf(patterns);
        }

        /**
         * Sets the short name that reports show.
         *
         * @param name the name
         * @return this builder
         */
        public Builder name(String name) {
            this.name = name;
            return this;
        }

        /**
         * Sets the columns that a series must have.
         *
         * @param columns their names, at least one
         * @return this builder
         */
        public Builder columns(List<String> columns) {
            this.columns = List.copyOf(columns);
            return this;
        }

        /**
         * Sets how many rows a history needs; 1 unless set.
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
            this.schemaHash = hash;
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
         * @throws IllegalArgumentException if there is no pattern or no column, one is named twice, or the required
         *     history is below 1
         */
        public PatternInfo build() {
            return new PatternInfo(
                    name,
                    kind,
                    patterns,
                    columns,
                    requiredHistory,
                    featureNames,
                    schemaHash,
                    trainedFrom,
                    trainedTo,
                    parameters,
                    libraries);
        }
    }
}
