package io.forecastj.market.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.TimeSeries;
import io.forecastj.market.BarInterval;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Threads and processes that use one directory at once. */
class SharedCacheTest {
    @TempDir
    private Path folder;

    private static TimeSeries truth(Instant from, Instant to) {
        return CacheChild.TRUTH.bars(CacheChild.SYMBOL, CacheChild.INTERVAL, from, to, CacheChild.CLOCK.instant());
    }

    @Test
    void threadsThatAskForTheSameBarsDownloadThemOnce() throws Exception {
        TrueMarket market = CacheChild.market();
        CachedSource cache = CachedSource.in(folder, market).clock(CacheChild.CLOCK);
        Instant to = CacheChild.START.plus(Duration.ofDays(60));
        List<Callable<TimeSeries>> calls = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            calls.add(() -> cache.bars(CacheChild.SYMBOL, CacheChild.INTERVAL, CacheChild.START, to));
        }
        for (TimeSeries bars : together(calls)) {
            assertThat(bars).isEqualTo(truth(CacheChild.START, to));
        }
        assertThat(market.calls()).isEqualTo(1);
    }

    @Test
    void threadsWithCachesOfTheirOwnShareADirectory() throws Exception {
        List<Callable<TimeSeries>> calls = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Random random = new Random(i);
            calls.add(() -> {
                CachedSource cache =
                        CachedSource.in(folder, CacheChild.market()).clock(CacheChild.CLOCK);
                for (int call = 0; call < 15; call++) {
                    Instant from = CacheChild.START.plus(Duration.ofHours(random.nextInt(40 * 24)));
                    Instant to = from.plus(Duration.ofHours(random.nextInt(10 * 24)));
                    assertThat(cache.bars(CacheChild.SYMBOL, CacheChild.INTERVAL, from, to))
                            .isEqualTo(truth(from, to));
                }
                return TimeSeries.empty();
            });
        }
        together(calls);
    }

    private static List<TimeSeries> together(List<Callable<TimeSeries>> calls) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(calls.size());
        try {
            List<TimeSeries> all = new ArrayList<>();
            for (Future<TimeSeries> future : threads.invokeAll(calls)) {
                all.add(future.get());
            }
            return all;
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void processesShareADirectory() throws Exception {
        List<Process> children = new ArrayList<>();
        try {
            List<BufferedReader> outputs = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                children.add(CacheChild.start("cache", folder, i, 30));
            }
            for (Process child : children) {
                outputs.add(CacheChild.ready(child));
            }
            for (Process child : children) {
                CacheChild.go(child);
            }
            for (int i = 0; i < 2; i++) {
                List<String> text = outputs.get(i).lines().toList();
                assertThat(text).containsExactly("done");
                assertThat(children.get(i).waitFor()).isZero();
            }
        } finally {
            children.forEach(Process::destroyForcibly);
        }
        try (Stream<Path> left = Files.walk(folder)) {
            assertThat(left.filter(file -> file.toString().endsWith("-tmp"))).isEmpty();
        }
    }

    @Test
    void aCallThatWaitsForAnotherOneIsCancelledByAnInterrupt() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        CachedSource cache = CachedSource.in(folder, CacheChild.market()).clock(CacheChild.CLOCK);
        Instant to = CacheChild.START.plus(Duration.ofDays(4));
        Thread first =
                new Thread(() -> cache.pages(CacheChild.SYMBOL, CacheChild.INTERVAL, CacheChild.START, to, page -> {
                    inside.countDown();
                    try {
                        leave.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                }));
        first.start();
        inside.await();
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread second = new Thread(() -> {
            try {
                cache.bars(CacheChild.SYMBOL, CacheChild.INTERVAL, CacheChild.START, to);
            } catch (CancellationException e) {
                thrown.set(Thread.currentThread().isInterrupted() ? e : null);
            }
        });
        second.start();
        second.interrupt();
        second.join();
        assertThat(thrown.get()).isInstanceOf(CancellationException.class).hasMessageContaining("another call");
        // other bars do not wait
        assertThat(cache.bars("USDJPY", CacheChild.INTERVAL, CacheChild.START, to)
                        .length())
                .isPositive();
        assertThat(cache.bars(CacheChild.SYMBOL, BarInterval.ONE_DAY, CacheChild.START, to)
                        .length())
                .isPositive();
        leave.countDown();
        first.join();
    }
}
