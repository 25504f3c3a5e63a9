package io.forecastj.data;

/** The ways of writing a time that are recognised by their look. */
enum TimeShape {
    DATE("a date"),
    DATE_TIME("a date-time without offset"),
    INSTANT("a date-time with offset"),
    SECONDS("epoch seconds"),
    MILLIS("epoch milliseconds");

    /** Below, an integer is seconds: up to the year 5138, or, as milliseconds, before March 1973. */
    static final long SECONDS_END = 100_000_000_000L;

    private final String words;

    TimeShape(String words) {
        this.words = words;
    }

    /** What a text looks like; it may still fail to parse. */
    static TimeShape of(String text) {
        if (integer(text)) {
            // longer texts would not fit a long, and are far above the bound
            boolean small = text.length() <= 18 && Math.abs(Long.parseLong(text)) < SECONDS_END;
            return small ? SECONDS : MILLIS;
        }
        int separator = separator(text);
        if (separator < 0) {
            return DATE;
        }
        for (int i = separator + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 'Z' || c == 'z' || c == '+' || c == '-') {
                return INSTANT;
            }
        }
        return DATE_TIME;
    }

    /** Where the time of the day begins, or -1. */
    static int separator(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 'T' || c == 't' || c == ' ') {
                return i;
            }
        }
        return -1;
    }

    /** Tells whether a text is an integer with an optional minus sign. */
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
