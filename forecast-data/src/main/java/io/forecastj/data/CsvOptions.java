package io.forecastj.data;

import io.forecastj.Sampling;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The checked options for reading one file. The time parser keeps state, so each file has a new one.
 *
 * @param delimiter the character between fields
 * @param time the time column, or null to find it by its name
 * @param published the publication times, or null if the rows have none
 * @param id the id column, or null to find it by its name
 * @param named the id of the single series, or null if ids come from the file
 * @param columns the requested columns, or an empty list for all others
 * @param attributes the columns of one number for each series
 * @param bars whether the first five columns are a price bar, and in which form it is read
 * @param times the parser of times
 * @param zone the time zone of the series
 * @param sampling the declared sampling, or null
 * @param numbers the parser of numbers
 * @param form the place and order of the rows
 */
record CsvOptions(
        char delimiter,
        @Nullable String time,
        @Nullable Published published,
        @Nullable String id,
        @Nullable String named,
        List<Choice> columns,
        List<String> attributes,
        Bars bars,
        TimeParser times,
        ZoneId zone,
        @Nullable Sampling sampling,
        CsvNumbers numbers,
        TableForm form) {

    /**
     * A column to read.
     *
     * @param header its name in the file
     * @param name its name in the series
     */
    record Choice(String header, String name) {}

    /**
     * The publication times of the rows.
     *
     * @param column their column
     * @param times their parser
     */
    record Published(String column, TimeParser times) {}
}
