package io.forecastj.lifecycle.monitoring;

import io.forecastj.ModelIntegrityException;
import io.forecastj.ModelLoadException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Counts of live rows in the bins of a profile.
 *
 * <p>Immutable and thread-safe, equal by value. The sketches of several processes are added up by {@link #merge}, in
 * any order, and the sum is that of all their rows.
 */
public final class InputSketch {
    private record Counts(long rows, long missing, long[] bins) {}

    private record Document(int format, String profile, List<Counts> columns) {}

    private final InputProfile profile;
    private final long[] rows;
    private final long[] missing;
    private final long[][] counts;

    InputSketch(InputProfile profile, long[] rows, long[] missing, long[][] counts) {
        this.profile = profile;
        this.rows = rows;
        this.missing = missing;
        this.counts = counts;
    }

    /**
     * Returns the sketch of no rows.
     *
     * @param profile the profile
     * @return an empty sketch
     */
    public static InputSketch empty(InputProfile profile) {
        int columns = profile.bins().size();
        return new InputSketch(
                profile,
                new long[columns],
                new long[columns],
                profile.bins().stream()
                        .map(column -> new long[column.counts().length])
                        .toArray(long[][]::new));
    }

    /** {@return the profile whose bins are counted} */
    public InputProfile profile() {
        return profile;
    }

    /**
     * Returns the sum of this sketch and another one.
     *
     * @param other a sketch of an equal profile
     * @return the sketch of the rows of both
     * @throws IllegalArgumentException if the profiles differ
     * @throws ArithmeticException if a count exceeds the range of a {@code long}
     */
    public InputSketch merge(InputSketch other) {
        if (!profile.equals(other.profile)) {
            throw new IllegalArgumentException("sketches of different profiles have different bins: of "
                    + profile.columns() + " and of " + other.profile.columns()
                    + "; compare live rows with one profile only");
        }
        return new InputSketch(
                profile,
                sum(rows, other.rows),
                sum(missing, other.missing),
                IntStream.range(0, counts.length)
                        .mapToObj(c -> sum(counts[c], other.counts[c]))
                        .toArray(long[][]::new));
    }

    private static long[] sum(long[] one, long[] other) {
        long[] sum = new long[one.length];
        Arrays.setAll(sum, i -> Math.addExact(one[i], other[i]));
        return sum;
    }

    /**
     * Returns the drift of each column.
     *
     * @return the columns in the order of the profile, unmodifiable
     */
    public List<InputDrift> drift() {
        return IntStream.range(0, counts.length)
                .mapToObj(c -> new InputDrift(profile.bins().get(c), counts[c], rows[c], missing[c]))
                .toList();
    }

    /**
     * Returns the drift of a column.
     *
     * @param column the column
     * @return its drift
     * @throws IllegalArgumentException if the profile has no such column
     */
    public InputDrift drift(String column) {
        return drift().get(profile.index(column));
    }

    /**
     * Returns this sketch as JSON, without its profile.
     *
     * @return the text in UTF-8
     */
    public byte[] toJson() {
        List<Counts> columns = new ArrayList<>();
        for (int c = 0; c < counts.length; c++) {
            columns.add(new Counts(rows[c], missing[c], counts[c]));
        }
        return WatchingJson.write(new Document(WatchingJson.FORMAT, profile.hash(), columns));
    }

    /**
     * Reads a sketch.
     *
     * @param json the text of {@link #toJson}
     * @param profile the profile of the sketch
     * @return an equal sketch
     * @throws ModelIntegrityException if the text is larger than 16 MiB, is no sketch, or is one of another profile
     * @throws ModelLoadException if a newer version of this library wrote it
     */
    public static InputSketch fromJson(byte[] json, InputProfile profile) {
        Document document = WatchingJson.read(json, Document.class, "a sketch of inputs");
        if (document.format() > WatchingJson.FORMAT) {
            throw new ModelLoadException("expected a sketch of inputs in the format " + WatchingJson.FORMAT + ", found "
                    + document.format() + ": read it with a newer version of this library");
        }
        if (document.format() != WatchingJson.FORMAT || !profile.hash().equals(document.profile())) {
            throw new ModelIntegrityException("expected a sketch in the format " + WatchingJson.FORMAT
                    + " of the profile " + profile.hash() + ", found the format " + document.format()
                    + " and the profile " + document.profile());
        }
        List<Counts> columns = document.columns();
        if (columns == null || columns.size() != profile.bins().size()) {
            throw new ModelIntegrityException("expected the counts of the columns " + profile.columns()
                    + ", found those" + " of " + (columns == null ? "none" : columns.size() + " columns"));
        }
        for (int c = 0; c < columns.size(); c++) {
            requireCounts(columns.get(c), profile.bins().get(c));
        }
        return new InputSketch(
                profile,
                columns.stream().mapToLong(Counts::rows).toArray(),
                columns.stream().mapToLong(Counts::missing).toArray(),
                columns.stream().map(Counts::bins).toArray(long[][]::new));
    }

    private static void requireCounts(@Nullable Counts found, InputColumn column) {
        if (found == null
                || found.bins() == null
                || found.bins().length != column.counts().length
                || found.missing() < 0
                || found.rows() < found.missing()
                || found.rows() > InputColumn.MAX_ROWS
                || Arrays.stream(found.bins()).anyMatch(count -> count < 0 || count > found.rows())
                || InputDistance.sum(found.bins()) > found.rows() - found.missing()) {
            throw new ModelIntegrityException("the sketch of inputs is damaged: expected "
                    + column.counts().length + " counts of column '" + column.name() + "' that do not exceed its rows,"
                    + " found " + (found == null ? "none" : Arrays.toString(found.bins())));
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof InputSketch that
                && profile.equals(that.profile)
                && Arrays.equals(rows, that.rows)
                && Arrays.equals(missing, that.missing)
                && Arrays.deepEquals(counts, that.counts);
    }

    @Override
    public int hashCode() {
        return Arrays.deepHashCode(counts);
    }

    @Override
    public String toString() {
        return "sketch of the live rows of " + profile.columns() + ": " + drift();
    }
}
