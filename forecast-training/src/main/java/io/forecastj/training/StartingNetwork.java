package io.forecastj.training;

import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;
import io.forecastj.features.FeaturePipeline;
import io.forecastj.models.onnx.ContractExamples;
import io.forecastj.models.onnx.LoadedOnnx;
import io.forecastj.models.onnx.OnnxContract;
import io.forecastj.training.export.StoredWeights;
import io.forecastj.training.network.Network;
import java.util.List;
import java.util.Map;

/** A trained network whose training is continued: its file and its contract. Immutable and thread-safe. */
final class StartingNetwork {
    private final PredictorInfo info;
    private final byte[] file;
    private final OnnxContract contract;
    private final FeaturePipeline pipeline;
    private final NetworkScaling scaling;

    /**
     * Reads a network.
     *
     * @throws IllegalArgumentException if it is no ONNX predictor of one file
     */
    StartingNetwork(Predictor predictor) {
        try {
            LoadedOnnx loaded = LoadedOnnx.of(predictor);
            this.info = predictor.info();
            this.file = loaded.bytes();
            this.contract = loaded.contract();
            this.pipeline = loaded.pipeline();
            this.scaling = loaded.scalesWindows() ? NetworkScaling.WINDOW : NetworkScaling.STANDARD;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("startFrom(...): " + e.getMessage(), e);
        }
    }

    /** Returns the network's name. */
    String name() {
        return info.name();
    }

    /** Returns the contract, with its scaling. */
    OnnxContract contract() {
        return contract;
    }

    /**
     * Returns a plan with the features and the window of this network.
     *
     * @throws IllegalArgumentException if the network is not the one that the plan describes; the message names the
     *     difference
     */
    NeuralPlan continued(NeuralPlan plan) {
        int lookback = Integer.parseInt(info.parameters().getOrDefault("lookback", "1"));
        Integer given = plan.lookback();
        if (given != null) {
            same("lookback", given, lookback);
        }
        same("features", plan.pipeline().columns(), pipeline.columns());
        same("architecture", plan.architecture().kind(), note(TrainingNote.ARCHITECTURE));
        plan.architecture().settings().forEach((name, value) -> same(name, value, note(name)));
        NeuralPlan continued = plan.with(pipeline, lookback);
        Network network = continued.network(lookback);
        try {
            ContractExamples.of(contract, List.of(), plan.kinds())
                    .with(new PlanContract(continued, pipeline, network, info.sampling()).unscaled());
            weights(network);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "startFrom(...): '" + name() + "' is another network than this builder describes: "
                            + e.getMessage(),
                    e);
        }
        return continued;
    }

    /**
     * Requires that this network has a scaling, which a continued training keeps.
     *
     * @throws IllegalArgumentException if it has the other one
     */
    void requireScaling(NetworkScaling expected) {
        same("scaling", expected, scaling);
    }

    private Object note(String key) {
        return info.parameters().getOrDefault(TrainingNote.parameter(key), "none");
    }

    private void same(String what, Object expected, Object found) {
        if (!expected.toString().equals(found.toString())) {
            throw new IllegalArgumentException("startFrom(...): this builder describes a network with the " + what + " "
                    + expected + ", found '" + name() + "' with " + found);
        }
    }

    /** Returns the weights. */
    Map<String, float[]> weights(Network network) {
        return StoredWeights.read(network, file);
    }
}
