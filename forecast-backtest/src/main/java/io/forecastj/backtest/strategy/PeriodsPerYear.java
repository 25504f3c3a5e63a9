package io.forecastj.backtest.strategy;

import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * The number of rows of a year, and where it comes from.
 *
 * @param value the number
 * @param source its origin, for a reader
 */
record PeriodsPerYear(double value, String source) {
    private static final double YEAR_MILLIS = Duration.ofDays(365).toMillis();
    private static final double MEAN_YEAR_MILLIS = 365.25 * Duration.ofDays(1).toMillis();

    static PeriodsPerYear given(double value) {
        return new PeriodsPerYear(value, "given");
    }

    /** Derives the number from a constant spacing that all bars have, or else counts the rows of their timeline. */
    static PeriodsPerYear of(List<TimeSeries> bars, PriceGrid grid) {
        List<Sampling> spacings =
                bars.stream().map(TimeSeries::sampling).distinct().toList();
        if (spacings.size() == 1) {
            Sampling spacing = spacings.get(0);
            if (spacing instanceof Sampling.Fixed fixed) {
                return new PeriodsPerYear(YEAR_MILLIS / fixed.period().toMillis(), "rows " + words(fixed.period()));
            }
            if (spacing instanceof Sampling.Days days) {
                return new PeriodsPerYear(365.0 / days.days(), "rows " + words(Duration.ofDays(days.days())));
            }
            if (spacing instanceof Sampling.Calendar calendar) {
                String each = calendar.months() == 1 ? "a month" : calendar.months() + " months";
                return new PeriodsPerYear(12.0 / calendar.months(), "rows " + each + " apart");
            }
        }
        int rows = grid.length();
        double years = (grid.time(rows - 1) - grid.time(0)) / MEAN_YEAR_MILLIS;
        String source = StrategyText.of(
                "estimated: %,d rows in %s years; give periodsPerYear to fix it",
                rows, StrategyText.decimals(years, 2));
        return new PeriodsPerYear((rows - 1) / years, source);
    }

    private static String words(Duration distance) {
        if (distance.equals(Duration.ofDays(1))) {
            return "a day apart, 365 days a year";
        }
        return distance.toString().substring(1).replace("T", "").toLowerCase(Locale.ROOT) + " apart, 365 days a year";
    }

    String text() {
        return StrategyText.decimals(value, value == Math.rint(value) ? 0 : 1) + " periods a year (" + source + ")";
    }
}
