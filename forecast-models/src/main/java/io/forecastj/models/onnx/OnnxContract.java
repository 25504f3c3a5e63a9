package io.forecastj.models.onnx;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forecastj.ForecastException;
import io.forecastj.ModelLoadException;
import io.forecastj.Sampling;
import io.forecastj.Target;
import io.forecastj.features.FeaturePipeline;
import io.forecastj.features.FeatureRegistry;
import io.forecastj.models.internal.CheckedBytes;
import io.forecastj.models.internal.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Contract of an ONNX model: what its inputs and outputs mean. For a model from elsewhere, whose file has none.
 *
 * <p>Immutable and thread-safe. Its builder refuses what loading would refuse without the graph; whether the graph has
 * these inputs and outputs shows when the model is loaded. {@code docs/onnx.md} specifies the contract.
 *
 * <pre>{@code
 * FeaturePipeline bars = FeaturePipeline.of(Features.columns("open", "high", "low", "close", "volume"));
 * OnnxContract contract = OnnxContract.forecasting(bars, Target.level("close"), 5)
 *         .lookback(60)
 *         .input(OnnxInput.past("input", "btf").scaling(OnnxScaling.standard(means, deviations)))
 *         .output(OnnxOutput.point("output").scaling(means[3], deviations[3]))
 *         .build();
 * Predictor network = Onnx.load(path, OnnxOptions.builder().contract(contract).build());
 * }</pre>
 */
public final class OnnxContract {
    private static final String SOURCE = "the contract";

    private final ObjectNode json;

    private OnnxContract(ObjectNode json) {
        this.json = json;
    }

    /**
     * Starts the contract of a model that forecasts.
     *
     * @param pipeline the features of a row of the window, with fitted parameters
     * @param target what the outputs mean; for a network that was trained on the values themselves it is
     *     {@link Target#level(String)}
     * @param horizon the last step ahead, at least 1
     * @return a new builder
     */
    public static Builder forecasting(FeaturePipeline pipeline, Target target, int horizon) {
        Builder builder = new Builder(pipeline, "forecast");
        builder.json.put("target", target.toString()).put("horizon", horizon);
        return builder;
    }

    /**
     * Starts the contract of a model that recognises patterns.
     *
     * @param pipeline the features of a row of the window, with fitted parameters
     * @return a new builder
     */
    public static Builder patterns(FeaturePipeline pipeline) {
        return new Builder(pipeline, "patterns");
    }

    ObjectNode json() {
        return json.deepCopy();
    }

    /**
     * Returns the contract as JSON, as the side file has it.
     *
     * @return the text
     */
    public String toJson() {
        return json.toPrettyString() + "\n";
    }

    /**
     * Returns the contract as an exporter writes it into the metadata of the ONNX file.
     *
     * @return the JSON of each value by the name of its property, such as {@code forecastj.lookback}; a new map in the
     *     order of the contract
     */
    public Map<String, String> toMetadata() {
        Map<String, String> metadata = new LinkedHashMap<>();
        json.properties()
                .forEach(entry -> metadata.put(
                        ContractSource.PREFIX + entry.getKey(), entry.getValue().toString()));
        return metadata;
    }

    /**
     * Writes the side file of a model, with the hash of the model's file: from then on the model loads without further
     * settings, and only unchanged.
     *
     * @param model the ONNX file; the side file has its name followed by {@code .json}
     * @return the side file
     * @throws ModelLoadException if the model cannot be read or has more than 512 MiB
     * @throws ForecastException if there is such a file already, which stays, or it cannot be written
     */
    public Path writeSideFile(Path model) {
        byte[] bytes = CheckedBytes.read(model, OnnxLimits.DEFAULT.bytes());
        ObjectNode all = json.deepCopy().put("sha256", CheckedBytes.sha256(bytes));
        Path file = model.resolveSibling(model.getFileName() + ".json");
        if (Files.exists(file)) {
            throw new ForecastException(file + " exists already and is not overwritten; remove it first");
        }
        try {
            Files.writeString(file, all.toPrettyString() + "\n", StandardOpenOption.CREATE_NEW);
        } catch (IOException e) {
            throw new ForecastException("cannot write the side file " + file + ": " + e, e);
        }
        return file;
    }

    /** Returns a contract whose JSON has been read before; the tree is copied. */
    static OnnxContract of(ObjectNode json) {
        return new OnnxContract(json.deepCopy());
    }

    /** Reads the contract. */
    Contract read(FeatureRegistry features) {
        return ContractReader.read(json, features, SOURCE);
    }

    /** Returns the contract's JSON without what describes the training. */
    ObjectNode meaning() {
        return json.deepCopy().remove(OnnxLoading.OWN);
    }

    /** Returns the contract's JSON without what describes the training and without scaling. */
    ObjectNode unscaled() {
        ObjectNode copy = meaning();
        for (String list : List.of("inputs", "outputs")) {
            copy.path(list).forEach(each -> ((ObjectNode) each).remove("scaling"));
        }
        return copy;
    }

    /**
     * Starts a contract with what this one has, such as for the same model after more training.
     *
     * @param features the kinds of features that the pipeline may use
     * @return a new builder
     */
    public Builder toBuilder(FeatureRegistry features) {
        return new Builder(json.deepCopy()).features(features);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof OnnxContract that && json.equals(that.json);
    }

    @Override
    public int hashCode() {
        return json.hashCode();
    }

    @Override
    public String toString() {
        return toJson();
    }

    /** Builder of a contract. Not thread-safe. */
    public static final class Builder {
        private final ObjectNode json;
        private final ArrayNode inputs;
        private final ArrayNode outputs;
        private FeatureRegistry features = FeatureRegistry.standard();

        private Builder(FeaturePipeline pipeline, String kind) {
            if (!pipeline.fitted()) {
                throw new IllegalStateException("the contract needs a pipeline with fitted parameters, found "
                        + pipeline + "; use what pipeline.fit(trainingSeries) returns");
            }
            json = Json.object();
            json.put("version", ContractReader.VERSION).put("kind", kind).put("lookback", 1);
            json.set("pipeline", Json.tree(pipeline.toJson(), "the pipeline"));
            pipeline.columns().forEach(json.putArray("features")::add);
            json.put("schemaHash", pipeline.schemaHash());
            inputs = json.putArray("inputs");
            outputs = json.putArray("outputs");
        }

        private Builder(ObjectNode json) {
            this.json = json;
            this.inputs = json.withArray("inputs");
            this.outputs = json.withArray("outputs");
        }

        /**
         * Sets the number of rows of the window; 1 unless set.
         *
         * @param rows the number, at least 1
         * @return this builder
         */
        public Builder lookback(int rows) {
            json.put("lookback", rows);
            return this;
        }

        /**
         * Sets the steps of the outputs, if they are not all steps up to the horizon.
         *
         * @param steps the steps, increasing, the last one the horizon
         * @return this builder
         */
        public Builder steps(int... steps) {
            ArrayNode array = json.putArray("steps");
            Arrays.stream(steps).forEach(array::add);
            return this;
        }

        /**
         * Adds an input. Each kind occurs once, but for initial states and masks; a window is needed.
         *
         * @param input the input
         * @return this builder
         */
        public Builder input(OnnxInput input) {
            inputs.add(input.json());
            return this;
        }

        /**
         * Adds an output: points, quantiles or both for values, probabilities for a direction, patterns for a model of
         * patterns.
         *
         * @param output the output
         * @return this builder
         */
        public Builder output(OnnxOutput output) {
            outputs.add(output.json());
            return this;
        }

        /**
         * Makes the window a raw context, for pretrained models; {@link #lookback} is then the number of values that
         * the model reads at most.
         *
         * @param context the context
         * @return this builder
         */
        public Builder context(OnnxContext context) {
            json.set(ContextSpec.KEY, context.json());
            return this;
        }

        /**
         * Sets the short name that reports show; {@code onnx} unless set.
         *
         * @param name the name, not empty
         * @return this builder
         */
        public Builder name(String name) {
            json.put("name", Objects.requireNonNull(name, "name"));
            return this;
        }

        /**
         * Sets the training span, which reports show and which ensembles and intervals take account of.
         *
         * @param from the first row's time, or null
         * @param to the last row's time, or null
         * @return this builder
         */
        public Builder trained(@Nullable Instant from, @Nullable Instant to) {
            if (from != null) {
                json.put("trainedFrom", from.toString());
            }
            if (to != null) {
                json.put("trainedTo", to.toString());
            }
            return this;
        }

        /**
         * Sets the spacing of the training series, so that the times of a forecast do not depend on the number of rows
         * of a history. Unless it is set, each history shows its own.
         *
         * @param sampling the sampling
         * @return this builder
         */
        public Builder sampling(Sampling sampling) {
            json.set("sampling", Json.tree(sampling.toMap()));
            return this;
        }

        /**
         * Sets what made the model, such as a program and its version.
         *
         * @param producer the text
         * @return this builder
         */
        public Builder producer(String producer) {
            json.put("producer", Objects.requireNonNull(producer, "producer"));
            return this;
        }

        /**
         * Sets the seed of the training, which descriptions show; 0 unless set.
         *
         * @param seed the seed
         * @return this builder
         */
        public Builder seed(long seed) {
            json.put("seed", seed);
            return this;
        }

        /**
         * Sets what is worth knowing of the training, such as the network's sizes, the settings of the optimiser and
         * the loss on the validation part. Descriptions show each entry as a parameter whose name begins with {@code
         * training.}; forecasts do not depend on it.
         *
         * @param notes texts, finite numbers and booleans by name: at most 200, with at most 2,000 characters in a name
         *     or a value
         * @return this builder
         * @throws IllegalArgumentException if a value is none of these; the message names it
         */
        public Builder training(Map<String, ?> notes) {
            ObjectNode all = Json.object();
            notes.forEach((name, value) -> {
                if (!(value instanceof String
                        || value instanceof Boolean
                        || value instanceof Number number && Double.isFinite(number.doubleValue()))) {
                    throw new IllegalArgumentException("'" + name
                            + "' of the training must be a text, a finite number or a boolean, found " + value);
                }
                all.setAll(Json.tree(Map.of(name, value)));
            });
            json.set("training", all);
            return this;
        }

        /**
         * Sets the kinds of features that the pipeline may use; those of this library unless set. Give the same ones to
         * {@link OnnxOptions.Builder#features}.
         *
         * @param features the registry
         * @return this builder
         */
        public Builder features(FeatureRegistry features) {
            this.features = Objects.requireNonNull(features, "features");
            return this;
        }

        /**
         * Creates the contract.
         *
         * @return the contract
         * @throws IllegalArgumentException if a value is out of its range, or inputs and outputs do not fit the
         *     pipeline, the target and one another; the message names the key
         */
        public OnnxContract build() {
            // through its text, so that it equals the same contract after loading
            ObjectNode copy = ContractSource.parse(json.toString(), SOURCE);
            try {
                ContractReader.read(copy, features, SOURCE);
            } catch (ModelLoadException e) {
                throw new IllegalArgumentException(e.getMessage(), e);
            }
            return new OnnxContract(copy);
        }
    }
}
