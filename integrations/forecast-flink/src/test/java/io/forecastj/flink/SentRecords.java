package io.forecastj.flink;

import io.forecastj.TimeSeries;
import io.forecastj.data.GapPolicy;
import io.forecastj.store.ModelStore;
import io.forecastj.store.StoredModel;
import io.forecastj.streams.LateRows;
import io.forecastj.streams.MadeRows;
import io.forecastj.streams.ModelSwitch;
import io.forecastj.streams.StreamDriver;
import io.forecastj.streams.StreamForecast;
import io.forecastj.streams.StreamForecasting;
import io.forecastj.streams.StreamInput;
import io.forecastj.streams.StreamRow;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import org.apache.flink.api.java.tuple.Tuple2;
import org.jspecify.annotations.Nullable;

/** Made records with all kinds of trouble, out of order within a bound, and the answers that are expected to them. */
final class SentRecords {
    static final Duration BOUND = Duration.ofHours(5);

    private SentRecords() {}

    /** A record with its timestamp. */
    record Sent(String key, @Nullable StreamInput input, long timestamp) {
        Tuple2<String, StreamInput> record() {
            return ForecastFlink.record(key, input);
        }
    }

    /**
     * Returns records in the order in which they arrive: rows of several series, of which some are repeated, corrected,
     * absent or no rows, and tombstones.
     */
    static List<Sent> of(long seed, int keys, int rows) {
        Random random = new Random(seed);
        List<Sent> records = new ArrayList<>();
        List<Long> arrivals = new ArrayList<>();
        for (int k = 0; k < keys; k++) {
            TimeSeries series = MadeRows.series("key " + k, rows);
            for (int row = 0; row < rows; row++) {
                int kind = random.nextInt(100);
                long time = series.timestamp(row);
                StreamRow good = MadeRows.row(series, row);
                if (kind < 3) {
                    continue; // absent
                }
                add(new Sent(series.id(), good, time), random, records, arrivals);
                if (kind < 8) {
                    add(new Sent(series.id(), good, time), random, records, arrivals);
                } else if (kind < 11) {
                    StreamRow other = StreamRow.of(series.time(row), MadeRows.COLUMNS, 40 + random.nextDouble(), 5);
                    add(new Sent(series.id(), other, time), random, records, arrivals);
                } else if (kind < 13) {
                    StreamRow wrong = StreamRow.of(series.time(row), Map.of("open", 1));
                    add(new Sent(series.id(), wrong, time), random, records, arrivals);
                } else if (kind < 14) {
                    add(new Sent(series.id(), null, time), random, records, arrivals);
                } else if (kind < 18 && row > 4) {
                    // an old row under a new timestamp
                    StreamRow late = MadeRows.row(series, row - 1 - random.nextInt(4));
                    add(new Sent(series.id(), late, time), random, records, arrivals);
                }
            }
        }
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < records.size(); i++) {
            order.add(i);
        }
        order.sort(Comparator.comparing(arrivals::get));
        return order.stream().map(records::get).toList();
    }

    private static void add(Sent record, Random random, List<Sent> records, List<Long> arrivals) {
        records.add(record);
        arrivals.add(record.timestamp + random.nextInt((int) BOUND.toMillis()));
    }

    /** Publishes three versions, of which the first is in production. */
    static StoredModel publish(Path folder) {
        StoredModel model = model(folder.toString());
        for (int lookback : new int[] {10, 14, 6}) {
            try (var predictor = MadeRows.linear(lookback)) {
                model.publish(predictor);
            }
        }
        model.promote("production", 1, "the first");
        return model;
    }

    static StoredModel model(String folder) {
        return ModelStore.open(Path.of(folder)).model("prices");
    }

    static StreamForecasting.Builder settings(StreamForecasting.Builder builder) {
        return builder.gaps(GapPolicy.carry(2))
                .late(LateRows.INSERT)
                .keptRows(20)
                .liveSessions(3);
    }

    static ForecastFlink.Builder forecasting(Path store) {
        String folder = store.toString();
        return ForecastFlink.of(() -> model(folder), "production").settings(SentRecords::settings);
    }

    /** Returns the answer to a switch that suits the settings. */
    static StreamForecast check(StoredModel model, int version) {
        try (StreamDriver driver = new StreamDriver(() -> settings(StreamForecasting.of(model, "production")))) {
            return driver.check(ModelSwitch.to(version));
        }
    }

    /** Returns the answers of an undisturbed stream without an engine, in the order of the timestamps, by key. */
    static Map<String, List<StreamForecast>> expected(
            StoredModel model, List<Sent> records, NavigableMap<Long, Integer> versions) {
        NavigableMap<Long, Integer> all = new TreeMap<>(versions);
        all.putIfAbsent(Long.MIN_VALUE, 1);
        List<Sent> ordered = records.stream()
                .sorted(Comparator.comparingLong(Sent::timestamp)) // stable
                .toList();
        Map<String, List<StreamForecast>> answers = new LinkedHashMap<>();
        try (StreamDriver driver = new StreamDriver(() -> settings(StreamForecasting.of(model, "production")))) {
            for (Sent record : ordered) {
                driver.use(all.floorEntry(record.timestamp).getValue());
                answers.computeIfAbsent(record.key, unused -> new ArrayList<>())
                        .add(driver.send(record.key, record.input));
            }
        }
        return answers;
    }

    static Map<String, List<StreamForecast>> byKey(List<Tuple2<String, StreamForecast>> answers) {
        Map<String, List<StreamForecast>> byKey = new LinkedHashMap<>();
        answers.forEach(answer ->
                byKey.computeIfAbsent(answer.f0, unused -> new ArrayList<>()).add(answer.f1));
        return byKey;
    }
}
