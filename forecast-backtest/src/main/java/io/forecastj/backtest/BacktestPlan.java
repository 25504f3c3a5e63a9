package io.forecastj.backtest;

import io.forecastj.InsufficientHistoryException;
import io.forecastj.TimeSeries;
import io.forecastj.WalkForward;
import io.forecastj.WalkForward.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * The origins of each series and the fit that serves each of them, the same for all forecasters.
 *
 * <p>Windows count rows of the timeline, the sorted union of the times of all series. The origin of a series is its
 * last row up to the origin of the window, provided that it has a new row since the previous origin. So series with
 * different calendars are all evaluated, and no row is scored twice.
 */
final class BacktestPlan {
    /** The greatest length of an array. */
    private static final int MOST_PAIRS = Integer.MAX_VALUE - 8;

    /** A span of training rows, and that of the test origins that the fit serves, ends included. */
    record Fit(Instant from, Instant to, Instant firstOrigin, Instant lastOrigin) {}

    /** The origins of one series: its rows in order, and for each the index of the fit that serves it. */
    record Origins(TimeSeries series, int[] rows, int[] fits) {
        int count() {
            return rows.length;
        }

        /** The index of the first origin that this fit or a later one serves. */
        int first(int fit) {
            int low = 0;
            int high = fits.length;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (fits[middle] < fit) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }
    }

    private final List<Fit> fits = new ArrayList<>();
    private final List<Origins> series = new ArrayList<>();
    private final Map<SkipReason, Long> skipped = new EnumMap<>(SkipReason.class);
    private final @Nullable WalkForward walk;
    private final Instant firstOrigin;
    private final Instant lastOrigin;

    /** @param windows the windows, whose sizes may still depend on the number of rows */
    BacktestPlan(List<TimeSeries> all, WalkForward windows, int reach) {
        long[] timeline = timeline(all);
        WalkForward sized = windows.forRows(origins(timeline, reach), reach);
        this.walk = sized;
        List<Window> windowList = windows(timeline, sized, reach);
        int perWindow = sized.test();
        long[] origins = new long[Math.multiplyExact(windowList.size(), perWindow)];
        int[] serving = new int[origins.length];
        int at = 0;
        for (Window window : windowList) {
            if (window.refit()) {
                fits.add(new Fit(
                        instant(timeline[window.trainFrom()]),
                        instant(timeline[window.dataTo() - 1]),
                        instant(timeline[window.testFrom()]),
                        instant(timeline[window.testTo() - 1])));
            } else {
                extendTo(instant(timeline[window.testTo() - 1]));
            }
            for (int row = window.testFrom(); row < window.testTo(); row++) {
                origins[at] = timeline[row];
                serving[at] = fits.size() - 1;
                requireOutOfSample(fits.get(serving[at]), origins[at]);
                at++;
            }
        }
        this.firstOrigin = instant(origins[0]);
        this.lastOrigin = instant(origins[origins.length - 1]);
        all.forEach(one -> series.add(place(one, origins, serving)));
        if (origins() > MOST_PAIRS / reach) {
            throw new IllegalArgumentException(origins() + " origins of " + reach
                    + " steps are too many; at most " + MOST_PAIRS
                    + " steps can be compared: use a larger step() or last()");
        }
    }

    /** Lets the last fit serve later origins. */
    private void extendTo(Instant lastOrigin) {
        Fit fit = fits.remove(fits.size() - 1);
        fits.add(new Fit(fit.from(), fit.to(), fit.firstOrigin(), lastOrigin));
    }

    private BacktestPlan(List<Origins> series, Fit fit) {
        this.walk = null;
        this.series.addAll(series);
        this.fits.add(fit);
        this.firstOrigin = fit.firstOrigin();
        this.lastOrigin = fit.lastOrigin();
    }

    /**
     * Returns the plan of forecasts that were made elsewhere: no windows, and the rows up to the first origin as
     * training rows, from which scales follow.
     */
    static BacktestPlan given(List<TimeSeries> all, List<? extends SortedSet<Integer>> origins) {
        List<Origins> series = new ArrayList<>();
        Instant first = Instant.MAX;
        Instant last = Instant.MIN;
        Instant start = Instant.MAX;
        for (int s = 0; s < all.size(); s++) {
            int[] rows = origins.get(s).stream().mapToInt(Integer::intValue).toArray();
            series.add(new Origins(all.get(s), rows, new int[rows.length]));
            if (rows.length > 0) {
                start = earlier(start, all.get(s).time(0));
                first = earlier(first, all.get(s).time(rows[0]));
                Instant end = all.get(s).time(rows[rows.length - 1]);
                last = end.isAfter(last) ? end : last;
            }
        }
        return new BacktestPlan(series, new Fit(start, first, first, last));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static long[] timeline(List<TimeSeries> all) {
        return all.size() == 1
                ? all.get(0).timestamps()
                : all.stream()
                        .flatMapToLong(one -> LongStream.of(one.timestamps()))
                        .sorted()
                        .distinct()
                        .toArray();
    }

    private static int origins(long[] timeline, int reach) {
        // an origin needs as many later rows as the longest horizon has steps, so that every step is scored equally
        // often
        return Math.max(0, timeline.length - reach);
    }

    private static List<Window> windows(long[] timeline, WalkForward walk, int reach) {
        List<Window> windows = walk.windows(origins(timeline, reach), reach);
        if (windows.isEmpty()) {
            int least = walk.train() + walk.purge().orElse(reach - 1) + walk.test() + reach;
            throw new InsufficientHistoryException("no window fits: " + walk.train() + " training rows, "
                    + walk.test() + " test origins and a horizon of " + reach + " steps need at least " + least
                    + " rows, found " + timeline.length + "; give more rows or a smaller first training span");
        }
        if (walk.test() > walk.step() && windows.size() > 1) {
            throw new IllegalArgumentException("windows overlap: each has " + walk.test()
                    + " test origins but the next one starts only " + walk.step()
                    + " rows later, so origins would be scored twice; set step(" + walk.test() + ") or more");
        }
        return windows;
    }

    private static void requireOutOfSample(Fit fit, long origin) {
        if (fit.to().toEpochMilli() > origin) {
            throw new IllegalStateException(
                    "the training span up to " + fit.to() + " ends after the origin " + instant(origin));
        }
    }

    private Origins place(TimeSeries one, long[] origins, int[] serving) {
        int[] rows = new int[origins.length];
        int[] fitOf = new int[origins.length];
        int count = 0;
        int before = -1;
        for (int i = 0; i < origins.length; i++) {
            int row = one.rowAtOrBefore(instant(origins[i]));
            if (row < 0) {
                skipped.merge(SkipReason.NOT_STARTED, 1L, Long::sum);
            } else if (row == one.length() - 1) {
                skipped.merge(SkipReason.ENDED, 1L, Long::sum);
            } else if (row == before) {
                skipped.merge(SkipReason.NO_NEW_ROW, 1L, Long::sum);
            } else {
                rows[count] = row;
                fitOf[count] = serving[i];
                count++;
                before = row;
            }
        }
        return new Origins(one, Arrays.copyOf(rows, count), Arrays.copyOf(fitOf, count));
    }

    /** The windows, with their sizes in rows; empty if the forecasts were made elsewhere. */
    Optional<WalkForward> walk() {
        return Optional.ofNullable(walk);
    }

    /** The fits, earliest first. */
    List<Fit> fits() {
        return Collections.unmodifiableList(fits);
    }

    /** The origins of each series, in the order of the series. */
    List<Origins> series() {
        return Collections.unmodifiableList(series);
    }

    /** The number of origins, over all series, from which no model forecasts, by reason. */
    Map<SkipReason, Long> skipped() {
        return Collections.unmodifiableMap(skipped);
    }

    Instant firstOrigin() {
        return firstOrigin;
    }

    Instant lastOrigin() {
        return lastOrigin;
    }

    /** The number of distinct times of origins. */
    int originTimes() {
        return (int) series.stream()
                .flatMapToLong(one -> Arrays.stream(one.rows()).mapToLong(one.series()::timestamp))
                .distinct()
                .count();
    }

    long origins() {
        return series.stream().mapToLong(Origins::count).sum();
    }

    private static Instant instant(long epochMillis) {
        return Instant.ofEpochMilli(epochMillis);
    }
}
