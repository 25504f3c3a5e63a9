package io.forecastj.data;

/** Parses the times of one file. Not thread-safe, since it may keep state. */
interface TimeParser {
    /**
     * Parses a time.
     *
     * @param text the time as written, not blank, without blanks around it
     * @param series the rows so far of the series to which the time belongs
     * @param at the place, for messages
     * @return milliseconds since 1970-01-01T00:00Z
     */
    long millis(String text, SeriesCollector series, CsvPosition at);
}
