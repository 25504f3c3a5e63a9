package io.forecastj.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.forecastj.Forecast;
import io.forecastj.InsufficientHistoryException;
import io.forecastj.Predictor;
import io.forecastj.TimeSeries;
import io.forecastj.WalkForward;
import io.forecastj.backtest.BacktestListener;
import io.forecastj.backtest.BacktestResult;
import io.forecastj.models.onnx.Onnx;
import io.forecastj.models.onnx.OnnxOptions;
import io.forecastj.signal.PatternRecognition;
import io.forecastj.signal.PatternRecognizer;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The shipped models give the outputs of PyTorch and scikit-learn at training, and score as the README states. */
class NeuralSp500Test {
    private static final List<String> MODELS =
            List.of("lstm", "gru", "transformer", "transformer-classes", "quantile-seq2seq", "pattern-cnn", "trees");

    private static TimeSeries bars() throws IOException {
        return Sp500Daily.bundled();
    }

    private static int trainingRows(TimeSeries bars) {
        return bars.rowAtOrBefore(ExportMatrix.lastTrainingTime()) + 1;
    }

    private static Predictor load(String name) throws IOException {
        return Onnx.load(NeuralSp500.model(name + ".onnx"), OnnxOptions.defaults());
    }

    private static JsonNode reference(String name) throws IOException {
        String file = name + ".reference.json";
        try (InputStream in = Objects.requireNonNull(NeuralSp500Test.class.getResourceAsStream(file), file)) {
            return new JsonMapper().readTree(in);
        }
    }

    private static double[] numbers(JsonNode node) {
        double[] numbers = new double[node.size()];
        Arrays.setAll(numbers, i -> node.get(i).asDouble());
        return numbers;
    }

    @ParameterizedTest
    @ValueSource(strings = {"lstm", "gru", "transformer", "trees"})
    void pointsAreThoseOfTheTraining(String name) throws IOException {
        TimeSeries bars = bars();
        try (Predictor predictor = load(name)) {
            for (JsonNode expected : reference(name)) {
                int row =
                        bars.rowAtOrBefore(Instant.parse(expected.path("origin").asText()));
                Forecast forecast = predictor.predict(bars.head(row + 1));
                double[] changes = numbers(expected.path("answer"));
                assertThat(forecast.horizon()).isEqualTo(changes.length);
                for (int step = 1; step <= changes.length; step++) {
                    assertThat(Math.log(forecast.point(step) / bars.value(row, "close")))
                            .as(name + " from " + bars.time(row) + ", step " + step)
                            .isCloseTo(changes[step - 1], within(1e-8));
                }
            }
        }
    }

    @Test
    void quantilesAreThoseOfTheTraining() throws IOException {
        TimeSeries bars = ExportMatrix.withCalendar(bars());
        try (Predictor predictor = load("quantile-seq2seq")) {
            for (JsonNode expected : reference("quantile-seq2seq")) {
                int row =
                        bars.rowAtOrBefore(Instant.parse(expected.path("origin").asText()));
                TimeSeries known = bars.slice(row + 1, row + 11).select("weekday", "month");
                Forecast forecast = predictor.predict(bars.head(row + 1), known);
                for (int step = 1; step <= 10; step++) {
                    double[] changes = numbers(expected.path("answer").get(step - 1));
                    double[] levels = forecast.levels();
                    assertThat(levels).hasSize(changes.length);
                    for (int level = 0; level < levels.length; level++) {
                        double quantile = forecast.quantile(step, levels[level]);
                        assertThat(Math.log(quantile / bars.value(row, "close")))
                                .as(bars.time(row) + ", step " + step + ", level " + levels[level])
                                .isCloseTo(changes[level], within(1e-8));
                    }
                }
            }
        }
    }

    @Test
    void probabilitiesAreThoseOfTheTraining() throws IOException {
        TimeSeries bars = bars();
        try (Predictor predictor = load("transformer-classes")) {
            for (JsonNode expected : reference("transformer-classes")) {
                int row =
                        bars.rowAtOrBefore(Instant.parse(expected.path("origin").asText()));
                Forecast forecast = predictor.predict(bars.head(row + 1));
                double[] answer = numbers(expected.path("answer").get(0));
                for (int c = 0; c < 3; c++) {
                    assertThat(forecast.probabilities(1)
                                    .get(List.of("SELL", "HOLD", "BUY").get(c)))
                            .as("from " + bars.time(row) + ", class " + c)
                            .isCloseTo(answer[c], within(1e-6));
                }
            }
        }
    }

    @Test
    void patternsAreThoseOfTheTraining() throws IOException {
        TimeSeries bars = bars();
        try (PatternRecognizer cnn = Onnx.loadPatterns(NeuralSp500.model("pattern-cnn.onnx"), OnnxOptions.defaults())) {
            for (JsonNode expected : reference("pattern-cnn")) {
                int row =
                        bars.rowAtOrBefore(Instant.parse(expected.path("origin").asText()));
                PatternRecognition seen = cnn.recognize(bars.head(row + 1));
                assertThat(seen.probabilities())
                        .as("at " + bars.time(row))
                        .containsExactly(numbers(expected.path("answer")), within(1e-5));
            }
        }
    }

    @Test
    void theNetworksAreComparedWhereTheyHaveNotBeenTrainedAndNowhereElse() throws IOException {
        TimeSeries bars = bars();
        int training = trainingRows(bars);
        try (Predictor lstm = load("lstm");
                Predictor transformer = load("transformer")) {
            WalkForward later = NeuralSp500.testYears(training).step(40);
            BacktestResult result = NeuralSp500.evaluate(bars, later, BacktestListener.NONE, lstm, transformer);
            double naive = result.scores("naive").overall().rmse();
            for (String name : List.of("lstm", "transformer")) {
                assertThat(result.scores(name).overall().rmse())
                        .as("%s is about as good as the last value, as nobody should hope otherwise", name)
                        .isBetween(0.9 * naive, 1.1 * naive);
            }
            WalkForward earlier = NeuralSp500.testYears(training - 1).step(40);
            assertThatThrownBy(() -> NeuralSp500.evaluate(bars, earlier, BacktestListener.NONE, lstm))
                    .isInstanceOf(InsufficientHistoryException.class)
                    .hasMessageContaining("'lstm' was trained up to 2014-12-31")
                    .hasMessageContaining("would not be out of sample");
        }
    }

    @Test
    void theCnnSeesFrequentPatternsInYearsThatItHasNotSeen() throws IOException {
        TimeSeries bars = bars();
        try (PatternRecognizer cnn = Onnx.loadPatterns(NeuralSp500.model("pattern-cnn.onnx"), OnnxOptions.defaults())) {
            int[][] counts = NeuralSp500.count(cnn, bars, trainingRows(bars));
            for (String pattern : List.of("doji", "hammer", "marubozu")) {
                int[] of = counts[cnn.info().patterns().indexOf(pattern)];
                assertThat(of[NeuralSp500.BOTH])
                        .as(pattern + ": " + Arrays.toString(of))
                        .isGreaterThan(of[NeuralSp500.DEFINED] / 2)
                        .isGreaterThan(of[NeuralSp500.SEEN] / 2);
            }
        }
    }

    @Test
    void theModelsAreSmallAndSayHowTheyWereMade() throws IOException {
        int bytes = 0;
        for (String name : MODELS) {
            byte[] model = NeuralSp500.model(name + ".onnx");
            bytes += model.length;
            if (!name.equals("pattern-cnn")) {
                try (Predictor predictor = Onnx.load(model, OnnxOptions.defaults())) {
                    assertThat(predictor.info().name()).isEqualTo(name);
                    assertThat(predictor.info().schemaHash())
                            .as("%s wants the features that are exported", name)
                            .isEqualTo(
                                    name.equals("quantile-seq2seq")
                                            ? ExportMatrix.changesAndCalendar().schemaHash()
                                            : ExportMatrix.changes().schemaHash());
                    assertThat(predictor.info().trainedTo()).isEqualTo(ExportMatrix.lastTrainingTime());
                }
            }
        }
        assertThat(bytes).isLessThan(1_000_000);
    }
}
