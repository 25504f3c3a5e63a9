package io.forecastj.models.onnx;

import static io.forecastj.models.onnx.SmallModels.bytes;
import static io.forecastj.models.onnx.SmallModels.options;
import static io.forecastj.models.onnx.SmallModels.series;
import static io.forecastj.models.onnx.SmallModels.times;
import static io.forecastj.models.onnx.SmallModels.window;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forecastj.Forecast;
import io.forecastj.InvalidSeriesException;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.TimeSeries;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Forecasts equal those recomputed here from the inputs and outputs that the contract describes. */
class OnnxTest {
    private static final TimeSeries HISTORY = series(1, 40);
    private static final double LAST = HISTORY.value(39, "y");

    private static Predictor load(String graph, ObjectNode contract) {
        return Onnx.load(bytes(graph), options(contract).build());
    }

    private static void requireClose(double[] found, double... expected) {
        assertThat(found).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            assertThat(found[i]).isCloseTo(expected[i], within(1e-5 * Math.max(1, Math.abs(expected[i]))));
        }
    }

    /** The forecast of two differences. */
    private static double[] differences(double[] changes) {
        return Arrays.stream(changes).map(change -> LAST + change).toArray();
    }

    @ParameterizedTest
    @ValueSource(strings = {"linear", "linear-batch1", "linear-batch4", "linear-double", "linear-open"})
    void aGraphOfAnyBatchAndTypeOfNumberIsFedTheWindow(String graph) {
        try (Predictor predictor = load(graph, SmallModels.linear())) {
            requireClose(predictor.predict(HISTORY).points(), differences(times(window(HISTORY), 2, 0)));
        }
    }

    @Test
    void aSeasonalLogReturnStartsAtTheSamePhaseOfTheLastSeason() {
        double[] changes = times(window(HISTORY), 2, 0);
        try (Predictor predictor = load("linear", SmallModels.linear().put("target", "seasonalLogReturn(y,3)"))) {
            requireClose(
                    predictor.predict(HISTORY).points(),
                    HISTORY.value(37, "y") * Math.exp(changes[0]),
                    HISTORY.value(38, "y") * Math.exp(changes[1]));
            assertThat(predictor.info().requiredHistory()).isGreaterThanOrEqualTo(3);
        }
    }

    @ParameterizedTest
    @CsvSource({"linear-bft,bft", "linear-flat,bf"})
    void theLayoutIsThatOfTheContract(String graph, String layout) {
        ObjectNode contract = SmallModels.linear();
        SmallModels.input(contract, 0).put("layout", layout);
        double[] window = window(HISTORY);
        double[] fed = layout.equals("bf")
                ? window
                : IntStream.range(0, 12)
                        .mapToDouble(i -> window[i % 4 * 3 + i / 4])
                        .toArray();
        try (Predictor predictor = load(graph, contract)) {
            requireClose(predictor.predict(HISTORY).points(), differences(times(fed, 2, 0)));
        }
    }

    @Test
    void inputsAndOutputsAreScaledColumnByColumn() {
        ObjectNode contract = SmallModels.linear();
        SmallModels.input(contract, 0)
                .set("scaling", SmallModels.json("{'kind':'affine','offset':[20,0,-1],'scale':[2,0.5,4]}"));
        SmallModels.output(contract).set("scaling", SmallModels.json("{'offset':0.25,'scale':3}"));
        double[] offset = {20, 0, -1};
        double[] scale = {2, 0.5, 4};
        double[] window = window(HISTORY);
        Arrays.setAll(window, i -> (window[i] - offset[i % 3]) / scale[i % 3]);
        double[] changes =
                Arrays.stream(times(window, 2, 0)).map(y -> y * 3 + 0.25).toArray();
        try (Predictor predictor = load("linear", contract)) {
            requireClose(predictor.predict(HISTORY).points(), differences(changes));
        }
    }

    @Test
    void aWindowIsScaledByTheDeviationOfEachGroupInIt() {
        ObjectNode contract = SmallModels.linear();
        SmallModels.input(contract, 0).set("scaling", SmallModels.json("{'kind':'window','groups':[[0,2]]}"));
        double[] window = window(HISTORY);
        double[] group = IntStream.range(0, 12)
                .filter(i -> i % 3 != 1)
                .mapToDouble(i -> window[i])
                .toArray();
        double mean = Arrays.stream(group).average().orElseThrow();
        double deviation = Math.sqrt(
                Arrays.stream(group).map(v -> (v - mean) * (v - mean)).average().orElseThrow());
        double[] fed = window.clone();
        Arrays.setAll(fed, i -> i % 3 == 1 ? window[i] : (window[i] - mean) / deviation);
        try (Predictor predictor = load("linear", contract)) {
            requireClose(predictor.predict(HISTORY).points(), differences(times(fed, 2, 0)));
        }
    }

    @Test
    void aWindowOfEqualValuesIsScaledToZero() {
        double[] window = new double[12];
        Arrays.setAll(window, i -> i % 3 == 0 ? 0.1 : i);
        new InputScaling.Window(new int[][] {{0}}).apply(window, 3, new double[2]);
        for (int i = 0; i < 12; i++) {
            assertThat(window[i]).isEqualTo(i % 3 == 0 ? 0 : i);
        }
    }

    @Test
    void theAxisOfASingleStepMayBeLeftOut() {
        ObjectNode contract = SmallModels.linear().put("horizon", 1);
        try (Predictor predictor = load("rank1", contract)) {
            requireClose(predictor.predict(HISTORY).points(), LAST + times(window(HISTORY), 1, 0)[0]);
        }
    }

    @Test
    void chosenStepsAreFilledAndTheOthersAreNone() {
        ObjectNode contract = SmallModels.linear().put("horizon", 7);
        contract.putArray("steps").add(3).add(7);
        double[] changes = times(window(HISTORY), 2, 0);
        try (Predictor predictor = load("linear", contract)) {
            Forecast forecast = predictor.predict(HISTORY);
            assertThat(forecast.steps()).containsExactly(3, 7);
            requireClose(new double[] {forecast.point(3), forecast.point(7)}, differences(changes));
            assertThat(forecast.points()[0]).isNaN();
        }
    }

    @Test
    void aSeasonalDifferenceStartsFromTheValueOfItsSeason() {
        ObjectNode contract = SmallModels.linear().put("target", "difference(y,6)");
        double[] changes = times(window(HISTORY), 2, 0);
        try (Predictor predictor = load("linear", contract)) {
            // one season before steps 1 and 2 lie the rows 34 and 35
            requireClose(
                    predictor.predict(HISTORY).points(),
                    HISTORY.value(34, "y") + changes[0],
                    HISTORY.value(35, "y") + changes[1]);
            assertThat(predictor.info().requiredHistory()).isEqualTo(6);
        }
    }

    @Test
    void quantilesTakeKnownFutureAndAttributesAndAreSorted() {
        TimeSeries rows = HISTORY.head(30);
        TimeSeries future = HISTORY.slice(30, 32);
        double[] fed = new double[17];
        System.arraycopy(window(rows), 0, fed, 0, 12);
        for (int step = 0; step < 2; step++) {
            fed[12 + 2 * step] = future.value(step, "x");
            fed[13 + 2 * step] = future.value(step, "holiday");
        }
        fed[16] = 3;
        double[] raw = times(fed, 6, 0);
        double base = rows.value(29, "y");
        try (Predictor predictor = load("quantiles", SmallModels.quantiles())) {
            Forecast forecast = predictor.predict(rows, future);
            for (int step = 1; step <= 2; step++) {
                double[] expected = Arrays.copyOfRange(raw, 3 * (step - 1), 3 * step);
                Arrays.sort(expected);
                requireClose(
                        new double[] {forecast.quantile(step, 0.1), forecast.point(step), forecast.quantile(step, 0.9)},
                        Arrays.stream(expected).map(q -> base + q).toArray());
            }
        }
    }

    @Test
    void classesHaveTheProbabilitiesOfTheirScores() {
        double[] scores = times(window(HISTORY), 3, 0);
        double sum = Arrays.stream(scores).map(Math::exp).sum();
        try (Predictor predictor = load("classes", SmallModels.classes())) {
            Forecast forecast = predictor.predict(HISTORY);
            assertThat(forecast.probabilities(1)).containsOnlyKeys("SELL", "HOLD", "BUY");
            requireClose(
                    forecast.probabilities(1).values().stream()
                            .mapToDouble(Double::doubleValue)
                            .toArray(),
                    Arrays.stream(scores).map(score -> Math.exp(score) / sum).toArray());
        }
    }

    @Test
    void aNewBarCostsOneRowAndGivesWhatTheWholeHistoryGives() {
        try (Predictor predictor = load("linear", SmallModels.linear());
                PredictionSession session = predictor.openSession(HISTORY.head(10))) {
            double[] row = new double[3];
            for (int i = 10; i < HISTORY.length(); i++) {
                for (int c = 0; c < 3; c++) {
                    row[c] = HISTORY.value(i, c);
                }
                session.append(HISTORY.timestamp(i), row);
                assertThat(session.forecast()).isEqualTo(predictor.predict(HISTORY.head(i + 1)));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"linear", "linear-batch1", "linear-batch4", "linear-double", "mixing"})
    void manySeriesTogetherGiveWhatEachGivesAlone(String graph) {
        List<TimeSeries> histories =
                IntStream.range(0, 75).mapToObj(i -> series(i, 20 + i)).toList();
        try (Predictor predictor = load(graph, SmallModels.linear())) {
            List<Forecast> alone = new ArrayList<>();
            histories.forEach(history -> alone.add(predictor.predict(history)));
            assertThat(predictor.predictAll(histories)).isEqualTo(alone);
            assertThat(predictor.predictAll(List.of())).isEmpty();
        }
    }

    @Test
    void manySeriesTogetherGiveWhatEachGivesAloneInEveryArchitecture() {
        List<TimeSeries> histories = IntStream.range(0, 40)
                .mapToObj(i -> TestModels.bars().head(100 + i))
                .toList();
        Stream.of("lstm-stacked", "gru-fixed-batch-4", "transformer", "transformer-double", "trees")
                .forEach(name -> {
                    try (Predictor predictor = Onnx.load(TestModels.path(name))) {
                        assertThat(predictor.predictAll(histories))
                                .as(name)
                                .isEqualTo(histories.stream()
                                        .map(predictor::predict)
                                        .toList());
                    }
                });
    }

    @Test
    void aBaseThatTheTargetDoesNotAllowIsRefusedAndTheSessionStaysAsItWas() {
        ObjectNode contract = SmallModels.linear().put("target", "logReturn(y)");
        try (Predictor predictor = load("linear", contract);
                PredictionSession session = predictor.openSession(HISTORY)) {
            Forecast before = session.forecast();
            assertThatThrownBy(() -> session.append(HISTORY.timestamp(39) + 1, new double[] {0, -1, 0}))
                    .isInstanceOf(InvalidSeriesException.class)
                    .hasMessageContaining("logReturn(y) needs positive values, found -1.0");
            assertThat(session.forecast()).isEqualTo(before);
        }
    }
}
