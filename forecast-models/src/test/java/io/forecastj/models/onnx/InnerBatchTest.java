package io.forecastj.models.onnx;

import static io.forecastj.models.onnx.SmallModels.options;
import static io.forecastj.models.onnx.SmallModels.series;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forecastj.ModelLoadException;
import io.forecastj.Predictor;
import io.forecastj.TimeSeries;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Graphs whose inputs and outputs have an open batch, and a shape inside that fixes it to 1, as exporters make them. */
class InnerBatchTest {
    private static final int WINDOW = SmallModels.LOOKBACK * 3;

    /** Reshapes the window to one row, then takes it by a matrix. */
    private static Proto flattened(String output, int columns) {
        float[] weights = new float[WINDOW * columns];
        Arrays.fill(weights, 0.25f);
        return new Proto()
                .text(2, "main")
                .message(11, OnnxModels.value("x", OnnxModels.FLOAT, "batch", (long) SmallModels.LOOKBACK, 3L))
                .message(12, OnnxModels.value("y", OnnxModels.FLOAT, "batch", (long) columns))
                .message(5, OnnxModels.tensor("shape", OnnxModels.INT64, OnnxModels.longs(1, WINDOW), 2))
                .message(5, OnnxModels.tensor("w", OnnxModels.FLOAT, OnnxModels.floats(weights), WINDOW, columns))
                .message(1, OnnxModels.node("Reshape", "flat", "x", "shape"))
                .message(1, OnnxModels.node("MatMul", output, "flat", "w"));
    }

    @Test
    void manySeriesAreAnsweredOneByOne() {
        byte[] model = OnnxModels.model(flattened("y", SmallModels.STEPS)).toBytes();
        List<TimeSeries> histories =
                IntStream.range(0, 40).mapToObj(i -> series(i, 20)).toList();
        try (Predictor predictor =
                Onnx.load(model, options(SmallModels.linear()).build())) {
            assertThat(predictor.predictAll(histories))
                    .isEqualTo(histories.stream().map(predictor::predict).toList());
        }
    }

    @Test
    void samplesWhichAreABatchAreRefusedWhenLoading() {
        Proto graph = flattened("h", SmallModels.STEPS)
                .message(11, OnnxModels.value("mask", OnnxModels.FLOAT, "batch", (long) SmallModels.STEPS))
                .message(1, OnnxModels.node("Mul", "y", "h", "mask"));
        byte[] model = OnnxModels.model(graph).toBytes();
        ObjectNode contract = SmallModels.linear();
        SmallModels.inputs(contract).add(SmallModels.json("{'tensor':'mask','kind':'mask','shape':[2],'rate':0.5}"));
        assertThatThrownBy(
                        () -> Onnx.load(model, options(contract).samples(10, 1).build()))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining("does not run with the shapes of its contract and a batch of 10");
    }
}
