package io.forecastj.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that are killed while they change a store, beside others that read it. */
class KilledPublisherTest {
    private static final int FEW = 2;
    private static final int MANY = 200;
    private static final int READERS = 2;
    private static final long LONGEST_LIFE_MILLIS = 250;

    @TempDir
    private Path folder;

    @Test
    void killedProcessesLeaveAWholeStore() throws Exception {
        kill(FEW, 5);
    }

    @Tag("slow")
    @Test
    void manyKilledProcessesLeaveAWholeStore() throws Exception {
        kill(LongRuns.of(MANY), 6);
    }

    private void kill(int times, long seed) throws Exception {
        Path place = folder.resolve("store");
        new StoreWorkload(ModelStore.open(place), seed).publish();
        List<Process> children = new ArrayList<>();
        try {
            List<Process> readers = new ArrayList<>();
            List<BufferedReader> outputs = new ArrayList<>();
            for (int i = 0; i < READERS; i++) {
                readers.add(start(children, "read", place, i));
            }
            Process next = start(children, "change", place, seed);
            for (Process reader : readers) {
                outputs.add(StoreChild.ready(reader));
                StoreChild.go(reader);
            }
            Random random = new Random(seed);
            for (int i = 0; i < times; i++) {
                Process publisher = next;
                BufferedReader output = StoreChild.ready(publisher);
                next = start(children, "change", place, seed + i + 1);
                StoreChild.go(publisher);
                boolean ended = publisher.waitFor(random.nextLong(LONGEST_LIFE_MILLIS), TimeUnit.MILLISECONDS);
                assertThat(ended).as(() -> output.lines().toList().toString()).isFalse();
                publisher.destroyForcibly().waitFor();
                requireWhole(place, "seed " + seed + ", kill " + i);
                assertThat(readers).as("seed " + seed + ", kill " + i).allMatch(Process::isAlive);
            }
            for (int i = 0; i < READERS; i++) {
                readers.get(i).getOutputStream().close();
                List<String> text = outputs.get(i).lines().toList();
                assertThat(text).singleElement().asString().matches("[1-9]\\d* valid reads");
                assertThat(readers.get(i).waitFor()).isZero();
            }
        } finally {
            children.forEach(Process::destroyForcibly);
        }
    }

    private static Process start(List<Process> children, String action, Path place, long seed) throws IOException {
        Process child = StoreChild.start(action, place, seed);
        children.add(child);
        return child;
    }

    private static void requireWhole(Path place, String name) throws IOException {
        DirectoryStorage storage = DirectoryStorage.at(place);
        ModelStore store = ModelStore.builder(storage).open();
        assertThat(store.verify()).as(name).isEmpty();
        new StoreWorkload(store, 0).read();
        store.model(StoreWorkload.MODEL)
                .tag(store.model(StoreWorkload.MODEL).versions().get(0).number(), "after", name);
        store.clean();
        assertThat(files(place)).as(name).isEqualTo(expected(storage));
    }

    private static TreeSet<String> files(Path place) throws IOException {
        try (Stream<Path> all = Files.walk(place)) {
            TreeSet<String> files = new TreeSet<>();
            all.filter(Files::isRegularFile)
                    .forEach(file -> files.add(place.relativize(file).toString()));
            return files;
        }
    }

    private static TreeSet<String> expected(Storage storage) {
        TreeSet<String> expected = new TreeSet<>(List.of(DirectoryLayout.LOCK));
        ReachedKeys.of(storage).forEach(key -> {
            List<String> path = DirectoryLayout.path(key);
            expected.add(Path.of(path.get(0), path.subList(1, path.size()).toArray(new String[0]))
                    .toString());
        });
        return expected;
    }
}
