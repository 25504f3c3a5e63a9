package io.forecastj;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a predictor is and where it comes from.
 *
 * <p>Immutable. Made by a {@linkplain #builder builder}; the constructor may gain components.
 *
 * @param name the short name that reports show
 * @param kind what reads it back when it is saved, such as {@code "lightgbm"}
 * @param horizon how many steps ahead it forecasts, at least 1
 * @param steps the steps that it forecasts, increasing, the last one the horizon; all from 1 on unless it forecasts
 *     chosen ones only
 * @param targets the columns that it forecasts
 * @param requiredHistory how many rows a history needs at least
 * @param columns the columns that it needs, with their roles
 * @param featureNames the names of the model's inputs, in order; empty for models without features
 * @param schemaHash the hash of the feature pipeline; empty for models without features
 * @param trainedFrom the first row's time of the training span, or null if nothing was trained
 * @param trainedTo the last row's time of the training span, or null if nothing was trained
 * @param parameters the settings and policies, by name
 * @param seed the seed of everything random, or 0
 * @param libraries the versions of this library and of those that trained the model, by name
 */
public record PredictorInfo(
        String name,
        String kind,
        int horizon,
        List<Integer> steps,
        List<String> targets,
        int requiredHistory,
        List<Column> columns,
        List<String> featureNames,
        String schemaHash,
        @Nullable Instant trainedFrom,
        @Nullable Instant trainedTo,
        Map<String, String> parameters,
        long seed,
        Map<String, String> libraries) {

    /**
     * Checks the ranges and copies the collections.
     *
     * @param name the short name that reports show
     * @param kind what reads it back when it is saved
     * @param horizon how many steps ahead it forecasts
     * @param steps the steps that it forecasts
     * @param targets the columns that it forecasts
     * @param requiredHistory how many rows a history needs at least
     * @param columns the columns that it needs
     * @param featureNames the names of the model's inputs
     * @param schemaHash the hash of the feature pipeline
     * @param trainedFrom the first row's time of the training span
     * @param trainedTo the last row's time of the training span
     * @param parameters the settings and policies
     * @param seed the seed of everything random
     * @param libraries the versions of this library and of those that trained the model
     */
    public PredictorInfo {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(schemaHash, "schemaHash");
        require(horizon >= 1, "horizon", horizon);
        require(requiredHistory >= 1, "requiredHistory", requiredHistory);
        steps = List.copyOf(steps);
        requireSteps(steps, horizon);
        targets = List.copyOf(targets);
        columns = List.copyOf(columns);
        featureNames = List.copyOf(featureNames);
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        libraries = Collections.unmodifiableMap(new LinkedHashMap<>(libraries));
        if (targets.isEmpty()) {
            throw new IllegalArgumentException("a predictor needs at least one target");
        }
    }

    private static void require(boolean holds, String name, int value) {
        if (!holds) {
            throw new IllegalArgumentException(name + " must be at least 1, found " + value);
        }
    }

    private static void requireSteps(List<Integer> steps, int horizon) {
        int before = 0;
        for (int step : steps) {
            if (step <= before) {
                throw new IllegalArgumentException("steps must increase from 1 or later, found " + steps);
            }
            before = step;
        }
        if (before != horizon) {
            throw new IllegalArgumentException("the last step must be the horizon " + horizon + ", found " + steps);
        }
    }

    /**
     * Returns the names of the columns of some role.
     *
     * @param role the role
     * @return the names in order
     */
    public List<String> columns(ColumnRole role) {
        return columns.stream()
                .filter(column -> column.role() == role)
                .map(Column::name)
                .toList();
    }

    /**
     * Returns the columns of a row, as {@link SeriesState#update} gets it: all but the static ones.
     *
     * @return the names in order
     */
    public List<String> rowColumns() {
        return columns.stream()
                .filter(column -> column.role() != ColumnRole.STATIC)
                .map(Column::name)
                .toList();
    }

    /**
     * Refuses a history that the predictor cannot forecast, as its {@code predict} and {@code openSession} do.
     *
     * @param history the rows known so far
     * @throws InvalidSeriesException if a column or an attribute is missing; the message names it
     * @throws InsufficientHistoryException if there are fewer rows than required
     */
    public void requireHistory(TimeSeries history) {
        for (Column column : columns) {
            if (column.role() == ColumnRole.STATIC) {
                if (!history.attributes().containsKey(column.name())) {
                    throw new InvalidSeriesException(history + " has no attribute '" + column.name() + "', which '"
                            + name + "' needs; its attributes are "
                            + history.attributes().keySet());
                }
            } else if (!history.hasColumn(column.name())) {
                throw new InvalidSeriesException(
                        history + " has no column '" + column.name() + "', which '" + name + "' needs");
            }
        }
        if (history.length() < requiredHistory) {
            throw new InsufficientHistoryException(
                    "'" + name + "' needs a history of at least " + requiredHistory + " rows, found " + history);
        }
    }

    /**
     * Starts a description.
     *
     * @param kind what reads the predictor back when it is saved; also its name unless another is set
     * @param horizon how many steps ahead it forecasts, at least 1
     * @return a builder
     */
    public static Builder builder(String kind, int horizon) {
        return new Builder(kind, horizon);
    }

    /** Collects the parts of a description. Not thread-safe. */
    public static final class Builder {
        private final String kind;
        private final int horizon;
        private List<Integer> steps;
        private String name;
        private int requiredHistory = 1;
        private final List<Column> columns = new ArrayList<>();
        private List<String> featureNames = List.of();
        private String schemaHash = "";
        private @Nullable Instant trainedFrom;
        private @Nullable Instant trainedTo;
        private final Map<String, String> parameters = new LinkedHashMap<>();
        private long seed;
        private final Map<String, String> libraries = new LinkedHashMap<>();

        private Builder(String kind, int horizon) {
            this.kind = kind;
            this.name = kind;
            this.horizon = horizon;
            this.steps = IntStream.rangeClosed(1, horizon).boxed().toList();
            this.libraries.put("forecastj", Version.CURRENT);
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
         * Sets which steps are forecast; all up to the horizon unless set. Forecasts hold NaN at the others.
         *
         * @param steps the steps, increasing, the last one the horizon
         * @return this builder
         */
        public Builder steps(List<Integer> steps) {
            this.steps = List.copyOf(steps);
            return this;
        }

        /**
         * Adds a column; the target columns, in the order added, are the targets.
         *
         * @param name its name
         * @param role its role
         * @return this builder
         */
        public Builder column(String name, ColumnRole role) {
            columns.add(new Column(name, role));
            return this;
        }

        /**
         * Sets how many rows a history needs.
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
            this.featureNames = names;
            this.schemaHash = hash;
            return this;
        }

        /**
         * Sets the training span to that from the first to the last row of the series.
         *
         * @param series the training series
         * @return this builder
         */
        public Builder trainedOn(List<TimeSeries> series) {
            for (TimeSeries one : series) {
                if (one.length() > 0) {
                    Instant from = one.time(0);
                    Instant to = one.time(one.length() - 1);
                    trainedFrom = trainedFrom == null || from.isBefore(trainedFrom) ? from : trainedFrom;
                    trainedTo = trainedTo == null || to.isAfter(trainedTo) ? to : trainedTo;
                }
            }
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
         * Sets the seed of everything random.
         *
         * @param seed the seed
         * @return this builder
         */
        public Builder seed(long seed) {
            this.seed = seed;
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
         * @throws IllegalArgumentException if there is no target column, the horizon or the required history is below
         *     1, or the steps do not increase up to the horizon
         */
        public PredictorInfo build() {
            List<String> targets = columns.stream()
                    .filter(column -> column.role() == ColumnRole.TARGET)
                    .map(Column::name)
                    .toList();
            return new PredictorInfo(
                    name,
                    kind,
                    horizon,
                    steps,
                    targets,
                    requiredHistory,
                    columns,
                    featureNames,
                    schemaHash,
                    trainedFrom,
                    trainedTo,
                    parameters,
                    seed,
                    libraries);
        }
    }
}
