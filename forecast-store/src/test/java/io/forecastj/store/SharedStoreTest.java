package io.forecastj.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Threads that publish, promote, roll back, remove, clean up, check and load at the same time, by two stores. */
class SharedStoreTest {
    private static final int THREADS = 16;

    @TempDir
    private Path folder;

    @Test
    void threadsOfTwoStoresDoNotDisturbOneAnother() throws Exception {
        share(Duration.ofSeconds(1));
    }

    @Tag("slow")
    @Test
    void threadsOfTwoStoresDoNotDisturbOneAnotherForLong() throws Exception {
        share(Duration.ofSeconds(LongRuns.of(60)));
    }

    /** Work of one thread, again and again. */
    private interface Work {
        void run(ModelStore store, StoreWorkload workload);
    }

    private void share(Duration time) throws Exception {
        Path place = folder.resolve("store");
        List<ModelStore> stores = List.of(ModelStore.open(place), ModelStore.open(place));
        ConcurrentLinkedQueue<Integer> published = new ConcurrentLinkedQueue<>();
        published.add(new StoreWorkload(stores.get(0), 0).publish().number());
        AtomicInteger events = new AtomicInteger();
        List<Work> works = List.of(
                (store, workload) -> published.add(workload.publish().number()),
                (store, workload) -> workload.moveAlias(),
                (store, workload) -> workload.read(),
                (store, workload) -> workload.removeOld(),
                (store, workload) -> workload.read(),
                (store, workload) -> store.clean(),
                (store, workload) -> assertThat(store.verify()).isEmpty(),
                (store, workload) -> {
                    requireOrder(store);
                    store.model("other").record(StoreEvent.of(SampleStore.CLOCK.instant(), "seen"));
                    events.incrementAndGet();
                });
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        long end = System.nanoTime() + time.toNanos();
        try {
            List<Future<Integer>> threads = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                Work work = works.get(i / 2);
                ModelStore store = stores.get(i % 2);
                StoreWorkload workload = new StoreWorkload(store, i);
                threads.add(pool.submit(() -> {
                    int runs = 0;
                    while (System.nanoTime() < end) {
                        work.run(store, workload);
                        runs++;
                    }
                    return runs;
                }));
            }
            for (Future<Integer> thread : threads) {
                assertThat(thread.get()).isPositive();
            }
        } finally {
            pool.shutdownNow();
        }
        requireNothingLost(ModelStore.open(place), published, events.get());
    }

    private static void requireOrder(ModelStore store) {
        List<Integer> numbers = store.model(StoreWorkload.MODEL).versions().stream()
                .map(ModelVersion::number)
                .toList();
        assertThat(numbers).isSorted().doesNotHaveDuplicates();
        assertThat(store.model(StoreWorkload.MODEL).find(StoreWorkload.ALIAS)).isPresent();
    }

    private static void requireNothingLost(ModelStore store, ConcurrentLinkedQueue<Integer> published, int events) {
        assertThat(new TreeSet<>(published)).hasSameSizeAs(published).last().isEqualTo(published.size());
        List<StoreEvent> all = store.model(StoreWorkload.MODEL).events();
        assertThat(all.stream()
                        .filter(event -> event.kind().equals(StoreEvent.PUBLISHED))
                        .map(event -> event.version().orElseThrow())
                        .toList())
                .containsExactlyElementsOf(new TreeSet<>(published));
        assertThat(store.model("other").events()).hasSize(events);
        assertThat(store.verify()).isEmpty();
        new StoreWorkload(store, 0).read();
    }
}
