package io.forecastj.models.fallback;

import io.forecastj.Column;
import io.forecastj.ColumnRole;
import io.forecastj.InsufficientHistoryException;
import io.forecastj.InvalidSeriesException;
import io.forecastj.PredictorInfo;
import io.forecastj.TimeSeries;
import java.time.Instant;
import java.util.List;

/**
 * What is the caller's error, whoever would answer. Checked here, before any member sees it, so that no member is blamed
 * or loses a row.
 */
final class Checks {
    private Checks() {}

    static void requireHistory(PredictorInfo info, TimeSeries history) {
        for (Column column : info.columns()) {
            boolean attribute = column.role() == ColumnRole.STATIC;
            if (attribute ? !history.attributes().containsKey(column.name()) : !history.hasColumn(column.name())) {
                throw new InvalidSeriesException(history + " has no " + (attribute ? "attribute" : "column") + " '"
                        + column.name() + "', which '" + info.name() + "' needs");
            }
        }
        if (history.length() < info.requiredHistory()) {
            throw new InsufficientHistoryException("'" + info.name() + "' needs a history of at least "
                    + info.requiredHistory() + " rows, found " + history);
        }
    }

    static void requireFuture(List<String> known, TimeSeries rows, long after) {
        for (String name : known) {
            if (!rows.hasColumn(name)) {
                throw new InvalidSeriesException(
                        "the future " + rows + " has no column '" + name + "'; needed are " + known);
            }
        }
        if (rows.timestamp(0) <= after) {
            throw new InvalidSeriesException("known-future rows must come after " + Instant.ofEpochMilli(after)
                    + ", the last time known; found " + rows.time(0));
        }
    }

    static void requireRow(List<String> columns, long lastTime, long time, double[] values) {
        if (values.length != columns.size()) {
            throw new InvalidSeriesException("a row of " + values.length + " values at " + Instant.ofEpochMilli(time)
                    + "; expected one for each of " + columns);
        }
        if (time <= lastTime) {
            throw new InvalidSeriesException("a row at " + Instant.ofEpochMilli(time) + " is not after the last one at "
                    + Instant.ofEpochMilli(lastTime));
        }
        for (int c = 0; c < values.length; c++) {
            if (Double.isInfinite(values[c])) {
                throw new InvalidSeriesException("the row at " + Instant.ofEpochMilli(time) + " has the infinite value "
                        + values[c] + " in column '" + columns.get(c) + "'; use NaN for a missing value");
            }
        }
    }
}
