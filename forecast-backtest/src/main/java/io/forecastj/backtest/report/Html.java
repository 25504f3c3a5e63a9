package io.forecastj.backtest.report;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Writes HTML and SVG: markup as the library has it, and any other text escaped. */
final class Html {
    private static final char UNKNOWN = '\uFFFD';

    private final Appendable out;

    Html(Appendable out) {
        this.out = out;
    }

    /** Writes markup as it is: never a text from outside this package. */
    Html raw(CharSequence markup) {
        try {
            out.append(markup);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a text as content of an element. */
    Html text(String text) {
        return raw(escaped(text));
    }

    /**
     * Opens an element.
     *
     * @param attributes names, and after each its value as plain text
     */
    Html open(String element, String... attributes) {
        raw("<").raw(element);
        for (int i = 0; i < attributes.length; i += 2) {
            raw(" ").raw(attributes[i]).raw("=\"").text(attributes[i + 1]).raw("\"");
        }
        return raw(">");
    }

    Html close(String element) {
        return raw("</").raw(element).raw(">");
    }

    /** Writes an element that has only text. */
    Html element(String element, String text, String... attributes) {
        return open(element, attributes).text(text).close(element);
    }

    /** Escapes a text for element content and for attribute values in quotes; works in HTML and in SVG. */
    static String escaped(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> i = appendValid(safe, text, i);
            }
        }
        return safe.toString();
    }

    /** Returns a text as a JSON string that is safe inside a script element. */
    static String json(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 16).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                safe.append('\\').append(c);
            } else if (c < ' ' || c == '<' || c == '>' || c == '&' || c == '\u2028' || c == '\u2029') {
                safe.append("\\u").append(Integer.toHexString(0x10000 | c).substring(1));
            } else {
                i = appendValid(safe, text, i);
            }
        }
        return safe.append('"').toString();
    }

    /** Appends a character, or both halves of one; returns the index of the last char read. */
    private static int appendValid(StringBuilder safe, String text, int at) {
        char c = text.charAt(at);
        if (Character.isHighSurrogate(c) && at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1))) {
            safe.append(c).append(text.charAt(at + 1));
            return at + 1;
        }
        boolean control = Character.isISOControl(c) && c != '\t' && c != '\n';
        safe.append(control || Character.isSurrogate(c) || c >= '\uFFFE' ? UNKNOWN : c);
        return at;
    }
}
