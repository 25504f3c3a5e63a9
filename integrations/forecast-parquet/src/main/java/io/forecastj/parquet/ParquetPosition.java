package io.forecastj.parquet;

import io.forecastj.InvalidSeriesException;

/** The current place in a column of a file. One object is moved along, so that valid rows cost nothing. */
final class ParquetPosition {
    private static final int SHOWN = 60;

    private final String file;
    private final String column;
    private long firstRow = 1;
    private int index;

    ParquetPosition(String file, String column) {
        this.file = file;
        this.column = column;
    }

    /** Sets the number of the row with the index 0; rows of a file are counted from 1. */
    void firstRow(long row) {
        this.firstRow = row;
        this.index = 0;
    }

    void index(int index) {
        this.index = index;
    }

    long row() {
        return firstRow + index;
    }

    String file() {
        return file;
    }

    InvalidSeriesException error(String problem) {
        return new InvalidSeriesException(file + ", row " + row() + ", column '" + column + "': " + problem);
    }

    /** Quotes a text of the file for a message, on one line and shortened if long. */
    static String quote(String text) {
        String cut = text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
        return "'" + cut.replace("\r", "\\r").replace("\n", "\\n").replace("\0", "\\0") + "'";
    }
}
