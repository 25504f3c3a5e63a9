package io.forecastj.store;

import io.forecastj.Baselines;
import io.forecastj.Predictor;
import io.forecastj.TimeSeries;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Checks the protocol of the store on orders of storage operations of several processes that a seeded generator
 * chooses, some of which fail or die between two operations or within one.
 */
class ProtocolTest {
    private static final int SCHEDULES = 1_200;
    private static final int SLOW_SCHEDULES = 100_000;

    private static List<Predictor> predictors = List.of();
    private static List<MemoryStorage> starts = List.of();
    private static final Map<String, Object> DOCUMENTS = new HashMap<>();

    private final ExecutorService threads = Executors.newFixedThreadPool(10, task -> {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        return thread;
    });

    @BeforeAll
    static void prepare() {
        TimeSeries.Builder series = TimeSeries.builder("value");
        for (int i = 0; i < 20; i++) {
            series.add(Instant.ofEpochSecond(86_400L * i), 10 + i % 7);
        }
        TimeSeries rows = series.build();
        predictors = List.of(
                Baselines.naive("value", 1).fit(rows),
                Baselines.naive("value", 2).fit(rows),
                Baselines.naive("value", 3).fit(rows));
        starts = List.of(
                start(0, 0, false),
                start(1, 0, false),
                start(2, 0, false),
                start(2, 60, true),
                start(3, 60, false),
                start(3, 130, true));
    }

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
    }

    @AfterAll
    static void close() {
        predictors.forEach(Predictor::close);
    }

    /** A store with a few versions and some events, after a clean-up or not. */
    private static MemoryStorage start(int versions, int events, boolean cleaned) {
        MemoryStorage storage = new MemoryStorage();
        ModelStore store = ModelStore.builder(storage)
                .clock(Clock.fixed(Instant.ofEpochMilli(1_000_000), ZoneOffset.UTC))
                .open();
        for (int i = 0; i < versions; i++) {
            store.model("a")
                    .publish(
                            predictors.get(i),
                            ProtocolScene.content(i, "start" + i).promoteTo("production"));
        }
        for (int i = 0; i < events; i++) {
            store.model("a").record(StoreEvent.of(Instant.ofEpochMilli(i), "noted"));
        }
        if (cleaned) {
            store.clean();
        }
        return storage;
    }

    @Test
    void everyOrderOfOperationsLeavesAWholeStore() throws Exception {
        for (int seed = 0; seed < SCHEDULES; seed++) {
            run(seed);
        }
    }

    @Test
    @Tag("slow")
    void everyOrderOfManyMoreLeavesAWholeStore() throws Exception {
        for (int seed = 1_000_000; seed < 1_000_000 + LongRuns.of(SLOW_SCHEDULES); seed++) {
            run(seed);
        }
    }

    private void run(int seed) throws InterruptedException {
        ProtocolScene scene =
                new ProtocolScene(Integer.getInteger("forecastj.protocol.seed", seed), starts, predictors, DOCUMENTS);
        DOCUMENTS.clear();
        scene.run(threads);
    }
}
