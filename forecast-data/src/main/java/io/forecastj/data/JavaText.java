package io.forecastj.data;

import java.util.Collection;
import java.util.stream.Collectors;

/** Texts as Java source has them. */
final class JavaText {
    private static final char FIRST_PRINTED = ' ';
    private static final char LAST_PRINTED = '~';

    private JavaText() {}

    /** Returns a literal; characters beyond ASCII that are letters stay as they are. */
    static String quote(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if ((c >= FIRST_PRINTED && c <= LAST_PRINTED) || Character.isLetterOrDigit(c)) {
                quoted.append(c);
            } else {
                quoted.append(String.format("\\u%04x", (int) c));
            }
        }
        return quoted.append('"').toString();
    }

    /** Returns literals with commas between them. */
    static String quote(Collection<String> texts) {
        return texts.stream().map(JavaText::quote).collect(Collectors.joining(", "));
    }
}
