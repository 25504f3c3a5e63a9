package io.forecastj;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The label that a model learns from a column: a change of value, from which the column's value can be computed back
 * ({@link Valued}), or a class of change ({@link Direction}).
 *
 * <p>Immutable and thread-safe. Models should learn changes, not the level of a price: on a random walk the last value
 * already explains 99.7 % of the level's variance and nothing of the change's. Use {@link LogReturn} for prices, {@link
 * Difference} for quantities, and either of them with a seasonal lag for seasonal ones: {@link LogReturn} if the season
 * grows with the level.
 *
 * <p>A label is the change from a base value to the value {@code step} rows after the origin. The base is {@link
 * #baseLag} rows before the origin. Recursive strategies apply step 1 repeatedly, direct ones use each step. {@link
 * #parse} reads the text that a target's {@code toString()} returns.
 */
public sealed interface Target permits Target.Valued, Target.Direction {
    /**
     * Returns the target column.
     *
     * @return its name
     */
    String column();

    /**
     * Returns the distance from the base of a step to the origin.
     *
     * @param step the step, from 1
     * @return the distance in rows; 0 if the base is the origin's row
     */
    default int baseLag(int step) {
        return 0;
    }

    /**
     * Computes the label: the change from the base to the value.
     *
     * @param base the value at the base row
     * @param value the value at the step
     * @return the label; NaN if either is missing
     */
    double encode(double base, double value);

    /**
     * Checks that a column's values allow this target.
     *
     * @param series the series
     * @throws InvalidSeriesException if the column is missing, or if a value is not {@linkplain #accepts accepted}; the
     *     message names the row
     */
    default void check(TimeSeries series) {
        int index = series.columnIndex(column());
        for (int row = 0; row < series.length(); row++) {
            if (!accepts(series.value(row, index))) {
                throw new InvalidSeriesException(this + " needs positive values; " + series + " has "
                        + series.value(row, index) + " in row " + row + " at " + series.time(row)
                        + ". Use Target.difference for columns that reach zero");
            }
        }
    }

    /**
     * Returns whether the target is defined for a value of the column, in training and in a history to forecast from.
     *
     * @param value the value, NaN if it is missing
     * @return false for a value that is zero or negative if this is a {@link LogReturn} or a {@link Direction}; true
     *     otherwise
     */
    default boolean accepts(double value) {
        return true;
    }

    /**
     * Returns the target of log returns, {@code log(value / base)}. For prices and other positive columns. The forecast
     * value is the base times the exponential of the mean log return, so it is the median of the value, not its mean;
     * no bias is corrected.
     *
     * @param column the column, all of whose values are positive
     * @return the target
     */
    static LogReturn logReturn(String column) {
        return logReturn(column, 1);
    }

    /**
     * Returns the target of log returns from the value {@code lag} rows before, {@code log(value / base)}; also called
     * seasonal log differences. For positive columns whose season grows with their level, such as sales or passengers.
     * With the season length as lag, the base is the row at the same phase of the last season that is known at the
     * origin. The forecast value is the base times the exponential of the mean log return, so it is the median of the
     * value, not its mean; no bias is corrected.
     *
     * @param column the column, all of whose values are positive
     * @param lag the distance in rows, at least 1; 1 gives {@link #logReturn(String)}, whose base is the origin's row
     * @return the target, whose text is {@code seasonalLogReturn(column,lag)} if the lag is more than 1
     * @throws IllegalArgumentException if {@code lag < 1}
     */
    static LogReturn logReturn(String column, int lag) {
        return new LogReturn(column, lag);
    }

    /**
     * Returns the target of differences from the value {@code lag} rows before: {@code value - base}. With lag 1 the
     * base is the origin's row. With the season length as lag, it is the row at the same phase of the last season that
     * is known at the origin.
     *
     * @param column the column
     * @param lag the distance in rows, at least 1
     * @return the target
     */
    static Difference difference(String column, int lag) {
        return new Difference(column, lag);
    }

    /**
     * Returns the target of the value itself. For columns whose values stay near one level, such as a spread or a load
     * without trend.
     *
     * @param column the column
     * @return the target
     */
    static Level level(String column) {
        return new Level(column);
    }

    /**
     * Returns the target of classes of the relative change: DOWN, FLAT or UP. Forecasts hold probabilities instead of
     * points.
     *
     * @param column the column, all of whose values are positive
     * @param threshold the relative change above which it is no longer FLAT, such as 0.002; at least 0
     * @return the target
     */
    static Direction direction(String column, double threshold) {
        return new Direction(column, threshold);
    }

    /**
     * Parses the text of a target.
     *
     * @param text a text that {@code toString()} returns, such as {@code logReturn(close)}, {@code
     *     seasonalLogReturn(y,24)} or {@code difference(y,24)}
     * @return the target
     * @throws IllegalArgumentException if it is not the text of a target
     */
    static Target parse(String text) {
        // a column's name may hold commas and brackets, so the kind decides whether a number follows it
        Matcher alone = Pattern.compile("(?s)(logReturn|level)\\((.*)\\)").matcher(text);
        if (alone.matches()) {
            return alone.group(1).equals("level") ? new Level(alone.group(2)) : logReturn(alone.group(2));
        }
        Matcher numbered = Pattern.compile("(?s)(difference|seasonalLogReturn|direction)\\((.*),([^,]*)\\)")
                .matcher(text);
        if (numbered.matches()) {
            String column = numbered.group(2);
            String number = numbered.group(3);
            try {
                return switch (numbered.group(1)) {
                    case "difference" -> new Difference(column, Integer.parseInt(number));
                    case "direction" -> new Direction(column, Double.parseDouble(number));
                    default -> new LogReturn(column, Integer.parseInt(number));
                };
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("expected a number after the last comma of '" + text + "'", e);
            }
        }
        throw new IllegalArgumentException("expected a target such as logReturn(close), seasonalLogReturn(y,24),"
                + " difference(y,24), level(y) or direction(close,0.002), found '" + text + "'");
    }

    /** A target from whose label the value of the column can be computed back. Immutable and thread-safe. */
    sealed interface Valued extends Target permits LogReturn, Difference, Level {
        /**
         * Computes the value from the base and a forecast change; the inverse of {@link #encode}.
         *
         * @param base the value at the base row
         * @param change the forecast of the label
         * @return the forecast of the value
         */
        double decode(double base, double change);
    }

    /**
     * Target of log returns, as {@link Target#logReturn(String)} and {@link Target#logReturn(String, int)} describe it.
     *
     * @param column the column
     * @param lag the distance in rows, at least 1
     */
    record LogReturn(String column, int lag) implements Valued {
        /**
         * Checks the range.
         *
         * @param column the column
         * @param lag the distance in rows
         */
        public LogReturn {
            Objects.requireNonNull(column, "column");
            if (lag < 1) {
                throw new IllegalArgumentException("a log return's lag must be at least 1, found " + lag);
            }
        }

        @Override
        public int baseLag(int step) {
            return Math.floorMod(-step, lag);
        }

        @Override
        public double encode(double base, double value) {
            return Math.log(value / base);
        }

        @Override
        public double decode(double base, double change) {
            return base * Math.exp(change);
        }

        @Override
        public boolean accepts(double value) {
            return !(value <= 0);
        }

        @Override
        public String toString() {
            return lag == 1 ? "logReturn(" + column + ")" : "seasonalLogReturn(" + column + "," + lag + ")";
        }
    }

    /**
     * Target of differences, as {@link Target#difference} describes it.
     *
     * @param column the column
     * @param lag the distance in rows, at least 1
     */
    record Difference(String column, int lag) implements Valued {
        /**
         * Checks the range.
         *
         * @param column the column
         * @param lag the distance in rows
         */
        public Difference {
            Objects.requireNonNull(column, "column");
            if (lag < 1) {
                throw new IllegalArgumentException("a difference's lag must be at least 1, found " + lag);
            }
        }

        @Override
        public int baseLag(int step) {
            return Math.floorMod(-step, lag);
        }

        @Override
        public double encode(double base, double value) {
            return value - base;
        }

        @Override
        public double decode(double base, double change) {
            return base + change;
        }

        @Override
        public String toString() {
            return "difference(" + column + "," + lag + ")";
        }
    }

    /**
     * Target of the value itself, as {@link Target#level} describes it.
     *
     * @param column the column
     */
    record Level(String column) implements Valued {
        /**
         * Checks the name.
         *
         * @param column the column
         */
        public Level {
            Objects.requireNonNull(column, "column");
        }

        @Override
        public double encode(double base, double value) {
            return value;
        }

        @Override
        public double decode(double base, double change) {
            return change;
        }

        @Override
        public String toString() {
            return "level(" + column + ")";
        }
    }

    /**
     * Target of classes, as {@link Target#direction} describes it. The label is the index of its class in {@link
     * #CLASSES}.
     *
     * @param column the column
     * @param threshold the relative change above which it is no longer FLAT, at least 0
     */
    record Direction(String column, double threshold) implements Target {
        /** The classes in the order of their labels 0, 1 and 2. */
        public static final List<String> CLASSES = List.of("DOWN", "FLAT", "UP");

        /**
         * Checks the range.
         *
         * @param column the column
         * @param threshold the relative change above which it is no longer FLAT
         */
        public Direction {
            Objects.requireNonNull(column, "column");
            if (!(threshold >= 0 && threshold < 1)) {
                throw new IllegalArgumentException(
                        String.format(Locale.ROOT, "a threshold must be at least 0 and below 1, found %s", threshold));
            }
        }

        @Override
        public double encode(double base, double value) {
            double change = value / base - 1;
            if (Double.isNaN(change)) {
                return Double.NaN;
            }
            return change < -threshold ? 0 : change > threshold ? 2 : 1;
        }

        @Override
        public boolean accepts(double value) {
            return !(value <= 0);
        }

        @Override
        public String toString() {
            return "direction(" + column + "," + threshold + ")";
        }
    }
}
