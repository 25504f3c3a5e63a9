package io.forecastj.lifecycle.retraining;

import io.forecastj.TimeSeries;
import io.forecastj.WalkForward;
import io.forecastj.WalkForward.Window;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** The windows of a comparison, all of them after the champion's training. Immutable. */
final class ComparisonWindows {
    private final @Nullable WalkForward windows;
    private final int overlap;
    private final String words;

    private ComparisonWindows(@Nullable WalkForward windows, int overlap, String words) {
        this.windows = windows;
        this.overlap = overlap;
        this.words = words;
    }

    /**
     * Finds the windows.
     *
     * @param data the series
     * @param reach the longest horizon
     * @param trainedTo the time of the champion's last training row; null if there is no champion or it is not known
     * @param chosen the windows that the caller wants, of which those after the champion's training remain; null for
     *     the newer half of the origins since then, before which the challenger is fitted once
     * @param least the least number of origins; 0 for as many as a test needs
     */
    static ComparisonWindows of(
            List<TimeSeries> data, int reach, @Nullable Instant trainedTo, @Nullable WalkForward chosen, int least) {
        long[] timeline = data.stream()
                .flatMapToLong(one -> LongStream.of(one.timestamps()))
                .sorted()
                .distinct()
                .toArray();
        int rows = Math.max(0, timeline.length - reach);
        int first = trainedTo == null ? 0 : firstAtOrAfter(timeline, trainedTo.toEpochMilli());
        WalkForward usual = trainedTo == null ? WalkForward.folds(1) : half(rows, first, reach);
        WalkForward walk = chosen != null ? chosen : usual;
        // the first origin of a fit is the last row that its model may know
        List<Window> after = walk.windows(rows, reach).stream()
                .filter(window -> window.dataTo() > first)
                .toList();
        int[] origins = after.stream()
                .flatMapToInt(window -> IntStream.range(window.testFrom(), window.testTo()))
                .toArray();
        int overlap = overlap(origins, reach);
        int needed = Math.max(1, least > 0 ? least : ModelComparison.LEAST * overlap);
        boolean enough = origins.length >= needed;
        String words = RuleText.count(origins.length, "test origin")
                + (trainedTo == null ? "" : " after the champion's training up to " + trainedTo)
                + (enough ? "" : ", at least " + needed + " needed");
        return new ComparisonWindows(enough ? walk.last(after.size()) : null, overlap, words);
    }

    private static int firstAtOrAfter(long[] timeline, long time) {
        int found = Arrays.binarySearch(timeline, time);
        return found >= 0 ? found : -found - 1;
    }

    /** Returns one window with the newer half of the origins from a row on. */
    private static WalkForward half(int rows, int first, int reach) {
        int origins = Math.max(1, (rows - first + 1) / 2);
        int train = Math.max(1, rows - origins - (reach - 1));
        return WalkForward.expanding(train).test(origins).step(origins).fitOnce();
    }

    /** Returns the largest number of successive origins whose forecasts have rows in common. */
    private static int overlap(int[] origins, int reach) {
        int most = 1;
        int end = 0;
        for (int i = 0; i < origins.length; i++) {
            while (end < origins.length && origins[end] < origins[i] + reach) {
                end++;
            }
            most = Math.max(most, end - i);
        }
        return most;
    }

    /** {@return the windows; empty if there are too few origins} */
    Optional<WalkForward> windows() {
        return Optional.ofNullable(windows);
    }

    /** {@return the number of successive origins whose forecasts have rows in common} */
    int overlap() {
        return overlap;
    }

    /** {@return the number of origins in words} */
    @Override
    public String toString() {
        return words;
    }
}
