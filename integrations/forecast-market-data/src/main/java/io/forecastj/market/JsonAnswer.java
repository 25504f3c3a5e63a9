package io.forecastj.market;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.util.Arrays;

/** Reads a JSON answer from its first to its last character, and refuses what has another form. */
final class JsonAnswer implements AutoCloseable {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** Some 330 years: a count of another unit is far more or less. */
    private static final long FARTHEST = 10_413_792_000_000L;

    private final JsonParser parser;

    private JsonAnswer(JsonParser parser) {
        this.parser = parser;
    }

    /** Content of an answer, read by the parser. */
    @FunctionalInterface
    interface Content<T> {
        T read(JsonAnswer json) throws IOException, FailedAttempt;
    }

    /**
     * Reads a whole answer.
     *
     * @throws FailedAttempt if it is no JSON, is cut, or its content is not of the expected form
     */
    static <T> T read(HttpAnswer answer, Content<T> content) throws FailedAttempt {
        if (answer.isHtml()) {
            throw FailedAttempt.refused("expected JSON, found HTML: " + answer.shown()
                    + "; a proxy may be in between, or the provider blocks this client");
        }
        if (answer.body().length == 0) {
            throw FailedAttempt.down("expected JSON, found an empty answer", null);
        }
        char first = answer.firstCharacter();
        if (first != '[' && first != '{') {
            throw FailedAttempt.refused(
                    "expected JSON, found " + answer.shown() + " of content type '" + answer.contentType() + "'");
        }
        try (JsonAnswer json = new JsonAnswer(FACTORY.createParser(answer.body()))) {
            json.next();
            T result = content.read(json);
            if (json.parser.nextToken() != null) {
                throw FailedAttempt.refused("expected the end of the JSON, found more text " + json.place());
            }
            return result;
        } catch (JsonProcessingException e) {
            // the parser has other exceptions for an end within a token or between two
            if (e instanceof JsonEOFException
                    || e.getLocation().getByteOffset() >= answer.body().length
                    || answer.lastCharacter() != (first == '[' ? ']' : '}')) {
                throw FailedAttempt.down("the JSON is cut after " + answer.body().length + " bytes", e);
            }
            throw FailedAttempt.refused("expected JSON, found a fault in it: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw FailedAttempt.refused("the JSON cannot be read: " + e, e);
        }
    }

    /** Moves to the next token. */
    JsonToken next() throws IOException {
        JsonToken token = parser.nextToken();
        if (token == null) {
            throw new JsonEOFException(parser, JsonToken.NOT_AVAILABLE, "the text ends");
        }
        return token;
    }

    /** Returns the current token. */
    JsonToken token() {
        JsonToken token = parser.currentToken();
        return token == null ? JsonToken.NOT_AVAILABLE : token;
    }

    /** Refuses a current token of another kind. */
    void require(JsonToken expected, String what) throws IOException, FailedAttempt {
        if (token() != expected) {
            throw unexpected(what + " (" + expected + ")");
        }
    }

    /** Value of a field of an object, read by the parser; its first token is the current one. */
    @FunctionalInterface
    interface Field {
        void read(String name) throws IOException, FailedAttempt;
    }

    /** Reads an object, the current value, field by field. */
    void object(String what, Field field) throws IOException, FailedAttempt {
        require(JsonToken.START_OBJECT, what);
        while (next() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            next();
            field.read(name);
        }
    }

    /** Reads an array of numbers, the current value; null becomes NaN. */
    double[] numbers(String what) throws IOException, FailedAttempt {
        require(JsonToken.START_ARRAY, "an array with " + what);
        double[] numbers = new double[64];
        int size = 0;
        while (next() != JsonToken.END_ARRAY) {
            if (size == numbers.length) {
                numbers = Arrays.copyOf(numbers, 2 * size);
            }
            numbers[size++] = token() == JsonToken.VALUE_NULL ? Double.NaN : number(what);
        }
        return Arrays.copyOf(numbers, size);
    }

    /** Leaves out the current value with all its parts. */
    void skip() throws IOException {
        if (token() == JsonToken.START_ARRAY || token() == JsonToken.START_OBJECT) {
            parser.skipChildren();
            if (parser.currentToken() == null || parser.currentToken().isStructStart()) {
                throw new JsonEOFException(parser, JsonToken.NOT_AVAILABLE, "the text ends");
            }
        }
    }

    /** Returns the current value as a finite number; a text that is one is accepted. */
    private double number(String what) throws IOException, FailedAttempt {
        if (token() != JsonToken.VALUE_STRING && !token().isNumeric()) {
            throw unexpected("a number as " + what);
        }
        return finite(parser.getText(), what + " " + place());
    }

    /** Reads an array of times, the current value, as epoch milliseconds. */
    long[] times(String what, int millis) throws IOException, FailedAttempt {
        require(JsonToken.START_ARRAY, "an array with " + what);
        long[] times = new long[64];
        int size = 0;
        while (next() != JsonToken.END_ARRAY) {
            if (size == times.length) {
                times = Arrays.copyOf(times, 2 * size);
            }
            times[size++] = time(what, millis);
        }
        return Arrays.copyOf(times, size);
    }

    /** Returns the current value as an integer. */
    private long integer(String what) throws IOException, FailedAttempt {
        if (token() != JsonToken.VALUE_NUMBER_INT) {
            throw unexpected("an integer as " + what);
        }
        return parser.getLongValue();
    }

    /**
     * Reads an array of numbers, the current value, whose first one is a time.
     *
     * @param values receives the numbers after the time at their own places
     * @param fields the number of values that the array must have
     * @param millis the milliseconds of the time's unit
     * @return the time in epoch milliseconds
     */
    long row(double[] values, int fields, int millis) throws IOException, FailedAttempt {
        require(JsonToken.START_ARRAY, "a bar");
        next();
        long time = time("the time of a bar", millis);
        for (int field = 1; field < fields; field++) {
            if (next() == JsonToken.END_ARRAY) {
                throw FailedAttempt.refused(
                        "expected a bar of " + fields + " values, found one of " + field + " " + place());
            }
            values[field] = number("value " + field + " of a bar");
        }
        if (next() != JsonToken.END_ARRAY) {
            throw FailedAttempt.refused("expected a bar of " + fields + " values, found one of more " + place());
        }
        return time;
    }

    /** Returns the current value as a time from 1640 to 2300 in epoch milliseconds. */
    long time(String what, int millis) throws IOException, FailedAttempt {
        long count = integer(what);
        if (count > FARTHEST / millis || count < -FARTHEST / millis) {
            throw FailedAttempt.refused(
                    "expected " + what + " in units of " + millis + " ms, found " + count + " " + place());
        }
        return count * millis;
    }

    /** Returns the current value as a text. */
    String text(String what) throws IOException, FailedAttempt {
        require(JsonToken.VALUE_STRING, what);
        return parser.getText();
    }

    /** Returns the failure of a current token that was not expected. */
    FailedAttempt unexpected(String expected) throws IOException {
        return FailedAttempt.refused("expected " + expected + ", found " + token()
                + (token().isScalarValue() ? " " + shortened(parser.getText()) : "") + " " + place());
    }

    private String place() {
        return "at byte " + parser.currentTokenLocation().getByteOffset();
    }

    private static String shortened(String text) {
        return "'" + (text.length() > 40 ? text.substring(0, 40) + "..." : text) + "'";
    }

    /** Returns the number of a text with digits, sign, point and exponent only. */
    private static double finite(String text, String what) throws FailedAttempt {
        boolean plain = !text.isEmpty()
                && text.chars()
                        .allMatch(
                                c -> c >= '0' && c <= '9' || c == '.' || c == '-' || c == '+' || c == 'e' || c == 'E');
        double value;
        try {
            value = plain ? Double.parseDouble(text) : Double.NaN;
        } catch (NumberFormatException e) {
            value = Double.NaN;
        }
        if (!Double.isFinite(value)) {
            throw FailedAttempt.refused("expected a finite number as " + what + ", found " + shortened(text));
        }
        return value;
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
