package io.forecastj.models.onnx;

import static io.forecastj.models.onnx.ContextModels.context;
import static io.forecastj.models.onnx.ContextModels.expected;
import static io.forecastj.models.onnx.ContextModels.of;
import static io.forecastj.models.onnx.ContextModels.walk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.forecastj.Forecast;
import io.forecastj.ForecastStatus;
import io.forecastj.InvalidSeriesException;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.features.FeaturePipeline;
import io.forecastj.features.Features;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Models that read a raw context: missing values, padding, scaling, and horizons beyond one run. */
class ContextTest {
    private static final int ROWS = 8;
    private static final int LEVELS = 5;
    private static final int STEPS = 3;
    private static final double[] TRAINED = {0.1, 0.3, 0.5, 0.7, 0.9};
    private static final FeaturePipeline Y = FeaturePipeline.of(Features.column("y"));

    private static OnnxContract.Builder contract(int horizon, OnnxContext context) {
        return OnnxContract.forecasting(Y, Target.level("y"), horizon)
                .lookback(ROWS)
                .context(context)
                .input(OnnxInput.past("context", "bf"))
                .output(OnnxOutput.quantiles("quantile_preds", "bqs", TRAINED));
    }

    private static OnnxOptions options(OnnxContract contract) {
        return OnnxOptions.builder().contract(contract).build();
    }

    private static Predictor load(int horizon, OnnxContext context) {
        return Onnx.load(
                ContextModels.quantiles((long) ROWS, ROWS, LEVELS, STEPS, true),
                options(contract(horizon, context).build()));
    }

    private static void requireQuantiles(Forecast forecast, int from, double[][] answers) {
        for (int i = 0; i < answers[0].length && from + i <= forecast.horizon(); i++) {
            double[] ofStep = new double[answers.length];
            for (int q = 0; q < ofStep.length; q++) {
                ofStep[q] = answers[q][i];
            }
            Arrays.sort(ofStep);
            for (int q = 0; q < ofStep.length; q++) {
                assertThat(forecast.quantile(from + i, TRAINED[q])).isCloseTo(ofStep[q], within(1e-4));
            }
            assertThat(forecast.point(from + i)).isCloseTo(ofStep[2], within(1e-4));
        }
    }

    @Test
    void aFullContextGivesTheModelsQuantiles() {
        TimeSeries series = walk(1, 20, "y");
        try (Predictor predictor = load(STEPS, OnnxContext.withNaN())) {
            Forecast forecast = predictor.predict(series);
            assertThat(forecast.status()).isEqualTo(ForecastStatus.OK);
            requireQuantiles(forecast, 1, expected(context(series, "y", ROWS), LEVELS, STEPS));
            assertThat(predictor.info().requiredHistory()).isEqualTo(1);
            assertThat(predictor.info().sufficientHistory()).hasValue(ROWS);
        }
    }

    @Test
    void missingValuesAndRowsBeforeTheFirstReachTheGraphAsNaN() {
        TimeSeries series = of(20, Double.NaN, 23, 21, Double.NaN);
        try (Predictor predictor = load(STEPS, OnnxContext.withNaN())) {
            assertThat(predictor.predict(series.head(4)).status()).isEqualTo(ForecastStatus.OK);
            Forecast forecast = predictor.predict(series);
            assertThat(forecast.reasons()).containsExactly("'y' is missing at the origin");
            requireQuantiles(forecast, 1, expected(context(series, "y", ROWS), LEVELS, STEPS));
            assertThat(predictor.predict(of(7)).point(1)).isCloseTo(7, within(1e-4));
        }
    }

    @Test
    void aContextWithoutAnyValueHasNoForecast() {
        TimeSeries nothing =
                of(1, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
        OnnxContract contract = contract(STEPS, OnnxContext.withNaN()).build();
        byte[] model = ContextModels.quantiles((long) ROWS, ROWS, LEVELS, STEPS, true);
        try (Predictor degrading = Onnx.load(model, options(contract));
                Predictor refusing = Onnx.load(
                        model,
                        OnnxOptions.builder()
                                .contract(contract)
                                .missing(MissingValues.REFUSE)
                                .build())) {
            Forecast forecast = degrading.predict(nothing);
            assertThat(forecast.points()).containsOnly(Double.NaN);
            assertThat(forecast.status()).isEqualTo(ForecastStatus.DEGRADED);
            assertThat(forecast.reasons()).containsExactly("no value of 'y' in the last 8 rows");
            assertThat(degrading.predictAll(List.of(nothing, walk(1, 9, "y"))).get(0))
                    .isEqualTo(forecast);
            assertThatThrownBy(() -> refusing.predict(nothing))
                    .isInstanceOf(InvalidSeriesException.class)
                    .hasMessageContaining("no value of 'y' in the last 8 rows");
        }
    }

    @Test
    void bothLayoutsOfQuantilesAndAnOpenContextGiveTheSameForecast() {
        TimeSeries series = walk(3, 12, "y");
        OnnxContract stepsFirst = OnnxContract.forecasting(Y, Target.level("y"), STEPS)
                .lookback(ROWS)
                .context(OnnxContext.withNaN())
                .input(OnnxInput.past("context", "bf"))
                .output(OnnxOutput.quantiles("quantile_preds", "bsq", TRAINED))
                .build();
        try (Predictor levelsFirst = load(STEPS, OnnxContext.withNaN());
                Predictor other =
                        Onnx.load(ContextModels.quantiles("length", ROWS, LEVELS, STEPS, false), options(stepsFirst))) {
            requireQuantiles(other.predict(series), 1, expected(context(series, "y", ROWS), LEVELS, STEPS));
            assertThat(other.predict(series).points())
                    .containsExactly(levelsFirst.predict(series).points(), within(1e-5));
        }
    }

    @Test
    void aShorterHorizonTakesTheFirstSteps() {
        TimeSeries series = walk(3, 12, "y");
        try (Predictor predictor = load(2, OnnxContext.withNaN().steps(STEPS))) {
            assertThat(predictor.predict(series).horizon()).isEqualTo(2);
            requireQuantiles(predictor.predict(series), 1, expected(context(series, "y", ROWS), LEVELS, STEPS));
        }
    }

    private static double[] fedBack(double[] context, double[] values) {
        double[] longer = Arrays.copyOf(context, context.length + values.length);
        System.arraycopy(values, 0, longer, context.length, values.length);
        return Arrays.copyOfRange(longer, values.length, longer.length);
    }

    private static double[][] sorted(double[][] answers) {
        double[][] sorted = new double[answers.length][answers[0].length];
        for (int step = 0; step < answers[0].length; step++) {
            double[] ofStep = new double[answers.length];
            for (int q = 0; q < ofStep.length; q++) {
                ofStep[q] = answers[q][step];
            }
            Arrays.sort(ofStep);
            for (int q = 0; q < ofStep.length; q++) {
                sorted[q][step] = ofStep[q];
            }
        }
        return sorted;
    }

    @Test
    void beyondOneRunTheMedianIsFedBack() {
        TimeSeries series = of(20, Double.NaN, 23, 21, 22);
        try (Predictor predictor = load(8, OnnxContext.withNaN().steps(STEPS))) {
            Forecast forecast = predictor.predict(series);
            double[] context = context(series, "y", ROWS);
            for (int round = 0; round < 3; round++) {
                double[][] answers = sorted(expected(context, LEVELS, STEPS));
                requireQuantiles(forecast, 1 + round * STEPS, answers);
                context = fedBack(context, answers[2]);
            }
            assertThat(context).doesNotContain(Double.NaN);
            assertThat(predictor.info().parameters()).containsEntry("extension", "median");
        }
    }

    @Test
    void beyondOneRunEachQuantileIsAPathAndAllAnswersCount() {
        TimeSeries series = walk(4, 15, "y");
        try (Predictor predictor = load(8, OnnxContext.withNaN().steps(STEPS).extendedByQuantiles())) {
            Forecast forecast = predictor.predict(series);
            double[] context = context(series, "y", ROWS);
            double[][] answers = sorted(expected(context, LEVELS, STEPS));
            requireQuantiles(forecast, 1, answers);
            double[][] paths = new double[LEVELS][];
            for (int p = 0; p < LEVELS; p++) {
                paths[p] = fedBack(context, answers[p]);
            }
            for (int round = 1; round < 3; round++) {
                answers = pooled(paths);
                requireQuantiles(forecast, 1 + round * STEPS, answers);
                for (int p = 0; p < LEVELS; p++) {
                    paths[p] = fedBack(paths[p], answers[p]);
                }
            }
        }
    }

    private static double[][] pooled(double[][] paths) {
        double[][] quantiles = new double[LEVELS][STEPS];
        for (int step = 0; step < STEPS; step++) {
            List<Double> all = new ArrayList<>();
            for (double[] path : paths) {
                double[][] answers = expected(path, LEVELS, STEPS);
                for (double[] ofLevel : answers) {
                    all.add(ofLevel[step]);
                }
            }
            double[] sorted = all.stream().mapToDouble(value -> value).sorted().toArray();
            for (int q = 0; q < LEVELS; q++) {
                quantiles[q][step] = Answers.quantile(sorted, TRAINED[q]);
            }
        }
        return quantiles;
    }

    @Test
    void beyondOneRunAModelMayForecastWhatFollowsAGap() {
        TimeSeries series = walk(4, 15, "y");
        try (Predictor predictor = load(8, OnnxContext.withNaN().steps(STEPS).extendedByNaN())) {
            Forecast forecast = predictor.predict(series);
            double[] context = context(series, "y", ROWS);
            for (int round = 0; round < 3; round++) {
                requireQuantiles(forecast, 1 + round * STEPS, sorted(expected(context, LEVELS, STEPS)));
                context = fedBack(context, new double[] {Double.NaN, Double.NaN, Double.NaN});
            }
        }
        // the only value has left the context of the third run
        TimeSeries early = of(20, Double.NaN, Double.NaN, Double.NaN);
        try (Predictor predictor = load(8, OnnxContext.withNaN().steps(STEPS).extendedByNaN())) {
            assertThat(predictor.predict(early).reasons())
                    .containsExactly("no value of 'y' in the last 8 rows before step 7");
            assertThat(predictor.predict(early).points()).containsOnly(Double.NaN);
        }
        assertThatThrownBy(() -> load(12, OnnxContext.withNaN().steps(STEPS).extendedByNaN()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("fewer than its 8 rows");
        assertThatThrownBy(() -> load(8, OnnxContext.withZeros().steps(STEPS).extendedByNaN()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("unless missing values are NaN");
    }

    @Test
    void oneRunBeyondTheContextKeepsItsLastSteps() {
        // two rows of context and three steps of a run: the steps replace the whole context
        byte[] model = ContextModels.quantiles(2L, 2, LEVELS, STEPS, true);
        OnnxContract contract =
                contract(6, OnnxContext.withNaN().steps(STEPS)).lookback(2).build();
        TimeSeries series = walk(5, 9, "y");
        try (Predictor predictor = Onnx.load(model, options(contract))) {
            double[][] first = sorted(expected(context(series, "y", 2), LEVELS, STEPS));
            double[] next = {first[2][1], first[2][2]};
            requireQuantiles(predictor.predict(series), 4, sorted(expected(next, LEVELS, STEPS)));
        }
    }

    @Test
    void untrainedLevelsAreInterpolatedAndThoseOutsideAreClampedAndSaid() {
        TimeSeries series = walk(6, 12, "y");
        OnnxContract contract = OnnxContract.forecasting(Y, Target.level("y"), STEPS)
                .lookback(ROWS)
                .context(OnnxContext.withNaN())
                .input(OnnxInput.past("context", "bf"))
                .output(OnnxOutput.quantiles("quantile_preds", "bqs", TRAINED)
                        .forecastLevels(0.05, 0.1, 0.4, 0.5, 0.85, 0.975))
                .build();
        byte[] model = ContextModels.quantiles((long) ROWS, ROWS, LEVELS, STEPS, true);
        try (Predictor trained = load(STEPS, OnnxContext.withNaN());
                Predictor asked = Onnx.load(model, options(contract))) {
            Forecast expected = trained.predict(series);
            Forecast found = asked.predict(series);
            assertThat(found.levels()).containsExactly(0.05, 0.1, 0.4, 0.5, 0.85, 0.975);
            assertThat(found.points()).isEqualTo(expected.points());
            assertThat(found.quantile(2, 0.05)).isEqualTo(expected.quantile(2, 0.1));
            assertThat(found.quantile(2, 0.1)).isEqualTo(expected.quantile(2, 0.1));
            assertThat(found.quantile(2, 0.4))
                    .isCloseTo((expected.quantile(2, 0.3) + expected.quantile(2, 0.5)) / 2, within(1e-9));
            assertThat(found.quantile(2, 0.85))
                    .isCloseTo(
                            expected.quantile(2, 0.7) + 0.75 * (expected.quantile(2, 0.9) - expected.quantile(2, 0.7)),
                            within(1e-9));
            assertThat(found.quantile(2, 0.975)).isEqualTo(expected.quantile(2, 0.9));
            assertThat(found.status()).isEqualTo(ForecastStatus.DEGRADED);
            assertThat(found.reasons()).hasSize(1).first().asString().contains("0.05 as 0.1, 0.975 as 0.9");
            assertThat(asked.info().parameters()).containsEntry("clamped quantiles", "0.05 as 0.1, 0.975 as 0.9");
        }
    }

    @Test
    void aSessionManySeriesAndSingleOnesAgreeInEveryBit() {
        for (OnnxContext context : List.of(
                OnnxContext.withNaN().steps(STEPS),
                OnnxContext.withNaN().steps(STEPS).extendedByQuantiles())) {
            try (Predictor predictor = load(8, context)) {
                List<TimeSeries> histories = IntStream.range(0, 75)
                        .mapToObj(i -> walk(i, 1 + i % 20, "y"))
                        .toList();
                List<Forecast> single =
                        histories.stream().map(predictor::predict).toList();
                assertThat(predictor.predictAll(histories)).isEqualTo(single);
                TimeSeries last = walk(100, 40, "y");
                try (PredictionSession session = predictor.openSession(last.head(1))) {
                    for (int row = 1; row < last.length(); row++) {
                        session.append(last.timestamp(row), new double[] {last.value(row, "y")});
                        assertThat(session.forecast()).isEqualTo(predictor.predict(last.head(row + 1)));
                    }
                }
            }
        }
    }

    @Test
    void whatCannotBeFedBackIsRefused() {
        FeaturePipeline two = FeaturePipeline.of(Features.column("y"), Features.column("x"));
        assertThatThrownBy(() -> OnnxContract.forecasting(two, Target.level("y"), 8)
                        .lookback(ROWS)
                        .context(OnnxContext.withNaN().steps(STEPS))
                        .input(OnnxInput.past("context", "btf"))
                        .output(OnnxOutput.quantiles("quantile_preds", "bqs", TRAINED))
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at most the 3 steps of one run")
                .hasMessageContaining("[y, x]");
        assertThatThrownBy(() -> OnnxContract.forecasting(Y, Target.logReturn("y"), 3)
                        .lookback(ROWS)
                        .context(OnnxContext.withNaN())
                        .input(OnnxInput.past("context", "bf"))
                        .output(OnnxOutput.point("p"))
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a level for a model that reads a raw context");
        assertThatThrownBy(() -> OnnxContract.forecasting(Y, Target.level("y"), 8)
                        .lookback(ROWS)
                        .context(OnnxContext.withNaN().steps(STEPS).extendedByQuantiles())
                        .input(OnnxInput.past("context", "bf"))
                        .output(OnnxOutput.point("p"))
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the extension 'median' for a model without quantiles");
        assertThatThrownBy(() -> OnnxContract.forecasting(Y, Target.level("y"), 3)
                        .lookback(ROWS)
                        .input(OnnxInput.past("context", "bf"))
                        .input(OnnxInput.attentionMask("m", "bt"))
                        .output(OnnxOutput.point("p"))
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'attentionMask' unless there is a raw context");
    }
}
