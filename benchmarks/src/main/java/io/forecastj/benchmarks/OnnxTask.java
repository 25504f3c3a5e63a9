package io.forecastj.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forecastj.TimeSeries;
import io.forecastj.features.Feature;
import io.forecastj.features.FeaturePipeline;
import io.forecastj.features.Features;
import io.forecastj.models.onnx.OnnxOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The networks that {@code make.py} in the same folder makes, and their contract. */
final class OnnxTask {
    static final int LOOKBACK = 60;
    static final int FEATURES = 32;
    static final int STEPS = 5;

    private static final FeaturePipeline PIPELINE = FeaturePipeline.of(features());

    private OnnxTask() {}

    private static List<Feature> features() {
        List<Feature> features = new ArrayList<>();
        for (String column : List.of("open", "high", "low", "close")) {
            for (int n = 1; n <= FEATURES / 4; n++) {
                features.add(Features.price().logReturns(column, n));
            }
        }
        return features;
    }

    static byte[] model(String network) {
        try (InputStream in = OnnxTask.class.getResourceAsStream(network + ".onnx")) {
            if (in == null) {
                throw new IllegalStateException(network + ".onnx is not beside " + OnnxTask.class);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static OnnxOptions options() {
        ObjectMapper json = new ObjectMapper();
        ObjectNode contract = json.createObjectNode();
        contract.put("version", 1)
                .put("kind", "forecast")
                .put("lookback", LOOKBACK)
                .put("target", "logReturn(close)")
                .put("horizon", STEPS)
                .put("schemaHash", PIPELINE.schemaHash());
        PIPELINE.columns().forEach(contract.putArray("features")::add);
        ObjectNode past = contract.putArray("inputs").addObject();
        past.put("tensor", "past").put("kind", "past").put("layout", "btf");
        ObjectNode scaling = past.putObject("scaling").put("kind", "affine");
        IntStream.range(0, FEATURES).forEach(i -> {
            scaling.withArray("offset").add(0.0);
            scaling.withArray("scale").add(0.004);
        });
        ObjectNode point = contract.putArray("outputs").addObject();
        point.put("tensor", "point").put("kind", "point");
        point.putObject("scaling").put("offset", 0.0).put("scale", 0.004);
        try {
            contract.set("pipeline", json.readTree(PIPELINE.toJson()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return OnnxOptions.builder().contract(contract.toString()).build();
    }

    /** The input window that a session makes from the last rows of a series, oldest row first. */
    static float[] window(TimeSeries series) {
        double[][] rows = PIPELINE.rows(series);
        float[] window = new float[LOOKBACK * FEATURES];
        for (int i = 0; i < window.length; i++) {
            window[i] = (float) (rows[rows.length - LOOKBACK + i / FEATURES][i % FEATURES] / 0.004);
        }
        return window;
    }
}
