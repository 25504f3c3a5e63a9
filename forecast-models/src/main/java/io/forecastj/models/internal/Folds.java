package io.forecastj.models.internal;

import io.forecastj.Forecaster;
import io.forecastj.InsufficientHistoryException;
import io.forecastj.TimeSeries;
import io.forecastj.WalkForward;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Time spans for training, each with the later origins at which its models forecast rows that they have not seen.
 *
 * <p>Immutable and thread-safe. All series share the spans: a cut in time keeps the future of every series out of a
 * model's training.
 *
 * @param folds the folds in the order of time, at least one
 * @param firstRows for each series the first row that may be an origin; empty if this is row 0 for all
 */
public record Folds(List<Fold> folds, List<Integer> firstRows) {
    /** Number of fits in {@link #standard}. */
    public static final int STANDARD = 5;
    /** Divisor of a series' length that gives its number of origins in {@link #standard}. */
    private static final int SHARE = 3;
    /** Largest number of forecast values in {@link #standard}: 64 MiB of doubles. */
    private static final long NUMBERS = 8L << 20;

    /**
     * Copies the lists.
     *
     * @param folds the folds in the order of time
     * @param firstRows for each series the first row that may be an origin, or an empty list
     */
    public Folds {
        folds = List.copyOf(folds);
        firstRows = List.copyOf(firstRows);
    }

    /**
     * Makes folds in which every row may be an origin.
     *
     * @param folds the folds in the order of time
     */
    public Folds(List<Fold> folds) {
        this(folds, List.of());
    }

    /**
     * Returns the rows that the first fit may use.
     *
     * @param series the series
     * @return views of the series, without those that start later
     */
    public List<TimeSeries> before(List<TimeSeries> series) {
        return Forecaster.Trainer.cut(series, folds.get(0).from(), folds.get(0).to());
    }

    /** Returns the folds by their fits, in order: those that follow each other with the same span share one. */
    List<List<Fold>> fits() {
        List<List<Fold>> fits = new ArrayList<>();
        for (Fold fold : folds) {
            Fold before = fits.isEmpty() ? null : fits.get(fits.size() - 1).get(0);
            if (before == null
                    || !before.from().equals(fold.from())
                    || !before.to().equals(fold.to())) {
                fits.add(new ArrayList<>());
            }
            fits.get(fits.size() - 1).add(fold);
        }
        return fits;
    }

    /** Returns the first row of a series that may be an origin. */
    int firstRow(int series) {
        return firstRows.isEmpty() ? 0 : firstRows.get(series);
    }

    /**
     * One span for training and the origins after it.
     *
     * @param from the first time that trains
     * @param to the last time that a fit may use
     * @param firstOrigin the time from which rows are origins, at {@code to} or later
     * @param lastOrigin the last time at which rows are origins
     */
    public record Fold(Instant from, Instant to, Instant firstOrigin, Instant lastOrigin) {}

    /**
     * Converts walk-forward windows to folds, over the distinct times of all series together. The last window may be
     * shorter than the others, so that every time up to the last but one is an origin; windows that overlap end where
     * the next one starts.
     *
     * @param windows the windows; their train and test rows are counted in those times
     * @param series the series, at least one
     * @param horizon the forecasters' horizon
     * @return the folds
     * @throws InsufficientHistoryException if there are too few rows for a window
     */
    public static Folds of(WalkForward windows, List<TimeSeries> series, int horizon) {
        long[] times = series.stream()
                .flatMapToLong(one -> Arrays.stream(one.timestamps()))
                .sorted()
                .distinct()
                .toArray();
        List<Fold> folds = new ArrayList<>();
        Instant from = Instant.MIN;
        Instant to = Instant.MIN;
        // the last time is not an origin: no later value is known
        List<WalkForward.Window> all = windows.windowsToEnd(times.length - 1, horizon);
        for (int i = 0; i < all.size(); i++) {
            WalkForward.Window window = all.get(i);
            if (window.refit()) {
                from = Instant.ofEpochMilli(times[window.trainFrom()]);
                to = Instant.ofEpochMilli(times[window.dataTo() - 1]);
            }
            int end = i + 1 < all.size()
                    ? Math.min(window.testTo(), all.get(i + 1).testFrom())
                    : window.testTo();
            folds.add(new Fold(
                    from, to, Instant.ofEpochMilli(times[window.testFrom()]), Instant.ofEpochMilli(times[end - 1])));
        }
        if (folds.isEmpty()) {
            throw new InsufficientHistoryException("out-of-fold forecasts by " + windows + " need more than the "
                    + times.length + " rows of the training series; use fewer training rows");
        }
        return new Folds(folds);
    }

    /**
     * Chooses folds by the lengths of the series. The last third of every series are origins. Models are fitted at five
     * times, with the same number of origins after each fit. Fewer rows are origins if the forecasts would take more
     * than 64 MiB.
     *
     * <p>For one long series this gives five windows of an expanding walk-forward. If many short series end at
     * different times, the origins of each are its own last rows, and the cuts are where most of the origins are.
     *
     * @param series the series, at least one
     * @param horizon the forecasters' horizon
     * @param numbers the number of values in the forecasts of one origin
     * @return the folds, at most five
     * @throws InsufficientHistoryException if no series is longer than twice the horizon
     */
    public static Folds standard(List<TimeSeries> series, int horizon, int numbers) {
        long most = Math.max(horizon, NUMBERS / Math.max(1, (long) numbers * series.size()));
        List<long[]> origins = new ArrayList<>();
        List<Integer> firstRows = new ArrayList<>();
        long start = Long.MAX_VALUE;
        for (TimeSeries one : series) {
            // the last row is not an origin: no later row is known
            int count = (int) Math.min(most, Math.max(one.length() / SHARE, horizon));
            firstRows.add(Math.max(0, one.length() - 1 - count));
            if (one.length() > count + horizon) {
                start = Math.min(start, one.timestamp(0));
                origins.add(Arrays.copyOfRange(one.timestamps(), one.length() - 1 - count, one.length() - 1));
            }
        }
        long[] times = origins.stream().flatMapToLong(Arrays::stream).sorted().toArray();
        if (times.length == 0) {
            throw new InsufficientHistoryException("out-of-fold forecasts of " + horizon
                    + " steps need a series of more than " + 2 * horizon + " rows, found " + series);
        }
        List<Fold> folds = new ArrayList<>();
        int parts = Math.min(STANDARD, times.length);
        for (int i = 0; i < parts; i++) {
            int at = startOf(i, parts, times);
            int end = startOf(i + 1, parts, times);
            if (end > at) {
                Instant cut = Instant.ofEpochMilli(times[at]);
                folds.add(new Fold(Instant.ofEpochMilli(start), cut, cut, Instant.ofEpochMilli(times[end - 1])));
            }
        }
        return new Folds(folds, firstRows);
    }

    /**
     * Returns the index at which one of several parts of sorted times starts. The parts have about the same number of
     * times; equal times are in the same part.
     *
     * @param part the index of the part; the number of parts for the end of the last one
     * @param parts the number of parts, at least 1
     * @param times the times in order
     * @return the index of its first time
     */
    public static int startOf(int part, int parts, long[] times) {
        int at = (int) ((long) part * times.length / parts);
        while (at > 0 && at < times.length && times[at - 1] == times[at]) {
            at--;
        }
        return at;
    }
}
