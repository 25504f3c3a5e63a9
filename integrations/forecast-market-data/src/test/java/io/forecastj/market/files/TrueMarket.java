package io.forecastj.market.files;

import io.forecastj.TimeSeries;
import io.forecastj.market.BarInterval;
import io.forecastj.market.MarketDataException;
import io.forecastj.market.MarketSource;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** A source of the bars of a {@link MarketTruth} in pages, which counts and which can be made to fail. Thread-safe. */
final class TrueMarket implements MarketSource {
    private final MarketTruth truth;
    private final Clock clock;
    private final int pageRows;
    private final AtomicLong calls = new AtomicLong();
    private final AtomicLong bars = new AtomicLong();
    private final AtomicLong pages = new AtomicLong();
    private volatile Instant lastFrom = Instant.MIN;
    private volatile long pagesBeforeFailure = Long.MAX_VALUE;
    private volatile UnaryOperator<TimeSeries> change = UnaryOperator.identity();

    TrueMarket(MarketTruth truth, Clock clock, int pageRows) {
        this.truth = truth;
        this.clock = clock;
        this.pageRows = pageRows;
    }

    @Override
    public String name() {
        return "truth";
    }

    @Override
    public Set<BarInterval> intervals() {
        return EnumSet.of(BarInterval.FIVE_MINUTES, BarInterval.ONE_HOUR, BarInterval.ONE_DAY, BarInterval.ONE_WEEK);
    }

    @Override
    public void pages(String symbol, BarInterval interval, Instant from, Instant to, Consumer<TimeSeries> page) {
        if (symbol.isBlank()) {
            throw new IllegalArgumentException("blank symbol");
        }
        calls.incrementAndGet();
        lastFrom = from;
        TimeSeries all = change.apply(truth.bars(symbol, interval, from, to, clock.instant()));
        for (int at = 0; at < all.length(); at += pageRows) {
            if (pages.getAndIncrement() >= pagesBeforeFailure) {
                throw new MarketDataException("the network failed", null);
            }
            TimeSeries next = all.slice(at, Math.min(all.length(), at + pageRows));
            bars.addAndGet(next.length());
            page.accept(next);
        }
        if (pages.get() >= pagesBeforeFailure) {
            throw new MarketDataException("the network failed", null);
        }
    }

    /** Fails after some further pages. */
    void failAfter(long more) {
        pagesBeforeFailure = pages.get() + more;
    }

    void recover() {
        pagesBeforeFailure = Long.MAX_VALUE;
    }

    /** Changes all answers. */
    void change(UnaryOperator<TimeSeries> by) {
        change = by;
    }

    /** The start of the range of the last call. */
    Instant lastFrom() {
        return lastFrom;
    }

    /** The number of calls since this was last asked. */
    long calls() {
        return calls.getAndSet(0);
    }

    /** The number of bars that were delivered since this was last asked. */
    long delivered() {
        return bars.getAndSet(0);
    }
}
