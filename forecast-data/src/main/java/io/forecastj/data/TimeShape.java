package io.forecastj.data;

/** The forms of a time that can be detected from the text. */
enum TimeShape {
    DATE("a date"),
    DATE_TIME("a date-time without offset"),
    INSTANT("a date-time with offset"),
    EPOCH("a whole number"),
    MONTH("a month"),
    QUARTER("a quarter"),
    WEEK("an ISO week"),
    WEEK_DAY("a day of an ISO week");

    private final String words;

    TimeShape(String words) {
        this.words = words;
    }

    /** Returns the form that a text appears to have; parsing may still fail. */
    static TimeShape of(String text) {
        if (integer(text)) {
            return EPOCH;
        }
        int separator = separator(text);
        if (separator < 0) {
            TimeShape period = PeriodStamps.shape(text);
            return period == null ? DATE : period;
        }
        for (int i = separator + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 'Z' || c == 'z' || c == '+' || c == '-' || c == '[') {
                return INSTANT;
            }
        }
        return ZoneTexts.endsWithUtc(text) ? INSTANT : DATE_TIME;
    }

    /** Returns the index of the character between date and time of day, or -1. */
    static int separator(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 'T' || c == 't' || c == ' ') {
                return i;
            }
        }
        return -1;
    }

    /** Returns whether a text is an integer with an optional minus sign. */
    static boolean integer(String text) {
        int from = text.startsWith("-") ? 1 : 0;
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return text.length() > from;
    }

    @Override
    public String toString() {
        return words;
    }
}
