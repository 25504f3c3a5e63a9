package io.forecastj.models.onnx;

import io.forecastj.Predictor;
import io.forecastj.features.FeaturePipeline;
import io.forecastj.signal.PatternRecognizer;

/**
 * The parts of a predictor or recognizer of one ONNX model: its file, its contract, and what its graph answers. Not
 * part of the API: it may change in any version.
 *
 * <p>Thread-safe, like the model. The model stays the caller's, who closes it.
 *
 * @hidden
 */
public final class LoadedOnnx {
    private final OnnxModel model;
    private final OnnxContract contract;

    private LoadedOnnx(OnnxModel model, OnnxContract contract) {
        this.model = model;
        this.contract = contract;
    }

    /**
     * Opens a predictor.
     *
     * @param predictor a predictor of one file
     * @return its parts
     * @throws IllegalArgumentException if it is not a predictor of an ONNX model, or one of several files
     */
    public static LoadedOnnx of(Predictor predictor) {
        if (!(predictor instanceof OnnxPredictor onnx)) {
            throw new IllegalArgumentException("expected a predictor that was loaded by Onnx, found " + predictor
                    + "; pass the predictor that it wraps, if it wraps one");
        }
        int members = onnx.model().members().size();
        if (members > 1) {
            throw new IllegalArgumentException("expected a predictor of one ONNX file, found an ensemble of " + members
                    + ": " + predictor + "; load its files one by one");
        }
        return new LoadedOnnx(onnx.model(), OnnxContract.of(ContractSource.parse(onnx.contractJson(), "the contract")));
    }

    /**
     * Opens a recognizer.
     *
     * @param recognizer a recognizer
     * @return its parts
     * @throws IllegalArgumentException if it is not the recognizer of an ONNX model
     */
    public static LoadedOnnx of(PatternRecognizer recognizer) {
        if (!(recognizer instanceof OnnxPatterns onnx)) {
            throw new IllegalArgumentException("expected a recognizer that was loaded by Onnx, found " + recognizer);
        }
        return new LoadedOnnx(onnx.model(), OnnxContract.of(ContractSource.parse(onnx.contractJson(), "the contract")));
    }

    /** Returns the file. */
    OnnxFile file() {
        return model.members().get(0).file();
    }

    /**
     * Returns the bytes of the file as it was loaded.
     *
     * @return a copy
     */
    public byte[] bytes() {
        return file().bytes().clone();
    }

    /**
     * Returns the contract, from the metadata and the side file together.
     *
     * @return the contract
     */
    public OnnxContract contract() {
        return contract;
    }

    /**
     * Returns the features of a row of the window.
     *
     * @return the pipeline, with fitted parameters
     */
    public FeaturePipeline pipeline() {
        return model.contract().pipeline();
    }

    /**
     * Returns whether each window is scaled by its own numbers.
     *
     * @return false if windows are scaled by fixed numbers or not at all
     */
    public boolean scalesWindows() {
        return model.contract().past().scaling() instanceof InputScaling.Window;
    }

    /**
     * Runs the model as a forecast does, with masks of ones unless it was loaded with samples, and returns the numbers
     * of its output before they are activated or scaled back.
     *
     * @param examples examples of the model's contract
     * @param series the index of the series of each row
     * @param rows the origin of each row
     * @param together whether {@link Predictor#predictAll} shall be imitated, which runs rows in batches where the
     *     kernels of the machine allow it; else each row runs by itself
     * @return the numbers of each row
     * @throws IllegalArgumentException if the examples are those of another contract
     * @throws io.forecastj.PredictorClosedException if the model is closed
     */
    public double[][] outputs(ContractExamples examples, int[] series, int[] rows, boolean together) {
        if (!ContractSource.same(contract.meaning(), examples.contract().meaning())) {
            throw new IllegalArgumentException("expected examples of the model's contract:\n" + contract.toJson()
                    + "found those of:\n" + examples.contract().toJson());
        }
        ExampleWriter writer = examples.writer();
        ModelRow[] filled = new ModelRow[rows.length];
        for (int i = 0; i < rows.length; i++) {
            filled[i] = model.newRow();
            writer.fill(series[i], rows[i], filled[i]);
        }
        if (together) {
            model.runAll(filled);
        } else {
            for (ModelRow row : filled) {
                model.run(row);
            }
        }
        double[][] outputs = new double[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            outputs[i] = filled[i].answers[0];
        }
        return outputs;
    }
}
