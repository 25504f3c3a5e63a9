package io.forecastj;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The change of a column that a model learns: one of value, which leads back to the column's level ({@link Valued}), or
 * one of class ({@link Direction}).
 *
 * <p>Immutable and thread-safe. A price's level teaches nothing: on a random walk the last value alone explains 99.7 % of the level's
 * variance and none of the change's. Hence {@link LogReturn} for prices, {@link Difference} for quantities, {@link
 * Difference} with a seasonal lag for seasonal ones.
 *
 * <p>A label is the change from a base value to the value {@code step} rows after the origin. The base lies {@link
 * #baseLag} rows before the origin. Recursive strategies use step 1 again and again, direct ones each step.
 * A target's {@code toString()} is a text that {@link #parse} reads back.
 */
public sealed interface Target permits Target.Valued, Target.Direction {
    /**
     * Returns the column that is forecast.
     *
     * @return its name
     */
    String column();

    /**
     * Returns how many rows before the origin the base of a step lies.
     *
     * @param step the step, from 1
     * @return the distance in rows; 0 is the origin's own row
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
     * Tells whether a value of the column allows this target, in training and in a history to forecast from.
     *
     * @param value the value, NaN if it is missing
     * @return false for a value that is zero or negative if this is a {@link LogReturn} or a {@link Direction}; true
     *     otherwise
     */
    default boolean accepts(double value) {
        return true;
    }

    /**
     * The logarithm of the ratio of two values: {@code log(value / base)}. For prices and other positive columns. The
     * forecast level is the exponential of the mean log return, so it is the median of the level, not its mean; no
     * bias is corrected.
     *
     * @param column the column, all of whose values are positive
     * @return the target
     */
    static LogReturn logReturn(String column) {
        return new LogReturn(column);
    }

    /**
     * The difference to the value {@code lag} rows before: {@code value - base}. With lag 1 the base is the origin's
     * own row; with a season's length it is the same phase of the last season that is known at the origin.
     *
     * @param column the column
     * @param lag the distance in rows, at least 1
     * @return the target
     */
    static Difference difference(String column, int lag) {
        return new Difference(column, lag);
    }

    /**
     * The value itself. For columns that stay about one level, such as a spread or a load without trend.
     *
     * @param column the column
     * @return the target
     */
    static Level level(String column) {
        return new Level(column);
    }

    /**
     * The class of the relative change, DOWN, FLAT or UP. Forecasts hold probabilities instead of points.
     *
     * @param column the column, all of whose values are positive
     * @param threshold the relative change that is more than flat, such as 0.002; at least 0
     * @return the target
     */
    static Direction direction(String column, double threshold) {
        return new Direction(column, threshold);
    }

    /**
     * Reads what the {@code toString()} of a target has written.
     *
     * @param text a text such as {@code logReturn(close)} or {@code difference(y,24)}
     * @return the target
     * @throws IllegalArgumentException if the text is none
     */
    static Target parse(String text) {
        // a column's name may hold commas and brackets, so the kind says whether a number follows it
        Matcher alone = Pattern.compile("(?s)(logReturn|level)\\((.*)\\)").matcher(text);
        if (alone.matches()) {
            return alone.group(1).equals("level") ? new Level(alone.group(2)) : new LogReturn(alone.group(2));
        }
        Matcher numbered =
                Pattern.compile("(?s)(difference|direction)\\((.*),([^,]*)\\)").matcher(text);
        if (numbered.matches()) {
            String number = numbered.group(3);
            try {
                return numbered.group(1).equals("difference")
                        ? new Difference(numbered.group(2), Integer.parseInt(number))
                        : new Direction(numbered.group(2), Double.parseDouble(number));
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("expected a number after the last comma of '" + text + "'", e);
            }
        }
        throw new IllegalArgumentException("expected a target such as logReturn(close), difference(y,24), level(y) or"
                + " direction(close,0.002), found '" + text + "'");
    }

    /** A target whose label leads back to a value of the column. Immutable and thread-safe. */
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
     * See {@link Target#logReturn}.
     *
     * @param column the column
     */
    record LogReturn(String column) implements Valued {
        /**
         * Checks the name.
         *
         * @param column the column
         */
        public LogReturn {
            Objects.requireNonNull(column, "column");
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
            return "logReturn(" + column + ")";
        }
    }

    /**
     * See {@link Target#difference}.
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
     * See {@link Target#level}.
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
     * See {@link Target#direction}. The label is the index of its class in {@link #CLASSES}.
     *
     * @param column the column
     * @param threshold the relative change that is more than flat, at least 0
     */
    record Direction(String column, double threshold) implements Target {
        /** The classes in the order of their labels 0, 1 and 2. */
        public static final List<String> CLASSES = List.of("DOWN", "FLAT", "UP");

        /**
         * Checks the range.
         *
         * @param column the column
         * @param threshold the relative change that is more than flat
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
