package io.forecastj.models.statistical;

import java.util.Arrays;
import java.util.List;

/**
 * Values of one series with the facts that decide which forms suit it.
 *
 * <p>Immutable by agreement: the array is not copied and not changed.
 *
 * @param values the values, NaN where one is missing
 * @param period the number of rows of a season, 1 if there is none
 * @param observed the number of values that are not missing
 * @param smallest the smallest value
 * @param constant true if all values are equal
 * @param wholeSeason true if there is a value at every place of the season
 * @param scale the root of the mean square of the values
 */
record EtsSeries(
        double[] values,
        int period,
        int observed,
        double smallest,
        boolean constant,
        boolean wholeSeason,
        double scale) {
    /** Part of the size of the values below which errors are rounding. */
    private static final double EXACT = 1e-11;

    /** Number of the first seasons that a start may be made from. */
    private static final int FIRST = 4;

    static EtsSeries of(double[] values, int period) {
        int observed = 0;
        double smallest = Double.POSITIVE_INFINITY;
        double largest = Double.NEGATIVE_INFINITY;
        double squares = 0;
        boolean[] seen = new boolean[period];
        int places = 0;
        for (int i = 0; i < values.length; i++) {
            double value = values[i];
            if (!Double.isNaN(value)) {
                observed++;
                smallest = Math.min(smallest, value);
                largest = Math.max(largest, value);
                squares += value * value;
                places += seen[i % period] ? 0 : 1;
                seen[i % period] = true;
            }
        }
        return new EtsSeries(
                values,
                period,
                observed,
                smallest,
                smallest == largest,
                places == period,
                Math.sqrt(squares / observed));
    }

    /** Returns the mean squared error below which a fit counts as exact. */
    double exact() {
        return scale * EXACT * (scale * EXACT);
    }

    /** Returns whether there are enough rows to estimate a form and to compare it with others by a criterion. */
    boolean hasRowsFor(EtsForm form) {
        return observed >= form.size(period) + 3 && (!form.seasonal() || wholeSeason);
    }

    /** Returns starts for forms with a kind of season. */
    List<EtsStart> starts(EtsComponent season) {
        return switch (season) {
            case NONE -> List.of(EtsStart.of(values));
            case MULTIPLICATIVE -> List.of(EtsStart.seasonal(values, period, true));
            // differences grow with the level, so that those of the first rows may be far from the mean ones
            case ADDITIVE ->
                values.length <= FIRST * period
                        ? List.of(EtsStart.seasonal(values, period, false))
                        : List.of(
                                EtsStart.seasonal(values, period, false),
                                EtsStart.seasonal(Arrays.copyOf(values, FIRST * period), period, false));
        };
    }

    /** Returns a start without slope and season, where every form is defined if the values are above 0. */
    EtsStart flat(EtsComponent season) {
        double[] states = new double[season == EtsComponent.NONE ? 1 : period];
        Arrays.fill(states, season == EtsComponent.MULTIPLICATIVE ? 1 : 0);
        double mean = EtsStart.of(values).mean();
        return new EtsStart(mean, 0, mean, states);
    }

    boolean positive() {
        return smallest > 0;
    }
}
