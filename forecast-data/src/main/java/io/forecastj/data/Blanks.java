package io.forecastj.data;

/** Blanks around the fields of a file. */
final class Blanks {
    private Blanks() {}

    /** Removes blanks at both ends. Unlike {@link String#strip}, also the no-break spaces that spreadsheets export. */
    static String strip(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && blank(text.charAt(from))) {
            from++;
        }
        while (from < to && blank(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    /** Returns whether a character counts as a blank. */
    static boolean blank(char c) {
        // most are digits and letters
        return (c <= ' ' || c > '~') && (Character.isWhitespace(c) || Character.isSpaceChar(c));
    }
}
