package io.forecastj.market.files;

import io.forecastj.TimeSeries;
import io.forecastj.market.MarketSource;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One call to a cached source: bars from segments, and downloads for the gaps between them. Not thread-safe. */
final class CachedDownload {
    private final MarketSource source;
    private final SegmentFolder folder;
    private final long horizon;
    private final Consumer<TimeSeries> consumer;
    private @Nullable List<String> columns;

    CachedDownload(MarketSource source, SegmentFolder folder, long horizon, Consumer<TimeSeries> consumer) {
        this.source = source;
        this.folder = folder;
        this.horizon = horizon;
        this.consumer = consumer;
    }

    void run(TimeSpan span) {
        // bars that are not final by the present clock are not served, whatever was stored
        long storable = Math.min(span.to(), horizon);
        long at = span.from();
        BarSegment before = null;
        for (long start : folder.starts(new TimeSpan(span.from(), storable))) {
            BarSegment segment = folder.read(start);
            if (segment == null || segment.to() < at) {
                continue;
            }
            if (segment.from() > at) {
                download(new TimeSpan(at, segment.from()), before, segment);
                at = segment.from();
            }
            long end = Math.min(segment.to(), storable);
            if (end > at) {
                deliver(segment.between(at, end));
                at = end;
            }
            before = segment.to() == at ? segment : null;
        }
        if (at < span.to()) {
            download(new TimeSpan(at, span.to()), before, null);
        }
    }

    private void download(TimeSpan gap, @Nullable BarSegment before, @Nullable BarSegment after) {
        new GapDownload(folder, gap, before, after, horizon, this::deliver).run(source);
    }

    private void deliver(TimeSeries bars) {
        if (bars.length() == 0) {
            return;
        }
        if (columns != null && !columns.equals(bars.columns())) {
            throw new RevisedBarsException(folder.key() + ": the columns changed from " + columns + " to "
                    + bars.columns() + " at " + bars.time(0)
                    + ". Use acceptingRevisions() to discard what is stored in "
                    + folder.path() + " and download it again, or delete this folder");
        }
        columns = bars.columns();
        consumer.accept(bars);
    }
}
