package io.forecastj.models.statistical;

import io.forecastj.Join;
import io.forecastj.PublishedValue;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;

/**
 * Seasonal component of one series: its last season, repeated before and after.
 *
 * <p>Immutable by agreement: the arrays are not changed.
 *
 * @param anchor the time of the last row that it was estimated from, in milliseconds since 1970-01-01T00:00Z
 * @param sampling the spacing by which places in the season are counted
 * @param multiplicative whether the values are factors, not summands
 * @param parts for each season its values, beginning with that of the anchor; empty if the series has no season
 */
record SeasonalPattern(long anchor, Sampling sampling, boolean multiplicative, double[][] parts) {
    /**
     * Returns the component of a row: the sum or the product of the seasons' values.
     *
     * @param steps the steps from the anchor to the row, negative before it
     * @return the summand or factor; 0 or 1 without seasons
     */
    double at(long steps) {
        double component = multiplicative ? 1 : 0;
        for (double[] part : parts) {
            double value = part[(int) Math.floorMod(steps, (long) part.length)];
            component = multiplicative ? component * value : component + value;
        }
        return component;
    }

    /** Returns a value without its component. */
    double remove(double value, double component) {
        return multiplicative ? value / component : value - component;
    }

    /** Returns a value with its component. */
    double add(double value, double component) {
        return multiplicative ? value * component : value + component;
    }

    /** Returns a count of the steps from the anchor. */
    StepCount count() {
        return new StepCount(sampling, anchor);
    }

    /** Returns a series with a column from which the component is removed. */
    TimeSeries remove(TimeSeries series, String column) {
        StepCount count = count();
        double[] values = series.values(column);
        for (int i = 0; i < values.length; i++) {
            values[i] = remove(values[i], at(count.to(series.timestamp(i))));
        }
        return series.vintageColumns().contains(column) ? published(series, column) : series.with(column, values);
    }

    /** Removes the component from every publication of a column. */
    private TimeSeries published(TimeSeries series, String column) {
        StepCount count = count();
        TimeSeries.Builder removed = TimeSeries.builder(column);
        for (int row = 0; row < series.length(); row++) {
            double component = at(count.to(series.timestamp(row)));
            for (PublishedValue one : series.publications(row, column)) {
                removed.publish(series.time(row), one.published(), remove(one.value(), component));
            }
        }
        // joined to a copy under another name, which has the same rows
        String spare = column + " before";
        while (series.hasColumn(spare)) {
            spare += " ";
        }
        return series.rename(column, spare)
                .join(removed.build(), Join.MISSING)
                .select(series.columns().toArray(String[]::new));
    }
}
