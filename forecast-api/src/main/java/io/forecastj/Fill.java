package io.forecastj;

/**
 * Policy of {@link TimeSeries#fill} for missing values.
 *
 * <p>Immutable and thread-safe. {@link #previous}, {@link #constant} and {@link #seasonal} use earlier rows only;
 * {@link #linear} looks ahead.
 */
public sealed interface Fill {
    /**
     * Repeats the last known value. Values before the first known one stay missing.
     *
     * @return the policy
     */
    static Fill previous() {
        return new Previous();
    }

    /**
     * Takes the same value everywhere, such as 0 for hours without sales.
     *
     * @param value the value, finite
     * @return the policy
     * @throws IllegalArgumentException if the value is not finite
     */
    static Fill constant(double value) {
        return new Constant(value);
    }

    /**
     * Draws a straight line in time between the known values around a gap. Values before the first known one and after
     * the last one stay missing.
     *
     * <p>Looks ahead: a filled value depends on a later row. A backtest or a training set with such values knows the
     * future at these rows, so its scores are too good. For analysis and charts, and for columns whose future is known.
     *
     * @return the policy
     */
    static Fill linear() {
        return new Linear();
    }

    /**
     * Takes the value of one season before; where that is missing too, its filled value. Values of the first season
     * stay missing.
     *
     * <p>Seasons count rows: put the series on its grid first, with {@link TimeSeries#onGrid()}.
     *
     * @param rows the length of the season in rows, at least 1, such as 24 for hours of a day
     * @return the policy
     * @throws IllegalArgumentException if {@code rows < 1}
     */
    static Fill seasonal(int rows) {
        return new Seasonal(rows);
    }

    /** The last known value. */
    record Previous() implements Fill {}

    /**
     * The same value everywhere.
     *
     * @param value the value, finite
     */
    record Constant(double value) implements Fill {
        /**
         * Checks the value.
         *
         * @param value the value
         */
        public Constant {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("a value to fill with must be finite, found " + value);
            }
        }
    }

    /** A straight line between the known values around a gap; looks ahead. */
    record Linear() implements Fill {}

    /**
     * The value of one season before.
     *
     * @param rows the length of the season in rows, at least 1
     */
    record Seasonal(int rows) implements Fill {
        /**
         * Checks the length.
         *
         * @param rows the length
         */
        public Seasonal {
            RangeChecks.atLeast(1, "the rows of a season", rows);
        }
    }
}
