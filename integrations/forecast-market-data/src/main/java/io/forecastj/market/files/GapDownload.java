package io.forecastj.market.files;

import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import io.forecastj.market.MarketDataException;
import io.forecastj.market.MarketSource;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The download of the bars between two segments. The last bar before the gap and the first one after it are downloaded
 * with it, if they are next to it, and compared: prices that the provider has adjusted or corrected differ. Not
 * thread-safe.
 */
final class GapDownload {
    /** More than a weekend of hours, and less than a page of any provider. */
    private static final long MOST_DISTANCE = 100;

    private final SegmentFolder folder;
    private final SegmentWriter writer;
    private final TimeSpan gap;
    private final @Nullable TimeSeries before;
    private final @Nullable TimeSeries after;
    private final Consumer<TimeSeries> consumer;
    private long next;
    private boolean beforeSeen;
    private boolean afterSeen;

    /**
     * Prepares a download.
     *
     * @param before the segment that ends where the gap starts, or null
     * @param after the segment that starts where the gap ends, or null
     * @param horizon the time from which bars are not final
     * @param consumer receives the bars in the gap
     */
    GapDownload(
            SegmentFolder folder,
            TimeSpan gap,
            @Nullable BarSegment before,
            @Nullable BarSegment after,
            long horizon,
            Consumer<TimeSeries> consumer) {
        this.folder = folder;
        this.writer = new SegmentWriter(folder, gap.from(), before, horizon);
        this.gap = gap;
        this.before = before == null ? null : near(before.bars().tail(1), gap.from());
        this.after = after == null ? null : near(after.bars().head(1), gap.to());
        this.consumer = consumer;
    }

    /** Returns the bar to compare; null if there is none, or many requests may be necessary to reach it. */
    private @Nullable TimeSeries near(TimeSeries bar, long edge) {
        long most = MOST_DISTANCE * folder.key().interval().duration().toMillis();
        return bar.length() == 0 || Math.abs(bar.timestamp(0) - edge) > most ? null : bar;
    }

    void run(MarketSource source) {
        next = before == null ? gap.from() : before.timestamp(0);
        long end = after == null ? gap.to() : after.timestamp(0) + 1;
        BarKey key = folder.key();
        try {
            source.pages(
                    key.symbol(),
                    key.interval(),
                    Instant.ofEpochMilli(next),
                    Instant.ofEpochMilli(end),
                    page -> accept(page, end));
        } catch (RuntimeException | Error e) {
            try {
                writer.flush(); // the pages before the failure are whole
            } catch (RuntimeException second) {
                e.addSuppressed(second);
            }
            throw e;
        }
        requireBefore();
        if (after != null && !afterSeen) {
            throw revised("the bar of " + after.time(0) + " is stored, the provider no longer has it");
        }
        // only now, so that bars that contradict each other remain a gap, and are compared again at the next call
        writer.finish(gap.to());
    }

    private void accept(TimeSeries page, long end) {
        requireValid(page, end);
        next = page.timestamp(page.length() - 1) + 1;
        compareBefore(BarSegment.between(page, page.timestamp(0), gap.from()));
        compareAfter(BarSegment.between(page, gap.to(), end));
        TimeSeries inside = BarSegment.between(page, gap.from(), gap.to());
        if (inside.length() > 0) {
            requireBefore();
            writer.add(inside);
            consumer.accept(inside);
        }
    }

    private void compareBefore(TimeSeries found) {
        if (found.length() > 0) {
            beforeSeen = compare(before, found);
        }
    }

    private void compareAfter(TimeSeries found) {
        if (found.length() > 0) {
            afterSeen = compare(after, found);
        }
    }

    private boolean compare(@Nullable TimeSeries stored, TimeSeries found) {
        // a valid page has no row outside the gap unless a stored one was requested
        for (int row = 0; row < found.length(); row++) {
            String difference = stored == null || stored.timestamp(0) != found.timestamp(row)
                    ? "the provider has a bar of " + found.time(row) + ", where none was stored"
                    : BarComparison.difference(stored, 0, found, row);
            if (difference != null) {
                throw revised(difference);
            }
        }
        return true;
    }

    private void requireBefore() {
        if (before != null && !beforeSeen) {
            throw revised("the bar of " + before.time(0) + " is stored, the provider no longer has it");
        }
    }

    private RevisedBarsException revised(String difference) {
        return new RevisedBarsException(folder.key() + ": " + difference + ". Expected final bars to stay as they are:"
                + " splits and corrections change them. Use acceptingRevisions() to discard what is stored in "
                + folder.path() + " and download it again, or delete this folder");
    }

    /** Refuses what breaks the contract of a source or cannot be stored, so that it is not served later. */
    private void requireValid(TimeSeries page, long end) {
        String fault = null;
        if (page.length() == 0) {
            fault = "a page without rows";
        } else if (page.timestamp(0) < next || page.timestamp(page.length() - 1) >= end) {
            fault = "a page from " + page.time(0) + " to " + page.time(page.length() - 1)
                    + " where it was asked for bars from " + Instant.ofEpochMilli(next) + " up to "
                    + Instant.ofEpochMilli(end);
        } else if (!page.id().equals(folder.key().symbol())) {
            fault = "a series with the id '" + page.id() + "'";
        } else if (!page.attributes().isEmpty()) {
            fault = "a series with the attributes " + page.attributes().keySet();
        } else if (page.declaredSampling() != null && !(page.declaredSampling() instanceof Sampling.Fixed)) {
            fault = "a series that declares " + page.declaredSampling() + ", not a constant distance";
        }
        if (fault != null) {
            throw new MarketDataException(
                    folder.key() + ": the source delivered " + fault + ", which is not kept in a cache. Correct the"
                            + " source",
                    null);
        }
    }
}
