package io.forecastj.data;

import io.forecastj.Ohlcv;
import io.forecastj.TimeSeries;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Searches a series for flaws of data: gaps, outliers, jumps, stuck values, contradictory bars, splits, and times that
 * follow the wrong clock.
 *
 * <p>Stateless and thread-safe. Nothing is changed or removed. The search looks at the whole series, so its result is
 * for people: a filter that follows it would know the future.
 *
 * <p>Outliers and jumps are found in the differences of consecutive values by the Hampel identifier (Davies and Gather,
 * The identification of multiple outliers, Journal of the American Statistical Association 88, 1993): the distance of a
 * difference from the median of the 101 around it, divided by 1.4826 times their median absolute deviation, which
 * estimates a standard deviation. An outlier has a distance of at least 6 and 4 times the 95 % quantile of all
 * distances, and the values return within 5 rows; a jump at least 10 and 5 times the 99 % quantile, and the level
 * stays. So fat tails and regular steps raise the thresholds, and a step that also occurs a season before or after is
 * none. Prices and amounts are compared by their logarithms. Columns of at most 10 different values, such as flags, are
 * not searched, nor are series of fewer than 30 values.
 */
public final class Checks {
    private static final Set<String> PRICES =
            Set.of(Ohlcv.OPEN, Ohlcv.HIGH, Ohlcv.LOW, Ohlcv.CLOSE, Ohlcv.ADJUSTED_CLOSE);

    private static final List<String> AMOUNTS =
            List.of("volume", "trades", "dollar", "quantity", "count", "amount", "open_interest", "turnover");

    private Checks() {}

    /**
     * Searches a series; of one with publication times, the last published values.
     *
     * @param series the series
     * @return the findings
     */
    public static SeriesReport report(TimeSeries series) {
        Map<String, Double> shares = new LinkedHashMap<>();
        for (String column : series.columns()) {
            shares.put(column, missingShare(series.values(column)));
        }
        List<SeriesFlaw> flaws = new ArrayList<>();
        if (series.length() > 0) {
            // declared, so that the spacing is inferred once
            TimeSeries last = series.asOf(Instant.MAX);
            TimeSeries spaced = last.toBuilder().sampling(series.sampling()).build();
            flaws.addAll(TimeFlaws.find(spaced));
            flaws.addAll(ShiftFlaws.find(spaced));
            flaws.addAll(BarFlaws.find(spaced));
            flaws.addAll(RunFlaws.repeated(spaced));
            Set<Integer> splits = BarFlaws.splits(flaws);
            for (String column : series.columns()) {
                flaws.addAll(ValueFlaws.find(spaced, column));
                flaws.addAll(RunFlaws.constant(spaced, column));
                flaws.addAll(StepFlaws.find(spaced, column, splits));
            }
        }
        return new SeriesReport(series, shares, flaws);
    }

    private static double missingShare(double[] values) {
        int missing = 0;
        for (double value : values) {
            missing += Double.isNaN(value) ? 1 : 0;
        }
        return values.length == 0 ? 0 : (double) missing / values.length;
    }

    static boolean isPrice(String column) {
        return PRICES.contains(column.toLowerCase(Locale.ROOT));
    }

    /** Returns whether a column counts an amount by its name, such as volume or buy_volume. */
    static boolean isAmount(String column) {
        String name = column.toLowerCase(Locale.ROOT);
        return AMOUNTS.stream().anyMatch(amount -> name.equals(amount) || name.endsWith("_" + amount));
    }
}
