package io.forecastj.models.onnx;

import io.forecastj.AbstractPredictor;
import io.forecastj.PredictorInfo;
import io.forecastj.SeriesContext;
import io.forecastj.SeriesState;
import io.forecastj.StateWriter;
import io.forecastj.models.internal.CheckedBytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Predictor of an ONNX model or of an ensemble of them. Thread-safe. */
final class OnnxPredictor extends AbstractPredictor {
    static final String KIND = "onnx";

    private final OnnxModel model;
    private final String contractJson;

    /**
     * Creates a predictor.
     *
     * @param contractJson the contract's text, for saving
     */
    OnnxPredictor(PredictorInfo info, OnnxModel model, String contractJson) {
        super(info);
        this.model = model;
        this.contractJson = contractJson;
    }

    static PredictorInfo describe(OnnxModel model) {
        Contract contract = model.contract();
        OnnxOptions options = model.options();
        PredictorInfo.Builder info = PredictorInfo.builder(KIND, contract.horizon())
                .name(contract.name())
                .steps(contract.steps())
                .requiredHistory(contract.requiredHistory())
                .sufficientHistory(contract.pipeline().boundedMemory() ? contract.sufficientHistory() : 0)
                .features(contract.pipeline().columns(), contract.schemaHash())
                .trained(contract.trainedFrom(), contract.trainedTo())
                .sampling(contract.sampling())
                .parameter("target", Objects.requireNonNull(contract.target()))
                .parameter("lookback", contract.lookback())
                .parameter("missing", options.missing())
                .parameter("provider", options.provider())
                .seed(options.samples() > 0 ? options.seed() : contract.seed())
                .library("onnxruntime", OnnxRuntime.environment().getVersion());
        contract.columns().forEach(column -> info.column(column.name(), column.role()));
        if (!contract.calendar().columns().isEmpty()) {
            info.parameter("step calendar", contract.calendar());
        }
        if (model.members().size() > 1) {
            info.parameter("members", model.members().size());
        }
        if (options.samples() > 0) {
            info.parameter("samples", options.samples());
        }
        double[] levels = ForecastAnswer.levels(contract, options.levels(), model.draws());
        if (levels.length > 0) {
            info.parameter("quantiles", Arrays.toString(levels));
        }
        describeContext(contract, info);
        if (!contract.producer().isEmpty()) {
            info.parameter("producer", contract.producer());
        }
        contract.describeTraining(info::parameter);
        return info.build();
    }

    private static void describeContext(Contract contract, PredictorInfo.Builder info) {
        OutputSpec.Quantiles quantiles = contract.output(OutputSpec.Quantiles.class);
        String clamped = quantiles == null ? "" : QuantileLevels.of(quantiles).clamped();
        if (!clamped.isEmpty()) {
            info.parameter("clamped quantiles", clamped);
        }
        ContextSpec context = contract.context();
        if (context != null) {
            info.parameter("missing values", context.missing().word()).parameter("steps of a run", context.steps());
            if (context.rounds(contract.horizon()) > 1) {
                info.parameter("extension", context.extension().word());
            }
        }
    }

    OnnxModel model() {
        return model;
    }

    String contractJson() {
        return contractJson;
    }

    @Override
    protected void identify(StateWriter out) {
        out.putText(contractJson);
        out.putText(OnnxFormat.options(model));
        out.putInt(model.members().size());
        model.members()
                .forEach(member -> out.putText(CheckedBytes.sha256(member.file().bytes())));
    }

    @Override
    protected SeriesState newState(SeriesContext series) {
        return model.contract().context() == null ? new OnnxState(model, series) : new ContextState(model, series);
    }

    @Override
    protected void forecastAll(List<SeriesState> states, List<double[]> out) {
        if (model.contract().context() != null) {
            ContextRun.forecastAll(model, states, out);
            return;
        }
        List<ModelRow> rows = new ArrayList<>();
        List<Integer> asked = new ArrayList<>();
        for (int i = 0; i < states.size(); i++) {
            OnnxState state = (OnnxState) states.get(i);
            if (state.prepare(out.get(i))) {
                rows.add(state.row());
                asked.add(i);
            }
        }
        model.runAll(rows.toArray(ModelRow[]::new));
        for (int i : asked) {
            ((OnnxState) states.get(i)).decode(out.get(i));
        }
    }

    @Override
    protected void release() {
        model.close();
    }
}
