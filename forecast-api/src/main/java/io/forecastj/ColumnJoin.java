package io.forecastj;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Joins the columns of two series by time: finds for each row of the result the row of each series. */
final class ColumnJoin {
    private static final int NONE = -1;

    private final TimeSeries left;
    private final TimeSeries right;
    private final Join policy;
    private final int[] leftRows;
    private final int[] rightRows;
    private int rows;

    private ColumnJoin(TimeSeries left, TimeSeries right, Join policy) {
        this.left = left;
        this.right = right;
        this.policy = policy;
        int most = policy == Join.ALL ? Math.addExact(left.length(), right.length()) : left.length();
        this.leftRows = new int[most];
        this.rightRows = new int[most];
    }

    static TimeSeries join(TimeSeries left, TimeSeries right, Join policy) {
        Objects.requireNonNull(policy, "policy");
        List<String> twice = new ArrayList<>(left.columns());
        twice.retainAll(right.columns());
        if (!twice.isEmpty()) {
            throw new IllegalArgumentException("both " + left + " and " + right + " have the columns " + twice
                    + "; rename(...) them or select(...) others first");
        }
        ColumnJoin join = new ColumnJoin(left, right, policy);
        join.match();
        return join.result();
    }

    private void match() {
        int r = 0;
        for (int l = 0; l < left.length(); l++) {
            long time = left.timestamp(l);
            while (r < right.length() && right.timestamp(r) < time) {
                if (policy == Join.ALL) {
                    add(NONE, r);
                }
                r++;
            }
            if (r < right.length() && right.timestamp(r) == time) {
                add(l, r++);
            } else {
                addUnmatched(l, r);
            }
        }
        while (policy == Join.ALL && r < right.length()) {
            add(NONE, r++);
        }
    }

    /** Takes a row of the left series; {@code next} is the first row of the right one after its time. */
    private void addUnmatched(int l, int next) {
        switch (policy) {
            case EXACT ->
                throw new InvalidSeriesException(right + " has no row at " + left.time(l) + ", the time of row " + l
                        + " of " + left + "; choose another policy, such as Join.MISSING");
            case MISSING, ALL -> add(l, NONE);
            case PREVIOUS -> add(l, next - 1);
            case COMMON -> {}
        }
    }

    private void add(int leftRow, int rightRow) {
        leftRows[rows] = leftRow;
        rightRows[rows++] = rightRow;
    }

    private TimeSeries result() {
        List<String> names = new ArrayList<>(left.columns());
        names.addAll(right.columns());
        boolean sameRows = rows == left.length() && policy != Join.ALL;
        double[][] values = new double[names.size()][];
        int own = left.columns().size();
        TimeSeries start = left.fromStart();
        for (int c = 0; c < names.size(); c++) {
            if (c < own) {
                values[c] = sameRows ? start.shared(c) : values(left, c, leftRows);
            } else {
                values[c] = values(right, c - own, rightRows);
            }
        }
        if (sameRows) {
            return start.withColumns(List.copyOf(names), values).withVintages(vintages(names.size()));
        }
        long[] times = times();
        TimeSeries joined =
                left.withRows(times, values, left.declaredSampling()).named(List.copyOf(names));
        return (keepsSpacing(joined) ? joined : joined.withRows(times, values, null))
                .withVintages(vintages(names.size()));
    }

    /** Rows that are left out or of another spacing contradict the declared one, which is then inferred. */
    private boolean keepsSpacing(TimeSeries joined) {
        Sampling declared = left.declaredSampling();
        Sampling other = right.declaredSampling();
        return declared == null
                || rows == left.length()
                || policy == Join.ALL
                        && (other == null || other.equals(declared))
                        && joined.gaps().isEmpty();
    }

    private @Nullable Vintages vintages(int columns) {
        int own = left.columns().size();
        @Nullable VintageColumn[] all = new VintageColumn[columns];
        for (int c = 0; c < columns; c++) {
            TimeSeries source = c < own ? left : right;
            VintageColumn published = source.vintageColumn(c < own ? c : c - own);
            int[] rowsOf = c < own ? leftRows : rightRows;
            all[c] = published == null
                    ? null
                    : published.pick(Arrays.stream(rowsOf, 0, rows)
                            .map(row -> row == NONE ? NONE : row + source.firstRow())
                            .toArray());
        }
        return Vintages.of(all);
    }

    private double[] values(TimeSeries series, int column, int[] source) {
        double[] values = new double[rows];
        for (int row = 0; row < rows; row++) {
            values[row] = source[row] == NONE ? Double.NaN : series.value(source[row], column);
        }
        return values;
    }

    private long[] times() {
        long[] times = new long[rows];
        Arrays.setAll(
                times, row -> leftRows[row] == NONE ? right.timestamp(rightRows[row]) : left.timestamp(leftRows[row]));
        return times;
    }
}
