package io.forecastj.models.onnx;

import static io.forecastj.models.onnx.SmallModels.LOOKBACK;
import static io.forecastj.models.onnx.SmallModels.bytes;
import static io.forecastj.models.onnx.SmallModels.json;
import static io.forecastj.models.onnx.SmallModels.path;
import static io.forecastj.models.onnx.SmallModels.series;
import static io.forecastj.models.onnx.SmallModels.times;
import static io.forecastj.models.onnx.SmallModels.window;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forecastj.Forecast;
import io.forecastj.ForecastStatus;
import io.forecastj.ModelLoadException;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.models.Predictors;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Outputs that are scaled back by the statistics of the window of each forecast. */
class WindowScalingTest {
    private static final TimeSeries HISTORY = series(7, 30);
    private static final int WIDTH = 3;

    /** The columns y and its difference are one group, x is another. */
    private static ObjectNode contract(ObjectNode contract, String target, int group) {
        contract.put("target", target);
        SmallModels.input(contract, 0).set("scaling", json("{'kind':'window','groups':[[2],[0,1]]}"));
        SmallModels.output(contract).set("scaling", json("{'kind':'window','group':" + group + "}"));
        return contract;
    }

    private static OnnxOptions options(ObjectNode contract) {
        return SmallModels.options(contract).build();
    }

    /** Mean and population standard deviation of columns of a window, in a plain way. */
    private static double[] statistics(double[] window, int... columns) {
        List<Double> values = new ArrayList<>();
        for (int row = 0; row < LOOKBACK; row++) {
            for (int column : columns) {
                values.add(window[row * WIDTH + column]);
            }
        }
        double mean = values.stream().mapToDouble(v -> v).average().orElseThrow();
        double variance = values.stream()
                .mapToDouble(v -> (v - mean) * (v - mean))
                .average()
                .orElseThrow();
        return new double[] {mean, Math.sqrt(variance)};
    }

    /** The window's z-scores by both groups. */
    private static double[] scaled(double[] window) {
        double[] scaled = window.clone();
        double[] of = statistics(window, 0, 1);
        double[] ofX = statistics(window, 2);
        for (int i = 0; i < scaled.length; i++) {
            double[] each = i % WIDTH == 2 ? ofX : of;
            scaled[i] = (scaled[i] - each[0]) / each[1];
        }
        return scaled;
    }

    @Test
    void aLevelIsTheAnswerTimesTheDeviationPlusTheMeanOfTheGroup() {
        double[] window = window(HISTORY);
        double[] answers = times(scaled(window), 2, 0);
        for (int group = 0; group < 2; group++) {
            double[] of = group == 1 ? statistics(window, 0, 1) : statistics(window, 2);
            try (Predictor predictor =
                    Onnx.load(bytes("linear"), options(contract(SmallModels.linear(), "level(y)", group)))) {
                Forecast forecast = predictor.predict(HISTORY);
                assertThat(forecast.point(1)).isCloseTo(answers[0] * of[1] + of[0], within(1e-4));
                assertThat(forecast.point(2)).isCloseTo(answers[1] * of[1] + of[0], within(1e-4));
            }
        }
    }

    @Test
    void aChangeIsTheAnswerTimesTheDeviation() {
        double[] window = window(HISTORY);
        double answer = times(scaled(window), 2, 0)[1];
        double last = HISTORY.value(29, "y");
        double x = statistics(window, 2)[1];
        try (Predictor difference =
                        Onnx.load(bytes("linear"), options(contract(SmallModels.linear(), "difference(y,1)", 0)));
                Predictor logReturn =
                        Onnx.load(bytes("linear"), options(contract(SmallModels.linear(), "logReturn(y)", 0)))) {
            assertThat(difference.predict(HISTORY).point(2)).isCloseTo(last + answer * x, within(1e-4));
            assertThat(logReturn.predict(HISTORY).point(2)).isCloseTo(last * Math.exp(answer * x), within(1e-3));
        }
    }

    @Test
    void quantilesAreScaledLikePoints() {
        ObjectNode raw = SmallModels.quantiles().put("target", "level(y)");
        SmallModels.input(raw, 0).set("scaling", json("{'kind':'window','groups':[[2],[0,1]]}"));
        double[] of = statistics(window(HISTORY), 0, 1);
        TimeSeries future = future();
        try (Predictor unscaled = Onnx.load(bytes("quantiles"), options(raw));
                Predictor scaled =
                        Onnx.load(bytes("quantiles"), options(contract(SmallModels.quantiles(), "level(y)", 1)))) {
            Forecast expected = unscaled.predict(HISTORY, future);
            Forecast found = scaled.predict(HISTORY, future);
            for (double level : new double[] {0.1, 0.5, 0.9}) {
                assertThat(found.quantile(2, level))
                        .isCloseTo(expected.quantile(2, level) * of[1] + of[0], within(1e-9));
            }
            assertThat(found.point(2)).isEqualTo(found.quantile(2, 0.5));
        }
    }

    private static TimeSeries future() {
        TimeSeries.Builder future = TimeSeries.builder("x", "holiday");
        for (int step = 0; step < 2; step++) {
            future.add(HISTORY.timestamp(29) + 3_600_000L * (step + 1), 0.5, step);
        }
        return future.build();
    }

    @Test
    void samplesAndMembersAreScaledByTheSameWindow() {
        ObjectNode raw = SmallModels.dropout().put("target", "level(y)");
        SmallModels.input(raw, 0).set("scaling", json("{'kind':'window','groups':[[2],[0,1]]}"));
        ObjectNode back = contract(SmallModels.dropout(), "level(y)", 1);
        double[] of = statistics(window(HISTORY), 0, 1);
        List<Path> files = List.of(path("dropout"), path("dropout"));
        try (Predictor unscaled = Onnx.ensemble(files, sampled(raw));
                Predictor scaled = Onnx.ensemble(files, sampled(back))) {
            Forecast expected = unscaled.predict(HISTORY);
            Forecast found = scaled.predict(HISTORY);
            assertThat(found.point(1)).isCloseTo(expected.point(1) * of[1] + of[0], within(1e-9));
            assertThat(found.quantile(1, 0.1)).isCloseTo(expected.quantile(1, 0.1) * of[1] + of[0], within(1e-9));
            requireOneBit(scaled);
        }
    }

    private static OnnxOptions sampled(ObjectNode contract) {
        return SmallModels.options(contract).samples(5, 3).levels(0.1, 0.9).build();
    }

    /** Requires that a session, a batch and single calls agree in every bit. */
    private static void requireOneBit(Predictor predictor) {
        List<TimeSeries> histories =
                IntStream.range(0, 70).mapToObj(i -> series(i, 20 + i)).toList();
        List<Forecast> single = histories.stream().map(predictor::predict).toList();
        assertThat(predictor.predictAll(histories)).isEqualTo(single);
        TimeSeries last = histories.get(69);
        try (PredictionSession session = predictor.openSession(last.head(60))) {
            for (int row = 60; row < last.length(); row++) {
                session.append(
                        last.timestamp(row), new double[] {last.value(row, 0), last.value(row, 1), last.value(row, 2)});
            }
            assertThat(session.forecast()).isEqualTo(single.get(69));
        }
    }

    @Test
    void aSessionABatchAndASavedModelAgreeInEveryBit(@TempDir Path directory) {
        try (Predictor predictor = Onnx.load(bytes("linear"), options(contract(SmallModels.linear(), "level(y)", 1)))) {
            requireOneBit(predictor);
            Predictors.save(predictor, directory.resolve("model"));
            try (Predictor loaded = Predictors.load(directory.resolve("model"))) {
                assertThat(loaded.predict(HISTORY)).isEqualTo(predictor.predict(HISTORY));
            }
        }
    }

    @Test
    void equalValuesGiveTheirValueOrNoChangeWhateverTheNetworkAnswers() {
        // the sum of eight times 0.1 divided by 8 is not 0.1: the mean of equal values is their value
        TimeSeries.Builder flat = TimeSeries.builder("holiday", "y", "x");
        for (int row = 0; row < 12; row++) {
            flat.add(Instant.EPOCH.plusSeconds(3600L * row), 0, 0.1, 0.1);
        }
        TimeSeries history = flat.build();
        ObjectNode level = contract(SmallModels.linear(), "level(y)", 1);
        SmallModels.input(level, 0).set("scaling", json("{'kind':'window','groups':[[1],[0,2]]}"));
        ObjectNode change = contract(SmallModels.linear(), "logReturn(y)", 1);
        SmallModels.input(change, 0).set("scaling", json("{'kind':'window','groups':[[1],[0,2]]}"));
        try (Predictor levels = Onnx.load(bytes("linear"), options(level));
                Predictor changes = Onnx.load(bytes("linear"), options(change))) {
            assertThat(levels.predict(history).points()).containsExactly(0.1, 0.1);
            assertThat(levels.predict(history).status()).isEqualTo(ForecastStatus.OK);
            assertThat(changes.predict(history).points()).containsExactly(0.1, 0.1);
        }
    }

    @Test
    void theBuilderWritesTheSameContract() {
        OnnxContract built = OnnxContract.forecasting(SmallModels.PIPELINE, Target.level("y"), SmallModels.STEPS)
                .lookback(LOOKBACK)
                .input(OnnxInput.past("x", "btf").scaling(OnnxScaling.window(new int[] {2}, new int[] {0, 1})))
                .output(OnnxOutput.point("y").windowScaling(1))
                .build();
        try (Predictor predictor = Onnx.load(
                        bytes("linear"), OnnxOptions.builder().contract(built).build());
                Predictor written =
                        Onnx.load(bytes("linear"), options(contract(SmallModels.linear(), "level(y)", 1)))) {
            assertThat(predictor.predict(HISTORY).points())
                    .isEqualTo(written.predict(HISTORY).points());
        }
    }

    @Test
    void anAffineScalingMayNameItsKind() {
        ObjectNode named = SmallModels.linear();
        SmallModels.output(named).set("scaling", json("{'kind':'affine','offset':1.5,'scale':2}"));
        ObjectNode bare = SmallModels.linear();
        SmallModels.output(bare).set("scaling", json("{'offset':1.5,'scale':2}"));
        try (Predictor one = Onnx.load(bytes("linear"), options(named));
                Predictor other = Onnx.load(bytes("linear"), options(bare))) {
            assertThat(one.predict(HISTORY).points())
                    .isEqualTo(other.predict(HISTORY).points());
        }
    }

    private static void requireRefused(String model, ObjectNode contract, String... parts) {
        assertThatThrownBy(() -> Onnx.load(bytes(model), options(contract)))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContainingAll(parts);
    }

    @Test
    void aGroupThatIsNotThereIsRefused() {
        requireRefused("linear", contract(SmallModels.linear(), "level(y)", 2), "'group'", "the 2 groups", "found 2");
        requireRefused("linear", contract(SmallModels.linear(), "level(y)", -1), "'group'", "found -1");
        ObjectNode unscaled = contract(SmallModels.linear(), "level(y)", 0);
        SmallModels.input(unscaled, 0).remove("scaling");
        requireRefused("linear", unscaled, "'group'", "a window without groups");
        ObjectNode both = contract(SmallModels.linear(), "level(y)", 0);
        SmallModels.output(both).set("scaling", json("{'kind':'window','group':0,'offset':0}"));
        requireRefused("linear", both, "unknown key 'offset'");
    }

    @Test
    void probabilitiesAndPatternsHaveNoScaling() {
        requireRefused(
                "classes",
                contract(SmallModels.classes(), "direction(y,0.01)", 0),
                "'scaling'",
                "absent for the kind 'probabilities'");
        ObjectNode patterns = SmallModels.patterns();
        SmallModels.output(patterns).set("scaling", json("{'kind':'window','group':0}"));
        assertThatThrownBy(() -> Onnx.loadPatterns(
                        bytes("patterns"), SmallModels.options(patterns).build()))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContainingAll("'scaling'", "absent for the kind 'patterns'");
    }
}
