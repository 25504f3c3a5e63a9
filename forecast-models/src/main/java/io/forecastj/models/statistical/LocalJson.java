package io.forecastj.models.statistical;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forecastj.models.internal.JsonFields;

/** Numbers in saved models, of which NaN is left out or null, since JSON has none. Stateless and thread-safe. */
final class LocalJson {
    private LocalJson() {}

    /** Writes a number unless it is NaN. */
    static void put(ObjectNode out, String key, double value) {
        if (!Double.isNaN(value)) {
            out.put(key, value);
        }
    }

    /** Reads what {@link #put(ObjectNode, String, double)} has written. */
    static double numberOrNaN(JsonFields in, String key) {
        return in.has(key) ? in.decimal(key) : Double.NaN;
    }

    /** Writes an array of numbers; {@link JsonFields#decimalsOrNull} reads it. */
    static void put(ObjectNode out, String key, double[] values) {
        ArrayNode array = out.putArray(key);
        for (double value : values) {
            if (Double.isNaN(value)) {
                array.addNull();
            } else {
                array.add(value);
            }
        }
    }
}
