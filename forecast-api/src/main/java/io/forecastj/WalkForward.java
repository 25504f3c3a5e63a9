package io.forecastj;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Windows of a walk-forward evaluation: the rows to train on, the test origins, and the windows at which to refit.
 *
 * <p>Immutable and thread-safe, equal by value. Validation inside trainers, out-of-fold stacking, calibration and
 * backtests all use it.
 *
 * <pre>
 *   rolling(20).test(5), labels that reach 3 rows ahead, 40 rows:
 *   train 0..19  purge 20..21  test 22..26      purge = reach - 1 rows, derived
 *   train 5..24  purge 25..26  test 27..31
 *   train 10..29 purge 30..31  test 32..36
 * </pre>
 *
 * <p>The numbers may also depend on the number of rows: {@link #folds(int)} shares out the last third of the rows, and
 * {@link #expandingShare} and {@link #rollingShare} train on a share of them.
 *
 * <p>A row is a training example when its features <em>and</em> its label are known: the label of row {@code t} with
 * reach {@code r} uses row {@code t + r}. At the first test origin {@code o}, rows up to {@code o} are known, so the
 * last training row is {@code o - r}; the {@code r - 1} rows between are purged. A larger purge may be set; a smaller
 * one is refused (López de Prado, Advances in Financial Machine Learning, 2018, chapter 7).
 */
public final class WalkForward {
    private static final double THIRD = 1.0 / 3;

    private final Sizes sizes;
    private final OptionalInt refitEvery;
    private final OptionalInt purge;
    private final OptionalInt last;

    /**
     * The sizes in rows, or what they follow from.
     *
     * @param train the number of training rows; 0 if it follows from the number of rows
     * @param share the share of the rows to train on, or with folds the share to test on; 0 if neither is given
     * @param folds the number of folds, 0 if the windows have given sizes
     */
    private record Sizes(boolean expanding, int train, double share, int folds, int test, int step) {
        Sizes {
            RangeChecks.atLeast(1, "test", test);
            RangeChecks.atLeast(1, "step", step);
        }

        /** Returns the sizes for a number of rows and a purge. */
        Sizes of(int rows, int gap) {
            if (folds > 0) {
                int origins = Math.max(1, (int) (Math.round(rows * share) / folds));
                int train = (int) Math.max(1, (long) rows - gap - (long) folds * origins);
                return new Sizes(expanding, train, 0, 0, origins, origins);
            }
            int train = this.train > 0 ? this.train : (int) Math.max(1, Math.round(rows * share));
            return new Sizes(expanding, train, 0, 0, test, step);
        }

        Sizes with(int origins, int rows) {
            if (folds > 0) {
                throw new IllegalStateException("the test origins and the step of " + this
                        + " follow from the number of folds; use expandingShare(...) to set them");
            }
            return new Sizes(expanding, train, share, folds, origins, rows);
        }

        int known(int size) {
            if (train == 0) {
                throw new IllegalStateException("the sizes of " + this
                        + " depend on the number of rows; ask forRows(rows, reach) for windows that have them");
            }
            return size;
        }

        @Override
        public String toString() {
            if (folds > 0) {
                return "WalkForward.folds(" + folds + (share == THIRD ? ")" : ", " + share + ")");
            }
            return "WalkForward." + (expanding ? "expanding" : "rolling")
                    + (train > 0 ? "(" + train : "Share(" + share) + ")"
                    + (test == 1 ? "" : call("test", test))
                    + (step == 1 ? "" : call("step", step));
        }
    }

    private WalkForward(Sizes sizes, OptionalInt refitEvery, OptionalInt purge, OptionalInt last) {
        this.sizes = sizes;
        this.refitEvery = refitEvery;
        this.purge = purge;
        this.last = last;
    }

    private static WalkForward start(Sizes sizes) {
        return new WalkForward(sizes, OptionalInt.of(1), OptionalInt.empty(), OptionalInt.empty());
    }

    private static WalkForward start(boolean expanding, int train) {
        return start(new Sizes(expanding, RangeChecks.atLeast(1, "train", train), 0, 0, 1, 1));
    }

    private static double share(String what, double share) {
        if (!(share > 0 && share < 1)) {
            throw new IllegalArgumentException(what + " must be above 0 and below 1, found " + share);
        }
        return share;
    }

    private WalkForward with(Sizes other) {
        return new WalkForward(other, refitEvery, purge, last);
    }

    /**
     * Creates windows that divide the last third of the rows into equal parts of test origins; each part is one window,
     * which trains on all rows before it. If the number of origins is not a multiple of the number of folds, the rest
     * only trains.
     *
     * @param count the number of windows, at least 1
     * @return the windows
     * @throws IllegalArgumentException if {@code count < 1}
     */
    public static WalkForward folds(int count) {
        return folds(count, THIRD);
    }

    /**
     * Creates windows as {@link #folds(int)}, with another share of test origins.
     *
     * @param count the number of windows, at least 1
     * @param tested the share of the rows that are test origins, the last ones, such as 0.5
     * @return the windows
     * @throws IllegalArgumentException if {@code count < 1} or the share is not between 0 and 1
     */
    public static WalkForward folds(int count, double tested) {
        RangeChecks.atLeast(1, "folds", count);
        return start(new Sizes(true, 0, share("the share of test origins", tested), count, 1, 1));
    }

    /**
     * Creates windows as {@link #expanding(int)}, with a share of the rows as the training rows of the first window.
     *
     * @param share the share of the rows, such as 0.7
     * @return the windows
     * @throws IllegalArgumentException if the share is not between 0 and 1
     */
    public static WalkForward expandingShare(double share) {
        return start(new Sizes(true, 0, share("the share of training rows", share), 0, 1, 1));
    }

    /**
     * Creates windows as {@link #rolling(int)}, with a share of all rows as the constant number of training rows.
     *
     * @param share the share of the rows, such as 0.5
     * @return the windows
     * @throws IllegalArgumentException if the share is not between 0 and 1
     */
    public static WalkForward rollingShare(double share) {
        return start(new Sizes(false, 0, share("the share of training rows", share), 0, 1, 1));
    }

    /**
     * Creates windows that train on all rows before the test rows, so that later windows have more training rows; one
     * test origin per window, the next window one row later.
     *
     * @param train the number of training rows of the first window, at least 1
     * @return the windows
     * @throws IllegalArgumentException if {@code train < 1}
     */
    public static WalkForward expanding(int train) {
        return start(true, train);
    }

    /**
     * Creates windows that train on a constant number of rows before the test rows; one test origin per window, the
     * next window one row later.
     *
     * @param train the number of training rows, at least 1
     * @return the windows
     * @throws IllegalArgumentException if {@code train < 1}
     */
    public static WalkForward rolling(int train) {
        return start(false, train);
    }

    /**
     * Returns a copy with another number of test origins per window.
     *
     * @param origins number of test origins, at least 1
     * @return the copy
     * @throws IllegalArgumentException if {@code origins < 1}
     * @throws IllegalStateException for {@link #folds(int)}, which share out the origins
     */
    public WalkForward test(int origins) {
        return with(sizes.with(origins, sizes.step()));
    }

    /**
     * Returns a copy with another distance between windows.
     *
     * @param rows distance in rows, at least 1
     * @return the copy
     * @throws IllegalArgumentException if {@code rows < 1}
     * @throws IllegalStateException for {@link #folds(int)}, which follow each other
     */
    public WalkForward step(int rows) {
        return with(sizes.with(sizes.test(), rows));
    }

    /**
     * Returns a copy with another refit cadence.
     *
     * @param windows number of windows between refits, at least 1; in between, the latest model is reused
     * @return the copy
     * @throws IllegalArgumentException if {@code windows < 1}
     */
    public WalkForward refitEvery(int windows) {
        RangeChecks.atLeast(1, "refitEvery", windows);
        return new WalkForward(sizes, OptionalInt.of(windows), purge, last);
    }

    /**
     * Returns a copy that fits once, before the first window.
     *
     * @return the copy
     */
    public WalkForward fitOnce() {
        return new WalkForward(sizes, OptionalInt.empty(), purge, last);
    }

    /**
     * Returns a copy with an explicit purge. Without one, the purge is the least that the labels allow.
     *
     * @param rows the rows left out between training and test, at least the label's reach minus 1
     * @return the copy
     * @throws IllegalArgumentException if {@code rows < 0}
     */
    public WalkForward purge(int rows) {
        RangeChecks.atLeast(0, "purge", rows);
        return new WalkForward(sizes, refitEvery, OptionalInt.of(rows), last);
    }

    /**
     * Returns a copy with only the last windows, which end as close to the end of the rows as the step allows.
     *
     * @param windows number of windows, at least 1
     * @return the copy
     * @throws IllegalArgumentException if {@code windows < 1}
     */
    public WalkForward last(int windows) {
        RangeChecks.atLeast(1, "last", windows);
        return new WalkForward(sizes, refitEvery, purge, OptionalInt.of(windows));
    }

    /** {@return true if training always starts at row 0, false if it rolls with a constant number of rows} */
    public boolean expanding() {
        return sizes.expanding();
    }

    /**
     * Returns these windows with sizes in rows, as they are for a number of rows.
     *
     * @param rows the number of rows that can be test origins
     * @param reach the number of rows that a label reaches ahead, at least 1; for a forecaster its horizon
     * @return windows whose sizes no longer depend on the number of rows; equal ones if they never did
     * @throws IllegalArgumentException if the purge is shorter than {@code reach - 1} rows
     */
    public WalkForward forRows(int rows, int reach) {
        return with(sizes.of(rows, gap(reach)));
    }

    /**
     * Returns the number of training rows of the first window.
     *
     * @return the number, at least 1
     * @throws IllegalStateException if it depends on the number of rows; see {@link #forRows}
     */
    public int train() {
        return sizes.known(sizes.train());
    }

    /**
     * Returns the number of test origins of a window.
     *
     * @return the number, at least 1
     * @throws IllegalStateException if the sizes depend on the number of rows; see {@link #forRows}
     */
    public int test() {
        return sizes.known(sizes.test());
    }

    /**
     * Returns the number of rows from one window to the next.
     *
     * @return the number, at least 1
     * @throws IllegalStateException if the sizes depend on the number of rows; see {@link #forRows}
     */
    public int step() {
        return sizes.known(sizes.step());
    }

    /**
     * Returns the number of windows between refits.
     *
     * @return the number, at least 1; empty if there is only one fit, before the first window
     */
    public OptionalInt refitEvery() {
        return refitEvery;
    }

    /** {@return the number of rows left out between training and test; empty if derived from the labels' reach} */
    public OptionalInt purge() {
        return purge;
    }

    /** {@return the number of windows to keep, the last ones; empty to keep all} */
    public OptionalInt last() {
        return last;
    }

    /**
     * Computes the windows for a number of rows. A window is left out unless all its test origins are inside.
     *
     * @param rows the number of rows that can be test origins
     * @param reach the number of rows that a label reaches ahead, at least 1; for a forecaster its horizon
     * @return the windows in order, possibly none
     * @throws IllegalArgumentException if the purge is shorter than {@code reach - 1} rows, so that training labels
     *     would be inside the test span
     */
    public List<Window> windows(int rows, int reach) {
        WalkForward known = forRows(rows, reach);
        return known.windows(rows, reach, known.test());
    }

    /**
     * Computes the windows as {@link #windows(int, int)}, and one more with fewer test origins if rows remain after the
     * last whole window. With {@link #last(int)} the shorter window counts.
     *
     * @param rows the number of rows that can be test origins
     * @param reach the number of rows that a label reaches ahead, at least 1; for a forecaster its horizon
     * @return the windows in order, possibly none
     * @throws IllegalArgumentException if the purge is shorter than {@code reach - 1} rows, so that training labels
     *     would be inside the test span
     */
    public List<Window> windowsToEnd(int rows, int reach) {
        WalkForward known = forRows(rows, reach);
        int whole = known.wholeWindows(rows, reach, known.test());
        long next = (long) known.train() + gap(reach) + (long) whole * known.step();
        long end = whole == 0 ? 0 : next - known.step() + known.test();
        return known.windows(rows, reach, end < rows && next < rows ? (int) (rows - next) : known.test());
    }

    /** @param least the number of test origins that the last window needs at least */
    private List<Window> windows(int rows, int reach, int least) {
        int gap = gap(reach);
        int available = wholeWindows(rows, reach, least);
        int count = Math.min(last.orElse(available), available);
        List<Window> windows = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int shift = (available - count + i) * step();
            int trainTo = train() + shift;
            int testFrom = trainTo + gap;
            int testTo = (int) Math.min(rows, (long) testFrom + test());
            windows.add(new Window(expanding() ? 0 : shift, trainTo, testFrom, testTo, refits(i), trainTo + reach));
        }
        return List.copyOf(windows);
    }

    private int wholeWindows(int rows, int reach, int origins) {
        return (int) Math.max(0, Math.floorDiv((long) rows - train() - gap(reach) - origins, (long) step()) + 1);
    }

    private int gap(int reach) {
        RangeChecks.atLeast(1, "reach", reach);
        int gap = purge.orElse(reach - 1);
        if (gap < reach - 1) {
            throw new IllegalArgumentException("a purge of " + gap + " rows is too short: labels reach " + reach
                    + " rows ahead, so at least " + (reach - 1)
                    + " rows must be left out; drop purge() to have it derived");
        }
        return gap;
    }

    private boolean refits(int window) {
        return window == 0 || (refitEvery.isPresent() && window % refitEvery.getAsInt() == 0);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof WalkForward that
                && sizes.equals(that.sizes)
                && refitEvery.equals(that.refitEvery)
                && purge.equals(that.purge)
                && last.equals(that.last);
    }

    @Override
    public int hashCode() {
        return Objects.hash(sizes, refitEvery, purge, last);
    }

    /**
     * Returns the calls that make these windows, without those that change nothing.
     *
     * @return a text such as {@code WalkForward.expanding(2000).step(10).refitEvery(25)}
     */
    @Override
    public String toString() {
        return sizes
                + (refitEvery.isEmpty() ? ".fitOnce()" : "")
                + (refitEvery.orElse(1) == 1 ? "" : call("refitEvery", refitEvery.getAsInt()))
                + (purge.isEmpty() ? "" : call("purge", purge.getAsInt()))
                + (last.isEmpty() ? "" : call("last", last.getAsInt()));
    }

    private static String call(String name, int value) {
        return "." + name + "(" + value + ")";
    }

    /**
     * One window. Ranges are half open: the first row is in, the last one out.
     *
     * <p>Immutable and thread-safe.
     *
     * @param trainFrom the first training row
     * @param trainTo the row after the last training row
     * @param testFrom the first test origin
     * @param testTo the row after the last test origin
     * @param refit whether a model is fitted here
     * @param dataTo the row after the last one that the training labels use, which is the end of the rows that a fit
     *     may see; never later than the row after the first test origin
     */
    public record Window(int trainFrom, int trainTo, int testFrom, int testTo, boolean refit, int dataTo) {}
}
