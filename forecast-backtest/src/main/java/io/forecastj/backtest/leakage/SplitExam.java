package io.forecastj.backtest.leakage;

import io.forecastj.TimeSeries;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * Examines one split of rows into training and test. The label of row {@code t} covers the rows {@code t + 1} to its
 * end, so those of two rows overlap if they have a row in common.
 */
final class SplitExam implements Exam {
    /** Test rows in runs of less than this length, with training rows between them, were drawn at random. */
    private static final int SHORT_RUN = 3;

    private static final int FEW_RUNS = 5;

    private final String name;
    private final int[] train;
    private final int[] test;
    private final IntUnaryOperator labelEnd;
    private final int embargo;

    SplitExam(String name, int[] train, int[] test, IntUnaryOperator labelEnd, int embargo) {
        this.name = name;
        this.train = sorted(train, name, "training");
        this.test = sorted(test, name, "test");
        this.labelEnd = labelEnd;
        this.embargo = embargo;
    }

    static SplitExam of(String name, int[] train, int[] test, int reach, int embargo) {
        return new SplitExam(name, train, test, row -> (int) Math.min(Integer.MAX_VALUE, (long) row + reach), embargo);
    }

    private static int[] sorted(int[] rows, String name, String what) {
        int[] sorted = Arrays.stream(rows).sorted().distinct().toArray();
        if (sorted.length == 0 || sorted[0] < 0) {
            throw new IllegalArgumentException("the split '" + name + "' needs " + what + " rows from 0 on, found "
                    + (sorted.length == 0 ? "none" : "row " + sorted[0]));
        }
        return sorted;
    }

    @Override
    public void run(AuditScope scope) {
        examine(scope.whole().get(0), scope.log());
        scope.log().examined(name, train.length + " training and " + test.length + " test rows");
    }

    void examine(TimeSeries series, AuditLog log) {
        boolean shuffled = shuffled(series, log);
        shared(series, log);
        if (!shuffled) {
            overlapping(series, log);
            embargoed(series, log);
        }
    }

    private boolean shuffled(TimeSeries series, AuditLog log) {
        int runs = 0;
        int first = -1;
        for (int i = 0; i < test.length; i++) {
            if (i == 0 || between(train, test[i - 1], test[i])) {
                runs++;
                boolean inside = between(train, -1, test[i]) && between(train, test[i], Integer.MAX_VALUE);
                first = first < 0 && inside ? test[i] : first;
            }
        }
        boolean found = runs >= FEW_RUNS && test.length < (long) SHORT_RUN * runs && first >= 0;
        if (found) {
            add(
                    LeakKind.SHUFFLED_SPLIT,
                    series,
                    first,
                    log,
                    "this test row has training rows before and after it; the " + test.length + " test rows are in "
                            + runs + " places between training rows, so each is forecast by its own neighbours");
        }
        return found;
    }

    /** Returns true if a row is between two others, both out. */
    private static boolean between(int[] rows, int from, int to) {
        int at = Arrays.binarySearch(rows, from + 1);
        at = at < 0 ? -at - 1 : at;
        return at < rows.length && rows[at] < to;
    }

    private void shared(TimeSeries series, AuditLog log) {
        int[] both = Arrays.stream(train)
                .filter(row -> Arrays.binarySearch(test, row) >= 0)
                .toArray();
        if (both.length > 0) {
            add(
                    LeakKind.SHARED_ROWS,
                    series,
                    both[0],
                    log,
                    rows(both.length, "is", "are") + " in both, the first here");
        }
    }

    private void overlapping(TimeSeries series, AuditLog log) {
        int[] covered = coveredByTest();
        int count = 0;
        int first = -1;
        for (int row : train) {
            boolean overlaps = covered[Math.min(end(row), covered.length - 1)] > covered[row];
            if (overlaps && Arrays.binarySearch(test, row) < 0) {
                count++;
                first = first < 0 ? row : first;
            }
        }
        if (count > 0) {
            int other = partner(first);
            add(
                    LeakKind.LABEL_NOT_PURGED,
                    series,
                    first,
                    log,
                    "its label ends in row " + end(first) + ", and that of test row " + other + " covers rows "
                            + (other + 1) + " to " + end(other) + "; " + rows(count, "overlaps", "overlap") + " so");
        }
    }

    /** For each row, how many rows up to it the label of a test row covers; one row more than there are is enough. */
    private int[] coveredByTest() {
        int last = Math.max(train[train.length - 1], test[test.length - 1]) + 1;
        int[] starts = new int[last + 2];
        for (int row : test) {
            starts[row + 1]++;
            starts[Math.min(end(row), last) + 1]--;
        }
        int[] covered = new int[last + 1];
        int labels = 0;
        for (int row = 0; row <= last; row++) {
            labels += starts[row];
            covered[row] = (row == 0 ? 0 : covered[row - 1]) + (labels > 0 ? 1 : 0);
        }
        return covered;
    }

    /** The first test row whose label has a row in common with that of a training row. */
    private int partner(int row) {
        return Arrays.stream(test)
                .filter(candidate -> Math.max(row, candidate) < Math.min(end(row), end(candidate)))
                .findFirst()
                .orElseThrow();
    }

    private void embargoed(TimeSeries series, AuditLog log) {
        int count = 0;
        int first = -1;
        int reached = -1;
        int at = 0;
        int before = -1;
        for (int row : train) {
            while (at < test.length && test[at] < row) {
                reached = Math.max(reached, end(test[at]));
                before = test[at++];
            }
            if (reached >= 0 && row >= reached && row < reached + embargo) {
                count++;
                first = first < 0 ? row : first;
            }
        }
        if (count > 0) {
            add(
                    LeakKind.NO_EMBARGO,
                    series,
                    first,
                    log,
                    rows(count, "follows", "follow") + " the label of a test row before row " + before
                            + " by less than the embargo of " + embargo + " rows, the first here");
        }
    }

    private int end(int row) {
        int end = labelEnd.applyAsInt(row);
        if (end <= row) {
            throw new IllegalArgumentException(
                    "the label of row " + row + " in the split '" + name + "' must end after it, found row " + end);
        }
        return end;
    }

    private static String rows(int count, String one, String more) {
        return count + (count == 1 ? " training row " + one : " training rows " + more);
    }

    private void add(LeakKind kind, TimeSeries series, int row, AuditLog log, String reason) {
        log.found(Finding.at(kind, name, "", series, row, reason));
    }
}
