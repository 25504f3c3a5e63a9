package io.forecastj.json;

import io.forecastj.ForecastStatus;
import io.forecastj.MessageText;
import io.forecastj.NullNotes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one JSON object, read with checks. Messages name the path of the field. An absent field is null, since
 * writers may leave out nulls and empty values; unknown fields are ignored, since later versions may write more.
 */
final class PlainFields {
    /** The start of a note on a null. */
    private static final Pattern NOTE = Pattern.compile("(NaN|-?Infinity)(: |\\z)");

    private final Map<?, ?> fields;
    /** For messages, such as {@code info.columns[0]}. */
    private final String path;
    /** The JSON pointer from the root of the document. */
    private final String pointer;
    /** The notes of the document on its nulls, by pointer. */
    private final Map<String, String> nulls;

    private PlainFields(Map<?, ?> fields, String path, String pointer, Map<String, String> nulls) {
        this.fields = fields;
        this.path = path;
        this.pointer = pointer;
        this.nulls = nulls;
    }

    /** Returns the fields of a document. */
    static PlainFields of(@Nullable Object document) {
        return document(document, "");
    }

    private static PlainFields document(@Nullable Object document, String path) {
        PlainFields fields = new PlainFields(map(document, path), path, "", Map.of());
        Map<String, String> nulls = fields.objectOrEmpty("nulls").textsByName();
        nulls.forEach((place, note) -> {
            if (!NOTE.matcher(note).lookingAt()) {
                throw PlainParsing.expected(
                        "a note that begins with NaN, Infinity or -Infinity", fields.path("nulls." + place), note);
            }
        });
        return new PlainFields(fields.fields, path, "", nulls);
    }

    private static Map<?, ?> map(@Nullable Object object, String path) {
        if (object instanceof Map<?, ?> map) {
            return map;
        }
        throw PlainParsing.expected("an object", path, object);
    }

    private String path(Object key) {
        return path.isEmpty() ? key.toString() : path + "." + key;
    }

    private String pointer(String key) {
        return pointer + NullNotes.pointer(key);
    }

    /**
     * Refuses a document of another kind, or of a later version, which may mean something else by the same keys. A
     * document without {@code schema}, as written by hand, has version 1.
     */
    PlainFields schema(DocumentSchema schema) {
        if (has("schema") && !text("schema").equals(schema.id())) {
            throw PlainParsing.expected(
                    schema.id() + ", which is what this version of forecast-json reads",
                    path("schema"),
                    text("schema"));
        }
        return this;
    }

    boolean has(String key) {
        return fields.get(key) != null;
    }

    /** Refuses the absence of keys that every document of this kind has. */
    PlainFields require(String... keys) {
        for (String key : keys) {
            if (!has(key)) {
                throw PlainParsing.expected("a value", path(key), null);
            }
        }
        return this;
    }

    /** Refuses keys that are names of nothing: values by them would be lost. */
    PlainFields requireOnly(Collection<String> names) {
        for (String key : keys()) {
            if (!names.contains(key)) {
                throw flaw(key, "expected only the names " + MessageText.list(names));
            }
        }
        return this;
    }

    /** Returns the keys, which JSON has as texts. */
    List<String> keys() {
        return fields.keySet().stream().map(String::valueOf).toList();
    }

    PlainFields object(String key) {
        return new PlainFields(map(fields.get(key), path(key)), path(key), pointer(key), nulls);
    }

    /** Returns a document inside this one, which has its own notes. */
    PlainFields document(String key) {
        return document(fields.get(key), path(key));
    }

    /** Returns an object, or one without fields if it is absent. */
    PlainFields objectOrEmpty(String key) {
        return has(key) ? object(key) : new PlainFields(Map.of(), path(key), pointer(key), nulls);
    }

    String text(String key) {
        return PlainParsing.text(fields.get(key), path(key));
    }

    String textOrEmpty(String key) {
        return has(key) ? text(key) : "";
    }

    @Nullable
    String textOrNull(String key) {
        return has(key) ? text(key) : null;
    }

    boolean flag(String key) {
        Object value = fields.get(key);
        if (value == null || value instanceof Boolean) {
            return Boolean.TRUE.equals(value);
        }
        throw PlainParsing.expected("true or false", path(key), value);
    }

    long whole(String key) {
        return PlainParsing.whole(fields.get(key), path(key));
    }

    int integer(String key, int least, int most) {
        return PlainParsing.integer(fields.get(key), path(key), least, most);
    }

    double number(String key) {
        return PlainParsing.number(fields.get(key), path(key));
    }

    /** Returns a number; that of its note if it is null, and NaN without one. */
    double numberOrMissing(String key) {
        return has(key) ? number(key) : missing(pointer(key));
    }

    private double missing(String at) {
        String note = nulls.getOrDefault(at, "NaN");
        return note.startsWith("-")
                ? Double.NEGATIVE_INFINITY
                : note.startsWith("I") ? Double.POSITIVE_INFINITY : Double.NaN;
    }

    /** Returns the notes of the document on its nulls. */
    Map<String, String> notes() {
        return nulls;
    }

    /** Returns a value that a text is parsed into; {@code what} describes it in a message. */
    <T> T value(String key, String what, Function<String, T> parser) {
        return PlainParsing.parsed(fields.get(key), path(key), what, parser);
    }

    @Nullable
    Instant timeOrNull(String key) {
        return has(key) ? time(key) : null;
    }

    Instant time(String key) {
        return PlainParsing.time(fields.get(key), path(key));
    }

    /** Returns a time in milliseconds; one with a finer fraction would lose it. */
    long epochMillis(String key) {
        return PlainParsing.epochMillis(fields.get(key), path(key));
    }

    <E extends Enum<E>> E choice(String key, Class<E> type) {
        String text = text(key);
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(text)) {
                return constant;
            }
        }
        throw PlainParsing.expected("one of " + List.of(type.getEnumConstants()), path(key), text);
    }

    /** Returns the status, OK if it is absent. */
    ForecastStatus status() {
        return has("status") ? choice("status", ForecastStatus.class) : ForecastStatus.OK;
    }

    /** Returns a list, empty if it is absent; each element is read by a function of it and its path. */
    private <T> List<T> list(String key, Element<T> reader) {
        Object value = fields.get(key);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof List<?> list)) {
            throw PlainParsing.expected("an array", path(key), value);
        }
        String array = path(key);
        List<T> read = new ArrayList<>(list.size());
        for (Object element : list) {
            read.add(reader.read(element, new ElementPath(array, read.size())));
        }
        return read;
    }

    private interface Element<T> {
        T read(@Nullable Object element, ElementPath path);
    }

    List<String> texts(String key) {
        return list(key, PlainParsing::text);
    }

    <T> List<T> values(String key, String what, Function<String, T> parser) {
        return list(key, (element, at) -> PlainParsing.parsed(element, at, what, parser));
    }

    long[] epochMillisOf(String key) {
        return list(key, PlainParsing::epochMillis).stream()
                .mapToLong(Long::longValue)
                .toArray();
    }

    List<PlainFields> objects(String key) {
        List<PlainFields> objects = new ArrayList<>();
        return list(key, (element, at) -> {
            String place = pointer(key) + "/" + objects.size();
            String name = at.toString();
            objects.add(new PlainFields(map(element, name), name, place, nulls));
            return objects.get(objects.size() - 1);
        });
    }

    /** Returns documents inside this one, which have their own notes. */
    List<PlainFields> documents(String key) {
        return list(key, (element, at) -> document(element, at.toString()));
    }

    List<Integer> integers(String key, int least, int most) {
        return list(key, (element, at) -> PlainParsing.integer(element, at, least, most));
    }

    /** Returns numbers; that of its note for null, and NaN without one. */
    double[] numbers(String key) {
        double[] numbers =
                list(key, (element, at) -> element == null ? Double.NaN : PlainParsing.number(element, at)).stream()
                        .mapToDouble(Double::doubleValue)
                        .toArray();
        for (int i = 0; i < numbers.length && !nulls.isEmpty(); i++) {
            if (Double.isNaN(numbers[i])) {
                numbers[i] = missing(pointer(key) + "/" + i);
            }
        }
        return numbers;
    }

    /** Returns as many numbers as are expected, as {@link #numbers(String)}. */
    double[] numbers(String key, int size) {
        double[] numbers = numbers(key);
        if (numbers.length != size) {
            throw PlainParsing.expected(size + " numbers", path(key), numbers.length + " of them");
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
