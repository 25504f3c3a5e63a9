package io.forecastj.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.flink.SentRecords.Sent;
import io.forecastj.store.StoredModel;
import io.forecastj.streams.StreamForecast;
import io.forecastj.streams.StreamForecast.Outcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestoredTaskTest {
    private static final int RESTORES = 100;

    @TempDir
    private Path folder;

    @Test
    void aTaskRestoredAtAHundredRandomPointsAnswersAsAnUndisturbedOne() throws Exception {
        long seed = 20_261_130;
        StoredModel model = SentRecords.publish(folder);
        List<Sent> records = SentRecords.of(seed, 6, 150);
        long end = records.stream().mapToLong(Sent::timestamp).max().orElseThrow();
        long begin = records.stream().mapToLong(Sent::timestamp).min().orElseThrow();
        NavigableMap<Long, Integer> versions =
                new TreeMap<>(Map.of(begin + (end - begin) / 3, 2, begin + (end - begin) / 3 * 2, 3));
        Map<String, List<StreamForecast>> expected = SentRecords.expected(model, records, versions);
        requireEveryKind(expected);

        Random random = new Random(seed);
        int[] restores = random.ints(1, records.size())
                .distinct()
                .limit(RESTORES)
                .sorted()
                .toArray();
        ForecastFlink.Builder builder = SentRecords.forecasting(folder);
        List<Tuple2<String, StreamForecast>> committed = new ArrayList<>();
        List<Tuple2<String, StreamForecast>> since = new ArrayList<>();
        OperatorSubtaskState state = null;
        int restored = 0;
        int checkpoint = 0;
        long newest = Long.MIN_VALUE;
        OneOperator operator = new OneOperator(builder, null);
        try {
            for (int i = 0; i < records.size(); i++) {
                if (restored < RESTORES && restores[restored] == i) {
                    restored++;
                    operator.close();
                    operator = new OneOperator(builder, state);
                    since.clear(); // never committed, as is all that came since
                    i = checkpoint;
                    newest = Long.MIN_VALUE; // the watermark begins anew
                }
                if (i % 10 == 0 && i > checkpoint) {
                    since.addAll(operator.answers());
                    committed.addAll(since);
                    since.clear();
                    state = operator.snapshot(i);
                    checkpoint = i;
                }
                if (i == 0) {
                    for (Map.Entry<Long, Integer> change : versions.entrySet()) {
                        operator.sendSwitch(SentRecords.check(model, change.getValue()), change.getKey());
                    }
                }
                operator.switchWatermark(Long.MAX_VALUE - 1);
                operator.send(records.get(i));
                newest = Math.max(newest, records.get(i).timestamp());
                operator.watermark(newest - SentRecords.BOUND.toMillis() - 1);
            }
            operator.watermark(Long.MAX_VALUE);
            operator.switchWatermark(Long.MAX_VALUE);
            committed.addAll(since);
            committed.addAll(operator.answers());
        } finally {
            operator.close();
        }
        assertThat(restored).isEqualTo(RESTORES);
        assertThat(SentRecords.byKey(committed)).as("seed %d", seed).isEqualTo(expected);
        assertThat(SharedForecastings.open()).as("all is closed").isZero();
    }

    private static void requireEveryKind(Map<String, List<StreamForecast>> expected) {
        Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
        Map<Integer, Integer> versions = new TreeMap<>();
        expected.values()
                .forEach(answers -> answers.forEach(answer -> {
                    counts.merge(answer.outcome(), 1, Integer::sum);
                    answer.version().ifPresent(version -> versions.merge(version, 1, Integer::sum));
                }));
        assertThat(counts.keySet())
                .contains(
                        Outcome.FORECAST,
                        Outcome.WARMING_UP,
                        Outcome.REVISED,
                        Outcome.DUPLICATE,
                        Outcome.INVALID,
                        Outcome.CLOSED)
                .as("%s", counts)
                .doesNotContain(Outcome.FAILED, Outcome.REFUSED);
        assertThat(versions.keySet()).containsExactly(1, 2, 3);
    }
}
