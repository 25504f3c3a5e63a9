package io.forecastj.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one JSON object, read with checks. Messages name the path of the field. An absent field is null, since
 * writers may leave out nulls and empty values; unknown fields are ignored, since later versions may write more.
 */
final class PlainFields {
    private static final String TIME = "an ISO time such as 2026-01-31T00:00:00Z";

    private final Map<?, ?> fields;
    private final String path;

    private PlainFields(Map<?, ?> fields, String path) {
        this.fields = fields;
        this.path = path;
    }

    /** Returns the fields of an object. */
    static PlainFields of(@Nullable Object object, String path) {
        if (object instanceof Map<?, ?> map) {
            return new PlainFields(map, path);
        }
        throw expected("an object", path, object);
    }

    private static IllegalArgumentException expected(String what, String path, @Nullable Object found) {
        String text = String.valueOf(found);
        return new IllegalArgumentException("expected " + what + " in '" + path + "', found "
                + (found == null ? "nothing" : text.length() > 60 ? text.substring(0, 60) + "..." : text));
    }

    private String path(Object key) {
        return path.isEmpty() ? key.toString() : path + "." + key;
    }

    boolean has(String key) {
        return fields.get(key) != null;
    }

    /** Returns the keys, which JSON has as texts. */
    List<String> keys() {
        return fields.keySet().stream().map(String::valueOf).toList();
    }

    PlainFields object(String key) {
        return of(fields.get(key), path(key));
    }

    /** Returns an object, or one without fields if it is absent. */
    PlainFields objectOrEmpty(String key) {
        return has(key) ? object(key) : new PlainFields(Map.of(), path(key));
    }

    String text(String key) {
        return text(fields.get(key), path(key));
    }

    String textOrEmpty(String key) {
        return has(key) ? text(key) : "";
    }

    private static String text(@Nullable Object value, String path) {
        if (value instanceof String text) {
            return text;
        }
        throw expected("a text", path, value);
    }

    boolean flag(String key) {
        Object value = fields.get(key);
        if (value == null || value instanceof Boolean) {
            return Boolean.TRUE.equals(value);
        }
        throw expected("true or false", path(key), value);
    }

    long whole(String key) {
        return whole(fields.get(key), path(key));
    }

    private static long whole(@Nullable Object value, String path) {
        if (value instanceof Integer || value instanceof Long) {
            return ((Number) value).longValue();
        }
        if (value instanceof Number number && number.doubleValue() == (double) number.longValue()) {
            return number.longValue();
        }
        throw expected("a whole number", path, value);
    }

    int integer(String key, int least, int most) {
        return integer(fields.get(key), path(key), least, most);
    }

    private static int integer(@Nullable Object value, String path, int least, int most) {
        long number = whole(value, path);
        if (number < least || number > most) {
            throw expected("a number from " + least + " to " + most, path, value);
        }
        return (int) number;
    }

    double number(String key) {
        return number(fields.get(key), path(key));
    }

    private static double number(@Nullable Object value, String path) {
        if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
            return number.doubleValue();
        }
        throw expected("a number", path, value);
    }

    private static <T> T parsed(@Nullable Object value, String path, String what, Function<String, T> parser) {
        try {
            return parser.apply(text(value, path));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(expected(what, path, value).getMessage(), e);
        }
    }

    /** Returns a value that a text is parsed into; {@code what} describes it in a message. */
    <T> T value(String key, String what, Function<String, T> parser) {
        return parsed(fields.get(key), path(key), what, parser);
    }

    @Nullable
    Instant timeOrNull(String key) {
        return has(key) ? time(key) : null;
    }

    Instant time(String key) {
        return value(key, TIME, Instant::parse);
    }

    <E extends Enum<E>> E choice(String key, Class<E> type) {
        String text = text(key);
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(text)) {
                return constant;
            }
        }
        throw expected("one of " + List.of(type.getEnumConstants()), path(key), text);
    }

    /** Returns a list, empty if it is absent; each element is read by a function of it and its path. */
    private <T> List<T> list(String key, Element<T> reader) {
        Object value = fields.get(key);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof List<?> list)) {
            throw expected("an array", path(key), value);
        }
        List<T> read = new ArrayList<>(list.size());
        for (Object element : list) {
            read.add(reader.read(element, path(key) + "[" + read.size() + "]"));
        }
        return read;
    }

    private interface Element<T> {
        T read(@Nullable Object element, String path);
    }

    List<String> texts(String key) {
        return list(key, PlainFields::text);
    }

    <T> List<T> values(String key, String what, Function<String, T> parser) {
        return list(key, (element, at) -> parsed(element, at, what, parser));
    }

    List<Instant> times(String key) {
        return values(key, TIME, Instant::parse);
    }

    List<PlainFields> objects(String key) {
        return list(key, PlainFields::of);
    }

    List<Integer> integers(String key, int least, int most) {
        return list(key, (element, at) -> integer(element, at, least, most));
    }

    /** Returns numbers, NaN for null. */
    double[] numbers(String key) {
        return list(key, (element, at) -> element == null ? Double.NaN : number(element, at)).stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
    }

    /** Returns as many numbers as are expected, NaN for null. */
    double[] numbers(String key, int size) {
        double[] numbers = numbers(key);
        if (numbers.length != size) {
            throw expected(size + " numbers", path(key), numbers.length + " of them");
        }
        return numbers;
    }

    Map<String, String> textsByName() {
        Map<String, String> texts = new LinkedHashMap<>();
        keys().forEach(key -> texts.put(key, text(key)));
        return texts;
    }

    /** Returns a mistake that a check of several fields has found. */
    IllegalArgumentException flaw(String key, String message) {
        return new IllegalArgumentException("in '" + path(key) + "': " + message);
    }
}
