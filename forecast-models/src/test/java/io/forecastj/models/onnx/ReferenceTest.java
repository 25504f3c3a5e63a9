package io.forecastj.models.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OrtSession;
import com.fasterxml.jackson.databind.JsonNode;
import io.forecastj.ColumnRole;
import io.forecastj.Forecast;
import io.forecastj.ForecastStatus;
import io.forecastj.Predictor;
import io.forecastj.TimeSeries;
import io.forecastj.signal.PatternRecognition;
import io.forecastj.signal.PatternRecognizer;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every architecture answers what PyTorch answered, tensor by tensor and as a forecast from a series. */
class ReferenceTest {
    private static final double TOLERANCE = 1e-5;
    private static final TimeSeries BARS = TestModels.bars();

    static List<String> all() {
        return TestModels.all().toList();
    }

    static List<String> forecasters() {
        return TestModels.FORECASTERS;
    }

    @ParameterizedTest
    @MethodSource("all")
    void tensorsGiveWhatTheyGaveInTraining(String name) throws Exception {
        OnnxOptions options = OnnxOptions.defaults();
        OnnxLoading.Read read = OnnxLoading.read(TestModels.path(name), options);
        Contract contract = ContractReader.read(read.contract(), options.features(), name);
        Signature signature = Signature.of(read.file().scan(), contract, name);
        try (OrtSession.SessionOptions session = OnnxRuntime.sessionOptions(options);
                OrtSession model = OnnxRuntime.session(read.file().bytes(), session, name)) {
            for (JsonNode test : TestModels.reference(name).get("cases")) {
                compare(model, signature, test);
            }
        }
    }

    private static void compare(OrtSession model, Signature signature, JsonNode test) throws Exception {
        int rows = test.get("inputs").iterator().next().get("shape").get(0).intValue();
        try (Slot slot = new Slot(
                OnnxRuntime.environment(), signature, rows, signature.inputs().size(), -1)) {
            for (int i = 0; i < signature.inputs().size(); i++) {
                Signature.Port port = signature.inputs().get(i);
                double[] data = numbers(test.get("inputs").get(port.name()).get("data"));
                for (int row = 0; row < rows; row++) {
                    slot.input(i).put(row, data, row * port.width());
                }
            }
            slot.run(model);
            for (int i = 0; i < signature.outputs().size(); i++) {
                Signature.Port port = signature.outputs().get(i);
                double[] expected = numbers(test.get("outputs").get(port.name()).get("data"));
                double[] found = new double[rows * port.width()];
                for (int row = 0; row < rows; row++) {
                    slot.output(i).get(row, found, row * port.width());
                }
                requireClose(found, expected);
            }
        }
    }

    private static double[] numbers(JsonNode array) {
        double[] numbers = new double[array.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = array.get(i).doubleValue();
        }
        return numbers;
    }

    private static void requireClose(double[] found, double[] expected) {
        assertThat(found).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            assertThat(found[i]).as("number %d", i).isCloseTo(expected[i], within(TOLERANCE * Math.abs(expected[i])));
        }
    }

    @ParameterizedTest
    @MethodSource("forecasters")
    void seriesGiveTheForecastOfTraining(String name) {
        try (Predictor predictor = Onnx.load(TestModels.path(name))) {
            for (JsonNode expected : TestModels.reference(name).get("forecasts")) {
                int rows = 1
                        + BARS.rowAtOrBefore(
                                Instant.parse(expected.get("origin").asText()));
                List<String> known = predictor.info().columns(ColumnRole.KNOWN_FUTURE);
                Forecast forecast = predictor.predict(
                        BARS.head(rows),
                        known.isEmpty()
                                ? TimeSeries.empty()
                                : BARS.slice(rows, rows + predictor.info().horizon())
                                        .select(known.toArray(String[]::new)));
                assertThat(forecast.status()).isEqualTo(ForecastStatus.OK);
                requireEqual(forecast, expected);
            }
        }
    }

    private static void requireEqual(Forecast forecast, JsonNode expected) {
        if (expected.has("points")) {
            requireClose(forecast.points(), numbers(expected.get("points")));
        }
        for (int step = 1; step <= forecast.horizon(); step++) {
            if (expected.has("quantiles")) {
                double[] quantiles = numbers(expected.get("quantiles").get(step - 1));
                double[] levels = forecast.levels();
                assertThat(levels).hasSameSizeAs(quantiles);
                for (int i = 0; i < levels.length; i++) {
                    requireClose(new double[] {forecast.quantile(step, levels[i])}, new double[] {quantiles[i]});
                }
            }
            if (expected.has("probabilities")) {
                assertThat(forecast.probabilities(step)).containsOnlyKeys("SELL", "HOLD", "BUY");
                requireClose(
                        forecast.probabilities(step).values().stream()
                                .mapToDouble(Double::doubleValue)
                                .toArray(),
                        numbers(expected.get("probabilities").get(step - 1)));
            }
        }
    }

    @Test
    void seriesGiveThePatternsOfTraining() {
        try (PatternRecognizer recognizer = Onnx.loadPatterns(TestModels.path(TestModels.PATTERNS))) {
            for (JsonNode expected : TestModels.reference(TestModels.PATTERNS).get("forecasts")) {
                int rows = 1
                        + BARS.rowAtOrBefore(
                                Instant.parse(expected.get("origin").asText()));
                PatternRecognition recognition = recognizer.recognize(BARS.head(rows));
                assertThat(recognition.patterns()).hasSize(15);
                expected.get("patterns")
                        .properties()
                        .forEach(pattern -> requireClose(
                                new double[] {recognition.probability(pattern.getKey())},
                                new double[] {pattern.getValue().doubleValue()}));
            }
        }
    }
}
