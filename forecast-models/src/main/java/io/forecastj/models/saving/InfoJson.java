package io.forecastj.models.saving;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forecastj.Column;
import io.forecastj.ColumnRole;
import io.forecastj.ModelLoadException;
import io.forecastj.PredictorInfo;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The description of a saved predictor as JSON, with the version of the whole format. */
final class InfoJson {
    static final int VERSION = 1;
    /** Bounds the memory that a file can ask for. */
    private static final int MAX_HORIZON = 1_000_000;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private InfoJson() {}

    static byte[] write(PredictorInfo info) {
        ObjectNode root = JSON.createObjectNode();
        root.put("format", VERSION);
        root.put("kind", info.kind());
        root.put("name", info.name());
        root.put("horizon", info.horizon());
        if (info.steps().size() < info.horizon()) {
            info.steps().forEach(root.putArray("steps")::add);
        }
        info.targets().forEach(root.putArray("targets")::add);
        root.put("requiredHistory", info.requiredHistory());
        ArrayNode columns = root.putArray("columns");
        info.columns().forEach(column -> columns.addObject()
                .put("name", column.name())
                .put("role", column.role().name()));
        info.featureNames().forEach(root.putArray("featureNames")::add);
        root.put("schemaHash", info.schemaHash());
        root.put("trainedFrom", text(info.trainedFrom()));
        root.put("trainedTo", text(info.trainedTo()));
        info.parameters().forEach(root.putObject("parameters")::put);
        root.put("seed", info.seed());
        info.libraries().forEach(root.putObject("libraries")::put);
        return (root.toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }

    /** Reads what {@link #write} wrote; {@code where} is named in errors. */
    static PredictorInfo read(String json, Object where) {
        try {
            JsonNode root = JSON.readTree(json);
            // another version may hold anything else, so this comes first
            long version = whole(root, "format");
            if (version != VERSION) {
                throw new ModelLoadException(where + " has the format version " + version
                        + "; this version of the library reads version " + VERSION);
            }
            return info(root);
        } catch (JsonProcessingException e) {
            throw new ModelLoadException(where + " is not valid JSON: " + e.getMessage(), e);
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
            throw new ModelLoadException(where + " does not describe a predictor: " + e.getMessage(), e);
        }
    }

    private static PredictorInfo info(JsonNode root) {
        int horizon = horizon(root);
        PredictorInfo.Builder builder = PredictorInfo.builder(text(root, "kind"), horizon)
                .name(text(root, "name"))
                .steps(steps(root, horizon))
                .requiredHistory(integer(root, "requiredHistory"))
                .features(texts(root, "featureNames"), text(root, "schemaHash"))
                .trained(time(root, "trainedFrom"), time(root, "trainedTo"))
                .seed(whole(root, "seed"))
                .libraries(entries(root, "libraries"));
        columns(root).forEach(column -> builder.column(column.name(), column.role()));
        entries(root, "parameters").forEach(builder::parameter);
        PredictorInfo info = builder.build();
        requireTargets(info, texts(root, "targets"));
        return info;
    }

    /** The targets follow from the columns; a file that says otherwise was not written by {@link #write}. */
    private static void requireTargets(PredictorInfo info, List<String> targets) {
        if (!targets.equals(info.targets())) {
            throw new IllegalArgumentException(
                    "the targets are " + targets + ", but the columns of the role TARGET are " + info.targets()
                            + "; they must be the same in the same order");
        }
    }

    private static List<Column> columns(JsonNode root) {
        List<Column> columns = new ArrayList<>();
        for (JsonNode column : require(root, "columns", JsonNode::isArray, "an array")) {
            columns.add(new Column(text(column, "name"), ColumnRole.valueOf(text(column, "role"))));
        }
        return columns;
    }

    private static int horizon(JsonNode root) {
        int horizon = integer(root, "horizon");
        if (horizon > MAX_HORIZON) {
            throw new IllegalArgumentException("'horizon' should be at most " + MAX_HORIZON + ", found " + horizon);
        }
        return horizon;
    }

    /** Chosen steps; all of them are left out. */
    private static List<Integer> steps(JsonNode root, int horizon) {
        if (!root.has("steps")) {
            return IntStream.rangeClosed(1, horizon).boxed().toList();
        }
        List<Integer> steps = new ArrayList<>();
        for (JsonNode step : require(root, "steps", JsonNode::isArray, "an array")) {
            if (!step.isInt()) {
                throw new IllegalArgumentException("'steps' should hold whole numbers, found " + step);
            }
            steps.add(step.intValue());
        }
        return steps;
    }

    private static JsonNode require(JsonNode parent, String field, Predicate<JsonNode> test, String expected) {
        JsonNode node = parent.path(field);
        if (!test.test(node)) {
            throw new IllegalArgumentException("'" + field + "' should be " + expected + ", found "
                    + (node.isMissingNode() ? "none" : node.getNodeType().name().toLowerCase(Locale.ROOT)));
        }
        return node;
    }

    private static String text(JsonNode parent, String field) {
        return require(parent, field, JsonNode::isTextual, "a text").textValue();
    }

    private static long whole(JsonNode parent, String field) {
        return require(
                        parent,
                        field,
                        node -> node.isIntegralNumber() && node.canConvertToLong(),
                        "a whole number of 64 bits")
                .longValue();
    }

    private static int integer(JsonNode parent, String field) {
        return Math.toIntExact(whole(parent, field));
    }

    private static @Nullable Instant time(JsonNode parent, String field) {
        JsonNode node = require(parent, field, each -> each.isTextual() || each.isNull(), "a time or null");
        return node.isNull() ? null : Instant.parse(node.textValue());
    }

    private static List<String> texts(JsonNode parent, String field) {
        List<String> texts = new ArrayList<>();
        for (JsonNode node : require(parent, field, JsonNode::isArray, "an array")) {
            if (!node.isTextual()) {
                throw new IllegalArgumentException("'" + field + "' should hold texts, found " + node);
            }
            texts.add(node.textValue());
        }
        return texts;
    }

    private static Map<String, String> entries(JsonNode parent, String field) {
        Map<String, String> entries = new LinkedHashMap<>();
        JsonNode object = require(parent, field, JsonNode::isObject, "an object");
        object.fieldNames().forEachRemaining(name -> entries.put(name, text(object, name)));
        return entries;
    }
}
