package io.forecastj.data;

/**
 * Converts ISO dates and date-times of usual length without java.time's parsers.
 *
 * <p>All methods return milliseconds, or {@link #NONE} for a text of another form, an impossible date or a time finer
 * than a millisecond, which the slower parsers then read or refuse.
 */
final class IsoText {
    /** No time: far outside the range of those that are read here. */
    static final long NONE = Long.MIN_VALUE;

    static final long DAY = 86_400_000L;

    private static final int DATE = 10;
    private static final int MINUTES = 16;
    private static final int SECONDS = 19;
    private static final int NANOS = 9;
    private static final int MINUTE = 60_000;
    private static final int SECOND = 1_000;

    /** Offsets reach to 18 hours. */
    private static final int LAST_HOUR = 17;

    private static final int[] DAYS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    /** Days from the first of March in the year 0 to 1970-01-01. */
    private static final int EPOCH_DAY = 719_468;

    private static final int DAYS_OF_ERA = 146_097;

    private IsoText() {}

    /** Converts a date such as 2020-12-31, as midnight in UTC. */
    static long date(char[] chars, int from, int to) {
        return to - from == DATE ? day(chars, from) : NONE;
    }

    /** Converts a date-time without an offset, such as 2020-12-31T23:59 or 2020-12-31 23:59:58.123, in UTC. */
    static long dateTime(char[] chars, int from, int to) {
        if (to - from < MINUTES) {
            return NONE;
        }
        char separator = chars[from + DATE];
        long day = separator == 'T' || separator == ' ' ? day(chars, from) : NONE;
        int hour = two(chars, from + 11, 23);
        int minute = two(chars, from + 14, 59);
        if (day == NONE || hour < 0 || minute < 0 || chars[from + 13] != ':') {
            return NONE;
        }
        long millis = day + (60L * hour + minute) * MINUTE;
        if (to - from == MINUTES) {
            return millis;
        }
        if (to - from < SECONDS || chars[from + MINUTES] != ':') {
            return NONE;
        }
        int second = two(chars, from + 17, 59);
        int fraction = fraction(chars, from + SECONDS, to);
        return second < 0 || fraction < 0 ? NONE : millis + second * SECOND + fraction;
    }

    /** Converts a date-time that ends with Z or an offset such as +02:00. */
    static long instant(char[] chars, int from, int to) {
        if (to - from <= MINUTES) {
            return NONE;
        }
        if (chars[to - 1] == 'Z') {
            return dateTime(chars, from, to - 1);
        }
        int sign = to - 6;
        if (sign < from + MINUTES || (chars[sign] != '+' && chars[sign] != '-') || chars[to - 3] != ':') {
            return NONE;
        }
        long local = dateTime(chars, from, sign);
        int hours = two(chars, sign + 1, LAST_HOUR);
        int minutes = two(chars, sign + 4, 59);
        if (local == NONE || hours < 0 || minutes < 0) {
            return NONE;
        }
        long offset = (60L * hours + minutes) * MINUTE;
        return chars[sign] == '+' ? local - offset : local + offset;
    }

    private static long day(char[] chars, int from) {
        int century = two(chars, from, 99);
        int rest = two(chars, from + 2, 99);
        int month = two(chars, from + 5, 12);
        int day = two(chars, from + 8, 31);
        if (century < 0 || rest < 0 || month < 1 || day < 1 || chars[from + 4] != '-' || chars[from + 7] != '-') {
            return NONE;
        }
        int year = 100 * century + rest;
        boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        if (day > DAYS[month - 1] + (month == 2 && leap ? 1 : 0)) {
            return NONE;
        }
        // a year that begins in March has the leap day at its end; one more era keeps the year 0 positive
        int shifted = (month > 2 ? year : year - 1) + 400;
        int ofEra = shifted % 400;
        int ofYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
        int days = 365 * ofEra + ofEra / 4 - ofEra / 100 + ofYear;
        return (long) ((shifted / 400 - 1) * DAYS_OF_ERA + days - EPOCH_DAY) * DAY;
    }

    /** Converts what follows the seconds: nothing, or a point and up to nine digits; -1 for anything else. */
    private static int fraction(char[] chars, int from, int to) {
        if (from == to) {
            return 0;
        }
        if (chars[from] != '.' || to - from < 2 || to - from > 1 + NANOS) {
            return -1;
        }
        int millis = 0;
        for (int i = 1; i <= Math.max(3, to - from - 1); i++) {
            int digit = from + i < to ? chars[from + i] - '0' : 0;
            if (digit < 0 || digit > 9 || (i > 3 && digit != 0)) {
                return -1;
            }
            millis = i <= 3 ? 10 * millis + digit : millis;
        }
        return millis;
    }

    /** Converts two digits; -1 if they are none, or more than the largest value. */
    private static int two(char[] chars, int at, int largest) {
        int tens = chars[at] - '0';
        int ones = chars[at + 1] - '0';
        if (tens < 0 || tens > 9 || ones < 0 || ones > 9) {
            return -1;
        }
        int value = 10 * tens + ones;
        return value > largest ? -1 : value;
    }
}
