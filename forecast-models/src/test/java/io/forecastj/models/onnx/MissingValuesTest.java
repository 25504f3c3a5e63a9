package io.forecastj.models.onnx;

import static io.forecastj.models.onnx.SmallModels.bytes;
import static io.forecastj.models.onnx.SmallModels.options;
import static io.forecastj.models.onnx.SmallModels.series;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forecastj.Forecast;
import io.forecastj.ForecastException;
import io.forecastj.ForecastStatus;
import io.forecastj.InvalidSeriesException;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.TimeSeries;
import io.forecastj.models.Predictors;
import io.forecastj.models.onnx.OutputSpec.Activation;
import io.forecastj.signal.PatternRecognizer;
import io.forecastj.signal.PatternSession;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A value that is missing, too large, or no number at all never becomes a number in silence. */
class MissingValuesTest {
    private static final TimeSeries HISTORY = series(5, 30);

    private static Predictor load(String graph, ObjectNode contract, MissingValues policy) {
        return Onnx.load(bytes(graph), options(contract).missing(policy).build());
    }

    /** The history with one row more. */
    private static TimeSeries with(double y, double x) {
        TimeSeries.Builder series =
                TimeSeries.builder(HISTORY.columns()).id(HISTORY.id()).attribute("size", 3);
        for (int i = 0; i < HISTORY.length(); i++) {
            series.add(HISTORY.timestamp(i), HISTORY.value(i, 0), HISTORY.value(i, 1), HISTORY.value(i, 2));
        }
        return series.add(HISTORY.timestamp(29) + 3_600_000, 0, y, x).build();
    }

    private static void requireDegraded(Forecast forecast, String reason) {
        assertThat(forecast.status()).isEqualTo(ForecastStatus.DEGRADED);
        assertThat(forecast.reasons()).hasSize(1).first().asString().contains(reason);
        assertThat(forecast.levels()).isEmpty();
        assertThat(forecast.points()).containsOnly(Double.NaN);
    }

    @Test
    void aMissingFeatureDegradesUntilItLeavesTheWindow() {
        try (Predictor predictor = load("linear", SmallModels.linear(), MissingValues.DEGRADE);
                PredictionSession session = predictor.openSession(with(20, Double.NaN))) {
            requireDegraded(session.forecast(), "the feature 'x' is missing at the origin; 1 of the 4 rows");
            for (int i = 1; i <= 3; i++) {
                session.append(Instant.EPOCH.plusSeconds(3600L * (30 + i)), 0, 20, 1);
                requireDegraded(session.forecast(), "'x' is missing " + i + " rows before the origin");
            }
            session.append(Instant.EPOCH.plusSeconds(3600L * 34), 0, 20, 1);
            assertThat(session.forecast().status()).isEqualTo(ForecastStatus.OK);
            assertThat(session.forecast().points()).doesNotContain(Double.NaN);
        }
    }

    @Test
    void byTheOtherPolicyItIsRefusedAndTheSessionGoesOn() {
        try (Predictor predictor = load("linear", SmallModels.linear(), MissingValues.REFUSE);
                PredictionSession session = predictor.openSession(with(20, Double.NaN))) {
            assertThatThrownBy(session::forecast)
                    .isInstanceOf(InvalidSeriesException.class)
                    .hasMessageContainingAll("'onnx' cannot forecast from 1970-01-02T06:00:00Z", "the feature 'x'");
            assertThatThrownBy(() -> session.forecastInto(new double[2])).isInstanceOf(InvalidSeriesException.class);
            for (int i = 1; i <= 4; i++) {
                session.append(Instant.EPOCH.plusSeconds(3600L * (30 + i)), 0, 20, 1);
            }
            assertThat(session.forecast().status()).isEqualTo(ForecastStatus.OK);
        }
    }

    @Test
    void thePolicyIsSavedWithTheModel(@TempDir Path directory) {
        for (MissingValues policy : MissingValues.values()) {
            Path saved = directory.resolve(policy.name());
            try (Predictor predictor = load("linear", SmallModels.linear(), policy)) {
                Predictors.save(predictor, saved);
            }
            try (Predictor loaded = Predictors.load(saved)) {
                if (policy == MissingValues.REFUSE) {
                    assertThatThrownBy(() -> loaded.predict(with(20, Double.NaN)))
                            .isInstanceOf(InvalidSeriesException.class);
                } else {
                    requireDegraded(loaded.predict(with(20, Double.NaN)), "'x' is missing");
                }
            }
        }
    }

    @Test
    void aMissingTargetIsNamed() {
        try (Predictor predictor = load("linear", SmallModels.linear(), MissingValues.DEGRADE)) {
            requireDegraded(predictor.predict(with(Double.NaN, 1)), "'y' is missing at the origin");
        }
    }

    @Test
    void aNumberTooLargeForAFloatIsNoNumberForTheModel() {
        try (Predictor floats = load("linear", SmallModels.linear(), MissingValues.DEGRADE);
                Predictor doubles = load("linear-double", SmallModels.linear(), MissingValues.DEGRADE)) {
            requireDegraded(floats.predict(with(20, 1e39)), "'x' is too large for the model (1.0E39 as it is scaled)");
            assertThat(doubles.predict(with(20, 1e39)).status()).isEqualTo(ForecastStatus.OK);
        }
    }

    @Test
    void missingKnownFutureAndAttributesAreNamed() {
        TimeSeries rows = HISTORY.head(20);
        TimeSeries.Builder future = TimeSeries.builder("x", "holiday");
        future.add(HISTORY.timestamp(20), 1, 0).add(HISTORY.timestamp(21), 1, Double.NaN);
        TimeSeries.Builder other = TimeSeries.builder(HISTORY.columns()).attribute("size", Double.MAX_VALUE);
        for (int i = 0; i < 20; i++) {
            other.add(HISTORY.timestamp(i), HISTORY.value(i, 0), HISTORY.value(i, 1), HISTORY.value(i, 2));
        }
        try (Predictor predictor = load("quantiles", SmallModels.quantiles(), MissingValues.DEGRADE)) {
            requireDegraded(
                    predictor.predict(rows, future.build()),
                    "the known-future column 'holiday' is missing at 1970-01-01T21:00:00Z");
            requireDegraded(
                    predictor.predict(other.build(), HISTORY.slice(20, 22)),
                    "the attribute 'size' is too large for the model");
        }
    }

    @Test
    void numbersWhoseSquaresOverflowAreNotScaledToZero() {
        ObjectNode contract = SmallModels.linear();
        SmallModels.input(contract, 0).set("scaling", SmallModels.json("{'kind':'window','groups':[[2]]}"));
        try (Predictor predictor = load("linear-double", contract, MissingValues.DEGRADE)) {
            requireDegraded(predictor.predict(with(20, 1e200)), "the feature 'x' is too large for the model (1.0E200");
            assertThat(predictor.predict(with(20, 1e100)).status()).isEqualTo(ForecastStatus.OK);
        }
    }

    @Test
    void aQuantileThatOverflowsIsNoForecast() {
        TimeSeries rows = HISTORY.head(20);
        TimeSeries future = HISTORY.slice(20, 22);
        ObjectNode contract = SmallModels.quantiles().put("target", "level(y)");
        double[] raw = new double[3];
        try (Predictor predictor = load("quantiles", contract, MissingValues.DEGRADE)) {
            Forecast plain = predictor.predict(rows, future);
            Arrays.setAll(raw, i -> plain.quantile(1, plain.levels()[i]));
        }
        // the median of a price is just finite, the quantile above it is not
        double scale = 100 / (raw[2] - raw[1]);
        ObjectNode scaling = SmallModels.json("{}").put("offset", 700 - scale * raw[1]);
        SmallModels.output(contract.put("target", "logReturn(y)")).set("scaling", scaling.put("scale", scale));
        try (Predictor predictor = load("quantiles", contract, MissingValues.DEGRADE)) {
            requireDegraded(predictor.predict(rows, future), "the quantiles of step 1 are [");
        }
    }

    @Test
    void aForecastOfClassesWithoutProbabilitiesSaysWhy() {
        try (Predictor predictor = load("classes", SmallModels.classes(), MissingValues.DEGRADE)) {
            Forecast forecast = predictor.predict(with(20, Double.NaN));
            requireDegraded(forecast, "the feature 'x' is missing");
            assertThatThrownBy(() -> forecast.probabilities(1))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("which is DEGRADED: the feature 'x' is missing at the origin");
        }
    }

    @Test
    void oneSeriesWithAMissingValueDoesNotSpoilTheOthers() {
        List<TimeSeries> histories = List.of(HISTORY, with(20, Double.NaN), series(6, 25));
        try (Predictor predictor = load("linear", SmallModels.linear(), MissingValues.DEGRADE)) {
            List<Forecast> forecasts = predictor.predictAll(histories);
            assertThat(forecasts)
                    .isEqualTo(histories.stream().map(predictor::predict).toList());
            assertThat(forecasts.stream().map(Forecast::status))
                    .containsExactly(ForecastStatus.OK, ForecastStatus.DEGRADED, ForecastStatus.OK);
        }
    }

    @Test
    void anAnswerThatIsNoNumberIsSaid() {
        try (Predictor predictor = load("nan", SmallModels.linear(), MissingValues.DEGRADE)) {
            requireDegraded(predictor.predict(HISTORY), "the model's output 'y' is not finite: [NaN, NaN]");
        }
        try (Predictor predictor = load("nan", SmallModels.linear(), MissingValues.REFUSE)) {
            assertThatThrownBy(() -> predictor.predict(HISTORY))
                    .isInstanceOf(ForecastException.class)
                    .hasMessageContaining("output 'y' is not finite");
        }
    }

    @Test
    void scoresThatAreNoProbabilitiesAreSaid() {
        ObjectNode contract = SmallModels.classes();
        SmallModels.output(contract).put("activation", "none");
        try (Predictor predictor = load("classes", contract, MissingValues.DEGRADE)) {
            requireDegraded(predictor.predict(HISTORY), "should be probabilities that add up to 1");
        }
    }

    @Test
    void aRecognizerRefuses() {
        try (PatternRecognizer recognizer = Onnx.loadPatterns(
                bytes("patterns"), options(SmallModels.patterns()).build())) {
            try (PatternSession session = recognizer.openSession(with(20, Double.NaN))) {
                assertThatThrownBy(session::recognize)
                        .isInstanceOf(InvalidSeriesException.class)
                        .hasMessageContaining("the feature 'x' is missing");
            }
        }
        ObjectNode contract = SmallModels.patterns();
        SmallModels.output(contract).put("activation", "none");
        try (PatternRecognizer recognizer =
                Onnx.loadPatterns(bytes("patterns"), options(contract).build())) {
            assertThatThrownBy(() -> recognizer.recognize(HISTORY))
                    .isInstanceOf(ForecastException.class)
                    .hasMessageContaining("should be probabilities from 0 to 1");
        }
    }

    @Test
    void largeScoresDoNotOverflow() {
        double[] scores = {1_000, 999, -1_000};
        Answers.activate(Activation.SOFTMAX, scores, 0, 3);
        assertThat(scores)
                .usingComparatorWithPrecision(1e-12)
                .containsExactly(1 / (1 + Math.exp(-1)), Math.exp(-1) / (1 + Math.exp(-1)), 0);
        double[] bits = {1_000, -1_000};
        Answers.activate(Activation.SIGMOID, bits, 0, 2);
        assertThat(bits).containsExactly(1, 0);
    }
}
