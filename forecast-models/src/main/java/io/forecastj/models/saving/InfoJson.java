package io.forecastj.models.saving;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forecastj.ColumnRole;
import io.forecastj.ModelLoadException;
import io.forecastj.PredictorInfo;
import io.forecastj.Sampling;
import io.forecastj.models.internal.Json;
import io.forecastj.models.internal.JsonFields;
import io.forecastj.models.internal.SamplingJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Description of a saved predictor as JSON, with the version of the whole format. */
final class InfoJson {
    static final int VERSION = 1;

    private static final String FILES = "files";

    private static final List<String> ROLES = roles();

    private InfoJson() {}

    private static List<String> roles() {
        List<String> names = new ArrayList<>();
        for (ColumnRole role : ColumnRole.values()) {
            names.add(role.name());
        }
        return List.copyOf(names);
    }

    /**
     * Writes a description.
     *
     * @param files the names of the files and directories beside it that belong to the predictor
     */
    static byte[] write(PredictorInfo info, Collection<String> files) {
        ObjectNode root = Json.object();
        root.put("format", VERSION);
        root.put("kind", info.kind());
        root.put("name", info.name());
        root.put("horizon", info.horizon());
        if (info.steps().size() < info.horizon()) {
            info.steps().forEach(root.putArray("steps")::add);
        }
        info.targets().forEach(root.putArray("targets")::add);
        root.put("requiredHistory", info.requiredHistory());
        info.sufficientHistory().ifPresent(rows -> root.put("sufficientHistory", rows));
        ArrayNode columns = root.putArray("columns");
        info.columns().forEach(column -> columns.addObject()
                .put("name", column.name())
                .put("role", column.role().name()));
        info.featureNames().forEach(root.putArray("featureNames")::add);
        root.put("schemaHash", info.schemaHash());
        root.put("trainedFrom", text(info.trainedFrom()));
        root.put("trainedTo", text(info.trainedTo()));
        Sampling sampling = info.sampling();
        if (sampling != null) {
            root.set("sampling", Json.tree(sampling.toMap()));
        }
        info.parameters().forEach(root.putObject("parameters")::put);
        root.put("seed", info.seed());
        info.libraries().forEach(root.putObject("libraries")::put);
        files.forEach(root.putArray(FILES)::add);
        return (root.toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }

    /** Reads a text written by {@link #write}; error messages name {@code where}. */
    static PredictorInfo read(String json, Object where) {
        JsonFields root = JsonFields.parse(json, where.toString());
        // in another version all other fields may differ, so the version is checked first
        long version = root.whole("format");
        if (version != VERSION) {
            throw new ModelLoadException(where + " has the format version " + version
                    + "; this version of the library reads version " + VERSION);
        }
        try {
            return info(root);
        } catch (IllegalArgumentException e) {
            throw new ModelLoadException(where + " does not describe a predictor: " + e.getMessage(), e);
        }
    }

    /** Returns whether a text is a description of this version, or has the keys of one of another version. */
    static boolean isDescription(String json, Object where) {
        try {
            JsonFields root = JsonFields.parse(json, where.toString());
            if (root.whole("format") != VERSION) {
                return root.whole("format") > 0
                        && !root.text("kind").isEmpty()
                        && root.node("columns").isArray();
            }
            return !info(root).kind().isEmpty();
        } catch (ModelLoadException | IllegalArgumentException e) {
            return false;
        }
    }

    /** Returns the names of the files and directories that belong to a predictor; null if its version did not say. */
    static @Nullable List<String> files(String json, Object where) {
        JsonFields root = JsonFields.parse(json, where.toString());
        return root.has(FILES) ? root.texts(FILES) : null;
    }

    private static PredictorInfo info(JsonFields root) {
        int horizon = root.integer("horizon", 1, PredictorInfo.MAX_HORIZON);
        PredictorInfo.Builder builder = PredictorInfo.builder(root.anyText("kind"), horizon)
                .name(root.anyText("name"))
                .steps(steps(root, horizon))
                .requiredHistory(root.integer("requiredHistory", 1, Integer.MAX_VALUE))
                .sufficientHistory(
                        root.has("sufficientHistory") ? root.integer("sufficientHistory", 1, Integer.MAX_VALUE) : 0)
                .features(root.texts("featureNames"), root.anyText("schemaHash"))
                .trained(time(root, "trainedFrom"), time(root, "trainedTo"))
                .seed(root.whole("seed"))
                .libraries(root.textsByName("libraries"));
        if (root.has("sampling")) { // files of before the sampling was saved lack it
            builder.sampling(SamplingJson.read(root.object("sampling")));
        }
        for (JsonFields column : root.objects("columns")) {
            builder.column(column.anyText("name"), ColumnRole.valueOf(column.choice("role", ROLES)));
        }
        for (Map.Entry<String, String> parameter :
                root.textsByName("parameters").entrySet()) {
            builder.parameter(parameter.getKey(), parameter.getValue());
        }
        PredictorInfo info = builder.build();
        requireTargets(info, root.texts("targets"));
        return info;
    }

    /** Checks the targets, which follow from the columns: if they differ, {@link #write} did not write the file. */
    private static void requireTargets(PredictorInfo info, List<String> targets) {
        if (!targets.equals(info.targets())) {
            throw new IllegalArgumentException(
                    "the targets are " + targets + ", but the columns of the role TARGET are " + info.targets()
                            + "; they must be the same in the same order");
        }
    }

    /** Reads the chosen steps; the key is absent if all steps are forecast. */
    private static List<Integer> steps(JsonFields root, int horizon) {
        return root.has("steps") ? root.integers("steps", 1, horizon) : upTo(horizon);
    }

    private static List<Integer> upTo(int horizon) {
        List<Integer> steps = new ArrayList<>(horizon);
        for (int step = 1; step <= horizon; step++) {
            steps.add(step);
        }
        return steps;
    }

    /** Reads a time; null means unknown, and a missing key is an error. */
    private static @Nullable Instant time(JsonFields root, String key) {
        if (root.node(key).isNull()) {
            return null;
        }
        root.text(key);
        return root.time(key);
    }
}
