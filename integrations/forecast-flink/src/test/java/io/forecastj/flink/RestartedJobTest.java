package io.forecastj.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.TimeSeries;
import io.forecastj.flink.SentRecords.Sent;
import io.forecastj.store.StoredModel;
import io.forecastj.streams.LateRows;
import io.forecastj.streams.MadeRows;
import io.forecastj.streams.ModelSwitch;
import io.forecastj.streams.StreamForecast;
import io.forecastj.streams.StreamForecast.Outcome;
import io.forecastj.streams.StreamInput;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a job that is restarted has from before, while the store and the job itself have changed. */
class RestartedJobTest {
    private static final TimeSeries SERIES = MadeRows.series("key", 60);

    @TempDir
    private Path folder;

    private StoredModel model;

    @BeforeEach
    void publish() {
        model = SentRecords.publish(folder);
    }

    @AfterEach
    void requireAllClosed() {
        assertThat(SharedForecastings.open()).isZero();
    }

    /** A job that leaves all to the version. */
    private ForecastFlink.Builder unset() {
        String store = folder.toString();
        return ForecastFlink.of(() -> SentRecords.model(store), "production")
                .settings(settings -> settings.late(LateRows.INSERT));
    }

    private static Sent sent(int row) {
        return new Sent("key", MadeRows.row(SERIES, row), SERIES.timestamp(row));
    }

    private static void send(OneOperator operator, int from, int to) throws Exception {
        operator.switchWatermark(Long.MAX_VALUE);
        for (int row = from; row < to; row++) {
            operator.send(sent(row));
            operator.watermark(SERIES.timestamp(row));
        }
    }

    private static OperatorSubtaskState begun(ForecastRecipe recipe) throws Exception {
        try (OneOperator operator = new OneOperator(recipe, null)) {
            send(operator, 0, 30);
            return operator.snapshot(1);
        }
    }

    private static List<Tuple2<String, StreamForecast>> continued(ForecastRecipe recipe, OperatorSubtaskState state)
            throws Exception {
        try (OneOperator operator = new OneOperator(recipe, state)) {
            send(operator, 30, 40);
            operator.send(new Sent("key", MadeRows.row(MadeRows.series("other", 60), 28), SERIES.timestamp(39)));
            return operator.answers();
        }
    }

    @Test
    void aJobForecastsOnWhateverTheAliasNamesWhenItIsBuiltAgain() throws Exception {
        model.promote("production", 2, "needs 14 rows");
        OperatorSubtaskState state = begun(unset().build().recipe());
        List<Tuple2<String, StreamForecast>> expected =
                continued(unset().build().recipe(), state);
        assertThat(expected).hasSize(11);
        assertThat(expected.get(10).f1.outcome()).isEqualTo(Outcome.REVISED);
        model.promote("production", 3, "needs 6 rows");
        model.remove(1, "not used");
        assertThat(continued(unset().build().recipe(), state)).isEqualTo(expected);
        assertThat(expected)
                .allSatisfy(answer -> assertThat(answer.f1.version()).hasValue(2));
    }

    @Test
    void aVersionThatForecastsNoMoreMayBeRemoved() throws Exception {
        ForecastRecipe recipe =
                unset().settings(settings -> settings.keptRows(14)).build().recipe();
        OperatorSubtaskState state;
        try (OneOperator operator = new OneOperator(recipe, null)) {
            operator.sendSwitch(SentRecords.check(model, 2), SERIES.timestamp(20));
            send(operator, 0, 30);
            state = operator.snapshot(1);
        }
        model.promote("production", 2, "switched to");
        model.remove(1, "forecasts no more");
        try (OneOperator operator = new OneOperator(recipe, state)) {
            operator.send(new Sent(null, MadeRows.row(SERIES, 31), SERIES.timestamp(31)));
            operator.send(sent(10)); // before the switch, and behind the watermark of the checkpoint
            send(operator, 30, 31);
            assertThat(operator.answers())
                    .extracting(answer -> answer.f1.outcome())
                    .containsExactly(Outcome.INVALID, Outcome.LATE, Outcome.FORECAST);
        }
    }

    @Test
    void aRecordThatNeedsNoVersionIsAnsweredWithoutOne() throws Exception {
        ForecastRecipe recipe = unset().build().recipe();
        OperatorSubtaskState state;
        try (OneOperator operator = new OneOperator(recipe, null)) {
            state = operator.snapshot(1);
        }
        model.promote("production", 2, "another");
        model.remove(1, "not used");
        try (OneOperator operator = new OneOperator(recipe, state)) {
            operator.send(new Sent(null, MadeRows.row(SERIES, 0), SERIES.timestamp(0)));
            assertThat(operator.answers()).singleElement().satisfies(answer -> assertThat(answer.f1.outcome())
                    .isEqualTo(Outcome.INVALID));
        }
    }

    @SuppressWarnings("try") // close() of the harness throws any exception
    private List<StreamForecast> checked(
            ForecastRecipe recipe,
            @Nullable OperatorSubtaskState from,
            List<OperatorSubtaskState> snapshot,
            long... times)
            throws Exception {
        try (OneInputStreamOperatorTestHarness<StreamInput, StreamForecast> harness =
                new OneInputStreamOperatorTestHarness<>(new ProcessOperator<>(new SwitchCheck(recipe)))) {
            if (from != null) {
                harness.initializeState(from);
            }
            harness.open();
            for (long time : times) {
                harness.processElement(ModelSwitch.to(2), time);
                harness.processWatermark(time);
            }
            snapshot.add(harness.snapshot(1, 0));
            return harness.extractOutputValues();
        }
    }

    @Test
    void aSwitchBehindTheWatermarkIsRefusedAfterRestartsToo() throws Exception {
        ForecastRecipe recipe = SentRecords.forecasting(folder).build().recipe();
        List<OperatorSubtaskState> states = new ArrayList<>();
        checked(recipe, null, states, 10, 20);
        checked(recipe, states.get(0), states);
        assertThat(checked(recipe, states.get(1), states, 20, 21))
                .extracting(StreamForecast::outcome)
                .containsExactly(Outcome.REFUSED, Outcome.SWITCHED);
    }

    @Test
    void aStreamOfSwitchesThatEndedMayGoOnInAnotherJob() throws Exception {
        ForecastRecipe recipe = SentRecords.forecasting(folder).build().recipe();
        List<OperatorSubtaskState> states = new ArrayList<>();
        checked(recipe, null, states, 10, 20, Long.MAX_VALUE);
        assertThat(checked(recipe, states.get(0), states, 20, 21))
                .extracting(StreamForecast::outcome)
                .containsExactly(Outcome.REFUSED, Outcome.SWITCHED);
    }

    @Test
    void aSwitchIsCheckedBySettingsOfTheStateWhateverTheAliasNames() throws Exception {
        model.promote("production", 3, "needs 6 rows");
        List<OperatorSubtaskState> states = new ArrayList<>();
        assertThat(checked(unset().build().recipe(), null, states, 10))
                .extracting(StreamForecast::outcome)
                .containsExactly(Outcome.REFUSED);
        model.promote("production", 2, "needs 14 rows");
        assertThat(checked(unset().build().recipe(), states.get(0), states, 30))
                .extracting(StreamForecast::outcome)
                .containsExactly(Outcome.REFUSED);
    }

    @SuppressWarnings("try") // close() of the harness throws any exception
    @Test
    void rowsThatWaitedAreAnsweredIfTheJobAnswersOnArrivalAfterwards() throws Exception {
        ForecastRecipe recipe = SentRecords.forecasting(folder).build().recipe();
        OperatorSubtaskState state;
        try (OneOperator operator = new OneOperator(recipe, null)) {
            operator.sendSwitch(SentRecords.check(model, 2), SERIES.timestamp(20));
            send(operator, 0, 30);
            operator.send(sent(31));
            operator.send(sent(30));
            state = operator.snapshot(1);
        }
        try (KeyedOneInputStreamOperatorTestHarness<String, Tuple2<String, StreamInput>, Tuple2<String, StreamForecast>>
                harness = new KeyedOneInputStreamOperatorTestHarness<>(
                        new KeyedProcessOperator<>(new SeriesFunction(recipe, true)),
                        record -> record.f0,
                        Types.STRING)) {
            harness.setup(ForecastFlink.answers()
                    .createSerializer(harness.getExecutionConfig().getSerializerConfig()));
            harness.initializeState(state);
            harness.open();
            harness.processElement(sent(32).record(), Long.MIN_VALUE);
            harness.processElement(sent(33).record(), Long.MIN_VALUE);
            assertThat(harness.extractOutputValues())
                    .allSatisfy(answer -> assertThat(answer.f1.version()).hasValue(2))
                    .extracting(answer -> answer.f1.time().orElseThrow())
                    .containsExactly(SERIES.time(30), SERIES.time(31), SERIES.time(32), SERIES.time(33));
        }
    }
}
