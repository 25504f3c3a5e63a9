package io.forecastj;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Description of a predictor: its kind, horizon, columns, settings and origin.
 *
 * <p>Immutable and thread-safe, equal by value. Made by a {@linkplain #builder builder}, which derives the targets from
 * the columns.
 */
public final class PredictorInfo {
    /** The largest horizon, in steps. */
    public static final int MAX_HORIZON = 1_000_000;

    private final String name;
    private final String kind;
    private final int horizon;
    private final List<Integer> steps;
    private final int requiredHistory;
    private final int sufficientHistory;
    private final List<Column> columns;
    private final List<String> featureNames;
    private final String schemaHash;
    private final @Nullable Instant trainedFrom;
    private final @Nullable Instant trainedTo;
    private final @Nullable Sampling sampling;
    private final Map<String, String> parameters;
    private final long seed;
    private final Map<String, String> libraries;
    private final List<String> targets;

    private PredictorInfo(Builder from) {
        this.name = from.name;
        this.kind = from.kind;
        this.horizon = from.horizon;
        this.steps = from.steps;
        this.requiredHistory = RangeChecks.atLeast(1, "requiredHistory", from.requiredHistory);
        this.sufficientHistory = RangeChecks.atLeast(0, "sufficientHistory", from.sufficientHistory);
        this.columns = List.copyOf(from.columns);
        this.featureNames = from.featureNames;
        this.schemaHash = from.schemaHash;
        this.trainedFrom = from.trainedFrom;
        this.trainedTo = from.trainedTo;
        this.sampling = from.sampling;
        this.parameters = Collections.unmodifiableMap(new LinkedHashMap<>(from.parameters));
        this.seed = from.seed;
        this.libraries = Collections.unmodifiableMap(new LinkedHashMap<>(from.libraries));
        this.targets = columns(ColumnRole.TARGET);
        if (sufficientHistory > 0 && sufficientHistory < requiredHistory) {
            throw new IllegalArgumentException("sufficientHistory must be 0 or at least the required history of "
                    + requiredHistory + " rows, found " + sufficientHistory);
        }
        InfoChecks.requireSteps(this);
        InfoChecks.requireColumns(this);
    }

    /** {@return the short name for reports} */
    public String name() {
        return name;
    }

    /** {@return the kind, such as {@code "lightgbm"}, which selects the format that reads a saved predictor} */
    public String kind() {
        return kind;
    }

    /** {@return the number of the last forecast step, at least 1} */
    public int horizon() {
        return horizon;
    }

    /**
     * Returns the forecast steps.
     *
     * @return the steps, increasing, the last one the horizon; all from 1 on unless only chosen ones are forecast;
     *     unmodifiable
     */
    public List<Integer> steps() {
        return steps;
    }

    /**
     * Returns the target columns: those with the role {@link ColumnRole#TARGET}.
     *
     * @return the names in order, at least one, unmodifiable
     */
    public List<String> targets() {
        return targets;
    }

    /** {@return the least number of rows of a history, at least 1} */
    public int requiredHistory() {
        return requiredHistory;
    }

    /**
     * Returns the number of last rows of a history that give the same points as all of its rows, up to about a
     * millionth of their size: exponential averages never forget a row altogether. There is such a number for
     * predictors whose features look back over a limited number of rows. There is none for features of all rows, such
     * as an expanding mean, and for ensembles that keep adapting, whose weights depend on every row after {@link
     * #trainedTo()}. Intervals that adapt, and those of the naive forecasts, depend on every row in any case.
     *
     * @return the number, at least {@link #requiredHistory()}; empty if every row may count
     */
    public OptionalInt sufficientHistory() {
        return sufficientHistory == 0 ? OptionalInt.empty() : OptionalInt.of(sufficientHistory);
    }

    /** {@return the required columns with their roles; unmodifiable} */
    public List<Column> columns() {
        return columns;
    }

    /** {@return the names of the model's inputs, in order; empty for models without features; unmodifiable} */
    public List<String> featureNames() {
        return featureNames;
    }

    /** {@return the hash of the features, with those of the forecast step's time; empty for models without features} */
    public String schemaHash() {
        return schemaHash;
    }

    /** {@return the time of the first training row, or null if nothing was trained} */
    public @Nullable Instant trainedFrom() {
        return trainedFrom;
    }

    /** {@return the time of the last training row, or null if nothing was trained} */
    public @Nullable Instant trainedTo() {
        return trainedTo;
    }

    /**
     * Returns the spacing of the training series. Series without a declared sampling are forecast with it, so the times
     * of a forecast do not depend on the number of rows of a history. If it is null, each history shows its own.
     *
     * @return the sampling, or null if the training series differ, show none, or are not known
     */
    public @Nullable Sampling sampling() {
        return sampling;
    }

    /** {@return the settings and policies by name, in the order in which they were added; unmodifiable} */
    public Map<String, String> parameters() {
        return parameters;
    }

    /** {@return the seed of all random numbers, or 0} */
    public long seed() {
        return seed;
    }

    /** {@return the versions of this library and of those that trained the model, by name; unmodifiable} */
    public Map<String, String> libraries() {
        return libraries;
    }

    /**
     * Returns the names of the columns with a role.
     *
     * @param role the role
     * @return the names in order
     */
    public List<String> columns(ColumnRole role) {
        List<String> names = new ArrayList<>();
        for (Column column : columns) {
            if (column.role() == role) {
                names.add(column.name());
            }
        }
        return List.copyOf(names);
    }

    /**
     * Returns the columns of a row, as {@link SeriesState#update} takes it: all except the static ones. For
     * implementers of predictors.
     *
     * @return the names in order
     */
    public List<String> rowColumns() {
        List<String> names = new ArrayList<>();
        for (Column column : columns) {
            if (column.role() != ColumnRole.STATIC) {
                names.add(column.name());
            }
        }
        return List.copyOf(names);
    }

    /**
     * Validates a history as the predictor's {@code predict} and {@code openSession} do. For implementers of
     * predictors.
     *
     * @param history the rows known so far
     * @throws InvalidSeriesException if a column or an attribute is missing; the message names it
     * @throws InsufficientHistoryException if there are fewer rows than required
     */
    public void requireHistory(TimeSeries history) {
        InfoChecks.requireHistory(this, history);
    }

    /**
     * Returns this description as plain values: maps, lists, texts, numbers, booleans and null, for JSON. Jackson 2 and
     * 3 write this map without further settings. Times are ISO texts. The package page of the module {@code
     * forecast-json}, which reads it, describes the keys.
     *
     * @return a new map; changes of it do not reach the description
     */
    @JsonValue
    public Map<String, @Nullable Object> toMap() {
        return PlainValues.of(this);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PredictorInfo that && parts().equals(that.parts());
    }

    @Override
    public int hashCode() {
        return parts().hashCode();
    }

    /** All parts by name; the targets are derived from the columns. */
    private Map<String, @Nullable Object> parts() {
        Map<String, @Nullable Object> parts = new LinkedHashMap<>();
        parts.put("name", name);
        parts.put("kind", kind);
        parts.put("horizon", horizon);
        parts.put("steps", steps);
        parts.put("requiredHistory", requiredHistory);
        parts.put("sufficientHistory", sufficientHistory);
        parts.put("columns", columns);
        parts.put("featureNames", featureNames);
        parts.put("schemaHash", schemaHash);
        parts.put("trainedFrom", trainedFrom);
        parts.put("trainedTo", trainedTo);
        parts.put("sampling", sampling);
        parts.put("parameters", parameters);
        parts.put("seed", seed);
        parts.put("libraries", libraries);
        return parts;
    }

    @Override
    public String toString() {
        return "PredictorInfo" + parts();
    }

    /**
     * Starts a description.
     *
     * @param kind the kind, which selects the format that reads a saved predictor; also the name unless another is set
     * @param horizon the number of the last forecast step, 1 to {@value #MAX_HORIZON}
     * @return a builder
     * @throws IllegalArgumentException if the horizon is out of this range
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
        private int sufficientHistory;
        private final List<Column> columns = new ArrayList<>();
        private List<String> featureNames = List.of();
        private String schemaHash = "";
        private @Nullable Instant trainedFrom;
        private @Nullable Instant trainedTo;
        private @Nullable Sampling sampling;
        private final Map<String, String> parameters = new LinkedHashMap<>();
        private long seed;
        private final Map<String, String> libraries = new LinkedHashMap<>();

        private Builder(String kind, int horizon) {
            this.kind = Objects.requireNonNull(kind, "kind");
            this.name = kind;
            this.horizon = RangeChecks.horizon(horizon);
            this.steps = upTo(horizon);
            this.libraries.put("forecastj", Version.CURRENT);
        }

        private static List<Integer> upTo(int horizon) {
            List<Integer> steps = new ArrayList<>(horizon);
            for (int step = 1; step <= horizon; step++) {
                steps.add(step);
            }
            return List.copyOf(steps);
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
         * Sets the forecast steps; all up to the horizon unless set. Forecasts hold NaN at the others.
         *
         * @param steps the steps, increasing, the last one the horizon
         * @return this builder
         */
        public Builder steps(List<Integer> steps) {
            this.steps = List.copyOf(steps);
            return this;
        }

        /**
         * Adds a column; those with the role {@link ColumnRole#TARGET} are the targets, in the order added.
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
         * Sets the number of last rows that give the same points as all rows; unknown unless set.
         *
         * @param rows the number, at least that of the required history, or 0 if every row may count
         * @return this builder
         */
        public Builder sufficientHistory(int rows) {
            this.sufficientHistory = rows;
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
         * Sets the training span to that from the first to the last row of the series, and the sampling if the series
         * show the same one. If rows are absent, adds a parameter {@code "absent rows"} with their number.
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
            SamplingInference.common(series).ifPresent(this::sampling);
            long absent = series.stream()
                    .flatMap(one -> one.gaps().stream())
                    .mapToLong(Gap::rows)
                    .sum();
            if (absent > 0) {
                parameter("absent rows", absent);
            }
            return this;
        }

        /**
         * Sets the spacing of the training series.
         *
         * @param sampling the sampling, or null if it is not known
         * @return this builder
         */
        public Builder sampling(@Nullable Sampling sampling) {
            this.sampling = sampling;
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
         * Sets the seed of all random numbers.
         *
         * @param seed the seed
         * @return this builder
         */
        public Builder seed(long seed) {
            this.seed = seed;
            return this;
        }

        /**
         * Adds the version of a library; that of this library is present from the start.
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
         * Replaces the versions of all libraries, including that of this library. For implementers of formats, which
         * read them back.
         *
         * @param versions the versions by name
         * @return this builder
         */
        public Builder libraries(Map<String, String> versions) {
            libraries.clear();
            libraries.putAll(versions);
            return this;
        }

        /**
         * Makes the description.
         *
         * @return the description
         * @throws IllegalArgumentException if there is no target column, a column or an attribute is listed twice, the
         *     horizon or the required history is below 1, or the steps do not increase up to the horizon
         */
        public PredictorInfo build() {
            return new PredictorInfo(this);
        }
    }
}
