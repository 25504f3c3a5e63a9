package io.forecastj;

import java.util.ArrayList;
import java.util.List;

/**
 * The window arithmetic of walk-forward evaluation: which rows train, which rows are origins of tests, and when to fit
 * again.
 *
 * <p>An immutable value. Validation inside trainers, out-of-fold stacking, calibration and the backtester all use it.
 *
 * <pre>
 *   rolling(20).test(5), labels that reach 3 rows ahead, 40 rows:
 *   train 0..19  purge 20..21  test 22..26      purge = reach - 1 rows, derived
 *   train 5..24  purge 25..26  test 27..31
 *   train 10..29 purge 30..31  test 32..36
 * </pre>
 *
 * <p>A row is a training example when its features <em>and</em> its label are known: the label of row {@code t} with
 * reach {@code r} uses row {@code t + r}. At the first test origin {@code o}, rows up to {@code o} are known, so the
 * last training row is {@code o - r}; the {@code r - 1} rows between are purged. A larger purge may be asked for, a
 * shorter one is refused (López de Prado, Advances in Financial Machine Learning, 2018, chapter 7).
 *
 * @param expanding true if training always starts at row 0, false if it rolls with a constant number of rows
 * @param train the number of training rows of the first window, at least 1
 * @param test the number of test origins of a window, at least 1
 * @param step the rows from one window to the next, at least 1
 * @param refitEvery fit again at every so many windows; in between the last fit serves, at least 1
 * @param purge the rows left out between training and test, or -1 for as few as the labels allow
 * @param last only the last so many windows, or 0 for all
 */
public record WalkForward(boolean expanding, int train, int test, int step, int refitEvery, int purge, int last) {
    private static final int DERIVED = -1;

    /**
     * Checks the ranges.
     *
     * @param expanding true if training always starts at row 0
     * @param train the number of training rows of the first window
     * @param test the number of test origins of a window
     * @param step the rows from one window to the next
     * @param refitEvery fit again at every so many windows
     * @param purge the rows left out between training and test
     * @param last only the last so many windows
     */
    public WalkForward {
        atLeast(1, "train", train);
        atLeast(1, "test", test);
        atLeast(1, "step", step);
        atLeast(1, "refitEvery", refitEvery);
        atLeast(DERIVED, "purge", purge);
        atLeast(0, "last", last);
    }

    private static void atLeast(int least, String name, int value) {
        if (value < least) {
            throw new IllegalArgumentException(name + " must be at least " + least + ", found " + value);
        }
    }

    /**
     * Trains on all rows up to the window; one test origin per window, the next one row later.
     *
     * @param train the number of training rows of the first window, at least 1
     * @return the windows
     */
    public static WalkForward expanding(int train) {
        return new WalkForward(true, train, 1, 1, 1, DERIVED, 0);
    }

    /**
     * Trains on the last rows before the window, always as many; one test origin per window, the next one row later.
     *
     * @param train the number of training rows, at least 1
     * @return the windows
     */
    public static WalkForward rolling(int train) {
        return new WalkForward(false, train, 1, 1, 1, DERIVED, 0);
    }

    /**
     * Returns a copy with another number of test origins per window.
     *
     * @param origins the number, at least 1
     * @return the copy
     */
    public WalkForward test(int origins) {
        return new WalkForward(expanding, train, origins, step, refitEvery, purge, last);
    }

    /**
     * Returns a copy with another distance between windows.
     *
     * @param rows the distance, at least 1
     * @return the copy
     */
    public WalkForward step(int rows) {
        return new WalkForward(expanding, train, test, rows, refitEvery, purge, last);
    }

    /**
     * Returns a copy with another refit cadence.
     *
     * @param windows fit again at every so many windows, at least 1
     * @return the copy
     */
    public WalkForward refitEvery(int windows) {
        return new WalkForward(expanding, train, test, step, windows, purge, last);
    }

    /**
     * Returns a copy that fits once, before the first window.
     *
     * @return the copy
     */
    public WalkForward fitOnce() {
        return refitEvery(Integer.MAX_VALUE);
    }

    /**
     * Returns a copy with an explicit purge.
     *
     * @param rows the rows left out between training and test, at least the label's reach less 1
     * @return the copy
     */
    public WalkForward purge(int rows) {
        atLeast(0, "purge", rows);
        return new WalkForward(expanding, train, test, step, refitEvery, rows, last);
    }

    /**
     * Returns a copy with only the last windows, which end as close to the end of the rows as the step allows.
     *
     * @param windows how many, at least 1
     * @return the copy
     */
    public WalkForward last(int windows) {
        atLeast(1, "last", windows);
        return new WalkForward(expanding, train, test, step, refitEvery, purge, windows);
    }

    /**
     * Computes the windows for a number of rows. A window is left out when its test origins would not all lie inside.
     *
     * @param rows the number of rows that can be origins of tests
     * @param reach how many rows ahead of its own a label looks, at least 1; for a forecaster its horizon
     * @return the windows in order, possibly none
     * @throws IllegalArgumentException if the purge is shorter than {@code reach - 1} rows, so that training labels
     *     would lie inside the test span
     */
    public List<Window> windows(int rows, int reach) {
        atLeast(1, "reach", reach);
        if (purge != DERIVED && purge < reach - 1) {
            throw new IllegalArgumentException("a purge of " + purge + " rows is too short: labels reach " + reach
                    + " rows ahead, so at least " + (reach - 1)
                    + " rows must be left out; drop purge() to have it derived");
        }
        int gap = purge == DERIVED ? reach - 1 : purge;
        int available = (int) Math.max(0, Math.floorDiv((long) rows - train - gap - test, (long) step) + 1);
        int count = last == 0 ? available : Math.min(last, available);
        List<Window> windows = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int shift = (available - count + i) * step;
            int trainTo = train + shift;
            int testFrom = trainTo + gap;
            windows.add(new Window(
                    expanding ? 0 : shift, trainTo, testFrom, testFrom + test, i % refitEvery == 0, trainTo + reach));
        }
        return List.copyOf(windows);
    }

    /**
     * One window. Ranges are half open: the first row is in, the last one out.
     *
     * @param trainFrom the first training row
     * @param trainTo the row after the last training row
     * @param testFrom the first test origin
     * @param testTo the row after the last test origin
     * @param refit whether a model is fitted here
     * @param dataTo the row after the last one that the training labels touch: what a fit may be shown; never later
     *     than the row after the first test origin
     */
    public record Window(int trainFrom, int trainTo, int testFrom, int testTo, boolean refit, int dataTo) {}
}
