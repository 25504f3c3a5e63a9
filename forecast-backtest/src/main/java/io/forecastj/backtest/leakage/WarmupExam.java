package io.forecastj.backtest.leakage;

import io.forecastj.CausalMatrix;
import io.forecastj.TimeSeries;
import java.util.Arrays;

/**
 * Examines whether rows after the warm-up are those of a full window: series that start later must give the same
 * rows. A matrix that does not declare a bounded memory may depend on any earlier row; then only a shortage counts that
 * is the same for every start.
 */
final class WarmupExam {
    /** The rows that must remain after a late start and its warm-up. */
    private static final int REST = 40;
    /** Exponential averages never forget a row altogether. */
    private static final double TOLERANCE = 1e-6;

    private final String name;
    private final CausalMatrix matrix;
    private final AuditScope scope;

    WarmupExam(String name, CausalMatrix matrix, AuditScope scope) {
        this.name = name;
        this.matrix = matrix;
        this.scope = scope;
    }

    /** The rows after the warm-up that a late start moves, for each column. */
    private static final class Shortage {
        int least = Integer.MAX_VALUE;
        int most;
        boolean settles = true;
        int row;
        double whole;
        double late;
    }

    void run(TimeSeries series, double[][] whole) {
        int warmup = matrix.warmup();
        int[] stretch = withoutGaps(series);
        int firstStart = stretch[0] + warmup + 1;
        int lastStart = stretch[1] - warmup - REST;
        if (warmup < 0 || lastStart <= firstStart) {
            String why = "a warm-up of " + warmup + " rows needs more than " + (2 * (long) warmup + REST + 1)
                    + " rows without a missing value; " + series + " has " + (stretch[1] - stretch[0]);
            scope.log().notExamined(name, "warm-up", why);
            return;
        }
        double[] sizes = Rounding.largest(whole, matrix.columns().size());
        Shortage[] shortages = new Shortage[sizes.length];
        int[] starts = scope.fewRows(firstStart, lastStart);
        for (int start : starts) {
            double[][] late;
            try {
                late = matrix.rows(series.slice(start, stretch[1]));
            } catch (RuntimeException refusal) {
                scope.log().refused(name, "warm-up", refusal);
                return;
            }
            for (int c = 0; c < sizes.length; c++) {
                shortages[c] = shortages[c] == null ? new Shortage() : shortages[c];
                measure(shortages[c], whole, late, start, c, sizes[c]);
            }
        }
        scope.log().examined(name, "warm-up of " + warmup + " rows, from " + starts.length + " later starts");
        for (int c = 0; c < sizes.length; c++) {
            report(shortages[c], series, c);
        }
    }

    /** The longest stretch of rows without a missing value, leaving out columns that have none at all. */
    private static int[] withoutGaps(TimeSeries series) {
        double[][] columns = series.columns().stream()
                .map(series::values)
                .filter(values -> Arrays.stream(values).anyMatch(Double::isFinite))
                .toArray(double[][]::new);
        int[] longest = {0, 0};
        int from = 0;
        for (int r = 0; r < series.length(); r++) {
            int row = r;
            if (Arrays.stream(columns).anyMatch(values -> Double.isNaN(values[row]))) {
                from = r + 1;
            } else if (r + 1 - from > longest[1] - longest[0]) {
                longest = new int[] {from, r + 1};
            }
        }
        return longest;
    }

    private void measure(Shortage shortage, double[][] whole, double[][] late, int start, int column, double size) {
        int warmup = matrix.warmup();
        int last = -1;
        for (int i = warmup; i < late.length; i++) {
            double expected = whole[start + i][column];
            if (!Double.isNaN(expected) && !Rounding.same(expected, late[i][column], size, TOLERANCE)) {
                if (shortage.most == 0 && last < 0) {
                    shortage.row = start + i;
                    shortage.whole = expected;
                    shortage.late = late[i][column];
                }
                last = i;
            }
        }
        int rows = last < 0 ? 0 : last + 1 - warmup;
        shortage.least = Math.min(shortage.least, rows);
        shortage.most = Math.max(shortage.most, rows);
        shortage.settles &= rows < late.length - warmup - REST / 2;
    }

    private void report(Shortage shortage, TimeSeries series, int column) {
        if (shortage.most > 0 && (matrix.boundedMemory() || shortage.least == shortage.most)) {
            String reason = "in a series that starts so late that its warm-up of " + matrix.warmup()
                    + " rows has just passed here, it is "
                    + (Double.isNaN(shortage.late) ? "missing" : String.valueOf(shortage.late)) + ", not "
                    + shortage.whole
                    + (shortage.settles
                            ? "; the two agree after " + shortage.most + " more rows"
                            : "; the two do not agree again");
            scope.found(LeakKind.SHORT_WARMUP, name, matrix.columns().get(column), series, shortage.row, reason);
        }
    }
}
