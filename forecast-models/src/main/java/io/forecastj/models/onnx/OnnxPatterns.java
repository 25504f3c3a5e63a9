package io.forecastj.models.onnx;

import io.forecastj.ForecastException;
import io.forecastj.ForecastStatus;
import io.forecastj.PredictorClosedException;
import io.forecastj.TimeSeries;
import io.forecastj.models.onnx.OnnxLoading.Read;
import io.forecastj.models.onnx.OutputSpec.Patterns;
import io.forecastj.signal.PatternInfo;
import io.forecastj.signal.PatternRecognition;
import io.forecastj.signal.PatternRecognizer;
import io.forecastj.signal.PatternSession;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The recognizer of an ONNX model. Thread-safe. */
final class OnnxPatterns implements PatternRecognizer {
    /** Number of series that {@link #recognizeAll} opens at once. */
    private static final int TOGETHER = 512;

    private final PatternInfo info;
    private final OnnxModel model;
    private final String contractJson;
    private volatile boolean closed;

    private OnnxPatterns(PatternInfo info, OnnxModel model, String contractJson) {
        this.info = info;
        this.model = model;
        this.contractJson = contractJson;
    }

    static OnnxPatterns of(Read file, OnnxOptions options) {
        OnnxModel model = OnnxLoading.model(List.of(file), file.contract(), options, true);
        return new OnnxPatterns(describe(model), model, file.contract().toPrettyString());
    }

    private static PatternInfo describe(OnnxModel model) {
        Contract contract = model.contract();
        PatternInfo.Builder info = PatternInfo.builder(
                        OnnxPredictor.KIND, output(contract).patterns())
                .name(contract.name())
                .columns(contract.pipeline().inputs())
                .requiredHistory(contract.requiredHistory())
                .features(contract.pipeline().columns(), contract.pipeline().schemaHash())
                .trained(contract.trainedFrom(), contract.trainedTo())
                .parameter("lookback", contract.lookback())
                .parameter("provider", model.options().provider())
                .library("onnxruntime", OnnxRuntime.environment().getVersion());
        if (model.options().samples() > 0) {
            info.parameter("samples", model.options().samples())
                    .parameter("seed", model.options().seed());
        }
        if (!contract.producer().isEmpty()) {
            info.parameter("producer", contract.producer());
        }
        contract.describeTraining(info::parameter);
        return info.build();
    }

    private static Patterns output(Contract contract) {
        return (Patterns) contract.outputs().get(0);
    }

    OnnxModel model() {
        return model;
    }

    String contractJson() {
        return contractJson;
    }

    void requireOpen() {
        if (closed) {
            throw new PredictorClosedException("the recognizer '" + info.name() + "' is closed");
        }
    }

    /** Converts the model's outputs to probabilities. */
    void decode(ModelRow row, double[] out) {
        double[] draws = row.answers[0];
        for (int at = 0; at < draws.length; at += out.length) {
            Answers.activate(output(model.contract()).activation(), draws, at, out.length);
        }
        Answers.mean(draws, out.length, out);
        for (int i = 0; i < out.length; i++) {
            if (!(out[i] >= 0 && out[i] <= 1)) {
                throw new ForecastException(
                        "the output '" + output(model.contract()).tensor() + "' of '" + info.name()
                                + "' should be probabilities from 0 to 1 by the contract, found " + out[i] + " for '"
                                + info.patterns().get(i) + "'");
            }
        }
    }

    PatternRecognition answer(String seriesId, long time, double[] probabilities) {
        return PatternRecognition.of(
                info, seriesId, Instant.ofEpochMilli(time), probabilities, ForecastStatus.OK, List.of());
    }

    @Override
    public PatternSession openSession(TimeSeries history) {
        requireOpen();
        return OnnxPatternSession.open(this, history);
    }

    // In parts, since every open series holds the state of its features.
    @Override
    public List<PatternRecognition> recognizeAll(List<TimeSeries> histories) {
        List<PatternRecognition> all = new ArrayList<>(histories.size());
        for (int from = 0; from < histories.size(); from += TOGETHER) {
            requireOpen();
            List<OnnxPatternSession> sessions =
                    histories.subList(from, Math.min(histories.size(), from + TOGETHER)).stream()
                            .map(history -> OnnxPatternSession.open(this, history))
                            .toList();
            model.runAll(sessions.stream().map(OnnxPatternSession::prepare).toArray(ModelRow[]::new));
            sessions.forEach(session -> all.add(session.answered()));
        }
        return Collections.unmodifiableList(all);
    }

    @Override
    public PatternInfo info() {
        return info;
    }

    @Override
    public void close() {
        closed = true;
        model.close();
    }

    @Override
    public String toString() {
        return "recognizer '" + info.name() + "' of " + info.patterns() + (closed ? ", closed" : "");
    }
}
