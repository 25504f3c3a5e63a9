package io.forecastj.market.files;

import io.forecastj.TimeSeries;
import io.forecastj.market.BarInterval;
import io.forecastj.market.MarketDataException;
import io.forecastj.market.MarketSource;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A source that keeps the bars of another one in a directory, and downloads each final bar once.
 *
 * <pre>{@code
 * MarketSource binance = CachedSource.in(Path.of("market"), MarketSources.binance());
 * TimeSeries bars = binance.bars("BTCUSDT", BarInterval.ONE_HOUR,
 *         Instant.parse("2017-08-17T00:00:00Z"), Instant.now());
 * }</pre>
 *
 * <p>Immutable and thread-safe. Calls for the same symbol and interval wait for one another, so that the later one
 * finds the bars of the earlier one. Other processes may use the directory at the same time: a file is replaced in one
 * step, so that each sees whole files only. Two that download the same bars at once both do so, and the last one to
 * write a file keeps it.
 *
 * <h2>What is kept</h2>
 *
 * <p>A bar is final if it ended at least {@link #settle} before the call, by the {@link #clock}; days and weeks count
 * an hour longer, for the change of clocks. Final bars are kept, as is the knowledge that a span has no others, such as
 * a weekend. Later bars are delivered and downloaded again at the next call. A clock that is ahead makes bars final too
 * early: files that were written later than the time now are discarded with a warning in the log.
 *
 * <p>A download that fails keeps its pages, and continues where it ended at the next call; one that is killed loses the
 * last thousand bars at most. A file has a hash of its content. One that is damaged, or of others under a name of this
 * cache, is never served: a warning is logged, the file is deleted, and its bars are downloaded again. The files are
 * CSV below a few lines that begin with #, in a folder for each provider, symbol and interval. They may be deleted at
 * any time.
 *
 * <p>Providers are distinguished by their {@linkplain MarketSource#name() name} only. Use a directory for each if two
 * sources with the same name have different bars, such as those of a test network.
 *
 * <h2>Changed prices</h2>
 *
 * <p>A download repeats the stored bar before it and the one after it, if they are at most a hundred bars away. If one
 * differs, for example because the provider adjusts prices for a split, the call is refused with both values, unless
 * {@link #acceptingRevisions} is set. Other stored bars are not compared.
 */
public final class CachedSource implements MarketSource {
    private static final Logger LOG = LoggerFactory.getLogger(CachedSource.class);

    private final Path directory;
    private final MarketSource source;
    private final Duration settle;
    private final Clock clock;
    private final boolean revisions;
    private final ConcurrentMap<BarKey, Lock> locks;

    private CachedSource(
            Path directory,
            MarketSource source,
            Duration settle,
            Clock clock,
            boolean revisions,
            ConcurrentMap<BarKey, Lock> locks) {
        this.directory = directory;
        this.source = source;
        this.settle = settle;
        this.clock = clock;
        this.revisions = revisions;
        this.locks = locks;
    }

    /**
     * Returns a cache in a directory, with five minutes to settle and the clock of the system.
     *
     * @param directory the directory, created with the first bars
     * @param source the source of bars that are not kept yet
     * @return the cache
     */
    public static CachedSource in(Path directory, MarketSource source) {
        return new CachedSource(
                directory.toAbsolutePath(),
                Objects.requireNonNull(source, "source"),
                FinalBars.SETTLE,
                Clock.systemUTC(),
                false,
                new ConcurrentHashMap<>());
    }

    /**
     * Sets the time that a bar must have ended before it is final, in which the provider may still correct it.
     *
     * @param time the time, five minutes by default
     * @return a cache with this setting
     * @throws IllegalArgumentException if the time is not from 0 to 366 days
     */
    public CachedSource settle(Duration time) {
        return new CachedSource(directory, source, FinalBars.requireSettle(time), clock, revisions, locks);
    }

    /**
     * Sets the clock by which bars are final.
     *
     * @param clock the clock, that of the system by default
     * @return a cache with this setting
     */
    public CachedSource clock(Clock clock) {
        return new CachedSource(directory, source, settle, Objects.requireNonNull(clock, "clock"), revisions, locks);
    }

    /**
     * Accepts that a provider changes final bars: all stored bars of the symbol and interval are then discarded, with a
     * warning in the log, and the requested ones are downloaded again. Such a call delivers its pages at its end.
     *
     * @return a cache with this setting
     */
    public CachedSource acceptingRevisions() {
        return new CachedSource(directory, source, settle, clock, true, locks);
    }

    /**
     * Returns the name of the provider.
     *
     * @return the name of the source that this cache was made of
     */
    @Override
    public String name() {
        return source.name();
    }

    @Override
    public Set<BarInterval> intervals() {
        return source.intervals();
    }

    /**
     * Delivers the bars whose start is in a range, from disk where they are kept.
     *
     * @param symbol the name of the instrument in the form of the provider
     * @param interval the length of a bar, one of {@link #intervals()}
     * @param from the earliest start of a bar
     * @param to the time after the latest start of a bar
     * @param page receives the pages, from early to late
     * @throws IllegalArgumentException as the source does, and if {@code from} is after {@code to}
     * @throws MarketDataException as the source does; and if final bars have changed, without {@link
     *     #acceptingRevisions}
     * @throws java.io.UncheckedIOException if the directory cannot be read or written
     * @throws CancellationException if the thread is interrupted
     */
    @Override
    public void pages(String symbol, BarInterval interval, Instant from, Instant to, Consumer<TimeSeries> page) {
        TimeSpan span = TimeSpan.of(from, to);
        if (!source.intervals().contains(interval)) {
            throw new IllegalArgumentException(
                    "expected an interval that " + name() + " offers, one of " + intervals() + ", found " + interval);
        }
        BarKey key = new BarKey(name(), symbol, interval);
        Lock lock = locks.computeIfAbsent(key, unused -> new ReentrantLock());
        try {
            lock.lockInterruptibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            CancellationException cancelled =
                    new CancellationException("the thread was interrupted while it waited for another call for " + key);
            cancelled.initCause(e);
            throw cancelled;
        }
        try {
            deliver(key, span, page);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public String toString() {
        return "CachedSource[" + source + ", " + directory + "]";
    }

    private void deliver(BarKey key, TimeSpan span, Consumer<TimeSeries> page) {
        Instant now = clock.instant();
        SegmentFolder folder = new SegmentFolder(directory, key, now, settle);
        long horizon = FinalBars.horizon(now, settle, key.interval());
        if (!revisions) {
            new CachedDownload(source, folder, horizon, page).run(span);
            return;
        }
        List<TimeSeries> pages = new ArrayList<>();
        try {
            new CachedDownload(source, folder, horizon, pages::add).run(span);
        } catch (RevisedBarsException e) {
            LOG.warn("the stored bars are discarded: {}", e.getMessage());
            folder.clear();
            pages.clear();
            new CachedDownload(source, folder, horizon, pages::add).run(span);
        }
        pages.forEach(page);
    }
}
