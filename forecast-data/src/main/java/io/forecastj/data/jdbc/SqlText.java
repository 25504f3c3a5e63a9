package io.forecastj.data.jdbc;

/** Shows parts of queries and results in messages. */
final class SqlText {
    private static final int SHOWN = 60;

    private SqlText() {}

    /** Quotes a value on one line, shortened if long. */
    static String quote(Object value) {
        String text = value instanceof byte[] bytes ? bytes.length + " bytes" : String.valueOf(value);
        return "'" + shortened(text) + "'";
    }

    /** Returns a text on one line, shortened if long. */
    static String shortened(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "...";
    }

    /** Returns what a value is, in words. */
    static String kind(Object value) {
        if (value instanceof String) {
            return "a text";
        }
        if (value instanceof byte[]) {
            return "binary";
        }
        return "of the type " + value.getClass().getSimpleName();
    }
}
