package io.forecastj.features.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * Reads the JSON that this library writes: of what the standard allows, only short numbers, few levels, no key twice,
 * and texts without escapes by number. Gives up at anything else, which {@link JsonTree} leaves to Jackson, so errors
 * are Jackson's, and so is the tree that is read here. Its parser has 70 classes, which take 20 ms in a JVM that has
 * just started.
 *
 * <p>Mutable, for one text.
 */
final class PlainJson {
    private static final int DEEPEST = 32;
    private static final int MOST_DIGITS = 18;
    private static final int LONGEST_NUMBER = 32;
    private static final int LONGEST_NAME = 1_000;
    private static final int LONGEST_TEXT = 1 << 24;
    private static final String ESCAPES = "\"\\/bfnrt";
    private static final String ESCAPED = "\"\\/\b\f\n\r\t";
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final String text;
    private int at;

    private PlainJson(String text) {
        this.text = text;
    }

    /** Returns the root; null if the text is not in the plain form. */
    static @Nullable JsonNode parse(String text) {
        if (text.length() > LONGEST_TEXT) {
            return null;
        }
        PlainJson parser = new PlainJson(text);
        JsonNode root = parser.value(1);
        return parser.next() == 0 && parser.at == text.length() ? root : null;
    }

    private @Nullable JsonNode value(int depth) {
        char first = next();
        if (first == '{') {
            return depth > DEEPEST ? null : object(depth);
        }
        if (first == '[') {
            return depth > DEEPEST ? null : array(depth);
        }
        if (first == '"') {
            String string = string();
            return string == null ? null : NODES.textNode(string);
        }
        return first == '-' || isDigit(first) ? number() : word();
    }

    private @Nullable JsonNode object(int depth) {
        ObjectNode object = NODES.objectNode();
        at++;
        if (take('}')) {
            return object;
        }
        do {
            String name = next() == '"' ? string() : null;
            if (name == null || name.length() > LONGEST_NAME || object.has(name) || !take(':')) {
                return null;
            }
            JsonNode value = value(depth + 1);
            if (value == null) {
                return null;
            }
            object.set(name, value);
        } while (take(','));
        return take('}') ? object : null;
    }

    private @Nullable JsonNode array(int depth) {
        ArrayNode array = NODES.arrayNode();
        at++;
        if (take(']')) {
            return array;
        }
        do {
            JsonNode value = value(depth + 1);
            if (value == null) {
                return null;
            }
            array.add(value);
        } while (take(','));
        return take(']') ? array : null;
    }

    /** Reads a text without escapes of four digits. */
    private @Nullable String string() {
        int start = ++at;
        StringBuilder unescaped = null;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '"') {
                String rest = text.substring(start, at++);
                return unescaped == null ? rest : unescaped.append(rest).toString();
            }
            if (c == '\\') {
                int escaped = at + 1 < text.length() ? ESCAPES.indexOf(text.charAt(at + 1)) : -1;
                if (escaped < 0) {
                    return null;
                }
                unescaped = unescaped == null ? new StringBuilder() : unescaped;
                unescaped.append(text, start, at).append(ESCAPED.charAt(escaped));
                at += 2;
                start = at;
            } else if (c < ' ') {
                return null;
            } else {
                at++;
            }
        }
        return null;
    }

    private @Nullable JsonNode number() {
        int start = at;
        if (text.charAt(at) == '-') {
            at++;
        }
        int first = at;
        int digits = digits();
        boolean leadingZero = digits > 1 && text.charAt(first) == '0';
        if (digits == 0 || digits > MOST_DIGITS || leadingZero) {
            return null;
        }
        boolean whole = true;
        if (is('.')) {
            at++;
            whole = false;
            if (digits() == 0) {
                return null;
            }
        }
        if (is('e') || is('E')) {
            at++;
            whole = false;
            if (is('+') || is('-')) {
                at++;
            }
            if (digits() == 0) {
                return null;
            }
        }
        if (at - start > LONGEST_NUMBER) {
            return null;
        }
        String number = text.substring(start, at);
        if (!whole) {
            return NODES.numberNode(Double.parseDouble(number));
        }
        long value = Long.parseLong(number);
        return (int) value == value ? NODES.numberNode((int) value) : NODES.numberNode(value);
    }

    private @Nullable JsonNode word() {
        if (takeWord("true")) {
            return NODES.booleanNode(true);
        }
        if (takeWord("false")) {
            return NODES.booleanNode(false);
        }
        return takeWord("null") ? NODES.nullNode() : null;
    }

    private boolean takeWord(String word) {
        boolean found = text.startsWith(word, at);
        at += found ? word.length() : 0;
        return found;
    }

    /** Passes digits, and returns their number. */
    private int digits() {
        int start = at;
        while (at < text.length() && isDigit(text.charAt(at))) {
            at++;
        }
        return at - start;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private boolean is(char c) {
        return at < text.length() && text.charAt(at) == c;
    }

    private boolean take(char c) {
        boolean found = next() == c;
        at += found ? 1 : 0;
        return found;
    }

    /** Returns the next character that is not blank, or 0 at the end. */
    private char next() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c != ' ' && c != '\n' && c != '\r' && c != '\t') {
                return c;
            }
            at++;
        }
        return 0;
    }
}
