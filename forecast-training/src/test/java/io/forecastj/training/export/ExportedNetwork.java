package io.forecastj.training.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.forecastj.Target;
import io.forecastj.features.FeaturePipeline;
import io.forecastj.features.Features;
import io.forecastj.models.onnx.Onnx;
import io.forecastj.models.onnx.OnnxContract;
import io.forecastj.models.onnx.OnnxInput;
import io.forecastj.models.onnx.OnnxOptions;
import io.forecastj.models.onnx.OnnxOutput;
import io.forecastj.training.network.NetworkShape;
import io.forecastj.training.network.OutputForm;
import io.forecastj.training.network.PlainRun;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** An exported file: loaded with its scan and its contract, and run by ONNX Runtime. */
record ExportedNetwork(BodyNetwork network, byte[] bytes) {
    static ExportedNetwork of(BodyNetwork network, Map<String, float[]> weights) {
        return new ExportedNetwork(network, OnnxExport.write(network, weights, Map.of()));
    }

    /** Loads the file as an application does, which scans it and starts ONNX Runtime. */
    Closeable load() {
        OnnxOptions options = OnnxOptions.builder().contract(contract()).build();
        return network.shape().outputs() instanceof OutputForm.Labels
                ? Onnx.loadPatterns(bytes, options)::close
                : Onnx.load(bytes, options)::close;
    }

    /** Something that is closed without an exception to catch. */
    interface Closeable extends AutoCloseable {
        @Override
        void close();
    }

    /** Returns the contract that the names of inputs and output are made for. */
    OnnxContract contract() {
        NetworkShape shape = network.shape();
        FeaturePipeline features = FeaturePipeline.of(Features.columns(names("past", shape.features())));
        OutputForm form = shape.outputs();
        int steps = form.shape()[0];
        int horizon = Math.max(steps, shape.horizon());
        boolean classes = form instanceof OutputForm.Classes;
        OnnxContract.Builder contract = form instanceof OutputForm.Labels
                ? OnnxContract.patterns(features)
                : OnnxContract.forecasting(
                        features, classes ? Target.direction("past0", 0.1) : Target.level("past0"), horizon);
        contract.lookback(shape.lookback()).input(OnnxInput.past(OnnxExport.PAST, "btf"));
        if (steps < horizon && !(form instanceof OutputForm.Labels)) {
            contract.steps(IntStream.rangeClosed(horizon - steps + 1, horizon).toArray());
        }
        if (shape.futureColumns() > 0) {
            List<String> columns = List.of(names("future", shape.futureColumns()));
            contract.input(OnnxInput.knownFuture(OnnxExport.FUTURE, columns, List.of()));
        }
        if (shape.attributes() > 0) {
            contract.input(OnnxInput.attributes(OnnxExport.ATTRIBUTES, names("attribute", shape.attributes())));
        }
        network.masks().forEach(mask -> contract.input(OnnxInput.mask(mask.name(), mask.rate(), mask.units())));
        return contract.output(output(form)).build();
    }

    private static OnnxOutput output(OutputForm form) {
        String name = OnnxExport.output(form);
        if (form instanceof OutputForm.Quantiles quantiles) {
            return OnnxOutput.quantiles(name, "bsq", quantiles.levels());
        }
        if (form instanceof OutputForm.Classes) {
            return OnnxOutput.logits(name, "DOWN", "FLAT", "UP");
        }
        return form instanceof OutputForm.Labels labels
                ? OnnxOutput.patternLogits(name, names("label", labels.labels()))
                : OnnxOutput.point(name);
    }

    private static String[] names(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> prefix + i).toArray(String[]::new);
    }

    /** Loads the file, and requires that it answers as plain loops do, for batches of 1 and of 7 rows. */
    void requireAnswersOfPlainLoops(Map<String, float[]> weights, long seed) throws OrtException {
        load().close();
        for (int batch : new int[] {1, 7}) {
            Map<String, float[]> inputs = network.inputs(batch, seed + batch);
            double[] expected = PlainRun.output(network, batch, weights, inputs);
            float[] found = run(batch, inputs);
            assertThat(found).hasSameSizeAs(expected);
            for (int i = 0; i < expected.length; i++) {
                assertThat((double) found[i])
                        .as("element %d of batch %d, seed %d", i, batch, seed)
                        .isCloseTo(expected[i], within(1e-5 * Math.max(1, Math.abs(expected[i]))));
            }
        }
    }

    /** Runs the file; it must have been loaded before, since that starts ONNX Runtime without its traps. */
    float[] run(int batch, Map<String, float[]> inputs) throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        Map<String, OnnxTensor> tensors = new HashMap<>();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            try (OrtSession session = environment.createSession(bytes, options)) {
                for (Map.Entry<String, float[]> input : inputs.entrySet()) {
                    long[] shape = ((TensorInfo)
                                    session.getInputInfo().get(input.getKey()).getInfo())
                            .getShape();
                    shape[0] = batch;
                    FloatBuffer numbers = FloatBuffer.wrap(input.getValue());
                    tensors.put(input.getKey(), OnnxTensor.createTensor(environment, numbers, shape));
                }
                try (OrtSession.Result result = session.run(tensors)) {
                    FloatBuffer numbers = ((OnnxTensor) result.get(0)).getFloatBuffer();
                    float[] output = new float[numbers.remaining()];
                    numbers.get(output);
                    return output;
                }
            }
        } finally {
            tensors.values().forEach(OnnxTensor::close);
        }
    }
}
