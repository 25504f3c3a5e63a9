package io.forecastj.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.ModelIntegrityException;
import io.forecastj.StateWriter;
import io.forecastj.TimeSeries;
import io.forecastj.flink.SentRecords.Sent;
import io.forecastj.store.StoredModel;
import io.forecastj.streams.MadeRows;
import io.forecastj.streams.StreamForecast;
import io.forecastj.streams.StreamForecast.Outcome;
import io.forecastj.streams.StreamForecasting;
import io.forecastj.streams.StreamInput;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What fails is answered; what all series need fails the task, and nothing is lost. */
class FailedRowsTest {
    @TempDir
    private Path folder;

    @AfterEach
    void requireAllClosed() {
        assertThat(TallyPredictor.OPEN).hasValue(0);
        assertThat(TallyPredictor.SESSIONS).hasValue(0);
        assertThat(SharedForecastings.open()).isZero();
    }

    private static OneOperator tally(OperatorSubtaskState state) throws Exception {
        OneOperator operator = new OneOperator(
                ForecastFlink.of(TallyPredictor::new).settings(settings -> settings.liveSessions(2)), state);
        operator.switchWatermark(Long.MAX_VALUE);
        return operator;
    }

    private static StreamForecast send(OneOperator operator, String key, StreamInput input, int second)
            throws Exception {
        operator.send(new Sent(key, input, second));
        operator.watermark(second);
        List<Tuple2<String, StreamForecast>> answers = operator.answers();
        assertThat(answers).singleElement().satisfies(answer -> assertThat(answer.f0)
                .isEqualTo(key));
        return answers.get(0).f1;
    }

    private static StreamForecast send(OneOperator operator, String key, int second, double value) throws Exception {
        return send(operator, key, TallyPredictor.row(second, value), second);
    }

    private static double point(StreamForecast answer) {
        return answer.forecast().orElseThrow().point(1);
    }

    @Test
    void aRowAtWhichTheModelThrowsIsAnsweredAndLeavesTheSeriesAsItWas() throws Exception {
        try (OneOperator operator = tally(null)) {
            for (String key : new String[] {"a", "b", "c"}) {
                assertThat(point(send(operator, key, 1, 1))).isEqualTo(1);
            }
            StreamForecast failed = send(operator, "a", 2, 13);
            assertThat(failed.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(failed.reason()).isEqualTo("the row was not taken: 13");
            assertThat(send(operator, "b", 3, 15).reason()).isEqualTo("the row was taken, but not forecast: 15");
            assertThat(point(send(operator, "a", 4, 2))).isEqualTo(3);
            assertThat(point(send(operator, "b", 5, 2))).isEqualTo(18);
            assertThat(point(send(operator, "c", 6, 2))).isEqualTo(3);
            assertThat(TallyPredictor.SESSIONS).as("open sessions").hasValue(2);
        }
    }

    @Test
    void aStateThatCannotBeReadIsReportedUntilItsSeriesIsForgotten() throws Exception {
        StateWriter unknown = new StateWriter();
        unknown.putInt(9);
        try (OneOperator operator = tally(stateOf("a", unknown.toBytes()))) {
            StreamForecast failed = send(operator, "a", 1, 1);
            assertThat(failed.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(failed.reason())
                    .contains("in the format 9", "another version", "Forget the series by a record without a value");
            assertThat(send(operator, "a", 2, 1).outcome()).isEqualTo(Outcome.FAILED);
            assertThat(point(send(operator, "b", 3, 5))).isEqualTo(5);
            assertThat(send(operator, "a", null, 4).outcome()).isEqualTo(Outcome.CLOSED);
            assertThat(point(send(operator, "a", 5, 2))).isEqualTo(2);
        }
    }

    /** Writes bytes where the state of a series is. */
    private static final class Writing
            extends KeyedBroadcastProcessFunction<
                    String, Tuple2<String, byte[]>, StreamForecast, Tuple2<String, StreamForecast>> {
        private static final long serialVersionUID = 1;

        @Override
        public void processElement(
                Tuple2<String, byte[]> record, ReadOnlyContext context, Collector<Tuple2<String, StreamForecast>> out)
                throws Exception {
            getRuntimeContext()
                    .getState(
                            new ValueStateDescriptor<>("series", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO))
                    .update(record.f1);
        }

        @Override
        public void processBroadcastElement(
                StreamForecast checked, Context context, Collector<Tuple2<String, StreamForecast>> out) {}
    }

    @SuppressWarnings("try") // close() of the harness throws any exception
    private static OperatorSubtaskState stateOf(String key, byte[] bytes) throws Exception {
        try (KeyedBroadcastOperatorTestHarness<
                        String, Tuple2<String, byte[]>, StreamForecast, Tuple2<String, StreamForecast>>
                harness = new KeyedBroadcastOperatorTestHarness<>(
                        new CoBroadcastWithKeyedOperator<>(new Writing(), List.of(VersionSchedule.STATE)),
                        record -> record.f0,
                        Types.STRING,
                        1,
                        1,
                        0)) {
            harness.open();
            harness.processElement(Tuple2.of(key, bytes), 0);
            return harness.snapshot(1, 0);
        }
    }

    @Test
    void aVersionThatCannotBeLoadedFailsTheTaskBeforeTheRow() throws Exception {
        Path store = folder.resolve("store");
        StoredModel model = SentRecords.publish(store);
        TimeSeries series = MadeRows.series("key", 30);
        StreamForecast change = SentRecords.check(model, 2);
        OperatorSubtaskState before;
        ForecastFlink.Builder builder = SentRecords.forecasting(store);
        try (OneOperator operator = new OneOperator(builder, null)) {
            for (int row = 0; row < 30; row++) {
                operator.send(new Sent("key", MadeRows.row(series, row), series.timestamp(row)));
            }
            operator.sendSwitch(change, series.timestamp(29));
            operator.switchWatermark(Long.MAX_VALUE);
            operator.watermark(series.timestamp(28));
            assertThat(operator.answers()).hasSize(29);
            before = operator.snapshot(1);
            Files.move(store, folder.resolve("gone"));
            assertThatThrownBy(() -> operator.watermark(series.timestamp(29)))
                    .isInstanceOf(ModelIntegrityException.class);
        }
        Files.move(folder.resolve("gone"), store);
        try (OneOperator operator = new OneOperator(builder, before)) {
            operator.switchWatermark(Long.MAX_VALUE);
            operator.watermark(series.timestamp(29));
            assertThat(operator.answers()).singleElement().satisfies(answer -> assertThat(answer.f1.version())
                    .hasValue(2));
        }
    }

    @Test
    @SuppressWarnings("try") // close() of the harness throws any exception
    void rowsAreAnsweredAsTheyComeIfThatIsAskedFor() throws Exception {
        try (KeyedOneInputStreamOperatorTestHarness<String, Tuple2<String, StreamInput>, Tuple2<String, StreamForecast>>
                harness = new KeyedOneInputStreamOperatorTestHarness<>(
                        new KeyedProcessOperator<>(new SeriesFunction(
                                ForecastFlink.of(TallyPredictor::new).build().recipe(), true)),
                        record -> record.f0,
                        Types.STRING)) {
            harness.setup(ForecastFlink.answers()
                    .createSerializer(harness.getExecutionConfig().getSerializerConfig()));
            harness.open();
            harness.processElement(ForecastFlink.record("a", TallyPredictor.row(5, 1)), Long.MIN_VALUE);
            harness.processElement(ForecastFlink.record("a", TallyPredictor.row(3, 1)), 3);
            harness.processElement(ForecastFlink.record("a", TallyPredictor.row(7, 1)), 7);
            assertThat(harness.extractOutputValues())
                    .extracting(answer -> answer.f1.outcome())
                    .containsExactly(Outcome.FORECAST, Outcome.LATE, Outcome.FORECAST);
        }
    }

    @Test
    void thePredictorIsMadeOnceForTheSubtasksOfAProcessAndClosedAfterTheLast() {
        ForecastRecipe recipe = ForecastFlink.of(TallyPredictor::new).build().recipe();
        assertThat(TallyPredictor.OPEN).as("on the client").hasValue(0);
        StreamForecasting first = SharedForecastings.acquire(recipe);
        assertThat(SharedForecastings.acquire(recipe)).isSameAs(first);
        assertThat(TallyPredictor.OPEN).hasValue(1);
        SharedForecastings.release(recipe);
        assertThat(TallyPredictor.OPEN).hasValue(1);
        SharedForecastings.release(recipe);
        assertThat(TallyPredictor.OPEN).hasValue(0);
    }
}
