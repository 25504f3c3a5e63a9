package io.forecastj.lifecycle.monitoring;

import io.forecastj.ModelIntegrityException;
import io.forecastj.ModelLoadException;
import io.forecastj.PredictorInfo;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * The distribution of each input column in the training series, with which live rows are compared.
 *
 * <p>Immutable and thread-safe, equal by value. Make one when a model is trained and keep it with the model:
 *
 * <pre>{@code
 * InputProfile profile = InputProfile.of(training, predictor.info());
 * publication = publication.attach(InputProfile.ATTACHMENT, profile.toJson());
 * }</pre>
 *
 * <p>A column has up to 60 bins of equal training counts, so that the deciles are edges. A value with the count of a
 * whole bin, such as the zeros of rain, has a bin to itself. The rows of all series are pooled, so live rows of other
 * series, or of the same ones in other proportions, are drift as well.
 *
 * <h2>Values or differences</h2>
 *
 * <p>The level of a trending series leaves its training span by nature, and a month of a series with a yearly season
 * differs from the year: that is no change of the process. So a column is watched by its values only if they are stable
 * enough inside the training span itself: if no tenth of the span has a population stability index (PSI) over
 * {@value #UNSTABLE} against the whole. (On prices, trading volumes, weather and CO2, a shift by two standard
 * deviations has a PSI of 2.5 to 4 against values of this kind, so it can be told from what is usual.) Otherwise the
 * differences over the usual season of the spacing are watched if no tenth has a PSI over {@value #STABLE}, else these
 * or those from row to row, whichever are more stable; or the values all the same if neither is. {@link
 * Builder#difference} sets it otherwise.
 *
 * <p>Each choice is blind to something. Differences from row to row show a change of volatility, but no shift of the
 * level, which is one unusual difference among many. Differences over a season show a shift until both rows lie after
 * it, so for one season. The season that is usual for a spacing is a short one: for daily rows with a yearly season,
 * {@code difference(column, 365)} showed a shift by two standard deviations in the weather of a month (PSI 3.2, usually
 * below 0.7), which the values hid (usually up to 2). Few live rows, and rows that depend on each other, have a large
 * PSI without any change; {@link #usualPsi} says how large it was in training.
 */
public final class InputProfile {
    /** The name under which a version in the store has its profile, as those that a retrainer publishes. */
    public static final String ATTACHMENT = "inputs.json";

    private static final double UNSTABLE = 1;

    /** The PSI from which on practice speaks of a large change: Siddiqi, Credit Risk Scorecards, Wiley 2006. */
    private static final double STABLE = 0.25;

    private record Document(int format, List<InputColumn> columns) {}

    private final List<InputColumn> columns;
    private final byte[] json;

    private InputProfile(List<InputColumn> columns) {
        this.columns = List.copyOf(columns);
        this.json = WatchingJson.write(new Document(WatchingJson.FORMAT, this.columns));
    }

    /**
     * Returns the profile of a model's columns: targets, past and known-future ones.
     *
     * @param series the training series
     * @param info the description of the model
     * @return the profile
     * @throws IllegalArgumentException if there is no series, or one lacks a column
     */
    public static InputProfile of(List<TimeSeries> series, PredictorInfo info) {
        return builder(series).columns(info.rowColumns()).build();
    }

    /**
     * Starts a profile.
     *
     * @param series the training series
     * @return a builder, without columns
     */
    public static Builder builder(List<TimeSeries> series) {
        return new Builder(series);
    }

    /** The columns with their bins, not copied. */
    List<InputColumn> bins() {
        return columns;
    }

    /** {@return the columns in order, unmodifiable} */
    public List<String> columns() {
        return columns.stream().map(InputColumn::name).toList();
    }

    /**
     * Returns what is watched of a column.
     *
     * @param column the column
     * @return 0 for its values, or the number of rows between the two values whose difference is watched
     * @throws IllegalArgumentException if there is no such column
     */
    public int difference(String column) {
        return of(column).difference();
    }

    /**
     * Returns the number of training values or differences of a column.
     *
     * @param column the column
     * @return the number, at least 0
     * @throws IllegalArgumentException if there is no such column
     */
    public long count(String column) {
        return of(column).values();
    }

    /**
     * Returns the share of training rows without a value in a column.
     *
     * @param column the column
     * @return the share, 0 to 1; empty if there are no rows
     * @throws IllegalArgumentException if there is no such column
     */
    public OptionalDouble missingShare(String column) {
        InputColumn one = of(column);
        return one.rows() == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) one.missing() / one.rows());
    }

    /**
     * Returns the mean of what is watched of a column.
     *
     * @param column the column
     * @return the mean over the training rows; empty if there is no value
     * @throws IllegalArgumentException if there is no such column
     */
    public OptionalDouble mean(String column) {
        return known(of(column), of(column).mean());
    }

    /**
     * Returns the standard deviation of what is watched of a column.
     *
     * @param column the column
     * @return the deviation over the training rows, divided by their number; empty if there is no value
     * @throws IllegalArgumentException if there is no such column
     */
    public OptionalDouble standardDeviation(String column) {
        return known(of(column), of(column).deviation());
    }

    /**
     * Returns the smallest of what is watched of a column.
     *
     * @param column the column
     * @return the smallest training value or difference; empty if there is none
     * @throws IllegalArgumentException if there is no such column
     */
    public OptionalDouble min(String column) {
        return known(of(column), of(column).min());
    }

    /**
     * Returns the largest of what is watched of a column.
     *
     * @param column the column
     * @return the largest training value or difference; empty if there is none
     * @throws IllegalArgumentException if there is no such column
     */
    public OptionalDouble max(String column) {
        return known(of(column), of(column).max());
    }

    /**
     * Returns the largest PSI that a tenth of the training span has against the whole of it: what is usual for this
     * column over a span of that length.
     *
     * @param column the column
     * @return the PSI; empty if there is no value
     * @throws IllegalArgumentException if there is no such column
     */
    public OptionalDouble usualPsi(String column) {
        return known(of(column), of(column).usualPsi());
    }

    private static OptionalDouble known(InputColumn column, double value) {
        return column.values() == 0 ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    private InputColumn of(String column) {
        return columns.get(index(column));
    }

    int index(String column) {
        for (int c = 0; c < columns.size(); c++) {
            if (columns.get(c).name().equals(column)) {
                return c;
            }
        }
        throw new IllegalArgumentException("no column '" + column + "'; there are " + columns());
    }

    /** The largest difference of all columns, in rows. */
    int longestDifference() {
        return columns.stream().mapToInt(InputColumn::difference).max().orElse(0);
    }

    /**
     * Returns this profile as JSON.
     *
     * @return the text in UTF-8, a new array; equal profiles give equal texts
     */
    public byte[] toJson() {
        return json.clone();
    }

    /** The SHA-256 hash of the JSON text, which sketches of this profile carry. */
    String hash() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(json));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    /**
     * Reads a profile.
     *
     * @param json the text of {@link #toJson}
     * @return an equal profile
     * @throws ModelIntegrityException if the text is larger than 16 MiB, is no profile, or has values that no profile
     *     has; the message says which
     * @throws ModelLoadException if a newer version of this library wrote it
     */
    public static InputProfile fromJson(byte[] json) {
        Document document = WatchingJson.read(json, Document.class, "a profile of inputs");
        if (document.format() > WatchingJson.FORMAT) {
            throw new ModelLoadException("expected a profile of inputs in the format " + WatchingJson.FORMAT
                    + ", found " + document.format() + ": read it with a newer version of this library");
        }
        if (document.format() != WatchingJson.FORMAT || document.columns() == null) {
            throw new ModelIntegrityException("expected a profile of inputs in the format " + WatchingJson.FORMAT
                    + ", found the format " + document.format() + " with the columns " + document.columns());
        }
        String mistake = InputColumn.mistake(document.columns());
        if (!mistake.isEmpty()) {
            throw new ModelIntegrityException("the profile of inputs is damaged: " + mistake);
        }
        return new InputProfile(document.columns());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof InputProfile that && Arrays.equals(json, that.json);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(json);
    }

    /** {@return a table with a line for each column} */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%-20s %10s %10s %8s %12s %12s %12s %12s %9s%n",
                "input",
                "watched",
                "count",
                "missing",
                "mean",
                "deviation",
                "min",
                "max",
                "usual psi"));
        for (InputColumn column : columns) {
            text.append(String.format(
                    Locale.ROOT,
                    "%-20s %10s %10d %8.4f %12.5g %12.5g %12.5g %12.5g %9.4f%n",
                    column.name(),
                    watched(column.difference()),
                    column.values(),
                    (double) column.missing() / Math.max(1, column.rows()),
                    column.mean(),
                    column.deviation(),
                    column.min(),
                    column.max(),
                    column.usualPsi()));
        }
        return text.toString();
    }

    static String watched(int difference) {
        return difference == 0 ? "values" : "diff " + difference;
    }

    /** Collects the columns of a profile. Not thread-safe. */
    public static final class Builder {
        private static final int CHOOSE = -1;

        private final List<TimeSeries> series;
        private final Map<String, Integer> columns = new LinkedHashMap<>();

        private Builder(List<TimeSeries> series) {
            this.series = List.copyOf(series);
        }

        /**
         * Adds columns, each watched by its values or its differences as the training series suggest.
         *
         * @param names the columns
         * @return this builder
         */
        public Builder columns(List<String> names) {
            names.forEach(name -> columns.putIfAbsent(name, CHOOSE));
            return this;
        }

        /**
         * Adds a column and sets what is watched of it.
         *
         * @param column the column
         * @param rows 0 for the values, 1 for the differences from row to row, {@code n} for the differences to the
         *     value {@code n} rows before; at most 10,000
         * @return this builder
         * @throws IllegalArgumentException if {@code rows} is out of this range
         */
        public Builder difference(String column, int rows) {
            if (rows < 0 || rows > InputColumn.MAX_DIFFERENCE) {
                throw new IllegalArgumentException("expected a difference over 0 to " + InputColumn.MAX_DIFFERENCE
                        + " rows in column '" + column + "', found " + rows);
            }
            columns.put(column, rows);
            return this;
        }

        /**
         * Makes the profile.
         *
         * @return the profile
         * @throws IllegalArgumentException if there is no series or no column, or a series lacks a column
         */
        public InputProfile build() {
            if (series.isEmpty() || columns.isEmpty()) {
                throw new IllegalArgumentException("a profile needs at least one training series and one column, found "
                        + series.size() + " series and the columns " + columns.keySet());
            }
            List<InputColumn> made = new ArrayList<>();
            columns.forEach((column, difference) -> {
                for (TimeSeries one : series) {
                    if (!one.hasColumn(column)) {
                        throw new IllegalArgumentException(
                                "the training " + one + " has no column '" + column + "' to make a profile of");
                    }
                }
                made.add(difference == CHOOSE ? choose(column) : InputBinning.of(series, column, difference));
            });
            return new InputProfile(made);
        }

        private InputColumn choose(String column) {
            InputColumn best = InputBinning.of(series, column, 0);
            if (best.usualPsi() <= UNSTABLE) {
                return best;
            }
            int season = Sampling.season(series);
            if (season > 1) {
                best = moreStable(best, InputBinning.of(series, column, season));
            }
            return best.difference() == season && best.usualPsi() <= STABLE
                    ? best
                    : moreStable(best, InputBinning.of(series, column, 1));
        }

        private static InputColumn moreStable(InputColumn one, InputColumn other) {
            return other.values() > 0 && other.usualPsi() < one.usualPsi() ? other : one;
        }
    }
}
