package io.forecastj.models.onnx;

import static io.forecastj.models.onnx.SmallModels.options;
import static io.forecastj.models.onnx.SmallModels.series;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.ForecastException;
import io.forecastj.ModelLoadException;
import io.forecastj.Predictor;
import io.forecastj.TimeSeries;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoublePredicate;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that change each other's answers are found wherever in the range of the numbers they do so. */
class BatchTrialTest {
    private static final int ROWS = 32;
    private static final Signature SIGNATURE = new Signature(
            List.of(new Signature.Port("x", ElementType.FLOAT, new Form(List.of(3L), 0))),
            List.of(new Signature.Port("y", ElementType.FLOAT, new Form(List.of(1L), 0))),
            0,
            List.of());

    /** Runs rows by a model in Java: the sum of a row's numbers, and one more for each number of all rows like this. */
    private static void run(ModelRow[] rows, DoublePredicate counted) {
        long count = Arrays.stream(rows)
                .flatMapToDouble(row -> Arrays.stream(row.inputs[0]))
                .filter(counted)
                .count();
        for (ModelRow row : rows) {
            long own = Arrays.stream(row.inputs[0]).filter(counted).count();
            row.answers[0][0] = DoubleStream.of(row.inputs[0]).sum() % 1e3 + (count - own);
        }
    }

    private static boolean exact(DoublePredicate counted) {
        return new BatchTrial(SIGNATURE, 1, ROWS, false, false)
                .exact(row -> run(new ModelRow[] {row}, counted), rows -> run(rows, counted));
    }

    /** Runs rows by a model in Java that adds one to each row if the numbers of one of them are like this. */
    private static void runBehind(int one, ModelRow[] rows, DoublePredicate like) {
        boolean more =
                Arrays.stream(rows[Math.min(one, rows.length - 1)].inputs[0]).allMatch(like);
        for (ModelRow row : rows) {
            boolean own = Arrays.stream(row.inputs[0]).allMatch(like);
            row.answers[0][0] = DoubleStream.of(row.inputs[0]).sum() % 1e3 + (more && !own ? 1 : 0);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1e30, -3e6, -12_345, 0.5, 12_345, 3e6, 1e7, 1e30, 3e38})
    void rowsThatDependOnTheFirstOrTheLastRowAloneAreNotExact(double threshold) {
        for (int one : new int[] {0, ROWS - 1}) {
            for (DoublePredicate like : List.<DoublePredicate>of(x -> x > threshold, x -> x < threshold)) {
                assertThat(new BatchTrial(SIGNATURE, 1, ROWS, false, false)
                                .exact(
                                        row -> runBehind(0, new ModelRow[] {row}, like),
                                        rows -> runBehind(one, rows, like)))
                        .isFalse();
            }
        }
    }

    private static int mixingRow(DoublePredicate counted) {
        return new BatchTrial(SIGNATURE, 1, 4, false, false).mixingRow(rows -> run(rows, counted));
    }

    static Stream<Arguments> conditions() {
        return Stream.concat(
                DoubleStream.of(-3e38, -1e30, -1e7, -1e6, -12_345, -3.7, -0.004, 0, 0.004, 3.7, 12_345, 1e6, 1e7, 3e38)
                        .boxed()
                        .flatMap(at -> Stream.of(
                                Arguments.of("above " + at, (DoublePredicate) x -> x > at),
                                Arguments.of("below " + at, (DoublePredicate) x -> x < at))),
                Stream.of(
                        Arguments.of("zero", (DoublePredicate) x -> x == 0),
                        Arguments.of("tiny", (DoublePredicate) x -> x != 0 && Math.abs(x) < 1e-20),
                        Arguments.of("whole", (DoublePredicate) x -> x == 7)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("conditions")
    void rowsThatCountThoseOfOthersAreNotExact(String what, DoublePredicate counted) {
        assertThat(exact(counted)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(doubles = {-3e38, -1e7, -12_345, -3.7, 0, 3.7, 12_345, 1e7, 3e38})
    void aRowThatChangesOthersIsFoundAboveAndBelowAnyThreshold(double threshold) {
        assertThat(mixingRow(x -> x > threshold)).isNotNegative();
        assertThat(mixingRow(x -> x < threshold)).isNotNegative();
    }

    @Test
    void separateRowsAreExactAndDoNotMix() {
        assertThat(exact(x -> false)).isTrue();
        assertThat(mixingRow(x -> false)).isEqualTo(-1);
    }

    @Test
    void aModelThatTakesOnlySmallNumbersIsTriedWithThose() {
        BatchTrial trial = new BatchTrial(SIGNATURE, 1, ROWS, false, false);
        assertThat(trial.exact(row -> indexed(new ModelRow[] {row}), BatchTrialTest::indexed))
                .isTrue();
        BatchTrial mixing = new BatchTrial(SIGNATURE, 1, ROWS, false, false);
        assertThat(mixing.exact(row -> indexed(new ModelRow[] {row}), rows -> {
                    indexed(rows);
                    rows[1].answers[0][0] += rows[0].inputs[0][0];
                }))
                .isFalse();
    }

    private static void indexed(ModelRow[] rows) {
        if (Arrays.stream(rows).anyMatch(row -> row.inputs[0][0] != 0 && row.inputs[0][0] != 1)) {
            throw new ForecastException("index out of range");
        }
        run(rows, x -> false);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void aLargeChangeOfOneRowMayMoveTheOthersALittleOnlyIfTheGraphRounds(int every) {
        BatchTrial.Batch slightly = rows -> {
            run(rows, x -> false);
            double sum =
                    Arrays.stream(rows).mapToDouble(row -> row.inputs[0][0]).sum();
            Arrays.stream(rows).forEach(row -> row.answers[0][0] += 1e-3 * Math.tanh(sum));
        };
        assertThat(new BatchTrial(SIGNATURE, 1, 4 * every, true, false).mixingRow(rows -> {
                    for (ModelRow row : rows) {
                        row.answers[0][0] = row.inputs[0][0];
                    }
                }))
                .isEqualTo(-1);
        assertThat(new BatchTrial(SIGNATURE, 1, 4 * every, false, false).mixingRow(slightly))
                .isNotNegative();
    }

    /** A graph that adds to each row how many numbers of the whole batch are above 54,321. */
    private static byte[] counting(Object batch, long rows) {
        return OnnxModels.model(new Proto()
                        .text(2, "main")
                        .message(11, OnnxModels.value("x", OnnxModels.FLOAT, batch, 4L, 1L))
                        .message(12, OnnxModels.value("y", OnnxModels.FLOAT, batch, 2L))
                        .message(5, OnnxModels.tensor("flat", OnnxModels.INT64, OnnxModels.longs(rows, 4), 2))
                        .message(
                                5,
                                OnnxModels.tensor(
                                        "w", OnnxModels.FLOAT, OnnxModels.floats(1, 2, 3, 4, 5, 6, 7, 8), 4, 2))
                        .message(5, OnnxModels.tensor("limit", OnnxModels.FLOAT, OnnxModels.floats(54_321), 1))
                        .message(1, OnnxModels.node("Reshape", "xf", "x", "flat"))
                        .message(1, OnnxModels.node("MatMul", "y0", "xf", "w"))
                        .message(1, OnnxModels.node("Greater", "above", "xf", "limit"))
                        .message(1, OnnxModels.node("Cast", "counted", "above").message(5, integer("to", 1)))
                        .message(
                                1,
                                OnnxModels.node("ReduceSum", "sum", "counted").message(5, integer("keepdims", 0)))
                        .message(1, OnnxModels.node("Add", "y", "y0", "sum")))
                .toBytes();
    }

    private static Proto integer(String name, long value) {
        return new Proto().text(1, name).varint(3, value).varint(20, 2);
    }

    @Test
    void theRowsOfAGraphThatCountsOverTheBatchAreAnsweredOneByOne() {
        TimeSeries large = series(1, 20).map("y", y -> 1e5);
        List<TimeSeries> histories = IntStream.range(0, 40)
                .mapToObj(i -> i == 7 ? large : series(i, 20))
                .toList();
        try (Predictor predictor =
                Onnx.load(counting("batch", -1), options(SmallModels.hostile()).build())) {
            assertThat(predictor.predictAll(histories))
                    .isEqualTo(histories.stream().map(predictor::predict).toList());
        }
    }

    @Test
    void aFixedBatchWhoseRowsCountOverTheBatchIsRefused() {
        assertThatThrownBy(() -> Onnx.load(
                        counting(4L, 4), options(SmallModels.hostile()).build()))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining("the rows of a batch should be independent");
    }
}
