package io.forecastj;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Numbers of a document of plain values. NaN and infinite numbers, which JSON does not have, become null, and a note
 * says what each null was and why. For authors of documents; {@link Forecast#toMap()} is such a document.
 *
 * <p>Notes are texts by the place of the null, a JSON pointer (RFC 6901) from the document's root such as
 * {@code /points/close/3}. A note begins with {@code NaN}, {@code Infinity} or {@code -Infinity}; the reason follows
 * after a colon. So a reader restores each number exactly.
 *
 * <p>Not thread-safe.
 */
public final class NullNotes {
    private final Map<String, String> notes = new LinkedHashMap<>();

    /** Starts without notes. */
    public NullNotes() {}

    /**
     * Returns a number as JSON has it, and notes why it is null.
     *
     * @param value the number
     * @param reason why it may not be finite, a readable text
     * @param path the place of the number: keys as texts, and indices of arrays
     * @return the number, or null if it is not finite
     */
    public @Nullable Double number(double value, String reason, Object... path) {
        if (Double.isFinite(value)) {
            return value;
        }
        notes.put(pointer(path), value + ": " + reason);
        return null;
    }

    /**
     * Returns numbers as JSON has them, and notes why some are null.
     *
     * @param values the numbers
     * @param reason why some may not be finite, a readable text
     * @param path the place of the array: keys as texts, and indices of arrays
     * @return a new list of the numbers, null for those that are not finite
     */
    public List<@Nullable Double> numbers(double[] values, String reason, Object... path) {
        List<@Nullable Double> numbers = new ArrayList<>(values.length);
        for (int i = 0; i < values.length; i++) {
            if (Double.isFinite(values[i])) {
                numbers.add(values[i]);
            } else {
                numbers.add(null);
                notes.put(pointer(path) + "/" + i, values[i] + ": " + reason);
            }
        }
        return numbers;
    }

    /**
     * Returns the JSON pointer of a place.
     *
     * @param path keys as texts, and indices of arrays
     * @return the pointer; empty for the root
     */
    public static String pointer(Object... path) {
        StringBuilder pointer = new StringBuilder();
        for (Object part : path) {
            pointer.append('/').append(part.toString().replace("~", "~0").replace("/", "~1"));
        }
        return pointer.toString();
    }

    /**
     * Returns the notes so far.
     *
     * @return a new map of the notes by pointer, in the order in which they were made; empty if no number was null
     */
    public Map<String, String> toMap() {
        return new LinkedHashMap<>(notes);
    }
}
