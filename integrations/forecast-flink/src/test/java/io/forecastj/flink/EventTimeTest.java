package io.forecastj.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.TimeSeries;
import io.forecastj.flink.SentRecords.Sent;
import io.forecastj.store.StoredModel;
import io.forecastj.streams.LateRows;
import io.forecastj.streams.MadeRows;
import io.forecastj.streams.ModelSwitch;
import io.forecastj.streams.StreamForecast;
import io.forecastj.streams.StreamForecast.Outcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import org.apache.flink.api.java.tuple.Tuple2;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When rows are answered, in which order, and by which version. */
class EventTimeTest {
    private static final TimeSeries SERIES = MadeRows.series("key", 60);

    @TempDir
    private static Path folder;

    private static StoredModel model;

    @BeforeAll
    static void publish() {
        model = SentRecords.publish(folder);
    }

    private static ForecastFlink.Builder forecasting(LateRows late) {
        return SentRecords.forecasting(folder)
                .settings(settings -> SentRecords.settings(settings).late(late));
    }

    private static Sent sent(int row) {
        return new Sent("key", MadeRows.row(SERIES, row), SERIES.timestamp(row));
    }

    private static List<Outcome> outcomes(OneOperator operator) {
        return operator.answers().stream().map(answer -> answer.f1.outcome()).toList();
    }

    @Test
    void rowsWaitForTheWatermarkOfBothStreamsAndAreTakenInTheOrderOfTheirTimes() throws Exception {
        List<Integer> rows = new ArrayList<>();
        for (int row = 0; row < 40; row++) {
            rows.add(row);
        }
        Collections.shuffle(rows, new Random(7));
        List<Sent> records = rows.stream().map(EventTimeTest::sent).toList();
        try (OneOperator operator = new OneOperator(SentRecords.forecasting(folder), null)) {
            for (Sent record : records) {
                operator.send(record);
            }
            operator.watermark(Long.MAX_VALUE);
            assertThat(operator.answers()).as("the switches may still come").isEmpty();
            operator.switchWatermark(SERIES.timestamp(19));
            List<Tuple2<String, StreamForecast>> answers = operator.answers();
            assertThat(answers).hasSize(20);
            operator.switchWatermark(Long.MAX_VALUE);
            answers.addAll(operator.answers());
            assertThat(SentRecords.byKey(answers)).isEqualTo(SentRecords.expected(model, records, new TreeMap<>()));
        }
    }

    @Test
    void theStateOfASeriesIsOneValueWhenNothingWaitsAndNothingWhenItIsForgotten() throws Exception {
        try (OneOperator operator = new OneOperator(SentRecords.forecasting(folder), null)) {
            operator.switchWatermark(Long.MAX_VALUE);
            for (int row = 0; row < 20; row++) {
                operator.send(sent(row));
            }
            operator.watermark(SERIES.timestamp(9));
            assertThat(operator.stateEntries())
                    .as("with a map of those that wait")
                    .isEqualTo(2);
            operator.watermark(SERIES.timestamp(19));
            assertThat(operator.stateEntries()).isEqualTo(1);
            operator.send(new Sent("key", null, 0));
            assertThat(operator.stateEntries()).isZero();
        }
    }

    @Test
    void aRowBehindTheWatermarkIsAnsweredAtOnceByThePolicy() throws Exception {
        for (LateRows late : LateRows.values()) {
            try (OneOperator operator = new OneOperator(forecasting(late), null)) {
                operator.switchWatermark(Long.MAX_VALUE);
                for (int row = 0; row < 30; row++) {
                    if (row != 25) {
                        operator.send(sent(row));
                    }
                }
                operator.watermark(SERIES.timestamp(29) + 5);
                assertThat(outcomes(operator)).hasSize(29);
                operator.send(sent(25));
                assertThat(outcomes(operator))
                        .containsExactly(late == LateRows.INSERT ? Outcome.REVISED : Outcome.LATE);
                operator.send(sent(29));
                assertThat(outcomes(operator)).as("taken before").containsExactly(Outcome.DUPLICATE);
                operator.send(new Sent("key", MadeRows.row(SERIES, 30), SERIES.timestamp(29)));
                assertThat(outcomes(operator))
                        .as("behind the watermark, but after the last row")
                        .containsExactly(Outcome.FORECAST);
            }
        }
    }

    @Test
    void theVersionOfARowIsThatOfItsTimeWheneverTheSwitchAndTheRowsCome() throws Exception {
        NavigableMap<Long, Integer> versions =
                new TreeMap<>(Map.of(SERIES.timestamp(25), 2, SERIES.timestamp(40) - 1, 3));
        List<Sent> rows = new ArrayList<>();
        for (int row = 0; row < SERIES.length(); row++) {
            rows.add(sent(row));
        }
        Map<String, List<StreamForecast>> expected = SentRecords.expected(model, rows, versions);
        assertThat(expected.get("key").get(24).version()).hasValue(1);
        assertThat(expected.get("key").get(25).version()).hasValue(2);
        assertThat(expected.get("key").get(39).version()).hasValue(2);
        assertThat(expected.get("key").get(40).version()).hasValue(3);
        for (int seed = 0; seed < 10; seed++) {
            Random random = new Random(seed);
            List<Tuple2<String, StreamForecast>> answers = new ArrayList<>();
            try (OneOperator operator = new OneOperator(SentRecords.forecasting(folder), null)) {
                List<Map.Entry<Long, Integer>> changes = new ArrayList<>(versions.entrySet());
                int next = 0;
                while (next < rows.size() || !changes.isEmpty()) {
                    if (next < rows.size() && random.nextInt(30) != 0) {
                        operator.send(rows.get(next));
                        operator.watermark(rows.get(next++).timestamp());
                    } else if (!changes.isEmpty()) {
                        Map.Entry<Long, Integer> change = changes.remove(0);
                        operator.sendSwitch(SentRecords.check(model, change.getValue()), change.getKey());
                        operator.switchWatermark(changes.isEmpty() ? Long.MAX_VALUE : change.getKey());
                    }
                }
                answers.addAll(operator.answers());
                operator.watermark(Long.MAX_VALUE);
                answers.addAll(operator.answers());
                assertThat(operator.switched())
                        .extracting(StreamForecast::outcome)
                        .containsExactly(Outcome.SWITCHED, Outcome.SWITCHED);
            }
            assertThat(SentRecords.byKey(answers)).as("seed %d", seed).isEqualTo(expected);
        }
    }

    @Test
    void aRefusedSwitchIsReportedAndChangesNothing() throws Exception {
        try (OneOperator operator = new OneOperator(SentRecords.forecasting(folder), null)) {
            StreamForecast refused = StreamForecast.refused("no");
            operator.sendSwitch(refused, SERIES.timestamp(10));
            operator.switchWatermark(Long.MAX_VALUE);
            for (int row = 0; row < 30; row++) {
                operator.send(sent(row));
            }
            operator.watermark(Long.MAX_VALUE);
            assertThat(operator.answers()).last().satisfies(answer -> assertThat(answer.f1.version())
                    .hasValue(1));
            assertThat(operator.switched()).containsExactly(refused);
        }
    }

    @Test
    void anAliasThatMovesAfterTheJobWasBuiltDoesNotChangeItsTasks() {
        ForecastRecipe recipe = SentRecords.forecasting(folder).build().recipe();
        model.promote("production", 3, "while the job runs");
        try (ForecastRecipe.Opened opened = recipe.open()) {
            assertThat(opened.forecasting().firstVersion()).hasValue(1);
        } finally {
            model.promote("production", 1, "as before");
        }
    }

    @Test
    void aSwitchAmongTheRowsIsRefusedAndChangesNothing() throws Exception {
        try (OneOperator operator = new OneOperator(SentRecords.forecasting(folder), null)) {
            operator.switchWatermark(Long.MAX_VALUE);
            for (int row = 0; row < 20; row++) {
                operator.send(sent(row));
            }
            operator.send(new Sent("key", ModelSwitch.to(2), SERIES.timestamp(19)));
            operator.send(new Sent(null, ModelSwitch.to(2), SERIES.timestamp(19)));
            operator.send(sent(20));
            operator.watermark(Long.MAX_VALUE);
            List<StreamForecast> answers =
                    operator.answers().stream().map(answer -> answer.f1).toList();
            assertThat(answers.subList(0, 1)).as("without a key").allSatisfy(EventTimeTest::requireRefused);
            assertThat(answers.get(21)).satisfies(EventTimeTest::requireRefused);
            assertThat(answers.get(22).version()).hasValue(1);
        }
    }

    private static void requireRefused(StreamForecast answer) {
        assertThat(answer.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(answer.reason())
                .contains("expected a row, found a switch to version 2", "send it in the stream of switches");
    }

    @Test
    void aRecordWithoutAnEventTimeIsRefusedAtOnce() throws Exception {
        try (OneOperator operator = new OneOperator(SentRecords.forecasting(folder), null)) {
            assertThatThrownBy(() -> operator.send(new Sent("key", MadeRows.row(SERIES, 0), Long.MIN_VALUE)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("has no event time")
                    .hasMessageContaining("onArrival()");
        }
    }

    @Test
    void aRecordWithoutAKeyIsInvalid() throws Exception {
        try (OneOperator operator = new OneOperator(SentRecords.forecasting(folder), null)) {
            operator.send(new Sent(null, MadeRows.row(SERIES, 0), SERIES.timestamp(0)));
            assertThat(operator.answers())
                    .singleElement()
                    .satisfies(answer -> assertThat(answer.f0).isNull())
                    .satisfies(answer -> assertThat(answer.f1.outcome()).isEqualTo(Outcome.INVALID));
        }
    }

    @Test
    void answersHaveTheTimestampsOfTheirRecords() throws Exception {
        try (OneOperator operator = new OneOperator(SentRecords.forecasting(folder), null)) {
            operator.switchWatermark(Long.MAX_VALUE);
            operator.send(new Sent("key", MadeRows.row(SERIES, 0), 5));
            operator.send(new Sent("key", null, 7));
            operator.watermark(10);
            operator.send(new Sent("key", MadeRows.row(SERIES, 1), 3));
            assertThat(operator.timestamps()).containsExactly(5L, 7L, 3L);
            assertThat(outcomes(operator)).containsExactly(Outcome.WARMING_UP, Outcome.CLOSED, Outcome.WARMING_UP);
        }
    }
}
