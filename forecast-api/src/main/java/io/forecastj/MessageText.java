package io.forecastj;

import java.util.Collection;
import java.util.Iterator;

/**
 * Limits the length of messages, so that a list of a million names, or a text from a file, fills no log. For
 * implementers of predictors and formats.
 *
 * <p>Stateless and thread-safe. Every {@link ForecastException} and every reason of a {@link ForecastStatus} is cut by
 * {@link #cut}; a message of another exception uses {@link #list} for a list that may be long.
 */
public final class MessageText {
    /** The largest number of elements of a list in a message. */
    private static final int ELEMENTS = 12;

    private static final int ELEMENT_LENGTH = 80;
    private static final int LENGTH = 1_200;
    private static final int BEGIN = 900;
    private static final int END = 200;

    private MessageText() {}

    /**
     * Returns a list for a message: all of a short one, otherwise the first elements and the number of the others.
     *
     * @param elements the elements
     * @return a text such as {@code [a, b, c]} or {@code [a, b, ... and 998 more]}
     */
    public static String list(Collection<?> elements) {
        StringBuilder text = new StringBuilder("[");
        Iterator<?> each = elements.iterator();
        for (int i = 0; i < ELEMENTS && each.hasNext(); i++) {
            String element = String.valueOf(each.next());
            text.append(i == 0 ? "" : ", ")
                    .append(element, 0, Math.min(ELEMENT_LENGTH, element.length()))
                    .append(element.length() > ELEMENT_LENGTH ? "..." : "");
        }
        return text.append(each.hasNext() ? ", ... and " + (elements.size() - ELEMENTS) + " more]" : "]")
                .toString();
    }

    /**
     * Returns names for a message, as {@link #list} without brackets.
     *
     * @param names the names
     * @return a text such as {@code a, b, c} or {@code a, b, ... and 998 more}
     */
    public static String names(Collection<String> names) {
        String list = list(names);
        return list.substring(1, list.length() - 1);
    }

    /**
     * Returns a message of at most some lines.
     *
     * @param message the message
     * @return the message; without its middle if it has more than 1,200 characters
     */
    public static String cut(String message) {
        if (message.length() <= LENGTH) {
            return message;
        }
        int begin = between(message, BEGIN);
        int end = between(message, message.length() - END);
        return message.substring(0, begin) + " ... [" + (end - begin) + " characters left out] ... "
                + message.substring(end);
    }

    /** Moves a place one back if it is inside a pair of surrogates, whose halves no encoding has. */
    private static int between(String message, int place) {
        boolean inside =
                Character.isLowSurrogate(message.charAt(place)) && Character.isHighSurrogate(message.charAt(place - 1));
        return inside ? place - 1 : place;
    }
}
