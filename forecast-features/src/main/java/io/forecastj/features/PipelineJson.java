package io.forecastj.features;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forecastj.ModelLoadException;
import io.forecastj.features.internal.JsonTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The JSON of pipelines: format, version, features, parameters. */
final class PipelineJson {
    private static final String FORMAT = "forecastj-features";
    private static final int VERSION = 1;

    private PipelineJson() {}

    static String write(FeaturePipeline pipeline) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("format", FORMAT).put("version", VERSION);
        ArrayNode features = root.putArray("features");
        pipeline.features().forEach(feature -> features.add(feature.text()));
        ObjectNode parameters = root.putObject("parameters");
        pipeline.parameters().forEach((feature, values) -> values.forEach(parameters.putArray(feature)::add));
        return root.toPrettyString();
    }

    static FeaturePipeline read(String json, FeatureRegistry registry) {
        JsonNode root;
        try {
            root = JsonTree.parse(json);
        } catch (JsonProcessingException e) {
            throw new ModelLoadException("a feature pipeline must be JSON: " + e.getOriginalMessage(), e);
        }
        if (!FORMAT.equals(root.path("format").asText())) {
            throw new ModelLoadException("expected JSON with \"format\" : \"" + FORMAT + "\", found "
                    + root.path("format") + (root.isObject() ? "" : " in " + root.getNodeType()));
        }
        if (root.path("version").asInt() != VERSION || !root.path("version").isInt()) {
            throw new ModelLoadException("the feature pipeline has format version " + root.path("version")
                    + "; this library reads version " + VERSION + ", so use the release that wrote it or a newer one");
        }
        List<String> texts = texts(root.path("features"));
        Map<String, List<Double>> parameters = parameters(root.path("parameters"));
        try {
            return FeaturePipeline.of(registry.parseAll(texts), parameters);
        } catch (IllegalArgumentException e) {
            throw new ModelLoadException("the feature pipeline cannot be read: " + e.getMessage(), e);
        }
    }

    private static List<String> texts(JsonNode node) {
        List<String> texts = new ArrayList<>();
        for (JsonNode text : require(node, node.isArray(), "\"features\" must be a list of texts")) {
            texts.add(require(text, text.isTextual(), "\"features\" must be a list of texts")
                    .asText());
        }
        return texts;
    }

    private static Map<String, List<Double>> parameters(JsonNode node) {
        Map<String, List<Double>> parameters = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : require(node, node.isObject(), "\"parameters\" must be an object")
                .properties()) {
            String problem = "the parameters of " + entry.getKey() + " must be a list of finite numbers";
            List<Double> values = new ArrayList<>();
            for (JsonNode value : require(entry.getValue(), entry.getValue().isArray(), problem)) {
                values.add(require(value, value.isNumber() && Double.isFinite(value.asDouble()), problem)
                        .asDouble());
            }
            parameters.put(entry.getKey(), List.copyOf(values));
        }
        return parameters;
    }

    private static JsonNode require(JsonNode node, boolean condition, String problem) {
        if (!condition) {
            String found = node.isMissingNode() ? "none" : node.toString();
            throw new ModelLoadException("the feature pipeline cannot be read: " + problem + ", found "
                    + (found.length() > 80 ? found.substring(0, 80) + "..." : found));
        }
        return node;
    }
}
