package io.forecastj.models.onnx;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forecastj.ModelLoadException;
import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;
import io.forecastj.models.internal.Json;
import io.forecastj.models.internal.JsonFields;
import io.forecastj.models.onnx.OnnxLoading.Read;
import io.forecastj.models.saving.ModelReader;
import io.forecastj.models.saving.ModelWriter;
import io.forecastj.models.saving.PredictorFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Saves predictors of ONNX models: each member's file as it was loaded, as {@code model-1.onnx} and so on, the contract
 * as {@code contract.json}, the settings of a run as {@code options.json}. Found by {@link java.util.ServiceLoader};
 * stateless and thread-safe.
 *
 * @hidden
 */
public final class OnnxFormat implements PredictorFormat {
    private static final String CONTRACT = "contract.json";
    private static final String OPTIONS = "options.json";
    private static final String PROOF = "provenInChildProcess";
    private static final int MAX_MEMBERS = 1_000;

    /** Creates the format, for the service loader. */
    public OnnxFormat() {}

    @Override
    public String kind() {
        return OnnxPredictor.KIND;
    }

    @Override
    public void write(Predictor predictor, ModelWriter out) {
        if (!(predictor instanceof OnnxPredictor onnx)) {
            throw new IllegalArgumentException(
                    predictor + " has the kind '" + kind() + "' but is not one of this library");
        }
        List<OnnxMember> members = onnx.model().members();
        for (int i = 0; i < members.size(); i++) {
            out.bytes(file(i), members.get(i).file().bytes());
        }
        out.text(CONTRACT, onnx.contractJson());
        ObjectNode options = settings(onnx.model());
        ProofLimits proof = onnx.model().options().proof();
        if (proof != null) {
            // not its directory: a stranger's file must not choose where this process reads and writes
            options.putObject(PROOF)
                    .put("milliseconds", proof.time().toMillis())
                    .put("memoryBytes", proof.memoryBytes());
        }
        out.text(OPTIONS, options.toPrettyString());
    }

    /** Returns the settings of a model's runs as JSON; the proof is none, since it changes no forecast. */
    static String options(OnnxModel model) {
        return settings(model).toPrettyString();
    }

    private static ObjectNode settings(OnnxModel model) {
        OnnxOptions options = model.options();
        ObjectNode root = Json.object();
        root.put("members", model.members().size())
                .put("threads", options.threads())
                .put("provider", options.provider())
                .put("missing", options.missing().name())
                .put("samples", options.samples())
                .put("seed", options.seed());
        options.levels().forEach(root.putArray("levels")::add);
        return root;
    }

    private static String file(int member) {
        return "model-" + (member + 1) + ".onnx";
    }

    @Override
    public Predictor read(PredictorInfo info, ModelReader in) {
        JsonFields saved = JsonFields.parse(in.text(OPTIONS), OPTIONS);
        int count = saved.integer("members", 1, MAX_MEMBERS);
        OnnxOptions options = options(saved, in);
        saved.requireNoOther();
        ObjectNode contract = ContractSource.parse(in.text(CONTRACT), CONTRACT);
        List<Read> files = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            // the saved contract for every file: the metadata of an ensemble's files differ in name, seed and so on
            OnnxFile file =
                    OnnxFile.check(in.bytes(file(i)), null, file(i), OnnxLoading.limits(options.proof() != null));
            files.add(new Read(file, contract, file(i)));
        }
        OnnxModel model = OnnxLoading.model(files, contract, options, false);
        PredictorInfo found;
        try {
            found = OnnxPredictor.describe(model);
            requireAgreement(info, found);
        } catch (RuntimeException e) {
            model.close();
            throw e;
        }
        return new OnnxPredictor(info, model, contract.toPrettyString());
    }

    private static OnnxOptions options(JsonFields saved, ModelReader in) {
        try {
            OnnxOptions.Builder options = OnnxOptions.builder()
                    .threads(saved.integer("threads", 1, Integer.MAX_VALUE))
                    .provider(saved.text("provider"))
                    .missing(saved.choice("missing", List.of(MissingValues.values()), MissingValues::name))
                    .samples(saved.integer("samples", 0, Integer.MAX_VALUE), saved.whole("seed", 1))
                    .levels(saved.decimals("levels"))
                    .features(in.features());
            if (saved.has(PROOF)) {
                JsonFields proof = saved.object(PROOF);
                options.provenInChildProcess(
                        Duration.ofMillis(proof.whole("milliseconds")), proof.whole("memoryBytes"));
                proof.requireNoOther();
            }
            return options.build();
        } catch (IllegalArgumentException e) {
            throw new ModelLoadException(OPTIONS + ": " + e.getMessage(), e);
        }
    }

    private static String asked(PredictorInfo info) {
        return info.columns() + ", the steps " + info.steps() + ", " + info.requiredHistory()
                + " rows and the features " + info.featureNames() + " of the schema hash " + info.schemaHash();
    }

    /** Requires that a description is that of this model; it may come from other versions of the libraries. */
    private static void requireAgreement(PredictorInfo info, PredictorInfo found) {
        if (!found.columns().equals(info.columns())
                || !found.steps().equals(info.steps())
                || !found.schemaHash().equals(info.schemaHash())
                || !found.featureNames().equals(info.featureNames())
                || found.requiredHistory() != info.requiredHistory()) {
            throw new ModelLoadException("the description does not fit the model: " + CONTRACT + " asks for "
                    + asked(found) + ", the description for " + asked(info));
        }
    }
}
