package io.forecastj.models.regression;

import io.forecastj.models.internal.ArgumentChecks;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Size of a series' recent values, by which a global model divides what it learns from, so that series of different
 * level become alike. Computed at each row from that row and the rows before it.
 *
 * <p>Immutable and thread-safe. Missing values are skipped. Where the size is 0, the last one before counts; a
 * series that has been 0 throughout is forecast to stay 0.
 *
 * @param measure the average of the absolute values
 * @param rows the number of last rows, from 1 to {@value #MOST_ROWS}
 */
public record SeriesScale(Measure measure, int rows) {
    /** The largest number of rows. */
    public static final int MOST_ROWS = 4_096;

    private static final Pattern TEXT = Pattern.compile("(\\w+)\\((\\d{1,4})\\)");

    /** Average of absolute values. An enum, therefore immutable and thread-safe. */
    public enum Measure {
        /** The mean. */
        MEAN_ABSOLUTE("meanAbsolute"),
        /** The median, which single large values do not change. */
        MEDIAN_ABSOLUTE("medianAbsolute");

        private final String word;

        Measure(String word) {
            this.word = word;
        }
    }

    /**
     * Checks the range.
     *
     * @param measure the average
     * @param rows the number of last rows
     * @throws IllegalArgumentException if {@code rows} is out of range
     */
    public SeriesScale {
        Objects.requireNonNull(measure, "measure");
        ArgumentChecks.require(rows >= 1 && rows <= MOST_ROWS, "rows", "from 1 to " + MOST_ROWS, rows);
    }

    /**
     * Returns the mean of the absolute values. For most series.
     *
     * @param rows the number of last rows, from 1 to {@value #MOST_ROWS}; at least a season
     * @return the scale
     * @throws IllegalArgumentException if {@code rows} is out of range
     */
    public static SeriesScale meanAbsolute(int rows) {
        return new SeriesScale(Measure.MEAN_ABSOLUTE, rows);
    }

    /**
     * Returns the median of the absolute values. For series with rare, very large values.
     *
     * @param rows the number of last rows, from 1 to {@value #MOST_ROWS}; at least a season
     * @return the scale
     * @throws IllegalArgumentException if {@code rows} is out of range
     */
    public static SeriesScale medianAbsolute(int rows) {
        return new SeriesScale(Measure.MEDIAN_ABSOLUTE, rows);
    }

    /** Reads what {@link #toString} returns. */
    static SeriesScale parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        for (Measure measure : List.of(Measure.values())) {
            if (matcher.matches() && matcher.group(1).equals(measure.word)) {
                return new SeriesScale(measure, Integer.parseInt(matcher.group(2)));
            }
        }
        throw new IllegalArgumentException("expected a scale such as meanAbsolute(28), found '" + text + "'");
    }

    /**
     * Returns the scale as text.
     *
     * @return such as {@code meanAbsolute(28)}
     */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s(%d)", measure.word, rows);
    }
}
