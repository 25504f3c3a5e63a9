package io.forecastj.models.onnx;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import io.forecastj.features.FeaturePipeline;
import io.forecastj.features.Features;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Random;

/** The linear graphs that {@code resources/onnx/make.py} makes, and contracts for them. */
final class SmallModels {
    static final int LOOKBACK = 4;
    static final int STEPS = 2;
    static final FeaturePipeline PIPELINE =
            FeaturePipeline.of(Features.column("y"), Features.difference("y", 1), Features.column("x"));

    private static final ObjectMapper JSON = new ObjectMapper();

    private SmallModels() {}

    static Path path(String name) {
        try {
            return Path.of(
                    SmallModels.class.getResource("/onnx/" + name + ".onnx").toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(name, e);
        }
    }

    static byte[] bytes(String name) {
        try {
            return Files.readAllBytes(path(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A weight of the graphs' matrices. */
    static double weight(int row, int column, int shift) {
        return ((7 * row + 3 * column + shift) % 11 - 5) / 10.0;
    }

    /** The contract of {@code linear}: two steps of differences, nothing scaled. */
    static ObjectNode linear() {
        ObjectNode contract = JSON.createObjectNode();
        contract.put("version", 1)
                .put("kind", "forecast")
                .put("lookback", LOOKBACK)
                .put("target", "difference(y,1)")
                .put("horizon", STEPS)
                .put("schemaHash", PIPELINE.schemaHash());
        contract.set("pipeline", json(PIPELINE.toJson()));
        PIPELINE.columns().forEach(contract.putArray("features")::add);
        contract.putArray("inputs").add(json("{'tensor':'x','kind':'past','layout':'btf'}"));
        contract.putArray("outputs").add(json("{'tensor':'y','kind':'point'}"));
        return contract;
    }

    /** The contract of {@code dropout}. */
    static ObjectNode dropout() {
        ObjectNode contract = linear();
        inputs(contract).add(json("{'tensor':'mask','kind':'mask','shape':[5],'rate':0.4}"));
        return contract;
    }

    /** The contract of {@code quantiles}. */
    static ObjectNode quantiles() {
        ObjectNode contract = linear();
        inputs(contract)
                .add(json("{'tensor':'known','kind':'knownFuture','columns':['x','holiday']}"))
                .add(json("{'tensor':'fixed','kind':'static','columns':['size']}"));
        contract.putArray("outputs")
                .add(json("{'tensor':'y','kind':'quantiles','levels':[0.1,0.5,0.9],'layout':'bsq'}"));
        return contract;
    }

    /** The contract of {@code classes}. */
    static ObjectNode classes() {
        ObjectNode contract = linear();
        contract.put("target", "direction(y,0.01)").put("horizon", 1);
        contract.putArray("outputs")
                .add(
                        json(
                                "{'tensor':'y','kind':'probabilities','classes':['SELL','HOLD','BUY'],'activation':'softmax'}"));
        return contract;
    }

    /** The contract of {@code patterns}. */
    static ObjectNode patterns() {
        ObjectNode contract = linear();
        contract.remove("target");
        contract.remove("horizon");
        contract.put("kind", "patterns");
        contract.putArray("outputs")
                .add(json("{'tensor':'y','kind':'patterns','patterns':['a','b','c','d'],'activation':'sigmoid'}"));
        return contract;
    }

    /** The contract of the files of {@code onnx/hostile}: as {@code linear}, of one column. */
    static ObjectNode hostile() {
        FeaturePipeline pipeline = FeaturePipeline.of(Features.column("y"));
        ObjectNode contract = linear().put("schemaHash", pipeline.schemaHash());
        contract.set("pipeline", json(pipeline.toJson()));
        contract.putArray("features").add("y");
        return contract;
    }

    static ArrayNode inputs(ObjectNode contract) {
        return (ArrayNode) contract.get("inputs");
    }

    static ObjectNode input(ObjectNode contract, int index) {
        return (ObjectNode) contract.get("inputs").get(index);
    }

    static ObjectNode output(ObjectNode contract) {
        return (ObjectNode) contract.get("outputs").get(0);
    }

    /** Reads JSON with single quotes for double ones. */
    static ObjectNode json(String text) {
        return (ObjectNode) node(text);
    }

    /** Reads JSON of any kind with single quotes for double ones. */
    static JsonNode node(String text) {
        try {
            return JSON.readTree(text.replace('\'', '"'));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static OnnxOptions.Builder options(ObjectNode contract) {
        return OnnxOptions.builder().contract(contract.toString());
    }

    /** Hours with all columns that the contracts ask for. */
    static TimeSeries series(long seed, int rows) {
        Random random = new Random(seed);
        TimeSeries.Builder series = TimeSeries.builder("holiday", "y", "x")
                .id("series " + seed)
                .attribute("size", 3)
                .sampling(Sampling.hourly());
        for (int i = 0; i < rows; i++) {
            series.add(
                    Instant.EPOCH.plusSeconds(3600L * i),
                    i % 7 == 0 ? 1 : 0,
                    20 + random.nextGaussian(),
                    random.nextGaussian());
        }
        return series.build();
    }

    /** The window of a history, flat, oldest row first, without scaling. */
    static double[] window(TimeSeries history) {
        double[][] rows = PIPELINE.rows(history);
        double[] window = new double[LOOKBACK * 3];
        for (int i = 0; i < LOOKBACK; i++) {
            System.arraycopy(rows[rows.length - LOOKBACK + i], 0, window, 3 * i, 3);
        }
        return window;
    }

    /** Multiplies by the weights. */
    static double[] times(double[] values, int columns, int shift) {
        double[] product = new double[columns];
        for (int i = 0; i < values.length; i++) {
            for (int j = 0; j < columns; j++) {
                product[j] += values[i] * weight(i, j, shift);
            }
        }
        return product;
    }
}
