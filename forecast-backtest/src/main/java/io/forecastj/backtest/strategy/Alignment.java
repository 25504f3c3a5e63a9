package io.forecastj.backtest.strategy;

import io.forecastj.Forecast;
import io.forecastj.TimeSeries;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Refuses forecasts that are not of the rows of the bars. Where the same time means a day in one of the two and its
 * first hour in the other, or rows are shifted, a forecast would be traded before what it knows has happened.
 */
final class Alignment {
    /** The ratio of two spacings, above 1, up to which holidays and lengths of months explain it. */
    private static final double SIMILAR = 1.5;
    /** The difference of two values, as a share of them, that is rounding. */
    private static final double ROUNDING = 1e-9;

    private Alignment() {}

    /**
     * Requires that a step of the forecasts is a row of the bars: usually by the number of rows up to the time that was
     * forecast, or by the usual spacing, since a forecast made live does not know of the holidays to come.
     *
     * @param forecasts the forecasts by the row of their origin
     */
    static void requireSameSpacing(TimeSeries bars, Map<Integer, Forecast> forecasts) {
        double[] rows = new double[forecasts.size()];
        double[] spacings = new double[rows.length];
        int count = 0;
        for (Map.Entry<Integer, Forecast> one : forecasts.entrySet()) {
            int step = one.getValue().steps().get(0);
            Instant time = one.getValue().time(step);
            rows[count] = (bars.rowAtOrBefore(time) - one.getKey()) / (double) step;
            spacings[count] = (time.toEpochMilli() - bars.timestamp(one.getKey())) / (double) step;
            boolean cut = time.isAfter(bars.time(bars.length() - 1)) && rows[count] < SIMILAR;
            count += cut ? 0 : 1;
        }
        if (count == 0 || similar(median(rows, count), 1)) {
            return;
        }
        double own = median(spacings, count);
        double[] distances = IntStream.range(1, bars.length())
                .mapToDouble(row -> bars.timestamp(row) - bars.timestamp(row - 1))
                .toArray();
        double usual = median(distances, distances.length);
        if (!similar(own, usual)) {
            throw new IllegalArgumentException("expected forecasts of the rows of '" + bars.id() + "', found steps of "
                    + StrategyText.duration(own) + " and rows " + StrategyText.duration(usual) + " apart, so a time of"
                    + " one is another span in the other, and a forecast may know what comes after its row; resample"
                    + " the bars to the series that was forecast, or forecast the bars");
        }
    }

    private static boolean similar(double one, double other) {
        return one < SIMILAR * other && other < SIMILAR * one;
    }

    private static double median(double[] values, int count) {
        double[] sorted = Arrays.copyOf(values, count);
        Arrays.sort(sorted);
        return sorted[count / 2];
    }

    /**
     * Requires the actual values of the forecasts in the bars, where these have the target's column and the time.
     *
     * @param actuals the actual values of the target by time; NaN is not compared
     */
    static void requireSameValues(TimeSeries bars, String target, Map<Instant, Double> actuals) {
        if (!bars.hasColumn(target)) {
            return;
        }
        int column = bars.columnIndex(target);
        actuals.forEach((time, actual) -> {
            int row = bars.rowAtOrBefore(time);
            if (row >= 0 && bars.time(row).equals(time)) {
                double value = bars.value(row, column);
                if (Math.abs(value - actual) > ROUNDING * Math.max(Math.abs(value), Math.abs(actual))) {
                    throw new IllegalArgumentException("the bars are not the series that was forecast: '" + target
                            + "' of '" + bars.id() + "' at " + time + " is " + value + " in the bars and " + actual
                            + " in the backtest; give bars of the same rows, adjusted in the same way, and a price"
                            + " that is adjusted otherwise as another column");
                }
            }
        });
    }
}
