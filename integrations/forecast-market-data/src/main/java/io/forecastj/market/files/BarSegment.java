package io.forecastj.market.files;

import io.forecastj.TimeSeries;
import java.time.Instant;

/**
 * All bars of a provider whose start is in a span of time. They are final: no bar comes or changes.
 *
 * @param from the start of the span in milliseconds since 1970-01-01T00:00Z
 * @param to its end, exclusive
 * @param bars the bars; {@link TimeSeries#empty()} if the span has none
 */
record BarSegment(long from, long to, TimeSeries bars) {
    /** Returns a view of the bars from a time to another one, exclusive. */
    TimeSeries between(long start, long end) {
        return between(bars, start, end);
    }

    /** Returns a view of the rows of a series from a time to another one, exclusive. */
    static TimeSeries between(TimeSeries series, long start, long end) {
        return series.between(Instant.ofEpochMilli(start), Instant.ofEpochMilli(end - 1));
    }

    /** Returns a longer segment. */
    BarSegment until(long end, TimeSeries later) {
        return new BarSegment(from, end, bars.concat(later));
    }
}
