package io.forecastj.models.onnx;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forecastj.ModelLoadException;
import io.forecastj.models.internal.Json;
import io.forecastj.models.internal.JsonFields;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Brings together the parts of a contract: the metadata of the model and the side file. */
final class ContractSource {
    private static final String PREFIX = "forecastj.";

    private ContractSource() {}

    /** Reads a side file. */
    static ObjectNode parse(String json, String source) {
        JsonNode root = Json.tree(json, source);
        if (!(root instanceof ObjectNode object)) {
            throw new ModelLoadException(source + " should be a JSON object, found " + JsonFields.shown(root));
        }
        return object;
    }

    /**
     * Joins both parts.
     *
     * @param side what the side file holds, or null
     * @param source the model, for messages
     */
    static ObjectNode join(Map<String, String> metadata, @Nullable ObjectNode side, String source) {
        ObjectNode joined = Json.object();
        metadata.forEach((key, value) -> {
            if (key.startsWith(PREFIX)) {
                joined.set(
                        key.substring(PREFIX.length()),
                        Json.tree(value, source + ": the metadata property '" + key + "'"));
            }
        });
        if (side != null) {
            side.properties().forEach(entry -> {
                if (entry.getKey().equals("sha256")) {
                    // has been compared; it belongs to the file, not to what the file means
                    return;
                }
                JsonNode given = joined.get(entry.getKey());
                if (given != null && !same(given, entry.getValue())) {
                    throw new ModelLoadException(source + ": the metadata and the side file differ in '"
                            + entry.getKey() + "', " + JsonFields.shown(given) + " and "
                            + JsonFields.shown(entry.getValue())
                            + "; remove it from one of them");
                }
                joined.putIfAbsent(entry.getKey(), entry.getValue());
            });
        }
        if (joined.isEmpty()) {
            throw new ModelLoadException(source + " has no contract: expected metadata properties such as '" + PREFIX
                    + "version' and '" + PREFIX
                    + "inputs', or a side file with the name of the model and .json behind it"
                    + ", found " + metadata.keySet() + "; docs/onnx.md says what they hold");
        }
        return joined;
    }

    /** Equal values, where 1 equals 1.0. */
    private static boolean same(JsonNode a, JsonNode b) {
        return a.equals(
                (x, y) -> x.equals(y) || x.isNumber() && y.isNumber() && x.doubleValue() == y.doubleValue() ? 0 : 1, b);
    }
}
