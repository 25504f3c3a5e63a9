package io.forecastj.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.Predictor;
import io.forecastj.TimeSeries;
import io.forecastj.data.GapPolicy;
import io.forecastj.store.ModelStore;
import io.forecastj.store.StoredModel;
import io.forecastj.streams.LateRows;
import io.forecastj.streams.MadeRows;
import io.forecastj.streams.ModelSwitch;
import io.forecastj.streams.StreamDriver;
import io.forecastj.streams.StreamForecast;
import io.forecastj.streams.StreamForecast.Outcome;
import io.forecastj.streams.StreamForecasting;
import io.forecastj.streams.StreamInput;
import io.forecastj.streams.StreamJson;
import io.forecastj.streams.StreamRow;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestoredStreamTest {
    private static final int RESTORES = 100;
    private static final int RECORDS = 900;
    private static final int KEYS = 6;

    @TempDir
    private Path folder;

    private StoredModel model;

    /** A record; bytes if it is neither an input nor a tombstone. */
    private record Sent(String key, @Nullable StreamInput input, byte @Nullable [] bytes) {}

    @BeforeEach
    void publish() {
        model = ModelStore.open(folder.resolve("store")).model("prices");
        for (int lookback : new int[] {10, 14, 6}) {
            try (Predictor predictor = MadeRows.linear(lookback)) {
                model.publish(predictor);
            }
        }
        model.promote("production", 1, "the first");
    }

    @Test
    void aRestoredStreamForecastsOnWhateverTheAliasNames() {
        model.promote("production", 2, "needs 14 rows");
        TimeSeries series = MadeRows.series("key", 40);
        try (TopologyDriver driver = new TopologyDriver(() -> StreamForecasting.of(model, "production"))) {
            for (int row = 0; row < 30; row++) {
                driver.send("key", MadeRows.row(series, row));
            }
            model.promote("production", 3, "needs 6 rows");
            driver.restart();
            for (int row = 30; row < 40; row++) {
                StreamForecast answer = driver.send("key", MadeRows.row(series, row));
                assertThat(answer.outcome()).isEqualTo(Outcome.FORECAST);
                assertThat(answer.version()).hasValue(2);
            }
        }
    }

    @Test
    void aStreamRestoredAtAHundredRandomPointsAnswersAsAnUndisturbedOne() {
        long seed = 20_261_130;
        Random random = new Random(seed);
        List<Sent> records = records(random);
        Supplier<StreamForecasting.Builder> builder = () -> StreamForecasting.of(model, "production")
                .gaps(GapPolicy.carry(2))
                .late(LateRows.INSERT)
                .keptRows(20)
                .liveSessions(3);
        List<StreamForecast> undisturbed = new ArrayList<>();
        try (TopologyDriver driver = new TopologyDriver(builder)) {
            records.forEach(record -> undisturbed.add(send(driver, record)));
        }
        requireEveryKind(undisturbed);
        requireEqualWithoutKafka(builder, records, undisturbed);
        int[] restores =
                random.ints(0, RECORDS).distinct().limit(RESTORES).sorted().toArray();
        int next = 0;
        int committed = 0;
        Map<String, byte[]> changelog = Map.of();
        try (TopologyDriver driver = new TopologyDriver(builder)) {
            for (int i = 0; i < RECORDS; i++) {
                if (next < RESTORES && restores[next] == i) {
                    next++;
                    if (random.nextBoolean()) {
                        driver.restart();
                    } else {
                        driver.restart(changelog);
                        i = committed; // the records since are read again
                    }
                }
                if (i % 10 == 0) {
                    committed = i;
                    changelog = new HashMap<>(driver.changelog());
                }
                assertThat(send(driver, records.get(i)))
                        .as("record %d with seed %d", i, seed)
                        .isEqualTo(undisturbed.get(i));
            }
        }
        assertThat(next).isEqualTo(RESTORES);
    }

    /** Rows of several series, in which some are late, repeated, absent or wrong, with switches of the model. */
    private static List<Sent> records(Random random) {
        TimeSeries[] series = new TimeSeries[KEYS];
        int[] at = new int[KEYS];
        for (int i = 0; i < KEYS; i++) {
            series[i] = MadeRows.series("key " + i, RECORDS);
        }
        List<Sent> records = new ArrayList<>();
        while (records.size() < RECORDS) {
            int i = random.nextInt(KEYS);
            String key = series[i].id();
            int kind = random.nextInt(100);
            int back = Math.max(0, at[i] - 1 - random.nextInt(6));
            if (records.size() % 150 == 149) {
                records.add(new Sent("", ModelSwitch.to(1 + random.nextInt(3)), null));
            } else if (kind < 5) {
                records.add(new Sent(key, MadeRows.row(series[i], back), null));
            } else if (kind < 8) {
                records.add(new Sent(
                        key, StreamRow.of(series[i].time(back), MadeRows.COLUMNS, 40 + random.nextDouble(), 5), null));
            } else if (kind < 10) {
                records.add(new Sent(key, null, "{\"time\": 5}".getBytes(StandardCharsets.UTF_8)));
            } else if (kind < 11) {
                records.add(new Sent(key, null, null));
            } else {
                at[i] += kind < 16 ? random.nextInt(4) : 0;
                records.add(new Sent(key, MadeRows.row(series[i], at[i]++), null));
            }
        }
        return records;
    }

    private static void requireEqualWithoutKafka(
            Supplier<StreamForecasting.Builder> builder, List<Sent> records, List<StreamForecast> answers) {
        try (StreamDriver driver = new StreamDriver(builder)) {
            for (int i = 0; i < records.size(); i++) {
                Sent record = records.get(i);
                StreamInput input = record.bytes == null ? record.input : StreamJson.readInput(record.bytes);
                assertThat(driver.send(record.key, input)).as("record %d", i).isEqualTo(answers.get(i));
            }
        }
    }

    private static StreamForecast send(TopologyDriver driver, Sent record) {
        return record.bytes == null
                ? driver.send(record.key, record.input)
                : driver.sendBytes(record.key, record.bytes);
    }

    private static void requireEveryKind(List<StreamForecast> answers) {
        Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
        answers.forEach(answer -> counts.merge(answer.outcome(), 1, Integer::sum));
        assertThat(counts.keySet())
                .contains(
                        Outcome.FORECAST,
                        Outcome.WARMING_UP,
                        Outcome.REVISED,
                        Outcome.DUPLICATE,
                        Outcome.INVALID,
                        Outcome.SWITCHED,
                        Outcome.CLOSED)
                .as("%s", counts)
                .doesNotContain(Outcome.FAILED, Outcome.REFUSED);
        assertThat(answers.stream()
                        .mapToInt(answer -> answer.version().orElse(0))
                        .distinct())
                .contains(1, 2, 3);
    }
}
