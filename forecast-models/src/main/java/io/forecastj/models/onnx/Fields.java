package io.forecastj.models.onnx;

import com.fasterxml.jackson.databind.JsonNode;
import io.forecastj.ModelLoadException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The members of one JSON object of a contract, read one by one; every error has the key, what was expected and what was
 * found.
 *
 * <p>For one thread. {@link #requireNoOther} then refuses members that nobody has read: a misspelt key would otherwise
 * pass in silence.
 */
final class Fields {
    private static final int SHOWN = 80;

    private final JsonNode object;
    private final String where;
    private final Set<String> read = new HashSet<>();

    /**
     * @param where the source and the place in it, for messages
     */
    Fields(JsonNode object, String where) {
        this.object = object;
        this.where = where;
        if (!object.isObject()) {
            throw new ModelLoadException(where + " should be a JSON object, found " + shown(object));
        }
    }

    boolean has(String key) {
        return object.has(key);
    }

    JsonNode node(String key) {
        read.add(key);
        return object.path(key);
    }

    String text(String key) {
        JsonNode node = node(key);
        if (!node.isTextual() || node.textValue().isEmpty()) {
            throw fail(key, "a text", node);
        }
        return node.textValue();
    }

    String text(String key, String otherwise) {
        return has(key) ? text(key) : otherwise;
    }

    /** One of some words, by its index. */
    int choice(String key, List<String> words) {
        JsonNode node = node(key);
        int at = words.indexOf(node.isTextual() ? node.textValue() : "");
        if (at < 0) {
            throw fail(key, "one of " + words, node);
        }
        return at;
    }

    int integer(String key, int min, int max) {
        return integer(node(key), key, min, max);
    }

    private int integer(JsonNode node, String key, int min, int max) {
        if (!node.isIntegralNumber() || !node.canConvertToInt() || node.intValue() < min || node.intValue() > max) {
            throw fail(key, "an integer from " + min + " to " + max, node);
        }
        return node.intValue();
    }

    long number(String key, long otherwise) {
        JsonNode node = node(key);
        if (node.isMissingNode()) {
            return otherwise;
        }
        if (!node.isIntegralNumber() || !node.canConvertToLong()) {
            throw fail(key, "an integer of 64 bits", node);
        }
        return node.longValue();
    }

    double decimal(String key) {
        return decimal(node(key), key);
    }

    private double decimal(JsonNode node, String key) {
        if (!node.isNumber() || !Double.isFinite(node.doubleValue())) {
            throw fail(key, "a finite number", node);
        }
        return node.doubleValue();
    }

    double[] decimals(String key) {
        return array(key, "a list of numbers").stream()
                .mapToDouble(each -> decimal(each, key))
                .toArray();
    }

    List<Integer> integers(String key, int min, int max) {
        return array(key, "a list of integers").stream()
                .map(each -> integer(each, key, min, max))
                .toList();
    }

    /** Lists of integers. */
    List<List<Integer>> groups(String key, int min, int max) {
        List<List<Integer>> groups = new ArrayList<>();
        for (JsonNode each : array(key, "a list of lists of integers")) {
            if (!each.isArray()) {
                throw fail(key, "a list of lists of integers", each);
            }
            List<Integer> group = new ArrayList<>();
            each.forEach(one -> group.add(integer(one, key, min, max)));
            groups.add(group);
        }
        return groups;
    }

    /** At least one text, none of them twice. */
    List<String> names(String key) {
        Set<String> names = new LinkedHashSet<>();
        for (JsonNode each : array(key, "a list of names")) {
            if (!each.isTextual() || each.textValue().isEmpty() || !names.add(each.textValue())) {
                throw fail(key, "a list of names, none of them empty or twice", each);
            }
        }
        if (names.isEmpty()) {
            throw fail(key, "at least one name", node(key));
        }
        return List.copyOf(names);
    }

    List<Fields> objects(String key) {
        List<Fields> objects = new ArrayList<>();
        for (JsonNode each : array(key, "a list of objects")) {
            objects.add(new Fields(each, where + ": '" + key + "', number " + (objects.size() + 1)));
        }
        return objects;
    }

    Fields object(String key) {
        return new Fields(node(key), where + ": '" + key + "'");
    }

    @Nullable
    Instant instant(String key) {
        if (!has(key)) {
            return null;
        }
        try {
            return Instant.parse(text(key));
        } catch (DateTimeException e) {
            throw fail(key, "a time such as 2014-12-31T00:00:00Z", node(key));
        }
    }

    private List<JsonNode> array(String key, String expected) {
        JsonNode node = node(key);
        if (!node.isArray()) {
            throw fail(key, expected, node);
        }
        List<JsonNode> nodes = new ArrayList<>();
        node.forEach(nodes::add);
        return nodes;
    }

    void requireNoOther() {
        object.fieldNames().forEachRemaining(key -> {
            if (!read.contains(key)) {
                throw new ModelLoadException(where + " has an unknown key '"
                        + ScanPosition.shown(key).replace("'", "") + "'; remove it or correct its spelling");
            }
        });
    }

    ModelLoadException fail(String key, String expected, JsonNode found) {
        return fail(key, expected, found.isMissingNode() ? "none" : shown(found));
    }

    ModelLoadException fail(String key, String expected, String found) {
        return new ModelLoadException(where + ": '" + key + "' should be " + expected + ", found " + found);
    }

    /** A value for messages, cut if it is long. */
    static String shown(JsonNode node) {
        String text = node.toString();
        return text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text;
    }
}
