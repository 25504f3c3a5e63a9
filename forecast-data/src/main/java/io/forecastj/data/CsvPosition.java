package io.forecastj.data;

import io.forecastj.InvalidSeriesException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The current place in a file, which every message names. One object is moved along, so that valid rows cost nothing.
 */
final class CsvPosition {
    private static final int SHOWN = 60;

    private final String file;
    private final String unit;
    private long line = 1;
    private String column = "";

    CsvPosition(String file) {
        this(file, "line");
    }

    /**
     * Makes a position in something else than a file of text.
     *
     * @param file the name of the whole
     * @param unit what is numbered in it, such as a row; empty for the whole
     */
    CsvPosition(String file, String unit) {
        this.file = file;
        this.unit = unit;
    }

    void line(long line) {
        this.line = line;
        this.column = "";
    }

    void column(String column) {
        this.column = column;
    }

    String file() {
        return file;
    }

    long line() {
        return line;
    }

    /** Returns another place as messages write it, such as {@code line 5}. */
    String place(long line) {
        return unit + " " + line;
    }

    InvalidSeriesException error(String problem) {
        String where = column.isEmpty() ? "" : ", column '" + column + "'";
        String place = unit.isEmpty() ? "" : ", " + place(line);
        return new InvalidSeriesException(file + place + where + ": " + problem);
    }

    /** Quotes texts of the file for a message, at most this many of them. */
    static String list(List<String> texts, int most) {
        String shown = texts.stream().limit(most).map(CsvPosition::quote).collect(Collectors.joining(", "));
        return texts.size() > most ? shown + ", ... and " + (texts.size() - most) + " more" : shown;
    }

    /** Quotes a text of the file for a message, on one line, shortened if long; escapes what is not seen. */
    static String quote(String text) {
        StringBuilder quoted = new StringBuilder("'");
        text.codePoints().limit(SHOWN).forEach(c -> {
            switch (c) {
                case '\r' -> quoted.append("\\r");
                case '\n' -> quoted.append("\\n");
                case '\t' -> quoted.append('\t');
                case 0 -> quoted.append("\\0");
                default -> {
                    if (isUnseen(c)) {
                        quoted.append(String.format("\\u%04X", c));
                    } else {
                        quoted.appendCodePoint(c);
                    }
                }
            }
        });
        return quoted.append(text.codePointCount(0, text.length()) > SHOWN ? "...'" : "'")
                .toString();
    }

    /** Returns whether a character has no picture, as a byte order mark, or is half of one. */
    private static boolean isUnseen(int c) {
        int type = Character.getType(c);
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.SURROGATE
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }
}
