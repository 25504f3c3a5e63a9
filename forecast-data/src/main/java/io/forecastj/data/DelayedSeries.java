package io.forecastj.data;

import io.forecastj.Join;
import io.forecastj.TimeSeries;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Series whose rows are known some time after their own times, or after the publication of their values.
 *
 * @param series the series
 * @param delay the time from a row until it is known
 * @param staleness the largest age of a value that is used, or null for any
 * @param skipMissing whether the last value is used that is not missing, of each column
 * @param ageColumn the name of the column of ages, or null for none
 */
record DelayedSeries(
        TimeSeries series,
        Duration delay,
        @Nullable Duration staleness,
        boolean skipMissing,
        @Nullable String ageColumn) {
    private static final double DAY = 86_400_000;

    static DelayedSeries of(TimeSeries series) {
        return new DelayedSeries(series, Duration.ZERO, null, false, null);
    }

    DelayedSeries delay(Duration time) {
        return new DelayedSeries(series, time, staleness, skipMissing, ageColumn);
    }

    DelayedSeries staleness(Duration most) {
        return new DelayedSeries(series, delay, most, skipMissing, ageColumn);
    }

    DelayedSeries skippingMissing() {
        return new DelayedSeries(series, delay, staleness, true, ageColumn);
    }

    DelayedSeries age(String column) {
        return new DelayedSeries(series, delay, staleness, skipMissing, column);
    }

    /** Joins the last known values of this series to the rows of another one. */
    TimeSeries joinTo(TimeSeries left) {
        int columns = series.columns().size();
        double[][] values = new double[columns][left.length()];
        double[] oldest = new double[left.length()];
        Arrays.fill(oldest, Double.NaN);
        for (int c = 0; c < columns; c++) {
            if (skipMissing) {
                take(left, LastKnown.value(series, c), c, c + 1, values, oldest);
            }
        }
        if (!skipMissing) {
            take(left, LastKnown.row(series), 0, columns, values, oldest);
        }
        TimeSeries joined = columns == 0 ? left : left.join(known(left, values), Join.EXACT);
        return ageColumn == null ? joined : withAges(joined, ageColumn, oldest);
    }

    /** Takes the values of some columns from the row that is the last known one at each row of the left series. */
    private void take(TimeSeries left, LastKnown rows, int from, int to, double[][] values, double[] oldest) {
        for (int i = 0; i < left.length(); i++) {
            long known = left.timestamp(i) - delay.toMillis();
            int row = rows.at(known);
            if (row < 0) {
                for (int c = from; c < to; c++) {
                    values[c][i] = Double.NaN;
                }
                continue;
            }
            double age = known - series.timestamp(row);
            oldest[i] = Double.isNaN(oldest[i]) ? age / DAY : Math.max(oldest[i], age / DAY);
            for (int c = from; c < to; c++) {
                values[c][i] = isStale(age) ? Double.NaN : series.valueAsOf(row, c, known);
            }
        }
    }

    private TimeSeries known(TimeSeries left, double[][] values) {
        TimeSeries.Builder known = TimeSeries.builder(series.columns());
        double[] row = new double[values.length];
        for (int i = 0; i < left.length(); i++) {
            for (int c = 0; c < row.length; c++) {
                row[c] = values[c][i];
            }
            known.add(left.timestamp(i), row);
        }
        return known.build();
    }

    private static TimeSeries withAges(TimeSeries joined, String column, double[] ages) {
        if (joined.hasColumn(column)) {
            throw new IllegalArgumentException(
                    joined + " has the column '" + column + "' already; give the ages another name");
        }
        return joined.with(column, ages);
    }

    private boolean isStale(double age) {
        return staleness != null && age > staleness.getSeconds() * 1000.0 + staleness.getNano() / 1e6;
    }
}
