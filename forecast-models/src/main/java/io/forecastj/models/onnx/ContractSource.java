package io.forecastj.models.onnx;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forecastj.ModelLoadException;
import io.forecastj.models.internal.Json;
import io.forecastj.models.internal.JsonFields;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Combines the parts of a contract: the model's metadata and the side file. */
final class ContractSource {
    static final String PREFIX = "forecastj.";

    private ContractSource() {}

    /** Parses a side file. */
    static ObjectNode parse(String json, String source) {
        // editors of Windows add a mark that nobody sees
        JsonNode root = Json.tree(json.startsWith("\uFEFF") ? json.substring(1) : json, source);
        if (!(root instanceof ObjectNode object)) {
            throw new ModelLoadException(source + " should be a JSON object, found " + JsonFields.shown(root));
        }
        return object;
    }

    /**
     * Joins both parts.
     *
     * @param side the content of the side file, or null
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
                    // compared before; it belongs to the file, not to the meaning of the contract
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
                    + ", found " + metadata.keySet() + "; see docs/onnx.md");
        }
        return joined;
    }

    /** Returns true if two values are equal, where 1 equals 1.0. */
    static boolean same(JsonNode a, JsonNode b) {
        return a.equals(
                (x, y) -> x.equals(y) || x.isNumber() && y.isNumber() && x.doubleValue() == y.doubleValue() ? 0 : 1, b);
    }
}
