package io.forecastj.backtest.tuning;

import io.forecastj.InsufficientHistoryException;
import io.forecastj.TimeSeries;
import io.forecastj.WalkForward;
import io.forecastj.WalkForward.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/**
 * The windows that score each round of a search: early windows in the first round, later ones in later rounds.
 *
 * <p>Some windows between two rounds are left out, so that the first origin of the later round is not before the last
 * row that scored the earlier one. So no row is used by two rounds.
 */
final class Rungs {
    /** The rows that a round may use, and its windows, which are the last ones of these rows. */
    record Rung(List<TimeSeries> series, WalkForward windows) {}

    private final List<Rung> rungs = new ArrayList<>();

    Rungs(List<TimeSeries> series, WalkForward windowsOfAll, int reach, int factor, int count) {
        long[] timeline = timeline(series);
        WalkForward walk = resolved(timeline.length, windowsOfAll, reach);
        List<Window> windows = walk.windows(Math.max(0, timeline.length - reach), reach);
        // the least distance in windows, rounded up, less one
        int gap = (walk.test() - 2 + reach) / walk.step();
        int available = windows.size() - gap * (count - 1);
        if (available < count) {
            throw new InsufficientHistoryException(count + " rounds need at least one window each and " + gap
                    + " between them, so that no row decides twice: " + (count + gap * (count - 1))
                    + " windows, but only " + windows.size() + " fit into " + timeline.length
                    + " rows; use fewer rounds or training rows, or a smaller step()");
        }
        int from = 0;
        for (int size : sizes(available, factor, count)) {
            Window last = windows.get(from + size - 1);
            Instant end = Instant.ofEpochMilli(timeline[last.testTo() - 1 + reach]);
            rungs.add(new Rung(upTo(series, end), walk.last(size)));
            from += size + gap;
        }
    }

    private static long[] timeline(List<TimeSeries> series) {
        return series.stream()
                .flatMapToLong(one -> LongStream.of(one.timestamps()))
                .sorted()
                .distinct()
                .toArray();
    }

    private static WalkForward resolved(int rows, WalkForward walk, int reach) {
        return walk.forRows(Math.max(0, rows - reach), reach);
    }

    /** Returns the windows with their sizes in rows. */
    static WalkForward resolved(List<TimeSeries> series, WalkForward walk, int reach) {
        return resolved(timeline(series).length, walk, reach);
    }

    /**
     * Divides the windows in proportion 1, factor, factor squared and so on, at least one each; the last gets the rest.
     */
    private static int[] sizes(int available, int factor, int count) {
        double total = 0;
        for (int i = 0; i < count; i++) {
            total += Math.pow(factor, i);
        }
        int[] sizes = new int[count];
        int left = available;
        for (int i = 0; i < count - 1; i++) {
            int share = (int) (available * Math.pow(factor, i) / total);
            sizes[i] = Math.max(1, Math.min(share, left - (count - 1 - i)));
            left -= sizes[i];
        }
        sizes[count - 1] = left;
        return sizes;
    }

    private static List<TimeSeries> upTo(List<TimeSeries> series, Instant end) {
        return series.stream()
                .map(one -> one.head(one.rowAtOrBefore(end) + 1))
                .filter(one -> one.length() > 0)
                .toList();
    }

    int count() {
        return rungs.size();
    }

    Rung get(int index) {
        return rungs.get(index);
    }
}
