package io.forecastj.examples;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.forecastj.Forecaster;
import io.forecastj.Predictor;
import io.forecastj.Sampling;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.WalkForward;
import io.forecastj.backtest.Backtest;
import io.forecastj.features.FeaturePipeline;
import io.forecastj.features.Features;
import io.forecastj.models.Predictors;
import io.forecastj.models.onnx.Onnx;
import io.forecastj.models.onnx.OnnxContract;
import io.forecastj.models.onnx.OnnxInput;
import io.forecastj.models.onnx.OnnxOptions;
import io.forecastj.models.onnx.OnnxOutput;
import io.forecastj.models.onnx.OnnxScaling;
import java.io.IOException;
import java.util.stream.StreamSupport;

/**
 * Runs a network that was trained without this library: a window of plain bars, scaled by scikit-learn, and no contract
 * in its file. {@code examples/python/plain_window.py} trained it and wrote the scaler's numbers as JSON; the contract
 * is written here.
 */
public final class PlainWindow {
    private PlainWindow() {}

    /**
     * Runs the example.
     *
     * @param args none
     * @throws IOException if the bundled bars or files cannot be read
     */
    public static void main(String[] args) throws IOException {
        TimeSeries bars = Sp500Daily.bundled();
        try (Predictor network = load()) {
            System.out.println(network.predict(bars));
            Forecaster model = Predictors.asForecaster(network);
            int training = bars.rowAtOrBefore(ExportMatrix.lastTrainingTime()) + 1;
            System.out.println(Backtest.on(bars)
                    .windows(WalkForward.expanding(training).fitOnce().step(10))
                    .compare(model)
                    .run()
                    .summary());
        }
    }

    /** Loads the network with its contract. */
    static Predictor load() throws IOException {
        OnnxContract contract = contract(new JsonMapper().readTree(NeuralSp500.model("plain-window.scaler.json")));
        return Onnx.load(
                NeuralSp500.model("plain-window.onnx"),
                OnnxOptions.builder().contract(contract).build());
    }

    private static OnnxContract contract(JsonNode scaler) {
        double[] means = numbers(scaler.path("mean_"));
        double[] deviations = numbers(scaler.path("scale_"));
        FeaturePipeline bars = FeaturePipeline.of(Features.columns("open", "high", "low", "close", "volume"));
        int close = bars.columns().indexOf("close");
        return OnnxContract.forecasting(bars, Target.level("close"), 5)
                .name("plain-window")
                .lookback(30)
                .input(OnnxInput.past("bars", "btf").scaling(OnnxScaling.standard(means, deviations)))
                .output(OnnxOutput.point("closes").scaling(means[close], deviations[close]))
                .sampling(Sampling.weekdays())
                .trained(null, ExportMatrix.lastTrainingTime())
                .build();
    }

    private static double[] numbers(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .mapToDouble(JsonNode::asDouble)
                .toArray();
    }
}
