package io.forecastj.models.onnx;

import static io.forecastj.models.onnx.ContextModels.of;
import static io.forecastj.models.onnx.ContextModels.walk;
import static io.forecastj.models.onnx.OnnxModels.FLOAT;
import static io.forecastj.models.onnx.OnnxModels.INT64;
import static io.forecastj.models.onnx.OnnxModels.floats;
import static io.forecastj.models.onnx.OnnxModels.longs;
import static io.forecastj.models.onnx.OnnxModels.node;
import static io.forecastj.models.onnx.OnnxModels.tensor;
import static io.forecastj.models.onnx.OnnxModels.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.forecastj.Forecast;
import io.forecastj.ForecastStatus;
import io.forecastj.InvalidSeriesException;
import io.forecastj.ModelLoadException;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.Sampling;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.features.FeaturePipeline;
import io.forecastj.features.Features;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Scaling by the runner, fill policies, channels, attention mask, group ids and covariates of raw contexts. */
class ContextInputsTest {
    private static final int ROWS = 6;
    private static final int STEPS = 2;
    private static final FeaturePipeline Y = FeaturePipeline.of(Features.column("y"));

    private static OnnxOptions options(OnnxContract.Builder contract) {
        return OnnxOptions.builder().contract(contract.build()).build();
    }

    private static OnnxContract.Builder channels(int horizon, OnnxContext context, String... columns) {
        int[][] groups =
                IntStream.range(0, columns.length).mapToObj(c -> new int[] {c}).toArray(int[][]::new);
        return OnnxContract.forecasting(FeaturePipeline.of(Features.columns(columns)), Target.level("y"), horizon)
                .lookback(ROWS)
                .context(context)
                .input(OnnxInput.past("past_values", "btf").scaling(OnnxScaling.window(groups)))
                .output(OnnxOutput.point("prediction_outputs")
                        .layout("bsc")
                        .windowScaling(List.of(columns).indexOf("y")));
    }

    /** The answer for one channel: missing values are the mean, so they add nothing. */
    private static double[] answer(double[] context) {
        double mean = 0;
        double squares = 0;
        int count = 0;
        for (double value : context) {
            mean += Double.isNaN(value) ? 0 : value;
            count += Double.isNaN(value) ? 0 : 1;
        }
        mean /= count;
        for (double value : context) {
            squares += Double.isNaN(value) ? 0 : (value - mean) * (value - mean);
        }
        double deviation = Math.sqrt(squares / count);
        double[] answer = new double[STEPS];
        for (int step = 0; step < STEPS; step++) {
            for (int i = 0; i < context.length; i++) {
                answer[step] += Double.isNaN(context[i])
                        ? 0
                        : (context[i] - mean) / deviation * ContextModels.weight(i, 0, step);
            }
            answer[step] = answer[step] * deviation + mean;
        }
        return answer;
    }

    @Test
    void theRunnerScalesEachChannelByTheValuesThatAreThere() {
        TimeSeries full = walk(1, 10, "x", "y");
        TimeSeries gaps = of(20, Double.NaN, 23, 21);
        try (Predictor two = Onnx.load(
                        ContextModels.channels(ROWS, 2, STEPS),
                        options(channels(STEPS, OnnxContext.withZeros(), "x", "y")));
                Predictor one = Onnx.load(
                        ContextModels.channels(ROWS, 1, STEPS),
                        options(channels(STEPS, OnnxContext.withZeros(), "y")))) {
            Forecast forecast = two.predict(full);
            assertThat(forecast.status()).isEqualTo(ForecastStatus.OK);
            assertThat(forecast.points()).containsExactly(answer(ContextModels.context(full, "y", ROWS)), within(1e-4));
            Forecast filled = one.predict(gaps);
            assertThat(filled.points()).containsExactly(answer(ContextModels.context(gaps, "y", ROWS)), within(1e-4));
            assertThat(filled.status()).isEqualTo(ForecastStatus.DEGRADED);
            assertThat(filled.reasons())
                    .containsExactly("of the 6 rows that the model reads 2 are before the first row and 1 lack a"
                            + " value; these are filled by the policy 'zero'");
            assertThat(one.predict(of(5, 5, 5, 5, 5, 5)).points()).containsExactly(5, 5);
        }
    }

    @Test
    void aSnapshotOfAShortHistoryKeepsItsRows() {
        try (Predictor predictor = Onnx.load(
                        ContextModels.channels(ROWS, 1, STEPS),
                        options(channels(STEPS, OnnxContext.withZeros(), "y")));
                PredictionSession session = predictor.openSession(of(20, Double.NaN, 23));
                PredictionSession restored = predictor.restore(session.snapshot())) {
            for (int hour = 3; hour < 8; hour++) {
                Forecast forecast = restored.forecast();
                assertThat(forecast).isEqualTo(session.forecast());
                assertThat(forecast.reasons()).isEqualTo(session.forecast().reasons());
                session.append(Instant.EPOCH.plusSeconds(3600L * hour), new double[] {hour});
                restored.append(Instant.EPOCH.plusSeconds(3600L * hour), new double[] {hour});
            }
        }
    }

    @Test
    void allChannelsAreFedBackInTheirOwnScale() {
        TimeSeries full = walk(2, 10, "x", "y");
        try (Predictor two = Onnx.load(
                ContextModels.channels(ROWS, 2, STEPS),
                options(channels(5, OnnxContext.withZeros().steps(STEPS), "x", "y")))) {
            Forecast forecast = two.predict(full);
            double[] context = ContextModels.context(full, "y", ROWS);
            for (int round = 0; round < 2; round++) {
                double[] answer = answer(context);
                assertThat(forecast.point(1 + round * STEPS)).isCloseTo(answer[0], within(1e-4));
                assertThat(forecast.point(2 + round * STEPS)).isCloseTo(answer[1], within(1e-4));
                double[] next = new double[ROWS];
                System.arraycopy(context, STEPS, next, 0, ROWS - STEPS);
                System.arraycopy(answer, 0, next, ROWS - STEPS, STEPS);
                context = next;
            }
        }
        // a model that mixes its channels shows that x was fed back as well, and in its own scale
        TimeSeries shifted = full.map("x", x -> 1000 + 5 * x);
        try (Predictor mixing =
                Onnx.load(mixing(), options(channels(5, OnnxContext.withZeros().steps(STEPS), "x", "y")))) {
            assertThat(mixing.predict(shifted).points())
                    .containsExactly(mixing.predict(full).points(), within(1e-3));
        }
    }

    /** Each channel's answer is that of the other channel. */
    private static byte[] mixing() {
        float[] weights = new float[ROWS * STEPS];
        for (int i = 0; i < ROWS; i++) {
            for (int step = 0; step < STEPS; step++) {
                weights[i * STEPS + step] = (float) ContextModels.weight(i, 0, step);
            }
        }
        Proto graph = new Proto()
                .text(2, "main")
                .message(11, value("past_values", FLOAT, "batch", (long) ROWS, 2L))
                .message(12, value("prediction_outputs", FLOAT, "batch", (long) STEPS, 2L))
                .message(5, tensor("w", FLOAT, floats(weights), ROWS, STEPS))
                .message(5, tensor("swap", FLOAT, floats(0, 1, 1, 0), 2, 2))
                .message(1, node("MatMul", "s", "past_values", "swap"))
                .message(1, node("Transpose", "t", "s").message(5, DenseModel.ints("perm", 0, 2, 1)))
                .message(1, node("MatMul", "p", "t", "w"))
                .message(1, node("Transpose", "prediction_outputs", "p").message(5, DenseModel.ints("perm", 0, 2, 1)));
        return model(graph);
    }

    private static byte[] model(Proto graph) {
        return new Proto()
                .varint(1, 8)
                .text(2, "test")
                .message(8, OnnxModels.opset("", 17))
                .message(7, graph)
                .toBytes();
    }

    @Test
    void theLastValueIsCarriedForward() {
        byte[] model = model(sum(FLOAT, "last").message(1, node("Identity", "p", "c0")));
        OnnxContract.Builder contract =
                point(STEPS, OnnxContext.withLastValue()).input(OnnxInput.attentionMask("m", "bt"));
        try (Predictor predictor = Onnx.load(model, options(contract))) {
            Forecast forecast = predictor.predict(of(3, Double.NaN, 5, Double.NaN));
            // two rows before the first are 3, then 3, 3, 5, 5; one attention for each of the two values
            assertThat(forecast.point(1)).isEqualTo(3 * 4 + 2 * 5);
            assertThat(forecast.point(2)).isEqualTo(2);
            assertThat(forecast.reasons()).containsExactly("'y' is missing at the origin");
            assertThat(predictor.predict(of(3, Double.NaN, 5)).status()).isEqualTo(ForecastStatus.OK);
        }
    }

    private static OnnxContract.Builder point(int horizon, OnnxContext context) {
        return OnnxContract.forecasting(Y, Target.level("y"), horizon)
                .lookback(ROWS)
                .context(context)
                .input(OnnxInput.past("context", "bf"))
                .output(OnnxOutput.point("p"));
    }

    /** The first step is the sum of the context, the second the sum of the attention mask. */
    private static Proto sum(int maskType, String unused) {
        return new Proto()
                .text(2, unused)
                .message(11, value("context", FLOAT, "batch", (long) ROWS))
                .message(11, value("m", maskType, "batch", (long) ROWS))
                .message(12, value("p", FLOAT, "batch", 2L))
                .message(5, tensor("axes", INT64, longs(1), 1))
                .message(1, node("Cast", "mf", "m").message(5, DenseModel.number("to", FLOAT)))
                .message(1, node("ReduceSum", "a", "context", "axes").message(5, DenseModel.number("keepdims", 1)))
                .message(1, node("ReduceSum", "b", "mf", "axes").message(5, DenseModel.number("keepdims", 1)))
                .message(1, node("Concat", "c0", "a", "b").message(5, DenseModel.number("axis", 1)));
    }

    @Test
    void anAttentionMaskOfAnyTypeTellsPresentFromMissing() {
        for (int type : new int[] {FLOAT, INT64, 6, 9}) {
            byte[] model = model(sum(type, "mask").message(1, node("Identity", "p", "c0")));
            OnnxContract.Builder contract =
                    point(STEPS, OnnxContext.withZeros()).input(OnnxInput.attentionMask("m", "bt"));
            try (Predictor predictor = Onnx.load(model, options(contract))) {
                List<TimeSeries> histories = IntStream.range(0, 40)
                        .mapToObj(i -> walk(i, 1 + i % 9, "y"))
                        .toList();
                assertThat(predictor.predict(of(3, Double.NaN, 5)).points()).containsExactly(8, 2);
                assertThat(predictor.predictAll(histories))
                        .isEqualTo(histories.stream().map(predictor::predict).toList());
            }
        }
    }

    /** The forecast is the group id, or the mean over all series of the batch with the same id. */
    private static byte[] groups(boolean mix) {
        Proto graph = new Proto()
                .text(2, "main")
                .message(11, value("context", FLOAT, "batch", (long) ROWS))
                .message(11, value("group_ids", INT64, "batch"))
                .message(12, value("p", FLOAT, "batch", 2L))
                .message(5, tensor("axes", INT64, longs(1), 1))
                .message(5, tensor("zero", FLOAT, floats(0), 1))
                .message(5, tensor("two", FLOAT, floats(1, 1), 1, 2))
                .message(1, node("Cast", "g", "group_ids").message(5, DenseModel.number("to", FLOAT)))
                .message(1, node("Unsqueeze", "column", "g", "axes"))
                .message(1, node("ReduceSum", "sum", "context", "axes").message(5, DenseModel.number("keepdims", 1)));
        if (mix) {
            // each row of ids compared with each other row: the groups of Chronos-2
            graph.message(1, node("Transpose", "line", "column"))
                    .message(1, node("Equal", "same", "column", "line"))
                    .message(1, node("Cast", "see", "same").message(5, DenseModel.number("to", FLOAT)))
                    .message(1, node("MatMul", "seen", "see", "sum"))
                    .message(1, node("MatMul", "p", "seen", "two"));
        } else {
            graph.message(1, node("MatMul", "p", "column", "two"));
        }
        return model(graph);
    }

    @Test
    void seriesOfSeparateGroupsDoNotSeeEachOther() {
        List<TimeSeries> histories =
                IntStream.range(0, 64).mapToObj(i -> walk(i, 6, "y")).toList();
        for (OnnxInput ids : List.of(OnnxInput.groupIds("group_ids"), OnnxInput.zeroGroupIds("group_ids"))) {
            try (Predictor predictor = Onnx.load(
                    groups(true), options(point(STEPS, OnnxContext.withZeros()).input(ids)))) {
                List<Forecast> single =
                        histories.stream().map(predictor::predict).toList();
                assertThat(predictor.predictAll(histories)).isEqualTo(single);
                double sum = 0;
                for (int row = 0; row < 6; row++) {
                    sum += histories.get(3).value(row, 0);
                }
                assertThat(single.get(3).point(1)).isCloseTo(sum, within(1e-3));
            }
        }
        try (Predictor showing = Onnx.load(
                groups(false), options(point(STEPS, OnnxContext.withZeros()).input(OnnxInput.groupIds("group_ids"))))) {
            // a graph that shows its row's number would differ in a batch, so it runs row by row
            assertThat(showing.predictAll(histories))
                    .allSatisfy(forecast -> assertThat(forecast.points()).containsExactly(0, 0));
        }
    }

    @Test
    void separateGroupsHaveTheNumbersOfTheirRows() throws Exception {
        Signature signature = new Signature(
                List.of(
                        new Signature.Port("context", ElementType.FLOAT, new Form(List.of(2L), 0)),
                        new Signature.Port("group_ids", ElementType.INT64, new Form(List.of(), 0))),
                List.of(),
                0,
                List.of());
        double[] ids = new double[3];
        try (Slot slot = new Slot(OnnxRuntime.environment(), signature, 3, 2, 1)) {
            for (int row = 0; row < 3; row++) {
                slot.input(1).get(row, ids, row);
            }
        }
        assertThat(ids).containsExactly(0, 1, 2);
    }

    /** The forecast is the mean of the context plus the known-future column of the step. */
    private static byte[] covariates() {
        return model(new Proto()
                .text(2, "main")
                .message(11, value("context", FLOAT, "batch", (long) ROWS))
                .message(11, value("future", FLOAT, "batch", (long) STEPS, 1L))
                .message(12, value("p", FLOAT, "batch", (long) STEPS))
                .message(5, tensor("axes", INT64, longs(1), 1))
                .message(5, tensor("last", INT64, longs(2), 1))
                .message(
                        1,
                        node("ReduceMean", "m", "context")
                                .message(5, DenseModel.ints("axes", 1))
                                .message(5, DenseModel.number("keepdims", 1)))
                .message(1, node("Squeeze", "f", "future", "last"))
                .message(1, node("Add", "p", "m", "f")));
    }

    @Test
    void everyRunGetsTheCovariatesOfItsSteps() {
        TimeSeries.Builder history = TimeSeries.builder("y", "price").sampling(Sampling.hourly());
        for (int i = 0; i < 6; i++) {
            history.add(Instant.EPOCH.plusSeconds(3600L * i), 10, 0);
        }
        TimeSeries.Builder future = TimeSeries.builder("price");
        for (int i = 6; i < 11; i++) {
            future.add(Instant.EPOCH.plusSeconds(3600L * i), i - 5);
        }
        OnnxInput input = OnnxInput.knownFuture("future", List.of("price"), List.of());
        try (Predictor predictor = Onnx.load(
                covariates(),
                options(point(5, OnnxContext.withZeros().steps(STEPS)).input(input)))) {
            double[] points = predictor.predict(history.build(), future.build()).points();
            assertThat(points[0]).isEqualTo(11);
            assertThat(points[1]).isEqualTo(12);
            double second = (10 * 4 + 11 + 12) / 6.0;
            assertThat(points[2]).isCloseTo(second + 3, within(1e-5));
            assertThat(points[3]).isCloseTo(second + 4, within(1e-5));
            double third = (10 * 2 + 11 + 12 + points[2] + points[3]) / 6;
            assertThat(points[4]).isCloseTo(third + 5, within(1e-5));
        }
    }

    @Test
    void everyRunGetsTheCalendarOfItsSteps() {
        OnnxInput input = OnnxInput.knownFuture(
                "future", List.of(), List.of(Features.calendar(ZoneOffset.UTC).hourOfDay()));
        try (Predictor predictor = Onnx.load(
                covariates(),
                options(point(5, OnnxContext.withNaN().steps(STEPS).extendedByNaN())
                        .lookback(ROWS)
                        .input(input)))) {
            // a mean with NaN is NaN, so the runs after the first have no answer here
            assertThat(predictor.predict(of(1, 1, 1, 1, 1, 1)).reasons())
                    .singleElement()
                    .asString()
                    .contains("is not finite");
        }
        try (Predictor predictor = Onnx.load(
                covariates(),
                options(point(5, OnnxContext.withZeros().steps(STEPS)).input(input)))) {
            double[] points = predictor.predict(of(10, 10, 10, 10, 10, 10)).points();
            assertThat(points[0]).isEqualTo(10 + 6);
            assertThat(points[1]).isEqualTo(10 + 7);
            double second = (10 * 4 + 16 + 17) / 6.0;
            assertThat(points[2]).isCloseTo(second + 8, within(1e-5));
            assertThat(points[3]).isCloseTo(second + 9, within(1e-5));
            double third = (10 * 2 + 16 + 17 + points[2] + points[3]) / 6;
            assertThat(points[4]).isCloseTo(third + 10, within(1e-5));
        }
    }

    @Test
    void theKnownFutureBeyondTheHorizonIsFilledByThePolicy() {
        // each step of a run answers with the covariate of the other one
        byte[] model = model(new Proto()
                .text(2, "main")
                .message(11, value("context", FLOAT, "batch", (long) ROWS))
                .message(11, value("future", FLOAT, "batch", (long) STEPS, 1L))
                .message(12, value("p", FLOAT, "batch", (long) STEPS))
                .message(5, tensor("last", INT64, longs(2), 1))
                .message(5, tensor("swap", FLOAT, floats(0, 1, 1, 0), 2, 2))
                .message(1, node("Squeeze", "f", "future", "last"))
                .message(1, node("MatMul", "p", "f", "swap")));
        TimeSeries.Builder future = TimeSeries.builder("price");
        for (int i = 6; i < 9; i++) {
            future.add(Instant.EPOCH.plusSeconds(3600L * i), i);
        }
        OnnxInput input = OnnxInput.knownFuture("future", List.of("price"), List.of());
        for (OnnxContext context : List.of(OnnxContext.withZeros(), OnnxContext.withLastValue())) {
            try (Predictor predictor =
                    Onnx.load(model, options(point(3, context.steps(STEPS)).input(input)))) {
                boolean zeros = context.toString().contains("zero");
                assertThat(predictor.predict(priced(6), future.build()).points())
                        .containsExactly(7, 6, zeros ? 0 : 8);
            }
        }
    }

    @Test
    void channelsBeforeRowsGiveTheSameForecast() {
        float[] weights = new float[ROWS * STEPS];
        for (int i = 0; i < ROWS; i++) {
            for (int step = 0; step < STEPS; step++) {
                weights[i * STEPS + step] = (float) ContextModels.weight(i, 0, step);
            }
        }
        byte[] model = model(new Proto()
                .text(2, "main")
                .message(11, value("past_values", FLOAT, "batch", 2L, (long) ROWS))
                .message(12, value("prediction_outputs", FLOAT, "batch", 2L, (long) STEPS))
                .message(5, tensor("w", FLOAT, floats(weights), ROWS, STEPS))
                .message(1, node("MatMul", "prediction_outputs", "past_values", "w")));
        OnnxContract.Builder contract = OnnxContract.forecasting(
                        FeaturePipeline.of(Features.columns("x", "y")), Target.level("y"), 5)
                .lookback(ROWS)
                .context(OnnxContext.withZeros().steps(STEPS))
                .input(OnnxInput.past("past_values", "bft").scaling(OnnxScaling.window(new int[] {0}, new int[] {1})))
                .output(OnnxOutput.point("prediction_outputs").layout("bcs").windowScaling(1));
        TimeSeries series = walk(2, 10, "x", "y");
        try (Predictor first = Onnx.load(model, options(contract));
                Predictor last = Onnx.load(
                        ContextModels.channels(ROWS, 2, STEPS),
                        options(channels(5, OnnxContext.withZeros().steps(STEPS), "x", "y")))) {
            assertThat(first.predict(series).points())
                    .containsExactly(last.predict(series).points(), within(1e-4));
        }
    }

    private static TimeSeries priced(int rows) {
        TimeSeries.Builder history = TimeSeries.builder("y", "price").sampling(Sampling.hourly());
        for (int i = 0; i < rows; i++) {
            history.add(Instant.EPOCH.plusSeconds(3600L * i), 10, 0);
        }
        return history.build();
    }

    @Test
    void aCovariateThatIsMissingInALaterRunIsKnownBeforeTheFirst() {
        TimeSeries.Builder future = TimeSeries.builder("price");
        for (int i = 6; i < 11; i++) {
            future.add(Instant.EPOCH.plusSeconds(3600L * i), i == 9 ? Double.NaN : 1);
        }
        OnnxInput input = OnnxInput.knownFuture("future", List.of("price"), List.of());
        OnnxContract contract =
                point(5, OnnxContext.withZeros().steps(STEPS)).input(input).build();
        try (Predictor predictor = Onnx.load(
                covariates(),
                OnnxOptions.builder()
                        .contract(contract)
                        .missing(MissingValues.REFUSE)
                        .build())) {
            assertThatThrownBy(() -> predictor.predict(priced(6), future.build()))
                    .isInstanceOf(InvalidSeriesException.class)
                    .hasMessageContaining("a known-future value is missing or too large at 1970-01-01T09:00:00Z");
        }
    }

    @Test
    void covariatesOfWholeNumbersCannotHaveNaN() {
        byte[] model = model(new Proto()
                .text(2, "main")
                .message(11, value("context", FLOAT, "batch", (long) ROWS))
                .message(11, value("future", INT64, "batch", (long) STEPS, 1L))
                .message(12, value("p", FLOAT, "batch", (long) STEPS))
                .message(5, tensor("last", INT64, longs(2), 1))
                .message(1, node("Squeeze", "f", "future", "last"))
                .message(1, node("Cast", "p", "f").message(5, DenseModel.number("to", FLOAT))));
        OnnxInput input = OnnxInput.knownFuture("future", List.of("price"), List.of());
        assertThatThrownBy(() -> Onnx.load(
                        model, options(point(STEPS, OnnxContext.withNaN()).input(input))))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining("the input 'future' should have elements of a type among");
        Onnx.load(model, options(point(STEPS, OnnxContext.withZeros()).input(input)))
                .close();
    }

    @Test
    void aValueThatTheScaledTensorCannotHoldIsMissing() {
        byte[] model = model(new Proto()
                .text(2, "main")
                .message(11, value("context", FLOAT, "batch", (long) ROWS))
                .message(12, value("p", FLOAT, "batch", (long) ROWS))
                .message(1, node("Identity", "p", "context")));
        double[] ones = {1};
        double[] zeros = {0};
        for (OnnxScaling scaling : List.of(OnnxScaling.affine(zeros, ones), OnnxScaling.window())) {
            OnnxContract.Builder contract = OnnxContract.forecasting(Y, Target.level("y"), ROWS)
                    .lookback(ROWS)
                    .context(OnnxContext.withZeros())
                    .input(OnnxInput.past("context", "bf").scaling(scaling))
                    .output(OnnxOutput.point("p"));
            try (Predictor predictor = Onnx.load(model, options(contract))) {
                Forecast forecast = predictor.predict(of(1, 2, 3, 4, 5, 1e60));
                assertThat(forecast.points()).containsExactly(1, 2, 3, 4, 5, 0);
                assertThat(forecast.reasons()).as("%s", scaling).contains("'y' is missing at the origin");
            }
        }
    }

    @Test
    void samplesOfDropoutMasksGiveQuantilesOfEveryRun() {
        byte[] model = model(new Proto()
                .text(2, "main")
                .message(11, value("context", FLOAT, "batch", (long) ROWS))
                .message(11, value("d", FLOAT, "batch", 1L))
                .message(12, value("p", FLOAT, "batch", (long) STEPS))
                .message(5, tensor("two", FLOAT, floats(1, 1), 1, 2))
                .message(
                        1,
                        node("ReduceMean", "m", "context")
                                .message(5, DenseModel.ints("axes", 1))
                                .message(5, DenseModel.number("keepdims", 1)))
                .message(1, node("Mul", "k", "m", "d"))
                .message(1, node("MatMul", "p", "k", "two")));
        OnnxContract contract = point(5, OnnxContext.withZeros().steps(STEPS))
                .input(OnnxInput.mask("d", 0.5, 1))
                .build();
        try (Predictor predictor = Onnx.load(
                model,
                OnnxOptions.builder()
                        .contract(contract)
                        .samples(40, 7)
                        .levels(0.1, 0.9)
                        .build())) {
            Forecast forecast = predictor.predict(of(10, 10, 10, 10, 10, 10));
            // each sample gives 0 or twice the mean
            assertThat(forecast.levels()).containsExactly(0.1, 0.9);
            assertThat(forecast.quantile(1, 0.1)).isEqualTo(0);
            assertThat(forecast.quantile(1, 0.9)).isEqualTo(20);
            double mean = (10 * 4 + 2 * forecast.point(1)) / 6;
            assertThat(forecast.quantile(4, 0.1)).isEqualTo(0);
            assertThat(forecast.quantile(4, 0.9)).isCloseTo(2 * mean, within(1e-4));
            assertThat(predictor.info().parameters()).containsEntry("quantiles", "[0.1, 0.9]");
            List<TimeSeries> histories =
                    IntStream.range(0, 9).mapToObj(i -> walk(i, 7, "y")).toList();
            assertThat(predictor.predictAll(histories))
                    .isEqualTo(histories.stream().map(predictor::predict).toList());
        }
    }

    @Test
    void aContextOfWholeNumbersCannotHaveNaN() {
        byte[] model = model(new Proto()
                .text(2, "main")
                .message(11, value("context", INT64, "batch", (long) ROWS))
                .message(12, value("p", FLOAT, "batch", (long) ROWS))
                .message(1, node("Cast", "p", "context").message(5, DenseModel.number("to", FLOAT))));
        assertThatThrownBy(() -> Onnx.load(model, options(point(ROWS, OnnxContext.withNaN()))))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining("the input 'context' should have elements of a type among");
    }
}
