package io.forecastj.market.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import io.forecastj.data.Csv;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that are killed while they write leave whole files only, and the next one delivers the true bars. */
class KilledDownloadTest {
    private static final int FEW = 4;
    private static final int MANY = 200 * Integer.getInteger("slow.percent", 100) / 100;
    private static final int ENDLESS = Integer.MAX_VALUE;
    private static final int LONGEST_LIFE_MILLIS = 120;

    @TempDir
    private Path folder;

    @Test
    void killedProcessesLeaveWholeSegments() throws Exception {
        kill("cache", FEW, 1);
    }

    @Test
    void killedProcessesLeaveAWholeFile() throws Exception {
        kill("file", FEW, 2);
    }

    @Tag("slow")
    @Test
    void manyKilledProcessesLeaveWholeSegments() throws Exception {
        kill("cache", MANY, 3);
    }

    @Tag("slow")
    @Test
    void manyKilledProcessesLeaveAWholeFile() throws Exception {
        kill("file", MANY, 4);
    }

    private void kill(String action, int times, long seed) throws Exception {
        Random random = new Random(seed);
        List<Process> children = new ArrayList<>();
        try {
            Process next = start(children, action, seed);
            for (int i = 0; i < times; i++) {
                Process child = next;
                BufferedReader output = CacheChild.ready(child);
                next = start(children, action, seed + i + 1);
                CacheChild.go(child);
                boolean ended = child.waitFor(random.nextInt(LONGEST_LIFE_MILLIS), TimeUnit.MILLISECONDS);
                assertThat(ended).as(() -> output.lines().toList().toString()).isFalse();
                child.destroyForcibly().waitFor();
                String name = "seed " + seed + ", kill " + i;
                if (action.equals("cache")) {
                    requireWholeSegments(name);
                } else {
                    requireWholeFile(name);
                }
            }
        } finally {
            children.forEach(Process::destroyForcibly);
        }
    }

    private Process start(List<Process> children, String action, long seed) throws IOException {
        Process child = CacheChild.start(action, folder, seed, ENDLESS);
        children.add(child);
        return child;
    }

    private void requireWholeSegments(String name) throws IOException {
        BarKey key = new BarKey("truth", CacheChild.SYMBOL, CacheChild.INTERVAL);
        Path place = key.folder(folder);
        if (Files.exists(place)) {
            try (Stream<Path> files = Files.list(place)) {
                for (Path file :
                        files.filter(one -> one.toString().endsWith(".csv")).toList()) {
                    requireTrue(file, key, name);
                }
            }
        }
        CachedSource cache = CachedSource.in(folder, CacheChild.market()).clock(CacheChild.CLOCK);
        Random random = new Random(name.hashCode());
        Instant from = CacheChild.START.plus(Duration.ofDays(random.nextInt(300)));
        Instant to = from.plus(Duration.ofDays(5));
        assertThat(cache.bars(CacheChild.SYMBOL, CacheChild.INTERVAL, from, to))
                .as(name)
                .isEqualTo(truth(from, to));
        if (name.hashCode() % 4 == 0) { // so that the next one has gaps to fill again
            new SegmentFolder(folder, key, CacheChild.CLOCK.instant(), Duration.ZERO).clear();
        }
    }

    private static void requireTrue(Path file, BarKey key, String name) throws IOException {
        byte[] content = Files.readAllBytes(file);
        Instant from = new String(content, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("# from = "))
                .map(line -> Instant.parse(line.substring("# from = ".length())))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + ": no start in " + file));
        BarSegment segment =
                SegmentText.read(content, key, from.toEpochMilli(), name).segment();
        TimeSeries expected = truth(from, Instant.ofEpochMilli(segment.to()));
        assertThat(segment.bars().length()).as(name).isEqualTo(expected.length());
        if (expected.length() > 0) {
            assertThat(segment.bars()).as(name).isEqualTo(expected);
        }
    }

    private void requireWholeFile(String name) {
        Path file = folder.resolve("bars.csv");
        if (!Files.exists(file)) {
            return;
        }
        TimeSeries bars = Csv.read().sampling(Sampling.hourly()).from(file).one();
        assertThat(bars)
                .as(name)
                .isEqualTo(truth(CacheChild.START, bars.time(bars.length() - 1).plusMillis(1)));
    }

    private static TimeSeries truth(Instant from, Instant to) {
        return CacheChild.TRUTH.bars(CacheChild.SYMBOL, CacheChild.INTERVAL, from, to, CacheChild.CLOCK.instant());
    }
}
