package io.forecastj.data;

import io.forecastj.InvalidSeriesException;

/**
 * The current place in a file, which every message names. One object is moved along, so that valid rows cost nothing.
 */
final class CsvPosition {
    private static final int SHOWN = 60;

    private final String file;
    private long line = 1;
    private String column = "";

    CsvPosition(String file) {
        this.file = file;
    }

    void line(long line) {
        this.line = line;
        this.column = "";
    }

    void column(String column) {
        this.column = column;
    }

    long line() {
        return line;
    }

    InvalidSeriesException error(String problem) {
        String where = column.isEmpty() ? "" : ", column '" + column + "'";
        return new InvalidSeriesException(file + ", line " + line + where + ": " + problem);
    }

    /** Quotes a text of the file for a message, on one line and shortened if long. */
    static String quote(String text) {
        String cut = text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
        return "'" + cut.replace("\r", "\\r").replace("\n", "\\n").replace("\0", "\\0") + "'";
    }
}
