package io.forecastj.models.lightgbm;

import io.forecastj.ModelLoadException;

/**
 * Values after a key: numbers or words, separated by one space.
 *
 * <p>Counts before it allocates, so that memory is limited by the text and not by a number in the text. The syntax of
 * numbers is stricter than Java's and LightGBM's: digits, a point, an exponent.
 */
final class TextValues {
    /** LightGBM writes at most 24 characters for a number; longer ones only cost time. */
    private static final int MAX_NUMBER = 64;

    private final TextSource source;
    private final String key;
    private final int line;
    private final String text;
    private final byte[] bytes;
    private final int from;
    private final int to;
    private long expected;
    private int at;

    TextValues(TextSource source, String key, int line, String text, int from, int to) {
        this.source = source;
        this.key = key;
        this.line = line;
        this.text = text;
        this.bytes = source.bytes();
        this.from = from;
        this.to = to;
        this.at = from;
    }

    boolean is(String whole) {
        return to - from == whole.length() && text.startsWith(whole, from);
    }

    String shown() {
        return source.shown(from, to);
    }

    int count() {
        if (from == to) {
            return 0;
        }
        int count = 1;
        for (int i = from; i < to; i++) {
            if (bytes[i] == ' ') {
                count++;
            }
        }
        return count;
    }

    /** Begins to read values; a line that is too short for them is refused before memory is allocated. */
    private void begin(long count) {
        expected = count;
        at = from;
        if (count > to - from + 1L) {
            requireCount();
        }
    }

    /** Refuses a line that has more values than were read. */
    private void end() {
        if (at != (expected == 0 ? to : to + 1)) {
            requireCount();
        }
    }

    private void requireCount() {
        int found = count();
        if (found != expected) {
            throw refuse("expected " + expected + " values in '" + key + "', found " + found);
        }
    }

    String[] words() {
        return from == to ? new String[0] : text.substring(from, to).split(" ", -1);
    }

    int integer(long min, long max) {
        begin(1);
        int value = (int) nextLong(min, max);
        end();
        return value;
    }

    int[] integers(long count, long min, long max) {
        begin(count);
        int[] values = new int[(int) count];
        for (int i = 0; i < values.length; i++) {
            values[i] = (int) nextLong(min, max); // unsigned words keep their bits
        }
        end();
        return values;
    }

    byte[] bytes(long count, long min, long max) {
        begin(count);
        byte[] values = new byte[(int) count];
        for (int i = 0; i < values.length; i++) {
            values[i] = (byte) nextLong(min, max);
        }
        end();
        return values;
    }

    /** Numbers that are accepted in addition to finite ones. */
    enum Allow {
        FINITE,
        INFINITE,
        ANY
    }

    double[] doubles(long count, Allow allow) {
        begin(count);
        double[] values = new double[(int) count];
        for (int i = 0; i < values.length; i++) {
            values[i] = nextDouble(allow);
        }
        end();
        return values;
    }

    private long nextLong(long min, long max) {
        int end = tokenEnd();
        int i = at;
        boolean negative = i < end && bytes[i] == '-';
        if (negative) {
            i++;
        }
        boolean valid = i < end && end - i <= 10;
        long value = 0;
        while (valid && i < end) {
            int digit = bytes[i++] - '0';
            valid = digit >= 0 && digit <= 9;
            value = 10 * value + digit;
        }
        value = negative ? -value : value;
        if (!valid || value < min || value > max) {
            requireCount();
            throw refuse("expected whole numbers from " + min + " to " + max + " in '" + key + "', found "
                    + source.shown(at, end));
        }
        at = end + 1;
        return value;
    }

    private double nextDouble(Allow allow) {
        int end = tokenEnd();
        double usual = end - at <= MAX_NUMBER ? DecimalBytes.parse(bytes, at, end) : Double.NaN;
        if (!Double.isNaN(usual)) {
            at = end + 1;
            return usual;
        }
        boolean decimal = isDecimal(at, end);
        double value = decimal ? Double.parseDouble(text.substring(at, end)) : special(at, end);
        boolean allowed = Double.isFinite(value)
                || allow == Allow.ANY && !decimal
                || allow == Allow.INFINITE && !decimal && !Double.isNaN(value);
        if (!allowed) {
            throw badNumber(end);
        }
        at = end + 1;
        return value;
    }

    private double special(int from, int end) {
        return switch (end - from <= 4 ? text.substring(from, end) : "") {
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            case "nan", "-nan" -> Double.NaN;
            default -> throw badNumber(end);
        };
    }

    private ModelLoadException badNumber(int end) {
        requireCount();
        return refuse("expected finite numbers in '" + key + "', found " + source.shown(at, end));
    }

    /** Makes an exception that names this line. */
    ModelLoadException refuse(String message) {
        return source.refuseAt(line, message);
    }

    private boolean isDecimal(int from, int end) {
        if (end - from > MAX_NUMBER) {
            return false;
        }
        int i = from < end && bytes[from] == '-' ? from + 1 : from;
        int whole = digits(i, end);
        if (whole == i) {
            return false;
        }
        i = whole;
        if (i < end && bytes[i] == '.') {
            int fraction = digits(i + 1, end);
            if (fraction == i + 1) {
                return false;
            }
            i = fraction;
        }
        if (i < end && bytes[i] == 'e') {
            i++;
            if (i < end && (bytes[i] == '-' || bytes[i] == '+')) {
                i++;
            }
            int exponent = digits(i, end);
            if (exponent == i) {
                return false;
            }
            i = exponent;
        }
        return i == end;
    }

    private int digits(int i, int end) {
        int at = i;
        while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
            at++;
        }
        return at;
    }

    private int tokenEnd() {
        if (at > to) {
            requireCount(); // the line has fewer values
        }
        int end = at;
        // within this line only: a text without blanks would otherwise be searched to its end for each value
        while (end < to && bytes[end] != ' ') {
            end++;
        }
        return end;
    }
}
