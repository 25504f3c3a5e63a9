package io.forecastj.models.onnx;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forecastj.ModelIntegrityException;
import io.forecastj.ModelLoadException;
import io.forecastj.Sampling;
import io.forecastj.Target;
import io.forecastj.features.FeaturePipeline;
import io.forecastj.features.FeatureRegistry;
import io.forecastj.models.internal.ArgumentChecks;
import io.forecastj.models.internal.JsonFields;
import io.forecastj.models.internal.SamplingJson;
import io.forecastj.models.onnx.OutputSpec.Activation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reads a contract from JSON and checks all that does not need the graph. */
final class ContractReader {
    /** Version of the contract that this library reads. */
    static final int VERSION = 1;

    private static final String FORECAST = "forecast";
    private static final String PATTERNS = "patterns";
    /** Names of the two kinds of model in a contract. */
    private static final List<String> KINDS = List.of(FORECAST, PATTERNS);

    static final int MAX_ROWS = 1_000_000;
    private static final int MAX_WINDOW = Signature.MAX_ROW;

    /** Most members of what is noted of the training, and most characters of a name or value there. */
    private static final int MAX_NOTES = 200;

    private static final int MAX_NOTE = 2_000;

    private final JsonFields fields;
    private final String source;

    private ContractReader(JsonFields fields, String source) {
        this.fields = fields;
        this.source = source;
    }

    static Contract read(ObjectNode contract, FeatureRegistry features, String source) {
        return new ContractReader(JsonFields.of(contract, source), source).read(features);
    }

    /** Returns true if a contract is one of patterns; the rest of the contract is not checked. */
    static boolean isPatterns(ObjectNode contract, String source) {
        return isPatterns(JsonFields.of(contract, source));
    }

    private static boolean isPatterns(JsonFields contract) {
        return contract.choice("kind", KINDS).equals(PATTERNS);
    }

    private Contract read(FeatureRegistry features) {
        if (fields.integer("version", 1, Integer.MAX_VALUE) != VERSION) {
            throw fields.fail("version", VERSION + ", which this library reads", fields.node("version"));
        }
        boolean patterns = isPatterns(fields);
        String name = fields.text("name", "onnx");
        FeaturePipeline pipeline = pipeline(features);
        int lookback = fields.integer("lookback", 1, MAX_ROWS);
        if ((long) lookback * pipeline.columns().size() > MAX_WINDOW) {
            throw fields.fail("lookback", "such that the window has at most " + MAX_WINDOW + " numbers", lookback + "");
        }
        Target target = patterns ? null : target();
        List<Integer> steps = patterns ? List.of() : steps();
        ContractInputs inputs = ContractInputs.read(fields, pipeline.columns().size(), features);
        List<OutputSpec> outputs = outputs(inputs.past().scaling(), target);
        requireOutputs(outputs, target);
        Contract contract = new Contract(
                name,
                lookback,
                pipeline,
                target,
                steps,
                inputs.past(),
                inputs.future(),
                inputs.attributes(),
                inputs.attention(),
                inputs.states(),
                inputs.groups(),
                inputs.masks(),
                outputs,
                fields.time("trainedFrom"),
                fields.time("trainedTo"),
                sampling(),
                fields.text("producer", ""),
                fields.whole("seed", 0),
                fields.has("training") ? fields.scalarsByName("training", MAX_NOTES, MAX_NOTE) : Map.of(),
                ContextSpec.read(fields, steps));
        fields.requireNoOther();
        ContextRules.require(contract, fields);
        requireFree(contract, patterns);
        if (contract.trainedFrom() != null
                && contract.trainedTo() != null
                && contract.trainedFrom().isAfter(contract.trainedTo())) {
            throw fields.fail(
                    "trainedTo", "no earlier than trainedFrom, " + contract.trainedFrom(), contract.trainedTo() + "");
        }
        return contract;
    }

    private FeaturePipeline pipeline(FeatureRegistry features) {
        FeaturePipeline pipeline;
        try {
            pipeline = FeaturePipeline.fromJson(fields.node("pipeline").toString(), features);
        } catch (ModelLoadException e) {
            throw new ModelLoadException(source + ": 'pipeline': " + e.getMessage(), e);
        }
        if (!pipeline.fitted()) {
            throw fields.fail("pipeline", "a fitted pipeline", pipeline.toString());
        }
        List<String> names = fields.names("features");
        List<String> columns = pipeline.columns();
        for (int i = 0; i < Math.max(names.size(), columns.size()); i++) {
            String expected = i < columns.size() ? "'" + columns.get(i) + "'" : "none";
            String found = i < names.size() ? "'" + names.get(i) + "'" : "none";
            if (!expected.equals(found)) {
                throw new ModelLoadException(source + ": 'features' should be the " + columns.size()
                        + " columns of the pipeline in its order; expected " + expected + " as number " + (i + 1)
                        + ", found " + found);
            }
        }
        String hash = fields.text("schemaHash");
        if (!hash.equals(pipeline.schemaHash())) {
            throw new ModelIntegrityException(source + ": the pipeline is not the one of the model's training: expected"
                    + " the schemaHash " + hash + ", found " + pipeline.schemaHash());
        }
        return pipeline;
    }

    private Target target() {
        try {
            return Target.parse(fields.text("target"));
        } catch (IllegalArgumentException e) {
            throw new ModelLoadException(source + ": 'target': " + e.getMessage(), e);
        }
    }

    private @Nullable Sampling sampling() {
        if (!fields.has("sampling")) {
            return null;
        }
        try {
            JsonFields sampling = fields.object("sampling");
            Sampling read = SamplingJson.read(sampling);
            sampling.requireNoOther();
            return read;
        } catch (IllegalArgumentException e) {
            throw new ModelLoadException(source + ": 'sampling': " + e.getMessage(), e);
        }
    }

    private List<Integer> steps() {
        int horizon = fields.integer("horizon", 1, MAX_ROWS);
        if (!fields.has("steps")) {
            return IntStream.rangeClosed(1, horizon).boxed().toList();
        }
        List<Integer> steps = fields.integers("steps", 1, horizon);
        int before = 0;
        for (int step : steps) {
            if (step <= before) {
                throw fields.fail("steps", "steps that increase", steps.toString());
            }
            before = step;
        }
        if (before != horizon) {
            throw fields.fail("steps", "steps whose last one is the horizon " + horizon, steps.toString());
        }
        return steps;
    }

    static void requireOnce(JsonFields fields, String tensor, Set<String> tensors) {
        if (!tensors.add(tensor)) {
            throw fields.fail("tensor", "a name given once", "'" + tensor + "' again");
        }
    }

    private List<OutputSpec> outputs(InputScaling past, @Nullable Target target) {
        List<OutputSpec> outputs = new ArrayList<>();
        Set<String> tensors = new HashSet<>();
        for (JsonFields output : fields.objects("outputs")) {
            OutputSpec spec = output(output, past, target instanceof Target.Level);
            output.requireNoOther();
            requireOnce(output, spec.tensor(), tensors);
            if (outputs.stream().anyMatch(other -> other.getClass() == spec.getClass())) {
                throw output.fail("kind", "a kind given once", output.node("kind"));
            }
            outputs.add(spec);
        }
        return outputs;
    }

    private static OutputSpec output(JsonFields output, InputScaling past, boolean level) {
        String tensor = output.text("tensor");
        String kind = output.choice("kind", OutputSpec.KINDS);
        if (!kind.equals(OutputSpec.Point.KIND) && !kind.equals(OutputSpec.Quantiles.KIND)) {
            OutputScaling.requireNone(output, kind);
        }
        return switch (kind) {
            case OutputSpec.Point.KIND ->
                new OutputSpec.Point(
                        tensor,
                        output.has("layout")
                                ? output.choice("layout", OutputSpec.Point.LAYOUTS)
                                : OutputSpec.Point.BATCH_FIRST,
                        OutputScaling.read(output, past, level));
            case OutputSpec.Quantiles.KIND ->
                new OutputSpec.Quantiles(
                        tensor,
                        levels(output, "levels"),
                        output.has("forecastLevels") ? levels(output, "forecastLevels") : null,
                        output.choice(
                                "layout",
                                List.of(OutputSpec.Quantiles.Layout.values()),
                                OutputSpec.Quantiles.Layout::word),
                        OutputScaling.read(output, past, level));
            case OutputSpec.Probabilities.KIND ->
                new OutputSpec.Probabilities(tensor, output.names("classes"), activation(output, Activation.SOFTMAX));
            default ->
                new OutputSpec.Patterns(tensor, output.names("patterns"), activation(output, Activation.SIGMOID));
        };
    }

    private static Activation activation(JsonFields output, Activation other) {
        return output.choice("activation", List.of(Activation.NONE, other), Activation::word);
    }

    private static double[] levels(JsonFields output, String key) {
        double[] levels = output.decimals(key);
        if (!ArgumentChecks.increaseBetween0And1(Arrays.stream(levels).boxed().toList())) {
            throw output.fail(key, "numbers that increase between 0 and 1", output.node(key));
        }
        if (levels.length == 0) {
            throw output.fail(key, "at least one level", "none");
        }
        return levels;
    }

    /** Requires the kinds of outputs that fit the kind of model and its target. */
    private void requireOutputs(List<OutputSpec> outputs, @Nullable Target target) {
        boolean quantiles = outputs.stream().anyMatch(OutputSpec.Quantiles.class::isInstance);
        boolean point = outputs.stream().anyMatch(OutputSpec.Point.class::isInstance);
        String found = outputs.stream().map(OutputSpec::kind).toList().toString();
        if (target == null) {
            require(
                    outputs.size() == 1 && outputs.get(0) instanceof OutputSpec.Patterns,
                    "one output of the kind 'patterns' for a model of patterns",
                    found);
        } else if (target instanceof Target.Direction) {
            require(
                    outputs.size() == 1 && outputs.get(0) instanceof OutputSpec.Probabilities,
                    "one output of the kind 'probabilities' for the target " + target,
                    found);
        } else {
            require(
                    outputs.size() == (point ? 1 : 0) + (quantiles ? 1 : 0) && !outputs.isEmpty(),
                    "outputs of the kinds 'point' or 'quantiles' or both for the target " + target,
                    found);
        }
        for (OutputSpec output : outputs) {
            if (output instanceof OutputSpec.Quantiles spec && !point) {
                require(
                        Arrays.stream(spec.levels()).anyMatch(level -> level == 0.5),
                        "quantiles with the level 0.5, which is the point forecast, or another output of the"
                                + " kind 'point'",
                        Arrays.toString(spec.levels()));
            }
        }
    }

    private void require(boolean holds, String expected, String found) {
        if (!holds) {
            throw fields.fail("outputs", expected, found);
        }
    }

    /**
     * Requires that a model of patterns has only the past as input, and that the target is not a known-future column.
     */
    private void requireFree(Contract contract, boolean patterns) {
        if (patterns && (contract.future() != null || contract.attributes() != null)) {
            throw fields.fail("inputs", "only a window and masks for a model of patterns", fields.node("inputs"));
        }
        if (contract.target() != null
                && contract.futureColumns().contains(contract.target().column())) {
            throw fields.fail(
                    "inputs",
                    "known-future columns other than the target",
                    "'" + contract.target().column() + "'");
        }
    }
}
