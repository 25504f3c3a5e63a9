package io.forecastj.streams;

import io.forecastj.MessageText;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import io.forecastj.data.GapPolicy;
import io.forecastj.signal.SignalRule;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a stream.
 *
 * @param columns the columns of a row
 * @param sampling the spacing of every series, or null to leave it to the model
 * @param keptRows the number of rows that are kept of a series
 * @param gaps the policy for absent rows and missing values, or null to leave both to the model
 * @param maxGap the largest number of absent rows that the policy completes
 * @param late the policy for late rows
 * @param scoredSteps the steps to score, or null for all
 * @param signalColumn the price that the rule trades
 * @param signals the rule, or null for no signals
 * @param histories the history of a new series
 * @param liveSessions the number of sessions that a task keeps open
 */
record StreamSettings(
        List<String> columns,
        @Nullable Sampling sampling,
        int keptRows,
        @Nullable GapPolicy gaps,
        int maxGap,
        LateRows late,
        @Nullable List<Integer> scoredSteps,
        String signalColumn,
        @Nullable SignalRule signals,
        @Nullable Function<String, TimeSeries> histories,
        int liveSessions) {
    StreamSettings {
        requireTraded(signalColumn, signals, columns);
        if (gaps != null && sampling == null) {
            throw new IllegalStateException(
                    "gaps(...) needs the spacing of the rows, which the model does not" + " know; set sampling(...)");
        }
    }

    static void requireTraded(String signalColumn, @Nullable SignalRule signals, List<String> columns) {
        if (signals != null && !columns.contains(signalColumn)) {
            throw new IllegalArgumentException(
                    "signals trade the column '" + signalColumn + "', but rows have " + MessageText.list(columns));
        }
    }

    /** Returns what is known of a series before its first row. */
    TimeSeries history(String key) {
        if (histories == null) {
            TimeSeries.Builder none = TimeSeries.builder(columns).id(key);
            if (sampling != null) {
                none.sampling(sampling);
            }
            return none.build();
        }
        TimeSeries history = histories.apply(key).select(columns.toArray(String[]::new));
        if (!history.id().equals(key) || history.declaredSampling() == null && sampling != null) {
            TimeSeries.Builder named = history.toBuilder().id(key);
            if (history.declaredSampling() == null && sampling != null) {
                named.sampling(sampling);
            }
            history = named.build();
        }
        return history;
    }

    /** Returns the price of a row, NaN if it is missing or there are no signals. */
    double price(double[] values) {
        return signals == null ? Double.NaN : values[columns.indexOf(signalColumn)];
    }

    /** Returns the last price of a history, NaN if there is none. */
    double lastPrice(TimeSeries history) {
        if (signals != null) {
            double[] prices = history.values(signalColumn);
            for (int row = prices.length - 1; row >= 0; row--) {
                if (!Double.isNaN(prices[row])) {
                    return prices[row];
                }
            }
        }
        return Double.NaN;
    }
}
