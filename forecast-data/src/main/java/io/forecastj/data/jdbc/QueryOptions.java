package io.forecastj.data.jdbc;

import io.forecastj.Sampling;
import io.forecastj.data.ClockChanges;
import io.forecastj.data.SeriesRows;
import io.forecastj.data.TableColumns;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Checked options of one query.
 *
 * @param sql the query
 * @param binds the values of its parameters
 * @param columns the choice of columns
 * @param published the column of publication times, or null
 * @param named the id of the single series, or null
 * @param zone the time zone of local times
 * @param changes the choice where clocks change
 * @param unit the unit of times that are numbers, or null
 * @param sampling the declared sampling, or null
 * @param fetchSize the number of rows that the driver fetches at once
 * @param timeout the longest time until the first row, or null
 * @param maxRows the largest number of rows
 */
record QueryOptions(
        String sql,
        List<@Nullable Object> binds,
        TableColumns columns,
        @Nullable String published,
        @Nullable String named,
        ZoneId zone,
        ClockChanges changes,
        @Nullable TimeUnit unit,
        @Nullable Sampling sampling,
        int fetchSize,
        @Nullable Duration timeout,
        long maxRows) {

    /** Returns the name of the query for messages. */
    String source() {
        return "query '" + SqlText.shortened(sql) + "'";
    }

    /** Returns rows without any. */
    SeriesRows rows(TableColumns.Found found) {
        SeriesRows rows = SeriesRows.of(source(), found.names())
                .attributes(found.attributes())
                .zone(zone, changes);
        if (published != null) {
            rows.publications(published);
        }
        if (named != null) {
            rows.named(named);
        }
        if (unit != null) {
            rows.epoch(unit);
        }
        if (sampling != null) {
            rows.sampling(sampling);
        }
        return rows;
    }
}
