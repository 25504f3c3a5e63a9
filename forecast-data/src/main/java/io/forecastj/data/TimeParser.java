package io.forecastj.data;

/** Parses the times of one file. Not thread-safe, since it may keep state. */
interface TimeParser {
    /**
     * Parses a time.
     *
     * @param text the time as written, not blank, without blanks around it
     * @param series the times before in the same column and series
     * @param at the place, for messages
     * @return milliseconds since 1970-01-01T00:00Z
     */
    long millis(String text, EarlierTimes series, CsvPosition at);

    /**
     * Parses the time in a field of a row; the same as that of its text, and faster where a parser can do without one.
     *
     * @param row the row
     * @param field the index of the field, which is not blank
     * @param series the times before in the same column and series
     * @param at the place, for messages
     * @return milliseconds since 1970-01-01T00:00Z
     */
    default long millis(CsvRow row, int field, EarlierTimes series, CsvPosition at) {
        return millis(row.stripped(field), series, at);
    }
}
