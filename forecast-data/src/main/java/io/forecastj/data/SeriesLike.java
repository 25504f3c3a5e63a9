package io.forecastj.data;

import io.forecastj.InvalidSeriesException;
import io.forecastj.MessageText;
import io.forecastj.TimeSeries;
import java.util.List;

/** Starts series that belong to another one. */
final class SeriesLike {
    private SeriesLike() {}

    /** Returns a builder with the id, the attributes and the zone of a series. */
    static TimeSeries.Builder of(TimeSeries series, List<String> columns) {
        TimeSeries.Builder builder = TimeSeries.builder(columns).id(series.id()).zone(series.zone());
        series.attributes().forEach(builder::attribute);
        return builder;
    }

    /** Refuses a series with publication times for an operation that would mix what was known at different times. */
    static void requireNoVintages(TimeSeries series, String operation) {
        if (series.hasVintages()) {
            throw new InvalidSeriesException(operation + " would mix what was known at different times: " + series
                    + " has publication times in " + MessageText.list(series.vintageColumns())
                    + ". Take the values known at a time with asOf(...), or select(...) the other columns first");
        }
    }
}
