package io.forecastj.models.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.forecastj.ModelLoadException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Fields of one JSON object, read one by one with checks. A double is read as it was written, bit for bit.
 *
 * <p>If a value is missing or does not fit, the method that reads it throws a {@link ModelLoadException} with the
 * place, the key, the expected value and the one found. {@link #requireNoOther} then rejects fields that were not read,
 * since a misspelt key would otherwise be ignored. Only the contracts of ONNX models, which people write by hand, and
 * their options are checked in this way. Other files may have fields that are not read, as later versions may add some.
 *
 * <p>Not thread-safe; used by one thread.
 */
public final class JsonFields {
    /** Longest value in a message; without a limit, a malicious value could fill a log. */
    private static final int SHOWN = 80;

    private final JsonNode object;
    private final String where;
    private final Set<String> read = new HashSet<>();

    private JsonFields(JsonNode object, String where) {
        this.object = object;
        this.where = where;
        if (!object.isObject()) {
            throw new ModelLoadException(where + " should be a JSON object, found " + shown(object));
        }
    }

    /** Starts to read an object; {@code where} is the source and the place in it, for messages. */
    public static JsonFields of(JsonNode object, String where) {
        return new JsonFields(object, where);
    }

    /** Parses a text that holds one object; {@code where} is the source, for messages. */
    public static JsonFields parse(String text, String where) {
        return new JsonFields(Json.tree(text, where), where);
    }

    /** Returns the source and the place in it, for messages about several fields. */
    public String where() {
        return where;
    }

    /** Returns whether a key is present; the field does not count as read. */
    public boolean has(String key) {
        return object.has(key);
    }

    /** Reads any value; a missing node if the key is absent. */
    public JsonNode node(String key) {
        read.add(key);
        return object.path(key);
    }

    /** Reads a non-empty text. */
    public String text(String key) {
        JsonNode node = node(key);
        if (!node.isTextual() || node.textValue().isEmpty()) {
            throw fail(key, "a text", node);
        }
        return node.textValue();
    }

    /** Reads a non-empty text, or returns {@code otherwise} if the key is absent. */
    public String text(String key, String otherwise) {
        return has(key) ? text(key) : otherwise;
    }

    /** Reads a text that may be empty. */
    public String anyText(String key) {
        return anyText(node(key), key, "a text");
    }

    private String anyText(JsonNode node, String key, String expected) {
        if (!node.isTextual()) {
            throw fail(key, expected, node);
        }
        return node.textValue();
    }

    /** Reads a text that must be one of some words. */
    public String choice(String key, List<String> words) {
        JsonNode node = node(key);
        if (!node.isTextual() || !words.contains(node.textValue())) {
            throw fail(key, "one of " + words, node);
        }
        return node.textValue();
    }

    /** Reads a text that must be the word for one of some values. */
    public <T> T choice(String key, List<T> values, Function<? super T, String> word) {
        JsonNode node = node(key);
        for (T value : values) {
            if (node.isTextual() && word.apply(value).equals(node.textValue())) {
                return value;
            }
        }
        throw fail(key, "one of " + values.stream().map(word).toList(), node);
    }

    /** Reads true or false. */
    public boolean flag(String key) {
        JsonNode node = node(key);
        if (!node.isBoolean()) {
            throw fail(key, "true or false", node);
        }
        return node.booleanValue();
    }

    /** Reads an integer from {@code min} to {@code max}. */
    public int integer(String key, int min, int max) {
        return integer(node(key), key, min, max);
    }

    private int integer(JsonNode node, String key, int min, int max) {
        if (!node.isIntegralNumber() || !node.canConvertToInt() || node.intValue() < min || node.intValue() > max) {
            throw fail(key, "an integer from " + min + " to " + max, node);
        }
        return node.intValue();
    }

    /** Reads a 64-bit integer. */
    public long whole(String key) {
        JsonNode node = node(key);
        if (!node.isIntegralNumber() || !node.canConvertToLong()) {
            throw fail(key, "an integer of 64 bits", node);
        }
        return node.longValue();
    }

    /** Reads a 64-bit integer, or returns {@code otherwise} if the key is absent. */
    public long whole(String key, long otherwise) {
        return has(key) ? whole(key) : otherwise;
    }

    /** Reads a number. */
    public double decimal(String key) {
        return decimal(node(key), key);
    }

    private double decimal(JsonNode node, String key) {
        if (!node.isNumber() || !Double.isFinite(node.doubleValue())) {
            throw fail(key, "a finite number", node);
        }
        return node.doubleValue();
    }

    /** Reads a list of numbers. */
    public double[] decimals(String key) {
        return decimals(node(key), key, 0, Integer.MAX_VALUE);
    }

    /** Reads a list of {@code length} numbers. */
    public double[] decimals(String key, int length) {
        return decimals(node(key), key, length, length);
    }

    private double[] decimals(JsonNode node, String key, int least, int most) {
        List<JsonNode> list = list(node, key, least, most, "numbers");
        double[] numbers = new double[list.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = decimal(list.get(i), key);
        }
        return numbers;
    }

    /** Reads a list of {@code length} numbers, with null for NaN, which JSON does not have. */
    public double[] decimalsOrNull(String key, int length) {
        return list(node(key), key, length, length, "numbers").stream()
                .mapToDouble(each -> each.isNull() ? Double.NaN : decimal(each, key))
                .toArray();
    }

    /** Reads a list of {@code rows} lists of {@code least} to {@code most} numbers. */
    public double[][] table(String key, int rows, int least, int most) {
        return list(node(key), key, rows, rows, "lists of numbers").stream()
                .map(row -> decimals(row, key, least, most))
                .toArray(double[][]::new);
    }

    /** Reads an object whose values are lists of {@code length} numbers, in its order. */
    public Map<String, double[]> decimalsByName(String key, int length) {
        return values(key, object(key), (fields, name) -> fields.decimals(name, length));
    }

    /** Reads an object whose values are texts, in its order. */
    public Map<String, String> textsByName(String key) {
        JsonFields fields = object(key);
        Map<String, String> texts = new LinkedHashMap<>();
        for (Iterator<String> names = fields.object.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            texts.put(name, fields.anyText(name));
        }
        return texts;
    }

    /**
     * Reads an object of texts, numbers and booleans, as texts and in its order; texts may be empty.
     *
     * @param most the most members
     * @param longest the most characters of a name and of a value
     */
    public Map<String, String> scalarsByName(String key, int most, int longest) {
        JsonNode node = node(key);
        if (node.size() > most) {
            throw fail(key, "an object of at most " + most + " members", node.size() + "");
        }
        return values(key, object(key), (fields, name) -> {
            JsonNode value = fields.node(name);
            if (name.isEmpty() || name.length() > longest) {
                throw fail(key, "an object of names with 1 to " + longest + " characters", name.length() + "");
            }
            boolean scalar = value.isTextual() || value.isBoolean() || value.isNumber();
            if (!scalar || value.asText().length() > longest) {
                throw fields.fail(name, "a text of at most " + longest + " characters, a number or a boolean", value);
            }
            return value.asText();
        });
    }

    private interface Reader<T> {
        T read(JsonFields fields, String name);
    }

    private static <T> Map<String, T> values(String key, JsonFields fields, Reader<T> reader) {
        Map<String, T> values = new LinkedHashMap<>();
        fields.object.fieldNames().forEachRemaining(name -> values.put(name, reader.read(fields, name)));
        return values;
    }

    /** Reads a list of integers from {@code min} to {@code max}. */
    public List<Integer> integers(String key, int min, int max) {
        List<Integer> integers = new ArrayList<>();
        for (JsonNode each : list(key, "integers")) {
            integers.add(integer(each, key, min, max));
        }
        return List.copyOf(integers);
    }

    /** Reads a list of lists of integers from {@code min} to {@code max}. */
    public List<List<Integer>> groups(String key, int min, int max) {
        return list(key, "lists of integers").stream()
                .map(each -> list(each, key, 0, Integer.MAX_VALUE, "integers").stream()
                        .map(one -> integer(one, key, min, max))
                        .toList())
                .toList();
    }

    /** Reads a list of texts; the list and the texts may be empty. */
    public List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        for (JsonNode each : list(key, "texts")) {
            texts.add(anyText(each, key, "a list of texts"));
        }
        return List.copyOf(texts);
    }

    /** Reads a list of at least one name; the names are distinct and not empty. */
    public List<String> names(String key) {
        Set<String> names = new LinkedHashSet<>();
        for (JsonNode each : list(key, "names")) {
            if (!each.isTextual() || each.textValue().isEmpty() || !names.add(each.textValue())) {
                throw fail(key, "a list of distinct names, none of them empty", each);
            }
        }
        if (names.isEmpty()) {
            throw fail(key, "at least one name", node(key));
        }
        return List.copyOf(names);
    }

    /** Reads an object. */
    public JsonFields object(String key) {
        return new JsonFields(node(key), where + ": '" + key + "'");
    }

    /** Reads a list of objects. */
    public List<JsonFields> objects(String key) {
        return objects(list(key, "objects"), where + ": '" + key + "'");
    }

    /** Reads a list of {@code rows} lists of {@code columns} objects. */
    public List<List<JsonFields>> objects(String key, int rows, int columns) {
        List<List<JsonFields>> objects = new ArrayList<>();
        for (JsonNode row : list(node(key), key, rows, rows, "lists of objects")) {
            objects.add(objects(
                    list(row, key, columns, columns, "objects"),
                    where + ": '" + key + "', list " + (objects.size() + 1)));
        }
        return objects;
    }

    private static List<JsonFields> objects(List<JsonNode> nodes, String where) {
        List<JsonFields> objects = new ArrayList<>();
        for (JsonNode each : nodes) {
            objects.add(new JsonFields(each, where + ", number " + (objects.size() + 1)));
        }
        return objects;
    }

    /** Reads a time in the form of {@link Instant#toString}; null if the key is absent. */
    public @Nullable Instant time(String key) {
        if (!has(key)) {
            return null;
        }
        try {
            Instant time = Instant.parse(text(key));
            long unused = time.toEpochMilli(); // throws if they do not fit into a long, which later steps rely on
            return time;
        } catch (DateTimeException | ArithmeticException e) {
            throw fail(key, "a time such as 2014-12-31T00:00:00Z", node(key));
        }
    }

    private List<JsonNode> list(String key, String of) {
        return list(node(key), key, 0, Integer.MAX_VALUE, of);
    }

    private List<JsonNode> list(JsonNode node, String key, int least, int most, String of) {
        if (!node.isArray() || node.size() < least || node.size() > most) {
            String count =
                    least == 0 && most == Integer.MAX_VALUE ? "" : least + (least < most ? " to " + most : "") + " ";
            throw fail(key, "a list of " + count + of, node.isArray() ? node.size() + "" : shown(node));
        }
        List<JsonNode> nodes = new ArrayList<>(node.size());
        for (JsonNode each : node) {
            nodes.add(each);
        }
        return nodes;
    }

    /** Throws if the object has fields that were not read. */
    public void requireNoOther() {
        object.fieldNames().forEachRemaining(key -> {
            if (!read.contains(key)) {
                String name =
                        (key.length() > SHOWN ? key.substring(0, SHOWN) + "..." : key).replaceAll("\\p{Cntrl}", "?");
                throw new ModelLoadException(
                        where + " has an unknown key '" + name + "'; remove it or correct its spelling");
            }
        });
    }

    /** Makes the exception for a value that does not fit. */
    public ModelLoadException fail(String key, String expected, JsonNode found) {
        return fail(key, expected, shown(found));
    }

    /** Makes the exception for a value that does not fit. */
    public ModelLoadException fail(String key, String expected, String found) {
        return new ModelLoadException(where + ": '" + key + "' should be " + expected + ", found " + found);
    }

    /** Returns a value as text for a message, shortened if it is long. */
    public static String shown(JsonNode node) {
        if (node.isMissingNode()) {
            return "none";
        }
        String text = node.toString();
        return text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text;
    }
}
